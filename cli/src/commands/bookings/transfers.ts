// `evently bookings transfers`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { transfersView } from '../../views/tickets.ts'

export default class BookingsTransfers extends BaseCommand {
  static override summary = summaryOf('bookings.listTransfers')
  static override description = descriptionOf('bookings.listTransfers')
  static override examples = ['<%= config.bin %> bookings transfers bkg_… tic_…']
  static override args = {
    booking: idArg('bookings.listTransfers', 'bookingId'),
    ticket: idArg('bookings.listTransfers', 'ticketId'),
  }

  override async run() {
    const { args } = await this.parse(BookingsTransfers)
    this.showAll(await this.evently.bookings.tickets.transfers(args.booking, args.ticket), transfersView)
  }
}
