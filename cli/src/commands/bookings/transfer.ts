// `evently bookings transfer`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { UsageError } from '../../failures.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { answersOf, holderFlags, holderOf } from '../../holders.ts'
import { ticketView } from '../../views/tickets.ts'

export default class BookingsTransfer extends BaseCommand {
  static override summary = summaryOf('bookings.transferTicket')
  static override description = descriptionOf('bookings.transferTicket')
  static override examples = [
    '<%= config.bin %> bookings transfer bkg_… tic_… --name "Grace Hopper" --email grace@example.com',
    '<%= config.bin %> bookings transfer bkg_… tic_… --email grace@example.com --answer diet=vegan',
  ]
  static override args = {
    booking: idArg('bookings.transferTicket', 'bookingId'),
    ticket: idArg('bookings.transferTicket', 'ticketId'),
  }
  static override flags = { ...holderFlags, 'idempotency-key': idempotencyKeyFlag }

  override async run() {
    const { args, flags } = await this.parse(BookingsTransfer)
    const { answer, 'idempotency-key': idempotencyKey } = flags
    const [holder, answers] = [holderOf(flags), answersOf(answer)]
    if (!holder) throw new UsageError('Say who gets it: give --name, --email or both.')
    const body = { holder, ...(answers && { answers }) }
    this.show(
      await this.evently.bookings.tickets.transfer(args.booking, args.ticket, body, { idempotencyKey }),
      ticketView,
    )
  }
}
