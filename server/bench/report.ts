// How measurements become lines of a table, and goals become yes or no.
import type { Measured } from './load.ts'

export interface Cell {
  readonly way: string
  readonly connections: number
  readonly processes: number
  /** Requests that did what they were for, per second. */
  readonly ratePerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers of any other status than the one wanted. */
  readonly others: number
  readonly rssMegabytesMax: number | null
}

export interface Goal {
  readonly what: string
  readonly reached: number
  readonly wanted: number
  readonly unit?: string
  readonly atMost?: boolean
}

export function cellOf(
  way: string,
  {
    connections,
    processes = 1,
    status,
    rssBytesMax,
  }: { connections: number; processes?: number; status: number; rssBytesMax?: number },
  { seconds, statuses, p50Ms, p99Ms }: Measured,
): Cell {
  const wanted = statuses[status] ?? 0
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  return {
    way,
    connections,
    processes,
    ratePerSecond: wanted / seconds,
    p50Ms,
    p99Ms,
    others: all - wanted,
    rssMegabytesMax: rssBytesMax === undefined ? null : rssBytesMax / 1e6,
  }
}

const columns: readonly (readonly [title: string, width: number])[] = [
  ['way', 34],
  ['connections', 12],
  ['per second', 11],
  ['p50 ms', 8],
  ['p99 ms', 8],
  ['others', 7],
  ['MB', 5],
]

export const headLine = (ratios: readonly string[] = []) =>
  [
    ...columns.map(([title, width], n) => (n === 0 ? title.padEnd(width) : title.padStart(width))),
    ...ratios.map(title => title.padStart(12)),
  ].join(' ')

export const cellLine = (
  { way, connections, ratePerSecond, p50Ms, p99Ms, others, rssMegabytesMax }: Cell,
  ratios: readonly (number | undefined)[] = [],
) =>
  [
    way.padEnd(34),
    String(connections).padStart(12),
    whole(ratePerSecond).padStart(11),
    p50Ms.toFixed(1).padStart(8),
    p99Ms.toFixed(1).padStart(8),
    whole(others).padStart(7),
    (rssMegabytesMax === null ? '' : whole(rssMegabytesMax)).padStart(5),
    ...ratios.map(ratio => (ratio === undefined ? '' : ratio.toFixed(2)).padStart(12)),
  ].join(' ')

export const goalLine = ({ what, reached, wanted, unit = '', atMost = false }: Goal) =>
  `${(atMost ? reached <= wanted : reached >= wanted) ? 'met   ' : 'MISSED'}  ${what}: ` +
  `${reached.toFixed(2)}${unit} (goal ${atMost ? '≤' : '≥'} ${wanted}${unit})`

export const whole = (number: number) => Math.round(number).toLocaleString('en')

/** Between the two nearest, as most have it. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [low = NaN, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}
