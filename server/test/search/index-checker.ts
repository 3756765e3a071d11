// Compares the index in Elasticsearch with the events, whole documents and all of them.
import { deepStrictEqual } from 'node:assert'
import type { Client } from '@elastic/elasticsearch'
import type { EventsPort } from '../../src/domains/events/port.ts'
import {
  liveDocumentOf,
  withSeats,
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
      deepStrictEqual(withSeats(document.event, document.seats), event)
      deepStrictEqual(document, liveDocumentOf(document.event, document.seats))
      return []
    } catch (error) {
      return [`${event.id} differs: ${(error as Error).message.slice(0, 600)}`]
    }
  })
  return [...differences, ...[...documents.keys()].map(id => `${id} should not be there`)]
}
