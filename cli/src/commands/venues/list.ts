// `evently venues list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { venuesView } from '../../views/accounts.ts'

export default class VenuesList extends BaseCommand {
  static override summary = summaryOf('events.listVenues')
  static override description = descriptionOf('events.listVenues')
  static override examples = ['<%= config.bin %> venues list --city Hamburg']
  static override flags = { ...queryFlags('events.listVenues'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(VenuesList)
    await this.showList('events.listVenues', { query: await queryOf('events.listVenues', flags) }, flags, venuesView)
  }
}
