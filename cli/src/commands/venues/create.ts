// `evently venues create`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { venueExternalIdFlag, wholeVenue, wholeVenueFlags } from '../../venue-input.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesCreate extends BaseCommand {
  static override summary = summaryOf('events.createVenue')
  static override description = descriptionOf('events.createVenue')
  static override examples = [
    "<%= config.bin %> venues create --name 'Harbour Hall' --city Hamburg --country DE --timezone Europe/Berlin " +
      '--location 53.5413,9.9841',
  ]
  static override flags = {
    ...wholeVenueFlags,
    'external-id': venueExternalIdFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(VenuesCreate)
    const venue = { ...wholeVenue(flags), externalId: flags['external-id'] }
    this.show(await this.evently.venues.create(venue, { idempotencyKey: flags['idempotency-key'] }), venueView)
  }
}
