// The queue of deliveries, process by process: leases, fences, what is forgotten, and who is told.
import { expect } from 'chai'
import { createDeliveryQueue, type TakenDelivery } from '../../src/domains/webhooks/deliveries/queue-statements.ts'
import { eventually } from '../support/processes.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { expectStatus, type Account } from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'
import { startReceiver } from './receiver.ts'
import {
  aMessage,
  anEndedDelivery,
  anEndpoint,
  anOwner,
  append,
  aStory,
  deliveriesOf,
  nobodysUrl,
  startWebhooksServer,
} from './webhooks-server.ts'

describe('the queue of deliveries', () => {
  let server: TestServer
  let owner: Account
  let endpointId: string
  before(async () => {
    server = await startWebhooksServer()
  })
  after(() => server.close())
  const knex = () => server.databases.bookings.knex
  const queue = () => createDeliveryQueue(server.databases.bookings)

  beforeEach(async () => {
    owner = await anOwner(server)
    endpointId = (await anEndpoint(server, owner, { url: nobodysUrl })).id
    // The server's own job leaves it alone: it takes nothing for paused endpoints, and these tests take by themselves.
    await knex()('webhook_endpoints')
      .where({ id: endpointId })
      .update({ paused_until: new Date(Date.now() + 1e9) })
  })

  const take = (free = 10) => queue().take([{ endpointId, free, max: 10 }])
  const attempted = (taken: TakenDelivery, state: 'waiting' | 'delivered' = 'delivered') => ({
    number: taken.number,
    attempt: taken.attempt,
    endpointId,
    wasFailing: taken.isFailing,
    startedAt: taken.takenAt,
    durationMs: 1,
    status: state === 'delivered' ? 204 : 500,
    ...(state === 'waiting' && { error: 'It answered 500.', retrySeconds: 0 }),
    state,
    isGone: false,
  })
  const leaseIsOver = () =>
    knex()('webhook_deliveries')
      .where({ endpoint_id: endpointId })
      .update({ leased_until: new Date(0) })
  const of = () => deliveriesOf(server, owner, endpointId)

  it('hands each delivery to one of several who ask at once', async () => {
    await append(server, ...Array.from({ length: 8 }, () => aMessage(owner)))
    const taken = (await Promise.all(Array.from({ length: 4 }, () => take(4)))).flat()
    expect(new Set(taken.map(({ number }) => number)).size).to.equal(taken.length)
    expect(taken).to.have.length(8)
  })

  it('hands out no more than an endpoint may be sent at a time, over all processes', async () => {
    await append(server, ...Array.from({ length: 15 }, () => aMessage(owner)))
    expect(await take(6)).to.have.length(6)
    expect(await take(6)).to.have.length(4)
    expect(await take(6)).to.have.length(0)
  })

  it('hands out one message of a resource at a time, in order', async () => {
    const story = aStory(owner, 3)
    await append(server, ...story)
    for (const message of story) {
      const [taken, ...more] = await take()
      expect([taken!.message!.id, more]).to.deep.equal([message.id, []])
      expect(await take()).to.deep.equal([]) // while it is under way
      await queue().record([attempted(taken!)])
    }
  })

  it('would hand them out together if their order did not matter (the control)', async () => {
    await append(server, ...aStory(owner, 3))
    await knex()('webhook_deliveries').where({ endpoint_id: endpointId }).update({ ordered: false })
    expect(await take()).to.have.length(3)
  })

  it('hands it out again when the lease of who had it is over, and lets them change nothing any more', async () => {
    await append(server, aMessage(owner))
    const [first] = await take()
    expect(await take()).to.deep.equal([])
    await leaseIsOver()
    const [second] = await take()
    expect([second!.number, second!.attempt]).to.deep.equal([first!.number, 2])
    await queue().record([attempted(first!)])
    expect((await of())[0]).to.include({ status: 'pending', attempts: 2 })
    await queue().record([attempted(second!, 'waiting')])
    expect((await of())[0]).to.include({ status: 'failed', lastStatus: 500 })
    const attempts = await knex()('webhook_attempts').where({ delivery_number: first!.number }).select('attempt')
    expect(attempts.map(({ attempt }) => attempt).sort()).to.deep.equal([1, 2])
  })

  describe('of an endpoint that has asked to be left alone for an hour', () => {
    const pausedSeconds = async () => {
      const { paused } = await knex()('webhook_endpoints')
        .where({ id: endpointId })
        .first(knex().raw('extract(epoch from paused_until - clock_timestamp())::float8 as paused'))
      return paused as number | null
    }
    const hour = { status: 429, retryAfterSeconds: 3_600, retrySeconds: 3_600 }
    let asked: TakenDelivery
    let other: TakenDelivery
    beforeEach(async () => {
      await append(server, aMessage(owner), aMessage(owner))
      ;[asked, other] = (await take()) as [TakenDelivery, TakenDelivery]
      await knex()('webhook_endpoints').where({ id: endpointId }).update({ paused_until: null })
    })

    /** What was on its way at that time, and answered after it. */
    const answers: Readonly<Record<string, () => ReturnType<typeof attempted>>> = {
      'is taken': () => ({ ...attempted(other), wasFailing: true }),
      fails: () => attempted(other, 'waiting'),
      'asks for a minute': () => ({ ...attempted(other, 'waiting'), ...hour, retryAfterSeconds: 60 }),
    }
    for (const [what, answer] of Object.entries(answers))
      it(`waits for as long though another message ${what} after that`, async () => {
        await queue().record([{ ...attempted(asked, 'waiting'), ...hour }])
        await queue().record([answer()])
        expect(await pausedSeconds()).to.be.within(3_500, 3_600)
      })

    it('goes on at once where its owner gives it another URL, and not for another change', async () => {
      await queue().record([{ ...attempted(asked, 'waiting'), ...hour }])
      const headers = { 'if-match': '*' }
      const change = async (body: object) =>
        expectStatus(
          await server.call('PATCH', `/webhook-endpoints/${endpointId}`, { token: owner.token, headers, body }),
          200,
        )
      await change({ description: 'the shop' })
      expect(await pausedSeconds()).to.be.within(3_500, 3_600)
      await change({ url: `${nobodysUrl}/another` })
      expect(await pausedSeconds()).to.equal(null)
    })
  })

  it('forgets what is older than 30 days, and what was sent to endpoints that are gone', async () => {
    const old = await anEndedDelivery(server, endpointId)
    const fresh = await anEndedDelivery(server, endpointId)
    await knex()('webhook_deliveries')
      .where({ id: old })
      .update({ created_at: new Date(Date.now() - 31 * 86_400_000) })
    while (await queue().forgetOld(30, 1)) continue
    const left = async () =>
      (await knex()('webhook_deliveries').where({ endpoint_id: endpointId }).select('id')).map(({ id }) => id as string)
    expect(await left()).to.deep.equal([fresh])
    while (await queue().forgetOrphans(1)) continue
    expect(await left()).to.deep.equal([fresh])
    await knex()('webhook_endpoints').where({ id: endpointId }).delete()
    while (await queue().forgetOrphans(1)) continue
    expect(await left()).to.deep.equal([])
  })

  it('gives up what a disabled endpoint was still to be sent, in small batches', async () => {
    await append(server, ...Array.from({ length: 3 }, () => aMessage(owner)))
    await knex()('webhook_endpoints')
      .where({ id: endpointId })
      .update({ disabled_at: new Date(), disabled_reason: 'owner' })
    while (await queue().giveUpDropped(1)) continue
    const states = await knex()('webhook_deliveries').where({ endpoint_id: endpointId }).select('state')
    expect(states.map(({ state }) => state)).to.deep.equal(['abandoned', 'abandoned', 'abandoned'])
  })
})

describe('the owner of an endpoint that was disabled', () => {
  let server: TestServer
  let mail: MailServer
  before(async () => {
    mail = await startMailServer()
    server = await startWebhooksServer({
      env: {
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
        EVENTLY_PUBLIC_URL: 'https://tickets.example.com',
      },
    })
  })
  after(async () => {
    await server.close()
    await mail.close()
  })

  it('gets one mail that says so, sent again under the same id while the mail server fails', async () => {
    const owner = await anOwner(server)
    const receiver = await startReceiver()
    receiver.become(410)
    const { id } = await anEndpoint(server, owner, { url: receiver.url })
    mail.become('fail')
    await append(server, aMessage(owner))
    const due = () =>
      server.databases.bookings.knex('webhook_endpoints').where({ id }).first('notice_attempts as tries')
    await eventually(due, row => row?.tries > 0, { withinMs: 15_000 })
    mail.become('take')
    const hurried = async () => {
      await server.databases.bookings
        .knex('webhook_endpoints')
        .where({ id })
        .whereNotNull('notice_due_at')
        .update({ notice_due_at: new Date(0) })
      return mail.received.filter(({ content }) => content.includes(id))
    }
    const [told] = await eventually(hurried, found => found.length > 0, { withinMs: 15_000, everyMs: 1_000 })
    expect(told!.to).to.deep.equal([owner.email])
    expect(told!.content)
      .to.contain('410')
      .and.to.match(new RegExp(`^Message-ID:\\s+<webhook-endpoint-${id}-`, 'm'))
    expect(told!.content, 'an email that may be a stranger’s').not.to.contain(receiver.url)
    await eventually(
      () => server.databases.bookings.knex('webhook_endpoints').where({ id }).first('notice_due_at as due'),
      row => row.due === null,
      { withinMs: 15_000 },
    )
    await receiver.close()
  })
})
