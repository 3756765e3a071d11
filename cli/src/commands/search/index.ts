// `evently search`: short for `evently search events --query`
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, parameterOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { searchView } from '../../views/events.ts'

const { query: _, ...filters } = queryFlags('search.search')

export default class Search extends BaseCommand {
  static override summary = summaryOf('search.search')
  static override description = `Short for \`search events --query\`. ${descriptionOf('search.search')}`
  static override examples = [
    '<%= config.bin %> search jazz --city Rome',
    "<%= config.bin %> search 'night of strings'",
    '<%= config.bin %> search --city Rome --available',
  ]
  static override args = {
    query: Args.string({
      description: parameterOf('search.search', 'q').description,
      ignoreStdin: true,
    }),
  }
  static override flags = { ...filters, ...listFlags }

  override async run() {
    const { args, flags } = await this.parse(Search)
    const query = await queryOf('search.search', { ...flags, query: args.query || undefined })
    await this.showList('search.search', { query }, flags, searchView)
  }
}
