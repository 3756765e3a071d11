// `evently bookings cancel-tickets`
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { ofCancellingTickets } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { bookingView } from '../../views/bookings.ts'

export default class BookingsCancelTickets extends BaseCommand {
  static override summary = summaryOf('bookings.cancelTickets')
  static override description = descriptionOf('bookings.cancelTickets')
  static override examples = [
    '<%= config.bin %> bookings cancel-tickets bkg_… tic_… tic_…',
    '<%= config.bin %> bookings cancel-tickets bkg_… tic_… --yes',
  ]
  static override args = {
    booking: idArg('bookings.cancelTickets', 'bookingId'),
    ticket: Args.string({ required: true, multiple: true, description: 'The tickets.', ignoreStdin: true }),
  }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(BookingsCancelTickets)
    const ticketIds = args.ticket
    await confirmOrRefuse(() => ofCancellingTickets(this.evently, args.booking, ticketIds), flags)
    this.show(await this.evently.bookings.cancelTickets(args.booking, { ticketIds }), bookingView)
  }
}
