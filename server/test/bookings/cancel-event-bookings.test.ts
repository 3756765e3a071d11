// All bookings of an event that doesn't take place: page by page, many in one write, and nobody's failure is another's.
import { expect } from 'chai'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import type { BookingsStore } from '../../src/domains/bookings/store.ts'
import { openBoxOffice, paying, type BoxOffice } from './box-office.ts'

describe('cancelling all bookings of an event', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  type Event = Awaited<ReturnType<BoxOffice['anEvent']>>

  /** So many confirmed bookings, the newest first, as they are listed. */
  async function bought(event: Event, count: number, token = 'tok_ok') {
    const ids: string[] = []
    for (let n = 0; n < count; n++) {
      const { caller, hold } = await office.aHold(event, undefined, 1)
      ids.unshift((await office.service.confirm(caller, paying(hold.id, token), undefined)).booking.id)
    }
    return ids
  }

  /** As another process has it: its own memory of pages, and what it reads and writes can be watched. */
  function aService(over: Partial<BookingsStore> = {}) {
    const pages: { readonly beforeId: string | undefined; readonly found: readonly string[] }[] = []
    const service = createBookingsService({
      store: {
        ...office.store,
        ...over,
        async list(filter) {
          const found = await office.store.list(filter)
          pages.push({ beforeId: filter.beforeId, found: found.map(({ id }) => id) })
          return found
        },
      },
      saga: office.saga,
      inventory: office.inventory,
      events: () => ({ find: async () => undefined }),
      access: office.access,
      providers: office.providers,
    })
    return { service, pages }
  }
  const statusesOf = async (event: Event) =>
    (await office.store.list({ eventId: event.id, limit: 100 })).map(({ status }) => status)

  it('begins each page where the one before it ended, and looks once more for who came meanwhile', async () => {
    const event = await office.anEvent()
    const ids = await bought(event, 7)
    const { service, pages } = aService()
    expect(await service.cancelBookingsOf(event.id, 3), 'there may be more').to.equal(true)
    const [late] = await bought(event, 1) // was being paid for
    expect(await service.cancelBookingsOf(event.id, 3)).to.equal(true)
    expect(await service.cancelBookingsOf(event.id, 3), 'the last page was not the first').to.equal(true)
    expect(await service.cancelBookingsOf(event.id, 3)).to.equal(false)
    expect(pages).to.deep.equal([
      { beforeId: undefined, found: ids.slice(0, 3) },
      { beforeId: ids[2], found: ids.slice(3, 6) },
      { beforeId: ids[5], found: ids.slice(6) },
      { beforeId: undefined, found: [late] },
    ])
    expect(new Set(await statusesOf(event))).to.deep.equal(new Set(['cancelled']))
    expect(await office.seats(event)).to.include({ held: 0, sold: 0 })
  })

  it('goes on in another process where one has stopped, and what is over is not begun again', async () => {
    const event = await office.anEvent()
    const ids = await bought(event, 5)
    await aService().service.cancelBookingsOf(event.id, 2)
    const { service, pages } = aService()
    while (await service.cancelBookingsOf(event.id, 2)) {
      /* the next page */
    }
    expect(pages.flatMap(({ found }) => found)).to.deep.equal(ids.slice(2))
    const refunds = await office.databases.bookings.knex('refunds').whereIn('booking_id', ids)
    expect(refunds.map(({ status }: { status: string }) => status)).to.deep.equal(Array(5).fill('succeeded'))
  })

  it('asks an outside provider for twenty refunds at once, and the sandbox for more', async () => {
    const event = await office.anEvent({ capacity: 30 })
    await bought(event, 25)
    const confirmed = await office.store.list({ eventId: event.id, limit: 100 })
    const mostAtOnce = async (provider: 'stripe' | 'sandbox') => {
      let [running, most] = [0, 0]
      const service = createBookingsService({
        store: {
          ...office.store,
          list: async () => confirmed.map(booking => ({ ...booking, payment: { ...booking.payment!, provider } })),
          async beginCancel() {
            most = Math.max(most, ++running)
            await Promise.resolve()
            running--
            return false
          },
        },
        saga: office.saga,
        inventory: office.inventory,
        events: () => ({ find: async () => undefined }),
        access: office.access,
        providers: office.providers,
      })
      await service.cancelBookingsOf(event.id, 100)
      return most
    }
    expect([await mostAtOnce('stripe'), await mostAtOnce('sandbox')]).to.deep.equal([20, 25])
  })

  it('is not held up by one that fails, which is tried again after the others', async () => {
    const event = await office.anEvent()
    const ids = await bought(event, 5)
    let failures = 0
    const { service, pages } = aService({
      beginCancel: async (booking, refundId) => {
        if (booking.id !== ids[0] || failures++ > 0) return office.store.beginCancel(booking, refundId)
        throw new Error('it failed')
      },
    })
    const failed = await service.cancelBookingsOf(event.id, 2).catch((error: Error) => error.message)
    expect(failed).to.equal('1 bookings could not be settled')
    while (await service.cancelBookingsOf(event.id, 2)) {
      /* the next page */
    }
    expect(pages.map(({ found }) => found)).to.deep.equal([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
      ids.slice(0, 1),
    ])
    expect(new Set(await statusesOf(event))).to.deep.equal(new Set(['cancelled']))
  })

  it('writes many together, each with its own refund and with its messages in their order', async () => {
    const event = await office.anEvent({ capacity: 20 })
    const free = await office.anEvent({ capacity: 20, priceMinor: 0 })
    const paid = await bought(event, 6)
    const failing = await bought(event, 2, 'tok_refund_fails')
    const unpaid: string[] = []
    for (let n = 0; n < 3; n++) {
      const { caller, hold } = await office.aHold(free, undefined, 1)
      const { booking } = await office.service.confirm(
        caller,
        { reservationId: hold.id, payment: undefined },
        undefined,
      )
      unpaid.push(booking.id)
    }
    await Promise.all([event, free].map(({ id }) => aService().service.cancelBookingsOf(id, 100)))

    const cancelled = ['booking.confirmed', 'booking.cancelled']
    for (const [ids, refund, payment, messages] of [
      [paid, 'succeeded', 'refunded', [...cancelled, 'booking.refunded']],
      [failing, 'failed', 'captured', cancelled],
      [unpaid, undefined, undefined, cancelled],
    ] as const)
      for (const id of ids) {
        const booking = (await office.store.find(id))!
        expect([booking.status, booking.refund?.status, booking.payment?.status]).to.deep.equal([
          'cancelled',
          refund,
          payment,
        ])
        expect(booking.refund?.nextAttemptAt instanceof Date, 'tried again').to.equal(refund === 'failed')
        expect(booking.tickets.map(({ status }) => status)).to.deep.equal(['cancelled'])
        const told = await office.databases.bookings
          .knex('outbox')
          .whereRaw(`resource ->> 'id' = ?`, [id])
          .orderBy('place')
        expect(told.map(({ type }: { type: string }) => type)).to.deep.equal(messages)
      }
  })

  it('of many that begin with one booking at once only the first has begun, and leases stay with it', async () => {
    const event = await office.anEvent()
    const [id] = await bought(event, 1)
    const booking = (await office.store.find(id!))!
    const begun = await Promise.all(
      ['ref_1', 'ref_2', 'ref_3'].map(refund => office.store.beginCancel(booking, refund)),
    )
    expect(begun).to.deep.equal([true, false, false])
    const cancelling = (await office.store.find(id!))!
    expect([cancelling.fence, cancelling.refund?.id]).to.deep.equal([booking.fence + 1, 'ref_1'])
    expect(await office.store.claim(cancelling), 'somebody is at it').to.equal(undefined)
    expect(await office.saga.advance(cancelling)).to.deep.include({ kind: 'settled' })
  })

  it('ends a cancellation only for who has taken it over last, also within one write', async () => {
    const event = await office.anEvent()
    const [first, second] = await bought(event, 2)
    const refused = { status: 'needs_attention', reason: 'the bank refuses refunds' } as const
    const endingOf = (id: string) => ({
      cancelledAt: new Date(),
      refunds: [{ id: `ref_${id}`, ...refused }],
      isRepaid: false,
      cancellationIds: [],
      messages: [],
      retryDelayMs: undefined,
    })
    const [stale, current] = await Promise.all(
      [first!, second!].map(async id => {
        await office.store.beginCancel((await office.store.find(id))!, `ref_${id}`)
        return (await office.store.find(id))!
      }),
    )
    const ended = await Promise.all([
      office.store.cancel({ ...stale!, fence: stale!.fence - 1 }, endingOf(first!)),
      office.store.cancel(current!, endingOf(second!)),
    ])
    expect(ended).to.deep.equal([false, true])
    expect([(await office.store.find(first!))!.status, (await office.store.find(second!))!.status]).to.deep.equal([
      'cancelling',
      'cancelled',
    ])
  })
})
