// `evently events series list`
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { queryFlags, queryOf } from '../../../flags.ts'
import { listFlags } from '../../../lists.ts'
import { seriesListView } from '../../../views/series.ts'

export default class EventsSeriesList extends BaseCommand {
  static override summary = summaryOf('events.listSeries')
  static override description = descriptionOf('events.listSeries')
  static override examples = ['<%= config.bin %> events series list']
  static override flags = { ...queryFlags('events.listSeries'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(EventsSeriesList)
    await this.showList(
      'events.listSeries',
      { query: await queryOf('events.listSeries', flags) },
      flags,
      seriesListView,
    )
  }
}
