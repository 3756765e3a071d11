import { expect } from 'chai'
import { aBooking, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { messagesWhen } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the audit of the messages', () => {
  let server: TestServer
  let token: string
  let eventId: string
  const bookings = (text: string) => server.databases.bookings.knex.raw(text)
  const events = (text: string) => server.databases.events.knex.raw(text)

  /** The names of the checks that find something, with what they say first. */
  async function found(): Promise<Record<string, string>> {
    const { body } = expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    const checks = body.checks as { name: string; checked: number; violations: { detail: string }[] }[]
    for (const name of [
      'messages-follow-each-other',
      'messages-are-there-once',
      'message-versions-go-up',
      'facts-become-messages',
    ])
      expect(checks.find(check => check.name === name)?.checked, name).to.be.greaterThan(0)
    return Object.fromEntries(
      checks.flatMap(({ name, violations }) => (violations[0] ? [[name, violations[0].detail]] : [])),
    )
  }

  beforeEach(async () => {
    server = await startTestServer()
    token = (await theAdmin(server)).token
    const event = await anEvent(server)
    eventId = event.id
    const { id, buyer } = await aBooking(server, event)
    expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: buyer.token }), 200)
    await messagesWhen(server, eventId, seen => seen.length === 7)
  })
  afterEach(() => server.close())

  it('finds nothing wrong when all is told', async () => {
    expect(await found()).to.deep.equal({})
  })

  it('finds a message that is missing', async () => {
    await bookings('delete from messages where place = 3')
    expect(await found())
      .to.have.property('messages-follow-each-other')
      .that.contains('1 messages up to place 7')
  })

  it('finds that the last message is missing', async () => {
    await bookings('delete from messages where place = 7')
    expect(await found())
      .to.have.property('messages-follow-each-other')
      .that.contains('ends at place 7')
  })

  it('finds nothing wrong with places that a restore has skipped, and what is missing beside them', async () => {
    await bookings('select skip_message_places()')
    expect(await found(), 'nothing is told after it yet').to.deep.equal({})
    const { id, buyer } = await aBooking(server, { id: eventId })
    expectStatus(await server.call('DELETE', `/bookings/${id}`, { token: buyer.token }), 200)
    const isAfter = ({ place }: { place: number }) => place > 1_000_000_000
    const seen = await messagesWhen(server, eventId, all => all.filter(isAfter).length >= 3)
    expect(await found()).to.deep.equal({})
    await bookings(`delete from messages where place = ${seen.filter(isAfter)[0]!.place}`)
    expect(await found())
      .to.have.property('messages-follow-each-other')
      .that.contains('1 messages up to place')
  })

  it('finds a message that is there twice', async () => {
    await bookings('update messages set id = (select id from messages as first where place = 2) where place = 5')
    expect(await found())
      .to.have.property('messages-are-there-once')
      .that.contains('is there twice')
  })

  it('finds a version that goes down', async () => {
    await bookings(`update messages set resource_version = 0 where type = 'booking.refunded'`)
    expect(await found())
      .to.have.property('message-versions-go-up')
      .that.contains('lower version')
  })

  it('finds an inventory of whose changes nobody is told', async () => {
    await events(`update movements set at = at - interval '2 minutes' where event_id = '${eventId}'`)
    await bookings("update relay_checks set due_at = clock_timestamp() + interval '1 hour'")
    // A comparison that was under way before may still find it, but none after that.
    const seen = await eventually(
      async () => {
        await bookings(`update relay_cursors set version = 1 where event_id = '${eventId}'`)
        return found()
      },
      each => 'facts-become-messages' in each,
      { withinMs: 20_000 },
    )
    expect(seen).to.have.property('facts-become-messages').that.contains('up to version 1 of')
  })

  it('finds what has happened to an event and is told to nobody', async () => {
    await events(`alter table event_facts rename to event_facts_hidden`)
    await events(`create view event_facts as select 1::bigint as place, '${eventId}'::text as event_id,
      9::bigint as version, 'event.updated'::text as type, '{}'::jsonb as data,
      clock_timestamp() - interval '2 minutes' as at`)
    await bookings(`update relay_cursors set event_version = 9`)
    expect(await found())
      .to.have.property('facts-become-messages')
      .that.contains('event.updated at version 9')
  })
})
