// Where the messages of a run come from: purchases at the servers, or straight into the table of messages.
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { fanOut } from '../../src/domains/webhooks/deliveries/fan-out-statement.ts'
import { newId } from '../../src/platform/ids.ts'
import { inTransaction } from '../../src/platform/postgres/sql.ts'
import { anEvent, type Account } from '../../test/support/builders.ts'
import { createBuyers } from '../../test/support/buyers.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import type { Call } from '../../test/support/server.ts'
import type { Told } from './judge.ts'

export interface SourceOptions {
  readonly databases: TestDatabases
  readonly organizer: Account
  readonly bookings: number
  /** At most so many are confirmed in a second; undefined: as fast as it goes. */
  readonly perSecond: number | undefined
  /** A server that is up; undefined while none is. */
  readonly anyServer: () => Call | undefined
}

/** Confirms so many bookings and cancels every second one of them; resolves when that is done. */
export type Source = (options: SourceOptions) => Promise<void>

const afterMs = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Without the servers' help, so that they can die as they like. */
export const appended: Source = async ({ databases, organizer, bookings, perSecond = 1_000 }) => {
  const append = createAppend([fanOut])
  const batchMax = Math.max(1, Math.round(perSecond / 20))
  const startedMs = performance.now()
  for (let done = 0; done < bookings; ) {
    const ids = Array.from({ length: Math.min(batchMax, bookings - done) }, () => newId('bkg'))
    const messages = ids.flatMap((id, n) => storyOf(organizer.id, id, n % 2 === 1))
    await inTransaction(
      databases.bookings,
      sql => sql,
      sql => append(sql, messages),
    )
    done += ids.length
    await afterMs(Math.max(0, (done / perSecond) * 1_000 - (performance.now() - startedMs)))
  }
}

function storyOf(accountId: string, bookingId: string, isCancelled: boolean) {
  const told = (type: string, version: number, status: string) => ({
    id: newId('msg'),
    accountId,
    type,
    resource: { type: 'booking', id: bookingId, version },
    eventId: newId('evt'),
    test: false,
    data: { id: bookingId, status, quantity: 1, totalMinor: 4_500, currency: 'EUR' },
    occurredAt: new Date(),
  })
  const confirmed = told('booking.confirmed', 1, 'confirmed')
  return isCancelled ? [confirmed, told('booking.cancelled', 2, 'cancelled')] : [confirmed]
}

const people = 16

/** Through the API, and from there through whatever makes messages of facts. */
export const purchases: Source = async ({ organizer, bookings, perSecond, anyServer }) => {
  const event = await anEvent({ call: anyServer()! }, { organizer, capacity: bookings + people })
  const buyers = createBuyers({
    anyServer,
    eventId: event.id,
    token: organizer.token,
    isSentAgain: answer => !answer || answer.status >= 500 || answer.headers['retry-after'] !== undefined,
    againAfterMs: 100,
  })
  const startedMs = performance.now()
  let begun = 0
  await buyers.goOn(
    people,
    async () => {
      const n = ++begun
      if (n > bookings) return 'leave'
      if (perSecond !== undefined) await afterMs(Math.max(0, (n / perSecond) * 1_000 - (performance.now() - startedMs)))
      const reservation = await buyers.reserve({ quantity: 1, reference: `buyer-${n}`, key: `reserve-${n}` })
      if (reservation?.status !== 201) throw new Error(`no reservation: ${reservation?.text}`)
      const confirming = { reservationId: reservation.body.id as string, paymentToken: 'tok_ok', key: `confirm-${n}` }
      const booking = await buyers.confirm(confirming)
      if (booking?.status === 201 && n % 2 === 0) await buyers.cancel(booking.body.id as string)
    },
    () => begun >= bookings,
  )
}

/** Everything of these types that an account was told, by id. */
export async function toldTo(
  { bookings }: TestDatabases,
  accountId: string,
  types: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  const rows = (await bookings
    .knex('messages')
    .where({ account_id: accountId })
    .whereIn('type', types)
    .select('id', 'type', 'resource_type', 'resource_id', 'resource_version', 'data', 'occurred_at')) as Row[]
  return new Map(
    rows.map(({ id, type, resource_type, resource_id, resource_version, data, occurred_at }) => [
      id,
      {
        id,
        type,
        resource: { type: resource_type, id: resource_id, version: resource_version },
        data,
        occurredAt: occurred_at,
      },
    ]),
  )
}

interface Row {
  readonly id: string
  readonly type: string
  readonly resource_type: string
  readonly resource_id: string
  readonly resource_version: number
  readonly data: unknown
  readonly occurred_at: Date
}
