// What the lane is measured against: other ways to reserve, on the same tables and behind the same HTTP stack.
import pg from 'pg'
import type { Hold, ReserveInput, SeatsPort } from '../src/domains/inventory/port.ts'
import { newId } from '../src/platform/ids.ts'
import { problem } from '../src/platform/problems.ts'

export const baselines = ['ceiling', 'plain-lock', 'statement'] as const
export type Baseline = (typeof baselines)[number]

/** As an ordinary service would have; a hot row is slower with more. */
const connectionsMax = 10
const triesMax = 10
const holdSeconds = 300

/** An inventory that reserves as the baseline does, and does everything else as its own. */
export function standIn(baseline: Baseline, own: SeatsPort, eventsUrl: string): SeatsPort {
  const pool = new pg.Pool({ connectionString: eventsUrl, max: connectionsMax, application_name: 'evently' })
  switch (baseline) {
    case 'ceiling':
      return { ...own, reserve: async input => ({ hold: heldWithoutDatabase(input), replayed: false }) }
    case 'plain-lock':
      return { ...own, reserve: input => withPlainLock(pool, input) }
    case 'statement':
      return { ...own, reserve: input => inOneStatement(pool, input) }
  }
}

/** The server's ceiling: everything but the database call. */
function heldWithoutDatabase({ eventId, buyer, selection: input, idempotency }: ReserveInput): Hold {
  const now = Date.now()
  const quantity = seatsOf(input)
  return {
    id: newId('rsv'),
    eventId,
    buyer,
    kind: 'reservation',
    state: 'held',
    items: [{ ticketTypeId: 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh', quantity, unitPriceMinor: 2_500 }],
    quantity,
    totalMinor: quantity * 2_500,
    currency: 'EUR',
    promotionId: null,
    bookingId: null,
    waitlistEntryId: null,
    idempotency,
    createdAt: new Date(now),
    expiresAt: new Date(now + holdSeconds * 1_000),
  }
}

/** Reads the version, writes where it is still the same, and tries again where it is not. */
async function withPlainLock(pool: pg.Pool, input: ReserveInput): Promise<{ hold: Hold; replayed: boolean }> {
  const client = await pool.connect() // for all of it: a version that has waited for a second connection would be old
  try {
    return await tryWithPlainLock(client, input)
  } finally {
    client.release()
  }
}

async function tryWithPlainLock(
  client: pg.PoolClient,
  input: ReserveInput,
): Promise<{ hold: Hold; replayed: boolean }> {
  for (let tries = 0; tries < triesMax; tries++) {
    const {
      rows: [seen],
    } = await client.query<{ version: number; available_seats: number }>({
      name: 'bench-read',
      text: 'select version, available_seats from inventory where event_id = $1',
      values: [input.eventId],
    })
    if (!seen) throw problem('event_not_found')
    if (seen.available_seats < seatsOf(input.selection)) throw problem('sold_out')
    const hold = await taken(client, { name: 'bench-lock', guard: 'version = $8::bigint' }, input, [seen.version])
    if (hold) return { hold, replayed: false }
  }
  throw problem('overloaded', undefined, { retryAfterSeconds: 1 })
}

/** One statement a request, guarded by what is left. */
async function inOneStatement(pool: pg.Pool, input: ReserveInput): Promise<{ hold: Hold; replayed: boolean }> {
  const hold = await taken(pool, { name: 'bench-statement', guard: 'available_seats >= $2' }, input, [])
  if (!hold) throw problem('sold_out')
  return { hold, replayed: false }
}

interface Taken {
  items: Hold['items']
  total_minor: string
  currency: string
  created_at: Date
  expires_at: Date
}

/**
 * Counters, hold and ledger in one statement; undefined when the guard lets nothing through. Keys are kept by their
 * unique index.
 */
async function taken(
  db: Pick<pg.ClientBase, 'query'>,
  { name, guard }: { name: string; guard: string },
  { eventId, buyer, selection: input, idempotency }: ReserveInput,
  guarded: unknown[],
): Promise<Hold | undefined> {
  const id = newId('rsv')
  const quantity = seatsOf(input)
  const {
    rows: [row],
  } = await db.query<Taken>({
    name,
    text: take(guard),
    values: [
      eventId,
      quantity,
      id,
      buyer.userId,
      idempotency?.key ?? null,
      idempotency?.fingerprint ?? null,
      holdSeconds,
      ...guarded,
    ],
  })
  return (
    row && {
      id,
      eventId,
      buyer,
      kind: 'reservation',
      state: 'held',
      items: row.items,
      quantity,
      totalMinor: Number(row.total_minor),
      currency: row.currency,
      promotionId: null,
      bookingId: null,
      waitlistEntryId: null,
      idempotency,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }
  )
}

const take = (guard: string) => `
with moved as (
  update inventory
  set available_seats = available_seats - $2::integer, held_seats = held_seats + $2, version = version + 1
  where event_id = $1 and sales = 'open' and ends_at > clock_timestamp() and ${guard}
  returning version, currency
), typed as (
  update ticket_types set available_seats = available_seats - $2, held_seats = held_seats + $2 from moved
  where ticket_types.event_id = $1
  returning ticket_types.id, price_minor
), made as (
  insert into holds (id, event_id, kind, user_id, state, items, quantity, total_minor, currency, idempotency_key,
    idempotency_fingerprint, expires_at, created_at, changed_at)
  select $3, $1, 'reservation', $4, 'held',
    jsonb_build_array(jsonb_build_object('ticketTypeId', typed.id, 'quantity', $2, 'unitPriceMinor', price_minor)), $2,
    $2 * price_minor, currency, $5, $6,
    now() + make_interval(secs => $7), now(), now()
  from moved, typed
  returning items, total_minor, currency, created_at, expires_at
), written as (
  insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, hold_id, at)
  select $1, version, 1, 'seat', typed.id, $2, 'available', 'held', 'reserve', $3, now() from moved, typed
)
select items, total_minor, currency, created_at, expires_at from made`

const seatsOf = (input: ReserveInput['selection']) =>
  'quantity' in input ? input.quantity : input.items.reduce((sum, { quantity }) => sum + quantity, 0)
