// Accounts and sessions, as far as a program that buys or sells needs them.
import type { User } from '../../generated/shapes.ts'
import { Refusal } from '../refusal.ts'
import { timeText, tokenSeconds } from './world.ts'
import type { Account, Handlers, World } from './world.ts'

export interface NewAccount {
  readonly email?: string
  readonly name?: string
  readonly role?: User['role']
  readonly password?: string
}

/** Problems: email_taken. */
export function addAccount(world: World, given: NewAccount = {}): Account {
  const { role = 'attendee', password = 'correct horse battery' } = given
  const id = world.newId('usr')
  const { email = `${role}-${world.accounts.size + 1}@example.com`, name = 'Ada Lovelace' } = given
  if (accountOf(world, email)) throw new Refusal('email_taken')
  const user = { id, email, emailVerified: false, name, role, createdAt: timeText(world.nowMs) }
  const account: Account = { user, password, apiKey: `evk_testing_${id.slice(-4)}` }
  world.accounts.set(id, account)
  return account
}

const accountOf = ({ accounts }: World, email: string) =>
  [...accounts.values()].find(({ user }) => user.email.toLowerCase() === email.toLowerCase())

/** Whose credential it is. Problems: token_invalid, token_expired. */
export function callerOf(world: World, authorization: string | undefined): Account | undefined {
  if (authorization === undefined) return undefined
  const [, credential = ''] = /^Bearer (.+)$/i.exec(authorization) ?? []
  const byKey = [...world.accounts.values()].find(({ apiKey }) => apiKey === credential)
  if (byKey) return byKey
  const session = world.sessions.get(credential)
  if (!session || session.isRefresh) throw new Refusal('token_invalid')
  if (session.endsAtMs <= world.nowMs) throw new Refusal('token_expired')
  return world.accounts.get(session.userId)
}

function sessionOf(world: World, { user }: Account) {
  const [accessToken, refreshToken] = [world.newId('access'), world.newId('refresh')]
  world.sessions.set(accessToken, {
    userId: user.id,
    endsAtMs: world.nowMs + tokenSeconds * 1_000,
    isRefresh: false,
  })
  world.sessions.set(refreshToken, { userId: user.id, endsAtMs: Infinity, isRefresh: true })
  return { user, tokens: { accessToken, refreshToken, tokenType: 'Bearer', expiresInSeconds: tokenSeconds } }
}

export const accountHandlers: Handlers = {
  'users.register': (world, { body }) => ({ body: sessionOf(world, addAccount(world, body)) }),

  'users.login': (world, { body }) => {
    const account = accountOf(world, String(body['email']))
    if (!account || account.password !== body['password']) throw new Refusal('credentials_invalid')
    return { body: sessionOf(world, account) }
  },

  'users.refresh': (world, { body }) => {
    const token = String(body['refreshToken'])
    const session = world.sessions.get(token)
    const account = session?.isRefresh ? world.accounts.get(session.userId) : undefined
    if (!account) throw new Refusal('refresh_token_invalid')
    world.sessions.delete(token)
    return { body: sessionOf(world, account) }
  },

  'users.logout': (world, { body }) => {
    world.sessions.delete(String(body['refreshToken']))
    return {}
  },

  'users.getProfile': (_, { caller }) => ({ body: caller!.user }),
}
