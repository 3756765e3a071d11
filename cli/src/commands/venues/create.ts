// `evently venues create`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { metadataFlag, metadataOf } from '../../metadata-input.ts'
import { withAnswers } from '../../prompts.ts'
import { askedVenueFlags, venueExternalIdFlag, wholeVenue } from '../../venue-input.ts'
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
    ...askedVenueFlags,
    'external-id': venueExternalIdFlag,
    'metadata': metadataFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(VenuesCreate)
    const answered = await withAnswers(flags, venueQuestions)
    const body = { ...wholeVenue(answered), externalId: flags['external-id'], metadata: metadataOf(flags.metadata) }
    const venue = await this.evently.venues.create(body, { idempotencyKey: flags['idempotency-key'] })
    this.show(venue, venueView)
    this.suggest([`Hold an event there: evently events create --venue ${venue.id}`])
  }
}
