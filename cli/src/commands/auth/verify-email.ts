// `evently auth verify-email`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'

export default class AuthVerifyEmail extends BaseCommand {
  static override summary = summaryOf('users.requestEmailVerification')
  static override description = descriptionOf('users.requestEmailVerification')
  static override examples = ['<%= config.bin %> auth verify-email']

  override async run() {
    await this.parse(AuthVerifyEmail)
    await this.evently.auth.emailVerification.request()
    this.done(
      'A mail is on its way, unless your email is verified already. Go on with its code: ' +
        'evently auth confirm-email --token <code>',
      { requested: true },
    )
  }
}
