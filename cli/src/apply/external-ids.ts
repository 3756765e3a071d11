// External ids for what has none, so that a file can name it: made of what it is called, the same each time.
import { isProblem } from '@evently/sdk'
import type { Event, Evently, Venue, WebhookEndpoint } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import { nameOfKind } from './entries.ts'
import type { Kind } from './entries.ts'
import type { Exported } from './file-text.ts'

export interface Unnamed {
  readonly kind: Kind
  readonly resource: Venue | Event | WebhookEndpoint
}

/** What has no external id. */
export const unnamedOf = (exported: Exported): readonly Unnamed[] =>
  (['venue', 'event', 'webhookEndpoint'] as const).flatMap(kind =>
    exported[kind].filter(({ externalId }) => externalId === undefined).map(resource => ({ kind, resource })),
  )

/** What refuses to export what no file could name. */
export function needsExternalIds(unnamed: readonly Unnamed[]): CommandError {
  const shownMax = 10
  const names = unnamed.map(({ kind, resource }) => `  ${nameOfKind[kind]} ${resource.id}: ${calledOf(resource)}`)
  const more = names.length > shownMax ? [`  and ${names.length - shownMax} more`] : []
  const words = names.length === 1 ? 'One thing has no externalId' : `${names.length} things have no externalId`
  return new CommandError(
    'external_id_missing',
    [
      `${words}, so that no file can name ${names.length === 1 ? 'it' : 'them'}:`,
      ...names.slice(0, shownMax),
      ...more,
      '--assign-external-ids gives them one each; with --dry-run it shows which.',
    ].join('\n'),
    exit.usage,
  )
}

const calledOf = (resource: Unnamed['resource']) =>
  'url' in resource ? resource.url : 'title' in resource ? resource.title : resource.name

/** Proposals that are different from one another and from what is there, by the ids of what they are for. */
export function proposalsFor(unnamed: readonly Unnamed[], exported: Exported): ReadonlyMap<string, string> {
  const proposals = new Map<string, string>()
  for (const kind of ['venue', 'event', 'webhookEndpoint'] as const) {
    const taken = new Set(exported[kind].flatMap(({ externalId }) => externalId ?? []))
    for (const { resource } of unnamed.filter(each => each.kind === kind)) {
      const proposal = free(wordsFor(resource), taken)
      taken.add(proposal)
      proposals.set(resource.id, proposal)
    }
  }
  return proposals
}

/** `night-of-strings-2031-06-01`, `harbour-hall`, `shop-example-com-evently` */
function wordsFor(resource: Unnamed['resource']): string {
  const slug = (text: string) =>
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, slugMax)
  if ('url' in resource) return slug(resource.url.replace(/^https?:\/\//, '')) || resource.id
  if ('title' in resource) return `${slug(resource.title) || 'event'}-${resource.startsAt.slice(0, 10)}`
  return slug(resource.name) || resource.id
}

const slugMax = 80

function free(words: string, taken: ReadonlySet<string>): string {
  if (!taken.has(words)) return words
  for (let n = 2; ; n++) if (!taken.has(`${words}-${n}`)) return `${words}-${n}`
}

const attemptsMax = 20

/** Gives each its proposal, or the next one like it that nothing has; answers what has got which. */
export async function assignExternalIds(
  evently: Evently,
  unnamed: readonly Unnamed[],
  proposals: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const assigned = new Map<string, string>()
  // Venues last: with a venue that is changed its events have other versions.
  const inTurn = [...unnamed].sort((one, other) => Number(one.kind === 'venue') - Number(other.kind === 'venue'))
  for (const { kind, resource } of inTurn) {
    const tried = new Set<string>()
    const proposal = proposals.get(resource.id)!
    for (;;) {
      const externalId = free(proposal, tried)
      tried.add(externalId)
      try {
        await change(evently, kind, resource, externalId)
        assigned.set(resource.id, externalId)
        break
      } catch (error) {
        if (!isProblem(error, 'external_id_taken') || tried.size === attemptsMax) throw error
      }
    }
  }
  return assigned
}

async function change(evently: Evently, kind: Kind, { id, version }: Unnamed['resource'], externalId: string) {
  const options = { ifMatch: version }
  if (kind === 'venue') return evently.venues.update(id, { externalId }, options)
  if (kind === 'event') return evently.events.update(id, { externalId }, options)
  return evently.webhookEndpoints.update(id, { externalId }, options)
}

/** The same, with the external ids that they have got. */
export function withExternalIds(exported: Exported, ids: ReadonlyMap<string, string>): Exported {
  const named = <Thing extends { readonly id: string }>(thing: Thing): Thing =>
    ids.has(thing.id) ? { ...thing, externalId: ids.get(thing.id) } : thing
  return {
    venue: exported.venue.map(named),
    event: exported.event.map(event => ({ ...named(event), venue: named(event.venue) })),
    webhookEndpoint: exported.webhookEndpoint.map(named),
  }
}
