// `evently auth status`: who the commands act as, and where
import { isProblem } from '@evently/sdk'
import type { Evently } from '@evently/sdk'
import { BaseCommand } from '../../base-command.ts'
import { fields } from '../../table.ts'

export default class AuthStatus extends BaseCommand {
  static override summary = 'Show who you are signed in as'
  static override description =
    'Asks the server whether the session or the API key is good. Exit code 4 means that you are not signed in.'
  static override examples = ['<%= config.bin %> auth status', '<%= config.bin %> auth status --profile staging --json']

  override async run() {
    await this.parse(AuthStatus)
    this.mustBeSignedIn()
    const { evently, credential, profileName } = this.connection
    const { baseUrl } = evently
    // A key's account can't be asked for; whether the key is good shows in any answer to it.
    const user = credential === 'session' ? await evently.users.profile.get() : await mustBeGood(evently)
    this.show({ profile: profileName, baseUrl, credential, user }, status =>
      fields({
        Server: status.baseUrl,
        Profile: status.profile,
        Credential: status.credential === 'session' ? 'session' : 'API key',
        'Signed in as': status.user && `${status.user.email} (${status.user.role})`,
      }),
    )
  }
}

/** Throws what the server says of a key that is not good. One that may not read bookings is good all the same. */
async function mustBeGood(evently: Evently): Promise<undefined> {
  try {
    await evently.bookings.list({ limit: 1 })
  } catch (error) {
    if (!isProblem(error, 'insufficient_scope', 'forbidden')) throw error
  }
}
