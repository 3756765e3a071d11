// A promotion as it is described by flags. Amounts are in its event's currency and times on its event's clock, so what
// the flags say becomes a body once the event is read; mistakes that show without it are reported before.
import { Flags } from '@oclif/core'
import type { Event, PromotionChanges, PromotionToMake } from '@evently/sdk'
import { UsageError } from './failures.ts'
import { changesOf } from './flags.ts'
import { typedMinor } from './money.ts'
import { instantOf } from './times.ts'

const percent = { summary: "Share of each ticket's price that is taken off.", min: 1, max: 100, helpValue: '20' }
const amount = { summary: "Taken off each ticket, in the event's currency.", helpValue: '5.00' }
const ticketType = {
  summary: 'A ticket type that it is for; may be repeated. Without it, all; of an access code, all hidden ones.',
  helpValue: '<ticket type id>',
  multiple: true,
} as const
const startsAt = {
  summary: "From when on it can be used, on the event's clock unless the time names its zone.",
  helpValue: '2030-04-01T12:00|none',
}
const endsAt = { summary: 'Until when it can be used.', helpValue: '2030-05-01T00:00|none' }

export const promotionFlags = {
  percent: Flags.integer({ ...percent, exclusive: ['amount'] }),
  amount: Flags.string(amount),
  'ticket-type': Flags.string(ticketType),
  'uses-max': Flags.string({ summary: 'How often it can be used.', helpValue: '<uses>|none' }),
  'per-buyer-max': Flags.string({ summary: 'How often one buyer can use it.', helpValue: '<uses>|none' }),
  'starts-at': Flags.string(startsAt),
  'ends-at': Flags.string(endsAt),
}

export interface PromotionFlags {
  readonly code?: string
  readonly percent?: number
  readonly amount?: string
  readonly 'ticket-type'?: readonly string[]
  readonly 'uses-max'?: string
  readonly 'per-buyer-max'?: string
  readonly 'starts-at'?: string
  readonly 'ends-at'?: string
}

/** For what shows before the event's own zone is known. */
const anyZone = 'UTC'

/** A code with `--percent` or `--amount` is a discount, one with `--access` an access code. */
export async function promotionToMake(
  flags: PromotionFlags & { readonly code: string; readonly access?: boolean },
): Promise<(event: Event) => Promise<PromotionToMake>> {
  const ofPrice = [flags.percent, flags.amount].filter(value => value !== undefined)
  if (ofPrice.length !== (flags.access ? 0 : 1))
    throw new UsageError('A promotion takes one of --percent, --amount and --access.')
  await timesOf(flags, anyZone)
  const counts = countsOf(flags)
  return async event => {
    const described = { ...ofTickets(flags, event), ...counts, ...(await timesOf(flags, event.timezone)) }
    const given = Object.entries(described).filter(([, value]) => value !== undefined && value !== null)
    return { code: flags.code, kind: flags.access ? 'access' : 'discount', ...Object.fromEntries(given) }
  }
}

/** What the flags name; null where they say `none`. */
export async function promotionChanges(flags: PromotionFlags): Promise<(event: Event) => Promise<PromotionChanges>> {
  const { code, percent, amount, 'ticket-type': ticketTypeIds, 'starts-at': start, 'ends-at': end } = flags
  const counts = countsOf(flags)
  changesOf({ code, percent, amount, ticketTypeIds, start, end, ...counts })
  await timesOf(flags, anyZone)
  return async event =>
    changesOf({
      code,
      ...ofTickets(flags, event),
      ...counts,
      ...(await timesOf(flags, event.timezone)),
    }) as PromotionChanges
}

function ofTickets({ percent, amount, 'ticket-type': named }: PromotionFlags, { ticketTypes: [first] }: Event) {
  return {
    percent,
    amountMinor: amount === undefined ? undefined : typedMinor(amount, first!.currency, 'amount'),
    ticketTypeIds: named?.length === 1 && named[0] === 'none' ? null : named && [...named],
  }
}

const countsOf = (flags: PromotionFlags) => ({
  usesMax: countOf('uses-max', flags['uses-max']),
  perBuyerMax: countOf('per-buyer-max', flags['per-buyer-max']),
})

function countOf(flag: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  if (text === 'none') return null
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`--${flag} ${JSON.stringify(text)} is not a number of uses: write it like 100, or none.`)
  return Number(text)
}

const timesOf = async (flags: PromotionFlags, zone: string) => ({
  startsAt: await timeOf('starts-at', flags, zone),
  endsAt: await timeOf('ends-at', flags, zone),
})

async function timeOf(flag: 'starts-at' | 'ends-at', flags: PromotionFlags, zone: string) {
  const text = flags[flag]
  if (text === undefined) return undefined
  return text === 'none' ? null : instantOf(text, { flag, zone })
}
