import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { startOneProcess, type Answer, type TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter, giveBack, leave, look } from '../waitlist/waitlists.ts'

const seats = 150
const buyers = 400

describe('a Redis that fails in the middle of a flash sale', function () {
  this.timeout(90_000)
  let redis: TestRedis
  let server: TestServer
  let other: TestServer
  before(async function () {
    needsRedis(this)
    redis = await startRedis()
    const env = { REDIS_URL: redis.url }
    server = await startOneProcess({ env })
    other = await startOneProcess({ env, databases: server.databases })
  })
  after(async () => {
    await other?.close()
    await server?.close()
    await redis?.close()
  })

  const differences = () => server.server.domains.inventory.repair!.differences()
  /** A server that has not yet found Redis again can compare nothing: that is a difference too. */
  const notYetBack = (error: Error) => [{ key: error.message }]
  type Seats = { readonly id: string; readonly organizer: Account }

  /**
   * Everybody reserves and looks; winners confirm, some give back; who is too late joins the waitlist and asks for
   * their place. Reads go to the other server.
   */
  async function flashSale(event: Seats, onHalf: () => Promise<void>) {
    const { token } = event.organizer
    const failed: string[] = []
    const won: string[] = [],
      held: string[] = [],
      waiting: string[] = []
    let next = 0
    let half: Promise<void> | undefined
    const call = async (on: TestServer, method: string, path: string, body?: object): Promise<Answer> => {
      const answer = await on.call(method, path, { token, ...(body && { body }) })
      if (
        answer.status >= 500 ||
        (answer.status >= 400 && answer.body?.code !== 'sold_out' && answer.body?.code !== 'seats_available')
      )
        failed.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`)
      return answer
    }
    const buy = async (n: number) => {
      const on = n % 2 === 0 ? server : other,
        elsewhere = n % 2 === 0 ? other : server
      const buyer = { reference: `buyer-${n}` }
      const reserved = await call(on, 'POST', '/bookings/reserve', { eventId: event.id, quantity: 1, buyer })
      await call(elsewhere, 'GET', `/events/${event.id}`)
      await call(elsewhere, 'GET', `/events/${event.id}/availability`)
      if (reserved.status !== 201) {
        const joined = await call(on, 'POST', '/waitlist/join', { eventId: event.id, quantity: 1, buyer })
        if (joined.status !== 201) return
        waiting.push(joined.body.id as string)
        await call(elsewhere, 'GET', `/waitlist/${joined.body.id}`)
        return
      }
      await call(elsewhere, 'GET', `/bookings/reservations/${reserved.body.id}`)
      if (n % 10 === 3) await call(on, 'DELETE', `/bookings/reservations/${reserved.body.id}`)
      else if (n % 10 === 5) held.push(reserved.body.id as string)
      else if (
        (await call(on, 'POST', '/bookings/confirm', { reservationId: reserved.body.id, payment: { token: 'tok_ok' } }))
          .status === 201
      )
        won.push(reserved.body.id as string)
    }
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (next < buyers) {
          if (next > seats / 2) half ??= onHalf()
          await buy(next++)
        }
      }),
    )
    await half
    return { failed, won, held, waiting }
  }

  /** What both servers answer, beside what PostgreSQL says. */
  async function answersAreRight(
    event: Seats,
    { held, waiting }: { held: readonly string[]; waiting: readonly string[] },
  ): Promise<string[]> {
    const { token } = event.organizer
    const sql = server.databases.events.knex
    const wrong: string[] = []
    const { rows: places } = await sql.raw<{ rows: { id: string; state: string; rank: number }[] }>(
      `select id, state, case when state = 'waiting'
        then (select count(*) from waitlist_entries w
          where w.event_id = e.event_id and w.state = 'waiting' and w.seq <= e.seq) else 0 end::int as rank
          from waitlist_entries e where event_id = ?`,
      [event.id],
    )
    const ranks = new Map(places.map(({ id, rank }) => [id, rank]))
    const inventory = (await sql('inventory').where({ event_id: event.id }).first('available_seats', 'version')) as {
      available_seats: number
      version: number
    }
    const states = new Map(
      (await sql('holds').where({ event_id: event.id }).select<{ id: string; state: string }[]>('id', 'state')).map(
        ({ id, state }) => [id, state],
      ),
    )
    for (const on of [server, other]) {
      const read = async (path: string) => expectStatus(await on.call('GET', path, { token }), 200).body
      const seats = await read(`/events/${event.id}/availability`)
      if (seats.version !== inventory.version || seats.availableSeats !== inventory.available_seats)
        wrong.push(`availability ${JSON.stringify(seats)} is not ${JSON.stringify(inventory)}`)
      if ((await read(`/events/${event.id}`)).availableSeats !== inventory.available_seats)
        wrong.push('the event shows other seats')
      for (const id of waiting) {
        const { position } = await read(`/waitlist/${id}`)
        if (position !== ranks.get(id)) wrong.push(`${id} is at ${position}, not at ${ranks.get(id)}`)
      }
      for (const id of held) {
        const { status } = await read(`/bookings/reservations/${id}`)
        if (status !== states.get(id)) wrong.push(`${id} is ${status}, not ${states.get(id)}`)
      }
    }
    return wrong
  }

  const faults = {
    'FLUSHALL': async () => {
      await redis.client.flushall()
    },
    'killed and started again, empty': async () => {
      await redis.kill()
      await new Promise(resolve => setTimeout(resolve, 1_500)) // it is away for so long: the fault, not a wait
      await redis.start()
    },
    'paused and resumed': async () => {
      redis.pause()
      await new Promise(resolve => setTimeout(resolve, 1_500))
      redis.resume()
    },
  }

  for (const [name, strike] of Object.entries(faults)) {
    it(`${name}: no booking fails, the audit is clean, and within 10 s all is as PostgreSQL says`, async () => {
      const event = await anEvent(server, { capacity: seats })
      const sale = await flashSale(event, strike)
      expect(sale.failed).to.deep.equal([])
      expect(sale.won.length).to.be.greaterThan(seats / 2)
      expect(sale.waiting.length).to.be.greaterThan(100)
      const admin = await theAdmin(server)
      const audit = () => server.call('GET', `/admin/events/${event.id}/audit`, { token: admin.token })
      const audited = await eventually(audit, ({ body }) => body.clean, { withinMs: 10_000 })
      expect(audited.body.clean).to.equal(true)
      const isRight = async () => ({
        differing: await differences().catch(notYetBack),
        wrong: await answersAreRight(event, sale),
        isKnown: await redis.client.exists(`evently:{${event.id}}:line:complete`),
      })
      await eventually(
        isRight,
        ({ differing, wrong, isKnown }) => differing.length === 0 && wrong.length === 0 && isKnown === 1,
        { withinMs: 10_000 },
      )
    })
  }

  it('wrong values that somebody plants are found, taken away, and not shown for long', async () => {
    const [event, unseen] = [await aFullEvent(server, { held: [1, 1] }), await anEvent(server)]
    const waiters = [await aWaiter(server, event), await aWaiter(server, event), await aWaiter(server, event)]
    const positions = () => Promise.all(waiters.map(async waiter => (await look(other, waiter)).position as number))
    await eventually(
      async () => ({
        ranks: await positions(),
        complete: await redis.client.exists(`evently:{${event.id}}:line:complete`),
      }),
      ({ complete }) => complete === 1,
      { withinMs: 5_000 },
    )
    await eventually(differences, found => found.length === 0, { withinMs: 10_000 })
    await eventually(positions, () => true, { withinMs: 1_000 })

    const seats = `evently:{${event.id}}:availability`,
      line = `evently:{${event.id}}:line`,
      document = `evently:{${event.id}}:event`
    expectStatus(await other.call('GET', `/events/${event.id}`), 200)
    const elsewhere = `evently:{${unseen.id}}:event`
    const kept = JSON.parse((await redis.client.hget(document, 'd')) ?? 'null') as object
    const v = Number(await redis.client.hget(seats, 'v'))
    await redis.client
      .multi()
      .hset(
        seats,
        'v',
        v + 1_000_000,
        'd',
        JSON.stringify({
          eventId: event.id,
          availableSeats: 77,
          waitlistOpen: false,
          ticketTypes: [],
          version: v + 1_000_000,
        }),
      )
      .persist(seats)
      .hset(document, 'd', JSON.stringify({ ...kept, title: 'planted' }))
      .persist(document)
      .zadd(line, 0.5, '999')
      .set(`${line}:complete`, '1', 'PX', 10_000)
      .del(elsewhere)
      .set(elsewhere, 'no document')
      .exec()
    const found = (await differences()).map(({ key }) => key)
    expect(found).to.include.members([seats, document, `${line}:complete`, elsewhere])

    await eventually(differences, left => left.length === 0, { withinMs: 10_000 })
    await eventually(positions, ranks => ranks.join() === '1,2,3', { withinMs: 10_000 })
    await eventually(
      async () => (await other.call('GET', `/events/${event.id}/availability`)).body.availableSeats as number,
      left => left === 0,
      { withinMs: 12_000 },
    )
    await eventually(
      async () => (await other.call('GET', `/events/${event.id}`)).body.title as string,
      title => title !== 'planted',
      { withinMs: 12_000 },
    )
  })

  it('ranks follow who leaves, on every server', async () => {
    const event = await aFullEvent(server, { held: [1] })
    const waiters = [await aWaiter(server, event), await aWaiter(other, event), await aWaiter(server, event)]
    const positions = async () =>
      (await Promise.all(waiters.map(async waiter => (await look(other, waiter)).position as number))).join()
    await eventually(positions, ranks => ranks === '1,2,3', { withinMs: 1_000 })
    expectStatus(await leave(server, waiters[0]!), 200)
    await eventually(positions, ranks => ranks === '0,1,2', { withinMs: 1_000 })
  })

  it('a reservation is shown from its document, and as released at once here and soon elsewhere', async () => {
    const event = await anEvent(server)
    const reservation = await aReservation(server, event)
    const status = async (on: TestServer) =>
      (await on.call('GET', `/bookings/reservations/${reservation.id}`, { token: reservation.buyer.token })).body
        .status as string
    await eventually(
      async () => {
        await status(other)
        return redis.client.exists(`evently:{${reservation.id}}:reservation`)
      },
      exists => exists === 1,
      { withinMs: 2_000 },
    )
    expect(await status(other)).to.equal('held')
    expect(await status(server)).to.equal('held')
    await giveBack(server, reservation)
    expect(await status(server)).to.equal('released')
    await eventually(
      () => status(other),
      shown => shown === 'released',
      { withinMs: 500 },
    )
  })

  it('a changed event, also by its venue, is shown so at once here and soon elsewhere; no draft is kept', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const shown = async (on: TestServer) =>
      (await on.call('GET', `/events/${event.id}`)).body as {
        title: string
        status: string
        version: number
        venue: { name: string; id: string; version: number }
      }
    const both = async () => [await shown(server), await shown(other)] as const
    await both()
    expectStatus(
      await server.call('PATCH', `/admin/events/${event.id}`, {
        token,
        body: { title: 'Another evening' },
        headers: { 'if-match': '*' },
      }),
      200,
    )
    const editedMs = performance.now()
    expect((await shown(server)).title).to.equal('Another evening')
    while ((await shown(other)).title !== 'Another evening')
      expect(performance.now() - editedMs, 'ms until the other server shows it').to.be.lessThan(400)
    const [{ venue }] = await both()
    expectStatus(
      await server.call('PATCH', `/admin/venues/${venue.id}`, {
        token,
        body: { name: 'The Other Hall' },
        headers: { 'if-match': '*' },
      }),
      200,
    )
    expect((await shown(server)).venue.name).to.equal('The Other Hall')
    await eventually(
      async () => (await shown(other)).venue.name,
      name => name === 'The Other Hall',
      { withinMs: 500 },
    )
    expectStatus(await server.call('POST', `/admin/events/${event.id}/cancel`, { token }), 200)
    expect((await shown(server)).status).to.equal('cancelled')
    await eventually(
      async () => (await shown(other)).status,
      status => status === 'cancelled',
      { withinMs: 500 },
    )
    const draft = await anEvent(server, { publish: false })
    expectStatus(await server.call('GET', `/events/${draft.id}`, { token: draft.organizer.token }), 200)
    expect(await redis.client.keys(`evently:{${draft.id}}:*`)).to.deep.equal([])
    expect((await anAccount(other)) && (await other.call('GET', `/events/${draft.id}`)).status).to.equal(404)
  })

  it('an event that nobody changes is read without PostgreSQL', async () => {
    const event = await anEvent(server)
    const read = () => other.call('GET', `/events/${event.id}`)
    await read()
    const fromPostgres = async () =>
      Number(
        /evently_projection_reads_total\{source="postgres"\} (\d+)/.exec(
          (await other.call('GET', '/metrics')).text,
        )?.[1] ?? 0,
      )
    await eventually(
      async () => redis.client.exists(`evently:{${event.id}}:event`, `evently:{${event.id}}:availability`),
      count => count === 2,
      { withinMs: 1_000 },
    )
    const before = await fromPostgres()
    for (let n = 0; n < 200; n++) expectStatus(await read(), 200)
    expect(await fromPostgres()).to.equal(before)
  })
})
