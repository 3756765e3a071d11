// `evently api-keys delete`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class ApiKeysDelete extends BaseCommand {
  static override summary = summaryOf('users.deleteApiKey')
  static override description = descriptionOf('users.deleteApiKey')
  static override examples = ['<%= config.bin %> api-keys delete key_…']
  static override args = { key: idArg('users.deleteApiKey', 'apiKeyId') }

  override async run() {
    const { args } = await this.parse(ApiKeysDelete)
    await this.evently.apiKeys.delete(args.key)
    this.done(`Deleted ${args.key}.`, { id: args.key, deleted: true })
  }
}
