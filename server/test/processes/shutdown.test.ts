import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from 'chai'
import { Agent, request } from 'undici'
import { listen } from '../../src/platform/http/listener.ts'
import { createLifecycle } from '../../src/platform/lifecycle.ts'
import { anEvent, aReservation, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { reservePort } from '../support/ports.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Answer } from '../support/server.ts'

/** What Node is told, so that SIGUSR2 does this. */
const planting = (fault: string) =>
  `--import "data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${fault} })`)}"`

describe('a server that is asked to stop', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let server: ServerProcess
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    server = await spawnServer(databases, env)
    return callOn(server.url, new Agent({ connections: 4, pipelining: 1 }))
  }
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await server.kill()
    await databases.close()
  })

  const refusesConnections = () =>
    eventually(
      () =>
        request(`${server.url}/livez`).then(
          () => 'answered',
          () => 'refused',
        ),
      seen => seen === 'refused',
      { withinMs: 5_000 },
    )

  /** A server whose fault can be planted, a buyer who waits for a booking, and how to let them have it. */
  const withWaitingBuyer = async (
    work: (waiting: { readonly confirmed: Promise<Answer>; letGo(): Promise<unknown> }) => Promise<void>,
  ) => {
    const call = await start({ NODE_OPTIONS: planting(`throw new Error('planted')`) })
    const reservation = await aReservation({ call }, await anEvent({ call }))
    const blocker = await databases.bookings.pool.connect()
    try {
      await blocker.query('begin')
      await blocker.query('lock table bookings in exclusive mode')
      const confirmed = call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
      })
      confirmed.catch(() => {})
      const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      await eventually(
        async () => (await databases.bookings.pool.query(waits)).rowCount,
        count => count! > 0,
        { withinMs: 5_000 },
      )
      await work({ confirmed, letGo: () => blocker.query('rollback') })
    } finally {
      await blocker.query('rollback')
      blocker.release()
    }
  }

  it('says first that it is not ready, answers on and asks its clients to hang up, then ends with 0', async () => {
    const call = await start({ EVENTLY_DRAIN_SECONDS: '3' })
    expect((await call('GET', '/livez')).headers['connection']).to.equal('keep-alive')
    const stopped = server.stop()
    const { headers } = await eventually(
      () => call('GET', '/readyz'),
      ({ status }) => status === 503,
      { withinMs: 2_000 },
    )
    expect(headers['connection']).to.equal('close')
    expectStatus(await call('GET', '/events'), 200)
    expect(await stopped).to.equal(0)
    expect(
      await call('GET', '/livez').then(
        () => 'answered',
        (error: { code?: string }) => error.code,
      ),
    ).to.equal('ECONNREFUSED')
  })

  it('finishes what is under way: the buyer who waits gets the booking', () =>
    withWaitingBuyer(async ({ confirmed, letGo }) => {
      const stopped = server.stop()
      await refusesConnections()
      await letGo()
      const answer = expectStatus(await confirmed, 201)
      expect(answer.headers['connection']).to.equal('close')
      expect(await stopped).to.equal(0)
    }))

  it("doesn't wait for balancers when Ctrl-C was pressed, and for nothing when it was pressed again", async () => {
    await start({ EVENTLY_DRAIN_SECONDS: '60' })
    process.kill(server.pid, 'SIGTERM')
    await eventually(
      async () => server.said(),
      said => said.includes('Stopping'),
      { withinMs: 5_000 },
    )
    process.kill(server.pid, 'SIGINT')
    expect(await server.ended).to.equal(130)
    await start({ EVENTLY_DRAIN_SECONDS: '60' })
    process.kill(server.pid, 'SIGINT')
    expect(await server.ended).to.equal(0)
  })

  it('by a fault that nobody caught finishes what is under way first', () =>
    withWaitingBuyer(async ({ confirmed, letGo }) => {
      process.kill(server.pid, 'SIGUSR2')
      await refusesConnections()
      await letGo()
      expectStatus(await confirmed, 201)
      expect(await server.ended).to.equal(1)
    }))

  it("by a fault doesn't wait for ever: it names what it has given up, and ends with 1", async () => {
    await start({ NODE_OPTIONS: planting(`throw new Error('planted')`) })
    const { hostname, port } = new URL(server.url)
    const slow = connect({ host: hostname, port: Number(port) }).on('error', () => {})
    slow.write(
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: ' +
        'application/json\r\nContent-Length: 100\r\n\r\n',
    )
    await once(slow, 'data') // its head has arrived, and its body never will
    process.kill(server.pid, 'SIGUSR2')
    expect(await server.ended).to.equal(1)
    expect(server.said()).to.include('Did not stop within 5 s; given up: public listener')
    slow.destroy()
  })

  it('by a fault while it stops for a signal ends with 1 all the same', () =>
    withWaitingBuyer(async ({ confirmed, letGo }) => {
      process.kill(server.pid, 'SIGTERM')
      await refusesConnections()
      process.kill(server.pid, 'SIGUSR2')
      await eventually(
        async () => server.said(),
        said => said.includes('planted'),
        { withinMs: 5_000 },
      )
      await letGo()
      expectStatus(await confirmed, 201)
      expect(await server.ended).to.equal(1)
    }))

  for (const [what, fault] of [
    ['an exception', `setImmediate(() => { throw new Error('planted') })`],
    ['a rejection', `Promise.reject(new Error('planted'))`],
  ] as const) {
    it(`by ${what} that nobody caught says so, and ends with 1`, async () => {
      await start({ NODE_OPTIONS: planting(fault) })
      process.kill(server.pid, 'SIGUSR2')
      expect(await server.ended).to.equal(1)
      const fatal = server
        .said()
        .split('\n')
        .filter(line => line.includes('"level":60'))
        .map(line => JSON.parse(line) as { err: { message: string } })
      expect(fatal.map(({ err }) => err.message)).to.deep.equal(['planted'])
    })
  }
})

describe('a listener that closes', () => {
  it('cuts off what takes too long, and says what that was', async () => {
    const cutOff: string[] = []
    const listener = await listen(() => {}, {
      host: '127.0.0.1',
      port: 0,
      drainMsMax: 50,
      onCutOff: underWay => {
        cutOff.push(...underWay)
      },
    })
    const asked = request(`http://127.0.0.1:${listener.port}/never?token=secret`).then(
      () => 'answered',
      () => 'cut off',
    )
    await eventually(
      async () => listener.underWay(),
      underWay => underWay.length === 1,
      { withinMs: 2_000 },
    )
    await listener.close()
    expect(await asked).to.equal('cut off')
    expect(cutOff).to.deep.equal(['GET /never'])
  })

  it('waits for a stream that ends when it is told to, and not for its client', async () => {
    const lifecycle = createLifecycle()
    const listener = await listen(
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': open\n\n')
        lifecycle.onDrain(() => response.end('retry: 10\n\n'))
      },
      { host: '127.0.0.1', port: 0, drainMsMax: 60_000 },
    )
    const { body } = await request(`http://127.0.0.1:${listener.port}/stream`)
    const text = body.text()
    const closed = listener.close()
    lifecycle.drain()
    expect(await text).to.equal(': open\n\nretry: 10\n\n')
    await closed
  })

  it('closes at once where nobody is, though connections are kept open', async () => {
    const listener = await listen(
      (_, response) => {
        response.end('ok')
      },
      { host: '127.0.0.1', port: await reservePort(), drainMsMax: 60_000 },
    )
    const agent = new Agent({ keepAliveTimeout: 60_000 })
    await (await request(`http://127.0.0.1:${listener.port}/`, { dispatcher: agent })).body.text()
    await listener.close()
    await agent.close()
    const again = createServer().listen(listener.port, '127.0.0.1')
    await once(again, 'listening')
    again.close()
  })
})
