// `evently promotions delete`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingPromotion } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class PromotionsDelete extends BaseCommand {
  static override summary = summaryOf('inventory.deletePromotion')
  static override description = descriptionOf('inventory.deletePromotion')
  static override examples = [
    '<%= config.bin %> promotions delete prm_… --event evt_…',
    '<%= config.bin %> promotions delete prm_… --event evt_… --yes',
  ]
  static override args = { promotion: idArg('inventory.deletePromotion', 'promotionId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    yes: yesFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(PromotionsDelete)
    await confirmOrRefuse(() => ofDeletingPromotion(this.evently, flags.event, args.promotion), flags)
    await this.evently.promotions.delete(flags.event, args.promotion)
    this.done(`Deleted ${args.promotion}.`, { id: args.promotion, deleted: true })
  }
}
