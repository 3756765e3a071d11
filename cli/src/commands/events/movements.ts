// `evently events movements`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { foldedNote, movementsView } from '../../views/events.ts'

export default class EventsMovements extends BaseCommand {
  static override summary = summaryOf('inventory.listMovements')
  static override description = descriptionOf('inventory.listMovements')
  static override examples = ['<%= config.bin %> events movements evt_… --limit 50']
  static override args = { event: idArg('inventory.listMovements', 'eventId') }
  static override flags = { ...queryFlags('inventory.listMovements'), ...listFlags }

  override async run() {
    const { args, flags } = await this.parse(EventsMovements)
    const { folded } = await this.showList(
      'inventory.listMovements',
      { path: { eventId: args.event }, query: await queryOf('inventory.listMovements', flags) },
      flags,
      movementsView,
    )
    // Also where the list alone is written, as CSV or line by line: what is missing there is no accident.
    if (folded) this.note(foldedNote(folded))
  }
}
