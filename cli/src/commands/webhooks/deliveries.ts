// `evently webhooks deliveries`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { deliveriesView } from '../../views/webhooks.ts'

export default class WebhooksDeliveries extends BaseCommand {
  static override summary = summaryOf('webhooks.listDeliveries')
  static override description = descriptionOf('webhooks.listDeliveries')
  static override examples = ['<%= config.bin %> webhooks deliveries whe_… --status failed']
  static override args = { endpoint: idArg('webhooks.listDeliveries', 'webhookEndpointId') }
  static override flags = { ...queryFlags('webhooks.listDeliveries'), ...listFlags }

  override async run() {
    const { args, flags } = await this.parse(WebhooksDeliveries)
    const path = { webhookEndpointId: args.endpoint }
    const query = await queryOf('webhooks.listDeliveries', flags)
    await this.showList('webhooks.listDeliveries', { path, query }, flags, deliveriesView)
  }
}
