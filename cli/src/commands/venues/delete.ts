// `evently venues delete`
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingVenue } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class VenuesDelete extends BaseCommand {
  static override summary = summaryOf('events.deleteVenue')
  static override description = descriptionOf('events.deleteVenue')
  static override examples = ['<%= config.bin %> venues delete ven_…', '<%= config.bin %> venues delete ven_… --yes']
  static override args = { venue: idArg('events.deleteVenue', 'venueId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(VenuesDelete)
    await confirmOrRefuse(() => ofDeletingVenue(this.evently, args.venue), flags)
    await this.evently.venues.delete(args.venue)
    this.done(`Deleted ${args.venue}.`, { id: args.venue, deleted: true })
  }
}
