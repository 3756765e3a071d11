// The server's settings: read once from the environment, checked, frozen. Nothing else reads process.env.
import { databaseConnections, databasePooling, type DatabaseConnections } from './config/connections.ts'
import { ConfigError, integer, oneOf, text, type Environment } from './config/environment.ts'
import { mailSettings, type MailSettings } from './config/mail.ts'
import {
  databaseLocation,
  elasticsearchUrl,
  redisCaFile,
  redisUrls,
  serviceUrlsOf,
  servicesFlag,
  servicesOf,
  type DatabaseLocation,
} from './config/places.ts'
import { webhookHostsAllowed } from './config/webhooks.ts'
import type { ServiceName } from './contract/services.ts'
import { knownAccounts } from './demo/accounts.ts'
import type { FailpointPlan } from './platform/failpoints.ts'
import { isLoopback } from './platform/http/loopback.ts'
import type { AllowedHost } from './platform/outgoing/public-agent.ts'
import { parseFailpoints } from './recovery-steps.ts'

export interface Config {
  readonly host: string
  /** Where the internal listener is reached. */
  readonly internalHost: string
  readonly port: number
  readonly internalPort: number
  /** Whether this machine alone can reach the server: it listens on loopback, and no proxy stands before it. */
  readonly isLocal: boolean
  /** What this process runs; the rest is asked over `serviceUrls`. */
  readonly services: readonly ServiceName[]
  /** The internal listeners of the services that those of this process ask and that run elsewhere. */
  readonly serviceUrls: Readonly<Partial<Record<ServiceName, string>>>
  readonly databases: DatabaseLocation
  /** How many connections this process may have open to each of its databases. */
  readonly databaseConnections: DatabaseConnections
  /** `transaction`: a pooler before PostgreSQL gives out connections by the transaction. */
  readonly databasePooling: 'session' | 'transaction'
  readonly dataDir: string
  /** One server or the nodes of a cluster; undefined: everything that Redis would do is done in the process. */
  readonly redisUrls: readonly string[] | undefined
  /** Authorities for its certificate; undefined: those that Node knows. */
  readonly redisCaFile: string | undefined
  /** How long anything waits for Redis before it goes on without it. */
  readonly redisTimeoutMs: number
  /** Undefined: the search is on PostgreSQL. */
  readonly elasticsearchUrl: string | undefined
  /** Of how many shards the next index that is built there is. */
  readonly elasticsearchShards: number
  /** Those that are set: in the embedded default the others are made once and kept in the data folder. */
  readonly secrets: Partial<Secrets>
  readonly admin: { readonly email: string; readonly password: string } | undefined
  readonly organizerSignup: 'open' | 'closed'
  /** A refresh token that comes a second time ends its session, also within seconds. */
  readonly refreshStrict: boolean
  readonly mail: MailSettings
  /** Hosts that webhooks may go to though they are private or have no TLS. */
  readonly webhookHostsAllowed: readonly AllowedHost[]
  readonly rateLimit: 'on' | 'off'
  /** Whose pages browsers let call the API; `*`: everybody's. */
  readonly corsOrigins: readonly string[] | '*'
  /** Whether whoever reaches the public listener may read the metrics; the internal one has them in any case. */
  readonly publicMetrics: boolean
  /** How many proxies of one's own stand before the server: so many entries of X-Forwarded-For are believed. */
  readonly trustProxy: number
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
  /** For how many days after an event's end its history stays whole; undefined: for ever. */
  readonly retentionDays: number | undefined
  /** Whose payments go through Stripe; undefined: the sandbox, which moves no money. */
  readonly stripe:
    | { readonly secretKey: string; readonly webhookSecret: string; readonly apiBase: string | undefined }
    | undefined
  /** How long the recovery job leaves a booking to the request that made it. */
  readonly recoverySeconds: number
  /** Where tests let the server fail; none in production. */
  readonly failpoints: readonly FailpointPlan[]
  readonly logLevel: string
  /** From when on a request gets a line in the log. */
  readonly slowRequestMs: number
  /** How long the server still takes requests after it has been asked to stop, so that balancers notice first. */
  readonly drainSeconds: number
  /** Whether demo events are made at the first start. */
  readonly demo: boolean
}

export interface Secrets {
  readonly jwtSecret: string
  readonly internalToken: string
  readonly cursorSecret: string
  /** What the keys follow from that sign tickets; perhaps two with a comma between them, as of `jwtSecret`. */
  readonly ticketSecret: string
}

/** Names that others read from the same environment: the SDK and the CLI. */
const others = [
  'EVENTLY_API_KEY',
  'EVENTLY_BASE_URL',
  'EVENTLY_LANGUAGE',
  'EVENTLY_PROFILE',
  'EVENTLY_CONFIG_DIR',
  'EVENTLY_CREDENTIALS',
  'EVENTLY_WEBHOOK_SECRET',
  'EVENTLY_EMAIL',
  'EVENTLY_PASSWORD',
  'EVENTLY_CURRENT_PASSWORD',
  'EVENTLY_NEW_PASSWORD',
  'EVENTLY_ACCESS_TOKEN',
  'EVENTLY_REFRESH_TOKEN',
  'EVENTLY_MAIL_CODE',
  'EVENTLY_LOG',
]
const ours = [
  'EVENTLY_HOST',
  'EVENTLY_INTERNAL_HOST',
  'EVENTLY_INTERNAL_PORT',
  'EVENTLY_DATABASE_CONNECTIONS',
  'EVENTLY_DATABASE_POOLING',
  'EVENTLY_DATABASE_CA_FILE',
  'EVENTLY_DATA_DIR',
  'EVENTLY_JWT_SECRET',
  'EVENTLY_INTERNAL_TOKEN',
  'EVENTLY_CURSOR_SECRET',
  'EVENTLY_TICKET_SECRET',
  'EVENTLY_ADMIN_EMAIL',
  'EVENTLY_ADMIN_PASSWORD',
  'EVENTLY_ORGANIZER_SIGNUP',
  'EVENTLY_REFRESH_STRICT',
  'EVENTLY_MAIL_FROM',
  'EVENTLY_PUBLIC_URL',
  'EVENTLY_WEBHOOK_HOSTS_ALLOWED',
  'EVENTLY_BUYER_MAILS',
  'EVENTLY_HOLD_SECONDS',
  'EVENTLY_OFFER_SECONDS',
  'EVENTLY_LANE_QUEUE_MAX',
  'EVENTLY_RETENTION_DAYS',
  'EVENTLY_REDIS_TIMEOUT_MS',
  'EVENTLY_REDIS_CA_FILE',
  'EVENTLY_SEARCH_SHARDS',
  'EVENTLY_RECOVERY_SECONDS',
  'EVENTLY_FAILPOINTS',
  'EVENTLY_RATE_LIMIT',
  'EVENTLY_CORS_ORIGINS',
  'EVENTLY_PUBLIC_METRICS',
  'EVENTLY_TRUST_PROXY',
  'EVENTLY_LOG_LEVEL',
  'EVENTLY_SLOW_REQUEST_MS',
  'EVENTLY_DRAIN_SECONDS',
  'EVENTLY_PAYMENT_PROVIDER',
  'EVENTLY_SERVICES',
  'EVENTLY_USERS_URL',
  'EVENTLY_EVENTS_URL',
  'EVENTLY_BOOKINGS_URL',
  'EVENTLY_SEARCH_URL',
]
const flags = ['--empty', '--services=…']
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Throws ConfigError with one clear sentence for the first setting that is wrong or unknown. */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  refuseUnknown(env, args)
  const services = servicesOf(env, args)
  const databases = databaseLocation(env, services)
  const listeners = listenersOf(env)
  const redis = redisUrls(env)
  return Object.freeze({
    ...listeners,
    services,
    serviceUrls: serviceUrlsOf(env, services),
    databases,
    databaseConnections: databaseConnections(env, services, databases),
    databasePooling: databasePooling(env, databases),
    dataDir: text(env, 'EVENTLY_DATA_DIR') ?? '.evently',
    redisUrls: redis,
    redisCaFile: redisCaFile(env, redis),
    redisTimeoutMs: integer(env, 'EVENTLY_REDIS_TIMEOUT_MS', { default: 100, min: 1, max: 10_000 }),
    elasticsearchUrl: elasticsearchUrl(env),
    elasticsearchShards: integer(env, 'EVENTLY_SEARCH_SHARDS', { default: 1, min: 1, max: 100 }),
    secrets: secretsOf(env, databases),
    admin: adminOf(env, listeners.isLocal),
    organizerSignup: oneOf(env, 'EVENTLY_ORGANIZER_SIGNUP', ['open', 'closed'], 'open'),
    refreshStrict: oneOf(env, 'EVENTLY_REFRESH_STRICT', ['on', 'off'], 'off') === 'on',
    mail: mailSettings(env, listeners),
    webhookHostsAllowed: webhookHostsAllowed(env),
    rateLimit: oneOf(env, 'EVENTLY_RATE_LIMIT', ['on', 'off'], 'on'),
    corsOrigins: corsOriginsOf(env),
    publicMetrics: oneOf(env, 'EVENTLY_PUBLIC_METRICS', ['on', 'off'], 'off') === 'on',
    holdSeconds: integer(env, 'EVENTLY_HOLD_SECONDS', { default: 300, min: 1, max: 86_400 }),
    offerSeconds: integer(env, 'EVENTLY_OFFER_SECONDS', { default: 600, min: 1, max: 604_800 }),
    laneQueueMax: integer(env, 'EVENTLY_LANE_QUEUE_MAX', { default: 10_000, min: 1, max: 1_000_000 }),
    retentionDays: retentionDaysOf(env),
    stripe: stripeOf(env, services),
    recoverySeconds: integer(env, 'EVENTLY_RECOVERY_SECONDS', { default: 8, min: 1, max: 12 }),
    failpoints: failpointsOf(env),
    logLevel: oneOf(env, 'EVENTLY_LOG_LEVEL', logLevels, 'info'),
    slowRequestMs: integer(env, 'EVENTLY_SLOW_REQUEST_MS', { default: 1_000, min: 1, max: 60_000 }),
    drainSeconds: integer(env, 'EVENTLY_DRAIN_SECONDS', { default: 2, min: 0, max: 60 }),
    demo: databases.kind === 'embedded' && !args.includes('--empty'),
  })
}

function refuseUnknown(env: Environment, args: readonly string[]) {
  const unknown = Object.keys(env).find(
    name =>
      name.startsWith('EVENTLY_') &&
      !name.startsWith('EVENTLY_TEST_') &&
      !ours.includes(name) &&
      !others.includes(name),
  )
  if (unknown) throw new ConfigError(`Evently knows no setting ${unknown}. It knows ${ours.join(', ')}.`)
  const flag = args.find(arg => !flags.includes(arg) && !arg.startsWith(servicesFlag))
  // Without its value, which may be a secret.
  const name = flag?.replace(/=.*/s, '')
  if (name) throw new ConfigError(`Evently's server knows no argument ${name}. It knows ${flags.join(', ')}.`)
}

const retentionDaysOf = (env: Environment) =>
  text(env, 'EVENTLY_RETENTION_DAYS') === 'off'
    ? undefined
    : integer(env, 'EVENTLY_RETENTION_DAYS', { default: 90, min: 1, max: 36_500 })

type Listeners = Pick<Config, 'host' | 'internalHost' | 'port' | 'internalPort' | 'trustProxy' | 'isLocal'>

function listenersOf(env: Environment): Listeners {
  const host = text(env, 'EVENTLY_HOST') ?? '127.0.0.1'
  const internalHost = text(env, 'EVENTLY_INTERNAL_HOST') ?? '127.0.0.1'
  const port = integer(env, 'PORT', { default: 3000, min: 0, max: 65_535 })
  const internalPort = integer(env, 'EVENTLY_INTERNAL_PORT', { default: 3001, min: 0, max: 65_535 })
  if (port === internalPort && port !== 0) {
    throw new ConfigError(
      `PORT and EVENTLY_INTERNAL_PORT are both ${port}: the public and the internal listener need a port each.`,
    )
  }
  const trustProxy = integer(env, 'EVENTLY_TRUST_PROXY', { default: 0, min: 0, max: 10 })
  return { host, internalHost, port, internalPort, trustProxy, isLocal: isLoopback(host) && trustProxy === 0 }
}

/** Origins as browsers send them: a scheme, a host and perhaps a port. */
function corsOriginsOf(env: Environment): Config['corsOrigins'] {
  const given = text(env, 'EVENTLY_CORS_ORIGINS')
  if (given === undefined) return []
  if (given === '*') return '*'
  const origins = given.split(',').map(origin => origin.trim())
  const wrong = origins.find(
    origin => !/^https?:\/\//.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
  )
  if (wrong !== undefined)
    throw new ConfigError(
      'EVENTLY_CORS_ORIGINS must be * or origins with commas between them, each as browsers send it, such as ' +
        `https://tickets.example.com, not "${wrong}".`,
    )
  return origins
}

const secretLengthMin = 32

/** Between the secret that signs and the one before it, while what it has signed is about. */
const signingSeparator = ','
const signingSecretsMax = 2
const signing: ReadonlySet<keyof Secrets> = new Set(['jwtSecret', 'ticketSecret'])

/** The first signs; what any of them has signed is accepted. */
export const signingSecretsOf = (secret: string) =>
  secret.split(signingSeparator) as unknown as readonly [string, ...string[]]

/** What is wrong with a secret, to go on after its name; undefined: nothing. */
export function secretFault(name: keyof Secrets, secret: string): string | undefined {
  const good = '`openssl rand -base64 48` makes a good one'
  const parts = signing.has(name) ? secret.split(signingSeparator) : [secret]
  if (parts.length > signingSecretsMax)
    return `must be one secret, or two with a comma between them, of which the first signs; it has ${parts.length}`
  if (parts.length > 1 && parts.some(part => part.length < secretLengthMin))
    return `has a comma, so it is two secrets, and each must have ${secretLengthMin} characters or more; ${good}`
  if (secret.length < secretLengthMin) return `must be set, to ${secretLengthMin} characters or more; ${good}`
  const isBearer = /^[\w\-.~+/]+=*$/.test(secret) // as the internal token is sent
  return name === 'internalToken' && !isBearer ? `must be letters, digits and -._~+/ alone; ${good}` : undefined
}

const secretSettings = {
  jwtSecret: 'EVENTLY_JWT_SECRET',
  internalToken: 'EVENTLY_INTERNAL_TOKEN',
  cursorSecret: 'EVENTLY_CURSOR_SECRET',
  ticketSecret: 'EVENTLY_TICKET_SECRET',
} as const satisfies Record<keyof Secrets, string>

/** With databases of one's own each has to be set; in the embedded default only what is set is looked at. */
function secretsOf(env: Environment, databases: DatabaseLocation): Partial<Secrets> {
  const secrets: { -readonly [Name in keyof Secrets]?: string } = {}
  for (const [name, setting] of Object.entries(secretSettings) as [keyof Secrets, string][]) {
    const value = text(env, setting)
    if (value === undefined && databases.kind === 'embedded') continue
    const fault = secretFault(name, value ?? '')
    if (fault) throw new ConfigError(`${setting} ${fault}.`)
    secrets[name] = value ?? ''
  }
  return secrets
}

const stripeSettings = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE']

/** Only the bookings pay; a process without them needs no key. */
function stripeOf(env: Environment, services: readonly ServiceName[]): Config['stripe'] {
  const provider = oneOf(env, 'EVENTLY_PAYMENT_PROVIDER', ['sandbox', 'stripe'], 'sandbox')
  if (!services.includes('bookings')) return undefined
  if (provider === 'sandbox') {
    const unused = stripeSettings.find(setting => text(env, setting) !== undefined)
    if (!unused || text(env, 'EVENTLY_PAYMENT_PROVIDER') !== undefined) return undefined
    throw new ConfigError(
      `${unused} is set, but EVENTLY_PAYMENT_PROVIDER is not, so nobody would be charged. ` +
        'Set EVENTLY_PAYMENT_PROVIDER=stripe to take payments, or EVENTLY_PAYMENT_PROVIDER=sandbox to take none.',
    )
  }
  const secretKey = text(env, 'STRIPE_SECRET_KEY')
  const webhookSecret = text(env, 'STRIPE_WEBHOOK_SECRET')
  // What is wrong with a secret is said without saying the secret.
  if (!secretKey || !/^(sk|rk)_\w+$/.test(secretKey))
    throw new ConfigError(
      'STRIPE_SECRET_KEY must be set with EVENTLY_PAYMENT_PROVIDER=stripe: ' +
        'a key of your Stripe account that begins with sk_ or rk_.',
    )
  if (!webhookSecret?.startsWith('whsec_'))
    throw new ConfigError(
      'STRIPE_WEBHOOK_SECRET must be set with EVENTLY_PAYMENT_PROVIDER=stripe: ' +
        'the secret of the endpoint <server>/api/v1/webhooks/stripe at Stripe, which begins with whsec_.',
    )
  return { secretKey, webhookSecret, apiBase: stripeApiBase(env) }
}

function stripeApiBase(env: Environment): string | undefined {
  const url = text(env, 'STRIPE_API_BASE')
  if (url !== undefined && !/^https?:\/\/[^/?#@]+\/?$/.test(url))
    throw new ConfigError('STRIPE_API_BASE must be http:// or https://, a host and perhaps a port, and nothing else.')
  return url
}

function failpointsOf(env: Environment): readonly FailpointPlan[] {
  const value = text(env, 'EVENTLY_FAILPOINTS')
  if (value === undefined) return []
  if (text(env, 'NODE_ENV') === 'production')
    throw new ConfigError('EVENTLY_FAILPOINTS must not be set in production: it lets the server fail on purpose.')
  const plans = parseFailpoints(value)
  if (typeof plans === 'string') throw new ConfigError(`EVENTLY_FAILPOINTS: ${plans}`)
  return plans
}

function adminOf(env: Environment, isLocal: boolean) {
  const email = text(env, 'EVENTLY_ADMIN_EMAIL')
  const password = text(env, 'EVENTLY_ADMIN_PASSWORD')
  if ((email === undefined) !== (password === undefined))
    throw new ConfigError('EVENTLY_ADMIN_EMAIL and EVENTLY_ADMIN_PASSWORD must be set together.')
  if (!isLocal && knownAccounts.some(known => known.password === password)) {
    throw new ConfigError(
      'EVENTLY_ADMIN_PASSWORD is the password of a demo account, which everybody knows, and others can reach ' +
        'this server. Choose another.',
    )
  }
  return email === undefined || password === undefined ? undefined : { email, password }
}
