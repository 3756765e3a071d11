// `evently bookings release`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class BookingsRelease extends BaseCommand {
  static override summary = summaryOf('bookings.releaseReservation')
  static override description = descriptionOf('bookings.releaseReservation')
  static override examples = ['<%= config.bin %> bookings release rsv_…']
  static override args = { reservation: idArg('bookings.releaseReservation', 'reservationId') }

  override async run() {
    const { args } = await this.parse(BookingsRelease)
    await this.evently.bookings.reservations.release(args.reservation)
    this.done(`Released ${args.reservation}.`, { id: args.reservation, released: true })
  }
}
