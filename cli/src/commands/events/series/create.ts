// `evently events series create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { idArg, idempotencyKeyFlag } from '../../../flags.ts'
import { seriesView } from '../../../views/series.ts'

export default class EventsSeriesCreate extends BaseCommand {
  static override summary = summaryOf('events.createSeries')
  static override description = descriptionOf('events.createSeries')
  static override examples = [
    "<%= config.bin %> events series create evt_… --rrule 'FREQ=WEEKLY;BYDAY=FR,SA;COUNT=10' --exdate 2030-06-14",
    "<%= config.bin %> events series create evt_… --rrule 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20301231'",
  ]
  static override args = { event: idArg('events.createSeries', 'eventId') }
  static override flags = {
    rrule: Flags.string({
      summary: "A rule of RFC 5545 on the clock of the event's zone, with COUNT or UNTIL.",
      helpValue: 'FREQ=WEEKLY;COUNT=10',
      required: true,
    }),
    exdate: Flags.string({
      summary: 'A day of the rule to leave out, or one time of it; may be repeated.',
      helpValue: '2030-06-14',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsSeriesCreate)
    const body = { rrule: flags.rrule, ...(flags.exdate && { exdates: flags.exdate }) }
    const options = { idempotencyKey: flags['idempotency-key'] }
    const series = await this.evently.events.createSeries(args.event, body, options)
    this.show(series, seriesView)
    if (!this.json) this.note(`All of them: evently events managed --series ${series.seriesId}`)
  }
}
