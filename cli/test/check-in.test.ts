// The door in the terminal: codes line by line, what the door said, and what is kept while there is no network.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckIn, Scan } from '@evently/sdk'
import { expect } from 'chai'
import { aPage, anEvent } from './support/factories.ts'
import { aProblem } from './support/scripted-server.ts'
import type { Asked, Reply } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const event = anEvent().id
const path = `/api/v1/admin/events/${event}/check-ins`
const ticket = { id: 'tic_01jz3t5m8qf0vab9x2k4c7d6eh', ticketTypeId: 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh' }
const at = '2030-06-01T18:30:00.000Z'
const said = ({ scanId, device, code }: Scan, over: Partial<CheckIn> = {}): CheckIn => ({
  scanId,
  verdict: code === 'GOOD' ? 'admitted' : 'unknown',
  ...(code === 'GOOD' && { ticket: { ...ticket, bookingId: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh' } }),
  ...(device !== undefined && { device }),
  conflict: false,
  scannedAt: at,
  recordedAt: at,
  ...over,
})
const door = (asked: Asked): Reply => ({ json: said(asked.body as Scan) })
const env = { EVENTLY_API_KEY: 'evk_test' }

describe('evently check-in', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-scans-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('scan says of each line of stdin whether to let its holder in', () =>
    withTerminal({ [`POST ${path}`]: door }, async ({ run, asked }) => {
      const scanned = await run(['check-in', 'scan', event, '--device', 'Door 1'], { env, stdin: 'GOOD\n\n BAD \r\n' })
      expect(scanned.code, scanned.stderr).to.equal(0)
      expect(scanned.stdout.split('\n').map(line => line.split('  ')[0])).to.deep.equal(['ADMITTED', 'UNKNOWN', ''])
      expect(scanned.stderr).to.equal('1 admitted, 1 turned away.\n')
      const scans = asked.map(({ body }) => body as Scan)
      expect(scans.map(({ code, device }) => [code, device])).to.deep.equal([
        ['GOOD', 'Door 1'],
        ['BAD', 'Door 1'],
      ])
      expect(new Set(scans.map(({ scanId }) => scanId)).size).to.equal(2)
    }))

  it('scan says when and where a ticket was used', () => {
    const admission = { scanId: 'first', at, device: 'Door 2' }
    const used = ({ body }: Asked) => ({ json: said(body as Scan, { verdict: 'already_admitted', admission }) })
    return withTerminal({ [`POST ${path}`]: used }, async ({ run }) => {
      const { stdout } = await run(['check-in', 'scan', event, '--code', 'GOOD'], { env })
      expect(stdout).to.match(/^ALREADY IN +since 2030-06-01 18:30 UTC, Door 2 +tic_\w+\n$/)
    })
  })

  it('scan --json prints each answer as a line of JSON', () =>
    withTerminal({ [`POST ${path}`]: door }, async ({ run }) => {
      const { stdout, stderr } = await run(['check-in', 'scan', event, '--json'], { env, stdin: 'GOOD\nBAD' })
      const lines = stdout.trim().split('\n')
      expect(lines.map(line => (JSON.parse(line) as CheckIn).verdict)).to.deep.equal(['admitted', 'unknown'])
      expect(stderr).to.equal('')
    }))

  it("scan keeps what it can't ask about, and upload hands it in, with the same ids", async () => {
    const keep = join(folder, 'scans.ndjson')
    const nobody = { ...env, EVENTLY_BASE_URL: 'http://127.0.0.1:9' }
    const batch = ({ body }: Asked) => ({ json: { data: (body as { scans: Scan[] }).scans.map(scan => said(scan)) } })
    await withTerminal({ [`POST ${path}/batch`]: batch }, async ({ run, asked }) => {
      const scan = ['check-in', 'scan', event, '--keep', keep]
      const away = await run(scan, { env: nobody, stdin: 'GOOD\nBAD\n' })
      expect(away.code, away.stderr).to.equal(0)
      expect(away.stdout).to.equal(`NOT CHECKED  nobody answers; kept in ${keep}\n`.repeat(2))
      expect(away.stderr).to.contain('0 admitted, 0 turned away, 2 kept to be handed in with `check-in upload`.')
      const kept = (await readFile(keep, 'utf8'))
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Scan)

      const handedIn = await run(['check-in', 'upload', event, keep], { env })
      expect(handedIn.code, handedIn.stderr).to.equal(0)
      expect(handedIn.stderr).to.equal('2 handed in, 1 admitted, 0 in conflict with another scanner.\n')
      expect(handedIn.stdout).to.contain('UNKNOWN').and.not.to.contain('ADMITTED')
      expect(asked.at(-1)?.body).to.deep.equal({ scans: kept })
    })
  })

  it("scan keeps what a server can't answer at the moment as what there is no network for", async () => {
    const keep = join(folder, 'away.ndjson')
    await withTerminal({ [`POST ${path}`]: aProblem('service_unavailable') }, async ({ run }) => {
      const away = await run(['check-in', 'scan', event, '--keep', keep], { env, stdin: 'GOOD\n' })
      expect(away.code, away.stderr).to.equal(0)
      expect(away.stdout).to.contain('NOT CHECKED')
      expect((await readFile(keep, 'utf8')).trim().split('\n')).to.have.length(1)
    })
  })

  it('scan goes on after a line that is no code, which is not kept either', async () => {
    const keep = join(folder, 'none.ndjson')
    const long = 'x'.repeat(501)
    const asTheServerDoes = (asked: Asked) =>
      (asked.body as Scan).code === long ? aProblem('validation_failed') : door(asked)
    await withTerminal({ [`POST ${path}`]: asTheServerDoes }, async ({ run, asked }) => {
      const stdin = `${long}\n\u0002GOOD\u0003\n`
      const scanned = await run(['check-in', 'scan', event, '--keep', keep], { env, stdin })
      expect(scanned.code, scanned.stderr).to.equal(0)
      expect(scanned.stdout.split('\n').map(line => line.split('  ')[0])).to.deep.equal(['UNREADABLE', 'ADMITTED', ''])
      expect(scanned.stderr).to.equal('1 admitted, 0 turned away, 1 unreadable.\n')
      expect((asked.at(-1)!.body as Scan).code).to.equal('GOOD') // without what the scanner sends around it
      expect(await readFile(keep, 'utf8')).to.equal('')
    })
  })

  it('scan --code fails with what is wrong with the code', () =>
    withTerminal({ [`POST ${path}`]: aProblem('validation_failed') }, async ({ run }) => {
      expect((await run(['check-in', 'scan', event, '--code', 'GOOD'], { env })).code).to.equal(3)
    }))

  it('scan fails without --keep when there is no network', () =>
    withTerminal({}, async ({ run }) => {
      const nobody = { ...env, EVENTLY_BASE_URL: 'http://127.0.0.1:9' }
      expect((await run(['check-in', 'scan', event, '--code', 'GOOD'], { env: nobody })).code).to.equal(8)
    }))

  it('scan finds out before it asks that nothing can be kept', () =>
    withTerminal({}, async ({ run, asked }) => {
      const { code, stderr } = await run(['check-in', 'scan', event, '--keep', '/nowhere/k', '--code', 'GOOD'], { env })
      expect(code).to.equal(2)
      expect(stderr).to.match(/^\/nowhere\/k can't be written: there is no such folder\.$/m)
      expect(asked).to.deep.equal([])
    }))

  it('upload says which line is no scan, and hands in nothing', () =>
    withTerminal({}, async ({ run, asked }) => {
      const stdin = `{"code":"GOOD","scanId":"1"}\n\nGOOD\n`
      const { code, stderr } = await run(['check-in', 'upload', event, '-'], { env, stdin })
      expect(code).to.equal(2)
      expect(stderr).to.contain('Line 3 is no scan')
      expect(asked).to.deep.equal([])
    }))

  it('upload hands in 500 at a time', () => {
    const batch = ({ body }: Asked) => ({ json: { data: (body as { scans: Scan[] }).scans.map(scan => said(scan)) } })
    const stdin = Array.from({ length: 501 }, (_, n) => JSON.stringify({ code: 'GOOD', scanId: `${n}` })).join('\n')
    return withTerminal({ [`POST ${path}/batch`]: batch }, async ({ run, asked }) => {
      const { code, stderr } = await run(['check-in', 'upload', event, '-'], { env, stdin })
      expect(code, stderr).to.equal(0)
      expect(asked.map(({ body }) => (body as { scans: Scan[] }).scans.length)).to.deep.equal([500, 1])
    })
  })

  it('list shows the scans, and how many have come', () =>
    withTerminal(
      {
        [`GET ${path}`]: {
          json: { ...aPage([said({ code: 'GOOD', scanId: 's-1' })]), admittedTickets: 1, validTickets: 240 },
        },
      },
      async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(['check-in', 'list', event, '--conflict'], { env })
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '1 of 240 valid tickets have come in.\n' })
        expect(stdout.split('\n').map(line => line.split(/ {2,}/))).to.deep.equal([
          ['VERDICT', 'CONFLICT', 'TICKET', 'DEVICE', 'SCANNED', 'SCAN'],
          ['ADMITTED', '-', ticket.id, '-', '2030-06-01 18:30 UTC', 's-1'],
          [''],
        ])
        expect(asked.at(-1)?.query).to.deep.include({ conflict: 'true' })
      },
    ))
})
