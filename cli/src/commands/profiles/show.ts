// `evently profiles show`: one profile, without its secrets
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { profileNotFound } from '../../failures.ts'
import { configFile, isSignedIn, profileOf, readProfiles } from '../../profiles.ts'
import { fields } from '../../table.ts'

export default class ProfilesShow extends BaseCommand {
  static override summary = 'Show a profile'
  static override description = 'Its server, its account and where its session is kept; never the session itself.'
  static override examples = ['<%= config.bin %> profiles show', '<%= config.bin %> profiles show staging --json']
  static override args = {
    name: Args.string({ description: 'The profile; the one in use where it is left out.', ignoreStdin: true }),
  }

  protected override get isLocal() {
    return true
  }

  override async run() {
    const { args, flags } = await this.parse(ProfilesShow)
    const all = await readProfiles()
    const name = profileOf(args.name ?? (flags as { profile?: string }).profile, all)
    const profile = all.profiles[name]
    if (!profile) throw profileNotFound(name, Object.keys(all.profiles))
    const { baseUrl, email, keyring } = profile
    const signedIn = isSignedIn(profile)
    const credentials = signedIn ? (keyring === undefined ? 'file' : 'keyring') : undefined
    this.show({ name, current: name === profileOf(undefined, all), baseUrl, email, signedIn, credentials }, shown =>
      fields({
        Profile: shown.name,
        Current: shown.current,
        Server: shown.baseUrl,
        Email: shown.email,
        'Signed in': shown.signedIn,
        'Session kept in': shown.credentials === 'file' ? configFile() : shown.credentials,
      }),
    )
  }
}
