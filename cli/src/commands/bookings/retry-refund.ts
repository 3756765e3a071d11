// `evently bookings retry-refund`
import { BaseCommand } from '../../base-command.ts'
import { settledBooking } from '../../booking-settling.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { bookingView } from '../../views/bookings.ts'
import { waitFlags } from '../../waiting.ts'

export default class BookingsRetryRefund extends BaseCommand {
  static override summary = summaryOf('bookings.retryRefund')
  static override description = descriptionOf('bookings.retryRefund')
  static override examples = [
    '<%= config.bin %> bookings retry-refund bkg_…',
    '<%= config.bin %> bookings retry-refund bkg_… --wait --wait-seconds 60',
  ]
  static override args = { booking: idArg('bookings.retryRefund', 'bookingId') }
  static override flags = waitFlags('the money is back')

  override async run() {
    const { args, flags } = await this.parse(BookingsRetryRefund)
    const answered = await this.evently.bookings.retryRefund(args.booking)
    if (!flags.wait) return this.show(answered, bookingView)
    const { booking, fault } = await settledBooking(this.evently, args.booking, flags)
    this.showWithFault(booking, fault, bookingView)
  }
}
