// The server's settings: read once from the environment, checked, frozen. Nothing else reads process.env.
import { parseFailpoints, type FailpointPlan } from './platform/failpoints.ts'

/** Where the four databases are: all on one server of ours, all on one of yours, or each by its own URL. */
export type DatabaseLocation =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'urls'; readonly urls: Readonly<Record<DatabaseName, string>> }

export const databaseNames = ['users', 'events', 'bookings', 'search'] as const
export type DatabaseName = (typeof databaseNames)[number]

export interface Config {
  readonly host: string
  readonly port: number
  readonly internalPort: number
  readonly databases: DatabaseLocation
  readonly dataDir: string
  /** One server or the nodes of a cluster; undefined: everything that Redis would do is done in the process. */
  readonly redisUrls: readonly string[] | undefined
  /** How long anything waits for Redis before it goes on without it. */
  readonly redisTimeoutMs: number
  /** Undefined: the search is on PostgreSQL. */
  readonly elasticsearchUrl: string | undefined
  /** Undefined in the embedded default: there they are made once and kept in the data folder. */
  readonly secrets: Secrets | undefined
  readonly admin: { readonly email: string; readonly password: string } | undefined
  readonly organizerSignup: 'open' | 'closed'
  readonly rateLimit: 'on' | 'off'
  /** How many proxies of one's own stand before the server: so many entries of X-Forwarded-For are believed. */
  readonly trustProxy: number
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
  /** Whose payments go through Stripe; undefined: the sandbox, which moves no money. */
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string; readonly apiBase: string | undefined } | undefined
  /** How long the recovery job leaves a booking to the request that made it. */
  readonly recoverySeconds: number
  /** Where tests let the server fail; none in production. */
  readonly failpoints: readonly FailpointPlan[]
  readonly logLevel: string
  /** Whether demo events are made at the first start. */
  readonly demo: boolean
}

export interface Secrets { readonly jwtSecret: string; readonly internalToken: string; readonly cursorSecret: string }

/** A setting that can't be used, in a sentence for whoever has set it. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** Names that others read from the same environment: the SDK and the CLI. */
const OTHERS = ['EVENTLY_API_KEY', 'EVENTLY_BASE_URL', 'EVENTLY_PROFILE', 'EVENTLY_CONFIG_DIR']
const OURS = [
  'EVENTLY_HOST', 'EVENTLY_INTERNAL_PORT', 'EVENTLY_DATA_DIR', 'EVENTLY_JWT_SECRET', 'EVENTLY_INTERNAL_TOKEN', 'EVENTLY_CURSOR_SECRET', 'EVENTLY_ADMIN_EMAIL',
  'EVENTLY_ADMIN_PASSWORD', 'EVENTLY_ORGANIZER_SIGNUP', 'EVENTLY_HOLD_SECONDS', 'EVENTLY_OFFER_SECONDS', 'EVENTLY_LANE_QUEUE_MAX', 'EVENTLY_REDIS_TIMEOUT_MS', 'EVENTLY_RECOVERY_SECONDS', 'EVENTLY_FAILPOINTS', 'EVENTLY_RATE_LIMIT', 'EVENTLY_TRUST_PROXY', 'EVENTLY_LOG_LEVEL', 'EVENTLY_PAYMENT_PROVIDER', 'EVENTLY_SERVICES',
]
const FLAGS = ['--empty']
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Throws ConfigError with one clear sentence for the first setting that is wrong or unknown. */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  refuseUnknown(env, args)
  oneOf(env, 'EVENTLY_SERVICES', ['all'], 'all')
  const databases = databaseLocation(env)
  return Object.freeze({
    host: text(env, 'EVENTLY_HOST') ?? '127.0.0.1',
    port: integer(env, 'PORT', { default: 3000, min: 0, max: 65_535 }),
    internalPort: integer(env, 'EVENTLY_INTERNAL_PORT', { default: 3001, min: 0, max: 65_535 }),
    databases,
    dataDir: text(env, 'EVENTLY_DATA_DIR') ?? '.evently',
    redisUrls: redisUrls(env),
    redisTimeoutMs: integer(env, 'EVENTLY_REDIS_TIMEOUT_MS', { default: 100, min: 1, max: 10_000 }),
    elasticsearchUrl: elasticsearchUrl(env),
    secrets: secretsOf(env, databases),
    admin: adminOf(env),
    organizerSignup: oneOf(env, 'EVENTLY_ORGANIZER_SIGNUP', ['open', 'closed'], 'open'),
    rateLimit: oneOf(env, 'EVENTLY_RATE_LIMIT', ['on', 'off'], 'on'),
    trustProxy: integer(env, 'EVENTLY_TRUST_PROXY', { default: 0, min: 0, max: 10 }),
    holdSeconds: integer(env, 'EVENTLY_HOLD_SECONDS', { default: 300, min: 1, max: 86_400 }),
    offerSeconds: integer(env, 'EVENTLY_OFFER_SECONDS', { default: 600, min: 1, max: 604_800 }),
    laneQueueMax: integer(env, 'EVENTLY_LANE_QUEUE_MAX', { default: 10_000, min: 1, max: 1_000_000 }),
    stripe: stripeOf(env),
    recoverySeconds: integer(env, 'EVENTLY_RECOVERY_SECONDS', { default: 8, min: 1, max: 12 }),
    failpoints: failpointsOf(env),
    logLevel: oneOf(env, 'EVENTLY_LOG_LEVEL', LOG_LEVELS, 'info'),
    demo: databases.kind === 'embedded' && !args.includes('--empty'),
  })
}

function refuseUnknown(env: Environment, args: readonly string[]) {
  const unknown = Object.keys(env).find(name => name.startsWith('EVENTLY_') && !name.startsWith('EVENTLY_TEST_') && !OURS.includes(name) && !OTHERS.includes(name))
  if (unknown) throw new ConfigError(`Evently knows no setting ${unknown}. It knows ${OURS.join(', ')}.`)
  const flag = args.find(arg => !FLAGS.includes(arg))
  if (flag) throw new ConfigError(`Evently's server knows no argument ${flag}. It knows ${FLAGS.join(', ')}.`)
}

function text(env: Environment, name: string) {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function integer(env: Environment, name: string, { default: fallback, min, max }: { default: number; min: number; max: number }) {
  const value = text(env, name)
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < min || number > max) throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${value}".`)
  return number
}

function oneOf<Value extends string>(env: Environment, name: string, values: readonly Value[], fallback: Value): Value {
  const value = text(env, name)
  if (value === undefined) return fallback
  const known = values.find(each => each === value)
  if (!known) throw new ConfigError(`${name} must be ${values.length === 1 ? '' : 'one of '}${values.join(', ')}, not "${value}".`)
  return known
}

function databaseLocation(env: Environment): DatabaseLocation {
  const urls = databaseNames.map(name => [name, databaseUrl(env, `${name.toUpperCase()}_DATABASE_URL`)] as const)
  const missing = urls.filter(([, url]) => url === undefined).map(([name]) => `${name.toUpperCase()}_DATABASE_URL`)
  if (missing.length === 0) return { kind: 'urls', urls: Object.fromEntries(urls) as Record<DatabaseName, string> }
  if (missing.length < urls.length) throw new ConfigError(`${missing.join(' and ')} must be set too: either all four databases are named or none.`)
  const url = databaseUrl(env, 'DATABASE_URL')
  return url === undefined ? { kind: 'embedded' } : { kind: 'server', url }
}

function databaseUrl(env: Environment, name: string) {
  const value = text(env, name)
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) throw new ConfigError(`${name} must begin with postgres:// or postgresql://.`)
  return value
}

function redisUrls(env: Environment): readonly string[] | undefined {
  const urls = text(env, 'REDIS_URL')?.split(',').map(url => url.trim())
  if (urls?.some(url => !/^rediss?:\/\//.test(url))) throw new ConfigError('REDIS_URL must begin with redis:// or rediss://; the nodes of a cluster are separated by commas.')
  return urls
}

function elasticsearchUrl(env: Environment): string | undefined {
  const url = text(env, 'ELASTICSEARCH_URL')
  if (url !== undefined && !/^https?:\/\//.test(url)) throw new ConfigError('ELASTICSEARCH_URL must begin with http:// or https://.')
  return url
}

const SECRET_LENGTH_MIN = 32

function secretsOf(env: Environment, databases: DatabaseLocation): Secrets | undefined {
  const names = { jwtSecret: 'EVENTLY_JWT_SECRET', internalToken: 'EVENTLY_INTERNAL_TOKEN', cursorSecret: 'EVENTLY_CURSOR_SECRET' } as const
  const given = Object.values(names).filter(name => text(env, name) !== undefined)
  if (given.length === 0 && databases.kind === 'embedded') return undefined
  for (const name of Object.values(names)) {
    if ((text(env, name) ?? '').length < SECRET_LENGTH_MIN) throw new ConfigError(`${name} must be set, to ${SECRET_LENGTH_MIN} characters or more; \`openssl rand -base64 48\` makes a good one.`)
  }
  return { jwtSecret: text(env, names.jwtSecret)!, internalToken: text(env, names.internalToken)!, cursorSecret: text(env, names.cursorSecret)! }
}

function stripeOf(env: Environment) {
  const provider = oneOf(env, 'EVENTLY_PAYMENT_PROVIDER', ['sandbox', 'stripe'], 'sandbox')
  if (provider === 'sandbox') return undefined
  const secretKey = text(env, 'STRIPE_SECRET_KEY')
  const webhookSecret = text(env, 'STRIPE_WEBHOOK_SECRET')
  // What is wrong with a secret is said without saying the secret.
  if (!secretKey || !/^(sk|rk)_\w+$/.test(secretKey)) throw new ConfigError('STRIPE_SECRET_KEY must be set with EVENTLY_PAYMENT_PROVIDER=stripe: a key of your Stripe account that begins with sk_ or rk_.')
  if (!webhookSecret?.startsWith('whsec_')) throw new ConfigError('STRIPE_WEBHOOK_SECRET must be set with EVENTLY_PAYMENT_PROVIDER=stripe: the secret of the endpoint <server>/api/v1/webhooks/stripe at Stripe, which begins with whsec_.')
  return { secretKey, webhookSecret, apiBase: stripeApiBase(env) }
}

function stripeApiBase(env: Environment): string | undefined {
  const url = text(env, 'STRIPE_API_BASE')
  if (url !== undefined && !/^https?:\/\/[^/?#@]+\/?$/.test(url)) throw new ConfigError('STRIPE_API_BASE must be http:// or https://, a host and perhaps a port, and nothing else.')
  return url
}

function failpointsOf(env: Environment): readonly FailpointPlan[] {
  const value = text(env, 'EVENTLY_FAILPOINTS')
  if (value === undefined) return []
  if (text(env, 'NODE_ENV') === 'production') throw new ConfigError('EVENTLY_FAILPOINTS must not be set in production: it lets the server fail on purpose.')
  const plans = parseFailpoints(value)
  if (typeof plans === 'string') throw new ConfigError(`EVENTLY_FAILPOINTS: ${plans}`)
  return plans
}

function adminOf(env: Environment) {
  const email = text(env, 'EVENTLY_ADMIN_EMAIL')
  const password = text(env, 'EVENTLY_ADMIN_PASSWORD')
  if ((email === undefined) !== (password === undefined)) throw new ConfigError('EVENTLY_ADMIN_EMAIL and EVENTLY_ADMIN_PASSWORD must be set together.')
  return email === undefined || password === undefined ? undefined : { email, password }
}
