// `evently auth end-session`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class AuthEndSession extends BaseCommand {
  static override summary = summaryOf('users.endSession')
  static override description = descriptionOf('users.endSession')
  static override examples = ['<%= config.bin %> auth end-session ses_…']
  static override args = { session: idArg('users.endSession', 'sessionId') }

  override async run() {
    const { args } = await this.parse(AuthEndSession)
    await this.evently.auth.endSession(args.session)
    this.done(`Ended ${args.session}.`, { id: args.session, ended: true })
  }
}
