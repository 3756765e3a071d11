// `evently webhooks delete`
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingEndpoint } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class WebhooksDelete extends BaseCommand {
  static override summary = summaryOf('webhooks.deleteEndpoint')
  static override description = descriptionOf('webhooks.deleteEndpoint')
  static override examples = [
    '<%= config.bin %> webhooks delete whe_…',
    '<%= config.bin %> webhooks delete whe_… --yes',
  ]
  static override args = { endpoint: idArg('webhooks.deleteEndpoint', 'webhookEndpointId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(WebhooksDelete)
    await confirmOrRefuse(() => ofDeletingEndpoint(this.evently, args.endpoint), flags)
    await this.evently.webhookEndpoints.delete(args.endpoint)
    this.done(`Deleted ${args.endpoint}.`, { id: args.endpoint, deleted: true })
  }
}
