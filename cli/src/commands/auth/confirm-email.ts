// `evently auth confirm-email`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { mailedTokenFlag } from '../../flags.ts'
import { withAnswers } from '../../prompts.ts'

export default class AuthConfirmEmail extends BaseCommand {
  static override summary = summaryOf('users.confirmEmailVerification')
  static override description = descriptionOf('users.confirmEmailVerification')
  static override examples = ['<%= config.bin %> auth confirm-email --token evv_…']
  static override flags = { token: mailedTokenFlag }

  override async run() {
    const { flags } = await this.parse(AuthConfirmEmail)
    const { token } = await withAnswers(flags, { token: { message: 'Code of the mail' } })
    await this.evently.auth.emailVerification.confirm({ token })
    this.done('The email is verified.', { verified: true })
  }
}
