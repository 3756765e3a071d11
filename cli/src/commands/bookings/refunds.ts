// `evently bookings refunds`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { refundsView } from '../../views/bookings.ts'

export default class BookingsRefunds extends BaseCommand {
  static override summary = summaryOf('bookings.listRefunds')
  static override description = descriptionOf('bookings.listRefunds')
  static override examples = ['<%= config.bin %> bookings refunds bkg_…']
  static override args = { booking: idArg('bookings.listRefunds', 'bookingId') }

  override async run() {
    const { args } = await this.parse(BookingsRefunds)
    this.showAll(await this.evently.bookings.listRefunds(args.booking), refundsView)
  }
}
