// `evently events waitlist`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { waitlistView } from '../../views/waitlist.ts'

export default class EventsWaitlist extends BaseCommand {
  static override summary = summaryOf('inventory.listWaitlist')
  static override description = descriptionOf('inventory.listWaitlist')
  static override examples = [
    '<%= config.bin %> events waitlist evt_…',
    '<%= config.bin %> events waitlist evt_… --status converted --all',
  ]
  static override args = { event: idArg('inventory.listWaitlist', 'eventId') }
  static override flags = { ...queryFlags('inventory.listWaitlist'), ...listFlags }

  override async run() {
    const { args, flags } = await this.parse(EventsWaitlist)
    await this.showList(
      'inventory.listWaitlist',
      { path: { eventId: args.event }, query: await queryOf('inventory.listWaitlist', flags) },
      flags,
      waitlistView,
    )
  }
}
