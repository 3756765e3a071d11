// `evently waitlist leave`
import { BaseCommand } from '../../base-command.ts'
import { ofLeavingWaitlist } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'

export default class WaitlistLeave extends BaseCommand {
  static override summary = summaryOf('bookings.leaveWaitlist')
  static override description = descriptionOf('bookings.leaveWaitlist')
  static override examples = ['<%= config.bin %> waitlist leave wle_…', '<%= config.bin %> waitlist leave wle_… --yes']
  static override args = { entry: idArg('bookings.leaveWaitlist', 'waitlistEntryId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(WaitlistLeave)
    await confirmOrRefuse(() => ofLeavingWaitlist(this.evently, args.entry), flags)
    this.show(await this.evently.waitlist.leave(args.entry), waitlistEntryView)
  }
}
