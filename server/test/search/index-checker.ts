// Compares the index in Elasticsearch with the events, whole documents and all of them.
import { deepStrictEqual } from 'node:assert'
import type { Client } from '@elastic/elasticsearch'
import type { Shape } from '../../src/contract/types.ts'
import type { EventsPort } from '../../src/domains/events/port.ts'
import {
  liveDocumentOf,
  type LiveDocument,
  type Tombstone,
} from '../../src/domains/search/elasticsearch/index-mapping.ts'

export const alias = 'evently_events'

/** What is in the index, searchable or not; undefined while there is no index. */
export async function documentsIn(client: Client): Promise<Map<string, LiveDocument> | undefined> {
  const refreshed = await client.indices.refresh({ index: alias }).catch(() => undefined)
  if (!refreshed) return undefined
  const { hits } = await client.search<LiveDocument | Tombstone>({ index: alias, size: 10_000 })
  return new Map(hits.hits.flatMap(({ _id, _source }) => (_source!.removed ? [] : [[_id!, _source!]])))
}

/** One sentence for every event that the index has differently, doesn't have, or shouldn't have. */
export async function differencesBetween(client: Client, events: EventsPort): Promise<string[]> {
  const documents = await documentsIn(client)
  if (!documents) return ['there is no index']
  const published = await events.published(undefined, 10_000)
  const differences = published.flatMap(event => {
    const document = documents.get(event.id)
    documents.delete(event.id)
    if (!document) return [`${event.id} is missing`]
    try {
      deepStrictEqual(withAllSeats(document), withoutSales(event))
      deepStrictEqual(document, liveDocumentOf(document.event, document.seats))
      return []
    } catch (error) {
      return [`${event.id} differs: ${(error as Error).message.slice(0, 600)}`]
    }
  })
  return [...differences, ...[...documents.keys()].map(id => `${id} should not be there`)]
}

/** The event with the seats that the index has beside it, on sale or not. */
function withAllSeats({ event, seats: { availableSeats, waitlistOpen, ticketTypes } }: LiveDocument) {
  const available = new Map(ticketTypes.map(type => [type.id, type.available]))
  const types = event.ticketTypes.map(type => ({ ...type, available: available.get(type.id)! }))
  return withoutSales({ ...event, availableSeats, waitlistOpen, ticketTypes: types })
}

/** Whether they are on sale depends on when one looks. */
const withoutSales = (event: Shape<'Event'>) => ({
  ...event,
  ticketTypes: event.ticketTypes.map(({ sales: _, ...type }) => type),
})
