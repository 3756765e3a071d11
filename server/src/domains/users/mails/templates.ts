// What the mails say: files that a person can edit, with places for the link and the token.
import { readFileSync } from 'node:fs'
import type { MailPurpose } from './store.ts'

/** `server/mails/`, seen from `server/dist/src/domains/users/mails/`. */
const folder = new URL('../../../../../mails/', import.meta.url)

const files: Readonly<Record<MailPurpose, string>> = {
  email_verification: 'email-verification',
  password_reset: 'password-reset',
  email_changed: 'email-changed',
}

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export type Templates = (purpose: MailPurpose, values: Readonly<Record<string, string>>) => MailText

/** Reads them all, so that one that is missing or has no subject stops the start. */
export function readTemplates(): Templates {
  const read = new Map(
    Object.entries(files).map(([purpose, file]) => {
      const [subject, text] = subjectAndText(readFileSync(new URL(`${file}.txt`, folder), 'utf8'), file)
      return [purpose, { subject, text, html: readFileSync(new URL(`${file}.html`, folder), 'utf8') }]
    }),
  )
  return (purpose, values) => {
    const { subject, text, html } = read.get(purpose)!
    const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeHtml(value)]))
    return { subject, text: filled(text, values), html: filled(html, escaped) }
  }
}

function subjectAndText(content: string, file: string): [subject: string, text: string] {
  const found = /^Subject: *(\S.*)\r?\n\s*([^]+)$/.exec(content)
  if (!found) throw new Error(`server/mails/${file}.txt must begin with "Subject: …", and its text must follow.`)
  return [found[1]!.trim(), found[2]!]
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`)
