// `evently search reindex`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { fields, table } from '../../table.ts'

export default class SearchReindex extends BaseCommand {
  static override summary = summaryOf('search.reindex')
  static override description = descriptionOf('search.reindex')
  static override examples = ['<%= config.bin %> search reindex']

  override async run() {
    await this.parse(SearchReindex)
    const report = await this.evently.search.reindex()
    this.show(report, ({ indexed, removed, skipped, failed, tookMs }) => {
      const counts = fields({ Indexed: indexed, Removed: removed, Skipped: skipped, Took: `${tookMs} ms` })
      return failed.length === 0
        ? counts
        : `${counts}\n\n${table(failed, { EVENT: ({ eventId }) => eventId, REASON: ({ reason }) => reason })}`
    })
  }
}
