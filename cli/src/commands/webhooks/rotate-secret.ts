// `evently webhooks rotate-secret`
import { BaseCommand } from '../../base-command.ts'
import { ofRotatingSecret } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, idempotencyKeyFlag, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { endpointView } from '../../views/webhooks.ts'

export default class WebhooksRotateSecret extends BaseCommand {
  static override summary = summaryOf('webhooks.rotateSecret')
  static override description = descriptionOf('webhooks.rotateSecret')
  static override examples = [
    '<%= config.bin %> webhooks rotate-secret whe_…',
    '<%= config.bin %> webhooks rotate-secret whe_… --yes',
  ]
  static override args = { endpoint: idArg('webhooks.rotateSecret', 'webhookEndpointId') }
  static override flags = { 'idempotency-key': idempotencyKeyFlag, yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(WebhooksRotateSecret)
    await confirmOrRefuse(() => ofRotatingSecret(this.evently, args.endpoint), flags)
    const options = { idempotencyKey: flags['idempotency-key'] }
    this.show(await this.evently.webhookEndpoints.rotateSecret(args.endpoint, options), endpointView)
    if (!this.json) this.note('Keep the secret: it is shown this once. The one before signs too for 24 hours.')
  }
}
