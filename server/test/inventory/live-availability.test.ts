import { expect } from 'chai'
import { pino } from 'pino'
import type { Shape, StreamReader } from '../../src/contract/types.ts'
import type { SeatsLeft } from '../../src/domains/inventory/seats-left.ts'
import { createLiveAvailability } from '../../src/domains/inventory/stream/availability-stream.ts'
import { eventually } from '../support/processes.ts'

const at = (version: number): SeatsLeft => ({
  eventId: 'evt',
  availableSeats: 1_000 - version,
  waitlistOpen: false,
  ticketTypes: [],
  version,
})

/** A reader that takes what it is sent only when it is told to. */
function aReader() {
  const written: string[] = []
  const state = { blocked: false }
  const closers: (() => void)[] = []
  const close = () => {
    for (const closer of closers.splice(0)) closer()
  }
  const reader: StreamReader = {
    write: text => {
      written.push(text)
    },
    isBlocked: () => state.blocked,
    onceTaken: () => {},
    end: close,
    destroy: close,
    onClose: listener => {
      closers.push(listener)
    },
  }
  return {
    reader,
    state,
    close,
    /** The id of each message, and of its first type whether it is on sale and how many are left. */
    told: () =>
      written.flatMap(text => {
        const [, id, data] = /^id: (.+)\ndata: (.+)$/m.exec(text) ?? []
        if (id === undefined) return []
        const [type] = (JSON.parse(data!) as Shape<'Availability'>).ticketTypes
        return [`${id} ${type?.sales} ${type?.available}`]
      }),
    versions: () => written.flatMap(text => /^id: (\d+)$/m.exec(text)?.[1] ?? []).map(Number),
  }
}

describe('live availability', () => {
  type Live = ReturnType<typeof createLiveAvailability>
  const from = (live: Live, address = '127.0.0.1') => ({ permit: live.admit(address), lastEventId: undefined })

  it('a slow reader gets nothing while it is slow, and then only the newest', async () => {
    let now = at(1)
    const live = createLiveAvailability({
      clock: { now: () => new Date() },
      find: async ids => new Map(ids.map(id => [id, now])),
      running: async ids => ids,
      log: pino({ level: 'silent' }),
    })
    const slow = aReader(),
      quick = aReader()
    live.open(now, from(live), slow.reader)
    live.open(now, from(live), quick.reader)
    slow.state.blocked = true
    for (let version = 2; version <= 4; version++) {
      now = at(version)
      await eventually(
        async () => quick.versions().at(-1),
        seen => seen === version,
        { withinMs: 2_000 },
      )
    }
    expect(slow.versions()).to.deep.equal([1])
    slow.state.blocked = false
    await eventually(
      async () => slow.versions(),
      seen => seen.length > 1,
      { withinMs: 2_000 },
    )
    expect(slow.versions()).to.deep.equal([1, 4])
    await live.close()
    expect(live.count()).to.equal(0)
  })

  it('where many listen each is told less often, always of the newest, and of the last change too', async () => {
    const messagesPerSecondMax = 20
    const [listeners, changesMax] = [6, 30]
    let version = 1
    const live = createLiveAvailability({
      clock: { now: () => new Date() },
      find: async ids => {
        version = Math.min(changesMax, version + 1) // something has changed at each look
        return new Map(ids.map(id => [id, at(version)]))
      },
      running: async ids => ids,
      log: pino({ level: 'silent' }),
      messagesPerSecondMax,
    })
    const readers = Array.from({ length: listeners }, () => {
      const [one, toldAtMs] = [aReader(), [] as number[]]
      const write = (text: string) => {
        if (text.includes('\nid: ')) toldAtMs.push(performance.now())
        one.reader.write(text)
      }
      live.open(at(1), from(live), { ...one.reader, write })
      return { ...one, toldAtMs }
    })
    for (const { versions, toldAtMs } of readers) {
      await eventually(
        async () => versions().at(-1),
        seen => seen === changesMax,
        { withinMs: 10_000 },
      )
      const gapsMs = toldAtMs.slice(1).map((atMs, n) => atMs - toldAtMs[n]!)
      expect(Math.min(...gapsMs)).to.be.at.least((listeners * 1_000) / messagesPerSecondMax - 1)
      expect(versions().length, 'most changes were told with later ones').to.be.lessThan(changesMax / 2)
    }
    await live.close()
  })

  it('where many listen each is told the last change before its stream ends', async () => {
    let isRunning = true
    const live = createLiveAvailability({
      clock: { now: () => new Date() },
      find: async ids => new Map(ids.map(id => [id, at(isRunning ? 1 : 2)])),
      running: async ids => (isRunning ? ids : []),
      log: pino({ level: 'silent' }),
      messagesPerSecondMax: 0.01, // told once, each rests for longer than this test
    })
    const readers = [aReader(), aReader()]
    for (const { reader } of readers) live.open(at(1), from(live), reader)
    isRunning = false
    await eventually(
      async () => live.count(),
      count => count === 0,
      { withinMs: 4_000 },
    )
    expect(readers.map(({ versions }) => versions())).to.deep.equal([
      [1, 2],
      [1, 2],
    ])
    await live.close()
  })

  it('is refused past the bound, and admits again when a stream has ended', async () => {
    const live = createLiveAvailability({
      clock: { now: () => new Date() },
      find: async () => new Map(),
      running: async ids => ids,
      log: pino({ level: 'silent' }),
      streamsMax: 2,
      streamsPerAddressMax: 1,
    })
    const first = aReader()
    live.open(at(1), from(live), first.reader)
    expect(() => {
      live.admit('127.0.0.1')
    })
      .to.throw()
      .with.property('code', 'rate_limited')
    live.open(at(1), from(live, '127.0.0.2'), aReader().reader)
    expect(() => {
      live.admit('127.0.0.3')
    })
      .to.throw()
      .with.property('code', 'overloaded')
    first.close()
    live.admit('127.0.0.3')
    await live.close()
    expect(() => {
      live.admit('127.0.0.3')
    })
      .to.throw()
      .with.property('code', 'service_unavailable')
  })

  it('is refused past the bound also when all come at once, before any of their streams is open', async () => {
    const live = createLiveAvailability({
      clock: { now: () => new Date() },
      find: async () => new Map(),
      running: async ids => ids,
      log: pino({ level: 'silent' }),
      streamsPerAddressMax: 2,
    })
    const [first, second] = [from(live), from(live)]
    expect(() => from(live))
      .to.throw()
      .with.property('code', 'rate_limited')
    for (const who of [first, second]) live.open(at(1), who, aReader().reader)
    expect(() => from(live))
      .to.throw()
      .with.property('code', 'rate_limited')
    await live.close()
    expect(live.count()).to.equal(0)
  })

  it('tells that sales have begun, though nothing was written', async () => {
    const salesStartAt = '2030-01-01T00:00:00.000Z'
    const seats: SeatsLeft = { ...at(7), ticketTypes: [{ id: 'tkt', available: 5, salesStartAt }] }
    let time = new Date(Date.parse(salesStartAt) - 1)
    const live = createLiveAvailability({
      find: async ids => new Map(ids.map(id => [id, seats])),
      running: async ids => ids,
      clock: { now: () => time },
      log: pino({ level: 'silent' }),
    })
    const [one, resumed] = [aReader(), aReader()]
    live.open(seats, from(live), one.reader)
    live.open(seats, { ...from(live), lastEventId: '7' }, resumed.reader)
    expect([one.told(), resumed.told()]).to.deep.equal([['7 upcoming 0'], []])
    time = new Date(salesStartAt)
    for (const reader of [one, resumed])
      await eventually(
        async () => reader.told().at(-1),
        last => last === '7.1 open 5',
        { withinMs: 2_000 },
      )
    expect(one.told(), 'once').to.deep.equal(['7 upcoming 0', '7.1 open 5'])
    await live.close()
  })

  it('goes on when a look fails', async () => {
    let looks = 0
    const find = async (ids: readonly string[]) => {
      if (++looks === 1) throw new Error('away')
      return new Map(ids.map(id => [id, at(2)]))
    }
    const live = createLiveAvailability({
      find,
      running: async ids => ids,
      clock: { now: () => new Date() },
      log: pino({ level: 'silent' }),
    })
    const one = aReader()
    live.open(at(1), from(live), one.reader)
    await eventually(
      async () => one.versions(),
      seen => seen.at(-1) === 2,
      { withinMs: 2_000 },
    )
    await live.close()
  })
})
