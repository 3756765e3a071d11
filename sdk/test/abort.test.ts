// One AbortSignal for many calls: no warning of a leak, no listener left, and all of them end with it.
import { getEventListeners } from 'node:events'
import { expect } from 'chai'
import { onAbort } from '../src/core/abort.ts'
import { systemClock } from '../src/core/clock.ts'
import { aProblem, aSession, faultOf, withServer } from './support/scripted-server.ts'

const listenersOf = ({ signal }: AbortController) => getEventListeners(signal, 'abort').length

/** What Node warns of while the work is done. */
async function warningsOf(work: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = []
  const note = ({ name }: Error) => warnings.push(name)
  process.on('warning', note)
  try {
    await work()
    await new Promise(resolve => setImmediate(resolve)) // warnings come a tick later
  } finally {
    process.off('warning', note)
  }
  return warnings
}

describe('sdk: one AbortSignal', () => {
  it('serves 1,000 calls at once without a warning, and keeps no listener', async () => {
    const controller = new AbortController()
    const warnings = await warningsOf(() =>
      withServer(
        (_, turn) => (turn % 10 === 0 ? aProblem('event_not_found') : { json: { id: 'evt_1' } }),
        {},
        async ({ client }) => {
          const calls = Array.from({ length: 1_000 }, () => client.events.get('evt_1', { signal: controller.signal }))
          const ended = Promise.allSettled(calls)
          await new Promise(resolve => setImmediate(resolve))
          expect(listenersOf(controller)).to.equal(1)
          const outcomes = (await ended).map(({ status }) => status)
          expect(outcomes.filter(status => status === 'fulfilled')).to.have.length(900)
          expect(listenersOf(controller)).to.equal(0)
        },
      ),
    )
    expect(warnings).to.deep.equal([])
  })

  it('ends every call that is under way, with its own reason', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const warnings = await warningsOf(() =>
      withServer(
        () => ({ fault: 'silence' }),
        {},
        async ({ client }) => {
          const calls = Array.from({ length: 50 }, () =>
            faultOf(client.events.get('evt_1', { signal: controller.signal })),
          )
          await new Promise(resolve => setImmediate(resolve))
          controller.abort(reason)
          expect(new Set(await Promise.all(calls))).to.deep.equal(new Set([reason]))
          expect(await faultOf(client.events.get('evt_1', { signal: controller.signal }))).to.equal(reason)
          expect(listenersOf(controller)).to.equal(0)
        },
      ),
    )
    expect(warnings).to.deep.equal([])
  })

  it('serves those who wait for one refresh, for streams and between retries', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const stale = { accessToken: 'old', refreshToken: 'refresh-0', expiresAt: '2030-06-01T18:30:00.000Z' }
    const warnings = await warningsOf(async () => {
      await withServer(
        ({ path }) => {
          if (path.endsWith('/refresh')) return { json: aSession(1) }
          if (path.endsWith('/availability/stream'))
            return { text: 'data: {"version":1}\n\n', headers: { 'content-type': 'text/event-stream' } }
          return { json: { id: 'evt_1' } }
        },
        { session: stale },
        async ({ client }) => {
          await Promise.all(Array.from({ length: 50 }, () => client.events.get('evt_1', { signal })))
          for (let n = 0; n < 20; n += 1)
            for await (const { version } of client.events.stream('evt_1', { signal })) expect(version).to.equal(1)
        },
      )
      await Promise.all(Array.from({ length: 50 }, () => systemClock.sleep(1, signal)))
    })
    expect(warnings).to.deep.equal([])
    expect(listenersOf(controller)).to.equal(0)
  })

  it('wakes who sleeps', async () => {
    const controller = new AbortController()
    const sleeping = faultOf(systemClock.sleep(60_000, controller.signal))
    controller.abort(new Error('enough'))
    expect(await sleeping).to.equal(controller.signal.reason)
    expect(await faultOf(systemClock.sleep(60_000, controller.signal))).to.equal(controller.signal.reason)
  })

  it('calls back each once, also who came when it was aborted, and nobody who has gone', () => {
    const controller = new AbortController()
    const called: string[] = []
    const gone = onAbort(controller.signal, () => called.push('gone'))
    const same = () => called.push('twice')
    onAbort(controller.signal, same)
    onAbort(controller.signal, same)
    gone()
    gone()
    controller.abort()
    onAbort(controller.signal, () => called.push('late'))
    expect(called).to.deep.equal(['twice', 'twice', 'late'])
  })
})
