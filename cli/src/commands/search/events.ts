// `evently search events`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { searchView } from '../../views/events.ts'

export default class SearchEvents extends BaseCommand {
  static override summary = summaryOf('search.search')
  static override description = descriptionOf('search.search')
  static override examples = [
    "<%= config.bin %> search events --query 'strings' --city Hamburg",
    '<%= config.bin %> search events --near 53.55,9.99 --radius-km 20 --sort distance',
  ]
  static override flags = { ...queryFlags('search.search'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(SearchEvents)
    await this.showList('search.search', { query: await queryOf('search.search', flags) }, flags, searchView)
  }
}
