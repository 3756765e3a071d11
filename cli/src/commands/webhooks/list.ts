// `evently webhooks list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { endpointsView } from '../../views/webhooks.ts'

export default class WebhooksList extends BaseCommand {
  static override summary = summaryOf('webhooks.listEndpoints')
  static override description = descriptionOf('webhooks.listEndpoints')
  static override examples = ['<%= config.bin %> webhooks list']
  static override flags = { ...queryFlags('webhooks.listEndpoints'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(WebhooksList)
    const query = await queryOf('webhooks.listEndpoints', flags)
    await this.showList('webhooks.listEndpoints', { query }, flags, endpointsView)
  }
}
