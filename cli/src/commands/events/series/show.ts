// `evently events series show`
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { idArg } from '../../../flags.ts'
import { seriesView } from '../../../views/series.ts'

export default class EventsSeriesShow extends BaseCommand {
  static override summary = summaryOf('events.getSeries')
  static override description = descriptionOf('events.getSeries')
  static override examples = ['<%= config.bin %> events series show ser_…']
  static override args = { series: idArg('events.getSeries', 'seriesId') }

  override async run() {
    const { args } = await this.parse(EventsSeriesShow)
    this.show(await this.evently.events.getSeries(args.series), seriesView)
  }
}
