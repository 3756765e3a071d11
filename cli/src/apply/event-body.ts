// An event of a file as the API takes it: prices in minor units, times in UTC. Its venue is told apart.
import { instantOf } from '../times.ts'
import { priceMinorOf } from './amounts.ts'
import { placeIn } from './entries.ts'
import type { Entry, Values } from './entries.ts'
import { faultsOfEvent } from './event-rules.ts'
import { isTimeName } from './fields.ts'
import { pathText, quoted } from './shape.ts'
import type { Fault, Path } from './source.ts'

interface Clock {
  /** On whose clock its times are that have no offset. */
  readonly zone: string
  /** With another one in its place, times can be read, but not compared. */
  readonly isZoneKnown: boolean
}

/** The body, without `venueId`, and what is wrong with its values. */
export async function eventBody(
  entry: Entry,
  { zone, isZoneKnown }: Clock,
): Promise<{ readonly body: Values; readonly faults: readonly Fault[] }> {
  const { externalId: _, venue: _venue, ticketTypes, ...own } = entry.values
  const faults: Fault[] = []
  const at = (path: Path) => pathText([...entry.path, ...path])

  async function converted(values: Values, within: Path): Promise<Values> {
    const body: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(values)) {
      const path = [...within, name]
      try {
        if (isTimeName(name)) body[name] = await instantOf(String(value), { name: at(path), zone })
        else if (name === 'price') body['priceMinor'] = priceIn(values, entry.document.textOf([...entry.path, ...path]))
        else body[name] = value
      } catch (error) {
        const words = (error as Error).message.replace(/\.$/, '')
        faults.push({
          place: placeIn(entry, ...path),
          message: words.startsWith(at(path)) ? words : `${at(path)}: ${words}`,
        })
      }
    }
    return body
  }

  const types: Values[] = []
  for (const [n, type] of ((ticketTypes ?? []) as readonly Values[]).entries())
    types.push(await converted(type, ['ticketTypes', n]))
  const body = { ...(await converted(own, [])), ...(ticketTypes !== undefined && { ticketTypes: types }) }
  if (faults.length > 0 || !isZoneKnown) return { body, faults }
  const broken = faultsOfEvent(body).map(({ path, message }) => ({
    place: placeIn(entry, ...path),
    message: `${at(path)} ${message}`,
  }))
  return { body, faults: broken }
}

/** The contract's own bound. */
const priceMinorMax = 1_000_000_000

function priceIn({ price, currency }: Values, source: string | undefined): number {
  const minor = priceMinorOf(price as string | number, source, String(currency))
  if (minor > priceMinorMax)
    throw new Error(`${quoted(price)} is more than a price may be, ${priceMinorMax} minor units`)
  return minor
}
