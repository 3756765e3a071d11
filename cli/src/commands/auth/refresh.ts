// `evently auth refresh`
import { BaseCommand } from '../../base-command.ts'
import { renewSession } from '../../connection.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { notSignedIn } from '../../failures.ts'

export default class AuthRefresh extends BaseCommand {
  static override summary = summaryOf('users.refresh')
  static override description = descriptionOf('users.refresh')
  static override examples = ['<%= config.bin %> auth refresh']

  override async run() {
    await this.parse(AuthRefresh)
    const expiresAt = await renewSession(this.connection)
    if (expiresAt === undefined) throw notSignedIn()
    this.done('The session is renewed.', { profile: this.connection.profileName, expiresAt })
  }
}
