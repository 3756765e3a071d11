// The four services, and which of them answers an operation: the first part of its id is its domain, and a domain is at
// home in one service.
import type { OperationId } from './types.ts'

export const serviceNames = ['users', 'events', 'search', 'bookings'] as const
export type ServiceName = (typeof serviceNames)[number]

/** Null: every service answers it about itself. */
const serviceOfDomain: Readonly<Record<DomainOf<OperationId>, ServiceName | null>> = {
  users: 'users',
  events: 'events',
  inventory: 'events',
  search: 'search',
  bookings: 'bookings',
  webhooks: 'bookings',
  meta: null,
}

type DomainOf<Id> = Id extends `${infer Domain}.${string}` ? Domain : never

/** The service that answers an operation; null: each of them does, about itself. */
export const serviceOf = (id: OperationId): ServiceName | null =>
  serviceOfDomain[id.slice(0, id.indexOf('.')) as DomainOf<OperationId>]
