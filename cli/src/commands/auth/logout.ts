// `evently auth logout`
import { Flags } from '@oclif/core'
import type { SessionTokens } from '@evently/sdk'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { forgetSession, sessionOf } from '../../credentials.ts'
import { notSignedIn } from '../../failures.ts'
import { isSignedIn } from '../../profiles.ts'
import type { Profile } from '../../profiles.ts'
import { goesWithout } from '../../flag-ties.ts'

export default class AuthLogout extends BaseCommand {
  static override summary = summaryOf('users.logout')
  static override description = descriptionOf('users.logout')
  static override examples = ['<%= config.bin %> auth logout', '<%= config.bin %> auth logout --local']
  static override flags = {
    local: Flags.boolean({
      summary: 'Only forget the session here, without telling the server.',
      ...goesWithout('dry-run', 'print'),
    }),
  }

  override async run() {
    const { flags } = await this.parse(AuthLogout)
    const { profile, profileName } = this.connection
    if (!isSignedIn(profile)) throw notSignedIn('There is no session to end.')
    const session = flags.local ? undefined : await this.#end(profile)
    await forgetSession(profileName, session)
    this.done(`Signed out of ${profile.baseUrl}.`, { profile: profileName, signedOut: true })
  }

  /** Tells the server, and answers what has ended. */
  async #end(profile: Profile): Promise<SessionTokens | undefined> {
    this.mustBelongHere()
    const session = await sessionOf(profile)
    if (session) await this.evently.auth.logout({ refreshToken: session.refreshToken })
    return session
  }
}
