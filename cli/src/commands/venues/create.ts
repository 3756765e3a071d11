// `evently venues create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag, locationFlag, locationOf } from '../../flags.ts'
import { asked, withAnswers } from '../../prompts.ts'
import { venueQuestions } from '../../venue-questions.ts'
import { venueView } from '../../views/accounts.ts'

export default class VenuesCreate extends BaseCommand {
  static override summary = summaryOf('events.createVenue')
  static override description = descriptionOf('events.createVenue')
  static override examples = [
    "<%= config.bin %> venues create --name 'Harbour Hall' --city Hamburg --country DE --timezone Europe/Berlin " +
      '--location 53.5413,9.9841',
  ]
  static override flags = {
    name: Flags.string({ summary: asked('What it is called.') }),
    address: Flags.string({ summary: 'Street and number.' }),
    city: Flags.string({ summary: asked('Its city.') }),
    country: Flags.string({ summary: asked('Code of its country.'), helpValue: 'DE' }),
    timezone: Flags.string({ summary: asked('IANA time zone.'), helpValue: 'Europe/Berlin' }),
    location: locationFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(VenuesCreate)
    const location = locationOf(flags.location)
    const { name, address, city, country, timezone } = await withAnswers(flags, venueQuestions)
    const body = { name, address, city, country, timezone, location }
    const venue = await this.evently.venues.create(body, { idempotencyKey: flags['idempotency-key'] })
    this.show(venue, venueView)
    this.suggest([`Hold an event there: evently events create --venue ${venue.id}`])
  }
}
