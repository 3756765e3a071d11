// `evently waitlist leave`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'

export default class WaitlistLeave extends BaseCommand {
  static override summary = summaryOf('bookings.leaveWaitlist')
  static override description = descriptionOf('bookings.leaveWaitlist')
  static override examples = ['<%= config.bin %> waitlist leave wle_…']
  static override args = { entry: idArg('bookings.leaveWaitlist', 'waitlistEntryId') }

  override async run() {
    const { args } = await this.parse(WaitlistLeave)
    this.show(await this.evently.waitlist.leave(args.entry), waitlistEntryView)
  }
}
