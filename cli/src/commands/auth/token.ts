// `evently auth token`: the access token of the session, for other programs
import { BaseCommand } from '../../base-command.ts'
import { notSignedIn, UsageError } from '../../failures.ts'

export default class AuthToken extends BaseCommand {
  static override summary = 'Print the access token of your session'
  static override description =
    'For scripts and other programs: it is renewed first where it is about to end, and good for some minutes. ' +
    'Whoever has it acts for you until then.'
  static override examples = ['<%= config.bin %> auth token', 'TOKEN=$(<%= config.bin %> auth token --profile staging)']

  override async run() {
    await this.parse(AuthToken)
    const { credential, evently, profileName } = this.connection
    if (credential === 'api_key') throw new UsageError('An API key is set: requests carry it, and no access token.')
    this.mustBelongHere()
    const { session } = evently
    if (session === undefined) throw notSignedIn()
    const { accessToken, expiresAt } = session
    this.show({ profile: profileName, accessToken, expiresAt }, shown => shown.accessToken)
  }
}
