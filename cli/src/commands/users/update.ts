// `evently users update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { noteEmail } from '../../connection.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { changesOf } from '../../flags.ts'
import { userView } from '../../views/accounts.ts'

export default class UsersUpdate extends BaseCommand {
  static override summary = summaryOf('users.updateProfile')
  static override description = descriptionOf('users.updateProfile')
  static override examples = ["<%= config.bin %> users update --name 'Ada Lovelace'"]
  static override flags = {
    name: Flags.string({ summary: 'Your name.' }),
    email: Flags.string({ summary: 'Your email; the next sign-in uses it.' }),
  }

  override async run() {
    const { flags } = await this.parse(UsersUpdate)
    const user = await this.evently.users.profile.update(changesOf({ name: flags.name, email: flags.email }))
    if (this.connection.credential === 'session') await noteEmail(this.connection.profileName, user.email)
    this.show(user, userView)
  }
}
