// `evently webhooks create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { endpointView } from '../../views/webhooks.ts'
import { endpointToMake, newEndpointFlags } from '../../webhook-input.ts'

export default class WebhooksCreate extends BaseCommand {
  static override summary = summaryOf('webhooks.createEndpoint')
  static override description = descriptionOf('webhooks.createEndpoint')
  static override examples = [
    '<%= config.bin %> webhooks create --url https://shop.example.com/evently --type booking.confirmed ' +
      '--type booking.cancelled',
    '<%= config.bin %> webhooks create --url https://staging.example.com/evently --type booking.confirmed --mode test',
  ]
  static override flags = {
    ...newEndpointFlags,
    'external-id': Flags.string({ summary: 'Your own id of it.' }),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(WebhooksCreate)
    const { 'external-id': externalId } = flags
    const body = { ...(await endpointToMake(flags)), ...(externalId && { externalId }) }
    const options = { idempotencyKey: flags['idempotency-key'] }
    const endpoint = await this.evently.webhookEndpoints.create(body, options)
    this.show(endpoint, endpointView)
    this.suggest([
      'Keep the secret: it is shown this once.',
      `Send it a message to try it: evently webhooks test ${endpoint.id} --type ${endpoint.types[0]}`,
    ])
  }
}
