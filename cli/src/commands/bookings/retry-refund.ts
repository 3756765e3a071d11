// `evently bookings retry-refund`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { bookingView } from '../../views/bookings.ts'

export default class BookingsRetryRefund extends BaseCommand {
  static override summary = summaryOf('bookings.retryRefund')
  static override description = descriptionOf('bookings.retryRefund')
  static override examples = ['<%= config.bin %> bookings retry-refund bkg_…']
  static override args = { booking: idArg('bookings.retryRefund', 'bookingId') }

  override async run() {
    const { args } = await this.parse(BookingsRetryRefund)
    this.show(await this.evently.bookings.retryRefund(args.booking), bookingView)
  }
}
