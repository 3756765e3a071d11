// `evently resellers list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { resellersView } from '../../views/resellers.ts'

export default class ResellersList extends BaseCommand {
  static override summary = summaryOf('inventory.listResellers')
  static override description = descriptionOf('inventory.listResellers')
  static override examples = ['<%= config.bin %> resellers list evt_…']
  static override args = { event: idArg('inventory.listResellers', 'eventId') }
  static override flags = listFlags

  override async run() {
    const { args, flags } = await this.parse(ResellersList)
    await this.showList('inventory.listResellers', { path: { eventId: args.event } }, flags, resellersView)
  }
}
