// `evently events attendees`
import { Flags } from '@oclif/core'
import { csvFlags, ticketsCsv } from '../../attendee-table.ts'
import { BaseCommand } from '../../base-command.ts'
import { parameterOf, summaryOf } from '../../contract.ts'
import { goesWithout } from '../../flag-ties.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { attendeesView } from '../../views/attendees.ts'

export default class EventsAttendees extends BaseCommand {
  static override summary = summaryOf('bookings.listTickets')
  static override description =
    'A row for each ticket: who comes with it, or else who has bought it, what kind it is, its code, and whether it ' +
    'has let somebody in. Those that are valid, unless --status or --after say otherwise. --csv prints all of them ' +
    "for a spreadsheet, with ids, buyers and the answers to the event's questions. --after prints what has been " +
    'sold, transferred, cancelled or let in since an earlier answer: with --json each answer has an `after` to keep ' +
    'for that.'
  static override examples = [
    '<%= config.bin %> events attendees evt_…',
    '<%= config.bin %> events attendees evt_… --csv > attendees.csv',
    '<%= config.bin %> events attendees evt_… --csv --separator semicolon --bom > attendees.csv',
    '<%= config.bin %> events attendees evt_… --no-admitted --all',
    '<%= config.bin %> events attendees evt_… --after CURSOR --all --json',
  ]
  static override args = { event: idArg('bookings.listTickets', 'eventId') }
  static override flags = {
    ...queryFlags('bookings.listTickets'),
    status: Flags.string({
      summary: 'Only tickets in this status. [default: valid; with --after any]',
      options: [...(parameterOf('bookings.listTickets', 'status').enum ?? [])],
    }),
    after: Flags.string({
      summary: 'Only tickets that have been sold, transferred, cancelled or let in since the answer with this `after`.',
      helpValue: '<cursor>',
      ...goesWithout('csv', 'cursor'),
    }),
    ...listFlags,
    ...csvFlags,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsAttendees)
    const { after } = flags
    const status = flags.status ?? (after === undefined ? 'valid' : undefined)
    const query = await queryOf('bookings.listTickets', { ...flags, status })
    if (flags.csv) return this.print(await ticketsCsv(this.evently, args.event, query))
    const input = { path: { eventId: args.event }, query: { ...query, ...(after !== undefined && { after }) } }
    await this.showList('bookings.listTickets', input, flags, attendeesView)
  }
}
