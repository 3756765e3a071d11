// `evently venues get`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesGet extends BaseCommand {
  static override summary = summaryOf('events.getVenue')
  static override description = descriptionOf('events.getVenue')
  static override examples = ['<%= config.bin %> venues get ven_…']
  static override args = { venue: idArg('events.getVenue', 'venueId') }

  override async run() {
    const { args } = await this.parse(VenuesGet)
    this.show(await this.evently.venues.get(args.venue), venueView)
  }
}
