import { expect } from 'chai'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import { openBoxOffice, type BoxOffice } from './box-office.ts'

describe('a saga that a crash left behind', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  const soon = () => ({ signal: AbortSignal.timeout(1_000) })
  const ref = ({ id, eventId }: { id: string; eventId: string }) => ({ id, eventId })
  type Opened = Awaited<ReturnType<BoxOffice['opened']>>

  /** What had been done before the crash, each row one step more than the row above. */
  const steps: readonly [after: string, step: (opened: Opened) => Promise<unknown>][] = [
    ['S0, the booking', async () => {}],
    ['S1, the hold', ({ hold, booking }) => office.inventory.beginConfirm(ref(hold), booking.id)],
    ['S2, the authorization', ({ charge }) => office.provider.authorize(charge, soon())],
    ['S3, the sale', ({ hold, booking }) => office.inventory.commit(ref(hold), booking.id)],
    ['S4, the capture', ({ charge }) => office.provider.capture(charge, soon())],
  ]
  for (const [n, [after]] of steps.entries()) {
    it(`is finished after ${after}`, async () => {
      const event = await office.anEvent()
      const opened = await office.opened(event)
      for (const [, step] of steps.slice(0, n + 1)) await step(opened)
      await office.laterOn()
      await office.service.recover()
      const booking = await office.service.get(opened.caller, opened.booking.id)
      expect(booking.status).to.equal('confirmed')
      expect(booking.tickets).to.have.length(2)
      expect(await office.charge(opened.charge.key)).to.equal('captured')
      expect(await office.seats(event)).to.deep.equal({ available: 8, held: 0, sold: 2 })
      expect(await office.messages(booking.id)).to.deep.equal(['booking.confirmed'])
    })
  }

  it('is left to the request that runs it while its lease lasts', async () => {
    const { caller, booking } = await office.opened(await office.anEvent())
    await office.service.recover()
    expect((await office.service.get(caller, booking.id)).status).to.equal('pending')
  })

  it('gives authorized money back when the hold is gone', async () => {
    const event = await office.anEvent()
    const { caller, hold, booking, charge } = await office.opened(event)
    await office.provider.authorize(charge, soon())
    await office.inventory.release(ref(hold))
    await office.laterOn()
    await office.service.recover()
    const failed = await office.service.get(caller, booking.id)
    expect(failed.status).to.equal('failed')
    expect(failed.failure).to.include({ code: 'seats_gone' })
    expect(await office.charge(charge.key)).to.equal('voided')
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
  })

  it('can not be written by one who was paused while another took over', async () => {
    const { caller, booking } = await office.opened(await office.anEvent())
    await office.laterOn()
    await office.service.recover()
    const confirmed = await office.service.get(caller, booking.id)
    expect((await office.saga.advance(booking)).kind).to.equal('superseded')
    expect(await office.service.get(caller, booking.id)).to.deep.include({
      status: 'confirmed',
      tickets: confirmed.tickets,
    })
  })

  const cancelSteps: readonly [after: string, step: (booking: Booking) => Promise<unknown>][] = [
    ['the booking is marked', booking => office.store.beginCancel(booking, `ref_${booking.id.slice(4)}`)],
    [
      'the seats are back',
      ({ id, reservationId, eventId }) => office.inventory.cancel({ id: reservationId, eventId }, id),
    ],
    [
      'the money is back',
      ({ id, payment, totalMinor, currency }) =>
        office.provider.refund(
          { key: `ref_${id.slice(4)}`, chargeKey: payment!.key, amountMinor: totalMinor, currency },
          soon(),
        ),
    ],
  ]
  for (const [n, [after]] of cancelSteps.entries()) {
    it(`is finished when it was cancelling and ${after}`, async () => {
      const event = await office.anEvent()
      const { caller, booking: opened } = await office.opened(event)
      await office.saga.advance(opened)
      const booking = await office.service.get(caller, opened.id)
      for (const [, step] of cancelSteps.slice(0, n + 1)) await step(booking)
      await office.laterOn()
      await office.service.recover()
      const cancelled = await office.service.get(caller, booking.id)
      expect(cancelled.status).to.equal('cancelled')
      expect(cancelled.refund).to.include({ status: 'succeeded', amountMinor: 3_000 })
      expect(cancelled.payment!.status).to.equal('refunded')
      expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
      expect(await office.messages(booking.id)).to.have.members([
        'booking.confirmed',
        'booking.cancelled',
        'booking.refunded',
      ])
    })
  }
})
