// From files to a plan: read, look for faults, ask the server what there is, compare.
import type { Connection } from '../connection.ts'
import { UsageError } from '../failures.ts'
import { createReader, inTurns, readCurrent, type Current, type Reader } from './current.ts'
import { readEntries, refuseFaults } from './entries.ts'
import { needsPromotions, needsStats, planOf, type Step } from './plan.ts'
import { isVenueId, venuesElsewhere, wantedOf, type VenuesByName } from './wanted.ts'

export interface Planned {
  readonly steps: readonly Step[]
  readonly current: Current
  readonly reader: Reader
}

/** Throws a CommandError with all that is wrong in the files, before the server is asked where it shows by then. */
export async function planFiles(
  files: readonly string[],
  { evently, credential }: Connection,
  { showsCodes }: { readonly showsCodes: boolean },
): Promise<Planned> {
  const { entries, faults } = await readEntries(files)
  const first = await wantedOf(entries)
  refuseFaults([...faults, ...first.faults], files)
  if (entries.length === 0) throw new UsageError(`There is nothing in ${files.join(', ')}.`)

  const reader = createReader(evently, credential)
  const { wanted, faults: others } = await wantedOf(entries, await venuesByName(reader, venuesElsewhere(entries)))
  refuseFaults(others, files)
  const current = await readCurrent(reader, entries)
  const withoutSales = planOf(wanted, current)
  const sold = withoutSales.filter(step => needsStats(step, current)).map(({ id }) => id!)
  const stats = await byEvent(sold, id => reader.stats(id))
  const coded = wanted
    .filter(each => needsPromotions(each, current))
    .map(each => current.event.get(each.externalId)!.id)
  const promotions = await byEvent(coded, id => reader.promotions(id))
  return { steps: planOf(wanted, current, { stats, promotions, showsCodes }), current, reader }
}

async function byEvent<Found>(ids: readonly string[], read: (id: string) => Promise<Found>) {
  return new Map(await inTurns(ids, async (id): Promise<[string, Found]> => [id, await read(id)]))
}

async function venuesByName(reader: Reader, names: readonly string[]): Promise<VenuesByName> {
  const found = await inTurns(names, name => (isVenueId(name) ? reader.venueById(name) : reader.venue(name)))
  return new Map(names.flatMap((name, n) => (found[n] ? [[name, found[n]] as const] : [])))
}
