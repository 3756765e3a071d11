// `evently waitlist accept`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { reservationView } from '../../views/bookings.ts'
import { stepsAfterReserving } from '../../views/next-steps.ts'

export default class WaitlistAccept extends BaseCommand {
  static override summary = summaryOf('bookings.acceptOffer')
  static override description = descriptionOf('bookings.acceptOffer')
  static override examples = ['<%= config.bin %> waitlist accept wle_…']
  static override args = { entry: idArg('bookings.acceptOffer', 'waitlistEntryId') }
  static override flags = { 'idempotency-key': idempotencyKeyFlag }

  override async run() {
    const { args, flags } = await this.parse(WaitlistAccept)
    const reservation = await this.evently.waitlist.accept(args.entry, { idempotencyKey: flags['idempotency-key'] })
    this.show(reservation, reservationView)
    this.suggest(stepsAfterReserving(reservation))
  }
}
