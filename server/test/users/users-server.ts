// A server of the users alone, over real HTTP on a database of its own, whose clock a test can move.
import { expect } from 'chai'
import { pino } from 'pino'
import { Agent } from 'undici'
import { createApp, type HandlersFor } from '../../src/app.ts'
import { createUsers, type UsersDependencies } from '../../src/domains/users/index.ts'
import type { OrganizerSignup } from '../../src/domains/users/rules.ts'
import { createCursors } from '../../src/platform/cursors.ts'
import { listen } from '../../src/platform/http/listener.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { expectStatus } from '../support/builders.ts'
import { cloneDatabases } from '../support/databases.ts'
import { callOn, cheapPasswords, type Answer } from '../support/server.ts'

export type UsersServer = Awaited<ReturnType<typeof startUsersServer>>

const jwtSecrets = ['j'.repeat(48)] as const
const serviceToken = 'i'.repeat(48)
const log = pino({ level: 'silent' })
export const admin = { email: 'admin@example.com', password: 'the admin of the tests' }
export const password = 'correct horse battery'

export async function startUsersServer({
  organizerSignup = 'open',
  refreshStrict = false,
  events = () => ({ countOpen: async () => 0 }),
  personalData = () => [],
}: {
  organizerSignup?: OrganizerSignup
  refreshStrict?: boolean
} & Partial<Pick<UsersDependencies, 'events' | 'personalData'>> = {}) {
  const databases = await cloneDatabases()
  let aheadMs = 0
  const mailbox: Mail[] = []
  const newProcess = (own: Partial<UsersDependencies> = {}) =>
    createUsers({
      database: databases.users,
      jwtSecrets,
      organizerSignup,
      refreshStrict,
      cursors: createCursors('c'.repeat(48)),
      mailer: {
        send: async mail => {
          mailbox.push(mail)
          return 'sent'
        },
      },
      publicUrl: 'https://tickets.example.com',
      events,
      personalData,
      log,
      clock: () => Date.now() + aheadMs,
      passwordCost: cheapPasswords,
      ...own,
    })
  const users = newProcess()
  await users.ready()
  await users.ensureAdmin(admin)

  const breaches: string[] = []
  const common = {
    authenticate: users.authenticate,
    log,
    metrics: createMetrics().http,
    onBreach: (message: string) => {
      breaches.push(message)
    },
  }
  const app = createApp({
    ...common,
    document: 'evently',
    handlers: users.handlers as unknown as HandlersFor<'evently'>,
  })
  const internalApp = createApp({
    ...common,
    document: 'internal',
    serviceToken,
    handlers: users.internalHandlers as unknown as HandlersFor<'internal'>,
  })
  const listener = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
  const internal = await listen(internalApp.callback(), { host: '127.0.0.1', port: 0 })
  const agent = new Agent()
  const call = callOn(`http://127.0.0.1:${listener.port}`, agent)
  const callInternal = callOn(`http://127.0.0.1:${internal.port}`, agent)
  let serial = 0

  /** Sends what is to be mailed, and hands over what an address has got since the last time. */
  async function mailsTo(address: string): Promise<readonly Mail[]> {
    while (await users.sendMails()) continue
    const got = mailbox.filter(({ to }) => to === address)
    mailbox.splice(0, mailbox.length, ...mailbox.filter(({ to }) => to !== address))
    return got
  }

  return {
    users,
    mailbox,
    mailsTo,
    /** The token of the only mail of this kind that the address has got since the last time. */
    async tokenTo(address: string, subject: string): Promise<string> {
      const mails = (await mailsTo(address)).filter(mail => mail.subject === subject)
      expect(mails).to.have.length(1)
      return tokenOf(mails[0]!)
    },
    newProcess,
    call,
    database: databases.users,
    internal: (method: string, path: string, options: object = {}) =>
      callInternal(method, path, { token: serviceToken, ...options }),
    verify: (token: string) => callInternal('POST', '/internal/auth/verify', { token: serviceToken, body: { token } }),
    /** Moves the clock of the access tokens. */
    passSeconds(seconds: number) {
      aheadMs += seconds * 1_000
    },
    /** Somebody new who has signed up. */
    async anAccount({
      role = 'attendee',
      email = `somebody-${++serial}@example.com`,
    }: {
      role?: 'attendee' | 'organizer'
      email?: string
    } = {}) {
      return sessionOf(
        expectStatus(await call('POST', '/auth/register', { body: { email, password, name: 'Some Body', role } }), 201),
      )
    },
    login: async (credentials: { email: string; password: string }) =>
      sessionOf(expectStatus(await call('POST', '/auth/login', { body: credentials }), 200)),
    async close() {
      await agent.close()
      await Promise.all([listener.close(), internal.close()])
      await databases.close()
      expect(breaches, 'answers that did not fit the contract').to.deep.equal([])
    },
  }
}

export const verifySubject = 'Is this your email?'
export const resetSubject = 'Set a new password'
export const changedSubject = 'Your account has another email now'
export const tokenOf = ({ text }: Pick<Mail, 'text'>) => /#token=(ev[vp]_[\w-]{43})$/m.exec(text)![1]!

const sessionOf = ({ body: { user, tokens } }: Answer) => ({
  id: user.id,
  email: user.email,
  token: tokens.accessToken,
  refreshToken: tokens.refreshToken,
})
