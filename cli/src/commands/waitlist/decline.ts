// `evently waitlist decline`
import { BaseCommand } from '../../base-command.ts'
import { ofLeavingWaitlist } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'

export default class WaitlistDecline extends BaseCommand {
  static override summary = summaryOf('bookings.declineOffer')
  static override description = descriptionOf('bookings.declineOffer')
  static override examples = [
    '<%= config.bin %> waitlist decline wle_…',
    '<%= config.bin %> waitlist decline wle_… --yes',
  ]
  static override args = { entry: idArg('bookings.declineOffer', 'waitlistEntryId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(WaitlistDecline)
    await confirmOrRefuse(() => ofLeavingWaitlist(this.evently, args.entry), flags)
    this.show(await this.evently.waitlist.decline(args.entry), waitlistEntryView)
  }
}
