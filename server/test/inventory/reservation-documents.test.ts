// A reservation's document in Redis: there from when it is made until it is confirmed, released or expired, with the
// time that is left of it; back by itself when Redis was emptied; and never what decides.
import { expect } from 'chai'
import {
  afterHoldsExpire,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { needsRedis, startRedis, startRedisCluster, type TestRedis } from '../support/redis.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { aFullEvent, aWaiter, giveBack, look } from '../waitlist/waitlists.ts'

const keyOf = (id: string) => `evently:{${id}}:reservation`
/** Changes are written every 45 ms; a busy machine may take its time. */
const soon = { withinMs: 5_000 }

interface Stored {
  readonly version: number
  readonly keptMs: number
  readonly hold: { readonly state: string; readonly expiresAt: string; readonly idempotency: unknown }
}

describe('the document of a reservation', function () {
  this.timeout(60_000)
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

  const kept = async (id: string) => JSON.parse((await redis.client.get(keyOf(id))) ?? 'null') as Stored | null
  const isThere = (id: string) =>
    eventually(
      () => kept(id),
      found => found !== null,
      soon,
    ) as Promise<Stored>
  const isGone = (id: string) =>
    eventually(
      () => redis.client.exists(keyOf(id)),
      count => count === 0,
      soon,
    )
  const confirm = ({ id, buyer }: { id: string; buyer: Account }, token = 'tok_ok') =>
    server.call('POST', '/bookings/confirm', {
      token: buyer.token,
      body: { reservationId: id, payment: { token } },
    })
  const statusOn = async (on: TestServer, { id, buyer }: { id: string; buyer: Account }) =>
    expectStatus(await on.call('GET', `/bookings/reservations/${id}`, { token: buyer.token }), 200).body
      .status as string
  const readsFrom = async (on: TestServer, source: string) =>
    Number(
      new RegExp(`evently_projection_reads_total\\{source="${source}"\\} (\\d+)`).exec(
        (await on.call('GET', '/metrics')).text,
      )?.[1] ?? 0,
    )

  it('comes nearer its end with the clock of a test event: at once, in every process', async () => {
    const event = await anEvent(server, { test: true, capacity: 3 })
    const { token } = event.organizer
    const { id, expiresAt } = await aReservation(server, event, { buyer: event.organizer })
    await isThere(id)
    const advance = async (advanceSeconds: number) =>
      expectStatus(
        await server.call('POST', `/admin/events/${event.id}/test-clock`, { token, body: { advanceSeconds } }),
        200,
      )
    /** As each process shows it to who asks right after the answer. */
    const shown = () =>
      Promise.all(
        [server, other].map(async ({ call }) => {
          const { body } = expectStatus(await call('GET', `/bookings/reservations/${id}`, { token }), 200)
          return [body.status, Date.parse(expiresAt) - Date.parse(body.expiresAt)]
        }),
      )
    const seatsOn = async ({ call }: TestServer) =>
      expectStatus(await call('GET', `/events/${event.id}/availability`, { token }), 200).body.availableSeats as number
    const seatsBecome = async (count: number) => {
      expect(await seatsOn(server)).to.equal(count)
      // Another process may answer with a copy of its own for 50 ms.
      await eventually(
        () => seatsOn(other),
        seats => seats === count,
        soon,
      )
    }
    await advance(200)
    expect(await shown()).to.deep.equal([
      ['held', 200_000],
      ['held', 200_000],
    ])
    await seatsBecome(2)
    await advance(101)
    expect(await shown()).to.deep.equal([
      ['expired', 301_000],
      ['expired', 301_000],
    ])
    await seatsBecome(3)
    await isGone(id)
  })

  it('is gone once its buyer is erased, also one that should have been gone before', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const buyer = { reference: 'customer-4711', name: 'Planted Ada' }
    const reserve = async () =>
      expectStatus(
        await server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1, buyer } }),
        201,
      ).body.id as string
    const [held, forgotten] = [await reserve(), await reserve()]
    const document = JSON.stringify(await isThere(forgotten))
    expect(document).to.include('Planted Ada')
    await isThere(held)
    expectStatus(await server.call('DELETE', `/bookings/reservations/${forgotten}`, { token }), 200)
    await isGone(forgotten)
    await redis.client.set(keyOf(forgotten), document)
    expectStatus(await server.call('DELETE', '/buyers/customer-4711', { token }), 204)
    await isGone(held)
    await isGone(forgotten)
  })

  it('is there before anybody has looked, for what is left of its hold, and is what the buyer is shown', async () => {
    const reservation = await aReservation(server, await anEvent(server))
    const { hold } = await isThere(reservation.id)
    expect(hold).to.include({ state: 'held', expiresAt: reservation.expiresAt, idempotency: null })
    const { rows } = await server.databases.events.pool.query<{ left: number }>(
      'select extract(epoch from expires_at - clock_timestamp())::float8 * 1000 as left from holds where id = $1',
      [reservation.id],
    )
    const leftMs = await redis.client.pttl(keyOf(reservation.id))
    expect(leftMs).to.be.within(rows[0]!.left - 5_000, rows[0]!.left + 100)
    const [fromRedis, fromPostgres] = [await readsFrom(other, 'redis'), await readsFrom(other, 'postgres')]
    expect(await statusOn(other, reservation)).to.equal('held')
    expect(await readsFrom(other, 'redis')).to.equal(fromRedis + 1)
    expect(await readsFrom(other, 'postgres')).to.equal(fromPostgres)
  })

  const ends: Readonly<
    Record<string, (reservation: { id: string; buyer: Account; eventId: string }) => Promise<void>>
  > = {
    confirmed: async reservation => void expectStatus(await confirm(reservation), 201),
    released: async reservation => giveBack(server, reservation),
    expired: async ({ eventId }) => afterHoldsExpire(server, eventId),
  }
  for (const [end, bring] of Object.entries(ends)) {
    it(`is gone once it is ${end}`, async () => {
      const event = await anEvent(server)
      const reservation = await aReservation(server, event)
      await isThere(reservation.id)
      await bring({ ...reservation, eventId: event.id })
      await isGone(reservation.id)
      expect(await statusOn(other, reservation)).to.equal(end)
    })
  }

  it('is gone by itself when its time is over, though nobody takes it away', async () => {
    const reservation = await aReservation(server, await anEvent(server))
    await isThere(reservation.id)
    await redis.client.pexpire(keyOf(reservation.id), 1) // as if its time were over
    await isGone(reservation.id)
  })

  it('stays while a payment is declined, and goes with the sale that succeeds', async () => {
    const reservation = await aReservation(server, await anEvent(server))
    await isThere(reservation.id)
    expectProblem(await confirm(reservation, 'tok_declined'), 'payment_declined')
    expect((await isThere(reservation.id)).hold.state).to.equal('held')
    expect(await statusOn(other, reservation)).to.equal('held')
    expectStatus(await confirm(reservation), 201)
    await isGone(reservation.id)
  })

  it('is there for an offer only once it is accepted', async () => {
    const event = await aFullEvent(server, { held: [1] })
    const waiter = await aWaiter(server, event)
    await giveBack(server, event.held[0]!)
    const { offer } = await eventually(
      () => look(server, waiter),
      entry => entry.status === 'offered',
      soon,
    )
    const accepted = await server.call('POST', `/waitlist/${waiter.id}/accept`, { token: waiter.buyer.token })
    const { id } = expectStatus(accepted, 201).body
    expect(offer).to.be.an('object')
    await isThere(id)
  })

  it('is not believed once a hold of its event has changed, nor long after it was written', async () => {
    const event = await anEvent(server)
    const reservation = await aReservation(server, event)
    const stored = await isThere(reservation.id)
    await giveBack(server, reservation)
    await isGone(reservation.id)
    const plant = (version: number, ageMs: number) =>
      redis.client.set(
        keyOf(reservation.id),
        JSON.stringify({ ...stored, version, keptMs: stored.keptMs }),
        'PX',
        stored.keptMs - ageMs,
      )
    await plant(stored.version, 0) // a deletion that was lost
    for (const on of [server, other]) expect(await statusOn(on, reservation)).to.equal('released')
    await plant(1_000_000, 6_000) // a word of the change that was lost too
    for (const on of [server, other]) expect(await statusOn(on, reservation)).to.equal('released')
    // The control: within five seconds such a one would be believed, unless the repair is faster.
    const planted = async () => {
      await plant(1_000_000, 0)
      expectStatus(await other.call('GET', `/events/${event.id}/availability`), 200) // says when holds changed
      return statusOn(other, reservation)
    }
    await eventually(planted, status => status === 'held', soon)
  })

  it('of what is over is found and taken away by the repair, whatever left it there', async () => {
    const event = await anEvent(server)
    const [held, released] = [await aReservation(server, event), await aReservation(server, event)]
    const stored = await isThere(released.id)
    await isThere(held.id)
    await giveBack(server, released)
    await isGone(released.id)
    await redis.client.set(keyOf(released.id), JSON.stringify(stored), 'PX', 60_000)
    const { repair } = server.server.domains.inventory
    expect((await repair!.differences()).map(({ key }) => key)).to.include(keyOf(released.id))
    await eventually(
      () => redis.client.exists(keyOf(released.id)),
      count => count === 0,
      { withinMs: 15_000 },
    )
    expect(await redis.client.exists(keyOf(held.id))).to.equal(1)
  })

  it('comes back by itself when Redis was emptied, with what is left by then', async () => {
    const reservations = [
      await aReservation(server, await anEvent(server)),
      await aReservation(other, await anEvent(other)),
    ]
    const sold = await aReservation(server, await anEvent(server))
    expectStatus(await confirm(sold), 201)
    for (const { id } of reservations) await isThere(id)
    await redis.client.flushall()
    for (const { id, expiresAt } of reservations) {
      const { hold } = (await eventually(
        () => kept(id),
        found => found !== null,
        { withinMs: 15_000 },
      )) as Stored
      expect(hold).to.include({ state: 'held', expiresAt })
      expect(await redis.client.pttl(keyOf(id))).to.be.within(1, Date.parse(expiresAt) - Date.now() + 1_000)
    }
    expect(await redis.client.exists(keyOf(sold.id))).to.equal(0)
  })

  it('is missed by nobody while Redis is away, and there soon after it is back', async () => {
    await redis.kill()
    const reservation = await aReservation(server, await anEvent(server))
    const released = await aReservation(server, await anEvent(server))
    await giveBack(server, released)
    expect(await statusOn(other, reservation)).to.equal('held')
    expect(await statusOn(other, released)).to.equal('released')
    await redis.start()
    await eventually(
      () => kept(reservation.id),
      found => found !== null,
      { withinMs: 15_000 },
    )
    expect(await redis.client.exists(keyOf(released.id))).to.equal(0)
    expectStatus(await confirm(reservation), 201)
    await eventually(
      () => redis.client.exists(keyOf(reservation.id)),
      count => count === 0,
      { withinMs: 15_000 },
    )
  })
})

describe('the document of a reservation, on a cluster of three Redis', function () {
  this.timeout(60_000)
  it('is there from when it is made until it is released, on whichever node its key is', async function () {
    needsRedis(this)
    const cluster = await startRedisCluster()
    const server = await startOneProcess({ env: { REDIS_URL: cluster.url } })
    try {
      const event = await anEvent(server)
      const buyer = event.organizer
      const reservations = await Promise.all(
        Array.from({ length: 40 }, () => aReservation(server, event, { buyer })), // so many that no node has none
      )
      const keys = async () => {
        const found = await Promise.all(cluster.nodes.map(({ client }) => client.keys('evently:{rsv_*}:reservation')))
        return found.map(each => each.length)
      }
      await eventually(keys, counts => counts.every(count => count > 0) && counts.reduce((a, b) => a + b) === 40, {
        withinMs: 15_000,
      })
      for (const reservation of reservations) await giveBack(server, reservation)
      await eventually(keys, counts => counts.every(count => count === 0), { withinMs: 15_000 })
    } finally {
      await server.close()
      await cluster.close()
    }
  })
})
