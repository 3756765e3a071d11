// Both codes of a ticket before and after it was given to somebody else: at the door of the server, and at that of
// `evently check-in scan --offline`, which knows no more than the list that it has downloaded.
import { expect } from 'chai'
import { aBooking, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Ticket {
  readonly id: string
  readonly code: string
  readonly qr: string
  readonly serial: number
}

describe('the codes of a ticket that is given to somebody else', function () {
  this.timeout(60_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  let cli: Cli
  before(async () => {
    server = await startTestServer()
    event = await anEvent(server)
    const body = { name: 'Scanner', scopes: ['checkin:write'] }
    const made = await server.call('POST', '/api-keys', { token: event.organizer.token, body })
    cli = await openCli(server, expectStatus(made, 201).body.key)
  })
  after(async () => {
    await cli.close()
    await server.close()
  })

  let scans = 0
  async function online(code: string): Promise<string> {
    const body = { code, scanId: `scan-${++scans}` }
    const path = `/admin/events/${event.id}/check-ins`
    return expectStatus(await server.call('POST', path, { token: event.organizer.token, body }), 200).body.verdict
  }
  /** The first words of what is said of each code. */
  async function offline(list: string, codes: readonly string[]): Promise<readonly string[]> {
    const args = ['check-in', 'scan', event.id, '--offline', list, '--keep', `kept-${++scans}.ndjson`]
    const { stdout } = await cli.runWell(args, { stdin: codes.join('\n') })
    return stdout
      .trimEnd()
      .split('\n')
      .map(line => line.split('  ')[0]!)
  }
  const download = async (file: string) => {
    const { stdout } = await cli.runWell(['check-in', 'download', event.id, '--file', file, '--json'])
    return JSON.parse(stdout) as { fetched: number }
  }

  it('are void online and offline as soon as it is; the new ones let in one person, and stay', async () => {
    const booking = await aBooking(server, event)
    const { token } = booking.buyer
    const [before] = booking['tickets'] as [Ticket]
    // Whatever was told of the sale is in the list: what is fetched later is the transfer.
    await eventually(
      () => download('tickets.json'),
      ({ fetched }) => fetched === 0,
      { withinMs: 20_000 },
    )
    const path = `/bookings/${booking.id}/tickets/${before.id}`
    const transfer = () =>
      server.call('POST', `${path}/transfer`, { token, body: { holder: { name: 'Grace Hopper' } } })

    const now = expectStatus(await transfer(), 200).body as Ticket
    expect(now).to.include({ id: before.id, serial: 2 })
    expect(new Set([before.code, before.qr, now.code, now.qr]).size, 'both codes are others').to.equal(4)
    const shown = expectStatus(await server.call('GET', `/bookings/${booking.id}`, { token }), 200).body.tickets
    expect(shown, 'the buyer is shown the new ones').to.deep.equal([now])
    expect(expectStatus(await server.call('GET', `${path}/qr`, { token }), 200).headers['etag']).to.be.a('string')

    expect(await offline('tickets.json', [before.qr]), 'the list of before knows of nothing').to.deep.equal([
      'ADMITTED',
    ])
    await eventually(
      () => download('tickets.json'),
      ({ fetched }) => fetched > 0,
      { withinMs: 20_000 },
    )
    const all = [before.qr, before.code, now.qr, now.code, before.qr]
    expect(await offline('tickets.json', all)).to.deep.equal(['VOID', 'UNKNOWN', 'ADMITTED', 'ALREADY IN', 'VOID'])
    await download('whole.json')
    expect(
      await offline('whole.json', [before.qr, now.code, now.qr]),
      'and so by a list that is read as a whole',
    ).to.deep.equal(['VOID', 'ADMITTED', 'ALREADY IN'])

    expect([await online(before.qr), await online(before.code)]).to.deep.equal(['void', 'void'])
    expect([await online(now.qr), await online(now.code)]).to.deep.equal(['admitted', 'already_admitted'])
    expect([await online(before.qr), await online(before.code)]).to.deep.equal(['void', 'void'])
    expectProblem(await transfer(), 'ticket_not_transferable')
    expect(await online(now.qr), 'a ticket that has let somebody in keeps its codes').to.equal('already_admitted')
  })
})
