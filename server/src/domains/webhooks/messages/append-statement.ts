// The one way into `messages`. Only one transaction at a time appends, as each moves the one row of `message_end`: the
// order of places is the order of commits, so that no reader who goes on from a place misses a message.
import { derivedId } from '../../../platform/ids.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { NewMessage } from './message.ts'

/** Messages that have just been appended: those from `after` (exclusive) up to `to`. */
export interface Appended {
  readonly after: number
  readonly to: number
}

/**
 * What follows from a message in the same transaction: deliveries to endpoints, mails. It reads the messages of the
 * range, and does nothing for those that are silent.
 */
export type MessageConsumer = (transaction: Sql, appended: Appended) => Promise<void>

export type AppendMessages = (transaction: Sql, messages: readonly NewMessage[]) => Promise<Appended>

/**
 * Appends messages in their order, within the caller's transaction and as its last act: from here to its end nobody
 * else appends. That each is appended once is for the caller to see to, by what else this transaction writes.
 */
export const createAppend =
  (consumers: readonly MessageConsumer[]): AppendMessages =>
  async (transaction, messages) => {
    const { rows } = await transaction.raw<{ rows: { place: number; skipped: number | null }[] }>(endSql, [
      messages.length,
    ])
    const { place: to, skipped } = rows[0]!
    const after = to - messages.length
    if (messages.length === 0) return { after, to }
    await transaction.raw(insertSql, [after, JSON.stringify(messages.map(message => rowOf(message, skipped)))])
    for (const consume of consumers) await consume(transaction, { after, to })
    return { after, to }
  }

const endSql = `
update message_end set place = place + ?
returning place, (select max(jump.place) from message_jumps as jump) as skipped`

/**
 * An id follows from a version of its resource, and after a restore versions come once more, with something else in
 * them: whoever knows messages by their ids must not take the one for the other.
 */
const idAfter = (skipped: number | null, id: string) => (skipped === null ? id : derivedId('msg', `${id}/${skipped}`))

const rowOf = (
  { id, accountId, type, resource, eventId, test, silent = false, data, occurredAt }: NewMessage,
  skipped: number | null,
) => ({
  id: idAfter(skipped, id),
  account_id: accountId,
  type,
  resource_type: resource.type,
  resource_id: resource.id,
  resource_version: resource.version,
  event_id: eventId,
  test,
  silent,
  data,
  occurred_at: occurredAt,
})

const insertSql = `
insert into messages (place, id, account_id, type, resource_type, resource_id, resource_version, event_id, test, silent,
  data, occurred_at, appended_at)
select ?::bigint + message.number, message.id, message.account_id, message.type, message.resource_type,
  message.resource_id, message.resource_version, message.event_id, message.test, message.silent, message.data,
  message.occurred_at, clock_timestamp()
from rows from (jsonb_to_recordset(?::jsonb) as (id text, account_id text, type text, resource_type text,
  resource_id text, resource_version bigint, event_id text, test boolean, silent boolean, data jsonb,
  occurred_at timestamptz)) with ordinality as message (id, account_id, type, resource_type, resource_id,
  resource_version, event_id, test, silent, data, occurred_at, number)`
