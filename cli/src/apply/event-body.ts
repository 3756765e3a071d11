// An event of a file as the API takes it: prices in minor units, times in UTC. Its venue is told apart.
import { instantOf } from '../times.ts'
import { minorIn } from './amounts.ts'
import { placeIn } from './entries.ts'
import type { Entry, Values } from './entries.ts'
import { faultsOfEvent } from './event-rules.ts'
import { isTimeName, wantedTypes } from './fields.ts'
import { promotionsIn, type WantedPromotion } from './promotion-entries.ts'
import { pathText } from './shape.ts'
import type { Fault, Path } from './source.ts'

interface Clock {
  /** On whose clock its times are that have no offset. */
  readonly zone: string
  /** With another one in its place, times can be read, but not compared. */
  readonly isZoneKnown: boolean
}

interface EventBody {
  readonly body: Values
  readonly promotions: readonly WantedPromotion[] | undefined
  readonly faults: readonly Fault[]
}

/** The body, without `venueId`, the codes that go with it, and what is wrong with the values of both. */
export async function eventBody(entry: Entry, { zone, isZoneKnown }: Clock): Promise<EventBody> {
  const { externalId: _, venue: _venue, promotions: _promotions, ticketTypes, ...own } = entry.values
  const faults: Fault[] = []
  const at = (path: Path) => pathText([...entry.path, ...path])

  async function converted(values: Values, within: Path): Promise<Values> {
    const body: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(values)) {
      const path = [...within, name]
      try {
        if (isTimeName(name)) body[name] = await instantOf(String(value), { name: at(path), zone })
        else if (name === 'price') {
          const source = entry.document.textOf([...entry.path, ...path])
          body['priceMinor'] = minorIn(value as string | number, source, String(values['currency']))
        } else body[name] = value
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
  const codes = await promotionsIn(entry, { zone, isZoneKnown, types: wantedTypes(body) })
  faults.push(...codes.faults)
  const { promotions } = codes
  if (faults.length > 0 || !isZoneKnown) return { body, promotions, faults }
  const broken = faultsOfEvent(body).map(({ path, message }) => ({
    place: placeIn(entry, ...path),
    message: `${at(path)} ${message}`,
  }))
  return { body, promotions, faults: broken }
}
