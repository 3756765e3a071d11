// The SQL of scanners' lists: an event's tickets page by page, and those that are named.
import type pg from 'pg'
import { statusToldSql, type ToldStatus } from '../booking.ts'
import type { Admission } from './verdicts.ts'

export type TicketListStore = ReturnType<typeof createTicketListStore>

export interface ListedTicket {
  readonly id: string
  readonly ticketTypeId: string
  readonly bookingId: string
  readonly serial: number
  readonly status: ToldStatus
  /** SHA-256, as base64url. */
  readonly codeHash: string
  readonly admission: Admission | undefined
}

interface Row extends Omit<ListedTicket, 'admission' | 'codeHash'> {
  readonly codeHash: Buffer
  readonly scanId: string | null
  readonly at: Date | null
  readonly device: string | null
}

const columns = `t.id, t.ticket_type_id as "ticketTypeId", t.booking_id as "bookingId", t.serial,
  ${statusToldSql} as status,
  sha256(convert_to(t.code, 'UTF8')) as "codeHash", t.admitted_scan as "scanId", t.admitted_at as at,
  t.admitted_device as device`

export const createTicketListStore = (sql: Pick<pg.Pool, 'query'>) => ({
  /**
   * Of the bookings behind one, as many whole ones as it takes to have `limit` tickets, in the order of their ids.
   * `lastBookingId`: the last of them; undefined: there are no more.
   */
  async page(
    eventId: string,
    afterBookingId: string,
    limit: number,
  ): Promise<{ readonly tickets: readonly ListedTicket[]; readonly lastBookingId: string | undefined }> {
    const { rows: bookings } = await sql.query<{ id: string; userId: string }>(
      `
      select id, user_id as "userId" from (
        select id, user_id, sum(quantity) over (order by id) - quantity as before from (
          select id, user_id, quantity from bookings where event_id = $1 and id > $2 order by id limit $3
        ) as next
      ) as counted
      where before < $3 order by id`,
      [eventId, afterBookingId, limit],
    )
    const { rows } = await sql.query<Row>(
      `
      select ${columns} from unnest($1::text[], $2::text[]) as b (id, user_id)
      join tickets t on t.user_id = b.user_id and t.booking_id = b.id
      order by t.booking_id, t.id`,
      [bookings.map(({ id }) => id), bookings.map(({ userId }) => userId)],
    )
    return { tickets: rows.map(listed), lastBookingId: bookings.at(-1)?.id }
  },

  /** Those tickets, and all of those bookings, as they are now; only of this event. */
  async named(
    eventId: string,
    { bookingIds, ticketIds }: { readonly bookingIds: readonly string[]; readonly ticketIds: readonly string[] },
  ): Promise<readonly ListedTicket[]> {
    const { rows } = await sql.query<Row>(
      `
      select ${columns} from bookings b join tickets t on t.user_id = b.user_id and t.booking_id = b.id
      where b.event_id = $1 and b.id = any($2::text[])
      union
      select ${columns} from tickets t join bookings b on b.id = t.booking_id and b.user_id = t.user_id
      where b.event_id = $1 and t.id = any($3::text[])
      order by "bookingId", id`,
      [eventId, bookingIds, ticketIds],
    )
    return rows.map(listed)
  },
})

const listed = ({ codeHash, scanId, at, device, ...ticket }: Row): ListedTicket => ({
  ...ticket,
  codeHash: codeHash.toString('base64url'),
  admission: scanId !== null && at ? { scanId, at, device: device ?? undefined } : undefined,
})
