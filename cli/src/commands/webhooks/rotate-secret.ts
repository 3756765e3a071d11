// `evently webhooks rotate-secret`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { endpointView } from '../../views/webhooks.ts'

export default class WebhooksRotateSecret extends BaseCommand {
  static override summary = summaryOf('webhooks.rotateSecret')
  static override description = descriptionOf('webhooks.rotateSecret')
  static override examples = ['<%= config.bin %> webhooks rotate-secret whe_…']
  static override args = { endpoint: idArg('webhooks.rotateSecret', 'webhookEndpointId') }
  static override flags = { 'idempotency-key': idempotencyKeyFlag }

  override async run() {
    const { args, flags } = await this.parse(WebhooksRotateSecret)
    const options = { idempotencyKey: flags['idempotency-key'] }
    this.show(await this.evently.webhookEndpoints.rotateSecret(args.endpoint, options), endpointView)
    if (!this.json) this.note('Keep the secret: it is shown this once. The one before signs too for 24 hours.')
  }
}
