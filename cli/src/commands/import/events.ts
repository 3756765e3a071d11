// `evently import events`
import { Flags } from '@oclif/core'
import { eventRows } from '../../import/event-rows.ts'
import { ImportCommand, importArgs, importFlags } from '../../import/import-command.ts'

export default class ImportEvents extends ImportCommand {
  static override summary = 'Make or change events from a CSV, JSON or NDJSON file'
  static override description =
    'Reads a row for each event. Its columns are externalId, title, category, venue, startsAt, endsAt, capacity, ' +
    'price, currency, and if you like priceMinor, ticketTypes, description, tags, timezone, holdsPerBuyerMax, ' +
    'holdSeatsPerBuyerMax, claimSecondsMax, waitlistOrder, waitlistSkipMax, test and publish. The venue is an id, ' +
    'your own id or a name. Times are on its clock. All rows are checked before the first is sent. A row with an ' +
    'externalId makes that event or changes it to what the row says, so the same file can be imported again; what ' +
    'a row leaves out returns to its default. What is done is written to a journal: after an interruption, --resume ' +
    'goes on, and nothing is made twice. Refused rows go to a file with their reasons, and the exit code is 9.'
  static override examples = [
    '<%= config.bin %> import events events.csv --dry-run',
    "<%= config.bin %> import events events.csv --map Name=title --map 'Seats (total)=capacity' --map Notes= " +
      '--set category=music --set currency=EUR',
    '<%= config.bin %> import events events.csv --resume',
    'cat events.ndjson | <%= config.bin %> import events - --format ndjson --publish',
  ]
  static override args = importArgs
  static override flags = {
    ...importFlags,
    publish: Flags.boolean({ summary: 'Put the events on sale, where the row does not say.' }),
    test: Flags.boolean({ summary: 'Make test events, where the row does not say.' }),
  }

  override async run() {
    const { args, flags } = await this.parse(ImportEvents)
    const settings = { publish: flags.publish, test: flags.test }
    await this.import({ file: args.file, flags, kind: eventRows(this.evently, settings), settings })
  }
}
