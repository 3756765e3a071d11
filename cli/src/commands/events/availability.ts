// `evently events availability`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { availabilityView } from '../../views/events.ts'

export default class EventsAvailability extends BaseCommand {
  static override summary = summaryOf('inventory.getAvailability')
  static override description = descriptionOf('inventory.getAvailability')
  static override examples = ['<%= config.bin %> events availability evt_…']
  static override args = { event: idArg('inventory.getAvailability', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsAvailability)
    this.show(await this.evently.events.availability(args.event), availabilityView)
  }
}
