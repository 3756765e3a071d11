// Webhook endpoints: made, put, changed and deleted over HTTP; what is kept of their secrets.
import { expect } from 'chai'
import { createSealing } from '../../src/platform/sealing.ts'
import { resealSecrets } from '../../src/domains/webhooks/endpoints/resealing.ts'
import { createEndpointsStore } from '../../src/domains/webhooks/endpoints/store.ts'
import { expectProblem, expectStatus, password, theAdmin, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import type { CallOptions, TestServer } from '../support/server.ts'
import { anEndedDelivery, anEndpoint, anOwner, nobodysUrl, startWebhooksServer } from './webhooks-server.ts'

const purpose = 'evently webhook secrets'
const types = ['booking.confirmed']

describe('a webhook endpoint', () => {
  let server: TestServer
  let owner: Account
  before(async () => {
    server = await startWebhooksServer()
  })
  after(() => server.close())
  beforeEach(async () => {
    owner = await anOwner(server)
  })

  const ask = (method: string, path: string, options: CallOptions = {}) =>
    server.call(method, path, { token: owner.token, ...options })
  const make = (body: object = {}) => ask('POST', '/webhook-endpoints', { body: { url: nobodysUrl, types, ...body } })
  const at = (id: string, below = '') => `/webhook-endpoints/${id}${below}`
  const put = (externalId: string, body: object = {}, headers: Record<string, string> = {}) =>
    ask('PUT', `/webhook-endpoints/by-external-id/${externalId}`, {
      body: { url: nobodysUrl, types, ...body },
      headers,
    })
  const patch = (id: string, body: object, headers: Record<string, string> = { 'if-match': '*' }) =>
    ask('PATCH', at(id), { body, headers })
  const rowOf = async (id: string) => {
    const row = await server.databases.bookings.knex('webhook_endpoints').where({ id }).first()
    return row as { secret: string; previous_secret: string | null }
  }

  it('is made with a secret that is shown this once, and kept sealed', async () => {
    const { body } = expectStatus(await make({ description: 'Orders', metadata: { team: 'sales' } }), 201)
    const { secret, ...shown } = body
    expect(secret).to.match(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(shown).to.deep.include({
      url: nobodysUrl,
      types,
      description: 'Orders',
      mode: 'live',
      payloadVersion: '2026-11-01',
      disabled: false,
      metadata: { team: 'sales' },
      version: 1,
    })
    expect(expectStatus(await ask('GET', at(shown.id)), 200).body).to.deep.equal(shown)
    expect(expectStatus(await ask('GET', '/webhook-endpoints'), 200).body.data).to.deep.equal([shown])
    const { rows } = await server.databases.bookings.knex.raw(
      'select e::text as row from webhook_endpoints as e union all select k::text from idempotency_keys as k',
    )
    expect(JSON.stringify(rows)).to.contain(shown.id).and.not.contain(secret.slice('whsec_'.length))
    expect(createSealing(['j'.repeat(48)], purpose).open((await rowOf(shown.id)).secret)).to.equal(secret)
  })

  for (const url of [
    'http://shop.example.com/',
    'https://127.0.0.2/',
    'https://0x7f000002/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:word@shop.example.com/',
    'https://shop.example.com/#here',
  ])
    it(`is refused at ${url}, when it is made, put and changed`, async () => {
      const { id } = expectStatus(await make(), 201).body
      for (const answer of [await make({ url }), await put('shop', { url }), await patch(id, { url })])
        expect(expectProblem(answer, 'validation_failed').body.errors[0].pointer).to.equal('/url')
      expect(expectStatus(await ask('GET', '/webhook-endpoints'), 200).body.data).to.have.length(1)
    })

  it('has metadata of 8,000 bytes at most', async () => {
    const metadata = (bytes: number) =>
      Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`m${n}`, 'ü'.repeat(bytes / 20 - 5)]))
    expectStatus(await make({ metadata: metadata(7_900) }), 201)
    expectProblem(await make({ metadata: metadata(8_100) }), 'validation_failed')
  })

  it('is one of 20 at most, however many are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => make()))
    expect(answers.filter(({ status }) => status === 201)).to.have.length(20)
    for (const refused of answers.filter(({ status }) => status !== 201))
      expectProblem(refused, 'webhook_endpoint_limit_reached')
    expectProblem(await put('one-more'), 'webhook_endpoint_limit_reached')
    const { id } = answers.find(({ status }) => status === 201)!.body
    expectStatus(await ask('DELETE', at(id)), 204)
    expectStatus(await make(), 201)
  })

  it('is listed newest first, page by page, or by its external id', async () => {
    const ids: string[] = []
    for (const externalId of ['a', 'b', 'c']) ids.unshift(expectStatus(await make({ externalId }), 201).body.id)
    const first = expectStatus(await ask('GET', '/webhook-endpoints', { query: { limit: 2 } }), 200).body
    const next = { limit: 2, cursor: first.nextCursor }
    const second = expectStatus(await ask('GET', '/webhook-endpoints', { query: next }), 200).body
    expect([...first.data, ...second.data].map(({ id }) => id)).to.deep.equal(ids)
    const found = await ask('GET', '/webhook-endpoints', { query: { externalId: 'b' } })
    expect(expectStatus(found, 200).body.data.map(({ id }: { id: string }) => id)).to.deep.equal([ids[1]])
    expectProblem(await ask('GET', '/webhook-endpoints', { query: { ...next, externalId: 'b' } }), 'invalid_cursor')
  })

  it('has an external id of its own among those of its account', async () => {
    const { id } = expectStatus(await make({ externalId: 'shop' }), 201).body
    expectProblem(await make({ externalId: 'shop' }), 'external_id_taken')
    const other = expectStatus(await make(), 201).body
    expectProblem(await patch(other.id, { externalId: 'shop' }), 'external_id_taken')
    const stranger = await anOwner(server)
    expectStatus(
      await ask('POST', '/webhook-endpoints', {
        token: stranger.token,
        body: { url: nobodysUrl, types, externalId: 'shop' },
      }),
      201,
    )
    expect(expectStatus(await patch(id, { externalId: null }), 200).body).not.to.have.property('externalId')
    expectStatus(await patch(other.id, { externalId: 'shop' }), 200)
  })

  it('is made or replaced by its external id, and says which', async () => {
    const made = expectStatus(await put('shop', { description: 'Orders' }), 201)
    expect(made.body).to.include({ externalId: 'shop', unchanged: false, version: 1 }).and.to.have.property('secret')
    const again = expectStatus(await put('shop', { description: 'Orders' }), 200)
    expect(again.body).to.include({ unchanged: true, version: 1 }).and.not.to.have.property('secret')
    expect(again.headers['etag']).to.equal(made.headers['etag'])
    const replaced = expectStatus(await put('shop', { types: ['booking.cancelled', 'booking.confirmed'] }), 200).body
    expect(replaced)
      .to.include({ id: made.body.id, unchanged: false, version: 2 })
      .and.not.to.have.property('description')
    const sameSet = expectStatus(await put('shop', { types: ['booking.confirmed', 'booking.cancelled'] }), 200).body
    expect(sameSet).to.include({ unchanged: true, version: 2 })
  })

  it('is only made, or only replaced, where that is asked for', async () => {
    expectProblem(await put('shop', {}, { 'if-match': '*' }), 'precondition_failed')
    const made = expectStatus(await put('shop', {}, { 'if-none-match': '*' }), 201)
    expect(expectProblem(await put('shop', {}, { 'if-none-match': '*' }), 'precondition_failed').body).to.include({
      currentETag: made.headers['etag'],
    })
    expectStatus(await put('shop', { description: 'A' }, { 'if-match': String(made.headers['etag']) }), 200)
    expectProblem(
      await put('shop', { description: 'B' }, { 'if-match': String(made.headers['etag']) }),
      'precondition_failed',
    )
    expectProblem(await put('shop', {}, { 'if-none-match': '"1"' }), 'validation_failed')
    expectProblem(await put('shop', {}, { 'if-none-match': '*', 'if-match': '*' }), 'validation_failed')
  })

  it('is made once by several who put it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => put('shop')))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).to.equal(1)
  })

  it('is changed by one of two who read the same version', async () => {
    const { id } = expectStatus(await make(), 201).body
    const answers = await Promise.all(['A', 'B'].map(description => patch(id, { description }, { 'if-match': '"1"' })))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412])
    expectProblem(await patch(id, { description: 'C' }, {}), 'precondition_required')
  })

  it('shows that it fails to whoever holds an older ETag, and may be changed under that', async () => {
    const { id } = expectStatus(await make(), 201).body
    const { headers } = expectStatus(await ask('GET', at(id)), 200)
    const unchanged = () => ask('GET', at(id), { headers: { 'if-none-match': String(headers['etag']) } })
    expect((await unchanged()).status).to.equal(304)
    await server.databases.bookings.knex('webhook_endpoints').where({ id }).update({ failing_since: new Date() })
    expect(expectStatus(await unchanged(), 200).body).to.have.property('failingSince')
    expectStatus(await patch(id, { description: 'A' }, { 'if-match': String(headers['etag']) }), 200)
  })

  it('is gone once it is deleted, with what it was sent', async () => {
    const { id } = expectStatus(await make(), 201).body
    const delivery = await anEndedDelivery(server, id)
    expectStatus(await ask('DELETE', at(id)), 204)
    for (const [method, path] of [
      ['DELETE', at(id)],
      ['GET', at(id)],
      ['GET', at(id, '/deliveries')],
      ['GET', at(id, `/deliveries/${delivery}`)],
    ] as const)
      expectProblem(await ask(method, path), 'webhook_endpoint_not_found')
  })

  it('goes when its account is erased', async () => {
    const { id } = expectStatus(await make(), 201).body
    const stranger = await anEndpoint(server, await anOwner(server), { url: nobodysUrl })
    expectStatus(await ask('DELETE', '/users/profile', { body: { currentPassword: password } }), 204)
    const left = () => server.databases.bookings.knex('webhook_endpoints').whereIn('id', [id, stranger.id]).select('id')
    const isGone = (rows: readonly { id: string }[]) => rows.every(row => row.id === stranger.id)
    expect(await eventually(left, isGone, { withinMs: 15_000 })).to.have.length(1)
  })

  it("is nobody's but its account's, not even an admin's", async () => {
    const { id } = expectStatus(await make(), 201).body
    for (const { token } of [await anOwner(server), await theAdmin(server)])
      expectProblem(await ask('GET', at(id), { token }), 'webhook_endpoint_not_found')
  })

  it('tells its new secret again under the key of the rotation, and no third secret is good', async () => {
    const { id, secret } = await anEndpoint(server, owner, { url: nobodysUrl })
    const rotate = (key: string) => ask('POST', at(id, '/rotate-secret'), { headers: { 'idempotency-key': key } })
    const first = expectStatus(await rotate('one'), 200).body.secret
    expect(expectStatus(await rotate('one'), 200).body.secret).to.equal(first)
    const second = expectStatus(await rotate('two'), 200).body.secret
    const sealing = createSealing(['j'.repeat(48)], purpose)
    const { secret: now, previous_secret: previous } = await rowOf(id)
    expect([sealing.open(now), sealing.open(previous!)]).to.deep.equal([second, first])
    expect(new Set([secret, first, second]).size).to.equal(3)
  })

  it('has its secrets sealed anew when the secret of the server changes', async () => {
    const { id, secret } = await anEndpoint(server, owner, { url: nobodysUrl })
    const rotated = expectStatus(await ask('POST', at(id, '/rotate-secret')), 200).body.secret
    const [old, next] = ['j'.repeat(48), 'n'.repeat(48)]
    const store = createEndpointsStore(server.databases.bookings.knex)
    await resealSecrets(store, createSealing([next, old], purpose))
    const { secret: now, previous_secret: previous } = await rowOf(id)
    const newOnly = createSealing([next], purpose)
    expect([newOnly.open(now), newOnly.open(previous!)]).to.deep.equal([rotated, secret])
    // And back, for the tests that follow.
    await resealSecrets(store, createSealing([old, next], purpose))
  })
})

describe('the deliveries of an endpoint', () => {
  let server: TestServer
  let owner: Account
  before(async () => {
    server = await startWebhooksServer()
    owner = await anOwner(server)
  })
  after(() => server.close())

  it('are listed newest first, page by page, each kind by itself, for 30 days', async () => {
    const { id } = await anEndpoint(server, owner, { url: nobodysUrl })
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.unshift(await anEndedDelivery(server, id))
    const { knex } = server.databases.bookings
    await knex('webhook_deliveries').where({ id: ids[1] }).update({ state: 'abandoned' })
    await knex('webhook_deliveries')
      .where({ id: ids[4] })
      .update({ created_at: new Date(Date.now() - 31 * 86_400_000) })
    const list = async (query: Record<string, string | number>) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const answer = await server.call('GET', `/webhook-endpoints/${id}/deliveries`, {
          token: owner.token,
          query: { limit: 2, ...query, ...(cursor !== undefined && { cursor }) },
        })
        const { body } = expectStatus(answer, 200)
        found.push(...body.data.map((each: { id: string }) => each.id))
        cursor = body.nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    }
    expect(await list({})).to.deep.equal(ids.slice(0, 4))
    expect(await list({ status: 'delivered' })).to.deep.equal([ids[0], ids[2], ids[3]])
    expect(await list({ status: 'abandoned' })).to.deep.equal([ids[1]])
    for (const status of ['pending', 'failed']) expect(await list({ status })).to.deep.equal([])
  })
})
