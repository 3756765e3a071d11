// `evently webhooks put`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { endpointView } from '../../views/webhooks.ts'
import { endpointToMake, newEndpointFlags } from '../../webhook-input.ts'

export default class WebhooksPut extends BaseCommand {
  static override summary = summaryOf('webhooks.putEndpoint')
  static override description = descriptionOf('webhooks.putEndpoint')
  static override examples = [
    '<%= config.bin %> webhooks put shop-production --url https://shop.example.com/evently --type booking.confirmed',
  ]
  static override args = { 'external-id': idArg('webhooks.putEndpoint', 'externalId') }
  static override flags = newEndpointFlags

  override async run() {
    const { args, flags } = await this.parse(WebhooksPut)
    const put = await this.evently.webhookEndpoints.put(args['external-id'], await endpointToMake(flags))
    this.show(put, endpointView)
    if (this.json) return
    if (put.secret !== undefined) this.note('Keep the secret: it is shown this once.')
    else if (put.unchanged) this.note('It was like this before.')
  }
}
