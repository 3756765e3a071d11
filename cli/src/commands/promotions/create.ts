// `evently promotions create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { promotionFlags, promotionToMake } from '../../promotion-input.ts'
import { promotionView } from '../../views/promotions.ts'

export default class PromotionsCreate extends BaseCommand {
  static override summary = summaryOf('inventory.createPromotion')
  static override description = descriptionOf('inventory.createPromotion')
  static override examples = [
    '<%= config.bin %> promotions create --event evt_… --code EARLY-10 --percent 20 --uses-max 100 --per-buyer-max 1',
    '<%= config.bin %> promotions create --event evt_… --code FRIENDS --amount 5.00 --ticket-type tkt_…',
    "<%= config.bin %> promotions create --event evt_… --code 'crew only' --access --uses-max 20",
  ]
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    code: Flags.string({ summary: 'The code, as buyers write it.', required: true, helpValue: 'EARLY-10' }),
    ...promotionFlags,
    access: Flags.boolean({ summary: 'It gets seats of hidden ticket types, and takes nothing off.' }),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(PromotionsCreate)
    const input = await promotionToMake(flags)
    const event = await this.evently.events.get(flags.event)
    const promotion = await this.evently.promotions.create(event.id, await input(event), {
      idempotencyKey: flags['idempotency-key'],
    })
    this.show(promotion, promotionView(event))
  }
}
