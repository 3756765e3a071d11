// `evently events delete`
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingEvent } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class EventsDelete extends BaseCommand {
  static override summary = summaryOf('events.delete')
  static override description = descriptionOf('events.delete')
  static override examples = ['<%= config.bin %> events delete evt_…', '<%= config.bin %> events delete evt_… --yes']
  static override args = { event: idArg('events.delete', 'eventId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(EventsDelete)
    await confirmOrRefuse(() => ofDeletingEvent(this.evently, args.event), flags)
    await this.evently.events.delete(args.event)
    this.done(`Deleted ${args.event}.`, { id: args.event, deleted: true })
  }
}
