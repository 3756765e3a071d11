// `evently webhooks get`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { endpointView } from '../../views/webhooks.ts'

export default class WebhooksGet extends BaseCommand {
  static override summary = summaryOf('webhooks.getEndpoint')
  static override description = descriptionOf('webhooks.getEndpoint')
  static override examples = ['<%= config.bin %> webhooks get whe_…']
  static override args = { endpoint: idArg('webhooks.getEndpoint', 'webhookEndpointId') }

  override async run() {
    const { args } = await this.parse(WebhooksGet)
    this.show(await this.evently.webhookEndpoints.get(args.endpoint), endpointView)
  }
}
