import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

describe('reservations and lists', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  const request = { id: 'req', address: '127.0.0.1' }
  const plain = { idempotency: undefined, ifMatch: undefined, accept: '*/*', request } as const

  it('a reservation is seen by its buyer, the organizer and admins, and by nobody else', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    for (const who of [caller, aCaller({ role: 'admin' }), aCaller({ userId: event.organizerId, role: 'organizer' })]) {
      expect((await office.service.getReservation(who, hold.id)).id).to.equal(hold.id)
    }
    expect(await problemOf(office.service.getReservation(aCaller({ role: 'organizer' }), hold.id))).to.include({
      code: 'reservation_not_found',
    })
  })

  it('a hold past its end shows as expired before any sweep', async () => {
    const { caller, hold } = await office.aHold(await office.anEvent())
    await office.databases.events
      .knex('holds')
      .where({ id: hold.id })
      .update({ expires_at: new Date(0) })
    const { body } = await office.handlers['bookings.getReservation']({
      ...plain,
      caller,
      params: { reservationId: hold.id },
      query: {},
      body: undefined,
    } as never)
    expect(body).to.include({ status: 'expired' })
  })

  it('a repeated reserve answers the same reservation, replayed, as it is by then', async () => {
    const event = await office.anEvent()
    const input = {
      ...plain,
      caller: aCaller(),
      idempotency: { key: 'r', fingerprint: 'f' },
      params: {},
      query: {},
      body: { eventId: event.id, quantity: 1 },
    }
    const first = await office.handlers['bookings.reserve'](input as never)
    await office.service.releaseReservation(input.caller, (first.body as Shape<'Reservation'>).id)
    const again = await office.handlers['bookings.reserve'](input as never)
    expect(again).to.deep.equal({ ...first, body: { ...(first.body as object), status: 'released' }, replayed: true })
  })

  it('the list pages newest first and filters', async () => {
    const [event, other] = [await office.anEvent(), await office.anEvent()]
    const caller = aCaller({ kind: 'api_key', role: 'admin' })
    const ids: string[] = []
    for (const [where, reference] of [
      [event, 'a'],
      [other, 'b'],
      [event, 'b'],
    ] as const) {
      const { hold } = await office.service.reserve(
        caller,
        { eventId: where.id, selection: { quantity: 1 }, buyer: { reference } },
        undefined,
      )
      ids.unshift((await office.service.confirm(caller, paying(hold.id), undefined)).booking.id)
    }
    const list = async (query: object) =>
      (
        await office.handlers['bookings.list']({
          ...plain,
          caller,
          params: {},
          body: undefined,
          query: { limit: 2, ...query },
        } as never)
      ).body as Shape<'BookingList'>
    const first = await list({})
    expect(first.data.map(({ id }) => id)).to.deep.equal(ids.slice(0, 2))
    expect((await list({ cursor: first.nextCursor })).data.map(({ id }) => id)).to.deep.equal(ids.slice(2))
    expect((await list({ eventId: other.id })).data.map(({ id }) => id)).to.deep.equal([ids[1]])
    expect((await list({ buyer: 'b' })).data.map(({ id }) => id)).to.deep.equal(ids.slice(0, 2))
    expect((await list({ status: 'failed' })).data).to.deep.equal([])
    expect(await problemOf(list({ status: 'failed', cursor: first.nextCursor }))).to.include({ code: 'invalid_cursor' })
  })
})
