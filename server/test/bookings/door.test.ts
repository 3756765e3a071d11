// The door over HTTP: five verdicts, each ticket once, repeats, batches from scanners that were offline, who may.
import { expect } from 'chai'
import {
  aBooking,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Ticket {
  readonly id: string
  readonly code: string
}
interface Said {
  readonly scanId: string
  readonly verdict: string
  readonly conflict: boolean
  readonly scannedAt: string
  readonly admission?: { readonly scanId: string; readonly at: string; readonly device?: string }
}

describe('the door', function () {
  this.timeout(30_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  type Event = Awaited<ReturnType<typeof anEvent>>
  let event: Event
  beforeEach(async () => {
    event = await anEvent(server, { capacity: 1_000 })
  })

  let serial = 0
  const aScanId = () => `scan-${++serial}`
  async function tickets(quantity = 1, of: Event = event): Promise<readonly Ticket[]> {
    return (await aBooking(server, of, { quantity }))['tickets'] as Ticket[]
  }
  const scan = (body: object, { token }: Pick<Account, 'token'> = event.organizer, id = event.id) =>
    server.call('POST', `/admin/events/${id}/check-ins`, { token, body: { scanId: aScanId(), ...body } })
  const said = async (body: object): Promise<Said> => expectStatus(await scan(body), 200).body
  const handIn = async (scans: readonly object[]): Promise<readonly Said[]> => {
    const [path, { token }] = [`/admin/events/${event.id}/check-ins/batch`, event.organizer]
    return expectStatus(await server.call('POST', path, { token, body: { scans } }), 200).body.data
  }
  const list = async (query = {}) =>
    expectStatus(
      await server.call('GET', `/admin/events/${event.id}/check-ins`, { token: event.organizer.token, query }),
      200,
    ).body

  it('admits a ticket once, and says of the next scan when and where that was', async () => {
    const [ticket] = await tickets()
    const first = await said({ code: ticket!.code, scanId: 'one', device: 'Door 1' })
    expect(first).to.deep.include({ verdict: 'admitted', conflict: false, device: 'Door 1', scanId: 'one' })
    expect(first).to.have.nested.property('ticket.id', ticket!.id)
    const second = await said({ code: ticket!.code.toLowerCase(), device: 'Door 2' })
    expect(second).to.deep.include({
      verdict: 'already_admitted',
      admission: { scanId: 'one', at: first.scannedAt, device: 'Door 1' },
    })
  })

  it('has five verdicts', async () => {
    const [good] = await tickets()
    const cancelled = await aBooking(server, event)
    const [void_] = cancelled['tickets'] as Ticket[]
    const { token } = event.organizer
    expectStatus(await server.call('DELETE', `/bookings/${cancelled.id}`, { token }), 200)
    const own = await anEvent(server, { organizer: event.organizer })
    const others = await anEvent(server)
    const verdicts = []
    for (const code of [
      good!.code,
      good!.code,
      void_!.code,
      (await tickets(1, own))[0]!.code,
      (await tickets(1, others))[0]!.code,
      'whatever a camera has read',
    ])
      verdicts.push((await said({ code })).verdict)
    // A ticket of somebody else's event is none that this organizer knows.
    expect(verdicts).to.deep.equal(['admitted', 'already_admitted', 'void', 'wrong_event', 'unknown', 'unknown'])
  })

  it('answers a scan that is sent again as before, whatever has happened since', async () => {
    const booking = await aBooking(server, event)
    const [{ code }] = booking['tickets'] as [Ticket]
    const first = await said({ code, scanId: 'again' })
    const used = await said({ code, scanId: 'used' })
    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: event.organizer.token }), 200)
    expect(await said({ code, scanId: 'again' })).to.deep.equal(first)
    expect(await said({ code, scanId: 'used' })).to.deep.equal(used)
    expect((await said({ code })).verdict).to.equal('void')
  })

  it('takes no scan id for two codes, and changes nothing then', async () => {
    const [one, two] = await tickets(2)
    await said({ code: one!.code, scanId: 'taken' })
    expectProblem(await scan({ code: two!.code, scanId: 'taken' }), 'scan_id_reused')
    const batch = { scans: [aScan(two!), { ...aScan(two!), scanId: 'taken' }] }
    const [path, { token }] = [`/admin/events/${event.id}/check-ins/batch`, event.organizer]
    expectProblem(await server.call('POST', path, { token, body: batch }), 'scan_id_reused')
    const twice = { scans: [aScan(two!), aScan(two!)].map(each => ({ ...each, scanId: 'twice' })) }
    expectProblem(await server.call('POST', path, { token, body: twice }), 'scan_id_reused')
    expect((await said({ code: two!.code })).verdict).to.equal('admitted')
  })
  const aScan = ({ code }: Ticket, over = {}) => ({ code, scanId: aScanId(), ...over })

  it('judges a batch in its order, and hands the same out when it comes again', async () => {
    const [one, two] = await tickets(2)
    const scans = [aScan(one!), aScan(two!), aScan(one!), { code: 'nothing', scanId: aScanId() }]
    const first = await handIn(scans)
    expect(first.map(({ verdict }) => verdict)).to.deep.equal(['admitted', 'admitted', 'already_admitted', 'unknown'])
    expect(await handIn(scans)).to.deep.equal(first)
    expect(await handIn([...scans].reverse())).to.deep.equal([...first].reverse())
  })

  it('keeps the admission that came first, and the conflict of an earlier scan that comes later', async () => {
    const [ticket] = await tickets()
    const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
    const [stands] = await handIn([aScan(ticket!, { at: at(10), device: 'Door 1' })])
    const [conflict] = await handIn([aScan(ticket!, { at: at(20), device: 'Door 2' })])
    expect(stands).to.deep.include({ verdict: 'admitted', conflict: false })
    expect(conflict).to.deep.include({ verdict: 'already_admitted', conflict: true })
    expect(conflict!.admission).to.deep.equal({ scanId: stands!.scanId, at: stands!.scannedAt, device: 'Door 1' })
    expect((await list({ conflict: true })).data).to.deep.equal([conflict])
    expect((await list({ conflict: false })).data).to.deep.equal([stands])
  })

  it('takes the time of a clock that is ahead for now', async () => {
    const [ticket] = await tickets()
    const { scannedAt, ...rest } = await said({ code: ticket!.code, at: '2031-01-01T00:00:00.000Z' })
    expect(scannedAt).to.equal((rest as unknown as { recordedAt: string }).recordedAt)
  })

  it('lists scans, newest first and page by page, with how many tickets have come', async () => {
    const all = await tickets(5)
    const told = []
    for (const ticket of [...all.slice(0, 3), all[0]!]) told.unshift(await said({ code: ticket.code }))
    const page = await list({ limit: 3 })
    expect(page).to.deep.include({ data: told.slice(0, 3), hasMore: true, admittedTickets: 3, validTickets: 5 })
    const next = await list({ limit: 3, cursor: page.nextCursor })
    expect(next).to.deep.include({ data: told.slice(3), hasMore: false, nextCursor: null })
    expect((await list({ verdict: 'already_admitted' })).data).to.deep.equal([told[0]])
    expect((await list({ ticketId: all[0]!.id })).data).to.deep.equal([told[0], told[3]])
    const { token } = event.organizer
    const other = { token, query: { cursor: page.nextCursor, verdict: 'void' } }
    expectProblem(await server.call('GET', `/admin/events/${event.id}/check-ins`, other), 'invalid_cursor')
  })

  describe('takes', () => {
    it('an API key with the scope checkin:write, and none without it', async () => {
      const keyOf = async (scopes: readonly string[]) => {
        const body = { name: 'Scanner', scopes }
        const made = await server.call('POST', '/api-keys', { token: event.organizer.token, body })
        return { token: expectStatus(made, 201).body.key as string }
      }
      const [ticket] = await tickets()
      expectProblem(await scan({ code: ticket!.code }, await keyOf(['bookings:write'])), 'insufficient_scope')
      expectStatus(await scan({ code: ticket!.code }, await keyOf(['checkin:write'])), 200)
    })

    it('the event’s organizer and admins, and nobody else', async () => {
      const [ticket] = await tickets()
      const stranger = await anAccount(server, { role: 'organizer' })
      expectProblem(await scan({ code: ticket!.code }, stranger), 'event_not_found')
      expect(expectStatus(await scan({ code: ticket!.code }, await theAdmin(server)), 200).body.verdict).to.equal(
        'admitted',
      )
    })
  })

  for (const [what, body, pointer] of [
    ['no code', { code: '' }, '/code'],
    ['a scan id with a blank', { code: 'X', scanId: 'a b' }, '/scanId'],
    ['no scan id', { code: 'X', scanId: '' }, '/scanId'],
    ['a time that is none', { code: 'X', at: '2030-02-30T00:00:00Z' }, '/at'],
  ] as const)
    it(`refuses ${what}`, async () => {
      expectProblem(await scan(body), 'validation_failed', [pointer])
    })
})
