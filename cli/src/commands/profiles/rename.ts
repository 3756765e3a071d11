// `evently profiles rename`
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { CommandError, exit, profileNotFound } from '../../failures.ts'
import { changeProfiles, profileOf } from '../../profiles.ts'

export default class ProfilesRename extends BaseCommand {
  static override summary = 'Give a profile another name'
  static override description = 'Its server, its account and its session stay as they are.'
  static override examples = ['<%= config.bin %> profiles rename default production']
  static override args = {
    name: Args.string({ required: true, description: 'The profile.', ignoreStdin: true }),
    to: Args.string({ required: true, description: 'Its new name.', ignoreStdin: true }),
  }

  protected override get isLocal() {
    return true
  }

  override async run() {
    const {
      args: { name, to },
    } = await this.parse(ProfilesRename)
    await changeProfiles(all => {
      const { [name]: profile, ...others } = all.profiles
      if (!profile) throw profileNotFound(name, Object.keys(all.profiles))
      if (Object.hasOwn(all.profiles, to))
        throw new CommandError('profile_exists', `There is a profile ${JSON.stringify(to)} already.`, exit.conflict)
      return {
        ...all,
        current: profileOf(undefined, all) === name ? to : all.current,
        profiles: { ...others, [to]: profile },
      }
    })
    this.done(`${name} is now ${to}.`, { name: to, before: name })
  }
}
