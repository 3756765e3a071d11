// Which message goes when, what is tried again and given up, and how far that is: without an app and without a clock.
import { expect } from 'chai'
import type { Attempted } from '../src/webhooks/attempt.ts'
import { createForwarder, UntrustedApp } from '../src/webhooks/forwarder.ts'
import type { Parcel, Report } from '../src/webhooks/forwarder.ts'

const parcel = (n: number, booking = `bkg_${n}`, source = 'live'): Parcel => ({
  messageId: `msg_${n}`,
  type: 'booking.confirmed',
  resource: { type: 'booking', id: booking },
  test: false,
  body: '{}',
  source,
  cursor: `cursor-${n}`,
})

type Answer = Attempted['outcome']

/** A forwarder to an app that answers as `answers` says: the outcomes of each message in turn, and then `delivered`. */
function aForwarder(answers: Readonly<Record<string, readonly Answer[]>> = {}, attemptsMax = 3) {
  const left = new Map(Object.entries(answers).map(([id, all]) => [id, [...all]]))
  const seen = { sent: [] as string[], slept: [] as number[], away: [] as (string | undefined)[] }
  const reports: Report[] = []
  const progress: string[] = []
  const held = new Map<string, () => void>()
  const holding = new Set<string>()
  const stop = new AbortController()
  let atOnce = 0
  let atOnceSeen = 0
  const forwarder = createForwarder({
    attemptsMax,
    signal: stop.signal,
    async send({ messageId }) {
      seen.sent.push(messageId)
      atOnceSeen = Math.max(atOnceSeen, ++atOnce)
      if (holding.has(messageId)) await new Promise<void>(resolve => held.set(messageId, resolve))
      atOnce -= 1
      const outcome = left.get(messageId)?.shift() ?? 'delivered'
      return { outcome, latencyMs: 1, headers: {}, ...(outcome === 'delivered' ? {} : { error: outcome }) }
    },
    onAttempt: report => reports.push(report),
    onAway: reason => seen.away.push(reason),
    onProgress: (source, cursor) => progress.push(`${source} ${cursor}`),
    async sleep(ms) {
      seen.slept.push(ms)
      await new Promise(resolve => setImmediate(resolve))
    },
  })
  return {
    ...forwarder,
    ...seen,
    reports,
    progress,
    stop,
    /** Its answer waits until `release`. */
    hold: (n: number) => holding.add(`msg_${n}`),
    release: (n: number) => held.get(`msg_${n}`)?.(),
    atOnceSeen: () => atOnceSeen,
  }
}

const settled = () => new Promise(resolve => setTimeout(resolve, 5))

describe('a forwarder', () => {
  it('sends the messages about one resource one after the other, and those about others meanwhile', async () => {
    const forwarder = aForwarder()
    forwarder.hold(1)
    for (const one of [parcel(1, 'bkg_a'), parcel(2, 'bkg_a'), parcel(3, 'bkg_b')]) await forwarder.offer(one)
    await settled()
    expect(forwarder.sent).to.deep.equal(['msg_1', 'msg_3'])
    forwarder.release(1)
    await forwarder.end()
    expect(forwarder.sent).to.deep.equal(['msg_1', 'msg_3', 'msg_2'])
  })

  it('is as far as all before it is settled, for each source by itself', async () => {
    const forwarder = aForwarder()
    forwarder.hold(1)
    for (const one of [parcel(1), parcel(2), parcel(3, 'bkg_3', 'test'), parcel(4)]) await forwarder.offer(one)
    await settled()
    expect(forwarder.progress).to.deep.equal(['test cursor-3'])
    expect([forwarder.isIdle('live'), forwarder.isIdle('test')]).to.deep.equal([false, true])
    forwarder.release(1)
    await forwarder.end()
    expect(forwarder.progress).to.deep.equal(['test cursor-3', 'live cursor-4'])
    expect(forwarder.isIdle('live')).to.equal(true)
  })

  it('tries again what fails, after longer and longer, and gives it up', async () => {
    const forwarder = aForwarder({ msg_1: ['failed', 'failed', 'failed', 'failed'] }, 4)
    await forwarder.offer(parcel(1, 'bkg_a'))
    await forwarder.offer(parcel(2, 'bkg_a'))
    await forwarder.end()
    expect(forwarder.slept).to.deep.equal([1_000, 2_000, 4_000])
    expect(forwarder.reports.map(({ attempt, againInMs, outcome }) => [attempt, outcome, againInMs])).to.deep.equal([
      [1, 'failed', 1_000],
      [2, 'failed', 2_000],
      [3, 'failed', 4_000],
      [4, 'failed', undefined],
      [1, 'delivered', undefined],
    ])
    expect(forwarder.counts).to.deep.equal({ delivered: 1, givenUp: 1 })
    expect(forwarder.progress).to.deep.equal(['live cursor-1', 'live cursor-2'])
  })

  it('gives up at once what is answered with 410', async () => {
    const forwarder = aForwarder({ msg_1: ['gone'] })
    await forwarder.offer(parcel(1))
    await forwarder.end()
    expect(forwarder.counts).to.deep.equal({ delivered: 0, givenUp: 1 })
    expect(forwarder.slept).to.deep.equal([])
  })

  it('waits for an app that is away as long as it takes, says so once, and counts no attempt', async () => {
    const away = Array.from({ length: 6 }, () => 'away' as const)
    const forwarder = aForwarder({ msg_1: away, msg_2: away }, 1)
    await forwarder.offer(parcel(1))
    await forwarder.offer(parcel(2))
    await forwarder.end()
    expect(forwarder.counts).to.deep.equal({ delivered: 2, givenUp: 0 })
    expect(forwarder.away).to.deep.equal(['away', undefined])
    expect(forwarder.slept.slice(0, 5)).to.deep.equal([250, 500, 1_000, 2_000, 2_000])
    expect(forwarder.reports.map(({ attempt }) => attempt)).to.deep.equal([1, 1])
  })

  it('ends with an app that can never be trusted, also for what comes later', async () => {
    const forwarder = aForwarder({ msg_1: ['untrusted'] })
    const thrown = (work: Promise<void>) => work.catch((error: unknown) => error)
    await forwarder.offer(parcel(1))
    expect(await thrown(forwarder.failed)).to.be.instanceOf(UntrustedApp)
    expect(await thrown(forwarder.end())).to.be.instanceOf(UntrustedApp)
    expect(await thrown(forwarder.offer(parcel(2)))).to.be.instanceOf(UntrustedApp)
    expect(forwarder.progress).to.deep.equal([])
  })

  it('has eight on their way at most, and reads 256 ahead', async () => {
    const forwarder = aForwarder()
    for (let n = 1; n <= 256; n++) {
      forwarder.hold(n)
      await forwarder.offer(parcel(n))
    }
    let isTaken = false
    const more = forwarder.offer(parcel(257)).then(() => {
      isTaken = true
    })
    await settled()
    expect([isTaken, forwarder.atOnceSeen()]).to.deep.equal([false, 8])
    forwarder.release(1)
    await more
    for (let n = 2; n <= 256; n++) {
      await settled()
      forwarder.release(n)
    }
    await forwarder.end()
    expect(forwarder.counts.delivered).to.equal(257)
    expect(forwarder.atOnceSeen()).to.equal(8)
  })

  it('breaks off when it is stopped, and is as far as it was', async () => {
    const forwarder = aForwarder({ msg_1: ['failed'] })
    forwarder.hold(2)
    await forwarder.offer(parcel(1))
    await forwarder.end()
    await forwarder.offer(parcel(2, 'bkg_a'))
    await forwarder.offer(parcel(3, 'bkg_a'))
    await settled()
    const reason = new Error('enough')
    forwarder.stop.abort(reason)
    const refused = await forwarder.offer(parcel(4)).catch((error: unknown) => error)
    expect(refused).to.equal(reason)
    forwarder.release(2)
    expect(await forwarder.end().catch((error: unknown) => error)).to.equal(reason)
    expect(forwarder.sent).not.to.include('msg_3')
    expect(forwarder.progress).to.deep.equal(['live cursor-1', 'live cursor-2'])
  })
})
