// Where everything is: the services that run here and those that are asked, the databases, Redis, Elasticsearch.
import { serviceNames, type ServiceName } from '../contract/services.ts'
import { connectionTo, TlsFault, withCaFile } from '../platform/postgres/tls.ts'
import { ConfigError, pemFile, text, type Environment } from './environment.ts'

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

/**
 * The services that each service asks: the users who a token belongs to, the events for seats and for what is on sale,
 * the bookings for what a cancelled event repays, the search to know what can be found; and the events and the bookings
 * to erase a person.
 */
const asks: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  users: ['events', 'bookings'],
  events: ['users', 'bookings', 'search'],
  bookings: ['users', 'events'],
  search: ['users', 'events'],
}
export const servicesFlag = '--services='

/** In the order of `serviceNames`; the argument goes before the environment. */
export function servicesOf(env: Environment, args: readonly string[]): readonly ServiceName[] {
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
export function serviceUrlsOf(
  env: Environment,
  services: readonly ServiceName[],
): Readonly<Partial<Record<ServiceName, string>>> {
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
        // Without the URL, which may have a password.
        throw new ConfigError(`${setting} must be a URL that begins with http:// or https://.`)
      return [name, url]
    }),
  )
}

export function databaseLocation(env: Environment, services: readonly ServiceName[]): DatabaseLocation {
  refuseTwoPlaces(env)
  const location = locationOf(env, services)
  if (location.kind === 'embedded' && text(env, caFileSetting) !== undefined)
    throw new ConfigError(`${caFileSetting} is set, but no PostgreSQL of yours: set DATABASE_URL too.`)
  return location
}

function locationOf(env: Environment, services: readonly ServiceName[]): DatabaseLocation {
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
  if (value === undefined) return undefined
  refuseNoUrl(name, value)
  const caFile = pemFile(env, caFileSetting)
  const url = caFile === undefined ? value : withCaFile(value, caFile)
  refuseTlsFault(name, url)
  if (caFile !== undefined && connectionTo(url).ssl === false)
    throw new ConfigError(`${caFileSetting} is set, but ${name} has sslmode=disable, so it would not be used.`)
  return url
}

const caFileSetting = 'EVENTLY_DATABASE_CA_FILE'

function refuseTlsFault(setting: string, url: string) {
  try {
    connectionTo(url)
  } catch (error) {
    if (error instanceof TlsFault) throw new ConfigError(`${setting} ${error.message}.`)
    throw error
  }
}

/** Without its value, which may contain a password. */
function refuseNoUrl(setting: string, value: string) {
  if (URL.canParse(value)) return
  throw new ConfigError(
    `${setting} is not a valid URL. In its user and password, write other characters than letters and digits as %XX.`,
  )
}

export function redisUrls(env: Environment): readonly string[] | undefined {
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

/** The authorities that Redis's certificate may be of, as the path of a file. */
export function redisCaFile(env: Environment, urls: readonly string[] | undefined): string | undefined {
  const path = pemFile(env, 'EVENTLY_REDIS_CA_FILE')
  if (path !== undefined && !urls?.every(url => url.startsWith('rediss://')))
    throw new ConfigError(
      'EVENTLY_REDIS_CA_FILE is set, but REDIS_URL does not begin with rediss://, so Redis would be spoken to ' +
        'without TLS.',
    )
  return path
}

export function elasticsearchUrl(env: Environment): string | undefined {
  const url = text(env, 'ELASTICSEARCH_URL')
  if (url !== undefined && !/^https?:\/\//.test(url))
    throw new ConfigError('ELASTICSEARCH_URL must begin with http:// or https://.')
  if (url !== undefined) refuseNoUrl('ELASTICSEARCH_URL', url)
  return url
}
