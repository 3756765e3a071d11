// `evently users update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { noteEmail } from '../../connection.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf, passwordFlags } from '../../flags.ts'
import { passwordOf } from '../../input.ts'
import { userView } from '../../views/accounts.ts'

export default class UsersUpdate extends BaseCommand {
  static override summary = summaryOf('users.updateProfile')
  static override description = descriptionOf('users.updateProfile')
  static override examples = [
    "<%= config.bin %> users update --name 'Ada Lovelace'",
    '<%= config.bin %> users update --email ada@example.com --password-stdin < password.txt',
  ]
  static override flags = {
    name: Flags.string({ summary: 'Your name.' }),
    email: Flags.string({ summary: 'Your email; the next sign-in uses it. It needs your password.' }),
    ...passwordFlags,
  }

  override async run() {
    const { flags } = await this.parse(UsersUpdate)
    const { name, email } = changesOf({ name: flags.name, email: flags.email })
    const named = name === undefined ? {} : { name }
    const user = await this.evently.users.profile.update(
      email === undefined ? named : { ...named, email, currentPassword: await passwordOf(flags, 'Current password') },
    )
    if (this.connection.credential === 'session') await noteEmail(this.connection.profileName, user.email)
    this.show(user, userView)
  }
}
