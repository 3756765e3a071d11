import { expect } from 'chai'
import { pino } from 'pino'
import { ConfigError, readConfig } from '../../src/config.ts'
import { startServer } from '../../src/server.ts'
import { serverUrl } from '../support/databases.ts'

const SECRETS = { EVENTLY_JWT_SECRET: 'j'.repeat(32), EVENTLY_INTERNAL_TOKEN: 'i'.repeat(32), EVENTLY_CURSOR_SECRET: 'c'.repeat(32) }
const urls = (...names: string[]) => Object.fromEntries(names.map(name => [`${name}_DATABASE_URL`, 'postgres://localhost/x']))

const STRIPE = { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x' }

describe('the settings', () => {
  it('need none: then everything is embedded, on loopback, with a demo', () => {
    expect(readConfig({})).to.deep.include({ host: '127.0.0.1', port: 3000, internalPort: 3001, databases: { kind: 'embedded' }, dataDir: '.evently', secrets: undefined, holdSeconds: 300, offerSeconds: 600, rateLimit: 'on', trustProxy: 0, demo: true })
    expect(readConfig({}, ['--empty']).demo).to.equal(false)
  })

  it('are frozen, and leave alone what is meant for the SDK and the CLI', () => {
    expect(Object.isFrozen(readConfig({ EVENTLY_API_KEY: 'x', EVENTLY_BASE_URL: 'x', EVENTLY_PROFILE: 'x' }))).to.equal(true)
  })

  it('name one database server or each of the four', () => {
    expect(readConfig({ ...SECRETS, DATABASE_URL: 'postgres://localhost/postgres' }).databases).to.deep.equal({ kind: 'server', url: 'postgres://localhost/postgres' })
    expect(readConfig({ ...SECRETS, ...urls('USERS', 'EVENTS', 'BOOKINGS', 'SEARCH') }).databases.kind).to.equal('urls')
  })

  it('take payments through Stripe only where its provider is named', () => {
    expect(readConfig({ STRIPE_SECRET_KEY: 'sk_live_x' }).stripe).to.equal(undefined)
    expect(readConfig(STRIPE).stripe).to.deep.equal({ secretKey: 'sk_test_x', webhookSecret: 'whsec_x', apiBase: undefined })
    expect(readConfig({ ...STRIPE, STRIPE_API_BASE: 'http://127.0.0.1:12111' }).stripe?.apiBase).to.equal('http://127.0.0.1:12111')
  })

  it('never say a secret that is wrong', () => {
    expect(() => readConfig({ ...STRIPE, STRIPE_SECRET_KEY: 'pk_secret' })).to.throw(ConfigError).with.property('message').not.contain('pk_secret')
  })

  const wrong: [string, Record<string, string>, string[], RegExp][] = [
    ['an unknown name', { EVENTLY_PROT: '1' }, [], /knows no setting EVENTLY_PROT/],
    ['an unknown argument', {}, ['--emtpy'], /knows no argument --emtpy/],
    ['a port that is none', { PORT: 'http' }, [], /PORT must be a whole number from 0 to 65535, not "http"/],
    ['a hold of no time', { EVENTLY_HOLD_SECONDS: '0' }, [], /EVENTLY_HOLD_SECONDS must be a whole number from 1/],
    ['three databases of four', { ...SECRETS, ...urls('USERS', 'EVENTS', 'SEARCH') }, [], /BOOKINGS_DATABASE_URL must be set too/],
    ['a database that is no PostgreSQL', { ...SECRETS, DATABASE_URL: 'mysql://localhost/x' }, [], /DATABASE_URL must begin with postgres:/],
    ['databases of one\'s own without secrets', { DATABASE_URL: 'postgres://localhost/x' }, [], /EVENTLY_JWT_SECRET must be set/],
    ['a rate limit of another kind', { EVENTLY_RATE_LIMIT: '600' }, [], /EVENTLY_RATE_LIMIT must be one of on, off, not "600"/],
    ['proxies that are not counted', { EVENTLY_TRUST_PROXY: 'true' }, [], /EVENTLY_TRUST_PROXY must be a whole number from 0 to 10/],
    ['a short secret', { ...SECRETS, EVENTLY_CURSOR_SECRET: 'short' }, [], /EVENTLY_CURSOR_SECRET must be set, to 32 characters or more/],
    ['half an admin', { EVENTLY_ADMIN_EMAIL: 'admin@example.com' }, [], /must be set together/],
    ['failpoints in production', { EVENTLY_FAILPOINTS: 'saga.commit.after=kill', NODE_ENV: 'production' }, [], /EVENTLY_FAILPOINTS must not be set in production/],
    ['a failpoint that is none', { EVENTLY_FAILPOINTS: 'saga.commit=kill' }, [], /"saga.commit=kill" is no failpoint/],
    ['a provider that is none', { EVENTLY_PAYMENT_PROVIDER: 'paypal' }, [], /EVENTLY_PAYMENT_PROVIDER must be one of sandbox, stripe, not "paypal"/],
    ['Stripe without its key', { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_WEBHOOK_SECRET: 'whsec_x' }, [], /STRIPE_SECRET_KEY must be set .* begins with sk_ or rk_/],
    ['Stripe with the key that is meant for browsers', { ...STRIPE, STRIPE_SECRET_KEY: 'pk_test_x' }, [], /STRIPE_SECRET_KEY must be set/],
    ['Stripe without the secret of its messages', { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_x' }, [], /STRIPE_WEBHOOK_SECRET must be set .* begins with whsec_/],
    ['a Stripe that is somewhere impossible', { ...STRIPE, STRIPE_API_BASE: 'https://stripe.example/v1' }, [], /STRIPE_API_BASE must be http/],
  ]
  for (const [what, env, args, sentence] of wrong) it(`stop the start for ${what}, in a clear sentence`, () => expect(() => readConfig(env, args)).to.throw(ConfigError, sentence))

  it('that name a database server get their four databases made there, once', async () => {
    const config = () => readConfig({ ...SECRETS, DATABASE_URL: serverUrl(), PORT: '0', EVENTLY_INTERNAL_PORT: '0' })
    for (const start of ['first', 'second']) {
      const server = await startServer(config(), pino({ level: 'silent' }))
      expect((await fetch(`${server.url}/readyz`)).status, start).to.equal(200)
      await server.close()
    }
  })
})
