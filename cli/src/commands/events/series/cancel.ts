// `evently events series cancel`
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { idArg, yesFlag } from '../../../flags.ts'
import { confirmOrRefuse } from '../../../prompts.ts'
import { mustAllBeDone, outcomesView } from '../../../views/series.ts'

export default class EventsSeriesCancel extends BaseCommand {
  static override summary = summaryOf('events.cancelSeries')
  static override description = descriptionOf('events.cancelSeries')
  static override examples = ['<%= config.bin %> events series cancel evt_… --yes']
  static override args = { event: idArg('events.cancelSeries', 'eventId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(EventsSeriesCancel)
    await confirmOrRefuse(
      async () =>
        `This calls off ${args.event} and every event that follows it in its series, and refunds all bookings.`,
      flags,
    )
    const outcomes = await this.evently.events.cancelSeries(args.event)
    this.show(outcomes, outcomesView)
    mustAllBeDone(outcomes)
  }
}
