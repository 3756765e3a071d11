// `evently waitlist update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf, idArg } from '../../flags.ts'
import { changedMetadataFlags, metadataChangesOf } from '../../metadata-input.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'
import { stepsAfterWaiting } from '../../views/next-steps.ts'

export default class WaitlistUpdate extends BaseCommand {
  static override summary = summaryOf('bookings.changeWaitlistEntry')
  static override description = descriptionOf('bookings.changeWaitlistEntry')
  static override examples = [
    '<%= config.bin %> waitlist update wle_… --quantity 1',
    '<%= config.bin %> waitlist update wle_… --accept-fewer',
    '<%= config.bin %> waitlist update wle_… --metadata cart=7712',
  ]
  static override args = { entry: idArg('bookings.changeWaitlistEntry', 'waitlistEntryId') }
  static override flags = {
    quantity: Flags.integer({ char: 'q', summary: 'Seats, no more than before.', min: 1 }),
    'accept-fewer': Flags.boolean({ summary: 'Be offered what there is rather than wait for all of them.' }),
    ...changedMetadataFlags,
  }

  override async run() {
    const { args, flags } = await this.parse(WaitlistUpdate)
    const changes = changesOf({
      quantity: flags.quantity,
      acceptFewer: flags['accept-fewer'],
      metadata: metadataChangesOf(flags),
    })
    const entry = await this.evently.waitlist.update(args.entry, changes)
    this.show(entry, waitlistEntryView)
    this.suggest(stepsAfterWaiting(entry))
  }
}
