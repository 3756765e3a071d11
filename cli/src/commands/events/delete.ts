// `evently events delete`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class EventsDelete extends BaseCommand {
  static override summary = summaryOf('events.delete')
  static override description = descriptionOf('events.delete')
  static override examples = ['<%= config.bin %> events delete evt_…']
  static override args = { event: idArg('events.delete', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsDelete)
    await this.evently.events.delete(args.event)
    this.done(`Deleted ${args.event}.`, { id: args.event, deleted: true })
  }
}
