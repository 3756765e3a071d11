// What the mails about accounts say: server/mails/, with places for the link and the token.
import { readTemplates, type Templates } from '../../../platform/mail-templates.ts'
import type { MailPurpose } from './store.ts'

/** `server/mails/`, seen from `server/dist/src/domains/users/mails/`. */
const folder = new URL('../../../../../mails/', import.meta.url)

const withToken = { link: 'https://tickets.example.com/#token=evv_x', token: 'evv_x', minutes: '30' }

const files = {
  email_verification: 'email-verification',
  password_reset: 'password-reset',
  email_changed: 'email-changed',
} as const satisfies Readonly<Record<MailPurpose, string>>

export type AccountTemplates = Templates<MailPurpose>

let read: AccountTemplates | undefined

/** Reads them all, so that one that is missing or wrong stops the start; once for all servers of a process. */
export const readAccountTemplates = (): AccountTemplates => (read ??= readAll())

function readAll(): AccountTemplates {
  const write = readTemplates(folder, {
    'email-verification': withToken,
    'password-reset': withToken,
    'email-changed': {},
  })
  return (purpose, values) => write(files[purpose], values)
}
