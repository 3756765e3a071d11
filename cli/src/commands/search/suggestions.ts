// `evently search suggestions`
import type { QueryOf } from '@evently/sdk'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { columnsFlag } from '../../lists.ts'
import { suggestionsView } from '../../views/events.ts'

export default class SearchSuggestions extends BaseCommand {
  static override summary = summaryOf('search.suggest')
  static override description = descriptionOf('search.suggest')
  static override examples = ['<%= config.bin %> search suggestions --query har']
  static override flags = { ...queryFlags('search.suggest'), columns: columnsFlag }

  override async run() {
    const { flags } = await this.parse(SearchSuggestions)
    const query = (await queryOf('search.suggest', flags)) as QueryOf<'search.suggest'>
    this.showAll(await this.evently.search.suggestions(query), suggestionsView)
  }
}
