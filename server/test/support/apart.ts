// The four services apart: each a server of its own with its own database only, and one address in front of them.
import type { Logger } from 'pino'
import { serviceNames, type ServiceName } from '../../src/contract/services.ts'
import type { AccountsAmong } from '../../src/domains/webhooks/index.ts'
import { createScope } from '../../src/platform/scope.ts'
import { startServer, type Domains, type Server } from '../../src/server.ts'
import type { TestDatabases } from './databases.ts'
import { startGateway } from './gateway.ts'
import { reservePort } from './ports.ts'
import { cheapPasswords, testConfig } from './server.ts'

export type Each<Thing> = Readonly<Record<ServiceName, Thing>>

export interface ServiceSettings {
  readonly urls: Partial<TestDatabases['urls']>
  readonly env: Readonly<Record<string, string>>
}

/** What each of the four must be told: its name, its ports, its database, and where the others are. */
export async function settingsApart(urls: TestDatabases['urls']): Promise<Each<ServiceSettings>> {
  const ports: number[] = []
  for (let n = 0; n < 2 * serviceNames.length; n++) ports.push(await reservePort())
  const portsOf = (service: ServiceName) => ({
    port: ports[serviceNames.indexOf(service)]!,
    internalPort: ports[serviceNames.indexOf(service) + serviceNames.length]!,
  })
  const addresses = Object.fromEntries(
    serviceNames.map(service => [
      `EVENTLY_${service.toUpperCase()}_URL`,
      `http://127.0.0.1:${portsOf(service).internalPort}`,
    ]),
  )
  return each(service => {
    const { port, internalPort } = portsOf(service)
    return {
      urls: { [service]: urls[service] },
      env: { ...addresses, EVENTLY_SERVICES: service, PORT: String(port), EVENTLY_INTERNAL_PORT: String(internalPort) },
    }
  })
}

/** The four in this process, to be called like one server. */
export async function startApart({
  urls,
  env,
  log,
  onBreach,
  alsoListen,
}: {
  urls: TestDatabases['urls']
  env: Readonly<Record<string, string>>
  log: Logger
  onBreach: (message: string) => void
  alsoListen?: AccountsAmong | undefined
}): Promise<Server> {
  const settings = await settingsApart(urls)
  const scope = createScope()
  const start = async (service: ServiceName) => {
    const server = await startServer(testConfig(settings[service].urls, { ...env, ...settings[service].env }), log, {
      onBreach,
      ...(alsoListen && { alsoListen }),
      passwordCost: cheapPasswords,
    })
    return [service, scope.opened(server)] as const
  }
  const starts = await Promise.allSettled(serviceNames.map(start))
  const failed = starts.find(each => each.status === 'rejected')
  if (failed) {
    await scope.close()
    throw failed.reason
  }
  const started = Object.fromEntries(
    starts.flatMap(each => (each.status === 'fulfilled' ? [each.value] : [])),
  ) as Each<Server>
  const servers = Object.values(started)
  const gateway = scope.opened(
    await startGateway(
      'evently',
      each(service => started[service].url),
    ),
  )
  const internal = scope.opened(
    await startGateway(
      'internal',
      each(service => started[service].internalUrl),
    ),
  )
  const { users, events, search, bookings } = started
  const domains: Domains = {
    users: users.domains.users,
    events: events.domains.events,
    inventory: events.domains.inventory,
    search: search.domains.search,
    bookings: bookings.domains.bookings,
    webhooks: bookings.domains.webhooks,
  }
  return {
    url: gateway.url,
    internalUrl: internal.url,
    internalToken: users.internalToken,
    domains,
    close: () => scope.close(),
    drain: async () => {
      await Promise.all(servers.map(server => server.drain()))
    },
    alone: (name, work) => users.alone(name, work),
    left: () => servers.flatMap(server => server.left()),
  }
}

export const each = <Thing>(make: (service: ServiceName) => Thing): Each<Thing> =>
  Object.fromEntries(serviceNames.map(service => [service, make(service)])) as Each<Thing>
