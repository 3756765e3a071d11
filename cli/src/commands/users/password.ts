// `evently users password`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { newPassword } from '../../input.ts'

export default class UsersPassword extends BaseCommand {
  static override summary = summaryOf('users.changePassword')
  static override description = descriptionOf('users.changePassword')
  static override examples = [
    '<%= config.bin %> users password',
    'printf \'%s\\n%s\\n\' "$OLD" "$NEW" | evently users password --password-stdin',
  ]
  static override flags = {
    'password-stdin': Flags.boolean({ summary: 'Read the current and the new password from stdin, a line each.' }),
  }

  override async run() {
    const { flags } = await this.parse(UsersPassword)
    await this.evently.users.profile.changePassword(await newPassword(flags))
    this.done('The password is changed; your other sessions have ended.', { changed: true })
  }
}
