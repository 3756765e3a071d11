import { expect } from 'chai'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

describe('cancelling a booking', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  async function bought(event: { id: string }, token = 'tok_ok') {
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id, token), undefined)
    return { caller, booking }
  }

  it('gives back seats and money, voids the tickets, and is the same when repeated', async () => {
    const event = await office.anEvent()
    const { caller, booking } = await bought(event)
    const cancelled = await office.service.cancel(caller, booking.id)
    expect(cancelled.status).to.equal('cancelled')
    expect(cancelled.refund).to.include({ status: 'succeeded', amountMinor: 3_000 })
    expect(cancelled.tickets.map(({ status }) => status)).to.deep.equal(['cancelled', 'cancelled'])
    expect(await office.charge(booking.payment!.key)).to.equal('refunded')
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
    expect(await office.service.cancel(caller, booking.id)).to.deep.include({
      status: 'cancelled',
      cancelledAt: cancelled.cancelledAt,
      refund: cancelled.refund,
    })
    expect(await office.messages(booking.id)).to.have.members([
      'booking.confirmed',
      'booking.cancelled',
      'booking.refunded',
    ])
  })

  it('happens once when ten ask at once', async () => {
    const event = await office.anEvent()
    const { caller, booking } = await bought(event)
    await Promise.all(Array.from({ length: 10 }, () => office.service.cancel(caller, booking.id)))
    expect(await office.databases.bookings.knex('refunds').where({ booking_id: booking.id })).to.have.length(1)
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
  })

  it('stays cancelled when the refund fails, shows it, and tries again later and later', async () => {
    const event = await office.anEvent()
    const { caller, booking } = await bought(event, 'tok_refund_fails')
    const cancelled = await office.service.cancel(caller, booking.id)
    expect(cancelled).to.deep.include({ status: 'cancelled' })
    expect(cancelled.refund!.status).to.equal('failed')
    const waits: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const row = await office.databases.bookings
        .knex('bookings')
        .where({ id: booking.id })
        .first<{ wait: number }>(
          office.databases.bookings.knex.raw('round(extract(epoch from due_at - clock_timestamp()))::integer as wait'),
        )
      waits.push(row.wait)
      await office.laterOn()
      await office.service.recover()
    }
    expect(waits[0]).to.be.lessThan(waits[1]!).and.greaterThan(0)
    expect(waits[1]).to.be.lessThan(waits[2]!)
    expect(await office.seats(event)).to.include({ available: 10 })
  })

  it('refunds nothing where nothing was paid', async () => {
    const { caller, hold } = await office.aHold(await office.anEvent({ priceMinor: 0 }))
    const { booking } = await office.service.confirm(caller, { reservationId: hold.id, payment: undefined }, undefined)
    expect(await office.service.cancel(caller, booking.id)).to.deep.include({ status: 'cancelled', refund: null })
  })

  it('is refused once the event has begun', async () => {
    const event = await office.anEvent()
    const { caller, booking } = await bought(event)
    event.begin()
    expect(await problemOf(office.service.cancel(caller, booking.id))).to.include({ code: 'booking_not_cancellable' })
  })

  it('is for the buyer and for who runs the event, and for nobody else', async () => {
    const { booking } = await bought(await office.anEvent())
    expect(await problemOf(office.service.cancel(aCaller({ role: 'organizer' }), booking.id))).to.include({
      code: 'booking_not_found',
    })
    expect(await office.service.cancel(aCaller({ role: 'admin' }), booking.id)).to.include({ status: 'cancelled' })
  })
})
