// An event's cancellation policy: kept by every way in which events are written, and what it means to buyers over HTTP.
import { expect } from 'chai'
import { aBooking, anAccount, anEvent, anEventBody, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const policy = { untilMinutesBefore: 1_440, refundPercent: 80 }

describe('a cancellation policy', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  const get = async (id: string, token: string) =>
    expectStatus(await server.call('GET', `/events/${id}`, { token }), 200).body

  it('is kept when an event is made, copied, changed, replaced, and taken away again', async () => {
    const organizer = await anAccount(server, { role: 'organizer' })
    const { token } = organizer
    const { id } = await anEvent(server, { organizer, cancellationPolicy: policy })
    expect((await get(id, token)).cancellationPolicy).to.deep.equal(policy)
    const copy = await server.call('POST', `/admin/events/${id}/duplicate`, { token, body: { title: 'Encore' } })
    expect(expectStatus(copy, 201).body.cancellationPolicy).to.deep.equal(policy)
    const change = async (cancellationPolicy: object | null) =>
      expectStatus(
        await server.call('PATCH', `/admin/events/${id}`, {
          token,
          headers: { 'if-match': '*' },
          body: { cancellationPolicy },
        }),
        200,
      ).body
    const other = { untilMinutesBefore: 0, refundPercent: 0 }
    expect((await change(other)).cancellationPolicy).to.deep.equal(other)
    expect(await change(null)).to.not.have.property('cancellationPolicy')
  })

  it('is what a PUT says it is, and none where it says nothing', async () => {
    const { token } = await anAccount(server, { role: 'organizer' })
    const { publish: _, ...body } = { ...anEventBody(), publish: false }
    const put = async (over: object) =>
      (await server.call('PUT', '/admin/events/by-external-id/season-1', { token, body: { ...body, ...over } })).body
    expect((await put({ cancellationPolicy: policy })).cancellationPolicy).to.deep.equal(policy)
    expect((await put({ cancellationPolicy: policy })).cancellationPolicy).to.deep.equal(policy)
    expect(await put({})).to.not.have.property('cancellationPolicy')
  })

  for (const [wrong, pointer] of [
    [{ refundPercent: 80 }, '/cancellationPolicy/untilMinutesBefore'],
    [{ ...policy, refundPercent: 101 }, '/cancellationPolicy/refundPercent'],
    [{ ...policy, untilMinutesBefore: -1 }, '/cancellationPolicy/untilMinutesBefore'],
    [{ ...policy, untilMinutesBefore: 525_601 }, '/cancellationPolicy/untilMinutesBefore'],
  ] as const)
    it(`is refused as ${JSON.stringify(wrong)}`, async () => {
      const { token } = await anAccount(server, { role: 'organizer' })
      const answer = await server.call('POST', '/admin/events', {
        token,
        body: { ...anEventBody(), cancellationPolicy: wrong },
      })
      expectProblem(answer, 'validation_failed')
      expect(answer.body.errors[0].pointer).to.equal(pointer)
    })

  it('says how much a buyer gets back, ticket by ticket, and nothing to the organizer', async () => {
    const event = await anEvent(server, { cancellationPolicy: policy })
    const { id, buyer, tickets, totalMinor, items } = await aBooking(server, event, { quantity: 2 })
    const [first, second] = tickets as { id: string }[]
    const price = (items as { unitPriceMinor: number }[])[0]!.unitPriceMinor
    const cancel = (token: string, ticketId: string) =>
      server.call('POST', `/bookings/${id as string}/cancel-tickets`, { token, body: { ticketIds: [ticketId] } })
    const one = expectStatus(await cancel(buyer.token, first!.id), 200).body
    expect(one).to.include({ status: 'confirmed', refundedMinor: Math.round(price * 0.8) })
    const both = expectStatus(await cancel(event.organizer.token, second!.id), 200).body
    expect(both).to.include({ status: 'cancelled', refundedMinor: Math.round(price * 0.8) + price })
    const rest = (totalMinor as number) - (both.refundedMinor as number)
    const path = `/admin/bookings/${id as string}/refunds`
    const { token } = event.organizer
    const body = { amountMinor: rest, reason: 'Out of courtesy' }
    expect(expectStatus(await server.call('POST', path, { token, body }), 201).body).to.include({
      status: 'succeeded',
      origin: 'organizer',
      amountMinor: rest,
      reason: 'Out of courtesy',
    })
    const refused = await server.call('POST', path, { token, body })
    expectProblem(refused, 'refund_exceeds_payment')
    expect(refused.body.refundableMinor).to.equal(0)
    const listed = expectStatus(await server.call('GET', path, { token }), 200).body.data
    expect(listed.map(({ origin }: { origin: string }) => origin)).to.deep.equal([
      'cancellation',
      'cancellation',
      'organizer',
    ])
    const seen = expectStatus(await server.call('GET', `/bookings/${id as string}`, { token: buyer.token }), 200).body
    expect(seen.payment.status).to.equal('refunded')
    expect(JSON.stringify(seen)).to.not.include('courtesy')
    const report = expectStatus(await server.call('GET', `/admin/events/${event.id}/audit`, { token }), 200).body
    expect(report.checks.flatMap(({ violations }: { violations: object[] }) => violations)).to.deep.equal([])
  })
})
