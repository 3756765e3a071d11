// The ports of the services that run in other processes: one client for each of them.
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { ServiceName } from './contract/services.ts'
import { createRemoteBookings, createRemoteBookingsData } from './domains/bookings/remote.ts'
import { createRemoteEvents } from './domains/events/remote.ts'
import {
  createRemoteInventory,
  createRemoteInventoryChanges,
  createRemoteInventoryData,
} from './domains/inventory/remote.ts'
import { createRemoteSearch } from './domains/search/remote.ts'
import { createRemoteUsers } from './domains/users/remote.ts'
import { createRemoteMessages } from './domains/webhooks/remote.ts'
import type { InternalClient } from './platform/http/internal-client.ts'
import type { Peer } from './platform/http/peer-checks.ts'
import type { Scope } from './platform/scope.ts'

export interface RemotesOptions {
  readonly config: Pick<Config, 'serviceUrls'>
  readonly scope: Scope
  readonly token: string
  readonly log: Logger
}

/**
 * Connects when it is first asked. Throws where a service is asked that no setting names: the settings are checked to
 * name each that is needed.
 */
export async function openRemotes({ config: { serviceUrls }, scope, token, log }: RemotesOptions) {
  const clients = new Map<string, InternalClient>()
  const peers: Peer[] = []
  for (const [service, url] of Object.entries(serviceUrls)) {
    // Loaded where something runs elsewhere alone: every start would take longer.
    const { createInternalClient } = await import('./platform/http/internal-client.ts')
    const { watchPeer } = await import('./platform/http/peer-checks.ts')
    clients.set(service, scope.opened(createInternalClient({ service, url, token, log })))
    peers.push(scope.opened(watchPeer({ service, url, token, log }), `checks of the ${service} service`))
  }

  function clientOf(service: ServiceName): InternalClient {
    const client = clients.get(service)
    if (!client) throw new Error(`The ${service} service runs elsewhere, and no setting says where.`)
    return client
  }

  return {
    /** Whether anything is asked of another process. */
    any: clients.size > 0,
    peers,
    users: once(() => createRemoteUsers(clientOf('users'))),
    events: once(() => createRemoteEvents(clientOf('events'))),
    inventory: once(() => createRemoteInventory(clientOf('events'))),
    search: once(() => createRemoteSearch(clientOf('search'))),
    bookings: once(() => createRemoteBookings(clientOf('bookings'))),
    messages: once(() => createRemoteMessages(clientOf('bookings'))),
    inventoryChanges: once(() => createRemoteInventoryChanges(clientOf('events'))),
    inventoryData: once(() => createRemoteInventoryData(clientOf('events'))),
    bookingsData: once(() => createRemoteBookingsData(clientOf('bookings'))),
  }
}

function once<Thing>(make: () => Thing): () => Thing {
  let made: Thing | undefined
  return () => (made ??= make())
}
