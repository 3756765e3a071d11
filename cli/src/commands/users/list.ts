// `evently users list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { usersView } from '../../views/accounts.ts'

export default class UsersList extends BaseCommand {
  static override summary = summaryOf('users.listUsers')
  static override description = descriptionOf('users.listUsers')
  static override examples = ['<%= config.bin %> users list --role organizer --all']
  static override flags = { ...queryFlags('users.listUsers'), ...listFlags }

  override async run() {
    const { flags } = await this.parse(UsersList)
    await this.showList('users.listUsers', { query: await queryOf('users.listUsers', flags) }, flags, usersView)
  }
}
