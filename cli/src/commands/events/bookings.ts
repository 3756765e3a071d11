// `evently events bookings`
import { attendeesCsv, csvFlags } from '../../attendee-table.ts'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { bookingsView } from '../../views/bookings.ts'

export default class EventsBookings extends BaseCommand {
  static override summary = summaryOf('bookings.listForEvent')
  static override description = descriptionOf('bookings.listForEvent')
  static override examples = [
    '<%= config.bin %> events bookings evt_… --status confirmed',
    '<%= config.bin %> events bookings evt_… --refund needs_attention',
    '<%= config.bin %> events bookings evt_… --csv > attendees.csv',
    '<%= config.bin %> events bookings evt_… --csv --separator semicolon --bom > attendees.csv',
  ]
  static override args = { event: idArg('bookings.listForEvent', 'eventId') }
  static override flags = {
    ...queryFlags('bookings.listForEvent'),
    ...listFlags,
    ...csvFlags,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsBookings)
    const query = await queryOf('bookings.listForEvent', flags)
    if (flags.csv) return this.print(await attendeesCsv(this.evently, args.event, query))
    await this.showList('bookings.listForEvent', { path: { eventId: args.event }, query }, flags, bookingsView)
  }
}
