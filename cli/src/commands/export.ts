// `evently export`
import { Args, Flags } from '@oclif/core'
import { isProblem } from '@evently/sdk'
import type { Event } from '@evently/sdk'
import { createReader, inTurns, type Reader } from '../apply/current.ts'
import type { Kind } from '../apply/entries.ts'
import { assignExternalIds, needsExternalIds, proposalsFor, unnamedOf, withExternalIds } from '../apply/external-ids.ts'
import { fileOf, yamlOf, type Exported } from '../apply/file-text.ts'
import { BaseCommand } from '../base-command.ts'
import { CommandError, exit, UsageError } from '../failures.ts'

const statuses = ['draft', 'published', 'cancelled', 'ended'] as const satisfies readonly Event['status'][]
const prefixes: Readonly<Record<string, Kind>> = { ven: 'venue', evt: 'event', whe: 'webhookEndpoint' }

export default class Export extends BaseCommand {
  static override strict = false
  static override summary = 'Write venues, events and webhook endpoints as a file that apply reads'
  static override description = [
    'Everything that is yours, or what is named by kind or by id, in YAML; with --output json in JSON. ' +
      'Applied again, it changes nothing. Prices are in decimals, times as on the clocks there. The codes ' +
      'of promotions are in it, so keep it as you keep those; secrets of webhook endpoints, sales and bookings are ' +
      'not. Events that are over or cancelled are left out, ' +
      'unless --status or their ids name them.',
    'A file names things by their `externalId`. What has none is refused, or gets one with --assign-external- ' +
      'ids.',
  ].join('\n\n')
  static override examples = [
    '<%= config.bin %> export > everything.yaml',
    '<%= config.bin %> export --events --status draft',
    '<%= config.bin %> export evt_01jz3t5m8qf0vab9x2k4c7d6eh --output json',
    '<%= config.bin %> export --assign-external-ids > everything.yaml',
  ]
  static override args = {
    id: Args.string({ description: 'Ids of events, venues or webhook endpoints.', ignoreStdin: true }),
  }
  static override flags = {
    events: Flags.boolean({ summary: 'Your events.' }),
    venues: Flags.boolean({ summary: 'Your venues.' }),
    webhooks: Flags.boolean({ summary: 'Your webhook endpoints.' }),
    status: Flags.option({
      summary: 'Only events in this status; several by repeating the flag. [default: draft and published]',
      options: statuses,
      multiple: true,
      multipleNonGreedy: true,
    })(),
    'assign-external-ids': Flags.boolean({ summary: 'Give an external id to what has none.' }),
    'dry-run': Flags.boolean({
      summary: 'Show which external ids would be given, without giving them.',
      dependsOn: ['assign-external-ids'],
    }),
  }

  override async run() {
    const { argv, flags } = await this.parse(Export)
    this.mustBeSignedIn()
    const reader = createReader(this.evently, this.connection.credential)
    const ids = argv.map(String)
    const found =
      ids.length > 0
        ? await this.byIds(ids, flags)
        : await this.all(reader, kindsOf(flags), flags.status ?? ['draft', 'published'])
    const account = found.event.length > 0 ? await reader.ownAccount() : undefined
    const exported = await this.named(found, {
      assigns: flags['assign-external-ids'],
      isDry: flags['dry-run'],
    })
    const promotions = await promotionsOf(exported.event, reader)
    this.show(await fileOf({ ...exported, promotions }, account), yamlOf)
  }

  private async byIds(
    ids: readonly string[],
    { events, venues, webhooks }: { readonly events: boolean; readonly venues: boolean; readonly webhooks: boolean },
  ): Promise<Exported> {
    if (events || venues || webhooks) throw new UsageError('Name ids, or kinds, not both.')
    const of = (kind: Kind) => ids.filter(id => prefixes[id.slice(0, 3)] === kind)
    const unknown = ids.find(id => !Object.hasOwn(prefixes, id.slice(0, 3)))
    if (unknown !== undefined)
      throw new UsageError(
        `${JSON.stringify(unknown)} is no id of an event (evt_…), a venue (ven_…) or an endpoint (whe_…).`,
      )
    return {
      venue: await Promise.all(of('venue').map(async id => this.evently.venues.get(id))),
      event: await Promise.all(of('event').map(async id => this.evently.events.get(id))),
      webhookEndpoint: await Promise.all(of('webhookEndpoint').map(async id => this.evently.webhookEndpoints.get(id))),
    }
  }

  /** All that is one's own, oldest first: an export of the same things is the same file. */
  private async all(reader: Reader, kinds: readonly Kind[], wanted: readonly Event['status'][]): Promise<Exported> {
    const account = kinds.includes('webhookEndpoint') && kinds.length === 1 ? undefined : await reader.ownAccount()
    const read = async <Item extends { readonly id: string }>(kind: Kind, items: () => AsyncIterable<Item>) => {
      const found: Item[] = []
      if (kinds.includes(kind)) for await (const item of items()) found.push(item)
      return found.sort((one, other) => (one.id < other.id ? -1 : 1))
    }
    if (kinds.includes('venue') && account === undefined)
      throw new CommandError(
        'account_unknown',
        'An API key does not say whose venues are meant while there are no events. Name their ids, or sign in with ' +
          '`evently auth login` and run it without the key.',
        exit.usage,
      )
    const venue = await read('venue', () => this.evently.venues.list({ organizerId: account, limit: 100 }))
    const managed = await read('event', () => this.evently.events.listManaged({ limit: 100 }))
    const own = managed.filter(({ organizerId }) => account === undefined || organizerId === account)
    const event = own.filter(({ status }) => wanted.includes(status))
    if (event.length < own.length)
      this.note(`Left out: ${own.length - event.length} of your events, by their status. --status names others.`)
    const webhookEndpoint = await read('webhookEndpoint', () => this.evently.webhookEndpoints.list({ limit: 100 }))
    return { venue, event, webhookEndpoint }
  }

  private async named(
    found: Exported,
    { assigns, isDry }: { readonly assigns: boolean; readonly isDry: boolean },
  ): Promise<Exported> {
    const unnamed = unnamedOf(found)
    if (unnamed.length === 0) return found
    if (!assigns) throw needsExternalIds(unnamed)
    const proposals = proposalsFor(unnamed, found)
    const assigned = isDry ? proposals : await assignExternalIds(this.evently, unnamed, proposals)
    for (const [id, externalId] of assigned) this.note(`${isDry ? 'Would be given' : 'Given'}: ${id} ${externalId}`)
    return withExternalIds(found, assigned)
  }
}

/** The codes of events: none of those that are somebody else's, who alone sees them. */
async function promotionsOf(events: readonly Event[], reader: Reader): Promise<NonNullable<Exported['promotions']>> {
  const found = await inTurns(events, async ({ id }) => {
    try {
      return [id, await reader.promotions(id)] as const
    } catch (error) {
      if (isProblem(error, 'event_not_found') || isProblem(error, 'forbidden')) return [id, []] as const
      throw error
    }
  })
  return new Map(found)
}

function kindsOf({ events, venues, webhooks }: { events: boolean; venues: boolean; webhooks: boolean }): Kind[] {
  if (!events && !venues && !webhooks) return ['venue', 'event', 'webhookEndpoint']
  return [
    ...(venues ? (['venue'] as const) : []),
    ...(events ? (['event'] as const) : []),
    ...(webhooks ? (['webhookEndpoint'] as const) : []),
  ]
}
