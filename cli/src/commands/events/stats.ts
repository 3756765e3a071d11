// `evently events stats`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { statsView } from '../../views/events.ts'

export default class EventsStats extends BaseCommand {
  static override summary = summaryOf('inventory.getStats')
  static override description = descriptionOf('inventory.getStats')
  static override examples = ['<%= config.bin %> events stats evt_…']
  static override args = { event: idArg('inventory.getStats', 'eventId') }

  override async run() {
    const { args } = await this.parse(EventsStats)
    this.show(await this.evently.events.stats(args.event), statsView)
  }
}
