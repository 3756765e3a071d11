// `evently users reset-password`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class UsersResetPassword extends BaseCommand {
  static override summary = summaryOf('users.sendPasswordReset')
  static override description = descriptionOf('users.sendPasswordReset')
  static override examples = ['<%= config.bin %> users reset-password usr_…']
  static override args = { user: idArg('users.sendPasswordReset', 'userId') }

  override async run() {
    const { args } = await this.parse(UsersResetPassword)
    await this.evently.users.sendPasswordReset(args.user)
    this.done(`The mail to ${args.user} is on its way, unless the account is disabled.`, {
      id: args.user,
      requested: true,
    })
  }
}
