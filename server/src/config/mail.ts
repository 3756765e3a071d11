// How mail leaves the server, and where its links lead.
import { isEmail } from '../contract/emails.ts'
import { isLoopback } from '../platform/http/loopback.ts'
import type { MailPlan } from '../platform/mail.ts'
import { ConfigError, oneOf, text, type Environment } from './environment.ts'

export interface MailSettings {
  readonly plan: MailPlan
  /** The beginning of the links in mails, without a slash at its end. */
  readonly publicUrl: string
  /** Which buyers get mails about their bookings and offers; `verified`: those whose email is. */
  readonly toBuyers: 'on' | 'verified' | 'off'
}

/**
 * Without a mail server a mail is written to the log, token and all, where this machine alone can reach the server and
 * it isn't said to be in production; elsewhere it is not sent.
 */
export function mailSettings(env: Environment, { isLocal, port }: { isLocal: boolean; port: number }): MailSettings {
  const url = text(env, 'SMTP_URL')
  const from = text(env, 'EVENTLY_MAIL_FROM')
  const publicUrl = publicUrlOf(env)
  const toBuyers = oneOf(env, 'EVENTLY_BUYER_MAILS', ['on', 'verified', 'off'], 'verified')
  const isProduction = text(env, 'NODE_ENV') === 'production'
  if (from !== undefined && !isSender(from))
    throw new ConfigError(
      'EVENTLY_MAIL_FROM must be an email, such as tickets@example.com or Evently <tickets@example.com>.',
    )
  if (url === undefined) {
    const kind = isLocal && !isProduction ? 'log' : 'none'
    // Nobody would get them: to make thousands of them is not worth it.
    return {
      plan: { kind },
      publicUrl: publicUrl ?? `http://localhost:${port}`,
      toBuyers: kind === 'log' ? toBuyers : 'off',
    }
  }
  if (from === undefined || publicUrl === undefined) {
    const missing = [from === undefined && 'EVENTLY_MAIL_FROM', publicUrl === undefined && 'EVENTLY_PUBLIC_URL']
    throw new ConfigError(`${missing.filter(Boolean).join(' and ')} must be set too where SMTP_URL is.`)
  }
  return { plan: { kind: 'smtp', ...smtpServer(url), from }, publicUrl, toBuyers }
}

const isSender = (from: string) => isEmail(/^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(from)?.[1] ?? from)

function publicUrlOf(env: Environment): string | undefined {
  const url = text(env, 'EVENTLY_PUBLIC_URL')
  if (url !== undefined && !(/^https?:\/\/[^?#\s]+$/.test(url) && URL.canParse(url)))
    throw new ConfigError(
      'EVENTLY_PUBLIC_URL must begin with http:// or https:// and have neither ? nor #, ' +
        `such as https://tickets.example.com, not "${url}".`,
    )
  return url?.replace(/\/+$/, '')
}

const withoutTls = 'requireTLS=false'
const tlsPort = 465
const submissionPort = 587

/** What is wrong with it is said without the URL, which may have a password. */
function smtpServer(url: string) {
  const given = /^smtps?:\/\//.test(url) && URL.canParse(url) ? new URL(url) : undefined
  const query = given?.search.slice(1) ?? ''
  if (!given?.hostname || !['', '/'].includes(given.pathname) || given.hash !== '' || !['', withoutTls].includes(query))
    throw new ConfigError(
      'SMTP_URL must be smtp:// or smtps://, perhaps a user and a password, a host and perhaps a port, such as ' +
        `smtp://user:password@mail.example.com:587. Only ?${withoutTls} may follow. In the user and the password, ` +
        'write other characters than letters and digits as %XX.',
    )
  const host = given.hostname.replace(/^\[|\]$/g, '')
  const isTls = given.protocol === 'smtps:'
  return {
    host,
    port: given.port === '' ? (isTls ? tlsPort : submissionPort) : Number(given.port),
    isTls,
    needsTls: !isTls && !isLoopback(host) && query !== withoutTls,
    user: given.username === '' ? undefined : decoded(given.username),
    password: given.password === '' ? undefined : decoded(given.password),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ConfigError('SMTP_URL has a % in its user or password that is not followed by two digits of its code.')
  }
}
