// `evently webhooks update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf, idArg, ifMatchFlag } from '../../flags.ts'
import { changedMetadataFlags, metadataChangesOf } from '../../metadata-input.ts'
import { endpointView } from '../../views/webhooks.ts'
import { changedEndpointFlags, endpointOf } from '../../webhook-input.ts'

export default class WebhooksUpdate extends BaseCommand {
  static override summary = summaryOf('webhooks.updateEndpoint')
  static override description = descriptionOf('webhooks.updateEndpoint')
  static override examples = [
    '<%= config.bin %> webhooks update whe_… --type booking.confirmed --type booking.refunded',
    '<%= config.bin %> webhooks update whe_… --enable',
  ]
  static override args = { endpoint: idArg('webhooks.updateEndpoint', 'webhookEndpointId') }
  static override flags = {
    ...changedEndpointFlags,
    ...changedMetadataFlags,
    'external-id': Flags.string({ summary: 'Your own id of it.' }),
    'enable': Flags.boolean({ summary: 'Send it messages again, from now on.', exclusive: ['disable'] }),
    'disable': Flags.boolean({ summary: 'Send it nothing any more.' }),
    'if-match': ifMatchFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksUpdate)
    const { 'external-id': externalId, enable, disable } = flags
    const disabled = disable ? true : enable ? false : undefined
    const changes = changesOf({ ...endpointOf(flags), externalId, metadata: metadataChangesOf(flags), disabled })
    const ifMatch = flags['if-match'] ?? (await this.evently.webhookEndpoints.get(args.endpoint)).version
    this.show(await this.evently.webhookEndpoints.update(args.endpoint, changes, { ifMatch }), endpointView)
  }
}
