// `evently bookings confirm`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { outcomeOf } from '../../booking-settling.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { holdersFlag, holdersIn } from '../../holders.ts'
import { bookingView } from '../../views/bookings.ts'
import { stepsAfterBooking } from '../../views/next-steps.ts'
import { waitFlags } from '../../waiting.ts'

export default class BookingsConfirm extends BaseCommand {
  static override summary = summaryOf('bookings.confirm')
  static override description = descriptionOf('bookings.confirm')
  static override examples = [
    '<%= config.bin %> bookings confirm --reservation rsv_… --token tok_ok',
    '<%= config.bin %> bookings confirm --reservation rsv_…',
    '<%= config.bin %> bookings confirm --reservation rsv_… --token tok_ok --wait',
    '<%= config.bin %> bookings confirm --reservation rsv_… --token tok_ok --holders holders.json',
  ]
  static override flags = {
    'reservation': Flags.string({ summary: 'The reservation.', required: true, helpValue: '<reservation id>' }),
    'token': Flags.string({ summary: "The payment provider's token; what is free needs none.", helpValue: '<token>' }),
    'provider': Flags.string({
      summary: 'The payment provider.',
      options: ['sandbox', 'stripe'] as const,
      dependsOn: ['token'],
    }),
    'holders': holdersFlag,
    'idempotency-key': idempotencyKeyFlag,
    ...waitFlags('the outcome of the payment is known'),
  }

  override async run() {
    const { flags } = await this.parse(BookingsConfirm)
    const { reservation: reservationId, token, provider, 'idempotency-key': idempotencyKey } = flags
    const payment = token === undefined ? undefined : { token, provider: provider as 'sandbox' | 'stripe' | undefined }
    const holders = flags.holders === undefined ? undefined : await holdersIn(flags.holders)
    const body = { reservationId, payment, ...(holders && { holders }) }
    const purchase = this.evently.bookings.confirm(body, { idempotencyKey })
    const { booking, fault } = await outcomeOf(this.evently, purchase, flags)
    this.showWithFault(booking, fault, bookingView)
    this.suggest(stepsAfterBooking(booking))
  }
}
