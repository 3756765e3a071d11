// `evently profiles use`: which profile the commands use if none is named
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { profileNotFound } from '../../failures.ts'
import { changeProfiles } from '../../profiles.ts'

export default class ProfilesUse extends BaseCommand {
  static override summary = 'Choose the profile to use'
  static override description = 'Commands use it from now on, unless --profile or EVENTLY_PROFILE names another.'
  static override examples = ['<%= config.bin %> profiles use staging']
  static override args = { name: Args.string({ required: true, description: 'The profile.', ignoreStdin: true }) }

  protected override get isLocal() {
    return true
  }

  override async run() {
    const {
      args: { name },
    } = await this.parse(ProfilesUse)
    await changeProfiles(all => {
      if (Object.hasOwn(all.profiles, name)) return { ...all, current: name }
      throw profileNotFound(name, Object.keys(all.profiles))
    })
    this.done(`Now using ${name}.`, { current: name })
  }
}
