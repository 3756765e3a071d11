import { expect } from 'chai'
import { openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

describe('a payment whose capture is refused', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  const soon = () => ({ signal: AbortSignal.timeout(1_000) })
  const ref = ({ id, eventId }: { id: string; eventId: string }) => ({ id, eventId })

  it('costs the buyer nothing, and the seats go back on sale', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    expect(
      await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_capture_refused'), undefined)),
    ).to.include({ code: 'capture_refused', status: 402 })
    const [booking] = await office.store.list({ userId: caller.userId, limit: 1 })
    expect(booking).to.deep.include({ status: 'failed', tickets: [] })
    expect(booking!.payment!.status).to.equal('voided')
    expect(await office.charge(booking!.payment!.key)).to.equal('voided')
    expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
    expect(await office.messages(booking!.id)).to.deep.equal([])
  })

  it('has the same answer for the same key, and the reservation is gone', async () => {
    const { caller, hold } = await office.aHold(await office.anEvent())
    const key = { key: 'refused', fingerprint: 'f' }
    const first = await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_capture_refused'), key))
    expect(
      await problemOf(office.service.confirm(caller, paying(hold.id, 'tok_capture_refused'), key)),
    ).to.deep.include({ code: first.code, message: first.message })
    expect(await problemOf(office.service.confirm(caller, paying(hold.id), undefined))).to.include({
      code: 'reservation_not_held',
    })
  })

  type Opened = Awaited<ReturnType<BoxOffice['opened']>>
  /** The way back, each row one step more than the row above. */
  const steps: readonly [after: string, step: (opened: Opened) => Promise<unknown>][] = [
    [
      'the sale',
      async ({ hold, booking, charge }) => {
        await office.inventory.beginConfirm(ref(hold), booking.id)
        await office.provider.authorize(charge, soon())
        await office.inventory.commit(ref(hold), booking.id)
      },
    ],
    ['the key is closed', ({ charge }) => office.provider.void(charge, soon())],
    ['that is written down', ({ booking }) => office.store.voidPayment(booking)],
    ['the seats are back', ({ hold, booking }) => office.inventory.cancel(ref(hold), booking.id)],
  ]
  for (const [n, [after]] of steps.entries()) {
    it(`is undone by who comes next when a crash strikes after ${after}`, async () => {
      const event = await office.anEvent()
      const opened = await office.opened(event, 'tok_capture_refused')
      for (const [, step] of steps.slice(0, n + 1)) await step(opened)
      await office.laterOn()
      await office.service.recover()
      const booking = await office.service.get(opened.caller, opened.booking.id)
      expect(booking.failure).to.include({ code: 'capture_refused' })
      expect(booking.payment!.status).to.equal('voided')
      expect(await office.charge(opened.charge.key)).to.equal('voided')
      expect(await office.seats(event)).to.deep.equal({ available: 10, held: 0, sold: 0 })
    })
  }

  it('stands when it was captured after all', async () => {
    const event = await office.anEvent()
    const opened = await office.opened(event, 'tok_capture_refused')
    await steps[0]![1](opened)
    await office.databases.bookings
      .knex('sandbox_charges')
      .where({ key: opened.charge.key })
      .update({ status: 'captured' })
    await office.laterOn()
    await office.service.recover()
    expect((await office.service.get(opened.caller, opened.booking.id)).status).to.equal('confirmed')
  })
})

describe('a payment that the provider settles neither way', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  it('does not stay pending in silence: every hundredth try is an error in the log', async () => {
    const { hold, booking, charge } = await office.opened(await office.anEvent())
    await office.inventory.beginConfirm({ id: hold.id, eventId: hold.eventId }, booking.id)
    await office.databases.bookings
      .knex('payments')
      .where({ booking_id: booking.id })
      .update({ token: 'tok_timeout', status: 'unknown' })
    const tries = async (attempts: number) => {
      await office.databases.bookings.knex('bookings').where({ id: booking.id }).update({ attempts })
      await office.databases.bookings.knex.raw(
        `update bookings
        set lease_until = null, created_at = clock_timestamp(), due_at = clock_timestamp() - interval '1 second'
        where id = ?`,
        [booking.id],
      )
      await office.service.recover()
      return office.errors.length
    }
    expect([await tries(0), await tries(99), await tries(100), await tries(101)]).to.deep.equal([0, 0, 1, 1])
    expect(office.errors[0]).to.include({ booking: booking.id, attempts: 100 })
    expect(await office.charge(charge.key)).to.equal('none')
  })
})

describe('a payment whose answer is slow or lost', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  for (const token of ['tok_slow', 'tok_answer_lost']) {
    it(`is charged once all the same: ${token}`, async () => {
      const { caller, hold } = await office.aHold(await office.anEvent())
      const { booking } = await office.service.confirm(caller, paying(hold.id, token), undefined)
      expect(booking.payment!.status).to.equal('captured')
      expect(
        await office.databases.bookings.knex('sandbox_charges').where({ key: booking.payment!.key }),
      ).to.have.length(1)
    })
  }
})
