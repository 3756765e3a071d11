// A client keeps below the rate limits that the answers tell it of: against a server that really counts, it is never
// refused, however much is asked for at once.
import { expect } from 'chai'
import { systemClock } from '../src/core/clock.ts'
import type { Clock } from '../src/core/clock.ts'
import { Evently } from '../src/index.ts'
import { createPacer, limitsIn } from '../src/core/pacing.ts'
import { aSession, faultOf, withServer } from './support/scripted-server.ts'

interface Quota {
  readonly name: string
  readonly perMinute: number
}

const immediate = () => new Promise(resolve => setImmediate(resolve))

/**
 * A client of a server that counts as Evently does, by windows of a minute, and refuses past the quota. Its time stands
 * still while a request is under way, and leaps to the end of a wait when all wait.
 */
function paced({ name, perMinute }: Quota) {
  let nowMs = 0
  let underWay = 0
  const slept: number[] = []
  const used: number[] = []
  const clock: Clock = {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    random: () => 0.5,
    async sleep(ms) {
      const endMs = nowMs + ms
      slept.push(ms)
      do await immediate()
      while (underWay > 0)
      nowMs = Math.max(nowMs, endMs)
    },
  }
  const refusals: number[] = []
  const fetch = async () => {
    underWay += 1
    await immediate()
    const window = Math.floor(nowMs / 60_000)
    const count = (used[window] ?? 0) + 1
    used[window] = count
    if (count > perMinute) refusals.push(window)
    underWay -= 1
    const seconds = Math.ceil(((window + 1) * 60_000 - nowMs) / 1_000)
    const ratelimit = `"${name}";r=${Math.max(0, perMinute - count)};t=${seconds}`
    const status = count > perMinute ? 429 : 200
    return new Response('{}', { status, headers: { ratelimit, 'content-type': 'application/json' } })
  }
  return { client: new Evently({ apiKey: 'evk_1', retriesMax: 0, fetch }, { clock }), slept, used, refusals }
}

describe('sdk: pacing', () => {
  it('600 requests at once, with 250 a minute: not one is refused, and every window is used', async () => {
    const { client, used, refusals } = paced({ name: 'read', perMinute: 250 })
    await Promise.all(Array.from({ length: 600 }, () => client.events.get('evt_1', { deadlineMs: 600_000 })))
    expect(refusals).to.deep.equal([])
    expect(used).to.deep.equal([250, 250, 100])
  })

  it('one after the other: it waits when nothing is left, and not before', async () => {
    const { client, slept, refusals } = paced({ name: 'read', perMinute: 5 })
    for (let n = 0; n < 12; n += 1) await client.events.get('evt_1')
    expect(refusals).to.deep.equal([])
    expect(slept).to.deep.equal([60_000, 60_000])
  })

  it('would be refused if it went on (the control)', async () => {
    const { client, refusals } = paced({ name: 'read', perMinute: 5 })
    // Raw requests are not paced.
    const calls = Array.from({ length: 12 }, () => client.raw({ method: 'GET', path: '/' }))
    await Promise.allSettled(calls)
    expect(refusals).to.have.length(7)
  })

  it('who may not wait so long is told at once, and nothing is sent', async () => {
    const { client, used } = paced({ name: 'read', perMinute: 1 })
    await client.events.get('evt_1')
    const error = await faultOf(client.events.get('evt_1', { deadlineMs: 10_000 }))
    expect(error).to.deep.include({ name: 'TimeoutError', isDeadline: true })
    expect((error as Error).message).to.include('60 s')
    expect(used).to.deep.equal([1])
  })

  it('reads and writes, and different credentials, wait apart', async () => {
    const spent = { ratelimit: '"read";r=0;t=60' }
    await withServer(
      ({ method }) => ({ json: { id: 'rsv_1' }, status: 200, headers: method === 'GET' ? spent : {} }),
      { apiKey: 'evk_1' },
      async ({ client, slept }) => {
        await client.events.get('evt_1')
        await client.bookings.reserve({ eventId: 'evt_1', quantity: 1 })
        await client.withCredentials({ apiKey: 'evk_2' }).events.get('evt_1')
        await client.withCredentials().events.get('evt_1')
        expect(slept).to.deep.equal([])
        await client.withCredentials({ apiKey: 'evk_1' }).events.get('evt_1')
        expect(slept).to.deep.equal([60_000])
      },
    )
  })

  it("an account's attempts to sign in don't hold up another's", async () => {
    const spent = { ratelimit: '"auth";r=100;t=60, "account";r=0;t=60' }
    await withServer(
      (_, turn) => ({ json: aSession(turn), headers: spent }),
      {},
      async ({ client, slept }) => {
        await client.auth.login({ email: 'ada@example.com', password: 'x' })
        await client.withCredentials().auth.login({ email: 'bob@example.com', password: 'x' })
        expect(slept).to.deep.equal([])
        await client.withCredentials().auth.login({ email: 'ada@example.com', password: 'x' })
        expect(slept).to.deep.equal([60_000])
      },
    )
  })

  it('a server that tells of no limits is not waited for', async () => {
    await withServer(
      () => ({ json: {} }),
      { apiKey: 'evk_1' },
      async ({ client, slept }) => {
        await Promise.all(Array.from({ length: 300 }, () => client.events.get('evt_1')))
        expect(slept).to.deep.equal([])
      },
    )
  })

  it('answers that come in another order than they were counted in let nobody past the limit', async () => {
    const clock = { ...systemClock, monotonicMs: () => 0 }
    const pacer = createPacer(clock)
    const { signal } = new AbortController()
    const admit = () =>
      pacer.admit({ name: 'read', unknownMax: 100 }, { signal, leftMs: () => 1, tooLate: () => new Error('wait') })
    const first = [await admit(), await admit(), await admit()]
    for (const [n, left] of [0, 1, 2].entries()) first[n]!.done({ ratelimit: `"read";r=${left};t=60` })
    expect(((await faultOf(admit())) as Error).message, 'the last answer was counted first').to.equal('wait')
  })

  it('reads every item of the field, and nothing of what is none', () => {
    expect(limitsIn('"auth";r=119;t=60, "account";t=30;r=9')).to.deep.equal([
      { name: 'auth', left: 119, seconds: 60 },
      { name: 'account', left: 9, seconds: 30 },
    ])
    for (const field of ['', 'r=1', '"a";r=1', '"a";t=1', '100;w=60', '"a";r=-1;t=x'])
      expect(limitsIn(field), field).to.deep.equal([])
  })
})
