// `evently bookings list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { bookingsView } from '../../views/bookings.ts'

export default class BookingsList extends BaseCommand {
  static override summary = summaryOf('bookings.list')
  static override description = descriptionOf('bookings.list')
  static override examples = ['<%= config.bin %> bookings list --status confirmed']
  static override flags = { ...queryFlags('bookings.list'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(BookingsList)
    await this.showList('bookings.list', { query: await queryOf('bookings.list', flags) }, flags, bookingsView)
  }
}
