import { expect } from 'chai'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { makePartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import { relaySteps } from '../../src/domains/webhooks/relay/recovery-steps.ts'
import { bookingMessages } from '../../src/domains/webhooks/relay/rules.ts'
import { createRelayStore } from '../../src/domains/webhooks/relay/store.ts'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { newId } from '../../src/platform/ids.ts'
import { openBoxOffice, paying, type BoxOffice } from '../bookings/box-office.ts'
import { messagesOf, type SeenMessage } from '../support/messages.ts'
import { relayAll, relayOf } from './relays.ts'

/** Lets nobody through before so many have come; whoever comes later goes through. */
function barrier(count: number): () => Promise<void> {
  let open: () => void
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  let come = 0
  return () => {
    if (++come >= count) open()
    return opened
  }
}

describe('the relay', () => {
  let office: BoxOffice
  const organizerId = newId('usr')
  before(async () => {
    office = await openBoxOffice()
    await makePartitions(office.databases.bookings.knex)
  })
  afterEach(() => armFailpoints([]))
  after(() => office.close())

  const aRelay = (wait?: () => Promise<void>) => relayOf(office.databases, organizerId, wait)

  /** Bookings, each of whom two are told, and reservations without one. */
  async function busyEvent() {
    const event = await office.anEvent({ capacity: 12 })
    for (let n = 0; n < 6; n++) {
      const { caller, hold } = await office.aHold(event)
      if (n < 3) await office.service.confirm(caller, paying(hold.id), undefined)
    }
    return event
  }

  /** To each account each message once; versions of one resource never go down. */
  function expectOnce(messages: readonly SeenMessage[]) {
    const counted = (type: string) => messages.filter(each => each.type === type).length
    expect({ booked: counted('booking.confirmed'), reserved: counted('reservation.created') }).to.deep.equal({
      booked: 6,
      reserved: 12,
    })
    expect(new Set(messages.map(({ id }) => id))).to.have.property('size', messages.length)
    const versions = new Map<string, number>()
    for (const { accountId, resourceId, version } of messages) {
      const key = `${accountId} ${resourceId}`
      expect(version).to.be.at.least(versions.get(key) ?? 0)
      versions.set(key, version)
    }
  }

  it('tells everything once when two processes read it at the same time', async () => {
    const event = await busyEvent()
    const [bookings, inventories] = [barrier(2), barrier(2)]
    const relays = [aRelay(bookings), aRelay(bookings)]
    await Promise.all(relays.map(relay => relay.relayBookings()))
    const others = [aRelay(inventories), aRelay(inventories)]
    for (const relay of others) relay.note([event.id])
    await Promise.all(others.map(relay => relay.relayInventories()))
    expectOnce(await messagesOf(office.databases.bookings, event.id))
  })

  it('would tell it twice if it did not take what it tells (the control)', async () => {
    const event = await busyEvent()
    const { knex } = office.databases.bookings
    const bothHaveRead = barrier(2)
    const append = createAppend([])
    const relayCarelessly = async () => {
      const facts = await createRelayStore(knex).bookingFacts(100)
      await bothHaveRead()
      await knex.transaction(async sql => {
        await append(
          sql,
          facts.flatMap(fact => bookingMessages(fact, { organizerId, test: false })),
        )
      })
    }
    await Promise.all([relayCarelessly(), relayCarelessly()])
    expect((await messagesOf(office.databases.bookings, event.id)).length).to.equal(12)
    await knex('messages').delete()
    await relayAll(aRelay())
  })

  for (const name of Object.keys(relaySteps).filter(step => step !== 'relay.events' && step !== 'relay.forget'))
    for (const when of ['before', 'after'] as const)
      it(`tells everything once after a failure ${when} ${name}`, async () => {
        const event = await busyEvent()
        armFailpoints([{ name: `${name}.${when}`, action: 'error', hit: undefined }])
        let failures = 0
        const failing = aRelay()
        await failing.findBehind(0)
        for (const relay of [failing.relayBookings, failing.relayInventories])
          await relay().catch((error: unknown) => {
            expect(String(error)).to.contain('failpoint')
            failures++
          })
        expect(failures).to.be.at.least(1)
        armFailpoints([])
        await relayAll(aRelay())
        expectOnce(await messagesOf(office.databases.bookings, event.id))
      })

  it('gives a message the same id when it is made once more', async () => {
    const event = await busyEvent()
    await relayAll(aRelay())
    const first = await messagesOf(office.databases.bookings, event.id)
    await office.databases.bookings.knex('relay_cursors').where({ event_id: event.id }).delete()
    await relayAll(aRelay())
    const all = await messagesOf(office.databases.bookings, event.id)
    const ofInventory = (messages: readonly SeenMessage[]) =>
      messages.filter(({ type }) => !type.startsWith('booking.')).map(({ id }) => id)
    expect(ofInventory(all)).to.have.length(2 * ofInventory(first).length)
    expect(new Set(ofInventory(all))).to.deep.equal(new Set(ofInventory(first)))
  })
})
