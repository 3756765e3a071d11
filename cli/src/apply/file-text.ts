// What there is, in the words of the files: what `evently export` writes and `evently apply` finds unchanged.
import { amountOf } from '@evently/sdk'
import type { Event, Promotion, Venue, WebhookEndpoint } from '@evently/sdk'
import { stringify } from 'yaml'
import { wallTimeOf } from '../times.ts'
import { sectionOf } from './entries.ts'
import type { Kind, Values } from './entries.ts'
import { fieldsOf, isDefault, isTimeName, nameInFile, promotionFields, typeFields } from './fields.ts'

/** Things with an external id, by kind. */
export interface Exported {
  readonly venue: readonly Venue[]
  readonly event: readonly Event[]
  readonly webhookEndpoint: readonly WebhookEndpoint[]
  /** The codes of events, by their ids. */
  readonly promotions?: ReadonlyMap<string, readonly Promotion[]>
}

export type FileDocument = Readonly<Record<string, readonly Values[]>>

/** One document of the format. `account`: whose external ids of venues count; other venues are named by their ids. */
export async function fileOf(exported: Exported, account: string | undefined): Promise<FileDocument> {
  const sections: Record<string, readonly Values[]> = {}
  const add = (kind: Kind, entries: readonly Values[]) => {
    if (entries.length > 0) sections[sectionOf[kind]] = entries
  }
  add(
    'venue',
    exported.venue.map(venue => plainEntry('venue', venue)),
  )
  add(
    'event',
    await Promise.all(exported.event.map(event => eventEntry(event, account, exported.promotions?.get(event.id)))),
  )
  add(
    'webhookEndpoint',
    exported.webhookEndpoint.map(endpoint => plainEntry('webhookEndpoint', endpoint)),
  )
  return sections
}

/** Of what has to be quoted, line breaks are written as `\n`: broken over several lines some would come back wrong. */
const yaml = { version: '1.2', lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER } as const

/** Strings that YAML 1.1 reads as something else are quoted too: other programs may read the file. */
export const yamlOf = (file: FileDocument): string =>
  Object.keys(file).length === 0 ? '' : stringify(file, { ...yaml, compat: 'yaml-1.1' })

function plainEntry(kind: Kind, resource: Venue | WebhookEndpoint): Values {
  const values = resource as unknown as Values
  return { externalId: values['externalId'], ...saidOf(kind, fieldsOf(kind), values) }
}

/** What is not as it is when nothing is said. */
const saidOf = (kind: Kind, names: readonly string[], values: Values): Values =>
  Object.fromEntries(names.filter(name => !isDefault(kind, name, values[name])).map(name => [name, values[name]]))

async function eventEntry(
  event: Event,
  account: string | undefined,
  promotions: readonly Promotion[] = [],
): Promise<Values> {
  const { venue, timezone, status, test } = event
  const isOwn = venue.externalId !== undefined && venue.organizerId === account
  const said = saidOf('event', fieldsOf('event'), { ...event, venueId: isOwn ? venue.externalId : venue.id })
  const values = { ...said, timezone: timezone === venue.timezone ? undefined : timezone, test: test || undefined }
  const ticketTypes: Values[] = []
  for (const type of event.ticketTypes) ticketTypes.push(await typeEntry(type as unknown as Values, timezone))
  const open = promotions.filter(promotion => promotion.status !== 'closed')
  return {
    externalId: event.externalId,
    ...(await inFileWords(values, timezone)),
    ticketTypes,
    ...(open.length > 0 && { promotions: await Promise.all(open.map(each => promotionEntry(each, event))) }),
    ...((status === 'published' || status === 'ended') && { publish: true }),
  }
}

function typeEntry(type: Values, zone: string): Promise<Values> {
  const price = amountOf(Number(type['priceMinor']), String(type['currency']))
  const named = Object.fromEntries(typeFields.map(name => [name, name === 'priceMinor' ? price : type[name]]))
  return inFileWords(named, zone)
}

/** Its ticket types are told by their names, as ids are the server's own. */
function promotionEntry(promotion: Promotion, { ticketTypes, timezone }: Event): Promise<Values> {
  const { amountMinor, ticketTypeIds } = promotion
  const values = {
    ...promotion,
    amountMinor: amountMinor === undefined ? undefined : amountOf(amountMinor, ticketTypes[0]!.currency),
    ticketTypes: ticketTypeIds?.map(id => ticketTypes.find(type => type.id === id)!.name),
  }
  return inFileWords(
    Object.fromEntries(promotionFields.map(name => [name, values[name as keyof typeof values]])),
    timezone,
  )
}

async function inFileWords(values: Values, zone: string): Promise<Values> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined)
  const words: Record<string, unknown> = {}
  for (const [name, value] of said)
    words[nameInFile(name)] = isTimeName(name) ? await wallTimeOf(String(value), zone) : value
  return words
}
