// What is read of an event's waitlist: places with their rank and their offer, one by one, a buyer's or an event's.
// Reads only.
import { metadataOf } from '../../../platform/metadata.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import type { WaitlistEntryFilter, WaitlistEntryStatus, WaitlistEntry } from '../port.ts'
import { toEntry, type EntryRow } from '../present.ts'
import type { WaitlistPositions } from './waitlist-positions.ts'

export interface WaitlistFilter {
  /** Left out: those that wait or have an offer. */
  readonly status?: WaitlistEntryStatus | undefined
  readonly buyerReference?: string | undefined
  /** `name=value` */
  readonly metadata?: string | undefined
  readonly afterSeq?: number | undefined
  readonly limit: number
}

export type WaitlistReports = ReturnType<typeof createWaitlistReports>

// An offer past its end is no offer any more, even if no sweep has taken it back yet.
const statusSql = `case when entry.state = 'offered' and offer.expires_at <= clock_timestamp() then 'expired'
  else entry.state end`
const hasOffer = `entry.state = 'offered' and offer.expires_at > clock_timestamp()`

/**
 * An entry's hold has its id but for the prefix: see offerIdOf. `rank` is the place among those who wait. LATERAL:
 * looked up for each entry, never read as a whole.
 */
const columnsSql = `
    entry.id, entry.event_id as "eventId", entry.seq, entry.user_id as "userId", entry.buyer,
    entry.ticket_type_id as "ticketTypeId", entry.quantity,
    entry.metadata, entry.accept_fewer as "acceptFewer", entry.skipped as "passedOver", ${statusSql} as status,
    entry.expired_reason as "expiredReason",
    entry.created_at as "createdAt", entry.notified_at as "notifiedAt",
    case when ${hasOffer} then offer.quantity end as "offerQuantity",
    case when ${hasOffer} then offer.expires_at end as "offerExpiresAt",
    case when entry.state = 'converted' then offer.id end as "reservationId", entry.state = 'waiting' as "isWaiting"`
const fromSql = `waitlist_entries as entry left join lateral (
    select id, quantity, expires_at from all_holds as holds
    where holds.id = 'rsv_' || substr(entry.id, 5) and holds.event_id = entry.event_id limit 1) as offer on true`
const entriesSql = `select ${columnsSql}, 0::bigint as position from ${fromSql}`

/**
 * A page of places with their ranks: each line is counted once, as far as the page goes. A count for each entry would
 * read it a hundred times.
 */
const rankedPage = (page: string, order: string) => `
  with page as materialized (select ${columnsSql} from ${fromSql} ${page}),
  reach as (select "eventId" as event_id, max(seq) as seq from page where "isWaiting" group by 1),
  ranked as (
    select waiting.event_id, waiting.seq, row_number() over (partition by waiting.event_id order by waiting.seq) as rank
    from reach
    join waitlist_entries as waiting on waiting.event_id = reach.event_id and waiting.seq <= reach.seq
      and waiting.state = 'waiting'
  )
  select page.*, case when "isWaiting" then coalesce(ranked.rank, 1) else 0 end as position
  from page left join ranked on ranked.event_id = page."eventId" and ranked.seq = page.seq order by ${order}`

/**
 * Which entries waited when this one joined is known for ever: by the versions at which those before it were served.
 */
const rankAtJoiningSql = `1 + (select count(*) from waitlist_entries as ahead
  where ahead.event_id = entry.event_id and ahead.seq < entry.seq
  and (ahead.served_version is null or ahead.served_version > entry.joined_version))`

interface AtJoining {
  readonly rank: number
  readonly joinedQuantity: number | null
  readonly joinedFewer: boolean | null
  /** Null where it has not changed since. */
  readonly metadataAtJoining: Readonly<Record<string, string>> | null
}

const nothingIfEmpty = (metadata: Readonly<Record<string, string>>) =>
  Object.keys(metadata).length > 0 ? metadata : null

export function createWaitlistReports(sql: Sql, ranks: Pick<WaitlistPositions, 'rank'>) {
  return {
    async entry(id: string): Promise<WaitlistEntry | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: (EntryRow & { version: number })[] }>(
        `select found.*, inventory.version from (${entriesSql} where entry.id = ?::text) as found
        join inventory on inventory.event_id = found."eventId"`,
        [id],
      )
      if (row?.status !== 'waiting') return row && toEntry(row)
      return toEntry({ ...row, position: await ranks.rank(row) })
    },

    /** The entry as it was when it joined: what its request is answered, whenever that is repeated. */
    async entryAtJoining(id: string): Promise<WaitlistEntry | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{
        rows: (EntryRow & AtJoining)[]
      }>(
        `
        select found.*, ${rankAtJoiningSql} as rank, joined.quantity as "joinedQuantity",
          joined.accept_fewer as "joinedFewer", entry.metadata_at_joining as "metadataAtJoining"
        from (${entriesSql} where entry.id = ?::text) as found join waitlist_entries as entry on entry.id = found.id
        left join waitlist_steps as joined on joined.event_id = entry.event_id and joined.entry_id = entry.id
          and joined.version = entry.joined_version and joined.state = 'joined'`,
        [id],
      )
      return (
        row &&
        toEntry({
          ...row,
          quantity: row.joinedQuantity ?? row.quantity,
          acceptFewer: row.joinedFewer ?? row.acceptFewer,
          metadata: row.metadataAtJoining ? nothingIfEmpty(row.metadataAtJoining) : row.metadata,
          passedOver: 0,
          status: 'waiting',
          expiredReason: null,
          position: row.rank,
          offerQuantity: null,
          offerExpiresAt: null,
          reservationId: null,
          notifiedAt: null,
        })
      )
    },

    /** A caller's entries in all waitlists, newest first. */
    async entriesOf({
      userId,
      eventId,
      status,
      buyerReference,
      metadata,
      beforeId,
      limit,
    }: WaitlistEntryFilter): Promise<readonly WaitlistEntry[]> {
      const { rows } = await sql.raw<{ rows: EntryRow[] }>(
        `
${rankedPage(
  `
        where entry.user_id = cast(:userId as text) and (cast(:eventId as text) is null or entry.event_id = :eventId)
          and (cast(:reference as text) is null or entry.buyer_reference = :reference)
          and (cast(:metadata as jsonb) is null or entry.metadata @> :metadata)
          and (cast(:beforeId as text) is null or entry.id < :beforeId)
          and (cast(:status as text) is null or ${statusSql} = :status)
        order by entry.id desc limit cast(:limit as integer)`,
  'page.id desc',
)}`,
        {
          userId,
          eventId: eventId ?? null,
          reference: buyerReference ?? null,
          metadata: metadata === undefined ? null : metadataOf(metadata),
          beforeId: beforeId ?? null,
          status: status ?? null,
          limit,
        },
      )
      return rows.map(toEntry)
    },

    /** An event's waitlist, its head first; `seq` is where the next page begins. */
    async waitlist(
      eventId: string,
      { status, buyerReference, metadata, afterSeq, limit }: WaitlistFilter,
    ): Promise<readonly { readonly seq: number; readonly entry: WaitlistEntry }[]> {
      const states =
        status === undefined ? `'waiting', 'offered'` : status === 'expired' ? `'offered', 'expired'` : ':status'
      const shown = status === undefined ? `<> 'expired'` : '= :status'
      const { rows } = await sql.raw<{ rows: EntryRow[] }>(
        `${rankedPage(
          `
        where entry.event_id = cast(:eventId as text) and entry.seq > cast(:afterSeq as bigint)
          and (cast(:reference as text) is null or entry.buyer_reference = :reference)
          and (cast(:metadata as jsonb) is null or entry.metadata @> :metadata)
          and entry.state in (${states}) and ${statusSql} ${shown}
        order by entry.seq limit cast(:limit as integer)`,
          'page.seq',
        )}`,
        {
          eventId,
          afterSeq: afterSeq ?? 0,
          reference: buyerReference ?? null,
          metadata: metadata === undefined ? null : metadataOf(metadata),
          ...(status !== undefined && { status }),
          limit,
        },
      )
      return rows.map(row => ({ seq: row.seq, entry: toEntry(row) }))
    },
  }
}
