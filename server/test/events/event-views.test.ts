import { expect } from 'chai'
import { aReservation, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('two servers on one database, without a Redis', () => {
  let here: TestServer
  let there: TestServer
  before(async () => {
    here = await startTestServer()
    there = await startTestServer({ databases: here.databases })
  })
  after(async () => {
    await there.close()
    await here.close()
  })

  /**
   * A server knows its database's clock by a question; its answer may have been this long on its way, on a machine at
   * work.
   */
  const clockErrorMs = 500
  /** What is remembered is remembered for 100 ms; a machine at work may take as long again, and more. */
  const aMomentMs = 1_000

  /** Asks without a pause; the ms until it is so, of answers asked for after the change. */
  async function msUntil(isSo: () => Promise<boolean>): Promise<number> {
    const startedMs = performance.now()
    for (;;) {
      const askedMs = performance.now() - startedMs
      if (await isSo()) return askedMs
      if (askedMs > 5_000) throw new Error('not so within 5 s')
    }
  }
  const shown = async (on: TestServer, event: { id: string }) =>
    expectStatus(await on.call('GET', `/events/${event.id}`), 200).body
  const edit = (event: { id: string; organizer: Account }, body: object) =>
    here.call('PATCH', `/admin/events/${event.id}`, {
      token: event.organizer.token,
      body,
      headers: { 'if-match': '*' },
    })

  it('an edit is shown at once where it was made, and elsewhere to whoever asks a moment later', async () => {
    const event = await anEvent(here)
    for (let n = 0; n < 5; n++) {
      await shown(there, event)
      expectStatus(await edit(event, { title: `Title ${n}` }), 200)
      const late = msUntil(async () => (await shown(there, event)).title === `Title ${n}`)
      expect((await shown(here, event)).title).to.equal(`Title ${n}`)
      expect(await late).to.be.at.most(aMomentMs)
    }
  })

  it('so are the seats, in the event and by its ETag too', async () => {
    const event = await anEvent(here, { capacity: 10 })
    const etag = String((await there.call('GET', `/events/${event.id}`)).headers['etag'])
    expectStatus(await there.call('GET', `/events/${event.id}`, { headers: { 'if-none-match': etag } }), 304)
    await aReservation(here, event, { quantity: 4 })
    const late = msUntil(
      async () =>
        (await there.call('GET', `/events/${event.id}`, { headers: { 'if-none-match': etag } })).body
          ?.availableSeats === 6,
    )
    expect((await shown(here, event)).availableSeats).to.equal(6)
    expect(await late).to.be.at.most(aMomentMs)
  })

  it('an event that has just ended is shown so, though nothing was written', async () => {
    const event = await anEvent(here)
    const endsAt = new Date(Date.now() + 1_000)
    await here.databases.events
      .knex('events')
      .where({ id: event.id })
      .update({ starts_at: new Date(), ends_at: endsAt })
    await msUntil(async () => (await shown(here, event)).status === 'ended')
    expect(Date.now()).to.be.at.least(endsAt.getTime() - clockErrorMs)
  })
})
