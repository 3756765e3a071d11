// What a reader of the feed wants of it, as people say it: where to begin (`--since 10m`), and which messages.
import { Flags } from '@oclif/core'
import type { Interfaces } from '@oclif/core'
import { UsageError } from '../failures.ts'
import { queryFlags, queryOf } from '../flags.ts'
import { instantOf, localZone } from '../times.ts'
import type { FeedFilter } from './feed.ts'
import type { FeedStart } from './positions.ts'

const secondsIn = { s: 1, m: 60, h: 3_600, d: 86_400 } as const
/** Messages are kept for so long. */
const keptDays = 30

const { type, resource, event } = queryFlags('webhooks.listActivity')

/** By the contract's words. Several types are `--type a --type b`, or `--types a,b`. */
export const feedFilterFlags: Interfaces.FlagInput = {
  type: { ...type, aliases: ['types'], delimiter: ',' } as Interfaces.FlagInput[string],
  resource: resource!,
  event: event!,
}

export const sinceFlag = {
  summary: `Begin so long ago (10m, 2h, 30d), at a time, with the oldest message that is kept (beginning), or now.`,
  helpValue: '10m|<time>|beginning|now',
} as const

/** Problems: UsageError. */
export async function feedStart(text: string, nowMs = Date.now()): Promise<FeedStart> {
  if (text === 'now') return { from: 'end' }
  if (text === 'beginning') return { from: 'beginning' }
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (count === undefined) return { since: await timeOf(text) }
  const ms = Number(count) * secondsIn[unit as keyof typeof secondsIn] * 1_000
  if (ms > keptDays * 86_400_000)
    throw new UsageError(`--since ${text}: messages are kept for ${keptDays} days. \`--since beginning\` has them all.`)
  return { since: new Date(nowMs - ms).toISOString() }
}

function timeOf(text: string): Promise<string> {
  if (!/^\d{4}-/.test(text))
    throw new UsageError(
      `--since ${JSON.stringify(text)} is no time: write 10m, 2h or 3d for so long ago, 2030-06-01T20:00, beginning ` +
        'or now.',
    )
  return instantOf(text, { flag: 'since', zone: localZone() })
}

export const modeFlag = Flags.option({
  summary: 'Messages of live events, or those of test events.',
  options: ['live', 'test'] as const,
  default: 'live' as const,
})()

/** What was given for `feedFilterFlags`, as the feed's parameters. */
export const feedFilter = async ({
  type: types,
  resource: resourceId,
  event: eventId,
}: Readonly<Record<string, unknown>>) =>
  (await queryOf('webhooks.listActivity', { type: types, resource: resourceId, event: eventId })) as FeedFilter
