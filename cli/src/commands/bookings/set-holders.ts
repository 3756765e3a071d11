// `evently bookings set-holders`
import type { SetHoldersBody } from '@evently/sdk'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { UsageError } from '../../failures.ts'
import { idArg } from '../../flags.ts'
import { answersOf, holderFlags, holderOf, ticketFlag } from '../../holders.ts'
import { bookingView } from '../../views/bookings.ts'

export default class BookingsSetHolders extends BaseCommand {
  static override summary = summaryOf('bookings.setHolders')
  static override description = descriptionOf('bookings.setHolders')
  static override examples = [
    '<%= config.bin %> bookings set-holders bkg_… --ticket tic_… --name "Grace Hopper" --email grace@example.com',
    '<%= config.bin %> bookings set-holders bkg_… --ticket tic_… --answer diet=vegan --answer parking=no',
  ]
  static override args = { booking: idArg('bookings.setHolders', 'bookingId') }
  static override flags = { ticket: ticketFlag, ...holderFlags }

  override async run() {
    const { args, flags } = await this.parse(BookingsSetHolders)
    const [holder, answers] = [holderOf(flags), answersOf(flags.answer)]
    if (!holder && !answers) throw new UsageError('Nothing to change: give --name, --email or --answer.')
    const tickets: SetHoldersBody['tickets'] = [
      { ticketId: flags.ticket, ...(holder && { holder }), ...(answers && { answers }) },
    ]
    this.show(await this.evently.bookings.setHolders(args.booking, { tickets }), bookingView)
  }
}
