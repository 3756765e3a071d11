// The shop against the SDK's server for tests: what customers see, whatever becomes of seats and payments.
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Evently } from '@evently/sdk'
import { startTestServer, type TestServer } from '@evently/sdk/testing'
import { expect } from 'chai'
import { createShop } from '../src/shop.ts'

const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe('the ticket shop', () => {
  let server: TestServer
  let evently: Evently
  let shop: Server
  let url: string
  let eventId: string
  let logged: string[]
  beforeEach(async () => {
    server = await startTestServer()
    eventId = server.addEvent({ title: 'Harbour Lights', capacity: 10, priceMinor: 4500 }).id
    evently = new Evently({ ...server.clientOptions(server.organizer), timeoutMs: 2_000 })
    logged = []
    shop = createShop({ evently, eventId, webhookSecret, log: text => logged.push(text) }).listen(0, '127.0.0.1')
    await once(shop, 'listening')
    url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    shop.closeAllConnections()
    shop.close()
    await evently.close()
    await server.close()
  })

  interface Shown {
    readonly id: string
    readonly status: string
    readonly code: string
    readonly available: number
    readonly codes: readonly string[]
  }
  async function call(method: string, path: string, body?: unknown): Promise<[status: number, Shown]> {
    const response = await fetch(url + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    return [response.status, (await response.json()) as Shown]
  }
  const chosen = async (quantity = 2, email = 'ada@example.com') => {
    const [status, order] = await call('POST', '/orders', { email, quantity })
    expect(status).to.equal(201)
    return order
  }
  const pay = ({ id }: Shown, token = 'tok_ok') => call('POST', `/orders/${id}/pay`, { token })
  const statusOf = async ({ id }: Shown) => (await call('GET', `/orders/${id}`))[1].status

  it('sells: seats are held, paid, and become tickets; the buyer is named to Evently', async () => {
    const order = await chosen(3)
    expect(server.event(eventId).availableSeats).to.equal(7)
    const [status, paid] = await pay(order)
    expect([status, paid.status, paid.codes.length]).to.deep.equal([200, 'paid', 3])
    const [request] = server.requestsOf('bookings.reserve')
    const { buyer } = request!.body as { buyer: unknown }
    expect(buyer).to.deep.equal({ reference: 'customer-1', email: 'ada@example.com' })
  })

  it('says how many are left when it is too many', async () => {
    await chosen(8, 'bob@example.com')
    const [status, refused] = await call('POST', '/orders', { email: 'ada@example.com', quantity: 3 })
    expect([status, refused.code, refused.available]).to.deep.equal([409, 'sold_out', 2])
    server.soldOut(eventId)
    const [, none] = await call('POST', '/orders', { email: 'ada@example.com', quantity: 1 })
    expect([none.code, none.available]).to.deep.equal(['sold_out', 0])
  })

  it('lets a declined customer try another card, under another key', async () => {
    const order = await chosen()
    server.declined()
    expect((await pay(order))[0]).to.equal(402)
    expect((await pay(order))[1].status).to.equal('paid')
    const keys = server.requestsOf('bookings.confirm').map(({ headers }) => headers['idempotency-key'])
    expect(keys).to.deep.equal([`${order.id}-pay-1`, `${order.id}-pay-2`])
  })

  it('says so when the seats have gone back meanwhile', async () => {
    const order = await chosen()
    server.holdExpires()
    const [status, refused] = await pay(order)
    expect([status, refused.code, await statusOf(order)]).to.deep.equal([410, 'expired', 'expired'])
    expect((await pay(order))[0]).to.equal(409)
  })

  it('keeps the key while nobody knows whether it was paid, and hears of it by a message', async () => {
    const order = await chosen()
    server.outcomeUnknown()
    const [status, waiting] = await pay(order)
    expect([status, waiting.status]).to.deep.equal([202, 'unknown'])
    await pay(order)
    const keys = new Set(server.requestsOf('bookings.confirm').map(({ headers }) => headers['idempotency-key']))
    expect([...keys]).to.deep.equal([`${order.id}-pay-1`])

    server.advance({ seconds: 30 })
    expect(await server.deliver(`${url}/evently`, webhookSecret)).to.deep.equal([204, 204])
    expect(await statusOf(order)).to.equal('paid')
  })

  it('hears that a reservation has expired, and that a booking was cancelled elsewhere', async () => {
    const [left, bought] = [await chosen(), await chosen(1, 'bob@example.com')]
    await pay(bought)
    server.advance({ minutes: 5 })
    const [booking] = (await evently.bookings.list()).data
    await evently.bookings.cancel(booking!.id)
    for (const status of await server.deliver(`${url}/evently`, webhookSecret)) expect(status).to.equal(204)
    expect([await statusOf(left), await statusOf(bought)]).to.deep.equal(['expired', 'cancelled'])
  })

  it('believes no message that is not signed with its secret, and none twice', async () => {
    const order = await chosen()
    await pay(order)
    const [, confirmed] = await server.takeMessages(webhookSecret)
    const post = (body: string) => fetch(`${url}/evently`, { method: 'POST', body, headers: { ...confirmed!.headers } })
    expect((await post(`${confirmed!.body} `)).status).to.equal(400)
    expect(logged.join()).to.include('webhook: ')
    const reads = () => server.requestsOf('bookings.get').length
    expect([(await post(confirmed!.body)).status, reads()]).to.deep.equal([204, 1])
    expect([(await post(confirmed!.body)).status, reads()]).to.deep.equal([204, 1])
  })

  it('sells once where the answer to a payment was lost', async () => {
    const order = await chosen()
    server.answerLost(1, { operation: 'bookings.confirm' })
    expect((await pay(order))[0]).to.equal(202)
    expect((await pay(order))[1].status).to.equal('paid')
    expect(server.event(eventId).availableSeats).to.equal(8)
  })

  it('gets through a rate limit, and sells once where an answer was lost', async () => {
    server.rateLimited(1)
    server.answerLost(1, { operation: 'bookings.reserve' })
    await chosen(4)
    expect(server.event(eventId).availableSeats).to.equal(6)
  })

  it('asks to try again when Evently does not answer', async () => {
    const slow = new Evently({ ...server.clientOptions(server.organizer), timeoutMs: 50, retriesMax: 0 })
    const own = createShop({ evently: slow, eventId, webhookSecret, log: text => logged.push(text) }).listen(
      0,
      '127.0.0.1',
    )
    await once(own, 'listening')
    server.stall()
    const body = JSON.stringify({ email: 'ada@example.com', quantity: 1 })
    const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/orders`
    expect((await fetch(address, { method: 'POST', body })).status).to.equal(503)
    expect(logged).to.deep.equal(['No answer within 50 ms.'])
    own.closeAllConnections()
    own.close()
    await slow.close()
  })

  it('gives seats back, and refuses what is no order', async () => {
    const order = await chosen()
    expect((await call('DELETE', `/orders/${order.id}`))[1].status).to.equal('released')
    expect(server.event(eventId).availableSeats).to.equal(10)
    expect((await call('GET', '/orders/order-1'))[0]).to.equal(404)
    for (const body of [{}, { email: 'ada', quantity: 1 }, { email: 'ada@example.com', quantity: 0.5 }])
      expect((await call('POST', '/orders', body))[0]).to.equal(400)
  })

  it('shows seats as they change', async () => {
    const response = await fetch(`${url}/seats`)
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const seats = async () => /"availableSeats":(\d+)/.exec((await reader.read()).value ?? '')?.[1]
    expect(await seats()).to.equal('10')
    await chosen(3)
    expect(await seats()).to.equal('7')
    await reader.cancel()
  })
})
