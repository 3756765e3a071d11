// `evently events list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { eventsView } from '../../views/events.ts'

export default class EventsList extends BaseCommand {
  static override summary = summaryOf('events.list')
  static override description = descriptionOf('events.list')
  static override examples = [
    '<%= config.bin %> events list --city Hamburg --available',
    '<%= config.bin %> events list --starts-after 2030-06-01 --max-price 45.00 --currency EUR --all --json',
  ]
  static override flags = { ...queryFlags('events.list'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(EventsList)
    await this.showList('events.list', { query: await queryOf('events.list', flags) }, flags, eventsView)
  }
}
