// The front door of the users: accounts, sessions, and whose a token is.
import { hkdfSync } from 'node:crypto'
import type { Logger } from 'pino'
import type { Caller } from '../../contract/types.ts'
import { createCursors } from '../../platform/cursors.ts'
import type { Database } from '../../platform/sql.ts'
import { usersHandlers, usersInternalHandlers } from './handlers.ts'
import { startUsersJobs } from './jobs.ts'
import { createPasswords } from './passwords.ts'
import type { UsersPort } from './port.ts'
import type { OrganizerSignup } from './rules.ts'
import { createUsersService, type Credentials } from './service.ts'
import { createStandings } from './standings.ts'
import { createUsersStore } from './store.ts'
import { createTokens } from './tokens.ts'

export { createTokens, type Tokens } from './tokens.ts'
export type { OrganizerSignup } from './rules.ts'

export const accessTokenSeconds = 15 * 60

export interface UsersDependencies {
  readonly database: Database
  readonly jwtSecret: string
  readonly organizerSignup: OrganizerSignup
  readonly log: Logger
  /** Milliseconds since 1970; for what concerns access tokens. The database has its own clock for sessions. */
  readonly clock?: () => number
}

/** Needs a migrated database from its first background turn on. Await `ready` before serving. */
export function createUsers({ database, jwtSecret, organizerSignup, log, clock }: UsersDependencies) {
  const store = createUsersStore(database.knex)
  const standings = createStandings({ accessTokenSeconds, readChanges: store.changesWithin, clock })
  const service = createUsersService({
    database, organizerSignup, standings, log,
    passwords: createPasswords(),
    tokens: createTokens({ secret: jwtSecret, accessTokenSeconds, clock }),
    cursors: createCursors(derivedSecret(jwtSecret, 'evently users cursors')),
  })
  const jobs = startUsersJobs({ store, standings, log })
  const port: UsersPort = { verify: service.verify }

  return {
    handlers: usersHandlers(service),
    internalHandlers: usersInternalHandlers(service),
    port,
    /** Whose access token this is, without asking the database. Throws token_invalid, token_expired. */
    authenticate: (token: string): Caller => service.authenticate(token),
    /** Makes the first admin if nobody has this email. */
    ensureAdmin: (credentials: Credentials) => service.ensureAdmin(credentials),
    /** Learns which sessions have ended lately: until then a token of such a session would still pass. */
    ready: () => standings.read(),
    close: () => jobs.close(),
  }
}

/** A key of its own for each purpose, so that what is signed for one is never good for another. */
const derivedSecret = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)).toString('base64')
