import { expect } from 'chai'
import { aReservation, anAccount, anEvent, expectStatus, inDays } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { watch, type Watch } from './streams.ts'

const open: Watch[] = []
async function watching(
  server: Pick<TestServer, 'url'>,
  event: { id: string },
  options: Parameters<typeof watch>[2] = {},
): Promise<Watch> {
  const one = await watch(server.url, event.id, options)
  open.push(one)
  return one
}
const shows = (one: Watch, seats: number, withinMs = 5_000) =>
  eventually(
    async () => one.seats.at(-1),
    seen => seen === seats,
    { withinMs },
  )

describe('inventory.streamAvailability', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  afterEach(() => {
    for (const each of open.splice(0)) each.close()
  })

  it('tells at once what is left, then every change', async () => {
    const event = await anEvent(server, { capacity: 10 })
    const stream = await watching(server, event)
    expect(stream.status).to.equal(200)
    expect(stream.headers['content-type']).to.equal('text/event-stream')
    await shows(stream, 10)
    await aReservation(server, event, { quantity: 3 })
    await shows(stream, 7, 1_000)
    expect(stream.text()).to.match(/^retry: \d+\n\nevent: availability\nid: \d+\ndata: \{/)
  })

  it('shows quick changes together, and versions only grow', async () => {
    const event = await anEvent(server, { capacity: 100 })
    const stream = await watching(server, event)
    const buyer = await anAccount(server)
    for (let n = 0; n < 60; n++) await aReservation(server, event, { buyer })
    await shows(stream, 40)
    expect(stream.versions.length).to.be.lessThan(60)
    expect([...stream.versions].sort((one, other) => one - other)).to.deep.equal(stream.versions)
    expect(new Set(stream.versions).size).to.equal(stream.versions.length)
  })

  it('leaves out what its reader has already got, by Last-Event-ID', async () => {
    const event = await anEvent(server, { capacity: 10 })
    const first = await watching(server, event)
    await shows(first, 10)
    const again = await watching(server, event, { headers: { 'last-event-id': String(first.versions[0]) } })
    await aReservation(server, event)
    await shows(again, 9)
    expect(again.versions).to.have.length(1)
  })

  it('of a draft is for its organizer alone', async () => {
    const draft = await anEvent(server, { publish: false })
    expect((await watching(server, draft)).status).to.equal(404)
    expect(
      (await watching(server, draft, { headers: { authorization: `Bearer ${draft.organizer.token}` } })).status,
    ).to.equal(200)
  })

  it('ends when the event is called off', async () => {
    const event = await anEvent(server)
    const stream = await watching(server, event)
    expectStatus(await server.call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token }), 200)
    await eventually(
      async () => stream.isOver(),
      over => over,
      { withinMs: 5_000 },
    )
  })

  it('ends when the event is over', async () => {
    const event = await anEvent(server, { startsAt: inDays(1), endsAt: inDays(2) })
    const stream = await watching(server, event)
    await server.databases.events.knex('inventory').where({ event_id: event.id }).update({ ends_at: new Date() })
    await eventually(
      async () => stream.isOver(),
      over => over,
      { withinMs: 5_000 },
    )
  })

  it('a reader that takes nothing holds up nobody, and a closed one is forgotten', async () => {
    const event = await anEvent(server, { capacity: 50 })
    const slow = await watching(server, event, { takesNothing: true })
    const quick = await watching(server, event)
    for (let n = 0; n < 5; n++) await aReservation(server, event)
    await shows(quick, 45)
    slow.close()
    quick.close()
  })

  it('so many are open from one address, and no more', async () => {
    const event = await anEvent(server)
    const streams = await Promise.all(Array.from({ length: 201 }, () => watching(server, event)))
    const refused = streams.filter(({ status }) => status !== 200)
    expect(refused.map(({ status }) => status)).to.include(429)
    expect(refused.length).to.be.lessThan(5)
    const one = refused[0]!
    expect(one.headers['retry-after']).to.equal('10')
    for (const each of open.splice(0)) each.close()
    await eventually(
      async () => (await watching(server, event)).status,
      status => status === 200,
      { withinMs: 3_000 },
    )
  })
})

describe('streams of several processes on one database', () => {
  const bothShow = async (env: Readonly<Record<string, string>>, withinMs: number) => {
    const here = await startTestServer({ env })
    const there = await startTestServer({ env, databases: here.databases })
    try {
      const event = await anEvent(here, { capacity: 10 })
      const stream = await watching(there, event)
      await shows(stream, 10)
      await aReservation(here, event, { quantity: 4 })
      await shows(stream, 6, withinMs)
      const startedMs = performance.now()
      await there.close()
      expect(performance.now() - startedMs, 'an open stream holds up no stop').to.be.lessThan(5_000)
      await eventually(
        async () => stream.isOver(),
        over => over,
        { withinMs: 1_000 },
      )
    } finally {
      await here.close()
    }
  }

  it("show each other's changes without a Redis", () => bothShow({}, 3_000))

  describe('with a Redis', () => {
    let redis: TestRedis
    before(async function () {
      needsRedis(this)
      redis = await startRedis()
    })
    after(() => redis?.close())

    it("show each other's changes at once", () => bothShow({ REDIS_URL: redis.url }, 800))

    it('that is killed and comes back empty miss nothing', async function () {
      this.timeout(30_000)
      const server = await startTestServer({ env: { REDIS_URL: redis.url } })
      try {
        const event = await anEvent(server, { capacity: 10 })
        const stream = await watching(server, event)
        await redis.kill()
        await aReservation(server, event, { quantity: 1 })
        await shows(stream, 9)
        await redis.start()
        await aReservation(server, event, { quantity: 1 })
        await shows(stream, 8)
        stream.close()
      } finally {
        await server.close()
      }
    })
  })
})
