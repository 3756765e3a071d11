// `evently venues update`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf, idArg, ifMatchFlag, locationOf } from '../../flags.ts'
import { changedMetadataFlags, metadataChangesOf } from '../../metadata-input.ts'
import { venueExternalIdFlag, venueFlags } from '../../venue-input.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesUpdate extends BaseCommand {
  static override summary = summaryOf('events.updateVenue')
  static override description = descriptionOf('events.updateVenue')
  static override examples = ["<%= config.bin %> venues update ven_… --address '1 Quay Street'"]
  static override args = { venue: idArg('events.updateVenue', 'venueId') }
  static override flags = {
    ...venueFlags,
    'external-id': venueExternalIdFlag,
    ...changedMetadataFlags,
    'if-match': ifMatchFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(VenuesUpdate)
    const { name, address, city, country, timezone, location, 'external-id': externalId } = flags
    const [where, metadata] = [locationOf(location), metadataChangesOf(flags)]
    const changes = changesOf({ name, address, city, country, timezone, location: where, externalId, metadata })
    const ifMatch = flags['if-match'] ?? (await this.evently.venues.get(args.venue)).version
    this.show(await this.evently.venues.update(args.venue, changes, { ifMatch }), venueView)
  }
}
