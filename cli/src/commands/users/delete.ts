// `evently users delete`
import { BaseCommand } from '../../base-command.ts'
import { forgetSession } from '../../credentials.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { passwordFlags } from '../../flags.ts'
import { passwordOf } from '../../input.ts'

export default class UsersDelete extends BaseCommand {
  static override summary = summaryOf('users.deleteProfile')
  static override description = descriptionOf('users.deleteProfile')
  static override examples = [
    '<%= config.bin %> users delete',
    '<%= config.bin %> users delete --password-stdin < password.txt',
  ]
  static override flags = { ...passwordFlags }

  override async run() {
    const { flags } = await this.parse(UsersDelete)
    await this.evently.users.profile.delete({
      currentPassword: await passwordOf(flags, 'Your password, to delete you'),
    })
    const { profileName } = this.connection
    await forgetSession(profileName, undefined)
    this.done('Your account is gone.', { deleted: true })
  }
}
