// `evently bookings refund`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { ofRefunding } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag, yesFlag } from '../../flags.ts'
import { typedMinor } from '../../money.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { refundView } from '../../views/bookings.ts'

export default class BookingsRefund extends BaseCommand {
  static override summary = summaryOf('bookings.refund')
  static override description = descriptionOf('bookings.refund')
  static override examples = [
    "<%= config.bin %> bookings refund bkg_… --amount 15.00 --reason 'The view was blocked' --yes",
    "<%= config.bin %> bookings refund bkg_… --amount 45.00 --reason 'Fell ill' --ticket tic_… --return-seats",
  ]
  static override args = { booking: idArg('bookings.refund', 'bookingId') }
  static override flags = {
    amount: Flags.string({
      summary: "How much goes back, in the booking's currency.",
      helpValue: '15.00',
      required: true,
    }),
    reason: Flags.string({ summary: "Why; the buyer doesn't see it.", required: true }),
    ticket: Flags.string({ summary: 'A ticket that it is for; may be repeated.', multiple: true }),
    'return-seats': Flags.boolean({
      summary: 'Cancel these tickets too, or all that are valid: their seats go back.',
    }),
    yes: yesFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(BookingsRefund)
    const { reason, ticket: ticketIds, 'return-seats': returnSeats, 'idempotency-key': idempotencyKey } = flags
    const booking = await this.evently.bookings.get(args.booking)
    const amountMinor = typedMinor(flags.amount, booking.currency, 'amount')
    await confirmOrRefuse(ofRefunding(booking, { amountMinor, ticketIds, returnSeats }), flags)
    const input = { amountMinor, reason, ...(ticketIds && { ticketIds }), ...(returnSeats && { returnSeats }) }
    this.show(await this.evently.bookings.refund(args.booking, input, { idempotencyKey }), refundView)
  }
}
