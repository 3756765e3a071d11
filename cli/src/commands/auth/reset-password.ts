// `evently auth reset-password`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { withAnswers } from '../../prompts.ts'

export default class AuthResetPassword extends BaseCommand {
  static override summary = summaryOf('users.requestPasswordReset')
  static override description = descriptionOf('users.requestPasswordReset')
  static override examples = ['<%= config.bin %> auth reset-password --email ada@example.com']
  static override flags = { email: Flags.string({ summary: 'The email of the account.' }) }

  override async run() {
    const { flags } = await this.parse(AuthResetPassword)
    const { email } = await withAnswers(flags, { email: { message: 'Email' } })
    await this.evently.auth.passwordReset.request({ email })
    this.done(
      `If ${email} has an account, a mail is on its way. Go on with its code: evently auth set-password --token <code>`,
      { requested: true },
    )
  }
}
