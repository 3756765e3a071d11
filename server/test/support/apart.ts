// The four services apart: each a server of its own with its own database only, and one address in front of them.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { serviceNames, type ServiceName } from '../../src/contract/services.ts'
import { startServer, type Domains, type Server } from '../../src/server.ts'
import type { TestDatabases } from './databases.ts'
import { startGateway } from './gateway.ts'
import { cheapPasswords, testConfig } from './server.ts'

export type Each<Thing> = Readonly<Record<ServiceName, Thing>>

export interface ServiceSettings {
  readonly urls: Partial<TestDatabases['urls']>
  readonly env: Readonly<Record<string, string>>
}

/** What each of the four must be told: its name, its ports, its database, and where the others are. */
export async function settingsApart(urls: TestDatabases['urls']): Promise<Each<ServiceSettings>> {
  const ports = await freePorts(2 * serviceNames.length)
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
}: {
  urls: TestDatabases['urls']
  env: Readonly<Record<string, string>>
  log: Logger
  onBreach: (message: string) => void
}): Promise<Server> {
  const settings = await settingsApart(urls)
  const servers: Server[] = []
  const start = async (service: ServiceName) => {
    const server = await startServer(testConfig(settings[service].urls, { ...env, ...settings[service].env }), log, {
      onBreach,
      passwordCost: cheapPasswords,
    })
    servers.push(server)
    return [service, server] as const
  }
  const started = Object.fromEntries(await Promise.all(serviceNames.map(start))) as Each<Server>
  const gateway = await startGateway(
    'evently',
    each(service => started[service].url),
  )
  const internal = await startGateway(
    'internal',
    each(service => started[service].internalUrl),
  )
  const { users, events, search, bookings } = started
  const domains: Domains = {
    users: users.domains.users,
    events: events.domains.events,
    inventory: events.domains.inventory,
    search: search.domains.search,
    bookings: bookings.domains.bookings,
  }
  return {
    url: gateway.url,
    internalUrl: internal.url,
    internalToken: users.internalToken,
    domains,
    async close() {
      await gateway.close()
      await internal.close()
      for (const server of servers) await server.close()
    },
    drain: async () => {
      await Promise.all(servers.map(server => server.drain()))
    },
    alone: (name, work) => users.alone(name, work),
    left: () => servers.flatMap(server => server.left()),
  }
}

export const each = <Thing>(make: (service: ServiceName) => Thing): Each<Thing> =>
  Object.fromEntries(serviceNames.map(service => [service, make(service)])) as Each<Thing>

/** Free a moment ago: services must know each other's before any of them listens. */
async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>(resolve => {
          const holder = createServer()
          holder.listen({ host: '127.0.0.1', port: 0 }, () => resolve(holder))
        }),
    ),
  )
  const ports = holders.map(holder => (holder.address() as AddressInfo).port)
  await Promise.all(
    holders.map(
      holder =>
        new Promise(resolve => {
          holder.close(resolve)
        }),
    ),
  )
  return ports
}
