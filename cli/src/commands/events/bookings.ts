// `evently events bookings`
import { Flags } from '@oclif/core'
import type { QueryInput } from '@evently/sdk'
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
    csv: Flags.boolean({
      summary: 'Print CSV, a row for each ticket.',
      exclusive: ['json', 'output', 'jq', 'fields', 'columns', 'cursor'],
    }),
    separator: Flags.string({
      summary: 'What is between the cells of CSV. [default: comma]',
      options: ['comma', 'semicolon'],
      dependsOn: ['csv'],
    }),
    bom: Flags.boolean({
      summary: 'Begin CSV with a byte order mark, by which some spreadsheets know UTF-8.',
      dependsOn: ['csv'],
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(EventsBookings)
    const query = await queryOf('bookings.listForEvent', flags)
    if (flags.csv) return this.print(await this.csv(args.event, query))
    await this.showList('bookings.listForEvent', { path: { eventId: args.event }, query }, flags, bookingsView)
  }

  /** The SDK hands over text, and decoding takes a byte order mark away. */
  private async csv(eventId: string, { bom, ...query }: QueryInput): Promise<string> {
    return `${bom === true ? '\ufeff' : ''}${await this.evently.events.bookingsCsv(eventId, query)}`
  }
}
