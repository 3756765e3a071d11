// `evently events managed`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { eventsView } from '../../views/events.ts'

export default class EventsManaged extends BaseCommand {
  static override summary = summaryOf('events.listManaged')
  static override description = descriptionOf('events.listManaged')
  static override examples = ['<%= config.bin %> events managed --status draft']
  static override flags = { ...queryFlags('events.listManaged'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(EventsManaged)
    await this.showList('events.listManaged', { query: await queryOf('events.listManaged', flags) }, flags, eventsView)
  }
}
