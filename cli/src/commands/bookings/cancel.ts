// `evently bookings cancel`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { bookingView } from '../../views/bookings.ts'

export default class BookingsCancel extends BaseCommand {
  static override summary = summaryOf('bookings.cancel')
  static override description = descriptionOf('bookings.cancel')
  static override examples = ['<%= config.bin %> bookings cancel bkg_…']
  static override args = { booking: idArg('bookings.cancel', 'bookingId') }

  override async run() {
    const { args } = await this.parse(BookingsCancel)
    this.show(await this.evently.bookings.cancel(args.booking), bookingView)
  }
}
