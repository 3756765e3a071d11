// Signed codes at the door, and what scanners without a network are given: keys, the list, and what is told of it.
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect } from 'chai'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { bytesToSign, codeText, readSignedCode } from '../../src/domains/bookings/codes/signed-code.ts'
import { createDoorStore } from '../../src/domains/bookings/door/store.ts'
import { judge } from '../../src/domains/bookings/door/verdicts.ts'
import { aBooking, anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Ticket {
  readonly id: string
  readonly code: string
  readonly qr: string
}
interface Listed {
  readonly id: string
  readonly serial: number
  readonly status: string
  readonly codeHash: string
  readonly admission?: object
}

describe('signed codes at the door', function () {
  this.timeout(60_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  beforeEach(async () => {
    event = await anEvent(server, { capacity: 1_000 })
  })

  const secrets = ['t'.repeat(48)] as const // as of the server of the tests
  let scans = 0
  const book = (quantity = 1, of = event) => aBooking(server, of, { quantity })
  const ticketsOf = (booking: Readonly<Record<string, unknown>>) => booking['tickets'] as readonly Ticket[]
  const scan = async (code: string, at = event, by: Account = at.organizer) => {
    const body = { code, scanId: `s-${++scans}` }
    const path = `/admin/events/${at.id}/check-ins`
    return expectStatus(await server.call('POST', path, { token: by.token, body }), 200).body
  }
  const verdictOf = async (code: string, at = event) => (await scan(code, at)).verdict as string

  it('admit a ticket once, by whichever of its two codes', async () => {
    const [one, two] = ticketsOf(await book(2)) as [Ticket, Ticket]
    expect(await scan(one.qr))
      .to.deep.include({ verdict: 'admitted' })
      .and.to.have.nested.property('ticket.id', one.id)
    expect([await verdictOf(one.qr), await verdictOf(one.code)]).to.deep.equal(['already_admitted', 'already_admitted'])
    expect([await verdictOf(two.code), await verdictOf(` ${two.qr}\r\n`)]).to.deep.equal([
      'admitted',
      'already_admitted',
    ])
  })

  it('are void once the booking is cancelled', async () => {
    const booking = await book()
    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
    expect(await verdictOf(ticketsOf(booking)[0]!.qr)).to.equal('void')
  })

  it('are void once the ticket has another serial, and the new one lets in', async () => {
    const booking = await book()
    const [{ id, qr }] = ticketsOf(booking) as [Ticket]
    await server.databases.bookings.knex('tickets').where({ id }).update({ serial: 2 })
    const shown = expectStatus(await server.call('GET', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
    const [now] = ticketsOf(shown.body) as [Ticket]
    expect(now.qr).not.to.equal(qr)
    expect([await verdictOf(qr), await verdictOf(now.qr), await verdictOf(qr)]).to.deep.equal([
      'void',
      'admitted',
      'void',
    ])
  })

  it('of another event of theirs are of the wrong event, and of somebody else’s unknown', async () => {
    const own = await anEvent(server, { organizer: event.organizer })
    const [mine] = ticketsOf(await book(1, own)) as [Ticket]
    const [others] = ticketsOf(await book(1, await anEvent(server))) as [Ticket]
    expect([await verdictOf(mine.qr), await verdictOf(others.qr)]).to.deep.equal(['wrong_event', 'unknown'])
    expect(await verdictOf(mine.qr, own), 'and is good there').to.equal('admitted')
  })

  describe('that are forged are unknown:', () => {
    const forgeries: Readonly<Record<string, (ticket: Ticket, serial?: number) => string>> = {
      'signed with a key of one’s own': ({ id }) => {
        const { keyId } = readSignedCode(codeOf(id))!
        const signed = bytesToSign({ keyId, ticketId: id, serial: 1 })
        return codeText(signed, sign(null, signed, generateKeyPairSync('ed25519').privateKey))
      },
      'with the signature of another ticket': ({ id, qr }) => {
        const true_ = readSignedCode(qr)!
        const other = id.replace(/.$/, last => (last === '0' ? '1' : '0'))
        return codeText(bytesToSign({ ...true_, ticketId: other }), true_.signature)
      },
      'with a higher serial': ({ qr }) => {
        const true_ = readSignedCode(qr)!
        return codeText(bytesToSign({ ...true_, serial: 2 }), true_.signature)
      },
      'with the id of no key': ({ qr }) => {
        const true_ = readSignedCode(qr)!
        return codeText(bytesToSign({ ...true_, keyId: true_.keyId === '0000' ? '0001' : '0000' }), true_.signature)
      },
      'with an empty signature': ({ qr }) => codeText(readSignedCode(qr)!.signed, Buffer.alloc(64)),
      'cut off': ({ qr }) => qr.slice(0, -3),
    }
    const codeOf = (id: string) => codeText(bytesToSign({ keyId: 'abcd', ticketId: id, serial: 1 }), Buffer.alloc(64))
    for (const [how, forge] of Object.entries(forgeries))
      it(how, async () => {
        const [ticket] = ticketsOf(await book()) as [Ticket]
        expect(await verdictOf(forge(ticket))).to.equal('unknown')
        expect(await verdictOf(ticket.qr), 'and the true one is still good').to.equal('admitted')
      })
  })

  it('made with the key of another event are unknown: each event has keys of its own', async () => {
    const [{ id }] = ticketsOf(await book()) as [Ticket]
    const own = await anEvent(server, { organizer: event.organizer })
    expect(await verdictOf(await createCodeKeys(secrets).codeOf(own.id, { id, serial: 1 }))).to.equal('unknown')
    expect(await verdictOf(await createCodeKeys(secrets).codeOf(event.id, { id, serial: 1 }))).to.equal('admitted')
  })

  const keyPath = () => `/admin/events/${event.id}/check-in-key`
  it('are known without the server, by the key that it gives', async () => {
    const [{ qr }] = ticketsOf(await book()) as [Ticket]
    const { token } = event.organizer
    const { keys } = expectStatus(await server.call('GET', keyPath(), { token }), 200).body
    expect(keys).to.have.length(1)
    const { signed, signature, keyId } = readSignedCode(qr)!
    expect(keys[0].id).to.equal(keyId)
    for (const key of [createPublicKey(keys[0].pem), createPublicKey({ key: keys[0].jwk, format: 'jwk' })])
      expect(verify(null, signed, key, signature)).to.equal(true)
  })

  it('give keys and lists to who runs the event, and to their scanners', async () => {
    const keyOf = async (scope: string) => {
      const body = { name: 'Scanner', scopes: [scope] }
      const made = await server.call('POST', '/api-keys', { token: event.organizer.token, body })
      return expectStatus(made, 201).body.key as string
    }
    const stranger = await anAccount(server, { role: 'organizer' })
    for (const path of [keyPath(), listPath()]) {
      expectStatus(await server.call('GET', path, { token: await keyOf('checkin:write') }), 200)
      expectProblem(await server.call('GET', path, { token: await keyOf('bookings:read') }), 'insufficient_scope')
      expectProblem(await server.call('GET', path, { token: stranger.token }), 'event_not_found')
    }
  })

  const listPath = () => `/admin/events/${event.id}/check-in-list`
  const read = async (query: Readonly<Record<string, string | number>> = {}) =>
    expectStatus(await server.call('GET', listPath(), { token: event.organizer.token, query }), 200).body as {
      data: Listed[]
      hasMore: boolean
      nextCursor: string
      keys: object[]
    }
  /** All that there is after a cursor, and the next one. */
  async function readOn(after?: string, limit = 500) {
    const seen: Listed[] = []
    for (let cursor = after; ; ) {
      const page = await read({ limit, ...(cursor !== undefined && { after: cursor }) })
      seen.push(...page.data)
      cursor = page.nextCursor
      if (!page.hasMore) return { seen, cursor }
    }
  }
  /** Reads on until what comes has been told of, which takes a moment. */
  async function until(after: string, isSo: (seen: readonly Listed[]) => boolean) {
    const seen: Listed[] = []
    let cursor = after
    await eventually(
      async () => {
        const more = await readOn(cursor)
        seen.push(...more.seen)
        cursor = more.cursor
        return seen
      },
      isSo,
      { withinMs: 15_000 },
    )
    return { seen, cursor }
  }

  describe('the list for scanners', () => {
    it('has each ticket once, page by page, with nothing to make a code of', async () => {
      const all = (await Promise.all([book(2), book(1), book(4)])).flatMap(ticketsOf)
      const { seen } = await readOn(undefined, 3)
      expect(seen.map(({ id }) => id).sort()).to.deep.equal(all.map(({ id }) => id).sort())
      const text = JSON.stringify(seen)
      for (const { code, qr } of all) expect(text.includes(code) || text.includes(qr)).to.equal(false)
      const { createHash } = await import('node:crypto')
      for (const { id, codeHash, serial, status } of seen) {
        const { code } = all.find(ticket => ticket.id === id)!
        expect({ codeHash, serial, status }).to.deep.equal({
          codeHash: createHash('sha256').update(code).digest('base64url'),
          serial: 1,
          status: 'valid',
        })
      }
    })

    it('goes on with what is new, let in or cancelled, each as it is by then', async () => {
      const [first, second] = [await book(), await book()]
      const { seen, cursor } = await readOn()
      expect(seen).to.have.length(2)
      await scan(ticketsOf(first)[0]!.qr)
      const let_ = await until(cursor, rows => rows.some(({ admission }) => admission !== undefined))
      expect(let_.seen.filter(({ admission }) => admission).map(({ id }) => id)).to.include(ticketsOf(first)[0]!.id)
      expectStatus(await server.call('DELETE', `/bookings/${second.id}`, { token: second.buyer.token }), 200)
      const third = await book()
      const ids = [ticketsOf(second)[0]!.id, ticketsOf(third)[0]!.id]
      const { seen: changed } = await until(let_.cursor, rows => ids.every(id => rows.some(row => row.id === id)))
      const last = new Map(changed.map(row => [row.id, row.status]))
      expect(ids.map(id => last.get(id))).to.deep.equal(['cancelled', 'valid'])
    })

    it('misses no admission that commits after a later one was read, as a list by time would', async () => {
      const [slow, quick] = ticketsOf(await book(2)) as [Ticket, Ticket]
      const { cursor } = await readOn()
      const client = await server.databases.bookings.pool.connect()
      try {
        // One scanner's admission is written, with its time, and does not commit yet.
        await client.query('begin')
        const door = createDoorStore(client)
        const facts = (await door.ticketsById([slow.id])).get(slow.id)!
        const ticket = (await door.lock([facts])).get(slow.id)!
        const { scannedAt: at } = judge(
          { ...ticket, codeSerial: ticket.serial },
          { scanId: 'slow', code: slow.qr, at: undefined, device: undefined },
          await door.now(),
        )
        await door.admit([{ ticket, scanId: 'slow', at, device: undefined }])
        const later = await scan(quick.qr)
        const before = await until(cursor, rows => rows.some(({ id, admission }) => id === quick.id && admission))
        expect(before.seen.some(({ id, admission }) => id === slow.id && admission)).to.equal(false)
        // The control: who goes on from the time of what they have seen passes it.
        expect(at.getTime()).to.be.at.most(Date.parse(later.recordedAt))
        await client.query('commit')
        await until(before.cursor, rows => rows.some(({ id, admission }) => id === slow.id && admission))
      } finally {
        client.release()
      }
    })

    it('refuses the cursor of another list, and one that is none', async () => {
      const { nextCursor } = await read()
      const other = await anEvent(server, { organizer: event.organizer })
      const { token } = event.organizer
      for (const [path, after] of [
        [`/admin/events/${other.id}/check-in-list`, nextCursor],
        [listPath(), 'nonsense'],
      ] as const)
        expectProblem(await server.call('GET', path, { token, query: { after } }), 'invalid_cursor')
    })
  })

  describe('ticket.checked_in', () => {
    const told = async (by: Account) => {
      const query = { types: 'ticket.checked_in', eventId: event.id }
      return expectStatus(await server.call('GET', '/activity', { token: by.token, query }), 200).body.data
    }

    it('is told once to the organizer and to the buyer, with nothing of the code or the door', async () => {
      const booking = await book(2)
      const [one, two] = ticketsOf(booking) as [Ticket, Ticket]
      const body = { code: one.qr, scanId: 'by-ada-lovelace', device: 'Ada’s phone' }
      const path = `/admin/events/${event.id}/check-ins`
      const first = expectStatus(await server.call('POST', path, { token: event.organizer.token, body }), 200).body
      for (const code of [one.qr, one.code, 'nothing']) await scan(code)
      await scan(two.code)
      const messages = await eventually(
        () => told(event.organizer),
        data => data.length >= 2,
        { withinMs: 15_000 },
      )
      expect(messages).to.have.length(2)
      expect(messages[0]).to.deep.include({
        type: 'ticket.checked_in',
        test: false,
        resource: { type: 'ticket', id: one.id, version: 1 },
        data: {
          id: one.id,
          eventId: event.id,
          bookingId: booking.id,
          ticketTypeId: event.ticketTypes[0]!.id,
          userId: booking.buyer.id,
          serial: 1,
          admittedAt: first.scannedAt,
        },
      })
      expect(JSON.stringify(messages)).not.to.match(/ada|phone|EV1/i)
      expect((await told(booking.buyer)).map(({ data }: { data: object }) => data)).to.deep.equal(
        messages.map(({ data }: { data: object }) => data),
      )
    })
  })

  it('count as who has come, in the stats of the event', async () => {
    const [one] = ticketsOf(await book(3)) as [Ticket]
    await scan(one.qr)
    const stats = () => server.call('GET', `/admin/events/${event.id}/stats`, { token: event.organizer.token })
    const { tickets } = await eventually(
      async () => expectStatus(await stats(), 200).body,
      ({ tickets }) => tickets?.admitted === 1,
      { withinMs: 5_000 },
    )
    expect(tickets).to.deep.equal({ valid: 3, admitted: 1 })
  })
})
