// The feed's SQL: a page of an account's messages after a place, where to begin, and whose messages have been appended.
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { Message } from '../messages/message.ts'
import { keptDays } from '../messages/partition-statements.ts'

/** Which of the messages: those of one account, and of them perhaps only some. */
export interface FeedFilter {
  readonly accountId: string
  readonly test: boolean
  readonly types?: readonly string[] | undefined
  readonly resourceId?: string | undefined
  readonly eventId?: string | undefined
}

export type FeedMessage = Pick<Message, 'place' | 'id' | 'type' | 'resource' | 'test' | 'data' | 'occurredAt'>

export interface FeedPage {
  readonly messages: readonly FeedMessage[]
  /** Where to read on from: all places up to it have been looked at. */
  readonly position: number
  /** There may be more after `position` by now. */
  readonly hasMore: boolean
  /** The message right after the place that was asked for is kept no longer. */
  readonly isGone: boolean
}

/** What has been appended after a place. */
export interface Changes {
  /** The last place, at the moment of asking. */
  readonly last: number
  /** Whose messages; undefined: too many to say. */
  readonly accountIds: ReadonlySet<string> | undefined
}

export type FeedQueries = ReturnType<typeof createFeedQueries>

/** So many messages one page looks at: reading on with a filter that finds nothing takes no longer than this. */
const scannedMax = 5_000
const changesMax = 5_000

export const createFeedQueries = (sql: Sql) => ({
  /** At most `limit` messages after a place, in their order. */
  async read(after: number, filter: FeedFilter, limit: number): Promise<FeedPage> {
    const { accountId, test, types, resourceId, eventId } = filter
    const { rows } = await sql.raw<{ rows: PageRow[] }>(pageSql(filter), {
      after,
      accountId,
      test,
      scannedMax,
      rowsMax: limit + 1,
      ...(types && { types }),
      ...(resourceId !== undefined && { resourceId }),
      ...(eventId !== undefined && { eventId }),
    })
    return pageOf(rows, { types, limit })
  },

  /** The place of the last message that there is. */
  async last(): Promise<number> {
    const { rows } = await sql.raw<{ rows: { place: number }[] }>('select place from message_end')
    return rows[0]!.place
  },

  /** The place before the first message that was appended at a time or later; undefined: such may be gone. */
  async before(time: Date): Promise<number | undefined> {
    const {
      rows: [row],
    } = await sql.raw<{ rows: { place: number; isGone: boolean }[] }>(beforeSql, { time })
    return row!.isGone ? undefined : row!.place
  },

  async changesAfter(place: number): Promise<Changes> {
    const {
      rows: [row],
    } = await sql.raw<{ rows: { last: number; accountIds: string[] }[] }>(changesSql, { place, changesMax })
    const { last, accountIds } = row!
    return { last, accountIds: last - place > changesMax ? undefined : new Set(accountIds) }
  },
})

interface PageRow {
  readonly last: number
  readonly isGone: boolean
  /** Null: there is none. */
  readonly number: number | null
  readonly place: number
  readonly id: string
  readonly type: string
  readonly resourceType: string
  readonly resourceId: string
  readonly resourceVersion: number
  readonly test: boolean
  readonly data: Readonly<Record<string, unknown>>
  readonly occurredAt: Date
}

/**
 * One statement and so one snapshot: every message up to the end of the order that it sees is there, as each was
 * appended before the end was moved past it. Places have no gaps but the jumps that a restore makes: the next one is
 * missing only if it was dropped, or was read before the restore and is no more. So is a place beyond the end.
 *
 * The last message that is looked at comes along, wanted or not: it says how far the page has come.
 */
const pageSql = ({ types, resourceId, eventId }: FeedFilter) => `
with message_bounds as materialized (
  select place as last,
    place < :after or place > :after and not exists (
      select from messages
      where messages.place =
        coalesce((select jump.place from message_jumps as jump where jump.after = :after), :after::bigint) + 1
    ) and not exists (
      select from message_jumps as jump where jump.after = :after and jump.place = message_end.place
    ) as is_gone
  from message_end
)
select message_bounds.last, message_bounds.is_gone as "isGone", found.number::int, found.place, found.id, found.type,
  found.resource_type as "resourceType", found.resource_id as "resourceId", found.resource_version as "resourceVersion",
  found.test, found.data, found.occurred_at as "occurredAt"
from message_bounds
left join (
  select * from (
    select *, row_number() over (order by place) as number
    from (
      select place, id, type, resource_type, resource_id, resource_version, test, data, occurred_at
      from messages
      where account_id = :accountId and test = :test and place > :after
        ${resourceId === undefined ? '' : 'and resource_id = :resourceId'}
        ${eventId === undefined ? '' : 'and event_id = :eventId'}
      order by place
      limit :scannedMax
    ) as kept
  ) as numbered
  ${types === undefined ? '' : 'where type = any(:types) or number = :scannedMax'}
  order by place
  limit :rowsMax
) as found on true
order by found.place`

function pageOf(
  rows: readonly PageRow[],
  { types, limit }: { readonly types: readonly string[] | undefined; readonly limit: number },
): FeedPage {
  const { last, isGone } = rows[0]!
  const found = rows.filter(({ number }) => number !== null)
  const messages = found.filter(({ type }) => types?.includes(type) ?? true).slice(0, limit)
  const endOf = (row: PageRow): FeedPage => ({
    messages: messages.map(toMessage),
    position: row.place,
    hasMore: true,
    isGone,
  })
  if (found.length > limit && messages.length === limit) return endOf(messages.at(-1)!)
  const final = found.at(-1)
  if (final?.number === scannedMax) return endOf(final)
  return { messages: messages.map(toMessage), position: last, hasMore: false, isGone }
}

const toMessage = ({ place, id, type, test, data, occurredAt, ...row }: PageRow): FeedMessage => ({
  place,
  id,
  type,
  resource: { type: row.resourceType, id: row.resourceId, version: row.resourceVersion },
  test,
  data,
  occurredAt,
})

/** A day's partition is dropped as a whole: what is younger than the day before the last that is promised is kept. */
const beforeSql = `
select coalesce(
    (select place - 1 from messages where appended_at >= :time order by appended_at, place limit 1),
    (select place from message_end)) as place,
  :time < date_trunc('day', clock_timestamp() at time zone 'UTC' - interval '${keptDays + 1} days') at time zone 'UTC'
    and not exists (select from messages where place = 1)
    and exists (select from message_end where place > 0) as "isGone"`

const changesSql = `
select place as last,
  array(
    select distinct account_id from (
      select account_id from messages where messages.place > :place order by messages.place limit :changesMax
    ) as appended
  ) as "accountIds"
from message_end`
