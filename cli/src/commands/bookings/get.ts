// `evently bookings get`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { bookingView } from '../../views/bookings.ts'

export default class BookingsGet extends BaseCommand {
  static override summary = summaryOf('bookings.get')
  static override description = descriptionOf('bookings.get')
  static override examples = ['<%= config.bin %> bookings get bkg_…']
  static override args = { booking: idArg('bookings.get', 'bookingId') }

  override async run() {
    const { args } = await this.parse(BookingsGet)
    this.show(await this.evently.bookings.get(args.booking), bookingView)
  }
}
