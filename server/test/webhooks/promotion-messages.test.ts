// That a promotion is used up is told to its organizer, each time that the last use is taken, and once.
import { expect } from 'chai'
import type { Database } from '../../src/platform/postgres/sql.ts'
import {
  aBooking,
  afterHoldsExpire,
  anAccount,
  anEvent,
  aPromotion,
  aReservation,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { inShort, messagesOf } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the message of a promotion that is used up', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let server: TestServer
  let other: TestServer
  before(async () => {
    databases = await cloneDatabases()
    server = await startTestServer({ databases })
    other = await startTestServer({ databases })
  })
  after(async () => {
    await other.close()
    await server.close() // fails if an answer did not fit the contract
    await databases.close()
  })

  const percent = { kind: 'discount', percent: 10 }

  /** All that is told of an event's promotions, once messages were made of all that has happened to its inventory. */
  async function toldOf({ id }: { id: string }) {
    const versionIn = async ({ knex }: Database, table: string) =>
      (await knex(table).where({ event_id: id }).first<{ version: number } | undefined>('version'))?.version
    const current = await versionIn(databases.events, 'inventory')
    await eventually(
      () => versionIn(databases.bookings, 'relay_cursors'),
      version => version === current,
      { withinMs: 10_000 },
    )
    const messages = await messagesOf(databases.bookings, id)
    return messages.filter(({ resourceType }) => resourceType === 'promotion')
  }
  const release = ({ id, buyer }: { id: string; buyer: Account }) =>
    server.call('DELETE', `/bookings/reservations/${id}`, { token: buyer.token })

  it('says which one, and nothing of its code', async () => {
    const event = await anEvent(server)
    const { id, code } = await aPromotion(server, event, { ...percent, usesMax: 2 })
    await aReservation(server, event, { promotionCode: code })
    await aBooking(server, event, { promotionCode: code })
    const [message, ...others] = await toldOf(event)
    expect(others).to.deep.equal([])
    expect(inShort(message!, { [event.organizer.id]: 'organizer' })).to.equal('promotion.used_up → organizer')
    expect(message).to.deep.include({ resourceType: 'promotion', resourceId: id, eventId: event.id, test: false })
    expect(message!.data).to.deep.equal({
      ...{ id, eventId: event.id, kind: 'discount', status: 'used_up', uses: 2, usesMax: 2 },
    })
  })

  const ends: Readonly<Record<string, (hold: { id: string; buyer: Account }, eventId: string) => Promise<unknown>>> = {
    released: hold => release(hold),
    expired: (_, eventId) => afterHoldsExpire(server, eventId),
  }
  for (const [how, end] of Object.entries(ends))
    it(`comes again for a use that was given back, ${how}, and taken again`, async () => {
      const event = await anEvent(server)
      const { id, code } = await aPromotion(server, event, { ...percent, usesMax: 1 })
      await end(await aReservation(server, event, { promotionCode: code }), event.id)
      await eventually(
        () => databases.events.knex('promotions').where({ id }).first<{ uses: number }>('uses'),
        ({ uses }) => uses === 0,
        { withinMs: 10_000 },
      )
      await aReservation(server, event, { promotionCode: code })
      const told = await toldOf(event)
      expect(told.map(({ type, resourceId }) => [type, resourceId])).to.deep.equal([
        ['promotion.used_up', id],
        ['promotion.used_up', id],
      ])
      expect(told[0]!.version).to.be.lessThan(told[1]!.version)
    })

  it('comes again after usesMax was raised, not when it is lowered to what is used, never without one', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const { path, code } = await aPromotion(server, event, { ...percent, usesMax: 1 })
    const endless = await aPromotion(server, event, percent)
    const change = async (usesMax: number | null) =>
      expectStatus(await server.call('PATCH', path, { token, body: { usesMax } }), 200)
    await aReservation(server, event, { promotionCode: code })
    await change(3)
    await aReservation(server, event, { promotionCode: code })
    await change(2)
    await change(null)
    await aReservation(server, event, { promotionCode: code })
    await change(4)
    await aReservation(server, event, { promotionCode: code })
    await aReservation(server, event, { promotionCode: endless.code })
    expect((await toldOf(event)).map(({ data }) => data.usesMax)).to.deep.equal([1, 4])
  })

  it('comes for an offer that is accepted with the code', async () => {
    const event = await anEvent(server, { capacity: 1 })
    const { code } = await aPromotion(server, event, { ...percent, usesMax: 1 })
    const hold = await aReservation(server, event)
    const { token } = await anAccount(server)
    const body = { eventId: event.id, quantity: 1 }
    const { id } = expectStatus(await server.call('POST', '/waitlist/join', { token, body }), 201).body
    expectStatus(await release(hold), 200)
    const accepted = await server.call('POST', `/waitlist/${id}/accept`, { token, body: { promotionCode: code } })
    expectStatus(accepted, 201)
    expect(await toldOf(event)).to.have.length(1)
  })

  it('comes once however many ask for the last uses at two servers at once', async () => {
    const event = await anEvent(server, { capacity: 500 })
    const { code } = await aPromotion(server, event, { ...percent, usesMax: 3 })
    const buyers = await Promise.all(Array.from({ length: 40 }, () => anAccount(server)))
    const ask = (buyer: Account, n: number) =>
      (n % 2 ? server : other).call('POST', '/bookings/reserve', {
        token: buyer.token,
        body: { eventId: event.id, quantity: 1, promotionCode: code },
      })
    const answers = await Promise.all(buyers.map(ask))
    const granted = answers.filter(({ status }) => status === 201)
    expect(granted).to.have.length(3)
    expect(await toldOf(event)).to.have.length(1)
  })
})
