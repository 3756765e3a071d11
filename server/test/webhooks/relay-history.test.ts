import { expect } from 'chai'
import { makePartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import { newId } from '../../src/platform/ids.ts'
import { openBoxOffice, paying, type BoxOffice } from '../bookings/box-office.ts'
import { messagesOf } from '../support/messages.ts'
import { relayAll, relayOf } from './relays.ts'

describe('what has happened before there were messages', () => {
  let office: BoxOffice
  const organizerId = newId('usr')
  before(async () => {
    office = await openBoxOffice()
    await makePartitions(office.databases.bookings.knex)
  })
  after(() => office.close())
  const relay = () => relayAll(relayOf(office.databases, organizerId))

  it('is in the feed alone if it stands in the outbox, and without what is personal', async () => {
    const event = await office.anEvent()
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id), undefined)
    // As a server of the release before wrote it, and the migration found it.
    const buyer = JSON.stringify({ buyer: { reference: 'seat 7', name: 'Ada', email: 'ada@example.com' } })
    await office.databases.bookings.knex.raw(
      `update outbox set place = null, version = null, silent = true,
        payload = payload || ?::jsonb || '{"tickets": [{"code": "ABCD"}], "payment": {"status": "captured"}}'
      where resource ->> 'id' = ?`,
      [buyer, booking.id],
    )
    await relay()
    const told = (await messagesOf(office.databases.bookings, event.id)).filter(
      ({ resourceId }) => resourceId === booking.id,
    )
    expect(told.map(({ accountId }) => accountId)).to.have.members([caller.userId, organizerId])
    for (const message of told) {
      expect(message).to.include({ type: 'booking.confirmed', silent: true, version: 0 })
      expect(JSON.stringify(message)).not.to.match(/Ada|ada@|seat 7|ABCD|captured/)
    }
  })

  it('is not told of an inventory: its messages begin at the version that the migration found', async () => {
    const event = await office.anEvent({ capacity: 4 })
    await office.aHold(event)
    await office.databases.events.knex.raw(
      `insert into message_starts (event_id, version, available_seats, type_seats)
      select event_id, version, available_seats, (select sum(available_seats) from ticket_types as type
        where type.event_id = inventory.event_id) from inventory where event_id = ?`,
      [event.id],
    )
    await office.aHold(event)
    await relay()
    const types = (await messagesOf(office.databases.bookings, event.id)).map(({ type }) => type)
    expect(types).to.deep.equal(['reservation.created', 'reservation.created', 'inventory.sold_out'])
  })

  it('is told of an event that was made since from its beginning, page after page', async () => {
    const event = await office.anEvent({ capacity: 3_000 })
    for (let n = 0; n < 30; n++) await Promise.all(Array.from({ length: 40 }, () => office.aHold(event, undefined, 1)))
    await relay()
    const told = await messagesOf(office.databases.bookings, event.id)
    expect(told.filter(({ type }) => type === 'reservation.created')).to.have.length(2_400)
    const versions = told.map(({ version }) => version)
    expect(versions).to.deep.equal([...versions].sort((one, other) => one - other))
  })
})
