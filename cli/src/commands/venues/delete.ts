// `evently venues delete`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class VenuesDelete extends BaseCommand {
  static override summary = summaryOf('events.deleteVenue')
  static override description = descriptionOf('events.deleteVenue')
  static override examples = ['<%= config.bin %> venues delete ven_…']
  static override args = { venue: idArg('events.deleteVenue', 'venueId') }

  override async run() {
    const { args } = await this.parse(VenuesDelete)
    await this.evently.venues.delete(args.venue)
    this.done(`Deleted ${args.venue}.`, { id: args.venue, deleted: true })
  }
}
