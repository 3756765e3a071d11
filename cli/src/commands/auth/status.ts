// `evently auth status`: who the commands act as, and where
import { BaseCommand } from '../../base-command.ts'
import { fields } from '../../table.ts'

export default class AuthStatus extends BaseCommand {
  static override summary = 'Show who you are signed in as'
  static override description =
    'Asks the server whether the session is good. Exit code 4 means that you are not signed in.'
  static override examples = ['<%= config.bin %> auth status', '<%= config.bin %> auth status --profile staging --json']

  override async run() {
    await this.parse(AuthStatus)
    this.mustBeSignedIn()
    const { evently, credential, profileName } = this.connection
    const { baseUrl } = evently
    // A key's account can't be asked for, and any answer to a key would say less than the first real command does.
    const user = credential === 'session' ? await evently.users.profile.get() : undefined
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
