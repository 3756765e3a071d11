// `evently events update`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { eventChanges, eventFlags } from '../../event-input.ts'
import { changesOf, idArg, ifMatchFlag } from '../../flags.ts'
import { changedMetadataFlags } from '../../metadata-input.ts'
import { eventView } from '../../views/events.ts'

export default class EventsUpdate extends BaseCommand {
  static override summary = summaryOf('events.update')
  static override description = descriptionOf('events.update')
  static override examples = ["<%= config.bin %> events update evt_… --title 'Night of Strings, encore' --capacity 150"]
  static override args = { event: idArg('events.update', 'eventId') }
  static override flags = { ...eventFlags, ...changedMetadataFlags, 'if-match': ifMatchFlag }

  override async run() {
    const { args, flags } = await this.parse(EventsUpdate)
    const changes = async (zone: string) => changesOf(await eventChanges(flags, zone))
    await changes('UTC') // reports a mistake in the flags before it sends a request
    const event = await this.evently.events.get(args.event)
    const ifMatch = flags['if-match'] ?? event.version
    this.show(await this.evently.events.update(args.event, await changes(event.timezone), { ifMatch }), eventView)
  }
}
