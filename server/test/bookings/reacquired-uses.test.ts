// What a crash has kept past the end of a hold that has a promotion: the price comes with a use, or not at all.
import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { afterHoldsExpire } from '../support/builders.ts'
import { aCaller, openBoxOffice, type BoxOffice } from './box-office.ts'

describe('a purchase with a promotion that a crash has kept past the end of its hold', () => {
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  type Opened = Pick<Awaited<ReturnType<BoxOffice['opened']>>, 'caller' | 'booking' | 'charge'>
  const soon = () => ({ signal: AbortSignal.timeout(1_000) })
  const authorize = ({ charge }: Opened) => office.provider.authorize(charge, soon())
  async function take(opened: Opened) {
    await authorize(opened)
    await office.provider.capture(opened.charge, soon())
  }

  /** The hold's time passes, the lease runs out, and the recovery job comes by. */
  async function recovered(event: { id: string }, { caller, booking }: Opened) {
    await afterHoldsExpire(office, event.id)
    await office.laterOn()
    await office.service.recover()
    return office.service.get(caller, booking.id)
  }

  const befores: readonly [what: string, step: (opened: Opened) => Promise<unknown>, code: string, charge: string][] = [
    ['nothing more was done', async () => {}, 'reservation_expired', 'voided'],
    ['the money was authorized', authorize, 'seats_gone', 'voided'],
    ['the money was taken', take, 'seats_gone', 'refunded'],
  ]

  /** A purchase with the only use of a promotion of 50 %. */
  async function openedWithCode() {
    const event = await office.anEvent()
    const promotion = { event_id: event.id, id: newId('prm'), code: 'ONE', code_key: 'one', kind: 'discount' }
    const { knex } = office.databases.events
    await knex('promotions').insert({ ...promotion, percent: 50, uses_max: 1 })
    const reserve = async () => {
      const caller = aCaller()
      const request = { eventId: event.id, selection: { quantity: 2 }, promotionCode: 'one', buyer: undefined }
      return { caller, hold: (await office.service.reserve(caller, request, undefined)).hold }
    }
    const { caller, hold } = await reserve()
    const id = newId('pay')
    const payment = { id, key: id, provider: 'sandbox' as const, token: 'tok_ok', status: 'requested' as const }
    const booking = (await office.store.open({ id: newId('bkg'), hold, payment, test: false, idempotency: undefined }))!
    const charge = { key: id, token: 'tok_ok', amountMinor: hold.totalMinor, currency: hold.currency }
    const uses = async () => (await knex('promotions').where({ id: promotion.id }).first('uses')).uses as number
    return { event, opened: { caller, hold, booking, charge }, reserve, uses }
  }

  it('gets its discount again with the seats, and the use that it gave back', async () => {
    const { event, opened, uses } = await openedWithCode()
    await authorize(opened)
    const booking = await recovered(event, opened)
    expect(booking).to.include({ status: 'confirmed', totalMinor: 1_500, promotionId: opened.hold.promotionId })
    expect(await uses()).to.equal(1)
    expect((await auditInventory(office.databases.events, event.id)).clean).to.equal(true)
  })

  for (const [what, step, code, charge] of befores)
    it(`fails with ${code} when somebody else has its use, though there are seats (${what})`, async () => {
      const { event, opened, reserve, uses } = await openedWithCode()
      await step(opened)
      await afterHoldsExpire(office, event.id)
      await office.expireHolds()
      await reserve()
      const booking = await recovered(event, opened)
      expect(booking).to.include({ status: 'failed' }).and.to.have.nested.property('failure.code', code)
      expect(await office.charge(opened.charge.key)).to.equal(charge)
      expect(await uses()).to.be.within(0, 1)
      expect((await auditInventory(office.databases.events, event.id)).clean).to.equal(true)
    })
})
