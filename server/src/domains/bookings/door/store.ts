// The SQL of the door: tickets by their codes, and the scans.
import type pg from 'pg'
import { newId } from '../../../platform/ids.ts'
import type { TicketCounts } from '../port.ts'
import type { Admission, CheckIn, TicketFacts, TicketState, Verdict } from './verdicts.ts'

export type DoorStore = ReturnType<typeof createDoorStore>

/** A ticket, and the serial that the code is of by which it was found. */
export type CodedTicket = TicketFacts & { readonly codeSerial: number }

/** A scan that was judged before, and of which code. */
export interface KnownScan {
  readonly checkIn: CheckIn
  readonly fingerprint: string
}

export interface CheckInFilter {
  readonly eventId: string
  readonly verdict?: Verdict | undefined
  readonly conflict?: boolean | undefined
  readonly ticketId?: string | undefined
  /** The last one of the page before: newest first. */
  readonly before?: { readonly recordedAt: string; readonly scanId: string } | undefined
  readonly limit: number
}

interface Row {
  readonly scan_id: string
  readonly fingerprint: string
  readonly verdict: Verdict
  readonly ticket: CheckIn['ticket'] | null
  readonly admission: { readonly scanId: string; readonly at: string; readonly device?: string } | null
  readonly device: string | null
  readonly conflict: boolean
  readonly scanned_at: Date
  readonly recorded_at: Date
  readonly serial: number | null
}

/** An admission that is to be written. */
export interface Admitted extends Admission {
  readonly ticket: TicketState
}

const columns = 'scan_id, fingerprint, verdict, ticket, admission, device, conflict, scanned_at, recorded_at, serial'

/** On a pool, or on the connection of a transaction. */
export function createDoorStore(sql: Pick<pg.ClientBase, 'query'>) {
  return {
    /** Tickets of any event, by their codes: those that they have, and those that they had. */
    async ticketsOf(codes: readonly string[]): Promise<ReadonlyMap<string, CodedTicket>> {
      const { rows } = await sql.query<CodedTicket & { code: string }>(
        `
        select found.code, found.serial as "codeSerial", ${facts}
        from (
          select code, serial, user_id, booking_id, id from tickets where code = any($1::text[])
          union all
          select former_code, serial - 1, user_id, booking_id, ticket_id from ticket_transfers
          where former_code = any($1::text[])
        ) as found
        join tickets t on t.user_id = found.user_id and t.booking_id = found.booking_id and t.id = found.id
        join bookings b on b.id = t.booking_id and b.user_id = t.user_id`,
        [codes],
      )
      return new Map(rows.map(({ code, ...ticket }) => [code, ticket]))
    },

    /** Tickets of any event, by their ids. */
    async ticketsById(ids: readonly string[]): Promise<ReadonlyMap<string, TicketFacts>> {
      if (ids.length === 0) return new Map()
      const { rows } = await sql.query<TicketFacts>(
        `
        select ${facts} from tickets t join bookings b on b.id = t.booking_id and b.user_id = t.user_id
        where t.id = any($1::text[])`,
        [ids],
      )
      return new Map(rows.map(ticket => [ticket.id, ticket]))
    },

    /** As they are now, and so until the transaction ends. In one order, so that two batches never wait in a circle. */
    async lock(tickets: readonly TicketFacts[]): Promise<ReadonlyMap<string, TicketState>> {
      const { rows } = await sql.query<{
        id: string
        status: TicketState['status']
        serial: number
        admitted_scan: string | null
        admitted_at: Date | null
        admitted_device: string | null
      }>(
        `
        select id, status, serial, admitted_scan, admitted_at, admitted_device from tickets
        where (user_id, booking_id, id) in (select * from unnest($1::text[], $2::text[], $3::text[]))
        order by user_id, booking_id, id for update`,
        [tickets.map(t => t.userId), tickets.map(t => t.bookingId), tickets.map(t => t.id)],
      )
      const factsOf = new Map(tickets.map(facts => [facts.id, facts]))
      return new Map(
        rows.map(({ id, status, serial, admitted_scan: scanId, admitted_at: at, admitted_device: device }) => [
          id,
          {
            facts: factsOf.get(id)!,
            status,
            serial,
            admission: scanId !== null && at ? { scanId, at, device: device ?? undefined } : undefined,
          },
        ]),
      )
    },

    /** The database's clock. */
    async now(): Promise<Date> {
      const { rows } = await sql.query<{ now: Date }>('select clock_timestamp()::timestamptz(3) as now')
      return rows[0]!.now
    },

    async known(eventId: string, scanIds: readonly string[]): Promise<ReadonlyMap<string, KnownScan>> {
      const { rows } = await sql.query<Row>(
        `select ${columns} from check_ins where event_id = $1 and scan_id = any($2::text[])`,
        [eventId, scanIds],
      )
      return new Map(rows.map(row => [row.scan_id, { checkIn: toCheckIn(row), fingerprint: row.fingerprint }]))
    },

    /** Admits tickets that are locked, and leaves for the relay what is to be told of it. */
    async admit(admitted: readonly Admitted[]): Promise<void> {
      await sql.query(
        `
        update tickets
        set admitted_scan = given.scan_id, admitted_at = given.at, admitted_device = given.device
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
          as given (user_id, booking_id, id, scan_id, at, device)
        where tickets.user_id = given.user_id and tickets.booking_id = given.booking_id and tickets.id = given.id
          and tickets.admitted_scan is null`,
        [
          admitted.map(({ ticket }) => ticket.facts.userId),
          admitted.map(({ ticket }) => ticket.facts.bookingId),
          admitted.map(({ ticket }) => ticket.facts.id),
          admitted.map(({ scanId }) => scanId),
          admitted.map(({ at }) => at.toISOString()),
          admitted.map(({ device }) => device ?? null),
        ],
      )
      await sql.query(
        `
        insert into outbox (id, user_id, type, resource, payload, version)
        select id, user_id, 'ticket.checked_in', resource, payload, version
        from unnest($1::text[], $2::text[], $3::jsonb[], $4::jsonb[], $5::bigint[])
          as given (id, user_id, resource, payload, version)`,
        [
          admitted.map(() => newId('msg')),
          admitted.map(({ ticket }) => ticket.facts.userId),
          admitted.map(({ ticket }) => JSON.stringify({ type: 'ticket', id: ticket.facts.id })),
          admitted.map(({ ticket: { facts: of, serial }, at }) =>
            JSON.stringify({ ...of, serial, admittedAt: at.toISOString() }),
          ),
          admitted.map(({ ticket }) => ticket.serial),
        ],
      )
    },

    /** False, and nothing may be committed: somebody else has just handed in one of the scans. */
    async record(eventId: string, scans: readonly KnownScan[]): Promise<boolean> {
      const sorted = [...scans].sort((one, other) => (one.checkIn.scanId < other.checkIn.scanId ? -1 : 1))
      const of = <Value>(value: (scan: KnownScan) => Value) => sorted.map(value)
      const { rows } = await sql.query(
        `
        insert into check_ins (event_id, ${columns})
        select $1::text, given.*
        from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::boolean[],
          $9::timestamptz[], $10::timestamptz[], $11::integer[]) as given
        on conflict (event_id, scan_id) do nothing returning scan_id`,
        [
          eventId,
          of(({ checkIn }) => checkIn.scanId),
          of(({ fingerprint }) => fingerprint),
          of(({ checkIn }) => checkIn.verdict),
          of(({ checkIn }) => (checkIn.ticket ? JSON.stringify(checkIn.ticket) : null)),
          of(({ checkIn }) => (checkIn.admission ? JSON.stringify(checkIn.admission) : null)),
          of(({ checkIn }) => checkIn.device ?? null),
          of(({ checkIn }) => checkIn.conflict),
          of(({ checkIn }) => checkIn.scannedAt.toISOString()),
          of(({ checkIn }) => checkIn.recordedAt.toISOString()),
          of(({ checkIn }) => checkIn.serial ?? null),
        ],
      )
      return rows.length === scans.length
    },

    /** Newest first. */
    async list({ eventId, verdict, conflict, ticketId, before, limit }: CheckInFilter): Promise<readonly CheckIn[]> {
      const { rows } = await sql.query<Row>(
        `
        select ${columns} from check_ins
        where event_id = $1 and ($2::text is null or verdict = $2) and ($3::boolean is null or conflict = $3)
          and ($4::text is null or ticket_id = $4)
          and ($5::timestamptz is null or (recorded_at, scan_id) < ($5, $6::text))
        order by recorded_at desc, scan_id desc limit $7`,
        [eventId, verdict, conflict, ticketId, before?.recordedAt, before?.scanId, limit],
      )
      return rows.map(toCheckIn)
    },

    /** Of an event's valid tickets: how many there are, and how many of them have been admitted. */
    async counts(eventId: string): Promise<TicketCounts> {
      const { rows } = await sql.query<TicketCounts>(
        `
        select count(*)::int as valid, count(t.admitted_scan)::int as admitted
        from bookings b join tickets t on t.user_id = b.user_id and t.booking_id = b.id
        where b.event_id = $1 and t.status = 'valid'`,
        [eventId],
      )
      return rows[0]!
    },
  }
}

/** What never changes of a ticket, and its tables. */
const facts = `t.id, t.ticket_type_id as "ticketTypeId", t.booking_id as "bookingId", t.user_id as "userId",
  b.event_id as "eventId"`

const toCheckIn = (row: Row): CheckIn => ({
  scanId: row.scan_id,
  verdict: row.verdict,
  ticket: row.ticket ?? undefined,
  ...(row.ticket && { serial: row.serial ?? undefined }),
  admission: row.admission
    ? { scanId: row.admission.scanId, at: new Date(row.admission.at), device: row.admission.device }
    : undefined,
  device: row.device ?? undefined,
  conflict: row.conflict,
  scannedAt: row.scanned_at,
  recordedAt: row.recorded_at,
})
