// This revision beside another one: single figures range by half on a busy machine, the ratio of two that were measured
// one right after the other doesn't. Both are the built product (`main.js`), each round starts both of them from
// nothing, on databases of their own in one PostgreSQL, and who goes first alternates.
import type { Arena } from './arena.ts'
import { confirmLoads } from './confirm.ts'
import { cellOf, quantile, whole, type Cell } from './report.ts'
import { endlessSeats, reservePath } from './reserve.ts'
import { ownRoot, type Revision } from './revision.ts'

export interface AgainstOptions {
  readonly arena: Arena
  readonly other: Revision
  readonly countedMs: number
  readonly connections: readonly number[]
  readonly rounds: number
  /** How many processes of each revision share the load. */
  readonly processes: number
  /** The least median that is well. */
  readonly min: number
  readonly say: (line: string) => void
}

export interface Comparison {
  readonly connections: number
  readonly rounds: readonly Round[]
  readonly median: number
  readonly quartiles: readonly [number, number]
}
export interface Round {
  readonly first: 'this' | 'other'
  readonly this: Cell
  readonly other: Cell
  readonly ratio: number
}

type Measure = (
  arena: Arena,
  urls: readonly [string, ...string[]],
  options: { readonly connections: number; readonly countedMs: number },
) => Promise<Cell>

const warmUpMs = 1_500

/** What can be compared: anything that a server does for a load, on an event that it has made. */
export const comparisons: Readonly<Record<'reserve' | 'confirm', Measure>> = {
  async reserve(arena, urls, { connections, countedMs }) {
    const eventId = await arena.makeEvent(urls[0], { capacity: endlessSeats })
    const requests = arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) }))
    return cellOf(
      'reserve',
      { connections, status: 201 },
      await arena.load({ urls, path: reservePath, connections, requests, warmUpMs, countedMs }),
    )
  },
  async confirm(arena, [url], { connections, countedMs }) {
    const eventId = await arena.makeEvent(url, { capacity: endlessSeats })
    return cellOf(
      'confirm',
      { connections, status: 201 },
      await confirmLoads(arena, { url, eventId, connections, countedMs }),
    )
  },
}

export async function benchAgainst(
  measure: Measure,
  { arena, other, countedMs, connections, rounds, processes, min, say }: AgainstOptions,
) {
  const roots = { this: ownRoot, other: other.root }

  async function measured(side: keyof typeof roots, count: number): Promise<Cell> {
    await arena.dropDatabases()
    const servers = [await arena.startProduct(roots[side])] // the first makes the databases
    try {
      while (servers.length < processes) servers.push(await arena.startProduct(roots[side]))
      const [first, ...more] = servers.map(({ url }) => url)
      const cell = await measure(arena, [first!, ...more], { connections: count, countedMs })
      const rssBytesMax = await Promise.all(servers.map(server => server.rssBytesMax()))
      const sum = rssBytesMax.reduce((soFar: number | undefined, each) => each && soFar && soFar + each)
      return { ...cell, rssMegabytesMax: sum === undefined ? null : sum / 1e6 }
    } finally {
      await Promise.all(servers.map(server => server.close()))
    }
  }

  async function roundOf(n: number, count: number): Promise<Round> {
    const first = n % 2 === 1 ? 'this' : 'other'
    const one = await measured(first, count)
    const two = await measured(first === 'this' ? 'other' : 'this', count)
    const [own, others] = first === 'this' ? [one, two] : [two, one]
    return { first, this: own, other: others, ratio: own.ratePerSecond / others.ratePerSecond }
  }

  const results: Comparison[] = []
  for (const count of connections) {
    say(`\n${count} connections`)
    const done: Round[] = []
    for (let n = 1; n <= rounds; n++) {
      const round = await roundOf(n, count)
      done.push(round)
      say(roundLine(n, round, other))
    }
    const sorted = done.map(({ ratio }) => ratio).sort((a, b) => a - b)
    const result = {
      connections: count,
      rounds: done,
      median: quantile(sorted, 0.5),
      quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)] as const,
    }
    results.push(result)
    say(
      `${result.median >= min ? 'median' : 'BELOW '} ${result.median.toFixed(3)}, quartiles ` +
        `${result.quartiles.map(each => each.toFixed(3)).join(' and ')}${min > 0 ? ` (goal ≥ ${min})` : ''}`,
    )
  }
  return { against: other.commit, comparisons: results, isWell: results.every(({ median }) => median >= min) }
}

const roundLine = (n: number, { first, this: own, other, ratio }: Round, { commit }: Revision) =>
  [
    `round ${String(n).padStart(2)}`,
    `this ${perSecond(own)}`,
    `${commit} ${perSecond(other)}`,
    `ratio ${ratio.toFixed(3)}`,
    `(${first === 'this' ? 'this' : commit} first)`,
  ].join('   ')

const perSecond = ({ ratePerSecond, others, rssMegabytesMax }: Cell) =>
  `${whole(ratePerSecond).padStart(7)}/s` +
  (others > 0 ? ` and ${whole(others)} others` : '') +
  (rssMegabytesMax === null ? '' : ` ${whole(rssMegabytesMax)} MB`)
