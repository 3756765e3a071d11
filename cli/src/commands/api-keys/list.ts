// `evently api-keys list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { listFlags } from '../../lists.ts'
import { apiKeysView } from '../../views/credentials.ts'

export default class ApiKeysList extends BaseCommand {
  static override summary = summaryOf('users.listApiKeys')
  static override description = descriptionOf('users.listApiKeys')
  static override examples = ['<%= config.bin %> api-keys list --all']
  static override flags = listFlags

  override async run() {
    const { flags } = await this.parse(ApiKeysList)
    await this.showList('users.listApiKeys', {}, flags, apiKeysView)
  }
}
