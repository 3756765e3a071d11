// `evently profiles remove`
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { forgetSession } from '../../credentials.ts'
import { profileNotFound } from '../../failures.ts'
import { changeProfiles, isSignedIn, profileOf, readProfiles } from '../../profiles.ts'

export default class ProfilesRemove extends BaseCommand {
  static override summary = 'Forget a profile'
  static override description =
    'The server and the account stay as they are; the session is forgotten here, and ends at the server by itself. ' +
    '`auth logout` ends it at once.'
  static override examples = ['<%= config.bin %> profiles remove staging']
  static override args = { name: Args.string({ required: true, description: 'The profile.', ignoreStdin: true }) }

  protected override get isLocal() {
    return true
  }

  override async run() {
    const {
      args: { name },
    } = await this.parse(ProfilesRemove)
    const { profiles } = await readProfiles()
    const profile = profiles[name]
    if (!profile) throw profileNotFound(name, Object.keys(profiles))
    await forgetSession(name, undefined)
    await changeProfiles(all => {
      const { [name]: _removed, ...others } = all.profiles
      return { ...all, current: profileOf(undefined, all) === name ? undefined : all.current, profiles: others }
    })
    const session = isSignedIn(profile) ? ' Its session ends at the server by itself.' : ''
    this.done(`Removed ${name}.${session}`, { name, removed: true })
  }
}
