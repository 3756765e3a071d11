// What an organizer reads of a large event: when its first byte is there, how long the whole takes, and what memory it
// costs the server.
import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServerProcess } from '../arena.ts'
import { quantile, whole } from '../report.ts'

interface Read {
  readonly what: string
  /** Under `/api/v1/admin/events/{id}`. */
  readonly path: string
  /** Where the small event's is another: a cursor is good for one list. */
  readonly pathOfSmall?: string
  readonly accept?: string
}

interface Times {
  readonly firstMs: number
  readonly wholeMs: number
  readonly bytes: number
}

/** A row of the table: medians. */
export interface ReadResult {
  readonly what: string
  readonly large: Times
  readonly small: Times
  /** How far the server's memory rose above what it was before, at most. */
  readonly grownMegabytes: number
}

export const csv: Read = { what: 'all attendees as CSV', path: '/bookings', accept: 'text/csv' }
const turns = 7
const sampleEveryMs = 10
const farPages = 50

const list = (what: string, query: string): Read => ({ what, path: `/bookings?limit=100${query}` })
const filtered = [
  ...(['pending', 'confirmed', 'cancelling', 'cancelled', 'failed'] as const).map(status =>
    list(`bookings, ${status}`, `&status=${status}`),
  ),
  ...(['pending', 'succeeded', 'failed', 'needs_attention'] as const).map(status =>
    list(`bookings, refund ${status}`, `&refund=${status}`),
  ),
]
const reads: readonly Read[] = [
  { what: 'stats', path: '/stats' },
  list('bookings', ''),
  ...filtered,
  { what: 'movements', path: '/movements?limit=100' },
  csv,
  { what: 'attendees as CSV, refund failed', path: '/bookings?refund=failed', accept: 'text/csv' },
]

const readsHead =
  `${'what'.padEnd(34)} ${'first byte ms'.padStart(13)} ${'of 100'.padStart(8)} ${'ratio'.padStart(6)} ` +
  `${'whole ms'.padStart(9)} ${'kB'.padStart(8)} ${'MB grown'.padStart(9)}`

const readLine = ({ what, large, small, grownMegabytes }: ReadResult) =>
  `${what.padEnd(34)} ${large.firstMs.toFixed(1).padStart(13)} ${small.firstMs.toFixed(1).padStart(8)} ` +
  `${(large.firstMs / small.firstMs).toFixed(2).padStart(6)} ${whole(large.wholeMs).padStart(9)} ` +
  `${whole(large.bytes / 1_000).padStart(8)} ${grownMegabytes.toFixed(1).padStart(9)}`

/** Each read of both events in turns, the large one's beside the small one's. */
export async function measureReads(
  { server, token, large, small }: { server: ServerProcess; token: string; large: string; small: string },
  say: (line: string) => void,
): Promise<readonly ReadResult[]> {
  const ask = (eventId: string, path: string, { accept = 'application/json' }: Read) =>
    timesOf(`${server.url}/api/v1/admin/events/${eventId}${path}`, { accept, authorization: `Bearer ${token}` })
  const results: ReadResult[] = []
  say(readsHead)
  for (const read of [...reads, await farther(server.url, large, token)]) {
    const times: Record<'large' | 'small', Times[]> = { large: [], small: [] }
    let grown = 0
    for (let turn = 0; turn < turns; turn++) {
      times.small.push(await ask(small, read.pathOfSmall ?? read.path, read))
      const watched = await whileWatched(server, () => ask(large, read.path, read))
      times.large.push(watched.result)
      grown = Math.max(grown, watched.grownBytes)
    }
    const result = {
      what: read.what,
      large: medianOf(times.large),
      small: medianOf(times.small),
      grownMegabytes: grown / 1e6,
    }
    results.push(result)
    say(readLine(result))
  }
  return results
}

/** The page after many others. */
async function farther(url: string, eventId: string, token: string): Promise<Read> {
  const path = '/bookings?limit=100'
  let cursor = ''
  for (let page = 0; page < farPages; page++) {
    const answer = await fetch(`${url}/api/v1/admin/events/${eventId}${path}${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null }
    if (nextCursor === null) break
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`
  }
  return { what: `bookings, page ${farPages + 1}`, path: `${path}${cursor}`, pathOfSmall: path }
}

function timesOf(url: string, headers: Record<string, string>): Promise<Times> {
  const startedMs = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, response => {
      let firstMs = 0
      let bytes = 0
      if (response.statusCode !== 200) reject(new Error(`${url} is answered with ${response.statusCode}`))
      response
        .on('data', (chunk: Buffer) => {
          if (bytes === 0) firstMs = performance.now() - startedMs
          bytes += chunk.length
        })
        .once('end', () => resolve({ firstMs, wholeMs: performance.now() - startedMs, bytes }))
        .once('error', reject)
    }).once('error', reject)
  })
}

async function whileWatched<Result>(server: Pick<ServerProcess, 'usage'>, work: () => Promise<Result>) {
  const { rssBytes: before } = await server.usage()
  let isOver = false
  let most = before
  const watching = (async () => {
    while (!isOver) {
      await delay(sampleEveryMs)
      most = Math.max(most, (await server.usage()).rssBytes)
    }
  })()
  try {
    const result = await work()
    return { result, grownBytes: most - before }
  } finally {
    isOver = true
    await watching
  }
}

function medianOf(times: readonly Times[]): Times {
  const of = (value: (each: Times) => number) =>
    quantile(
      times.map(value).sort((one, other) => one - other),
      0.5,
    )
  return { firstMs: of(each => each.firstMs), wholeMs: of(each => each.wholeMs), bytes: of(each => each.bytes) }
}
