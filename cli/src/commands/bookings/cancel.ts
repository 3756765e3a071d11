// `evently bookings cancel`
import { BaseCommand } from '../../base-command.ts'
import { settledBooking } from '../../booking-settling.ts'
import { ofCancellingBooking } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { bookingView } from '../../views/bookings.ts'
import { stepsAfterBooking } from '../../views/next-steps.ts'
import { waitFlags } from '../../waiting.ts'

export default class BookingsCancel extends BaseCommand {
  static override summary = summaryOf('bookings.cancel')
  static override description = descriptionOf('bookings.cancel')
  static override examples = [
    '<%= config.bin %> bookings cancel bkg_…',
    '<%= config.bin %> bookings cancel bkg_… --yes --wait --wait-seconds 60',
  ]
  static override args = { booking: idArg('bookings.cancel', 'bookingId') }
  static override flags = { ...waitFlags('the money is back'), yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(BookingsCancel)
    await confirmOrRefuse(() => ofCancellingBooking(this.evently, args.booking), flags)
    const answered = await this.evently.bookings.cancel(args.booking)
    if (!flags.wait) {
      this.show(answered, bookingView)
      return this.suggest(stepsAfterBooking(answered))
    }
    const { booking, fault } = await settledBooking(this.evently, args.booking, flags)
    this.showWithFault(booking, fault, bookingView)
  }
}
