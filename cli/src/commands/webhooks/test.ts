// `evently webhooks test`
import type { BodyOf } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { deliveryView } from '../../views/webhooks.ts'
import { waitFlags } from '../../waiting.ts'
import { endedDelivery } from '../../webhook-delivery.ts'

export default class WebhooksTest extends BaseCommand {
  static override summary = summaryOf('webhooks.sendTest')
  static override description = descriptionOf('webhooks.sendTest')
  static override examples = ['<%= config.bin %> webhooks test whe_… --type booking.confirmed']
  static override args = { endpoint: idArg('webhooks.sendTest', 'webhookEndpointId') }
  static override flags = {
    'type': Flags.string({ summary: 'The type of the message.', required: true, helpValue: 'booking.confirmed' }),
    'idempotency-key': idempotencyKeyFlag,
    ...waitFlags('it is delivered'),
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksTest)
    const body = { type: flags.type } as BodyOf<'webhooks.sendTest'>
    const options = { idempotencyKey: flags['idempotency-key'] }
    const delivery = await this.evently.webhookEndpoints.test(args.endpoint, body, options)
    if (flags.wait) {
      const ids = { endpointId: args.endpoint, deliveryId: delivery.id }
      const ended = await endedDelivery(this.evently, ids, flags)
      return this.showWithFault(ended.delivery, ended.fault, deliveryView)
    }
    this.show(delivery, deliveryView)
    if (!this.json)
      this.note(`See what came of it: evently webhooks delivery ${delivery.id} --endpoint ${args.endpoint}`)
  }
}
