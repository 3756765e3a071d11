// `evently venues create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag, locationFlag, locationOf } from '../../flags.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesCreate extends BaseCommand {
  static override summary = summaryOf('events.createVenue')
  static override description = descriptionOf('events.createVenue')
  static override examples = [
    "<%= config.bin %> venues create --name 'Harbour Hall' --city Hamburg --country DE --timezone Europe/Berlin " +
      '--location 53.5413,9.9841',
  ]
  static override flags = {
    name: Flags.string({ summary: 'What it is called.', required: true }),
    address: Flags.string({ summary: 'Street and number.' }),
    city: Flags.string({ summary: 'Its city.', required: true }),
    country: Flags.string({ summary: 'Code of its country.', helpValue: 'DE', required: true }),
    timezone: Flags.string({ summary: 'IANA time zone.', helpValue: 'Europe/Berlin', required: true }),
    location: locationFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(VenuesCreate)
    const { name, address, city, country, timezone, location } = flags
    const body = { name, address, city, country, timezone, location: locationOf(location) }
    this.show(await this.evently.venues.create(body, { idempotencyKey: flags['idempotency-key'] }), venueView)
  }
}
