// `evently venues update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf, idArg, ifMatchFlag, locationFlag, locationOf } from '../../flags.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesUpdate extends BaseCommand {
  static override summary = summaryOf('events.updateVenue')
  static override description = descriptionOf('events.updateVenue')
  static override examples = ["<%= config.bin %> venues update ven_… --address '1 Quay Street'"]
  static override args = { venue: idArg('events.updateVenue', 'venueId') }
  static override flags = {
    name: Flags.string({ summary: 'What it is called.' }),
    address: Flags.string({ summary: 'Street and number.' }),
    city: Flags.string({ summary: 'Its city.' }),
    country: Flags.string({ summary: 'Code of its country.', helpValue: 'DE' }),
    timezone: Flags.string({ summary: 'IANA time zone.', helpValue: 'Europe/Berlin' }),
    location: locationFlag,
    'if-match': ifMatchFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(VenuesUpdate)
    const { name, address, city, country, timezone, location } = flags
    const changes = changesOf({ name, address, city, country, timezone, location: locationOf(location) })
    const ifMatch = flags['if-match'] ?? (await this.evently.venues.get(args.venue)).version
    this.show(await this.evently.venues.update(args.venue, changes, { ifMatch }), venueView)
  }
}
