// Money that goes back at the provider and a refund of ours, at the same moment: never more than was paid is counted.
import { expect } from 'chai'
import { createBookingsAudit } from '../../src/domains/bookings/audit.ts'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import type { Standing } from '../../src/domains/bookings/payments/port.ts'
import { sandboxNote } from '../../src/domains/bookings/payments/sandbox-news-store.ts'
import { toBookingMessage } from '../../src/domains/bookings/present.ts'
import { createFollowing } from '../../src/domains/bookings/refunds/following.ts'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import type { BookingsStore } from '../../src/domains/bookings/store.ts'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

describe('a refund at the provider and one of ours at once', function () {
  this.timeout(60_000)
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  /** Two tickets at 15.05. */
  async function bought() {
    const event = await office.anEvent({ priceMinor: 1_505 })
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id), undefined)
    return { event, booking, organizer: aCaller({ userId: event.organizerId, role: 'organizer' }) }
  }
  const standing = (reference: string, amountMinor: number): Standing => ({
    refunds: [{ reference, status: 'succeeded', amountMinor }],
    disputes: [],
  })
  const following = ({ payment }: Booking, amountMinor: number, over: Partial<BookingsStore> = {}) => {
    const key = payment!.key
    const { follow } = createFollowing({
      store: { ...office.store, ...over },
      saga: office.saga,
      present: toBookingMessage,
    })
    return follow({
      provider: 'sandbox',
      key,
      standing: standing(`by_hand_${key}`, amountMinor),
      note: sandboxNote(key),
    })
  }
  const refunding = (
    organizer: ReturnType<typeof aCaller>,
    { id }: Booking,
    amountMinor: number,
    store = office.store,
  ) =>
    createBookingsService({
      store,
      saga: office.saga,
      inventory: office.inventory,
      events: () => ({ find: async () => undefined }),
      access: office.access,
      providers: office.providers,
    }).refund(organizer, id, { amountMinor, reason: 'r', returnSeats: false }, undefined)
  const countedOf = async ({ id }: Booking) =>
    (await office.store.find(id))!.refunds
      .filter(({ status }) => status !== 'cancelled')
      .map(({ amountMinor, origin }) => `${amountMinor} ${origin}`)
  async function faultsOf({ id: eventId }: { id: string }) {
    const { checks } = await createBookingsAudit(office.databases.bookings).auditPage({ part: 'bookings', eventId })
    return checks.flatMap(({ violations }) => violations.map(({ detail }) => detail))
  }
  /** Once, and only the first time that it is asked for. */
  function firstOf(work: () => Promise<unknown>) {
    let isDone = false
    return async () => {
      if (isDone) return
      isDone = true
      await work()
    }
  }
  const fenceOf = async ({ id }: Booking) => (await office.store.find(id))!.fence

  it('counts ours first where it comes between our look at the booking and our write', async () => {
    const { event, booking, organizer } = await bought()
    const between = firstOf(() => refunding(organizer, booking, 1_000))
    await following(booking, 2_500, {
      async follow(read, ...rest) {
        await between()
        return office.store.follow(read, ...rest)
      },
    }).catch(() => {})
    expect(await countedOf(booking)).to.deep.equal(['1000 organizer', '2010 provider'])
    expect(await faultsOf(event)).to.deep.equal([])
  })

  it('would count too much without the fence, were it not for the database (the first control)', async () => {
    const { booking, organizer } = await bought()
    const between = firstOf(() => refunding(organizer, booking, 1_000))
    const followed = following(booking, 2_500, {
      async follow(read, ...rest) {
        await between()
        return office.store.follow({ ...read, fence: await fenceOf(booking) }, ...rest)
      },
    })
    expect(await followed.catch((error: { code?: string }) => error.code)).to.equal('23514')
    expect(await countedOf(booking)).to.deep.equal(['1000 organizer'])
  })

  it('refuses ours where it came between what was read of the booking and what was decided', async () => {
    const { event, booking, organizer } = await bought()
    const between = firstOf(() => following(booking, 2_500))
    const refused = refunding(organizer, booking, 1_000, {
      ...office.store,
      async beginUndoing(...given) {
        await between()
        return office.store.beginUndoing(...given)
      },
    })
    const { code, extra } = await problemOf(refused)
    expect([code, extra]).to.deep.equal(['refund_exceeds_payment', { refundableMinor: 510 }])
    expect(await countedOf(booking)).to.deep.equal(['2500 provider'])
    expect(await faultsOf(event)).to.deep.equal([])
  })

  it('would give back too much without the fence, were it not for the database (the second control)', async () => {
    const { booking, organizer } = await bought()
    const between = firstOf(() => following(booking, 2_500))
    const made = refunding(organizer, booking, 1_000, {
      ...office.store,
      async beginUndoing(read, undoing) {
        await between()
        return office.store.beginUndoing({ ...read, fence: await fenceOf(booking) }, undoing)
      },
    })
    expect(await made.catch((error: { code?: string }) => error.code)).to.equal('23514')
    expect(await countedOf(booking)).to.deep.equal(['2500 provider'])
  })

  it('never counts more than was paid, however many there are at once', async () => {
    const { event, booking, organizer } = await bought()
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () => following(booking, 1_500)),
      ...Array.from({ length: 20 }, () => refunding(organizer, booking, 500)),
    ])
    await following(booking, 1_500)
    const counted = await countedOf(booking)
    const sum = counted.reduce((all, text) => all + Number.parseInt(text, 10), 0)
    expect(sum).to.be.at.most(3_010)
    expect(counted.filter(text => text.endsWith('provider'))).to.have.length(1)
    await office.laterOn()
    while (await office.service.recover()) {
      /* the next ones */
    }
    expect(await faultsOf(event)).to.deep.equal([])
  })
})
