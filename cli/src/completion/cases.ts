// The rows of a script's tables: what is offered at a place, in the quotes that every shell reads the same.
import type { Candidate, Place } from './candidates.ts'

/** A row for each place that has something to offer. */
export const rowsOf = (places: readonly Place[], write: (place: Place) => string | undefined): string =>
  places.flatMap(place => write(place) ?? []).join('\n')

export interface FlagRow {
  /** `'events list --output'`, as many as there are, with `or` between them. */
  readonly patterns: string
  readonly values: readonly string[]
}

/** Flags with the same values stand in one row, whatever their place. */
export function valueRows(places: readonly Place[], or: string, write: (row: FlagRow) => string): string {
  const patterns = new Map<string, string[]>()
  for (const { path, flagValues } of places)
    for (const [flag, values] of flagValues) {
      const key = values.join(' ')
      patterns.set(key, [...(patterns.get(key) ?? []), quoted(`${path} ${flag}`)])
    }
  return [...patterns]
    .map(([values, found]) => write({ values: values.split(' '), patterns: found.join(or) }))
    .join('\n')
}

/** One row for all flags of a kind; none where there is no such flag. */
export function flagRow(
  places: readonly Place[],
  kind: 'fileFlags' | 'textFlags',
  or: string,
  write: (patterns: string) => string,
): string {
  const patterns = places.flatMap(place => place[kind].map(flag => quoted(`${place.path} ${flag}`)))
  return patterns.length === 0 ? '' : write(patterns.join(or))
}

export const pathsOf = (places: readonly Place[], or: string): string =>
  places
    .map(({ path }) => path)
    .filter(Boolean)
    .map(quoted)
    .join(or)

export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
export const quotedAll = (texts: readonly string[], between = ' '): string => texts.map(quoted).join(between)
export const wordsOf = (candidates: readonly Candidate[]): readonly string[] => candidates.map(({ word }) => word)
