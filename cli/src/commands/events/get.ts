// `evently events get`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { eventView } from '../../views/events.ts'

export default class EventsGet extends BaseCommand {
  static override summary = summaryOf('events.get')
  static override description = descriptionOf('events.get')
  static override examples = ['<%= config.bin %> events get evt_…']
  static override args = { event: idArg('events.get', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsGet)
    this.show(await this.evently.events.get(args.event), eventView)
  }
}
