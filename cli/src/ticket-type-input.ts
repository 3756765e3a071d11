// A ticket type as it is described by flags. Its currency and the clock of its times are the event's, so what the flags
// say becomes a body once the event is read; mistakes that show without it are reported before.
import { Flags } from '@oclif/core'
import type { Event, TicketTypeChanges, TicketTypeToMake } from '@evently/sdk'
import { UsageError } from './failures.ts'
import { changesOf } from './flags.ts'
import { typedMinor } from './money.ts'
import { asked, withAnswers } from './prompts.ts'
import { instantOf } from './times.ts'

const name = { summary: 'What it is called.' }
const price = { summary: "Price of a seat, in the event's currency.", helpValue: '45.00' }

/** For what shows before the event's own zone is known: a time that no calendar has. */
const anyZone = 'UTC'

export const ticketTypeFlags = {
  name: Flags.string(name),
  description: Flags.string({ summary: 'What buyers get with it.' }),
  price: Flags.string(price),
  capacity: Flags.string({
    summary: "Seats of this type; with none, only the event's capacity binds.",
    helpValue: '<seats>|none',
  }),
  'max-per-user': Flags.string({ summary: 'Seats of this type that one buyer may have.', helpValue: '<seats>|none' }),
  'sales-start-at': Flags.string({
    summary: "When its sale begins, on the event's clock unless the time names its zone.",
    helpValue: '2030-05-01T12:00|none',
  }),
  'sales-end-at': Flags.string({ summary: 'When its sale ends.', helpValue: '2030-06-01T18:00|none' }),
  'external-id': Flags.string({ summary: 'Your own id of it.' }),
  hidden: Flags.boolean({
    summary: 'Only those with an access code see it and get its seats; --no-hidden: everybody does.',
    allowNo: true,
  }),
}

export const newTicketTypeFlags = {
  ...ticketTypeFlags,
  name: Flags.string({ ...name, summary: asked(name.summary) }),
  price: Flags.string({ ...price, summary: asked(price.summary) }),
  currency: Flags.string({
    summary: "Currency of the price; without it, the event's, which is the only one it can be.",
    helpValue: 'EUR',
  }),
}

export interface TicketTypeFlags {
  readonly name?: string
  readonly description?: string
  readonly price?: string
  readonly capacity?: string
  readonly 'max-per-user'?: string
  readonly 'sales-start-at'?: string
  readonly 'sales-end-at'?: string
  readonly 'external-id'?: string
  readonly hidden?: boolean
}

export interface NewTicketTypeFlags extends TicketTypeFlags {
  readonly currency?: string
}

/** Reports the mistakes that show before the event is read. */
export async function checkNewTicketType(flags: NewTicketTypeFlags): Promise<void> {
  countsOf(flags)
  await salesTimesOf(flags, anyZone)
  if (flags.currency !== undefined && flags.price !== undefined) typedMinor(flags.price, flags.currency, 'price')
}

/** The ticket type of the flags, and of answers to what they leave out. */
export async function ticketTypeToMake(flags: NewTicketTypeFlags, event: Event): Promise<TicketTypeToMake> {
  const currency = flags.currency ?? currencyOf(event)
  const { name, price } = await withAnswers(flags, {
    name: { message: 'What it is called' },
    price: priceQuestion('Price of a seat', currency),
  })
  const optional = Object.entries({ ...countsOf(flags), ...(await salesTimesOf(flags, event.timezone)) }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return {
    name,
    priceMinor: typedMinor(price, currency, 'price'),
    currency,
    ...(flags.description !== undefined && { description: flags.description }),
    ...(flags['external-id'] !== undefined && { externalId: flags['external-id'] }),
    ...(flags.hidden !== undefined && { hidden: flags.hidden }),
    ...Object.fromEntries(optional),
  }
}

/** Asks for an amount in decimals. */
export const priceQuestion = (message: string, currency: string) => ({
  message: `${message}, in ${currency}`,
  check: (text: string) => typedMinor(text, currency, 'price'),
})

/** What the flags name; null where they say `none`. */
export async function ticketTypeChanges(flags: TicketTypeFlags): Promise<(event: Event) => Promise<TicketTypeChanges>> {
  const {
    name,
    description,
    price,
    'sales-start-at': start,
    'sales-end-at': end,
    'external-id': externalId,
    hidden,
  } = flags
  const counts = countsOf(flags)
  changesOf({ name, description, price, start, end, externalId, hidden, ...counts })
  await salesTimesOf(flags, anyZone)
  return async event => {
    const priceMinor = price === undefined ? undefined : typedMinor(price, currencyOf(event), 'price')
    return changesOf({
      name,
      description,
      priceMinor,
      externalId,
      hidden,
      ...counts,
      ...(await salesTimesOf(flags, event.timezone)),
    })
  }
}

function countsOf(flags: TicketTypeFlags) {
  return { capacity: countOf('capacity', flags.capacity), maxPerUser: countOf('max-per-user', flags['max-per-user']) }
}

function countOf(flag: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  if (text === 'none') return null
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`--${flag} ${JSON.stringify(text)} is not a number of seats: write it like 50, or none.`)
  return Number(text)
}

async function salesTimesOf(flags: TicketTypeFlags, zone: string) {
  return {
    salesStartAt: await timeOf('sales-start-at', flags, zone),
    salesEndAt: await timeOf('sales-end-at', flags, zone),
  }
}

async function timeOf(flag: 'sales-start-at' | 'sales-end-at', flags: TicketTypeFlags, zone: string) {
  const text = flags[flag]
  if (text === undefined) return undefined
  return text === 'none' ? null : instantOf(text, { flag, zone })
}

/** All ticket types of an event share one, and it has at least one of them. */
function currencyOf({ id, ticketTypes: [first] }: Event): string {
  if (!first) throw new Error(`${id} has no ticket type`)
  return first.currency
}
