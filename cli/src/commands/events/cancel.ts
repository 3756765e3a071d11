// `evently events cancel`
import { BaseCommand } from '../../base-command.ts'
import { ofCancellingEvent } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { eventView } from '../../views/events.ts'

export default class EventsCancel extends BaseCommand {
  static override summary = summaryOf('events.cancel')
  static override description = descriptionOf('events.cancel')
  static override examples = ['<%= config.bin %> events cancel evt_…', '<%= config.bin %> events cancel evt_… --yes']
  static override args = { event: idArg('events.cancel', 'eventId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(EventsCancel)
    await confirmOrRefuse(() => ofCancellingEvent(this.evently, args.event), flags)
    this.show(await this.evently.events.cancel(args.event), eventView)
    this.suggest([`How far the refunds are: evently events stats ${args.event}`])
  }
}
