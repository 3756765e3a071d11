// `evently waitlist accept`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag, promotionCodeFlag } from '../../flags.ts'
import { reservationView } from '../../views/bookings.ts'
import { stepsAfterReserving } from '../../views/next-steps.ts'

export default class WaitlistAccept extends BaseCommand {
  static override summary = summaryOf('bookings.acceptOffer')
  static override description = descriptionOf('bookings.acceptOffer')
  static override examples = [
    '<%= config.bin %> waitlist accept wle_…',
    '<%= config.bin %> waitlist accept wle_… --promotion-code EARLY-10',
  ]
  static override args = { entry: idArg('bookings.acceptOffer', 'waitlistEntryId') }
  static override flags = { 'promotion-code': promotionCodeFlag, 'idempotency-key': idempotencyKeyFlag }

  override async run() {
    const { args, flags } = await this.parse(WaitlistAccept)
    const { 'promotion-code': promotionCode, 'idempotency-key': idempotencyKey } = flags
    const body = promotionCode === undefined ? undefined : { promotionCode }
    const reservation = await this.evently.waitlist.accept(args.entry, body, { idempotencyKey })
    this.show(reservation, reservationView)
    this.suggest(stepsAfterReserving(reservation))
  }
}
