// `evently auth sessions`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { columnsFlag } from '../../lists.ts'
import { sessionsView } from '../../views/credentials.ts'

export default class AuthSessions extends BaseCommand {
  static override summary = summaryOf('users.listSessions')
  static override description = descriptionOf('users.listSessions')
  static override examples = ['<%= config.bin %> auth sessions']
  static override flags = { columns: columnsFlag }

  override async run() {
    await this.parse(AuthSessions)
    this.show(await this.evently.auth.listSessions(), sessionsView)
  }
}
