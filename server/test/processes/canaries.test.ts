// Secrets never leave: each secret that a server has, or is sent, is planted so that it is recognised wherever it comes
// out: in the log, in answers, in metrics, in what a failed start says.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { anEventBody, expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { reservePort } from '../support/ports.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { rawClient } from '../support/raw-http.ts'
import { callOn, testEnvironment, type Answer, type CallOptions } from '../support/server.ts'
import { endStarts, startToEnd } from '../support/starts.ts'

const mark = randomBytes(6).toString('hex')
/** Letters and digits, as long as a secret has to be. */
const canary = (name: string) => `canary${name}${mark}`.padEnd(40, 'x')

/** Secrets by name, and which of them stand in a text: as they are, or as a header or a URL has them. */
function createCage() {
  const secrets = new Map<string, string>()
  return {
    plant(name: string, secret: string) {
      secrets.set(name, secret)
      return secret
    },
    seenIn: (text: string): readonly string[] =>
      [...secrets].filter(([, secret]) => formsOf(secret).some(form => text.includes(form))).map(([name]) => name),
    names: () => [...secrets.keys()],
  }
}

/** In base64 whatever stands before it shifts it, in three ways. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  ...[0, 1, 2].map(shift =>
    Buffer.from('x'.repeat(shift) + secret)
      .toString('base64')
      .replaceAll('=', '')
      .slice(4, -4),
  ),
]

describe('a planted secret', () => {
  it('is seen in all the forms that it may come out in (the control)', () => {
    const cage = createCage()
    const secret = cage.plant('secret', `${canary('Control')}/+ü`)
    for (const text of [
      secret,
      JSON.stringify({ deep: [`before ${secret} after`] }),
      `https://x.example/?key=${encodeURIComponent(secret)}`,
      `Basic ${Buffer.from(`evently:${secret}`).toString('base64')}`,
      `Basic ${Buffer.from(`a:${secret}`).toString('base64')}`,
      `Basic ${Buffer.from(`ab:${secret}`).toString('base64')}`,
    ])
      expect(cage.seenIn(text), text).to.deep.equal(['secret'])
    expect(cage.seenIn('nothing of it')).to.deep.equal([])
  })
})

describe('a start that fails for its settings', function () {
  this.timeout(120_000)
  after(endStarts)

  const cage = createCage()
  const secret = cage.plant('secret', canary('Start'))
  const nowhere = `postgres://evently:${secret}@127.0.0.1:1/evently`
  const urls = { users: nowhere, events: nowhere, bookings: nowhere, search: nowhere }
  const stripe = { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: `sk_test_${secret}` }
  const short = secret.slice(0, 25)

  const faults: readonly (readonly [what: string, env: Readonly<Record<string, string>>, args?: readonly string[]])[] =
    [
      ['a database that is away', {}],
      ['a database URL of another scheme', { USERS_DATABASE_URL: `mysql://evently:${secret}@db/evently` }],
      ['a database URL that is none', { USERS_DATABASE_URL: `postgres://evently:${secret}#@:x` }],
      ['two places for the databases', { DATABASE_URL: nowhere }],
      ['a Redis URL of another scheme', { REDIS_URL: `http://:${secret}@redis:6379` }],
      ['a Redis URL that is none', { REDIS_URL: `redis://:${secret}#@:x` }],
      ['an Elasticsearch URL of another scheme', { ELASTICSEARCH_URL: `ftp://elastic:${secret}@search:9200` }],
      ['an Elasticsearch URL that is none', { ELASTICSEARCH_URL: `http://elastic:${secret}#@:x` }],
      ['a short secret for tokens', { EVENTLY_JWT_SECRET: short }],
      ['three secrets for tokens', { EVENTLY_JWT_SECRET: [secret, secret, secret].join(',') }],
      ['a short internal token', { EVENTLY_INTERNAL_TOKEN: short }],
      ['an internal token that no header takes', { EVENTLY_INTERNAL_TOKEN: `${secret} "` }],
      ['a short secret for cursors', { EVENTLY_CURSOR_SECRET: short }],
      ['a short secret for tickets', { EVENTLY_TICKET_SECRET: short }],
      ['three secrets for tickets', { EVENTLY_TICKET_SECRET: [secret, secret, secret].join(',') }],
      ['an admin without an email', { EVENTLY_ADMIN_EMAIL: '', EVENTLY_ADMIN_PASSWORD: secret }],
      ['a Stripe key without a provider', { STRIPE_SECRET_KEY: `sk_test_${secret}` }],
      ['a Stripe key of another form', { ...stripe, STRIPE_SECRET_KEY: secret }],
      ['a webhook secret of another form', { ...stripe, STRIPE_WEBHOOK_SECRET: secret }],
      [
        'an address of Stripe with a password',
        { ...stripe, STRIPE_WEBHOOK_SECRET: `whsec_${secret}`, STRIPE_API_BASE: `http://me:${secret}@127.0.0.1` },
      ],
      ['a misspelt setting', { EVENTLY_JWT_SECRT: secret }],
      [
        'the address of a service with a password',
        {
          EVENTLY_SERVICES: 'bookings',
          EVENTLY_USERS_URL: `htp://me:${secret}@users`,
          EVENTLY_EVENTS_URL: `htp://me:${secret}@events`,
        },
      ],
      ['an argument that is none', {}, [`--jwt-secret=${secret}`]],
    ]
  for (const [what, env, args = []] of faults)
    it(`says why without any secret: ${what}`, async () => {
      const { code, said } = await startToEnd({
        env: { ...testEnvironment(urls), EVENTLY_LOG_LEVEL: 'trace', ...env },
        args,
      })
      expect([code, said.length > 0]).to.deep.equal([1, true])
      expect(cage.seenIn(said), said).to.deep.equal([])
      expect(said).not.to.include(short)
    })
})

describe('a server that logs everything', function () {
  this.timeout(120_000)
  const cage = createCage()
  const plant = (name: string, form = (text: string) => text) =>
    cage.plant(name, form(canary(name.replaceAll(' ', ''))))
  let databases: TestDatabases
  let server: ServerProcess
  let internalUrl: string
  const wrong: string[] = []

  before(async () => {
    databases = await cloneDatabases()
    for (const [name, url] of Object.entries(databases.urls))
      cage.plant(`password of the ${name} database`, decodeURIComponent(new URL(url).password))
    const internalPort = await reservePort()
    internalUrl = `http://127.0.0.1:${internalPort}`
    server = await spawnServer(databases, {
      EVENTLY_LOG_LEVEL: 'trace',
      EVENTLY_SLOW_REQUEST_MS: '1',
      EVENTLY_RATE_LIMIT: 'on',
      EVENTLY_INTERNAL_PORT: String(internalPort),
      EVENTLY_JWT_SECRET: plant('secret of tokens'),
      EVENTLY_INTERNAL_TOKEN: plant('internal token'),
      EVENTLY_CURSOR_SECRET: plant('secret of cursors'),
      EVENTLY_TICKET_SECRET: plant('secret of tickets'),
      EVENTLY_ADMIN_EMAIL: plant('email of the admin', text => `${text}@example.com`),
      EVENTLY_ADMIN_PASSWORD: plant('password of the admin'),
      // Nobody is there: what asks them fails, with the address in its errors.
      REDIS_URL: `redis://:${plant('password of Redis')}@127.0.0.1:1`,
      EVENTLY_PAYMENT_PROVIDER: 'stripe',
      STRIPE_SECRET_KEY: plant('key of Stripe', text => `sk_test_${text}`),
      STRIPE_WEBHOOK_SECRET: plant('secret of webhooks', text => `whsec_${text}`),
      STRIPE_API_BASE: 'http://127.0.0.1:1',
    })
  })
  after(async () => {
    await server?.kill()
    await databases?.close()
  })

  /** Asks, and notes each secret in the answer that is not `told` there. */
  async function ask(
    method: string,
    path: string,
    { told = [], at = server.url, ...options }: CallOptions & { told?: readonly string[]; at?: string } = {},
  ): Promise<Answer> {
    const answer = await callOn(at)(method, path, options)
    const seen = cage.seenIn(`${JSON.stringify(answer.headers)}\n${answer.text}`).filter(name => !told.includes(name))
    if (seen.length > 0) wrong.push(`${method} ${path} ${answer.status}: ${seen.join(', ')}`)
    return answer
  }

  /** Somebody who has signed up, with everything of theirs planted. */
  async function signUp(who: string, role: 'attendee' | 'organizer') {
    const email = plant(`email of the ${who}`, text => `${text}@example.com`)
    const password = plant(`password of the ${who}`)
    const body = { email, password, name: 'Somebody', role }
    const { body: signedIn } = expectStatus(
      await ask('POST', '/auth/register', { body, told: [`email of the ${who}`] }),
      201,
    )
    const { accessToken, refreshToken } = signedIn.tokens as { accessToken: string; refreshToken: string }
    cage.plant(`access token of the ${who}`, accessToken)
    cage.plant(`refresh token of the ${who}`, refreshToken)
    return { email, password, token: accessToken, refreshToken, told: [`email of the ${who}`] }
  }
  type Somebody = Awaited<ReturnType<typeof signUp>>
  let organizer: Somebody
  let attendee: Somebody
  let eventId: string

  it('tells those whom they belong to alone', async () => {
    organizer = await signUp('organizer', 'organizer')
    attendee = await signUp('attendee', 'attendee')
    const admin = expectStatus(
      await ask('POST', '/auth/login', {
        body: { email: `${canary('emailoftheadmin')}@example.com`, password: canary('passwordoftheadmin') },
        told: ['email of the admin'],
      }),
      200,
    ).body
    cage.plant('access token of the admin', admin.tokens.accessToken)
    eventId = expectStatus(
      await ask('POST', '/admin/events', {
        token: organizer.token,
        body: anEventBody(),
        headers: { 'idempotency-key': plant('Idempotency-Key', text => `sk_live_${text}`) },
      }),
      201,
    ).body.id

    const made = expectStatus(
      await ask('POST', '/api-keys', {
        token: organizer.token,
        body: { name: 'Shop', scopes: ['events:read', 'bookings:write'] },
        headers: { 'idempotency-key': plant('key for a key', text => `evk_${text}`) },
      }),
      201,
    ).body
    const key = cage.plant('API key', made.key)
    expectStatus(await ask('GET', '/api-keys', { token: organizer.token }), 200)

    const reserve = await ask('POST', '/bookings/reserve', {
      token: key,
      body: { eventId, quantity: 1 },
      headers: { 'idempotency-key': plant('bare Idempotency-Key') },
    })
    const payment = { provider: 'stripe', token: plant('payment token', text => `pm_${text}`) }
    const confirmed = await ask('POST', '/bookings/confirm', {
      token: key,
      body: { reservationId: expectStatus(reserve, 201).body.id, payment },
      headers: { 'idempotency-key': canary('bareIdempotency-Key') },
    })
    expectProblem(confirmed, 'payment_outcome_unknown') // Stripe is away

    for (const [who, path] of [
      [organizer, '/users/profile'],
      [organizer, '/users/sessions'],
      [organizer, `/admin/events/${eventId}/bookings`],
      [organizer, `/admin/events/${eventId}/movements`],
      [organizer, `/admin/events/${eventId}/audit`],
      [attendee, '/bookings'],
      [attendee, '/waitlist'],
      [attendee, `/events/${eventId}`],
    ] as const)
      expectStatus(await ask('GET', path, { token: who.token, told: who.told }), 200)
    for (const path of ['/admin/audit', '/admin/users', '/admin/audit/progress'])
      expectStatus(
        await ask('GET', path, {
          token: admin.tokens.accessToken,
          told: ['email of the admin', 'email of the organizer', 'email of the attendee'],
        }),
        200,
      )
    expect(wrong).to.deep.equal([])
  })

  it('are in no refusal', async () => {
    const { token, refreshToken, email } = organizer
    const login = (password: unknown) => ask('POST', '/auth/login', { body: { email, password } })
    await login(plant('wrong password'))
    await login([plant('password in a list')])
    await login(plant('long password', text => text.padEnd(3_000, 'x')))
    await ask('POST', '/auth/register', { body: { email, password: plant('twice'), name: 'Twice' } })
    await ask('POST', '/auth/register', {
      body: { email: plant('no email'), password: plant('for no email'), name: 'X' },
      told: ['no email'], // to whoever has mistyped it
    })
    await ask('POST', '/auth/refresh', { body: { refreshToken: plant('wrong refresh token', text => `evr_${text}`) } })
    await ask('POST', '/auth/refresh', { body: { refreshToken, password: plant('one too many') } })
    await ask('POST', '/auth/login', { body: `{"email":"x","password":"${plant('in broken JSON')}"` })
    await ask('POST', '/auth/login', {
      body: `password=${plant('in a form')}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    await ask('POST', '/users/profile/password', {
      token,
      body: { currentPassword: plant('wrong current password'), newPassword: plant('new password') },
    })
    for (const authorization of [
      `Bearer ${plant('wrong token')}`,
      `Bearer ${plant('wrong key', text => `evk_${text}`)}`,
      `Basic ${Buffer.from(`me:${plant('basic password')}`).toString('base64')}`,
      `Bearer ${token}x`,
    ])
      await ask('GET', '/users/profile', { headers: { authorization, cookie: `session=${plant('cookie')}` } })
    await ask('GET', '/events', { query: { token: plant('in the query') } })
    await ask('GET', '/admin/events', { token, query: { cursor: plant('wrong cursor') } })
    await ask('POST', '/webhooks/stripe', {
      body: { id: 'evt_1', object: 'event', type: 'x', data: { object: { client_secret: plant('client secret') } } },
      headers: { 'stripe-signature': `t=1,v1=${plant('wrong signature')}` },
    })
    for (const path of ['/internal/services', '/internal/events?limit=1', '/metrics'])
      for (const bearer of [undefined, canary('internaltoken'), plant('wrong internal token')])
        await ask('GET', path, { at: internalUrl, ...(bearer && { token: bearer }) })
    expect(wrong).to.deep.equal([])
  })

  it('are in no answer to what is hardly HTTP', async () => {
    const client = rawClient(() => Number(new URL(server.url).port))
    const lines = [
      `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization Bearer ${plant('broken header')}\r\n\r\n`,
      `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-Long: ${plant('in long headers').repeat(1_000)}\r\n\r\n`,
      `GET /api/v1/events?token=${plant('in a long URL').repeat(500)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET /${plant('in an unknown path')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: x${plant('in a length')}\r\n\r\n`,
    ]
    for (const line of lines) {
      const { status, body, connection } = await client.ask(line)
      expect(status, line.slice(0, 60)).to.be.within(400, 499)
      // A path that is not there is named to whoever has asked for it.
      expect(cage.seenIn(connection.received()), body).to.deep.equal(status === 404 ? ['in an unknown path'] : [])
    }
    client.destroy()
  })

  it('are in no failure of ours, nor in what probes and metrics say meanwhile', async () => {
    for (const name of ['bookings', 'users'] as const) {
      const clone = new URL(databases.urls[name]).pathname.slice(1)
      const { knex } = databases.events
      await knex.raw(`alter database ${clone} with allow_connections false`)
      await knex.raw('select pg_terminate_backend(pid) from pg_stat_activity where datname = ?', [clone])
    }
    const { token, email, password } = organizer
    const failed = [
      await ask('POST', '/auth/login', { body: { email, password } }),
      await ask('POST', '/auth/register', {
        body: { email: plant('email of nobody', text => `${text}@example.com`), password: plant('new'), name: 'New' },
      }),
      await ask('GET', '/bookings', { token }),
      await ask('GET', '/readyz'),
    ]
    for (const { status } of failed) expect(status).to.equal(503)
    for (const path of ['/metrics', '/livez', '/openapi.json', '/docs']) expectStatus(await ask('GET', path), 200)
    expectStatus(await ask('GET', '/metrics', { at: internalUrl, token: canary('internaltoken') }), 200)
    expect(wrong).to.deep.equal([])
  })

  it('are in no line of its log', async () => {
    const slow = () => server.said().match(/"msg":"a slow request"/g)?.length ?? 0
    await eventually(
      async () => slow(),
      count => count > 20,
      { withinMs: 10_000 },
    )
    await server.stop()
    expect(server.said()).to.include('127.0.0.1:1') // the stores that are away are named
    expect(cage.names().length).to.be.greaterThan(50)
    const said = server.said().split('\n')
    const leaks = said.flatMap(line => cage.seenIn(line).map(name => `${name}: ${line}`))
    expect(leaks).to.deep.equal([])
    expect(server.said()).not.to.include(mark)
  })
})
