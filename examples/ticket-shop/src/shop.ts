// The shop over HTTP: the page, its orders, the seats as they change, and the endpoint that Evently sends messages to.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ApiError, type Evently } from '@evently/sdk'
import { unwrap, WebhookError } from '@evently/sdk/webhooks'
import { createOrders } from './orders.ts'
import type { Order } from './orders.ts'
import { createSelling, ShopError } from './selling.ts'

export interface ShopOptions {
  readonly evently: Evently
  /** What is sold. */
  readonly eventId: string
  /** Of the webhook endpoint: `whsec_…`. */
  readonly webhookSecret: string
  /** Told what an operator should know; `console.error` unless said otherwise. */
  readonly log?: (text: string) => void
}

const page = new URL('../../page/', import.meta.url)
const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/shop.js': ['shop.js', 'text/javascript; charset=utf-8'],
}

/** Listens where you tell it to. */
export function createShop({ evently, eventId, webhookSecret, log = console.error }: ShopOptions): Server {
  const orders = createOrders()
  const selling = createSelling({ evently, orders, eventId })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://shop')
    const [, id, action] = /^\/orders\/([\w-]+)(?:\/(\w+))?$/.exec(pathname) ?? []
    const route = `${request.method} ${id === undefined ? pathname : `/orders/:id${action ? `/${action}` : ''}`}`
    switch (route) {
      case 'GET /event':
        return send(response, 200, await evently.events.get(eventId))
      case 'GET /seats':
        return showSeats(response)
      case 'POST /orders': {
        const { email, quantity } = await bodyOf(request)
        if (typeof email !== 'string' || !email.includes('@') || !Number.isInteger(quantity) || Number(quantity) < 1)
          throw new ShopError(400, 'invalid', 'Give an email, and how many seats.')
        return send(response, 201, shown(await selling.reserve(email, Number(quantity))))
      }
      case 'GET /orders/:id':
        return send(response, 200, shown(found(id!)))
      case 'POST /orders/:id/pay': {
        const order = await selling.pay(found(id!), String((await bodyOf(request))['token'] ?? ''))
        return send(response, order.status === 'unknown' ? 202 : 200, shown(order))
      }
      case 'DELETE /orders/:id':
        return send(response, 200, shown(await selling.release(found(id!))))
      case 'POST /evently':
        return hear(request, response)
      default:
        return sendFile(response, request.method === 'GET' ? files[pathname] : undefined)
    }
  }

  /** Problems: not_found. */
  function found(id: string): Order {
    const order = orders.find(id)
    if (!order) throw new ShopError(404, 'not_found', 'There is no such order.')
    return order
  }

  /** Seats as they change, for `EventSource`, until the browser goes. */
  async function showSeats(response: ServerResponse): Promise<void> {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    try {
      for await (const { availableSeats, waitlistOpen } of evently.events.stream(eventId, { signal: gone.signal }))
        response.write(`data: ${JSON.stringify({ availableSeats, waitlistOpen })}\n\n`)
    } catch (error) {
      if (!gone.signal.aborted) log(`seats: ${textOf(error)}`)
    }
    response.end() // the browser connects again by itself
  }

  /** The body is read as it came: the signature is one of bytes. */
  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await selling.hear(await unwrap(await buffer(request), request.headers, webhookSecret))
      response.writeHead(204).end()
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error
      log(`webhook: ${error.message}`)
      send(response, 400, { code: error.reason })
    }
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error, log))
  })
}

/** What Evently refused has an id that its operator can look up. */
function textOf(error: unknown): string {
  if (error instanceof ApiError) return `${error.message}, request ${error.requestId}`
  return error instanceof Error ? error.message : String(error)
}

const bodyBytesMax = 10_000

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) throw new ShopError(413, 'too_large', 'That is too much.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, unknown>>
  } catch {
    throw new ShopError(400, 'invalid', 'Send JSON.')
  }
}

/** What the customer's browser sees: not whose reservation it is at Evently. */
const shown = ({ id, quantity, totalMinor, currency, expiresAt, status, codes }: Order) => ({
  id,
  quantity,
  totalMinor,
  currency,
  status,
  ...(status === 'reserved' && { expiresAt, secondsLeft: secondsUntil(expiresAt) }),
  ...(codes && { codes }),
})

const secondsUntil = (time: string) => Math.max(0, Math.round((Date.parse(time) - Date.now()) / 1_000))

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function sendFile(response: ServerResponse, file: readonly [string, string] | undefined): Promise<void> {
  if (!file) return send(response, 404, { code: 'not_found' })
  const [name, type] = file
  const content = await readFile(new URL(name, page))
  response.writeHead(200, { 'content-type': type }).end(content)
}

function sendError(response: ServerResponse, error: unknown, log: (text: string) => void): void {
  if (response.headersSent) return void response.destroy()
  if (error instanceof ShopError)
    return send(response, error.status, { code: error.code, message: error.message, ...error.extra })
  log(textOf(error))
  send(response, 503, { code: 'try_again', message: 'That did not work. Nothing was paid. Try again in a moment.' })
}
