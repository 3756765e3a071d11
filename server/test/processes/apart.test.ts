// The four services as four processes, each with its own database only: everything works over them, and one that is
// killed is missed where it is needed alone.
import { expect } from 'chai'
import { serviceNames, type ServiceName } from '../../src/contract/services.ts'
import { settingsApart, type Each, type ServiceSettings } from '../support/apart.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { startGateway, type Gateway } from '../support/gateway.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Answer, type Call } from '../support/server.ts'

/** The services that each of them asks, as the checks name them. */
const asked: Each<readonly ServiceName[]> = {
  users: ['events', 'bookings'],
  events: ['users', 'search', 'bookings'],
  search: ['users', 'events'],
  bookings: ['users', 'events'],
}

describe('the services apart, as processes', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  let settings: Each<ServiceSettings>
  let gateway: Gateway
  let server: { call: Call }
  let admin: Account
  const running = new Map<ServiceName, ServerProcess>()
  const start = async (service: ServiceName) => {
    running.set(
      service,
      await spawnServer(settings[service], {
        ...settings[service].env,
        EVENTLY_RECOVERY_SECONDS: '1',
        EVENTLY_LOG_LEVEL: 'warn',
      }),
    )
  }
  const of = (service: ServiceName): Call => callOn(running.get(service)!.url)
  /** Kills a service, does something without it, and brings it back. */
  const without = async (service: ServiceName, work: () => Promise<void>) => {
    await running.get(service)!.kill()
    try {
      await work()
    } finally {
      await start(service)
    }
  }

  before(async () => {
    databases = await cloneDatabases()
    settings = await settingsApart(databases.urls)
    await Promise.all(serviceNames.map(start))
    gateway = await startGateway(
      'evently',
      Object.fromEntries(serviceNames.map(service => [service, running.get(service)!.url])) as Each<string>,
    )
    server = { call: callOn(gateway.url) }
    admin = await theAdmin(server)
  })
  after(async () => {
    await gateway?.close()
    await Promise.all([...running.values()].map(process => process.stop()))
    await databases.close()
  })

  const reserve = (buyer: Account, event: { id: string }) =>
    server.call('POST', '/bookings/reserve', { token: buyer.token, body: { eventId: event.id, quantity: 1 } })
  const confirm = (buyer: Account, reservation: { id: string }) =>
    server.call('POST', '/bookings/confirm', {
      token: buyer.token,
      body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
    })
  const found = async (q: string) =>
    expectStatus(await server.call('GET', '/search', { query: { q } }), 200).body.data.map(
      ({ id }: { id: string }) => id,
    ) as string[]
  const cleanly = () =>
    eventually(
      async () => expectStatus(await server.call('GET', '/admin/audit', { token: admin.token }), 200).body,
      ({ clean }) => clean,
      { withinMs: 40_000 },
    )
  const expectMissing = (answer: Answer) => {
    expectProblem(answer, 'service_unavailable')
    expect([answer.status, answer.headers['retry-after']]).to.deep.equal([503, '1'])
    expect(answer.body.retryAfterSeconds).to.equal(1)
  }

  it('sell, wait, find and call off as one process does', async () => {
    const event = await anEvent(server, { title: 'Quartet Quixotic', capacity: 2 })
    expect(await found('quixotic')).to.deep.equal([event.id])
    const [first, second] = [await aBooking(server, event), await aBooking(server, event)]
    const waiter = await anAccount(server)
    expectProblem(await reserve(waiter, event), 'sold_out')
    const entry = expectStatus(
      await server.call('POST', '/waitlist/join', { token: waiter.token, body: { eventId: event.id, quantity: 1 } }),
      201,
    ).body
    expectStatus(await server.call('DELETE', `/bookings/${first.id}`, { token: first.buyer.token }), 200)
    expect(
      expectStatus(await server.call('GET', `/waitlist/${entry.id}`, { token: waiter.token }), 200).body.status,
    ).to.equal('offered')
    const reservation = expectStatus(
      await server.call('POST', `/waitlist/${entry.id}/accept`, { token: waiter.token }),
      201,
    ).body
    const third = expectStatus(await confirm(waiter, reservation), 201).body
    const attendees = expectStatus(
      await server.call('GET', `/admin/events/${event.id}/bookings`, {
        token: event.organizer.token,
        query: { status: 'confirmed' },
      }),
      200,
    ).body.data.map(({ id }: { id: string }) => id)
    expect(attendees).to.have.members([second.id, third.id])

    expectStatus(await server.call('POST', `/admin/events/${event.id}/cancel`, { token: event.organizer.token }), 200)
    const booking = async () =>
      expectStatus(await server.call('GET', `/bookings/${second.id}`, { token: second.buyer.token }), 200).body
    expect(
      await eventually(booking, ({ status, payment }) => status === 'cancelled' && payment.status === 'refunded', {
        withinMs: 30_000,
      }),
    ).to.include({ status: 'cancelled' })
    expect(await found('quixotic')).to.deep.equal([])
    await cleanly()
  })

  it('answer their own operations and look at their own database, and say who answers the others', async () => {
    for (const service of serviceNames) {
      const { body } = expectStatus(await of(service)('GET', '/readyz'), 200)
      expect(body.checks).to.deep.equal([
        { name: `${service}_database`, ok: true },
        ...asked[service].map(other => ({ name: `${other}_service`, ok: true })),
      ])
    }
    expect(expectProblem(await of('bookings')('GET', '/search'), 'route_not_found').body.detail).to.include(
      'the search service',
    )
    expect(
      expectProblem(await of('search')('GET', '/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh'), 'route_not_found').body
        .detail,
    ).to.include('the bookings service')
    expectProblem(await of('events')('GET', '/nowhere'), 'route_not_found')
  })

  it('are ready while another is away, and say which; services that wait for each other would never be', async () => {
    await without('users', async () => {
      for (const service of ['events', 'search', 'bookings'] as const) {
        const { body } = await eventually(
          () => of(service)('GET', '/readyz'),
          answer => answer.body.checks.some(({ ok }: { ok: boolean }) => !ok),
          { withinMs: 10_000 },
        )
        expect(body.status).to.equal('ready')
        expect(body.checks.filter(({ ok }: { ok: boolean }) => !ok)).to.deep.equal([
          {
            name: 'users_service',
            ok: false,
            detail: 'does not answer (ECONNREFUSED); what needs it is told to come back',
          },
        ])
      }
    })
    await eventually(
      () => of('bookings')('GET', '/readyz'),
      answer => answer.body.checks.every(({ ok }: { ok: boolean }) => ok),
      { withinMs: 10_000 },
    )
  })

  const misled: readonly (readonly [
    string,
    (settings: Each<ServiceSettings>) => Readonly<Record<string, string>>,
    readonly string[],
    RegExp,
  ])[] = [
    [
      'a token that is not theirs',
      () => ({ EVENTLY_INTERNAL_TOKEN: 'x'.repeat(48) }),
      ['users_service', 'events_service'],
      /^refuses our EVENTLY_INTERNAL_TOKEN/,
    ],
    [
      'the address of another service',
      each => ({ EVENTLY_EVENTS_URL: each.users.env['EVENTLY_USERS_URL']! }),
      ['events_service'],
      /^EVENTLY_EVENTS_URL leads to another service \(users\)/,
    ],
    [
      'the address of a public listener',
      each => ({ EVENTLY_EVENTS_URL: `http://127.0.0.1:${each.events.env['PORT']}` }),
      ['events_service'],
      /^EVENTLY_EVENTS_URL leads to a public listener/,
    ],
  ]
  for (const [what, wrong, checks, detail] of misled) {
    it(`are not ready with ${what}, and say so`, async () => {
      const misled = await spawnServer(settings.bookings, {
        ...settings.bookings.env,
        PORT: '0',
        EVENTLY_INTERNAL_PORT: '0',
        ...wrong(settings),
      })
      try {
        const { status, body } = await callOn(misled.url)('GET', '/readyz')
        expect([status, body.status]).to.deep.equal([503, 'not_ready'])
        const failed = body.checks.filter(({ ok }: { ok: boolean }) => !ok) as { name: string; detail: string }[]
        expect(failed.map(({ name }) => name)).to.deep.equal(checks)
        for (const check of failed) expect(check.detail).to.match(detail)
      } finally {
        await misled.kill()
      }
    })
  }

  it('talk on their internal listeners only, and only to callers with the service token', async () => {
    const path = '/internal/events/evt_01jz3t5m8qf0vab9x2k4c7d6eh/summary'
    const internal = callOn(settings.bookings.env['EVENTLY_EVENTS_URL']!)
    expectProblem(await internal('GET', path, { token: 'x'.repeat(48) }), 'token_invalid')
    expectProblem(await internal('GET', path), 'unauthenticated')
    expectProblem(await internal('GET', path, { token: 'i'.repeat(48) }), 'event_not_found')
    expectProblem(await of('events')('GET', path, { token: 'i'.repeat(48) }), 'route_not_found')
  })

  it('name one request by one id in all their logs', async () => {
    const event = await anEvent(server)
    const buyer = await anAccount(server)
    expectStatus(await reserve(buyer, event), 201)
    await databases.events.knex.raw('alter table holds rename to holds_away')
    const answer = await reserve(buyer, event)
    await databases.events.knex.raw('alter table holds_away rename to holds')
    expectMissing(answer)
    for (const service of ['bookings', 'events'] as const) {
      await eventually(
        async () => running.get(service)!.errors(),
        log => log.includes(String(answer.headers['request-id'])),
        { withinMs: 5_000 },
      )
    }
  })

  it('sell and change events without the search, which catches up', async () => {
    const before = await anEvent(server, { title: 'Zephyr before' })
    await found('zephyr')
    let during: { id: string } | undefined
    await without('search', async () => {
      await aBooking(server, before)
      during = await anEvent(server, { title: 'Zephyr during' })
      await aBooking(server, during)
      expectStatus(await server.call('GET', `/events/${during.id}`), 200)
    })
    await eventually(
      () => found('zephyr'),
      ids => ids.includes(during!.id),
      { withinMs: 30_000 },
    )
    await cleanly()
  })

  it('go on for whoever is known without the users; a stranger and a login are told to come back', async () => {
    const event = await anEvent(server)
    const [buyer, stranger] = [await anAccount(server), await anAccount(server)]
    const reservation = await aReservation(server, event, { buyer })
    expectStatus(await server.call('GET', '/admin/events', { token: event.organizer.token }), 200)
    const guests = (accept: string) =>
      server.call('GET', `/admin/events/${event.id}/bookings`, { token: event.organizer.token, headers: { accept } })
    expectStatus(await guests('application/json'), 200)
    await without('users', async () => {
      expectStatus(await confirm(buyer, reservation), 201)
      const { data } = expectStatus(await guests('application/json'), 200).body
      expect(data).to.have.length(1)
      expect(data[0], 'who has booked is not known at the moment').to.include({ status: 'confirmed', buyer: null })
      expectMissing(await guests('text/csv'))
      expectStatus(await server.call('GET', '/bookings', { token: buyer.token }), 200)
      expectStatus(await server.call('GET', '/admin/events', { token: event.organizer.token }), 200)
      expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      expectStatus(await server.call('GET', '/search'), 200)
      expectMissing(await reserve(stranger, event))
      expect(
        (await server.call('POST', '/auth/login', { body: { email: buyer.email, password: 'x' } })).status,
      ).to.equal(503)
    })
    expectStatus(await reserve(stranger, event), 201)
  })

  it('erase a person everywhere, also from the bookings that were away when it was asked for', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const buyer = { reference: 'customer-4711', name: 'Ada' }
    const reserved = await server.call('POST', '/bookings/reserve', {
      token,
      body: { eventId: event.id, quantity: 1, buyer },
    })
    const body = { reservationId: expectStatus(reserved, 201).body.id, payment: { token: 'tok_ok' } }
    const { id } = expectStatus(await server.call('POST', '/bookings/confirm', { token, body }), 201).body
    await without('bookings', async () => {
      expectStatus(await server.call('DELETE', '/buyers/customer-4711', { token }), 204)
    })
    await eventually(
      () => server.call('GET', `/bookings/${id}`, { token }),
      answer => /^erased-/.test(answer.body?.buyer?.reference) && answer.body.buyer.name === undefined,
      { withinMs: 30_000 },
    )
  })

  it('show and find events without the bookings; only what needs them is told to come back', async () => {
    const event = await anEvent(server, { title: 'Bassoon alone' })
    const buyer = await anAccount(server)
    await without('bookings', async () => {
      expectStatus(await server.call('GET', `/events/${event.id}`), 200)
      expectStatus(await server.call('GET', `/events/${event.id}/availability`), 200)
      expect(await found('bassoon')).to.deep.equal([event.id])
      expectStatus(await server.call('GET', '/users/profile', { token: buyer.token }), 200)
      await anEvent(server)
      expectMissing(await server.call('GET', `/admin/events/${event.id}/audit`, { token: event.organizer.token }))
      expect((await reserve(buyer, event)).status).to.equal(503)
    })
    expectStatus(await reserve(buyer, event), 201)
  })

  it('find events and show what was bought without the events', async () => {
    const event = await anEvent(server, { title: 'Oboe alone' })
    const booking = await aBooking(server, event)
    const reservation = await aReservation(server, event, { buyer: booking.buyer })
    await without('events', async () => {
      expect(await found('oboe')).to.deep.equal([event.id])
      expectStatus(await server.call('GET', '/users/profile', { token: booking.buyer.token }), 200)
      expect(
        expectStatus(await server.call('GET', '/bookings', { token: booking.buyer.token }), 200).body.data,
      ).to.have.length(1)
      expectStatus(await server.call('GET', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
      expectMissing(await reserve(booking.buyer, event))
      expectMissing(await confirm(booking.buyer, reservation))
      expectMissing(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }))
      expectMissing(await server.call('POST', '/admin/search/reindex', { token: admin.token }))
    })
    expectStatus(await confirm(booking.buyer, reservation), 201)
    await cleanly()
  })

  for (const killed of ['events', 'bookings'] as const) {
    it(`bring every purchase to its end when the ${killed} are killed in the middle of many`, async () => {
      const event = await anEvent(server, { capacity: 40 })
      const reservations = await Promise.all(
        Array.from({ length: 40 }, () => aReservation(server, event, { buyer: event.organizer })),
      )
      let restarting: Promise<void> | undefined
      let unanswered = 0
      // Eight at a time: at the first answer the others are at every step of theirs, and many are still to come.
      const left = [...reservations]
      const buyer = async () => {
        for (let reservation = left.shift(); reservation; reservation = left.shift()) {
          const answer = await confirm(event.organizer, reservation)
          restarting ??= without(killed, async () => {})
          if (answer.status !== 201) unanswered++
        }
      }
      await Promise.all(Array.from({ length: 8 }, buyer))
      await restarting
      expect(unanswered, 'some were cut off, or this shows nothing').to.be.greaterThan(0)
      const paid = (reservation: { id: string }) =>
        eventually(
          () => confirm(event.organizer, reservation),
          ({ status }) => status === 201,
          { withinMs: 40_000 },
        )
      const bookings = await Promise.all(reservations.map(paid))
      expect(new Set(bookings.map(({ body }) => body.id))).to.have.length(40)
      expect(
        expectStatus(await server.call('GET', `/admin/events/${event.id}/stats`, { token: event.organizer.token }), 200)
          .body,
      ).to.include({ soldSeats: 40, heldSeats: 0, availableSeats: 0 })
      await cleanly()
    })
  }
})
