// `evently api-keys delete`
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingApiKey } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class ApiKeysDelete extends BaseCommand {
  static override summary = summaryOf('users.deleteApiKey')
  static override description = descriptionOf('users.deleteApiKey')
  static override examples = [
    '<%= config.bin %> api-keys delete key_…',
    '<%= config.bin %> api-keys delete key_… --yes',
  ]
  static override args = { key: idArg('users.deleteApiKey', 'apiKeyId') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(ApiKeysDelete)
    await confirmOrRefuse(() => ofDeletingApiKey(this.evently, args.key), flags)
    await this.evently.apiKeys.delete(args.key)
    this.done(`Deleted ${args.key}.`, { id: args.key, deleted: true })
  }
}
