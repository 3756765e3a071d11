// `evently events cancel`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { eventView } from '../../views/events.ts'

export default class EventsCancel extends BaseCommand {
  static override summary = summaryOf('events.cancel')
  static override description = descriptionOf('events.cancel')
  static override examples = ['<%= config.bin %> events cancel evt_…']
  static override args = { event: idArg('events.cancel', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsCancel)
    this.show(await this.evently.events.cancel(args.event), eventView)
    if (!this.json) this.note(`How far the refunds are: evently events stats ${args.event}`)
  }
}
