// `evently bookings provider`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { fields } from '../../table.ts'

export default class BookingsProvider extends BaseCommand {
  static override summary = summaryOf('bookings.getPaymentProvider')
  static override description = descriptionOf('bookings.getPaymentProvider')
  static override examples = ['<%= config.bin %> bookings provider']

  override async run() {
    await this.parse(BookingsProvider)
    this.show(await this.evently.bookings.paymentProvider(), ({ provider }) => fields({ Provider: provider }))
  }
}
