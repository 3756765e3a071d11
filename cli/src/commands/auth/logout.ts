// `evently auth logout`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { forgetSession } from '../../connection.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { notSignedIn } from '../../failures.ts'

export default class AuthLogout extends BaseCommand {
  static override summary = summaryOf('users.logout')
  static override description = descriptionOf('users.logout')
  static override examples = ['<%= config.bin %> auth logout', '<%= config.bin %> auth logout --local']
  static override flags = {
    local: Flags.boolean({
      summary: 'Only forget the session here, without telling the server.',
      exclusive: ['dry-run', 'print'],
    }),
  }

  override async run() {
    const { flags } = await this.parse(AuthLogout)
    const { profile, profileName, evently } = this.connection
    const session = profile?.session
    if (session === undefined) throw notSignedIn('There is no session to end.')
    if (!flags.local) {
      this.mustBelongHere()
      await evently.auth.logout({ refreshToken: session.refreshToken })
    }
    await forgetSession(profileName, session)
    this.done(`Signed out of ${profile?.baseUrl}.`, { profile: profileName, signedOut: true })
  }
}
