// `evently auth register`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { passwordFlags } from '../../flags.ts'
import { givenPassword, passwordQuestion } from '../../input.ts'
import { askText, canAsk, withAnswers } from '../../prompts.ts'
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
    const given = { email: flags.email, name: flags.name, password: await givenPassword(flags) }
    const { email, name, password } = await withAnswers(given, {
      email: { message: 'Email' },
      name: { message: 'Name' },
      password: passwordQuestion(),
    })
    const role = (flags.role ?? (canAsk() ? await askText({ message: 'Role', choices: roles }) : undefined)) as
      | (typeof roles)[number]
      | undefined
    const { user } = await this.evently.auth.register({ email, name, password, ...(role && { role }) })
    const { sentence, facts } = await signedIn(this.connection, user)
    this.done(sentence, facts)
  }
}
