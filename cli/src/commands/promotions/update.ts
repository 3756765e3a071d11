// `evently promotions update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { promotionChanges, promotionFlags } from '../../promotion-input.ts'
import { promotionView } from '../../views/promotions.ts'

export default class PromotionsUpdate extends BaseCommand {
  static override summary = summaryOf('inventory.updatePromotion')
  static override description = descriptionOf('inventory.updatePromotion')
  static override examples = [
    '<%= config.bin %> promotions update prm_… --event evt_… --uses-max 200',
    '<%= config.bin %> promotions update prm_… --event evt_… --ends-at none --per-buyer-max none',
  ]
  static override args = { promotion: idArg('inventory.updatePromotion', 'promotionId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    code: Flags.string({ summary: 'The code, as buyers write it.', helpValue: 'EARLY-10' }),
    ...promotionFlags,
  }

  override async run() {
    const { args, flags } = await this.parse(PromotionsUpdate)
    const changes = await promotionChanges(flags)
    const event = await this.evently.events.get(flags.event)
    const promotion = await this.evently.promotions.update(event.id, args.promotion, await changes(event))
    this.show(promotion, promotionView(event))
  }
}
