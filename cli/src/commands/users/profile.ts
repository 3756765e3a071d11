// `evently users profile`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { userView } from '../../views/accounts.ts'

export default class UsersProfile extends BaseCommand {
  static override summary = summaryOf('users.getProfile')
  static override description = descriptionOf('users.getProfile')
  static override examples = ['<%= config.bin %> users profile']

  override async run() {
    await this.parse(UsersProfile)
    this.show(await this.evently.users.profile.get(), userView)
  }
}
