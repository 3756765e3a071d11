// The bare prototype: what Koa, its router, Ajv and a remembered token cost when nothing else is done.
import Router from '@koa/router'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Koa from 'koa'
import { listen } from '../src/platform/http/listener.ts'
import { newId } from '../src/platform/ids.ts'
import { createTokens } from '../src/domains/users/tokens.ts'

/** Answers `POST /api/v1/bookings/reserve` with a reservation that nobody has written down. */
export async function startPrototype(jwtSecret: string) {
  const tokens = createTokens({ secrets: [jwtSecret], accessTokenSeconds: 900 })
  const isReserveBody = new Ajv2020({ validateSchema: false }).compile<{ eventId: string; quantity: number }>({
    type: 'object',
    required: ['eventId', 'quantity'],
    additionalProperties: false,
    properties: {
      eventId: { type: 'string', pattern: '^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
      quantity: { type: 'integer', minimum: 1, maximum: 100 },
    },
  })
  const router = new Router()
  router.post('/api/v1/bookings/reserve', async context => {
    const { caller } = tokens.verify(context.get('authorization').slice('Bearer '.length))
    const body: unknown = JSON.parse(await textOf(context.req))
    if (!isReserveBody(body)) return context.throw(400)
    const { eventId, quantity } = body
    const now = Date.now()
    context.status = 201
    context.body = {
      id: newId('rsv'),
      eventId,
      userId: caller.userId,
      status: 'held',
      items: [{ ticketTypeId: 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh', quantity, unitPriceMinor: 2_500 }],
      quantity,
      totalMinor: quantity * 2_500,
      currency: 'EUR',
      expiresAt: new Date(now + 300_000).toISOString(),
      createdAt: new Date(now).toISOString(),
    }
  })
  const app = new Koa().use(router.routes())
  const { port, close } = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
  return { url: `http://127.0.0.1:${port}`, close }
}

function textOf(request: NodeJS.ReadableStream) {
  return new Promise<string>((resolve, reject) => {
    let text = ''
    request
      .setEncoding('utf8')
      .on('data', chunk => {
        text += chunk
      })
      .on('end', () => resolve(text))
      .on('error', reject)
  })
}
