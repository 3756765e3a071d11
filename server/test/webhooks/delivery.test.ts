// Messages on their way to endpoints, over real HTTP: signed, in order, and again after failures.
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import type { TestServer } from '../support/server.ts'
import { startReceiver, type Receiver } from './receiver.ts'
import { aMessage, anEndpoint, anOwner, append, aStory, deliveriesOf, startWebhooksServer } from './webhooks-server.ts'

const withinMs = 15_000

describe('a message to an endpoint', () => {
  let server: TestServer
  let owner: Account
  let receiver: Receiver
  before(async () => {
    server = await startWebhooksServer()
  })
  after(() => server.close())
  beforeEach(async () => {
    owner = await anOwner(server)
    receiver = await startReceiver()
  })
  afterEach(() => receiver.close())

  const endpointAt = (at = receiver, over: object = {}) => anEndpoint(server, owner, { url: at.url, ...over })
  const of = (id: string) => deliveriesOf(server, owner, id)
  const status = (id: string, wanted: string) =>
    eventually(
      () => of(id),
      rows => rows.length > 0 && rows.every(row => row.status === wanted),
      { withinMs },
    )
  const get = async (path: string) => expectStatus(await server.call('GET', path, { token: owner.token }), 200).body
  const post = (path: string, body?: object) => server.call('POST', path, { token: owner.token, body })
  const { knex } = { knex: () => server.databases.bookings.knex }
  /** Whatever waits to be tried again is due now. */
  const hurry = async (endpointId: string) => {
    await knex()('webhook_deliveries')
      .where({ endpoint_id: endpointId })
      .update({ due_at: new Date(0) })
    await knex()('webhook_endpoints').where({ id: endpointId }).update({ paused_until: null })
  }

  it('arrives with what happened and nothing else, signed as the specification says', async () => {
    const { id, secret } = await endpointAt()
    const message = aMessage(owner)
    await append(server, message)
    await receiver.gets(1)
    const [{ headers, body }] = receiver.received as [Receiver['received'][number]]
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).to.deep.equal({
      id: message.id,
      type: 'booking.confirmed',
      occurredAt: message.occurredAt.toISOString(),
      test: false,
      resource: message.resource,
      data: message.data,
    })
    expect(headers).to.include({ 'webhook-id': message.id, 'content-type': 'application/json' })
    const [delivery] = await status(id, 'delivered')
    expect(delivery).to.include({ messageId: message.id, attempts: 1, lastStatus: 204 })
  })

  it('goes to those endpoints alone that are of its account, want its type and have its mode', async () => {
    const { id } = await endpointAt()
    const others = [
      await endpointAt(receiver, { types: ['booking.cancelled'] }),
      await endpointAt(receiver, { mode: 'test' }),
    ]
    const stranger = await anOwner(server)
    await anEndpoint(server, stranger, { url: receiver.url })
    const messages = [aMessage(owner), aMessage(owner, { silent: true })]
    await append(server, ...messages)
    expect((await status(id, 'delivered')).map(({ messageId }) => messageId)).to.deep.equal([messages[0]!.id])
    for (const other of others) expect(await of(other.id)).to.deep.equal([])
    expect(receiver.ids()).to.deep.equal([messages[0]!.id])

    const test = aMessage(owner, { test: true })
    await append(server, test)
    expect((await status(others[1]!.id, 'delivered')).map(({ messageId }) => messageId)).to.deep.equal([test.id])
  })

  it('is sent again with the same bytes under a fresh signature after a failure', async () => {
    const { id, secret } = await endpointAt()
    receiver.become(503, {}, 'Down for maintenance')
    await append(server, aMessage(owner))
    const [failed] = await status(id, 'failed')
    expect(failed).to.include({ attempts: 1, lastStatus: 503 })
    receiver.become(200)
    await hurry(id)
    const [delivered] = await status(id, 'delivered')
    const [first, second] = receiver.received
    expect(second!.body).to.equal(first!.body)
    for (const { body, headers } of receiver.received)
      new Webhook(secret).verify(body, headers as Record<string, string>)

    const details = await get(`/webhook-endpoints/${id}/deliveries/${delivered!.id}`)
    expect(details.body).to.equal(first!.body)
    expect(details.attemptList.map((each: object) => ({ ...each, startedAt: '', durationMs: 0 }))).to.deep.equal([
      { attempt: 2, startedAt: '', durationMs: 0, status: 200, answer: '' },
      {
        attempt: 1,
        startedAt: '',
        durationMs: 0,
        status: 503,
        answer: 'Down for maintenance',
        error: 'It answered 503.',
      },
    ])
  })

  it('waits for the earlier ones about its resource, and for no others', async () => {
    const { id } = await endpointAt()
    const story = aStory(owner, 3)
    const other = aMessage(owner)
    receiver.become(({ message }, response) => response.writeHead(message.id === story[0]!.id ? 500 : 204).end())
    await append(server, story[0]!, other, ...story.slice(1))
    await eventually(
      () => of(id),
      rows => rows.map(row => row.status).join() === 'failed,delivered,pending,pending',
      { withinMs },
    )
    expect(receiver.ids()).to.have.members([story[0]!.id, other.id])
    receiver.become(204)
    await hurry(id)
    await status(id, 'delivered')
    expect(receiver.ids().slice(-3)).to.deep.equal(story.map(message => message.id))
  })

  it('is not late because another endpoint is slow', async () => {
    const slow = await startReceiver()
    const held: (() => void)[] = []
    slow.become((_received, response) => void held.push(() => response.writeHead(204).end()))
    const slowId = (await endpointAt(slow)).id
    const { id } = await endpointAt()
    const messages = Array.from({ length: 40 }, () => aMessage(owner))
    await append(server, ...messages)
    await status(id, 'delivered')
    expect(receiver.ids()).to.have.members(messages.map(message => message.id))
    expect(slow.received.length).to.equal(20) // its own places, and no more
    for (let done = 0; done < messages.length; done++) {
      await slow.gets(done + 1)
      held[done]!()
    }
    await status(slowId, 'delivered')
    await slow.close()
  })

  it('is not sent before the time that Retry-After names', async () => {
    const { id } = await endpointAt()
    receiver.become(429, { 'retry-after': '3600' })
    await append(server, aMessage(owner))
    const [delivery] = await status(id, 'failed')
    await append(server, aMessage(owner))
    await server.server.domains.webhooks.deliverDue()
    expect(receiver.received).to.have.length(1)
    const { nextAttemptAt, lastAttemptAt } = await get(`/webhook-endpoints/${id}/deliveries/${delivery!.id}`)
    expect(Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)).to.be.within(3_590_000, 3_660_000)
  })

  it('disables an endpoint that answers 410, and is given up', async () => {
    const { id } = await endpointAt()
    receiver.become(410)
    await append(server, aMessage(owner))
    await status(id, 'abandoned')
    expect(await get(`/webhook-endpoints/${id}`)).to.include({ disabled: true, disabledReason: 'gone', version: 2 })
    await append(server, aMessage(owner))
    expect(await of(id)).to.have.length(1)
    const [delivery] = await of(id)
    expectProblem(
      await post(`/webhook-endpoints/${id}/deliveries/${delivery!.id}/redeliver`),
      'webhook_endpoint_disabled',
    )
    expectProblem(
      await post(`/webhook-endpoints/${id}/test`, { type: 'booking.confirmed' }),
      'webhook_endpoint_disabled',
    )
  })

  it('disables an endpoint where nothing has arrived for three days', async () => {
    const { id } = await endpointAt()
    receiver.become(500)
    await append(server, aMessage(owner))
    await status(id, 'failed')
    const days = (count: number) => new Date(Date.now() - count * 86_400_000)
    await knex()('webhook_endpoints')
      .where({ id })
      .update({ failing_since: days(2.9) })
    await hurry(id)
    await eventually(
      () => of(id),
      rows => rows[0]!.attempts === 2 && rows[0]!.status === 'failed',
      { withinMs },
    )
    expect(await get(`/webhook-endpoints/${id}`)).to.include({ disabled: false })
    await knex()('webhook_endpoints')
      .where({ id })
      .update({ failing_since: days(3.1) })
    await knex()('webhook_deliveries')
      .where({ endpoint_id: id })
      .update({ first_tried_at: days(3.1) })
    await hurry(id)
    await status(id, 'abandoned')
    expect(await get(`/webhook-endpoints/${id}`)).to.include({ disabled: true, disabledReason: 'failing' })
  })

  it('ends the failing of an endpoint when it arrives', async () => {
    const { id } = await endpointAt()
    receiver.become(500)
    await append(server, aMessage(owner))
    await status(id, 'failed')
    expect(await get(`/webhook-endpoints/${id}`)).to.have.property('failingSince')
    receiver.become(204)
    await hurry(id)
    await status(id, 'delivered')
    expect(await get(`/webhook-endpoints/${id}`)).not.to.have.property('failingSince')
  })

  it('follows no redirect', async () => {
    const elsewhere = await startReceiver()
    const { id } = await endpointAt()
    receiver.become(307, { location: elsewhere.url })
    await append(server, aMessage(owner))
    const [delivery] = await status(id, 'failed')
    const { attemptList } = await get(`/webhook-endpoints/${id}/deliveries/${delivery!.id}`)
    expect(attemptList[0].error).to.equal('It answered 307; redirects are not followed.')
    expect(elsewhere.received).to.have.length(0)
    await elsewhere.close()
  })

  it('keeps the beginning of an answer that never ends, and counts its status', async () => {
    const { id } = await endpointAt()
    receiver.become((_received, response) => {
      response.writeHead(200)
      const more = () => response.write('abcdefgh'.repeat(1_024)) && setImmediate(more)
      response.on('drain', more)
      more()
    })
    await append(server, aMessage(owner))
    const [delivery] = await status(id, 'delivered')
    const { attemptList } = await get(`/webhook-endpoints/${id}/deliveries/${delivery!.id}`)
    expect(attemptList[0].answer).to.equal('abcdefgh'.repeat(512))
  })

  it('is sent again when its owner asks, once for a key, and waits for nobody then', async () => {
    const { id } = await endpointAt()
    const message = aMessage(owner)
    await append(server, message)
    const [delivery] = await status(id, 'delivered')
    const path = `/webhook-endpoints/${id}/deliveries/${delivery!.id}/redeliver`
    const headers = { 'idempotency-key': 'again' }
    for (const replayed of [undefined, 'true']) {
      const answer = expectStatus(await server.call('POST', path, { token: owner.token, headers }), 202)
      expect(answer.headers['idempotency-replayed']).to.equal(replayed)
      expect(answer.body).to.include({ status: 'pending', attempts: 1 })
    }
    await receiver.gets(2)
    await status(id, 'delivered')
    expect(receiver.ids()).to.deep.equal([message.id, message.id])
  })

  it('is an example when a test is asked for, and says so', async () => {
    const { id, secret } = await endpointAt()
    const { body } = expectStatus(await post(`/webhook-endpoints/${id}/test`, { type: 'waitlist.offered' }), 202)
    await receiver.gets(1)
    const [{ message, headers, body: sent }] = receiver.received as [Receiver['received'][number]]
    new Webhook(secret).verify(sent, headers as Record<string, string>)
    expect(message).to.include({ id: body.messageId, type: 'waitlist.offered', test: true })
    const [delivery] = await status(id, 'delivered')
    expect((await get(`/webhook-endpoints/${id}/deliveries/${delivery!.id}`)).body).to.equal(sent)
  })

  it('carries two signatures for 24 hours after a rotation', async () => {
    const { id, secret } = await endpointAt()
    const { body: rotated } = expectStatus(await post(`/webhook-endpoints/${id}/rotate-secret`), 200)
    expect(rotated.secret)
      .to.match(/^whsec_/)
      .and.not.equal(secret)
    await append(server, aMessage(owner))
    await receiver.gets(1)
    await status(id, 'delivered')
    await knex()('webhook_endpoints')
      .where({ id })
      .update({ previous_secret_until: new Date(0) })
    await append(server, aMessage(owner))
    await receiver.gets(2)
    const [during, afterwards] = receiver.received as [Receiver['received'][number], Receiver['received'][number]]
    const verify = (one: string, { body, headers }: Receiver['received'][number]) =>
      new Webhook(one).verify(body, headers as Record<string, string>)
    for (const one of [secret, rotated.secret]) verify(one, during)
    verify(rotated.secret, afterwards)
    expect(() => verify(secret, afterwards)).to.throw(/No matching signature/)
  })

  it('is not sent to a disabled endpoint, and not afterwards either', async () => {
    const { id } = await endpointAt()
    receiver.become(500)
    const story = aStory(owner, 3)
    await append(server, ...story.slice(0, 2))
    await eventually(
      () => of(id),
      rows => rows[0]!.status === 'failed',
      { withinMs },
    )
    const change = async (disabled: boolean) =>
      expectStatus(
        await server.call('PATCH', `/webhook-endpoints/${id}`, {
          token: owner.token,
          headers: { 'if-match': '*' },
          body: { disabled },
        }),
        200,
      ).body
    expect(await change(true)).to.include({ disabled: true, disabledReason: 'owner' })
    expect((await of(id)).map(row => row.status)).to.deep.equal(['abandoned', 'abandoned'])
    receiver.become(204)
    expect(await change(false)).to.include({ disabled: false })
    await append(server, story[2]!)
    await eventually(
      () => of(id),
      rows => rows[2]?.status === 'delivered',
      { withinMs },
    )
    expect(receiver.ids()).to.deep.equal([story[0]!.id, story[2]!.id])
    expect((await of(id)).map(row => row.status)).to.deep.equal(['abandoned', 'abandoned', 'delivered'])
  })
})
