import { expect } from 'chai'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config/environment.ts'
import { startServer } from '../../src/server.ts'
import { serverUrl } from '../support/databases.ts'

const secrets = {
  EVENTLY_JWT_SECRET: 'j'.repeat(32),
  EVENTLY_INTERNAL_TOKEN: 'i'.repeat(32),
  ...{ EVENTLY_CURSOR_SECRET: 'c'.repeat(32), EVENTLY_TICKET_SECRET: 't'.repeat(32) },
}
const elsewhere = {
  EVENTLY_USERS_URL: 'http://users:3001',
  EVENTLY_EVENTS_URL: 'http://events:3001',
  EVENTLY_BOOKINGS_URL: 'http://bookings:3001',
  EVENTLY_SEARCH_URL: 'http://search:3001',
}
const urls = (...names: string[]) =>
  Object.fromEntries(names.map(name => [`${name}_DATABASE_URL`, 'postgres://localhost/x']))

const stripe = { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x' }

describe('the settings', () => {
  it('need none: then everything is embedded, on loopback, with a demo', () => {
    expect(readConfig({})).to.deep.include({
      host: '127.0.0.1',
      port: 3000,
      internalPort: 3001,
      databases: { kind: 'embedded' },
      dataDir: '.evently',
      secrets: {},
      holdSeconds: 300,
      offerSeconds: 600,
      rateLimit: 'on',
      trustProxy: 0,
      slowRequestMs: 1_000,
      drainSeconds: 2,
      demo: true,
    })
    expect(readConfig({}, ['--empty']).demo).to.equal(false)
  })

  it('are frozen, and leave alone what is meant for the SDK and the CLI', () => {
    expect(Object.isFrozen(readConfig({ EVENTLY_API_KEY: 'x', EVENTLY_BASE_URL: 'x', EVENTLY_PROFILE: 'x' }))).to.equal(
      true,
    )
  })

  it('name one database server or each of the four', () => {
    expect(readConfig({ ...secrets, DATABASE_URL: 'postgres://localhost/postgres' }).databases).to.deep.equal({
      kind: 'server',
      url: 'postgres://localhost/postgres',
    })
    expect(readConfig({ ...secrets, ...urls('USERS', 'EVENTS', 'BOOKINGS', 'SEARCH') }).databases.kind).to.equal('urls')
  })

  it('take payments through Stripe only where its provider is named', () => {
    expect(readConfig({ ...stripe, EVENTLY_PAYMENT_PROVIDER: 'sandbox' }).stripe, 'the sandbox, on purpose').to.equal(
      undefined,
    )
    expect(readConfig(stripe).stripe).to.deep.equal({
      secretKey: 'sk_test_x',
      webhookSecret: 'whsec_x',
      apiBase: undefined,
    })
    expect(readConfig({ ...stripe, STRIPE_API_BASE: 'http://127.0.0.1:12111' }).stripe?.apiBase).to.equal(
      'http://127.0.0.1:12111',
    )
  })

  it('know whether this machine alone can reach the server: on loopback, without a proxy before it', () => {
    expect(readConfig({}).isLocal).to.equal(true)
    expect(readConfig({ EVENTLY_HOST: '::1' }).isLocal).to.equal(true)
    expect(readConfig({ EVENTLY_HOST: '0.0.0.0' }).isLocal).to.equal(false)
    expect(readConfig({ EVENTLY_TRUST_PROXY: '1' }).isLocal).to.equal(false)
  })

  it('say for how long histories stay whole, or that they always do', () => {
    const daysOf = (days?: string) => readConfig(days ? { EVENTLY_RETENTION_DAYS: days } : {}).retentionDays
    expect(daysOf()).to.equal(90)
    expect(daysOf('1')).to.equal(1)
    expect(daysOf('off')).to.equal(undefined)
    for (const wrong of ['0', '-1', '1.5', 'never', '36501'])
      expect(() => daysOf(wrong), wrong).to.throw(ConfigError, /EVENTLY_RETENTION_DAYS/)
  })

  it("ask for Stripe's key only where bookings are paid", () => {
    const env = { ...secrets, ...elsewhere, ...urls('USERS'), EVENTLY_SERVICES: 'users' }
    expect(readConfig({ ...env, EVENTLY_PAYMENT_PROVIDER: 'stripe' }).stripe).to.equal(undefined)
    expect(readConfig({ ...env, STRIPE_SECRET_KEY: 'sk_live_x' }).stripe).to.equal(undefined)
  })

  it('may name what has no effect and does no harm', () => {
    const harmless = {
      EVENTLY_REDIS_TIMEOUT_MS: '50',
      EVENTLY_RATE_LIMIT: 'off',
      EVENTLY_PAYMENT_PROVIDER: 'sandbox',
      EVENTLY_DATA_DIR: '/data',
      DATABASE_URL: 'postgres://localhost/x',
    }
    expect(readConfig({ ...secrets, ...harmless }, ['--empty']).databases.kind).to.equal('server')
    expect(
      readConfig({ ...secrets, ...elsewhere, EVENTLY_SERVICES: 'all' }).serviceUrls,
      'one environment for all processes',
    ).to.deep.equal({})
    const empty = {
      EVENTLY_ADMIN_EMAIL: '',
      EVENTLY_ADMIN_PASSWORD: ' ',
      STRIPE_SECRET_KEY: '',
      STRIPE_WEBHOOK_SECRET: '',
      EVENTLY_USERS_URL: '',
      USERS_DATABASE_URL: '',
    }
    expect(readConfig(empty), 'what is empty is not set').to.deep.include({ admin: undefined, stripe: undefined })
  })

  it('never say a secret that is wrong', () => {
    expect(() => readConfig({ ...stripe, STRIPE_SECRET_KEY: 'pk_secret' }))
      .to.throw(ConfigError)
      .with.property('message')
      .not.contain('pk_secret')
  })

  it('run all four services, or those that are named, by the argument before the environment', () => {
    expect(readConfig({}).services).to.deep.equal(['users', 'events', 'search', 'bookings'])
    const env = {
      ...secrets,
      ...elsewhere,
      DATABASE_URL: 'postgres://localhost/x',
      EVENTLY_SERVICES: 'bookings, users',
    }
    expect(readConfig(env).services).to.deep.equal(['users', 'bookings'])
    expect(readConfig(env, ['--services=search']).services).to.deep.equal(['search'])
    expect(readConfig(env, ['--services=all']).services).to.have.length(4)
  })

  it('of a service apart are its own database and the services it asks, whatever else the environment names', () => {
    const env = { ...secrets, ...elsewhere, ...urls('USERS', 'EVENTS', 'BOOKINGS', 'SEARCH') }
    const apart = (services: string) => {
      const { databases, serviceUrls } = readConfig({ ...env, EVENTLY_SERVICES: services })
      return [databases.kind === 'urls' && Object.keys(databases.urls), Object.keys(serviceUrls)]
    }
    expect(apart('users')).to.deep.equal([['users'], ['events', 'bookings']])
    expect(apart('events')).to.deep.equal([['events'], ['users', 'search', 'bookings']])
    expect(apart('bookings')).to.deep.equal([['bookings'], ['users', 'events']])
    expect(apart('search')).to.deep.equal([['search'], ['users', 'events']])
    expect(apart('events,bookings')).to.deep.equal([
      ['events', 'bookings'],
      ['users', 'search'],
    ])
    expect(apart('all')).to.deep.equal([['users', 'events', 'search', 'bookings'], []])
    expect(readConfig({ ...env, EVENTLY_SERVICES: 'users' }).demo, 'and no demo').to.equal(false)
  })

  const wrong: [string, Record<string, string>, string[], RegExp][] = [
    ['an unknown name', { EVENTLY_PROT: '1' }, [], /knows no setting EVENTLY_PROT/],
    ['an unknown argument', {}, ['--emtpy'], /knows no argument --emtpy/],
    ['a port that is none', { PORT: 'http' }, [], /PORT must be a whole number from 0 to 65535, not "http"/],
    [
      'a drain without end',
      { EVENTLY_DRAIN_SECONDS: '3600' },
      [],
      /EVENTLY_DRAIN_SECONDS must be a whole number from 0 to 60/,
    ],
    [
      'slow requests that take no time',
      { EVENTLY_SLOW_REQUEST_MS: '0' },
      [],
      /EVENTLY_SLOW_REQUEST_MS must be a whole number from 1/,
    ],
    ['a hold of no time', { EVENTLY_HOLD_SECONDS: '0' }, [], /EVENTLY_HOLD_SECONDS must be a whole number from 1/],
    [
      'three databases of four',
      { ...secrets, ...urls('USERS', 'EVENTS', 'SEARCH') },
      [],
      /BOOKINGS_DATABASE_URL must be set too/,
    ],
    [
      'a database that is no PostgreSQL',
      { ...secrets, DATABASE_URL: 'mysql://localhost/x' },
      [],
      /DATABASE_URL must begin with postgres:/,
    ],
    [
      'a database at no address',
      { ...secrets, DATABASE_URL: 'postgres://evently:geheim@host:port/x' },
      [],
      /^DATABASE_URL is not a valid URL/,
    ],
    [
      'a database server beside one of the databases',
      { ...secrets, DATABASE_URL: 'postgres://localhost/x', ...urls('EVENTS') },
      [],
      /DATABASE_URL and EVENTS_DATABASE_URL are both set/,
    ],
    [
      'a database server beside all of the databases',
      { ...secrets, DATABASE_URL: 'postgres://localhost/x', ...urls('USERS', 'EVENTS', 'SEARCH', 'BOOKINGS') },
      [],
      /DATABASE_URL and USERS_DATABASE_URL, EVENTS_DATABASE_URL, SEARCH_DATABASE_URL, BOOKINGS_DATABASE_URL are both set/,
    ],
    [
      'a database server beside the database of another service',
      { ...secrets, ...elsewhere, DATABASE_URL: 'postgres://localhost/x', ...urls('SEARCH') },
      ['--services=users'],
      /are both set/,
    ],
    ['a Redis at no address', { REDIS_URL: 'redis://host:port' }, [], /^REDIS_URL is not a valid URL/],
    [
      'an Elasticsearch at no address',
      { ELASTICSEARCH_URL: 'http://host:port' },
      [],
      /^ELASTICSEARCH_URL is not a valid URL/,
    ],
    [
      "databases of one's own without secrets",
      { DATABASE_URL: 'postgres://localhost/x' },
      [],
      /EVENTLY_JWT_SECRET must be set/,
    ],
    [
      'a rate limit of another kind',
      { EVENTLY_RATE_LIMIT: '600' },
      [],
      /EVENTLY_RATE_LIMIT must be one of on, off, not "600"/,
    ],
    [
      'proxies that are not counted',
      { EVENTLY_TRUST_PROXY: 'true' },
      [],
      /EVENTLY_TRUST_PROXY must be a whole number from 0 to 10/,
    ],
    [
      'a short secret',
      { ...secrets, EVENTLY_CURSOR_SECRET: 'short' },
      [],
      /EVENTLY_CURSOR_SECRET must be set, to 32 characters or more/,
    ],
    [
      'an empty secret',
      { ...secrets, DATABASE_URL: 'postgres://localhost/x', EVENTLY_JWT_SECRET: '   ' },
      [],
      /EVENTLY_JWT_SECRET must be set, to 32 characters or more/,
    ],
    [
      'a second secret that is short',
      { ...secrets, EVENTLY_JWT_SECRET: `${'j'.repeat(32)},short` },
      [],
      /EVENTLY_JWT_SECRET has a comma, so it is two secrets, and each must have 32 characters or more/,
    ],
    [
      'more than two secrets that sign',
      { ...secrets, EVENTLY_JWT_SECRET: ['a', 'b', 'c'].map(letter => letter.repeat(32)).join(',') },
      [],
      /EVENTLY_JWT_SECRET must be one secret, or two with a comma between them, .*; it has 3/,
    ],
    [
      "one secret of four, with databases of one's own",
      { DATABASE_URL: 'postgres://localhost/x', EVENTLY_JWT_SECRET: 'j'.repeat(32) },
      [],
      /EVENTLY_INTERNAL_TOKEN must be set/,
    ],
    [
      'a short secret beside two that are not set',
      { EVENTLY_INTERNAL_TOKEN: 'i'.repeat(31) },
      [],
      /EVENTLY_INTERNAL_TOKEN must be set, to 32 characters or more/,
    ],
    [
      "a token that can't be sent",
      { ...secrets, EVENTLY_INTERNAL_TOKEN: `${'i'.repeat(32)} ü` },
      [],
      /EVENTLY_INTERNAL_TOKEN must be letters, digits/,
    ],
    [
      'two listeners on one port',
      { PORT: '4000', EVENTLY_INTERNAL_PORT: '4000' },
      [],
      /PORT and EVENTLY_INTERNAL_PORT are both 4000/,
    ],
    [
      "the demo's password for an admin that others can reach",
      { EVENTLY_HOST: '0.0.0.0', EVENTLY_ADMIN_EMAIL: 'a@example.com', EVENTLY_ADMIN_PASSWORD: 'evently-admin' },
      [],
      /EVENTLY_ADMIN_PASSWORD is the password of a demo account/,
    ],
    [
      "the demo's other password behind a proxy",
      { EVENTLY_TRUST_PROXY: '1', EVENTLY_ADMIN_EMAIL: 'a@example.com', EVENTLY_ADMIN_PASSWORD: 'evently-demo' },
      [],
      /EVENTLY_ADMIN_PASSWORD is the password of a demo account/,
    ],
    ["an admin's password without an email", { EVENTLY_ADMIN_PASSWORD: 'x' }, [], /must be set together/],
    ['half an admin', { EVENTLY_ADMIN_EMAIL: 'admin@example.com' }, [], /must be set together/],
    [
      'failpoints in production',
      { EVENTLY_FAILPOINTS: 'saga.commit.after=kill', NODE_ENV: 'production' },
      [],
      /EVENTLY_FAILPOINTS must not be set in production/,
    ],
    ['a failpoint that is none', { EVENTLY_FAILPOINTS: 'saga.commit=kill' }, [], /"saga.commit=kill" is no failpoint/],
    [
      'a service that is none',
      { EVENTLY_SERVICES: 'users,payments' },
      [],
      /EVENTLY_SERVICES and --services must be all or some of users, events, search, bookings, separated by commas, not "users,payments"/,
    ],
    ['no service', {}, ['--services='], /must be all or some of/],
    [
      'a service apart without its database',
      { ...secrets, ...elsewhere, ...urls('EVENTS'), EVENTLY_SERVICES: 'users' },
      [],
      /USERS_DATABASE_URL must be set, or DATABASE_URL: this process runs users alone/,
    ],
    [
      'two services with the database of one',
      { ...secrets, ...elsewhere, ...urls('EVENTS'), EVENTLY_SERVICES: 'events,bookings' },
      [],
      /BOOKINGS_DATABASE_URL must be set too: either all databases of this process/,
    ],
    [
      'a service apart without the address of a service it asks',
      { ...secrets, ...elsewhere, ...urls('BOOKINGS'), EVENTLY_EVENTS_URL: '' },
      ['--services=bookings'],
      /EVENTLY_EVENTS_URL must be set, to the internal listener of the events service: this process runs bookings and asks it/,
    ],
    [
      'another service at no address',
      { ...secrets, ...elsewhere, ...urls('SEARCH'), EVENTLY_USERS_URL: 'users:3001' },
      ['--services=search'],
      /EVENTLY_USERS_URL must be a URL that begins with http/,
    ],
    ...Object.entries(elsewhere).map(([setting, url]): [string, Record<string, string>, string[], RegExp] => [
      `a ${setting} where nothing says what runs here`,
      { [setting]: url },
      [],
      new RegExp(`${setting} is set, but nothing says which services this process runs`),
    ]),
    ...Object.entries({
      STRIPE_SECRET_KEY: 'sk_live_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
      STRIPE_API_BASE: 'http://127.0.0.1:12111',
    }).map(([setting, value]): [string, Record<string, string>, string[], RegExp] => [
      `a ${setting} without its provider`,
      { [setting]: value },
      [],
      new RegExp(`${setting} is set, but EVENTLY_PAYMENT_PROVIDER is not, so nobody would be charged`),
    ]),
    [
      'a Stripe key and an empty provider, as a template may leave it',
      { ...stripe, EVENTLY_PAYMENT_PROVIDER: '' },
      [],
      /so nobody would be charged/,
    ],
    [
      'a provider that is none',
      { EVENTLY_PAYMENT_PROVIDER: 'paypal' },
      [],
      /EVENTLY_PAYMENT_PROVIDER must be one of sandbox, stripe, not "paypal"/,
    ],
    [
      'Stripe without its key',
      { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_WEBHOOK_SECRET: 'whsec_x' },
      [],
      /STRIPE_SECRET_KEY must be set .* begins with sk_ or rk_/,
    ],
    [
      'Stripe with the key that is meant for browsers',
      { ...stripe, STRIPE_SECRET_KEY: 'pk_test_x' },
      [],
      /STRIPE_SECRET_KEY must be set/,
    ],
    [
      'Stripe without the secret of its messages',
      { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_x' },
      [],
      /STRIPE_WEBHOOK_SECRET must be set .* begins with whsec_/,
    ],
    [
      'a Stripe that is somewhere impossible',
      { ...stripe, STRIPE_API_BASE: 'https://stripe.example/v1' },
      [],
      /STRIPE_API_BASE must be http/,
    ],
  ]
  for (const [what, env, args, sentence] of wrong)
    it(`stop the start for ${what}, in a clear sentence`, () =>
      expect(() => readConfig(env, args)).to.throw(ConfigError, sentence))

  it('that name a database server get their four databases made there, once', async () => {
    const url = await serverUrl()
    const config = () => readConfig({ ...secrets, DATABASE_URL: url, PORT: '0', EVENTLY_INTERNAL_PORT: '0' })
    for (const start of ['first', 'second']) {
      const server = await startServer(config(), pino({ level: 'silent' }))
      expect((await fetch(`${server.url}/readyz`)).status, start).to.equal(200)
      await server.close()
    }
  })
})
