// `evently venues put`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { wholeVenue, wholeVenueFlags } from '../../venue-input.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesPut extends BaseCommand {
  static override summary = summaryOf('events.putVenue')
  static override description = descriptionOf('events.putVenue')
  static override examples = [
    "<%= config.bin %> venues put harbour-hall --name 'Harbour Hall' --city Hamburg --country DE --timezone " +
      'Europe/Berlin',
  ]
  static override args = { 'external-id': idArg('events.putVenue', 'externalId') }
  static override flags = wholeVenueFlags

  override async run() {
    const { args, flags } = await this.parse(VenuesPut)
    const put = await this.evently.venues.upsert({ ...wholeVenue(flags), externalId: args['external-id'] })
    this.show(put, venueView)
    if (put.unchanged && !this.json) this.note('It was like this before.')
  }
}
