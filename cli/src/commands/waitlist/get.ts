// `evently waitlist get`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'
import { stepsAfterWaiting } from '../../views/next-steps.ts'

export default class WaitlistGet extends BaseCommand {
  static override summary = summaryOf('bookings.getWaitlistEntry')
  static override description = descriptionOf('bookings.getWaitlistEntry')
  static override examples = ['<%= config.bin %> waitlist get wle_…']
  static override args = { entry: idArg('bookings.getWaitlistEntry', 'waitlistEntryId') }

  override async run() {
    const { args } = await this.parse(WaitlistGet)
    const entry = await this.evently.waitlist.get(args.entry)
    this.show(entry, waitlistEntryView)
    this.suggest(stepsAfterWaiting(entry))
  }
}
