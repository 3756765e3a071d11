// `evently events series update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../../base-command.ts'
import { descriptionOf, summaryOf } from '../../../contract.ts'
import { eventChanges, eventFlags } from '../../../event-input.ts'
import { changesOf, idArg } from '../../../flags.ts'
import { changedMetadataFlags } from '../../../metadata-input.ts'
import { mustAllBeDone, outcomesView } from '../../../views/series.ts'

const { 'starts-at': _start, 'ends-at': _end, timezone: _zone, 'external-id': _id, ...shared } = eventFlags

export default class EventsSeriesUpdate extends BaseCommand {
  static override summary = summaryOf('events.updateSeries')
  static override description = descriptionOf('events.updateSeries')
  static override examples = ['<%= config.bin %> events series update evt_… --local-start-time 19:30 --capacity 80']
  static override args = { event: idArg('events.updateSeries', 'eventId') }
  static override flags = {
    ...shared,
    ...changedMetadataFlags,
    'local-start-time': Flags.string({
      summary: "When each event begins, on its own day and its zone's clock.",
      helpValue: '19:30',
    }),
    'duration-minutes': Flags.integer({ summary: 'How long each event lasts.', min: 1, max: 44_640 }),
  }

  override async run() {
    const { args, flags } = await this.parse(EventsSeriesUpdate)
    const changes = changesOf({
      ...(await eventChanges(flags, 'UTC')),
      localStartTime: flags['local-start-time'],
      durationMinutes: flags['duration-minutes'],
    })
    const outcomes = await this.evently.events.updateSeries(args.event, changes)
    this.show(outcomes, outcomesView)
    mustAllBeDone(outcomes)
  }
}
