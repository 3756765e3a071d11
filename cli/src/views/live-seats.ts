// How an event sells, drawn for a terminal: sold, held and free seats of each ticket type, the waitlist and the rate.
import { styleText } from 'node:util'
import type { Availability, Event, EventStats } from '@evently/sdk'
import { moneyText } from '../money.ts'
import { admittedText } from './check-ins.ts'
import { table } from '../table.ts'
import type { Columns } from '../table.ts'
import { plain } from '../text.ts'
import { timeText } from '../times.ts'

/** What is known now. */
export interface SeatsNow {
  readonly event: Event
  readonly availability: Availability | undefined
  /** Undefined for who may not see them. */
  readonly stats: EventStats | undefined
  /** Seats sold in the last minute; undefined until there is something to compare with. */
  readonly soldLastMinute: number | undefined
  /** Since when the server is away, as text. */
  readonly awaySince: string | undefined
}

export interface Layout {
  readonly columns: number
  readonly hasColours: boolean
}

interface Row {
  readonly name: string
  readonly sold: number | undefined
  readonly held: number | undefined
  readonly free: number
  /** Seats that are neither sold nor free for buyers; of who may not see more, all that are not free. */
  readonly capacity: number
}

/** The signs of a bar, and how each is coloured. */
const signs = { sold: '█', held: '▓', taken: '▒', free: '░' } as const
const colours = { sold: 'green', held: 'yellow', taken: 'cyan', free: 'gray' } as const
const barMin = 8
const barMax = 60
/** What the other columns need beside a bar. */
const otherColumns = 52

export function liveSeatsLines(now: SeatsNow, { columns, hasColours }: Layout): string[] {
  const { event, stats, awaySince } = now
  const barWidth = Math.min(barMax, columns - otherColumns)
  const rows = rowsOf(now)
  const cells: Columns<Row> = {
    NAME: row => row.name,
    ...(stats && { SOLD: row => row.sold, HELD: row => row.held }),
    FREE: row => row.free,
    OF: row => row.capacity,
    ...(barWidth >= barMin && { '': row => barOf(row, barWidth) }),
  }
  const paint = (line: string) => (hasColours ? painted(line) : line)
  const lines = [
    `${event.title}, ${timeText(event.startsAt, event.timezone)}`,
    `${event.venue.name}, ${event.venue.city}; ${event.status}`,
    '',
    ...table(rows, cells, { width: columns }).split('\n'),
    '',
    ...(barWidth >= barMin ? [legend(stats !== undefined)] : []),
    lineText(now),
    ...admittedLine(stats),
    awaySince === undefined ? 'Ctrl-C ends it.' : `The server is away since ${awaySince}. It is asked again.`,
  ]
  return lines.map(line => paint(clipped(plain(line), columns)))
}

/** Who has come, once somebody has. */
const admittedLine = (stats: EventStats | undefined): readonly string[] =>
  stats?.tickets?.admitted ? [admittedText(stats.tickets)] : []

/** All figures of a drawing are of one moment: those of the stats, where there are any. */
function rowsOf({ event, availability, stats }: SeatsNow): Row[] {
  const freeOf = new Map(availability?.ticketTypes.map(({ id, available }) => [id, available]))
  const types = event.ticketTypes.map((type): Row => {
    const known = stats?.ticketTypes.find(({ id }) => id === type.id)
    return {
      name: type.name,
      sold: known?.soldSeats,
      held: known && known.heldSeats + known.pooledSeats,
      free: stats && known ? freeByStats(stats, known) : (freeOf.get(type.id) ?? type.available),
      capacity: type.capacity ?? event.capacity,
    }
  })
  if (types.length === 1) return types
  const all: Row = {
    name: 'All',
    sold: stats?.soldSeats,
    held: stats && stats.heldSeats + stats.pooledSeats,
    free: stats?.availableSeats ?? availability?.availableSeats ?? event.availableSeats,
    capacity: event.capacity,
  }
  return [...types, all]
}

/** A ticket type without a capacity of its own has no more than the event. */
const freeByStats = (ofEvent: FreeSeats, ofType: FreeSeats) => Math.min(ofEvent.availableSeats, ofType.availableSeats)

interface FreeSeats {
  readonly availableSeats: number
}

/** As many signs of each kind as its share, and none of a kind without a seat hidden by rounding. */
function barOf({ sold, held, free, capacity }: Row, width: number): string {
  const signsOf = (seats: number) =>
    Math.min(width, seats > 0 ? Math.max(1, Math.round((seats / capacity) * width)) : 0)
  if (sold === undefined || held === undefined) {
    const taken = signsOf(capacity - free)
    return signs.taken.repeat(taken) + signs.free.repeat(width - taken)
  }
  const ofSold = signsOf(sold)
  const ofHeld = Math.min(width - ofSold, signsOf(held))
  return signs.sold.repeat(ofSold) + signs.held.repeat(ofHeld) + signs.free.repeat(width - ofSold - ofHeld)
}

function legend(isOrganizer: boolean): string {
  const kinds = isOrganizer ? (['sold', 'held', 'free'] as const) : (['taken', 'free'] as const)
  return kinds.map(kind => `${signs[kind]} ${kind}`).join('  ')
}

function lineText({ availability, stats, soldLastMinute }: SeatsNow): string {
  if (!stats) return `The waitlist is ${availability?.waitlistOpen ? 'open' : 'closed'}.`
  return [
    `${stats.waiting} waiting`,
    ...(stats.offered > 0 ? [`${stats.offered} with an offer`] : []),
    ...(stats.pooledSeats > 0 ? [`${stats.pooledSeats} seats set aside for them`] : []),
    ...(soldLastMinute === undefined ? [] : [`${soldLastMinute} sold in the last minute`]),
    `${moneyText(stats.revenueMinor, stats.currency)} earned`,
  ].join(', ')
}

function painted(line: string): string {
  return Object.entries(signs).reduce((text, [kind, sign]) => {
    const runs = new RegExp(`${sign}+`, 'g')
    return text.replace(runs, run => styleText(colours[kind as keyof typeof colours], run, { validateStream: false }))
  }, line)
}

/** A line that is too long would be broken by the terminal, and push the others down. */
const clipped = (line: string, columns: number) => (line.length > columns ? `${line.slice(0, columns - 1)}…` : line)
