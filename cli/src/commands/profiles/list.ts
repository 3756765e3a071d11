// `evently profiles list`: the servers and accounts that are known here
import { BaseCommand } from '../../base-command.ts'
import { columnsFlag } from '../../lists.ts'
import { readProfiles } from '../../profiles.ts'
import { table } from '../../table.ts'

export default class ProfilesList extends BaseCommand {
  static override summary = 'List your profiles'
  static override description =
    'Each profile is a server and, once you have signed in, an account on it. ' +
    '`auth login --profile <name>` makes one.'
  static override examples = ['<%= config.bin %> profiles list']
  static override flags = { columns: columnsFlag }

  protected override get isLocal() {
    return true
  }

  override async run() {
    await this.parse(ProfilesList)
    const { current, profiles } = await readProfiles()
    const data = Object.entries(profiles).map(([name, { baseUrl, email, session }]) => ({
      name,
      current: name === current,
      baseUrl,
      email,
      signedIn: session !== undefined,
    }))
    if (data.length === 0 && !this.json) return this.note('No profiles yet: `evently auth login` makes one.')
    this.show({ data }, page =>
      table(page.data, {
        PROFILE: profile => profile.name,
        CURRENT: profile => profile.current,
        SERVER: profile => profile.baseUrl,
        EMAIL: profile => profile.email,
        'SIGNED IN': profile => profile.signedIn,
      }),
    )
  }
}
