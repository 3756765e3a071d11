// `evently promotions list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { promotionsView } from '../../views/promotions.ts'

export default class PromotionsList extends BaseCommand {
  static override summary = summaryOf('inventory.listPromotions')
  static override description = descriptionOf('inventory.listPromotions')
  static override examples = ['<%= config.bin %> promotions list evt_…']
  static override args = { event: idArg('inventory.listPromotions', 'eventId') }
  static override flags = listFlags

  override async run() {
    const { args, flags } = await this.parse(PromotionsList)
    await this.showList('inventory.listPromotions', { path: { eventId: args.event } }, flags, promotionsView)
  }
}
