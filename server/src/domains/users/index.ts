// The front door of the users: accounts, sessions, and whose a token is.
import type { Logger } from 'pino'
import type { Caller } from '../../contract/types.ts'
import type { Cursors } from '../../platform/cursors.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import { usersHandlers } from './handlers.ts'
import { usersInternalHandlers } from './internal-handlers.ts'
import { startUsersJobs } from './jobs.ts'
import { createPasswords, type PasswordCost } from './passwords.ts'
import type { UsersPort } from './port.ts'
import { createRevocations } from './revocations.ts'
import type { OrganizerSignup } from './rules.ts'
import { createUsersService, type Credentials } from './service.ts'
import { createUsersStore } from './store.ts'
import { createTokens } from './tokens.ts'

export { createTokens, type Tokens } from './tokens.ts'
export type { PasswordCost } from './passwords.ts'
export type { OrganizerSignup } from './rules.ts'

export const accessTokenSeconds = 15 * 60

export interface UsersDependencies {
  readonly database: Database
  readonly jwtSecret: string
  readonly organizerSignup: OrganizerSignup
  readonly cursors: Cursors
  readonly log: Logger
  /** Emails with passwords that everybody knows: nobody signs in with one of these pairs. */
  readonly knownCredentials?: readonly Credentials[]
  readonly passwordCost?: PasswordCost
  /** Milliseconds since 1970; for what concerns access tokens. The database has its own clock for sessions. */
  readonly clock?: () => number
}

/** Await `ready` before serving, and start the jobs: without them what other processes revoke is never learned. */
export function createUsers({
  database,
  jwtSecret,
  organizerSignup,
  cursors,
  log,
  knownCredentials = [],
  passwordCost,
  clock,
}: UsersDependencies) {
  const store = createUsersStore(database.knex)
  const revocations = createRevocations({ accessTokenSeconds, readChanges: store.changesWithin, clock })
  const service = createUsersService({
    database,
    organizerSignup,
    revocations,
    cursors,
    log,
    knownCredentials,
    passwords: createPasswords({ ...(passwordCost && { cost: passwordCost }) }),
    tokens: createTokens({ secret: jwtSecret, accessTokenSeconds, clock }),
  })
  const port: UsersPort = { verify: service.verify, profilesOf: service.profilesOf }

  return {
    handlers: usersHandlers(service),
    internalHandlers: usersInternalHandlers(port),
    port,
    /** Whose access token this is, without asking the database. Throws token_invalid, token_expired. */
    authenticate: (token: string): Caller => service.authenticate(token),
    /** Makes the first admin if nobody has this email. */
    ensureAdmin: (credentials: Credentials) => service.ensureAdmin(credentials),
    accountState: (credentials: Credentials) => service.accountState(credentials),
    /** Learns which sessions have ended lately: until then a token of such a session would still pass. */
    ready: () => revocations.read(),
    startJobs: () => startUsersJobs({ store, revocations, log }),
  }
}
