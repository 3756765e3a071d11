// `evently bookings reservation`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { reservationView } from '../../views/bookings.ts'

export default class BookingsReservation extends BaseCommand {
  static override summary = summaryOf('bookings.getReservation')
  static override description = descriptionOf('bookings.getReservation')
  static override examples = ['<%= config.bin %> bookings reservation rsv_…']
  static override args = { reservation: idArg('bookings.getReservation', 'reservationId') }

  override async run() {
    const { args } = await this.parse(BookingsReservation)
    this.show(await this.evently.bookings.reservations.get(args.reservation), reservationView)
  }
}
