// How far the cancellation of an event is, as its stats tell it.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { cancelling } from './cancelling.ts'
import { startEventsServer, type EventsServer } from './events-server.ts'

describe('the progress of a cancellation', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())
  beforeEach(() => {
    server.bookings.cancelBookingsOf = async () => false
  })

  const { cancel, progressOf, reserve, work, later } = cancelling(() => server)

  it('says how many of the seats that were held or sold have been given back', async () => {
    const event = await server.anEvent({ publish: true, capacity: 10 })
    const holds = [await reserve(event, 2), await reserve(event, 3), await reserve(event, 4)]
    const [first, second, third] = holds.map(({ id }, n) => ({
      hold: { id, eventId: event.id },
      booking: `bkg_${n}`,
    }))
    for (const { hold, booking } of [first!, second!]) {
      await server.inventory.port.beginConfirm(hold, booking)
      await server.inventory.port.commit(hold, booking)
    }
    await server.inventory.port.beginConfirm(third!.hold, third!.booking)
    await cancel(event)
    const toGiveBack = [first!, second!]
    server.bookings.cancelBookingsOf = async () => {
      const next = toGiveBack.shift()
      if (next) await server.inventory.port.cancel(next.hold, next.booking)
      return false
    }
    const told: unknown[] = []
    const tell = async () => {
      const { status, seatsTotal, seatsReturned } = (await progressOf(event)).cancellation!
      told.push([status, seatsReturned, seatsTotal])
    }
    await tell()
    for (let turn = 0; turn < 2; turn++) {
      await server.inventory.cancellations.goOn()
      await later()
      await tell()
    }
    await server.inventory.port.decline(third!.hold, third!.booking) // the purchase under way has come to nothing
    await work()
    await tell()
    expect(told).to.deep.equal([
      ['under_way', 0, 9],
      ['under_way', 2, 9],
      ['under_way', 5, 9],
      ['complete', 9, 9],
    ])
  })

  it('says it too of what an older server has begun, and of what was over before this was kept', async () => {
    const [begun, over] = [await server.anEvent({ publish: true }), await server.anEvent({ publish: true })]
    for (const event of [begun, over]) await reserve(event, 2)
    await reserve(begun, 1)
    await cancel(over)
    await work()
    await cancel(begun)
    const kept = server.sql('event_cancellations')
    await kept.clone().update({ seats_total: null })
    const seatsOf = async (event: typeof begun) => {
      const { seatsTotal, seatsReturned } = (await progressOf(event)).cancellation!
      return [seatsReturned, seatsTotal]
    }
    expect(await seatsOf(begun), 'what is left').to.deep.equal([0, 3])
    await work()
    expect(await seatsOf(begun)).to.deep.equal([3, 3])

    await server.sql.raw('alter table event_cancellations drop column seats_total')
    await server.sql.raw(
      await readFile(new URL('../../../../migrations/events/0021_cancellation_seats.sql', import.meta.url), 'utf8'),
    )
    expect([await seatsOf(begun), await seatsOf(over)]).to.deep.equal([
      [3, 3],
      [2, 2],
    ])
  })
})
