// Callers' own words about a waitlist entry, which no lane reads: what they are after a change, and how it is written.
import {
  mergedMetadata,
  smallMetadataBytesMax,
  type Metadata,
  type MetadataChanges,
} from '../../../platform/metadata.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'

/** Somebody else may change them between reading and writing. */
const attemptsMax = 10

interface Words {
  readonly metadata: Metadata | null
  readonly isErased: boolean
}

export type EntryWords = ReturnType<typeof createEntryWords>

export function createEntryWords(sql: Sql) {
  return { refuse, change }

  /** Whether they may be changed so. Problems: validation_failed, waitlist_entry_not_found, entry_not_waiting. */
  async function refuse(entryId: string, changes: MetadataChanges): Promise<void> {
    await afterOf(entryId, changes)
  }

  /** Problems: validation_failed, waitlist_entry_not_found, entry_not_waiting. */
  async function change(entryId: string, eventId: string, changes: MetadataChanges): Promise<void> {
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const { before, after } = await afterOf(entryId, changes)
      const { rowCount } = await sql.raw<{ rowCount: number }>(
        `
        update waitlist_entries set metadata = ?::jsonb,
          metadata_at_joining = coalesce(metadata_at_joining, metadata, '{}')
        where id = ? and event_id = ? and buyer_erased_at is null and metadata is not distinct from ?::jsonb`,
        [after && JSON.stringify(after), entryId, eventId, before && JSON.stringify(before)],
      )
      if (rowCount > 0) return
    }
    throw problem('service_unavailable', 'The entry is changed by others all the time: try again.')
  }

  async function afterOf(entryId: string, changes: MetadataChanges) {
    const { rows } = await sql.raw<{ rows: Words[] }>(
      'select metadata, buyer_erased_at is not null as "isErased" from waitlist_entries where id = ?',
      [entryId],
    )
    const entry = rows[0]
    if (!entry) throw problem('waitlist_entry_not_found')
    if (entry.isErased)
      throw problem('entry_not_waiting', 'Its buyer has been erased: nothing more is kept about this entry.')
    const after = mergedMetadata(entry.metadata ?? {}, changes, { bytesMax: smallMetadataBytesMax })
    return { before: entry.metadata, after: Object.keys(after).length > 0 ? after : null }
  }
}
