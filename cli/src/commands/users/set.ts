// `evently users set`
import type { UpdateUserBody } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, parameterOf, summaryOf } from '../../contract.ts'
import { changesOf, idArg } from '../../flags.ts'
import { userView } from '../../views/accounts.ts'

export default class UsersSet extends BaseCommand {
  static override summary = summaryOf('users.updateUser')
  static override description = descriptionOf('users.updateUser')
  static override examples = [
    '<%= config.bin %> users set usr_… --role organizer',
    '<%= config.bin %> users set usr_… --disabled',
  ]
  static override args = { user: idArg('users.updateUser', 'userId') }
  static override flags = {
    role: Flags.string({
      summary: 'The role it gets.',
      options: [...(parameterOf('users.listUsers', 'role').enum ?? [])],
    }),
    disabled: Flags.boolean({ summary: 'Disable it, or let it in again with --no-disabled.', allowNo: true }),
  }

  override async run() {
    const { args, flags } = await this.parse(UsersSet)
    const changes = changesOf({ role: flags.role, disabled: flags.disabled }) as UpdateUserBody
    this.show(await this.evently.users.update(args.user, changes), userView)
  }
}
