// `evently auth set-password`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { mailedTokenFlag, passwordFlags } from '../../flags.ts'
import { passwordOf, textOr } from '../../input.ts'

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
    const token = await textOr(flags.token, '--token', 'Code of the mail')
    const newPassword = await passwordOf(flags, 'New password')
    await this.evently.auth.passwordReset.confirm({ token, newPassword })
    this.done('The new password counts, and all sessions have ended. Sign in: evently auth login', { changed: true })
  }
}
