// `evently import venues`
import { ImportCommand, importArgs, importFlags } from '../../import/import-command.ts'
import { venueRows } from '../../import/venue-rows.ts'

export default class ImportVenues extends ImportCommand {
  static override summary = 'Make or change venues from a CSV, JSON or NDJSON file'
  static override description =
    'Reads a row for each venue: externalId, name, address, city, country, timezone, lat, lon. All rows are checked ' +
    'before the first is sent. A row with an externalId makes that venue or changes it to what the row says, so the ' +
    'same file can be imported again. What is done is written to a journal: after an interruption, --resume goes on, ' +
    'and nothing is made twice. Refused rows go to a file with their reasons, and the exit code is 9.'
  static override examples = [
    '<%= config.bin %> import venues venues.csv',
    "<%= config.bin %> import venues venues.csv --map 'Postal address=address' --set country=DE --set " +
      'timezone=Europe/Berlin',
  ]
  static override args = importArgs
  static override flags = importFlags

  override async run() {
    const { args, flags } = await this.parse(ImportVenues)
    await this.import({ file: args.file, flags, kind: venueRows() })
  }
}
