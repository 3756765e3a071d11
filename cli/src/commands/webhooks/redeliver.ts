// `evently webhooks redeliver`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { deliveryView } from '../../views/webhooks.ts'
import { waitFlags } from '../../waiting.ts'
import { endedDelivery } from '../../webhook-delivery.ts'

export default class WebhooksRedeliver extends BaseCommand {
  static override summary = summaryOf('webhooks.redeliver')
  static override description = descriptionOf('webhooks.redeliver')
  static override examples = ['<%= config.bin %> webhooks redeliver whd_… --endpoint whe_…']
  static override args = { delivery: idArg('webhooks.redeliver', 'deliveryId') }
  static override flags = {
    'endpoint': Flags.string({ summary: 'The webhook endpoint.', required: true, helpValue: '<endpoint id>' }),
    'idempotency-key': idempotencyKeyFlag,
    ...waitFlags('it is delivered'),
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksRedeliver)
    const options = { idempotencyKey: flags['idempotency-key'] }
    const delivery = await this.evently.webhookEndpoints.redeliver(flags.endpoint, args.delivery, options)
    if (!flags.wait) return this.show(delivery, deliveryView)
    const ended = await endedDelivery(this.evently, { endpointId: flags.endpoint, deliveryId: delivery.id }, flags)
    this.showWithFault(ended.delivery, ended.fault, deliveryView)
  }
}
