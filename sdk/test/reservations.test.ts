// What is built on single operations: reservations that go back by themselves, time that is left, offers waited for.
import { expect } from 'chai'
import { WaitlistEndedError } from '../src/index.ts'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'
import type { Asked, Reply, Script } from './support/scripted-server.ts'

const reservation = { id: 'rsv_1', status: 'held', expiresAt: '2030-06-01T18:40:00.000Z' }
const wish = { eventId: 'evt_1', quantity: 2 }
const said = (asked: readonly Asked[]) => asked.map(({ method, path }) => `${method} ${path.replace('/api/v1/', '')}`)
const reserved = 'POST bookings/reserve'
const released = 'DELETE bookings/reservations/rsv_1'

const holding: Script = ({ method }) => ({ status: method === 'POST' ? 201 : 200, json: reservation })

describe('sdk: bookings.withReservation', () => {
  it('hands over the reservation, answers what the work answers, and keeps it', async () => {
    await withServer(holding, {}, async ({ client, asked }) => {
      const answered = await client.bookings.withReservation(wish, async ({ id }, signal) => [id, signal.aborted])
      expect(answered).to.deep.equal(['rsv_1', false])
      expect(said(asked)).to.deep.equal([reserved])
    })
  })

  const failures: Readonly<Record<string, (fault: Error) => Promise<never>>> = {
    'throws at once': fault => {
      throw fault
    },
    'throws later': async fault => {
      await new Promise(resolve => setImmediate(resolve))
      throw fault
    },
  }
  for (const [how, work] of Object.entries(failures))
    it(`releases when the work ${how}, and throws what it threw`, async () => {
      await withServer(holding, {}, async ({ client, asked }) => {
        const fault = new Error('the shop is closed')
        expect(await faultOf(client.bookings.withReservation(wish, () => work(fault)))).to.equal(fault)
        expect(said(asked)).to.deep.equal([reserved, released])
      })
    })

  it("releases when the signal aborts, throws its reason, and doesn't wait for work that heeds nothing", async () => {
    await withServer(holding, {}, async ({ client, asked }) => {
      const controller = new AbortController()
      const working = client.bookings.withReservation(
        wish,
        () => {
          controller.abort(new Error('the buyer has gone'))
          return new Promise<never>(() => undefined)
        },
        { signal: controller.signal },
      )
      expect(await faultOf(working)).to.equal(controller.signal.reason)
      expect(said(asked)).to.deep.equal([reserved, released])
    })
  })

  it('releases a reservation that was on its way when the signal aborted', async () => {
    const controller = new AbortController()
    let seen = () => {}
    const isReleased = new Promise<void>(resolve => (seen = resolve))
    const script: Script = asked => {
      if (asked.method === 'POST') controller.abort(new Error('too late'))
      else seen()
      return holding(asked, 0)
    }
    await withServer(script, {}, async ({ client, asked }) => {
      const work = () => expect.fail('there is nothing to work with')
      const working = client.bookings.withReservation(wish, work, { signal: controller.signal })
      expect(await faultOf(working)).to.equal(controller.signal.reason)
      await isReleased
      expect(said(asked)).to.deep.equal([reserved, released])
    })
  })

  it('throws what the work threw, also when nothing can be released', async () => {
    const script: Script = ({ method }) =>
      method === 'POST' ? { status: 201, json: reservation } : aProblem('reservation_not_held')
    await withServer(script, {}, async ({ client }) => {
      const fault = new Error('after the confirmation')
      expect(await faultOf(client.bookings.withReservation(wish, () => Promise.reject(fault)))).to.equal(fault)
    })
  })

  it('throws the refusal, and releases nothing, when nothing was reserved', async () => {
    await withServer(
      () => aProblem('sold_out', { available: 0 }),
      {},
      async ({ client, asked }) => {
        const work = () => expect.fail('there is nothing to work with')
        expect(await faultOf(client.bookings.withReservation(wish, work))).to.include({ code: 'sold_out' })
        expect(said(asked)).to.deep.equal([reserved])
      },
    )
  })
})

describe('sdk: reservation.secondsLeft', () => {
  const skews = { 'is right': 0, 'is ten minutes fast': 600_000, 'is ten minutes slow': -600_000 }
  for (const [what, skewMs] of Object.entries(skews))
    it(`counts down by the server's clock when this machine's ${what}`, async () => {
      let serverMs = Date.parse('2030-06-01T18:30:00.000Z')
      const date = () => ({ date: new Date(serverMs).toUTCString() })
      await withServer(
        () => ({ status: 201, json: reservation, headers: date() }),
        {},
        async ({ client, clock }) => {
          clock.advance(skewMs)
          const held = await client.bookings.reserve(wish)
          expect(held.secondsLeft).to.be.within(598, 600)
          clock.advance(120_000)
          expect(held.secondsLeft).to.be.within(478, 480)
          clock.advance(3_600_000)
          serverMs += 3_720_000
          expect(held.secondsLeft).to.equal(0)
          expect(JSON.stringify(held)).to.equal(JSON.stringify(reservation))
        },
      )
    })
})

describe('sdk: waitlist.untilOffered', () => {
  const entry = (status: string): Reply => ({ json: { id: 'wle_1', status } })

  it('asks until there is an offer, more slowly each time, over passing faults too', async () => {
    const script: Script = (_, turn) => [entry('waiting'), { status: 502 }, entry('waiting')][turn] ?? entry('offered')
    await withServer(script, {}, async ({ client, asked, slept }) => {
      expect((await client.waitlist.untilOffered({ id: 'wle_1' })).status).to.equal('offered')
      expect(new Set(said(asked))).to.deep.equal(new Set(['GET waitlist/wle_1']))
      expect(slept).to.deep.equal([900, 125, 1_350])
    })
  })

  for (const status of ['expired', 'declined', 'left', 'converted'])
    it(`throws when the entry is ${status}`, async () => {
      await withServer(
        () => entry(status),
        {},
        async ({ client }) => {
          const fault = await faultOf(client.waitlist.untilOffered({ id: 'wle_1' }))
          expect(fault).to.be.instanceOf(WaitlistEndedError)
          expect((fault as WaitlistEndedError).entry.status).to.equal(status)
        },
      )
    })

  it("ends with the signal's reason", async () => {
    const controller = new AbortController()
    const script: Script = () => {
      controller.abort(new Error('enough'))
      return entry('waiting')
    }
    await withServer(script, {}, async ({ client }) => {
      const waiting = client.waitlist.untilOffered({ id: 'wle_1' }, { signal: controller.signal })
      expect(await faultOf(waiting)).to.equal(controller.signal.reason)
    })
  })
})
