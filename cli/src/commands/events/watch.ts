// `evently events watch`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { availabilityLine } from '../../views/events.ts'

export default class EventsWatch extends BaseCommand {
  static override summary = summaryOf('inventory.streamAvailability')
  static override description = descriptionOf('inventory.streamAvailability')
  static override examples = [
    '<%= config.bin %> events watch evt_…',
    '<%= config.bin %> events watch evt_… --count 1 --json',
  ]
  static override args = { event: idArg('inventory.streamAvailability', 'eventId') }
  static override flags = {
    count: Flags.integer({
      summary: 'End after so many changes; left out: when the event is over.',
      min: 1,
      helpValue: '<n>',
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(EventsWatch)
    let seen = 0
    for await (const availability of this.evently.events.stream(args.event)) {
      // One a line, so that a pipe can read them as they come.
      this.showNext(availability, availabilityLine)
      if (++seen === flags.count) return
    }
  }
}
