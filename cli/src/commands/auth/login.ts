// `evently auth login`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { passwordFlags } from '../../flags.ts'
import { givenPassword, passwordQuestion } from '../../input.ts'
import { withAnswers } from '../../prompts.ts'
import { signedIn } from '../../sign-in.ts'

export default class AuthLogin extends BaseCommand {
  static override summary = summaryOf('users.login')
  static override description = descriptionOf('users.login')
  static override examples = [
    '<%= config.bin %> auth login',
    '<%= config.bin %> auth login --email ada@example.com --password-stdin < password.txt',
    '<%= config.bin %> auth login --profile staging --base-url https://evently.example.com',
  ]
  static override makesProfile = true
  static override flags = {
    email: Flags.string({ summary: 'Your email.' }),
    ...passwordFlags,
  }

  override async run() {
    const { flags } = await this.parse(AuthLogin)
    const given = { email: flags.email, password: await givenPassword(flags) }
    const { email, password } = await withAnswers(given, { email: { message: 'Email' }, password: passwordQuestion() })
    const { user } = await this.evently.auth.login({ email, password })
    const { sentence, facts } = await signedIn(this.connection, user)
    this.done(sentence, facts)
  }
}
