// `evently events series publish`
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { idArg } from '../../../flags.ts'
import { mustAllBeDone, outcomesView } from '../../../views/series.ts'

export default class EventsSeriesPublish extends BaseCommand {
  static override summary = summaryOf('events.publishSeries')
  static override description = descriptionOf('events.publishSeries')
  static override examples = ['<%= config.bin %> events series publish evt_…']
  static override args = { event: idArg('events.publishSeries', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsSeriesPublish)
    const outcomes = await this.evently.events.publishSeries(args.event)
    this.show(outcomes, outcomesView)
    mustAllBeDone(outcomes)
  }
}
