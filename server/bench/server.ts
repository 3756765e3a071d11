// A server of the benchmark in a process of its own: the real one, or the same with a baseline in the place of its
// inventory or of its reads.
import { pino } from 'pino'
import { readConfig } from '../src/config.ts'
import { boundHeapGrowth } from '../src/platform/heap.ts'
import { startServer } from '../src/server.ts'
import { baselines, standIn, type Baseline } from './baselines.ts'
import { startPrototype } from './prototype.ts'
import { answeringOnceForAll } from './read-ceiling.ts'

/**
 * `listening`: as `lane`, and everybody wants to hear of reservations. `read-ceiling`: as `lane`, and reads look
 * nothing up.
 */
export type Variant = 'lane' | 'listening' | 'read-ceiling' | 'prototype' | Baseline

/** What a server process has used and done since it began. */
export interface Usage {
  readonly rssBytes: number
  readonly rssBytesMax: number
  readonly cpuMs: number
  readonly lanes: LaneCounts
}
/** `conflicts`: batches that another process was faster than. */
export interface LaneCounts {
  readonly batches: number
  readonly commands: number
  readonly conflicts: number
}

const variant = process.argv[2] as Variant
const config = readConfig(process.env)
boundHeapGrowth()
const server =
  variant === 'prototype'
    ? await startPrototype(config.secrets.jwtSecret!)
    : await startServer(config, pino({ level: 'warn' }, pino.destination(2)), {
        onBreach: message => {
          throw new Error(message)
        },
        ...(variant === 'listening' && { alsoListen: async accounts => new Set(accounts) }),
        ...(variant === 'read-ceiling' && { handlers: answeringOnceForAll }),
        ...(isBaseline(variant) && {
          inventory: own =>
            standIn(variant, own, process.env['EVENTS_DATABASE_URL'] ?? eventsUrl(process.env['DATABASE_URL']!)),
        }),
      })

process.on('message', question => {
  if (question === 'stop') void server.close().finally(() => process.exit(0))
  else void usage().then(used => process.send!(used))
})
process.on('disconnect', () => process.exit(1))
process.send!(server.url)

function isBaseline(given: Variant): given is Baseline {
  return (baselines as readonly Variant[]).includes(given)
}

async function usage(): Promise<Usage> {
  const { user, system } = process.cpuUsage()
  return {
    rssBytes: process.memoryUsage.rss(),
    rssBytesMax: process.resourceUsage().maxRSS * 1_024,
    cpuMs: (user + system) / 1_000,
    lanes: await laneCounts(),
  }
}

async function laneCounts(): Promise<LaneCounts> {
  const text = 'internalUrl' in server ? await (await fetch(`${server.internalUrl}/metrics`)).text() : ''
  const counted = (name: string) => Number(new RegExp(`^evently_lane_${name} (.+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    batches: counted('batch_commands_count'),
    commands: counted('batch_commands_sum'),
    conflicts: counted('conflicts_total'),
  }
}

function eventsUrl(server: string) {
  const url = new URL(server)
  url.pathname = '/evently_events'
  return url.href
}
