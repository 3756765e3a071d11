// `evently bookings cancel`
import { BaseCommand } from '../../base-command.ts'
import { ofCancellingBooking } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { bookingView } from '../../views/bookings.ts'
import { stepsAfterBooking } from '../../views/next-steps.ts'

export default class BookingsCancel extends BaseCommand {
  static override summary = summaryOf('bookings.cancel')
  static override description = descriptionOf('bookings.cancel')
  static override examples = [
    '<%= config.bin %> bookings cancel bkg_…',
    '<%= config.bin %> bookings cancel bkg_… --yes',
  ]
  static override args = { booking: idArg('bookings.cancel', 'bookingId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(BookingsCancel)
    await confirmOrRefuse(() => ofCancellingBooking(this.evently, args.booking), flags)
    const booking = await this.evently.bookings.cancel(args.booking)
    this.show(booking, bookingView)
    this.suggest(stepsAfterBooking(booking))
  }
}
