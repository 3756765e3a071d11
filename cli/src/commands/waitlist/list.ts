// `evently waitlist list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { waitlistView } from '../../views/waitlist.ts'

export default class WaitlistList extends BaseCommand {
  static override summary = summaryOf('bookings.listWaitlistEntries')
  static override description = descriptionOf('bookings.listWaitlistEntries')
  static override examples = ['<%= config.bin %> waitlist list --status offered']
  static override flags = { ...queryFlags('bookings.listWaitlistEntries'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(WaitlistList)
    await this.showList(
      'bookings.listWaitlistEntries',
      { query: await queryOf('bookings.listWaitlistEntries', flags) },
      flags,
      waitlistView,
    )
  }
}
