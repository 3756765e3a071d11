// `evently users delete`
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingAccount } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { forgetSession } from '../../credentials.ts'
import { passwordFlags, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { passwordOf } from '../../input.ts'

export default class UsersDelete extends BaseCommand {
  static override summary = summaryOf('users.deleteProfile')
  static override description = descriptionOf('users.deleteProfile')
  static override examples = [
    '<%= config.bin %> users delete',
    '<%= config.bin %> users delete --password-stdin --yes < password.txt',
  ]
  static override flags = { ...passwordFlags, yes: yesFlag }

  override async run() {
    const { flags } = await this.parse(UsersDelete)
    await confirmOrRefuse(() => ofDeletingAccount(this.evently), flags)
    await this.evently.users.profile.delete({
      currentPassword: await passwordOf(flags, 'Your password, to delete you'),
    })
    const { profileName } = this.connection
    await forgetSession(profileName, undefined)
    this.done('Your account is gone.', { deleted: true })
  }
}
