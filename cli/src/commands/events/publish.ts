// `evently events publish`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { eventView } from '../../views/events.ts'
import { stepsAfterPublishing } from '../../views/next-steps.ts'

export default class EventsPublish extends BaseCommand {
  static override summary = summaryOf('events.publish')
  static override description = descriptionOf('events.publish')
  static override examples = ['<%= config.bin %> events publish evt_…']
  static override args = { event: idArg('events.publish', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsPublish)
    const event = await this.evently.events.publish(args.event)
    this.show(event, eventView)
    this.suggest(stepsAfterPublishing(event))
  }
}
