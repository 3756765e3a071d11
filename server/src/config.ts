// The server's settings: read once from the environment, checked, frozen. Nothing else reads process.env.
import { serviceNames, type ServiceName } from './contract/services.ts'
import { knownAccounts } from './demo/accounts.ts'
import type { FailpointPlan } from './platform/failpoints.ts'
import { isLoopback } from './platform/http/loopback.ts'
import { parseFailpoints } from './recovery-steps.ts'

/**
 * Where the databases are: all on one server of ours, all on one of yours, or each by its own URL; of the services that
 * run elsewhere, none.
 */
export type DatabaseLocation =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'urls'; readonly urls: Readonly<Partial<Record<DatabaseName, string>>> }

/** Each service has one database, of its own name. */
export const databaseNames = serviceNames
export type DatabaseName = ServiceName

export interface Config {
  readonly host: string
  readonly port: number
  readonly internalPort: number
  /** Whether this machine alone can reach the server: it listens on loopback, and no proxy stands before it. */
  readonly isLocal: boolean
  /** What this process runs; the rest is asked over `serviceUrls`. */
  readonly services: readonly ServiceName[]
  /** The internal listeners of the services that those of this process ask and that run elsewhere. */
  readonly serviceUrls: Readonly<Partial<Record<ServiceName, string>>>
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
  /** A refresh token that comes a second time ends its session, also within seconds. */
  readonly refreshStrict: boolean
  readonly rateLimit: 'on' | 'off'
  /** How many proxies of one's own stand before the server: so many entries of X-Forwarded-For are believed. */
  readonly trustProxy: number
  readonly holdSeconds: number
  readonly offerSeconds: number
  readonly laneQueueMax: number
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
}

/** A setting that can't be used, in a sentence for whoever has set it. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** Names that others read from the same environment: the SDK and the CLI. */
const others = ['EVENTLY_API_KEY', 'EVENTLY_BASE_URL', 'EVENTLY_PROFILE', 'EVENTLY_CONFIG_DIR']
const ours = [
  'EVENTLY_HOST',
  'EVENTLY_INTERNAL_PORT',
  'EVENTLY_DATA_DIR',
  'EVENTLY_JWT_SECRET',
  'EVENTLY_INTERNAL_TOKEN',
  'EVENTLY_CURSOR_SECRET',
  'EVENTLY_ADMIN_EMAIL',
  'EVENTLY_ADMIN_PASSWORD',
  'EVENTLY_ORGANIZER_SIGNUP',
  'EVENTLY_REFRESH_STRICT',
  'EVENTLY_HOLD_SECONDS',
  'EVENTLY_OFFER_SECONDS',
  'EVENTLY_LANE_QUEUE_MAX',
  'EVENTLY_REDIS_TIMEOUT_MS',
  'EVENTLY_RECOVERY_SECONDS',
  'EVENTLY_FAILPOINTS',
  'EVENTLY_RATE_LIMIT',
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
/**
 * The services that each service asks: the users who a token belongs to, the events for seats and for what is on sale,
 * the bookings for what a cancelled event repays, the search to know what can be found.
 */
const asks: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  users: [],
  events: ['users', 'bookings', 'search'],
  bookings: ['users', 'events'],
  search: ['users', 'events'],
}
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Throws ConfigError with one clear sentence for the first setting that is wrong or unknown. */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  refuseUnknown(env, args)
  const services = servicesOf(env, args)
  const databases = databaseLocation(env, services)
  const listeners = listenersOf(env)
  return Object.freeze({
    ...listeners,
    services,
    serviceUrls: serviceUrlsOf(env, services),
    databases,
    dataDir: text(env, 'EVENTLY_DATA_DIR') ?? '.evently',
    redisUrls: redisUrls(env),
    redisTimeoutMs: integer(env, 'EVENTLY_REDIS_TIMEOUT_MS', { default: 100, min: 1, max: 10_000 }),
    elasticsearchUrl: elasticsearchUrl(env),
    secrets: secretsOf(env, databases),
    admin: adminOf(env, listeners.isLocal),
    organizerSignup: oneOf(env, 'EVENTLY_ORGANIZER_SIGNUP', ['open', 'closed'], 'open'),
    refreshStrict: oneOf(env, 'EVENTLY_REFRESH_STRICT', ['on', 'off'], 'off') === 'on',
    rateLimit: oneOf(env, 'EVENTLY_RATE_LIMIT', ['on', 'off'], 'on'),
    holdSeconds: integer(env, 'EVENTLY_HOLD_SECONDS', { default: 300, min: 1, max: 86_400 }),
    offerSeconds: integer(env, 'EVENTLY_OFFER_SECONDS', { default: 600, min: 1, max: 604_800 }),
    laneQueueMax: integer(env, 'EVENTLY_LANE_QUEUE_MAX', { default: 10_000, min: 1, max: 1_000_000 }),
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
  if (flag) throw new ConfigError(`Evently's server knows no argument ${flag}. It knows ${flags.join(', ')}.`)
}

function listenersOf(env: Environment): Pick<Config, 'host' | 'port' | 'internalPort' | 'trustProxy' | 'isLocal'> {
  const host = text(env, 'EVENTLY_HOST') ?? '127.0.0.1'
  const port = integer(env, 'PORT', { default: 3000, min: 0, max: 65_535 })
  const internalPort = integer(env, 'EVENTLY_INTERNAL_PORT', { default: 3001, min: 0, max: 65_535 })
  if (port === internalPort && port !== 0) {
    throw new ConfigError(
      `PORT and EVENTLY_INTERNAL_PORT are both ${port}: the public and the internal listener need a port each.`,
    )
  }
  const trustProxy = integer(env, 'EVENTLY_TRUST_PROXY', { default: 0, min: 0, max: 10 })
  return { host, port, internalPort, trustProxy, isLocal: isLoopback(host) && trustProxy === 0 }
}

function text(env: Environment, name: string) {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function integer(
  env: Environment,
  name: string,
  { default: fallback, min, max }: { default: number; min: number; max: number },
) {
  const value = text(env, name)
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${value}".`)
  return number
}

function oneOf<Value extends string>(env: Environment, name: string, values: readonly Value[], fallback: Value): Value {
  const value = text(env, name)
  if (value === undefined) return fallback
  const known = values.find(each => each === value)
  if (!known)
    throw new ConfigError(
      `${name} must be ${values.length === 1 ? '' : 'one of '}${values.join(', ')}, not "${value}".`,
    )
  return known
}

const servicesFlag = '--services='

/** In the order of `serviceNames`; the argument goes before the environment. */
function servicesOf(env: Environment, args: readonly string[]): readonly ServiceName[] {
  const argument = args.findLast(arg => arg.startsWith(servicesFlag))?.slice(servicesFlag.length)
  const given = argument ?? text(env, 'EVENTLY_SERVICES')
  if (given === undefined) refuseUnusedUrls(env)
  const asked = given ?? 'all'
  if (asked === 'all') return serviceNames
  const wanted = asked.split(',').map(name => name.trim())
  const unknown = wanted.find(name => !serviceNames.some(known => known === name))
  if (unknown !== undefined)
    throw new ConfigError(
      `EVENTLY_SERVICES and --services must be all or some of ${serviceNames.join(', ')}, separated by commas, ` +
        `not "${asked}".`,
    )
  return serviceNames.filter(name => wanted.includes(name))
}

/** Whoever says where a service runs has it run elsewhere: without saying what runs here, it would run here too. */
function refuseUnusedUrls(env: Environment) {
  const unused = serviceNames.map(urlSettingOf).find(setting => text(env, setting) !== undefined)
  if (!unused) return
  throw new ConfigError(
    `${unused} is set, but nothing says which services this process runs, so it would run all of them and ` +
      'ask nobody. Set EVENTLY_SERVICES to those that run here, or to all.',
  )
}

const urlSettingOf = (service: ServiceName) => `EVENTLY_${service.toUpperCase()}_URL`

/** Only those that are needed are read, so that all processes may share one environment. */
function serviceUrlsOf(env: Environment, services: readonly ServiceName[]): Config['serviceUrls'] {
  const needed = serviceNames.filter(
    name => !services.includes(name) && services.some(service => asks[service].includes(name)),
  )
  return Object.fromEntries(
    needed.map(name => {
      const setting = urlSettingOf(name)
      const url = text(env, setting)
      if (url === undefined)
        throw new ConfigError(
          `${setting} must be set, to the internal listener of the ${name} service: ` +
            `this process runs ${services.join(', ')} and asks it.`,
        )
      if (!/^https?:\/\//.test(url) || !URL.canParse(url))
        throw new ConfigError(`${setting} must be a URL that begins with http:// or https://, not "${url}".`)
      return [name, url]
    }),
  )
}

function databaseLocation(env: Environment, services: readonly ServiceName[]): DatabaseLocation {
  refuseTwoPlaces(env)
  const urls = services.map(name => [name, databaseUrl(env, databaseSettingOf(name))] as const)
  const missing = urls.filter(([, url]) => url === undefined).map(([name]) => databaseSettingOf(name))
  if (missing.length === 0) return { kind: 'urls', urls: Object.fromEntries(urls) }
  if (missing.length < urls.length) {
    const which = services.length === databaseNames.length ? 'four databases' : 'databases of this process'
    throw new ConfigError(`${missing.join(' and ')} must be set too: either all ${which} are named or none.`)
  }
  const url = databaseUrl(env, 'DATABASE_URL')
  if (url === undefined && services.length < serviceNames.length)
    throw new ConfigError(
      `${missing.join(' and ')} must be set, or DATABASE_URL: this process runs ${services.join(', ')} alone, ` +
        'and the embedded database is for one that runs all.',
    )
  return url === undefined ? { kind: 'embedded' } : { kind: 'server', url }
}

/** One of the two would be used and the other not, and the data would be where nobody looks for it. */
function refuseTwoPlaces(env: Environment) {
  const own = serviceNames.map(databaseSettingOf).filter(setting => text(env, setting) !== undefined)
  if (own.length === 0 || text(env, 'DATABASE_URL') === undefined) return
  throw new ConfigError(
    `DATABASE_URL and ${own.join(', ')} are both set. ` +
      'Set DATABASE_URL alone, for a server with all databases, or each database by its own setting.',
  )
}

/** The setting that names the database of a service. */
export const databaseSettingOf = (service: ServiceName) => `${service.toUpperCase()}_DATABASE_URL`

function databaseUrl(env: Environment, name: string) {
  const value = text(env, name)
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value))
    throw new ConfigError(`${name} must begin with postgres:// or postgresql://.`)
  if (value !== undefined) refuseNoUrl(name, value)
  return value
}

/** Without its value, which may contain a password. */
function refuseNoUrl(setting: string, value: string) {
  if (URL.canParse(value)) return
  throw new ConfigError(
    `${setting} is not a valid URL. In its user and password, write other characters than letters and digits as %XX.`,
  )
}

function redisUrls(env: Environment): readonly string[] | undefined {
  const urls = text(env, 'REDIS_URL')
    ?.split(',')
    .map(url => url.trim())
  if (urls?.some(url => !/^rediss?:\/\//.test(url)))
    throw new ConfigError(
      'REDIS_URL must begin with redis:// or rediss://; the nodes of a cluster are separated by commas.',
    )
  for (const url of urls ?? []) refuseNoUrl('REDIS_URL', url)
  return urls
}

function elasticsearchUrl(env: Environment): string | undefined {
  const url = text(env, 'ELASTICSEARCH_URL')
  if (url !== undefined && !/^https?:\/\//.test(url))
    throw new ConfigError('ELASTICSEARCH_URL must begin with http:// or https://.')
  if (url !== undefined) refuseNoUrl('ELASTICSEARCH_URL', url)
  return url
}

const secretLengthMin = 32

/** Between the secret that signs and the one before it, while tokens that it has signed are about. */
const jwtSecretSeparator = ','
const jwtSecretsMax = 2

/** The first signs; what any of them has signed is accepted. */
export const jwtSecretsOf = ({ jwtSecret }: Secrets) =>
  jwtSecret.split(jwtSecretSeparator) as unknown as readonly [string, ...string[]]

/** What is wrong with a secret, to go on after its name; undefined: nothing. */
export function secretFault(name: keyof Secrets, secret: string): string | undefined {
  const good = '`openssl rand -base64 48` makes a good one'
  const parts = name === 'jwtSecret' ? secret.split(jwtSecretSeparator) : [secret]
  if (parts.length > jwtSecretsMax)
    return `must be one secret, or two with a comma between them, of which the first signs; it has ${parts.length}`
  if (parts.length > 1 && parts.some(part => part.length < secretLengthMin))
    return `has a comma, so it is two secrets, and each must have ${secretLengthMin} characters or more; ${good}`
  if (secret.length < secretLengthMin) return `must be set, to ${secretLengthMin} characters or more; ${good}`
  const isBearer = /^[\w\-.~+/]+=*$/.test(secret) // as the internal token is sent
  return name === 'internalToken' && !isBearer ? `must be letters, digits and -._~+/ alone; ${good}` : undefined
}

function secretsOf(env: Environment, databases: DatabaseLocation): Secrets | undefined {
  const settings = {
    jwtSecret: 'EVENTLY_JWT_SECRET',
    internalToken: 'EVENTLY_INTERNAL_TOKEN',
    cursorSecret: 'EVENTLY_CURSOR_SECRET',
  } as const
  const given = Object.values(settings).filter(setting => text(env, setting) !== undefined)
  if (given.length === 0 && databases.kind === 'embedded') return undefined
  const secret = (name: keyof Secrets) => {
    const value = text(env, settings[name]) ?? ''
    const fault = secretFault(name, value)
    if (fault) throw new ConfigError(`${settings[name]} ${fault}.`)
    return value
  }
  return {
    jwtSecret: secret('jwtSecret'),
    internalToken: secret('internalToken'),
    cursorSecret: secret('cursorSecret'),
  }
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
