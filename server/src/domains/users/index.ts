// The front door of the users: accounts, sessions, and whose a token is.
import type { Logger } from 'pino'
import type { Caller } from '../../contract/types.ts'
import type { Cursors } from '../../platform/cursors.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { Probe } from '../../platform/observability/probes.ts'
import type { Database } from '../../platform/postgres/sql.ts'
import type { EventsPort } from '../events/port.ts'
import { looksLikeApiKey } from './api-keys/rules.ts'
import { createSealing } from '../../platform/sealing.ts'
import { createApiKeysService } from './api-keys/service.ts'
import { createErasureService } from './erasure/service.ts'
import { createErasureStore } from './erasure/store.ts'
import { usersHandlers } from './handlers.ts'
import { usersInternalHandlers } from './internal-handlers.ts'
import { startUsersJobs } from './jobs.ts'
import { createMailsService } from './mails/service.ts'
import { createMailsStore } from './mails/store.ts'
import { readAccountTemplates } from './mails/templates.ts'
import { createPasswords, type PasswordCost } from './passwords.ts'
import type { PersonalDataPort, UsersPort } from './port.ts'
import { createProfileService } from './profile/service.ts'
import { createRecoveryService } from './recovery/service.ts'
import { createRevocations } from './revocations.ts'
import type { OrganizerSignup } from './rules.ts'
import { createUsersService, type Client, type Credentials } from './service.ts'
import { createUsersStore } from './store.ts'
import { createTokens } from './tokens.ts'

export { createTokens, type Tokens } from './tokens.ts'
export type { PasswordCost } from './passwords.ts'
export type { OrganizerSignup } from './rules.ts'

export const accessTokenSeconds = 15 * 60

export interface UsersDependencies {
  readonly database: Database
  /** The first signs; what any of them has signed is accepted. */
  readonly jwtSecrets: readonly [string, ...string[]]
  readonly organizerSignup: OrganizerSignup
  /** A refresh token that comes a second time ends its session, also within seconds. */
  readonly refreshStrict?: boolean
  readonly cursors: Cursors
  readonly mailer: Pick<Mailer, 'send'>
  /** The beginning of the links in mails, without a slash at its end. */
  readonly publicUrl: string
  readonly events: () => Pick<EventsPort, 'countOpen'>
  /** Those who keep what a person has bought, held or waited for; the one that gives seats back first. */
  readonly personalData: () => readonly PersonalDataPort[]
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
  jwtSecrets,
  organizerSignup,
  cursors,
  mailer,
  publicUrl,
  events,
  personalData,
  log,
  refreshStrict = false,
  knownCredentials = [],
  passwordCost,
  clock,
}: UsersDependencies) {
  const store = createUsersStore(database.knex)
  const rememberSeconds = accessTokenSeconds
  const revocations = createRevocations({ rememberSeconds, readChanges: store.changesWithin, clock })
  const apiKeys = createApiKeysService({
    database,
    revocations,
    cursors,
    sealing: createSealing(jwtSecrets, 'evently api keys'),
    rememberSeconds,
    clock,
  })
  const passwords = createPasswords({ ...(passwordCost && { cost: passwordCost }) })
  const profiles = createProfileService({ database, passwords, revocations })
  const recovery = createRecoveryService({ database, passwords, revocations })
  const erasure = createErasureService({ database, revocations, profiles, events, personalData, log })
  const mails = createMailsService({ database, mailer, templates: readAccountTemplates(), publicUrl, log })
  const service = createUsersService({
    database,
    organizerSignup,
    refreshStrict,
    revocations,
    cursors,
    log,
    knownCredentials,
    passwords,
    tokens: createTokens({ secrets: jwtSecrets, accessTokenSeconds, clock }),
  })
  const port: UsersPort = {
    verify: token => (looksLikeApiKey(token) ? apiKeys.verify(token) : service.verify(token)),
    changesWithin: store.changesWithin,
    noteApiKeyUses: async ids => {
      for (const id of ids) apiKeys.noteUse(id)
    },
    profilesOf: service.profilesOf,
    profileOfEmail: service.profileOfEmail,
  }

  const probe: Probe = {
    name: 'users',
    gauges: {
      evently_mails: 'Mails that are still to be sent; counted up to 10,000.',
      evently_mails_age_seconds: 'How long the oldest of them has been waiting.',
      evently_erasures: 'People whom the events and the bookings erase, or look at once more; counted up to 10,000.',
      evently_erasures_overdue_seconds: 'How long ago it was the turn of the first of them.',
    },
    async read() {
      const { mails, oldestSeconds } = await createMailsStore(database.knex).backlog()
      const { erasures, oldestSeconds: overdueSeconds } = await createErasureStore(database.knex).backlog()
      return {
        evently_mails: mails,
        evently_mails_age_seconds: oldestSeconds,
        evently_erasures: erasures,
        evently_erasures_overdue_seconds: overdueSeconds,
      }
    },
  }

  return {
    probe,
    handlers: usersHandlers({ users: service, profiles, apiKeys, recovery, erasure }),
    internalHandlers: usersInternalHandlers(port),
    port,
    /** Whose token or API key this is: at once, but for a key not seen lately. Throws token_invalid, token_expired. */
    authenticate: (token: string): Caller | Promise<Caller> =>
      looksLikeApiKey(token) ? apiKeys.authenticate(token) : service.authenticate(token),
    /** Whether somebody at this address has lately been signed in as the account of this email. */
    knowsNetwork: (email: string, address: string) => service.knowsNetwork(email, address),
    refresh: (refreshToken: string, from: Client) => service.refresh(refreshToken, from),
    /** Makes the first admin if nobody has this email. */
    ensureAdmin: (credentials: Credentials) => service.ensureAdmin(credentials),
    accountState: (credentials: Credentials) => service.accountState(credentials),
    /** Learns which sessions have ended lately: until then a token of such a session would still pass. */
    ready: () => revocations.read(),
    /** Writes down which API keys were used since the last time: the jobs do, and the end of the process. */
    flushUses: () => apiKeys.flushUses(),
    /** Sends the mails whose time has come, as the job does every second; true when there may be more. */
    sendMails: () => mails.sendDue(),
    /** Tells the other domains whom to erase, as the job does every second; true when there may be more. */
    carryOutErasures: () => erasure.carryOutDue(),
    startJobs: () => startUsersJobs({ database, revocations, apiKeys, mails, erasure, log }),
  }
}
