// `evently webhooks delete`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class WebhooksDelete extends BaseCommand {
  static override summary = summaryOf('webhooks.deleteEndpoint')
  static override description = descriptionOf('webhooks.deleteEndpoint')
  static override examples = ['<%= config.bin %> webhooks delete whe_…']
  static override args = { endpoint: idArg('webhooks.deleteEndpoint', 'webhookEndpointId') }

  override async run() {
    const { args } = await this.parse(WebhooksDelete)
    await this.evently.webhookEndpoints.delete(args.endpoint)
    this.done(`Deleted ${args.endpoint}.`, { id: args.endpoint, deleted: true })
  }
}
