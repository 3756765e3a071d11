// `evently auth confirm-email`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { mailedTokenFlag } from '../../flags.ts'
import { textOr } from '../../input.ts'

export default class AuthConfirmEmail extends BaseCommand {
  static override summary = summaryOf('users.confirmEmailVerification')
  static override description = descriptionOf('users.confirmEmailVerification')
  static override examples = ['<%= config.bin %> auth confirm-email --token evv_…']
  static override flags = { token: mailedTokenFlag }

  override async run() {
    const { flags } = await this.parse(AuthConfirmEmail)
    await this.evently.auth.emailVerification.confirm({
      token: await textOr(flags.token, '--token', 'Code of the mail'),
    })
    this.done('The email is verified.', { verified: true })
  }
}
