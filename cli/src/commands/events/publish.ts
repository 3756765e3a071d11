// `evently events publish`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { eventView } from '../../views/events.ts'

export default class EventsPublish extends BaseCommand {
  static override summary = summaryOf('events.publish')
  static override description = descriptionOf('events.publish')
  static override examples = ['<%= config.bin %> events publish evt_…']
  static override args = { event: idArg('events.publish', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsPublish)
    this.show(await this.evently.events.publish(args.event), eventView)
  }
}
