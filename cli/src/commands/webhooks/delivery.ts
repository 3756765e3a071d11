// `evently webhooks delivery`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { deliveryDetailsView } from '../../views/webhooks.ts'

export default class WebhooksDelivery extends BaseCommand {
  static override summary = summaryOf('webhooks.getDelivery')
  static override description = descriptionOf('webhooks.getDelivery')
  static override examples = ['<%= config.bin %> webhooks delivery whd_… --endpoint whe_…']
  static override args = { delivery: idArg('webhooks.getDelivery', 'deliveryId') }
  static override flags = {
    endpoint: Flags.string({ summary: 'The webhook endpoint.', required: true, helpValue: '<endpoint id>' }),
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksDelivery)
    this.show(await this.evently.webhookEndpoints.delivery(flags.endpoint, args.delivery), deliveryDetailsView)
  }
}
