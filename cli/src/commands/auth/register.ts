// `evently auth register`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { passwordFlags } from '../../flags.ts'
import { choiceOr, passwordOf, textOr } from '../../input.ts'
import { signedIn } from '../../sign-in.ts'

const roles = ['attendee', 'organizer'] as const

export default class AuthRegister extends BaseCommand {
  static override summary = summaryOf('users.register')
  static override description = descriptionOf('users.register')
  static override examples = [
    "<%= config.bin %> auth register --email ada@example.com --name 'Ada Lovelace' --role organizer " +
      '--password-stdin < password.txt',
  ]
  static override makesProfile = true
  static override flags = {
    email: Flags.string({ summary: 'Your email.' }),
    name: Flags.string({ summary: 'Your name.' }),
    role: Flags.string({ summary: 'Attendees book, organizers also run events.', options: roles }),
    ...passwordFlags,
  }

  override async run() {
    const { flags } = await this.parse(AuthRegister)
    const email = await textOr(flags.email, '--email', 'Email')
    const name = await textOr(flags.name, '--name', 'Name')
    const password = await passwordOf(flags)
    const role = await choiceOr(flags.role as (typeof roles)[number] | undefined, 'Role', roles)
    const { user } = await this.evently.auth.register({ email, name, password, ...(role && { role }) })
    const { sentence, facts } = await signedIn(this.connection, user)
    this.done(sentence, facts)
  }
}
