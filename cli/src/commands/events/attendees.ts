// `evently events attendees`
import { Flags } from '@oclif/core'
import { attendeesCsv, csvFlags } from '../../attendee-table.ts'
import { BaseCommand } from '../../base-command.ts'
import { parameterOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { attendeesView } from '../../views/attendees.ts'

const { refund: _, ...filters } = queryFlags('bookings.listForEvent')
const statuses = parameterOf('bookings.listForEvent', 'status').enum ?? []

export default class EventsAttendees extends BaseCommand {
  static override summary = 'See who comes'
  static override description =
    'A row for each ticket: whose it is, what kind it is, and its code. Those of confirmed bookings, unless --status ' +
    'says otherwise. --csv prints all of them for a spreadsheet, a row for each ticket, as it can be read by a ' +
    'program too: with ids, prices and times.'
  static override examples = [
    '<%= config.bin %> events attendees evt_…',
    '<%= config.bin %> events attendees evt_… --csv > attendees.csv',
    '<%= config.bin %> events attendees evt_… --csv --separator semicolon --bom > attendees.csv',
  ]
  static override args = { event: idArg('bookings.listForEvent', 'eventId') }
  static override flags = {
    ...filters,
    status: Flags.string({
      summary: 'Of bookings in this status. [default: confirmed]',
      options: [...statuses],
    }),
    ...listFlags,
    ...csvFlags,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsAttendees)
    const query = await queryOf('bookings.listForEvent', { ...flags, status: flags.status ?? 'confirmed' })
    if (flags.csv) return this.print(await attendeesCsv(this.evently, args.event, query))
    const event = this.json ? undefined : await this.evently.events.get(args.event)
    await this.showList('bookings.listForEvent', { path: { eventId: args.event }, query }, flags, attendeesView(event))
  }
}
