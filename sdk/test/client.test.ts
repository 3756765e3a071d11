// Requests as the contract has them, pages, responses, errors by their codes, and secrets that stay secret.
import { inspect } from 'node:util'
import { expect } from 'chai'
import { ApiError, Evently, EventlyError, isProblem, operations, SDK_VERSION } from '../src/index.ts'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'
import type { Reply, Script } from './support/scripted-server.ts'

/** Three pages of two. */
const pages: Script = ({ path }) => {
  const page = Number(new URL(path, 'http://127.0.0.1').searchParams.get('cursor') ?? 0)
  return {
    json: {
      data: [{ id: `evt_${page * 2}` }, { id: `evt_${page * 2 + 1}` }],
      hasMore: page < 2,
      nextCursor: page < 2 ? String(page + 1) : null,
    },
  }
}

describe('sdk: requests', () => {
  it('go where the contract says, with what they were given', async () => {
    await withServer(
      () => ({ json: {} }),
      { apiKey: 'evk_key', userAgent: 'shop/1' },
      async ({ client, asked }) => {
        await client.ticketTypes.update(
          'evt_1',
          'tkt/2',
          { name: 'VIP' },
          { ifMatch: '"7"', headers: { 'X-Trace': 'abc' } },
        )
        expect(asked[0]?.method).to.equal('PATCH')
        expect(asked[0]?.path).to.equal('/api/v1/admin/events/evt_1/ticket-types/tkt%2F2')
        expect(asked[0]?.body).to.deep.equal({ name: 'VIP' })
        expect(asked[0]?.headers).to.include({
          'authorization': 'Bearer evk_key',
          'if-match': '"7"',
          'x-trace': 'abc',
          'content-type': 'application/json',
        })
        expect(asked[0]?.headers['user-agent']).to.equal(`evently-sdk/${SDK_VERSION} shop/1`)
      },
    )
  })

  it('a version is sent as an ETag', async () => {
    await withServer(
      () => ({ json: {} }),
      {},
      async ({ client, asked }) => {
        for (const ifMatch of [3, '3', '"3"', '*'])
          await client.events.update('evt_1', { title: 'Another' }, { ifMatch })
        expect(asked.map(({ headers }) => headers['if-match'])).to.deep.equal(['"3"', '"3"', '"3"', '*'])
      },
    )
  })

  it('a query leaves out what is undefined', async () => {
    await withServer(
      () => ({ json: { data: [], hasMore: false, nextCursor: null } }),
      {},
      async ({ client, asked }) => {
        await client.search.events({ q: 'night & day', city: undefined, available: true, limit: 5 })
        expect(asked[0]?.path).to.equal('/api/v1/search?q=night+%26+day&available=true&limit=5')
      },
    )
  })

  it('an id that would make another path of it is refused', async () => {
    await withServer(
      () => ({ json: {} }),
      {},
      async ({ client, asked }) => {
        for (const id of ['', '.', '..']) expect(await faultOf(client.events.get(id))).to.be.instanceOf(EventlyError)
        expect(asked).to.deep.equal([])
      },
    )
  })

  it('go to a base URL that has a path of its own', async () => {
    await withServer(
      () => ({ json: {} }),
      {},
      async ({ client, another, asked }) => {
        await another({ baseUrl: `${client.baseUrl}/evently/` }).events.get('evt_1')
        expect(asked[0]?.path).to.equal('/evently/api/v1/events/evt_1')
      },
    )
  })

  it('any operation can be called by its id, any path by itself', async () => {
    await withServer(
      () => ({ json: { id: 'evt_1' } }),
      {},
      async ({ client, asked }) => {
        expect((await client.request('events.get', { path: { eventId: 'evt_1' } })).id).to.equal('evt_1')
        expect(await client.raw({ method: 'GET', path: '/api/v1/events', query: { limit: 1 } })).to.deep.equal({
          id: 'evt_1',
        })
        expect(asked[1]?.path).to.equal('/api/v1/events?limit=1')
      },
    )
  })

  it('show the response when asked', async () => {
    await withServer(
      () => ({ status: 201, json: { id: 'rsv_1' }, headers: { 'etag': '"4"', 'idempotency-replayed': 'true' } }),
      {},
      async ({ client }) => {
        const { data, response } = await client.bookings.reserve({ eventId: 'evt_1', quantity: 1 }).withResponse()
        expect(data.id).to.equal('rsv_1')
        expect(response).to.include({ status: 201, etag: '"4"', requestId: 'req_1', replayed: true })
      },
    )
  })

  it('who only asks for the response leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => {
      unhandled.push(error)
    }
    process.on('unhandledRejection', note)
    await withServer(
      () => aProblem('event_not_found'),
      {},
      async ({ client }) => {
        expect(isProblem(await faultOf(client.events.get('evt_1').withResponse()), 'event_not_found')).to.equal(true)
        await new Promise(resolve => setImmediate(resolve))
      },
    )
    process.off('unhandledRejection', note)
    expect(unhandled).to.deep.equal([])
  })

  it('a table comes as text', async () => {
    await withServer(
      () => ({ text: 'bookingId\nbkg_1\n', headers: { 'content-type': 'text/csv; charset=utf-8' } }),
      {},
      async ({ client, asked }) => {
        expect(await client.events.bookingsCsv('evt_1')).to.equal('bookingId\nbkg_1\n')
        expect(asked[0]?.headers.accept).to.equal('text/csv')
      },
    )
  })

  it('a picture comes as bytes, a drawing as text', async () => {
    // Bytes that no text has: decoded and encoded again they would be others.
    const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xfe, 0xc3, 0x28])
    const overPlatform = async (_url: string, { headers }: { readonly headers: Readonly<Record<string, string>> }) =>
      headers['accept'] === 'image/png'
        ? new Response(bytes, { headers: { 'content-type': 'image/png' } })
        : new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } })
    const client = new Evently({ baseUrl: 'http://127.0.0.1:9', fetch: overPlatform as never })
    const png = await client.bookings.qrPng('bkg_1', 'tic_1', { size: 300 })
    expect([...png]).to.deep.equal([...bytes])
    expect(await client.bookings.qr('bkg_1', 'tic_1')).to.equal('<svg/>')
    await client.close()
  })

  it('a stream is read message by message', async () => {
    const text =
      ': alive\n\nevent: availability\nid: 1\ndata: {"availableSeats":2}\n\nevent: availability\r\ndata: ' +
      '{"availableSeats":1}\r\n\r\n'
    await withServer(
      () => ({ text, headers: { 'content-type': 'text/event-stream' } }),
      {},
      async ({ client, asked }) => {
        const seats: number[] = []
        for await (const { availableSeats } of client.events.stream('evt_1')) seats.push(availableSeats)
        expect(seats).to.deep.equal([2, 1])
        expect(asked[0]?.headers.accept).to.equal('text/event-stream')
        for await (const { availableSeats } of client.events.stream('evt_1')) {
          expect(availableSeats).to.equal(2)
          break
        }
      },
    )
  })
})

describe('sdk: pages', () => {
  it('awaited, a list is its first page', async () => {
    await withServer(pages, {}, async ({ client, asked }) => {
      const page = await client.events.list({ limit: 2 })
      expect(page.data.map(({ id }) => id)).to.deep.equal(['evt_0', 'evt_1'])
      expect(page.hasMore).to.equal(true)
      expect(asked).to.have.length(1)
    })
  })

  it('iterated, it is every item, and keeps its filters', async () => {
    await withServer(pages, {}, async ({ client, asked }) => {
      const ids: string[] = []
      for await (const event of client.events.list({ city: 'Hamburg' })) ids.push(event.id)
      expect(ids).to.deep.equal(['evt_0', 'evt_1', 'evt_2', 'evt_3', 'evt_4', 'evt_5'])
      expect(asked.map(({ path }) => path.split('?')[1])).to.deep.equal([
        'city=Hamburg',
        'city=Hamburg&cursor=1',
        'city=Hamburg&cursor=2',
      ])
    })
  })

  it('no page is fetched before it is needed', async () => {
    await withServer(pages, {}, async ({ client, asked }) => {
      for await (const event of client.events.list()) if (event.id === 'evt_1') break
      expect(asked).to.have.length(1)
    })
  })

  it('as an array, it is as many items as wanted at most, of no more pages than that takes', async () => {
    const expected: [limit: number, ids: number, requests: number][] = [
      [0, 0, 1],
      [1, 1, 1],
      [2, 2, 1],
      [3, 3, 2],
      [6, 6, 3],
      [1_000, 6, 3],
    ]
    for (const [limit, ids, requests] of expected)
      await withServer(pages, {}, async ({ client, asked }) => {
        const items = await client.events.list().toArray({ limit })
        expect(items.map(({ id }) => id)).to.deep.equal(Array.from({ length: ids }, (_, n) => `evt_${n}`))
        expect(asked).to.have.length(requests)
      })
  })

  it('as an array, it needs a limit that is one', async () => {
    await withServer(pages, {}, async ({ client }) => {
      for (const limit of [-1, 1.5, NaN, Infinity, '5', undefined])
        expect(await faultOf(client.events.list().toArray({ limit: limit as number }))).to.be.instanceOf(TypeError)
    })
  })

  it('page by page, it is every page with its own cursor', async () => {
    await withServer(pages, {}, async ({ client }) => {
      const cursors: (string | null)[] = []
      for await (const { nextCursor } of client.events.list().pages()) cursors.push(nextCursor)
      expect(cursors).to.deep.equal(['1', '2', null])
    })
  })

  it('a list that does not advance ends with an error, not never', async () => {
    await withServer(
      () => ({ json: { data: [], hasMore: true, nextCursor: 'same' } }),
      {},
      async ({ client }) => {
        const iterate = async () => {
          for await (const page of client.events.list().pages()) expect(page.data).to.deep.equal([])
        }
        expect(await faultOf(iterate())).to.be.instanceOf(EventlyError)
      },
    )
  })
})

describe('sdk: errors', () => {
  it('narrow by their code', async () => {
    await withServer(
      () => aProblem('sold_out', { available: 1, detail: 'Only 1 seat is left.' }),
      {},
      async ({ client }) => {
        const fault = await faultOf(client.bookings.reserve({ eventId: 'evt_1', quantity: 2 }))
        expect(isProblem(fault, 'sales_closed')).to.equal(false)
        expect(isProblem(fault, 'sales_closed', 'sold_out')).to.equal(true)
        if (!isProblem(fault, 'sold_out')) throw fault
        expect(fault.problem.available).to.equal(1)
        expect(fault).to.be.instanceOf(ApiError)
        expect(fault).to.include({
          name: 'ApiError',
          code: 'sold_out',
          status: 409,
          requestId: 'req_refused',
          retryable: false,
          message: 'Sold out: Only 1 seat is left. (sold_out)',
          type: `${client.baseUrl}/problems/sold_out`,
        })
      },
    )
  })

  it('say the first fault of a request in words, with the code', async () => {
    const detail = 'The body is not valid: startsAt is required. Another fault is listed in errors.'
    await withServer(
      () => aProblem('validation_failed', { detail }),
      {},
      async ({ client }) => {
        const fault = await faultOf(client.bookings.reserve({ eventId: 'evt_1', quantity: 2 }))
        expect((fault as Error).message).to.equal(`Validation failed: ${detail} (validation_failed)`)
      },
    )
  })

  it('and clients never show a secret', async () => {
    const secrets = ['evk_secret', 'access-secret', 'refresh-secret', 'password-secret']
    const session = { accessToken: 'access-secret', refreshToken: 'refresh-secret' }
    const shown: string[] = []
    const show = (thing: unknown) =>
      shown.push(
        inspect(thing, { depth: 10, showHidden: true }),
        JSON.stringify(thing),
        String(thing),
        String((thing as Error).stack),
      )
    const replies: Reply[] = [
      { fault: 'reset' },
      aProblem('credentials_invalid'),
      { status: 502, text: 'password-secret' },
      { fault: 'silence' },
    ]
    const script: Script = (_, turn) => replies[turn] ?? {}
    await withServer(
      script,
      { apiKey: 'evk_secret', session, retriesMax: 0, timeoutMs: 50 },
      async ({ client, another }) => {
        show(client)
        show(client.auth)
        const login = { method: 'POST', path: '/api/v1/auth/login', body: { password: 'password-secret' } } as const
        for (let turn = 0; turn < replies.length; turn += 1) show(await faultOf(client.raw(login)))
        show(await faultOf(another({ apiKey: 'evk_secret\n' }).events.list()))
        show(await faultOf((async () => new Evently({ baseUrl: 'http://user:password-secret@127.0.0.1' }))()))
      },
    )
    for (const text of shown) for (const secret of secrets) expect(text ?? '').not.to.include(secret)
  })
})

describe('sdk: contract', () => {
  it('every operation with a place in the SDK has a method there', () => {
    const client: unknown = new Evently({ apiKey: 'evk_none' })
    for (const [id, { sdk }] of Object.entries(operations)) {
      if (sdk === null) continue
      const method = sdk
        .split('.')
        .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], client)
      expect(method, `${id} → ${sdk}`).to.be.a('function')
    }
  })
})
