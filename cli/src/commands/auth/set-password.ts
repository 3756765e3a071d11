// `evently auth set-password`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { mailedTokenFlag, passwordFlags } from '../../flags.ts'
import { givenPassword, passwordQuestion } from '../../input.ts'
import { withAnswers } from '../../prompts.ts'

export default class AuthSetPassword extends BaseCommand {
  static override summary = summaryOf('users.confirmPasswordReset')
  static override description = descriptionOf('users.confirmPasswordReset')
  static override examples = [
    '<%= config.bin %> auth set-password --token evp_…',
    '<%= config.bin %> auth set-password --token evp_… --password-stdin < password.txt',
  ]
  static override flags = { token: mailedTokenFlag, ...passwordFlags }

  override async run() {
    const { flags } = await this.parse(AuthSetPassword)
    const given = { token: flags.token, password: await givenPassword(flags) }
    const { token, password } = await withAnswers(given, {
      token: { message: 'Code of the mail' },
      password: passwordQuestion('New password'),
    })
    await this.evently.auth.passwordReset.confirm({ token, newPassword: password })
    this.done('The new password counts, and all sessions have ended. Sign in: evently auth login', { changed: true })
  }
}
