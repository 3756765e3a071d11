// `evently waitlist decline`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'

export default class WaitlistDecline extends BaseCommand {
  static override summary = summaryOf('bookings.declineOffer')
  static override description = descriptionOf('bookings.declineOffer')
  static override examples = ['<%= config.bin %> waitlist decline wle_…']
  static override args = { entry: idArg('bookings.declineOffer', 'waitlistEntryId') }

  override async run() {
    const { args } = await this.parse(WaitlistDecline)
    this.show(await this.evently.waitlist.decline(args.entry), waitlistEntryView)
  }
}
