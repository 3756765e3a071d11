// One stream of the feed, with times that are short: signs of life, its end, and readers that take nothing. And how
// those who wait are woken.
import { expect } from 'chai'
import { pino } from 'pino'
import type { StreamReader } from '../../src/contract/types.ts'
import type { FeedPage } from '../../src/domains/webhooks/activity/feed-queries.ts'
import {
  createFeedStream,
  type FeedStreamOptions,
  type FeedStreamStart,
} from '../../src/domains/webhooks/activity/feed-stream.ts'
import { createFeedWatch } from '../../src/domains/webhooks/activity/feed-watch.ts'
import { createAppendedSignal } from '../../src/domains/webhooks/messages/appended.ts'
import { createTurns } from '../../src/platform/turns.ts'
import { eventually } from '../support/processes.ts'

const log = pino({ level: 'silent' })
const filter = { accountId: 'usr_reader', test: false }
const empty = (position: number): FeedPage => ({ messages: [], position, hasMore: false, isGone: false })
const admitted = { refused: new AbortController().signal, check: async () => {} }
const begin = (admission: FeedStreamStart['admission'] = admitted): FeedStreamStart => ({ first: empty(7), admission })
const soon = (isSo: () => boolean) =>
  eventually(
    async () => isSo(),
    so => so,
    { withinMs: 5_000 },
  )

function aReader({ takes = true }: { takes?: boolean } = {}) {
  const state = { written: '', end: undefined as 'ended' | 'destroyed' | undefined }
  const listeners: (() => void)[] = []
  const over = (end: 'ended' | 'destroyed') => () => {
    if (state.end) return
    state.end = end
    for (const listener of listeners) listener()
  }
  const reader: StreamReader = {
    write: text => {
      state.written += text
    },
    isBlocked: () => !takes,
    onceTaken: () => {},
    end: over('ended'),
    destroy: over('destroyed'),
    onClose: listener => {
      listeners.push(listener)
    },
  }
  return { reader, state }
}

function aStream(over: Partial<FeedStreamOptions> = {}) {
  const watch = createFeedWatch({
    changesAfter: async place => ({ last: place, accountIds: new Set() }),
    appended: createAppendedSignal(),
    log,
  })
  const shown = { json: () => '{}', cursor: (place: number) => `cursor-${place}`, place: Number }
  const stream = createFeedStream({
    read: async after => empty(after + 1),
    watch,
    shown,
    note: async () => {},
    log,
    heartbeatMs: 10,
    ...over,
  })
  return { ...stream, watch }
}

describe('a stream of the feed', () => {
  it('says something at each heartbeat, and so moves the position on', async () => {
    const { open, watch } = aStream()
    const { reader, state } = aReader()
    open(reader, filter, begin(), () => {})
    await soon(() => state.written.includes('id: cursor-9\n\n'))
    expect(state.written).to.match(/^retry: 2000\n\nid: cursor-7\n\nid: cursor-8\n\n/)
    await watch.close()
    await soon(() => state.end === 'ended')
  })

  const endings: Readonly<Record<string, Partial<FeedStreamOptions>>> = {
    'its time is over': { streamMsMax: 30 },
    'what follows is kept no longer': { read: async after => ({ ...empty(after), isGone: true }) },
    'it can not be read any more': {
      read: async () => {
        throw new Error('the database is away')
      },
    },
  }
  for (const [when, options] of Object.entries(endings))
    it(`ends when ${when}, and gives its place back`, async () => {
      const { open } = aStream(options)
      const { reader, state } = aReader()
      let isOver = false
      open(reader, filter, begin(), () => {
        isOver = true
      })
      await soon(() => state.end === 'ended' && isOver)
    })

  for (const takes of [true, false])
    it(`ends when its reader is refused, ${takes ? 'and all is taken' : 'also one that takes nothing'}`, async () => {
      const refusal = new AbortController()
      const { open } = aStream()
      const { reader, state } = aReader({ takes })
      open(reader, filter, begin({ ...admitted, refused: refusal.signal }), () => {})
      await soon(() => state.written.includes('id: cursor-7'))
      refusal.abort()
      await soon(() => state.end === (takes ? 'ended' : 'destroyed'))
    })

  it('shows nothing to a reader who is refused before it is written', async () => {
    const { open } = aStream()
    const { reader, state } = aReader()
    const refusal = new AbortController()
    const check = async () => {
      refusal.abort()
      throw new Error('refused')
    }
    open(reader, filter, begin({ refused: refusal.signal, check }), () => {})
    await soon(() => state.end === 'ended')
    expect(state.written).to.not.include('id:')
  })

  it('is cut off when its reader takes nothing for too long', async () => {
    const { open } = aStream({ blockedMsMax: 20 })
    const { reader, state } = aReader({ takes: false })
    open(reader, filter, begin(), () => {})
    await soon(() => state.end === 'destroyed')
    expect(state.written).to.equal('retry: 2000\n\nid: cursor-7\n\n')
  })

  it('reads no more once its reader has gone', async () => {
    const readFor: string[] = []
    const { open, watch } = aStream({
      read: async (after, { accountId }) => {
        readFor.push(accountId)
        return empty(after)
      },
    })
    const [gone, here] = [aReader(), aReader()]
    open(gone.reader, { ...filter, accountId: 'usr_gone' }, begin(), () => {})
    open(here.reader, filter, begin(), () => {})
    gone.reader.destroy()
    await soon(() => readFor.length >= 3)
    expect(readFor).to.not.include('usr_gone')
    await watch.close()
  })
})

describe('the watch of the feed', () => {
  const never = new AbortController().signal
  const waitFor = (watch: ReturnType<typeof createFeedWatch>, accountId: string, after: number, timeoutMs = 60_000) =>
    watch.next(accountId, after, { timeoutMs, signal: never })

  it('wakes those alone whose messages have come, and all when there are too many to say', async () => {
    const changes = [new Set(['usr_1']), undefined]
    let last = 0
    const watch = createFeedWatch({
      changesAfter: async () => ({ last: ++last, accountIds: last <= 2 ? changes[last - 1] : new Set() }),
      appended: createAppendedSignal(),
      log,
      lookEveryMs: 30,
    })
    const woken: string[] = []
    const first = waitFor(watch, 'usr_1', 0).then(() => woken.push('usr_1'))
    const second = waitFor(watch, 'usr_2', 0).then(() => woken.push('usr_2'))
    await Promise.all([first, second])
    expect(woken).to.deep.equal(['usr_1', 'usr_2'])
    await watch.close()
  })

  it('lets nobody wait who has read less than what was looked at', async () => {
    const watch = createFeedWatch({
      changesAfter: async () => ({ last: 9, accountIds: new Set() }),
      appended: createAppendedSignal(),
      log,
      lookEveryMs: 30,
    })
    const ahead = waitFor(watch, 'usr_1', 5)
    await waitFor(watch, 'usr_2', 4) // usr_1 has seen 5: what came before is not looked for any more
    await watch.close()
    await ahead
  })

  it('goes on looking when a look has failed', async () => {
    let looks = 0
    const watch = createFeedWatch({
      changesAfter: async () => {
        if (++looks < 3) throw new Error('the database is away')
        return { last: 1, accountIds: new Set(['usr_1']) }
      },
      appended: createAppendedSignal(),
      log,
      lookEveryMs: 30,
    })
    await waitFor(watch, 'usr_1', 0)
    expect(looks).to.equal(3)
    await watch.close()
  })

  it('looks at once when this process has appended', async () => {
    const appended = createAppendedSignal()
    const watch = createFeedWatch({
      changesAfter: async () => ({ last: 1, accountIds: new Set(['usr_1']) }),
      appended,
      log,
      lookEveryMs: 60_000,
    })
    const woken = waitFor(watch, 'usr_1', 0)
    const telling = setInterval(appended.notify, 5)
    await woken
    clearInterval(telling)
    await watch.close()
  })
})

describe('turns', () => {
  it('are so many at once, in the order of asking, and go on after a failure', async () => {
    const inTurn = createTurns(2)
    const begun: number[] = []
    let running = 0
    let runningMax = 0
    const work = (n: number) => async () => {
      begun.push(n)
      runningMax = Math.max(runningMax, ++running)
      await new Promise(resolve => setImmediate(resolve))
      running--
      if (n === 1) throw new Error('one fails')
    }
    await Promise.allSettled([0, 1, 2, 3, 4].map(n => inTurn(work(n))))
    expect(begun).to.deep.equal([0, 1, 2, 3, 4])
    expect(runningMax).to.equal(2)
  })
})
