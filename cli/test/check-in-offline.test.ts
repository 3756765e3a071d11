// The door without a network: codes judged by their signature and a downloaded list, scans kept and handed in later.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckInKey, CheckInTicket, CheckInTicketList, Scan } from '@evently/sdk'
import { expect } from 'chai'
import { createOfflineDoor } from '../src/check-in/offline-door.ts'
import type { TicketList } from '../src/check-in/ticket-list.ts'
import { anEvent } from './support/factories.ts'
import { aProblem } from './support/scripted-server.ts'
import type { Asked } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const eventId = anEvent().id
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** RFC 9285, of an even number of bytes. */
const base45 = (bytes: Buffer) =>
  Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readUInt16BE(n * 2))
    .map(number => [number % 45, Math.floor(number / 45) % 45, Math.floor(number / 2025)])
    .map(values => values.map(value => signs[value]).join(''))
    .join('')

const aKey = (id: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  return { privateKey, public: { id, pem, jwk: publicKey.export({ format: 'jwk' }) } as unknown as CheckInKey, id }
}
type Key = ReturnType<typeof aKey>
const [key, older, another] = [aKey('00a1'), aKey('00a2'), aKey('00a1')]

/** Ids whose last digits are a small number. */
const ticketId = (number: number) => `tic_${String(number).padStart(26, '0')}`
function signed(number: number, serial = 1, by: Key = key): string {
  const bytes = Buffer.alloc(22)
  bytes.write(by.id, 0, 2, 'hex')
  // Two digits of base32, of which each number here is one or two.
  const value = [...String(number)].reduce((sum, digit) => sum * 32 + Number(digit), 0)
  bytes.writeUInt16BE(value, 16)
  bytes.writeUInt32BE(serial, 18)
  return `EV1:${base45(Buffer.concat([bytes, sign(null, bytes, by.privateKey)]))}`
}

const codeOf = (number: number) => `7K2M-9QXD-4T8B-00${String(number).padStart(2, '0')}`
const aTicket = (number: number, over: Partial<CheckInTicket> = {}): CheckInTicket => ({
  id: ticketId(number),
  ticketTypeId: 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh',
  bookingId: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
  serial: 1,
  status: 'valid',
  codeHash: createHash('sha256').update(codeOf(number)).digest('base64url'),
  ...over,
})
const admission = { scanId: 'first', at: '2030-06-01T18:30:00.000Z', device: 'Door 2' }
const aList = (over: Partial<TicketList> = {}): TicketList => ({
  eventId,
  nextCursor: 'cursor-1',
  keys: [key.public, older.public],
  tickets: [
    aTicket(1),
    aTicket(2, { status: 'cancelled' }),
    aTicket(3, { serial: 2 }),
    aTicket(4, { admission }),
    aTicket(5),
  ],
  ...over,
})

describe('a door without a network', () => {
  let scans = 0
  const aScan = (code: string): Scan => ({ code, scanId: `scan-${++scans}`, at: '2030-06-01T19:00:00.000Z' })

  const table: Readonly<Record<string, readonly [code: string, verdict: string]>> = {
    'admits a true code of a valid ticket': [signed(1), 'admitted'],
    'admits one that the key before has signed': [signed(1, 1, older), 'admitted'],
    'admits the code that is read out, however it is typed': [
      ` ${codeOf(1).toLowerCase().replaceAll('-', ' ')}`,
      'admitted',
    ],
    'admits a true code of a ticket that was sold since': [signed(77), 'admitted'],
    'admits the code of a serial that the list has not heard of': [signed(1, 2), 'admitted'],
    'turns a cancelled ticket away': [signed(2), 'void'],
    'turns a cancelled ticket away, by its other code too': [codeOf(2), 'void'],
    'turns a code of an earlier serial away': [signed(3, 1), 'void'],
    'admits the code of its serial': [signed(3, 2), 'admitted'],
    'turns away who was in when the list was downloaded': [signed(4), 'already_admitted'],
    'knows no code of somebody else’s key': [signed(1, 1, another), 'unknown'],
    'knows no code of a key with another id': [signed(1, 1, aKey('00ff')), 'unknown'],
    'knows no code that is cut off': [signed(1).slice(0, -3), 'unknown'],
    'knows no code in small letters that is signed': [signed(1).toLowerCase(), 'unknown'],
    'knows no code that no ticket has': ['7K2M-9QXD-4T8B-9999', 'unknown'],
    'knows nothing': ['EV1:', 'unknown'],
  }
  for (const [what, [code, verdict]] of Object.entries(table))
    it(what, () => expect(createOfflineDoor(aList()).judge(aScan(code)).verdict).to.equal(verdict))

  it('knows no code with any one of its signs another', () => {
    const code = signed(1)
    for (let at = 4; at < code.length; at++) {
      const forged = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1)
      expect(createOfflineDoor(aList()).judge(aScan(forged)).verdict, forged).to.equal('unknown')
    }
  })

  it('admits a ticket once, by whichever of its codes, and says when that was', () => {
    const door = createOfflineDoor(aList())
    const first = aScan(signed(1))
    expect(door.judge(first)).to.deep.include({ verdict: 'admitted', scannedAt: first.at })
    for (const code of [signed(1), codeOf(1), signed(1, 2)])
      expect(door.judge(aScan(code))).to.deep.include({
        verdict: 'already_admitted',
        admission: { scanId: first.scanId, at: first.at },
      })
    expect(door.judge(aScan(signed(5))).verdict).to.equal('admitted')
  })

  it('knows by what it has kept who is in', () => {
    const kept = [aScan(signed(1)), aScan(signed(2)), aScan(signed(77))]
    const door = createOfflineDoor(aList(), kept)
    expect([1, 2, 77, 5].map(number => door.judge(aScan(signed(number))).verdict)).to.deep.equal([
      'already_admitted',
      'void',
      'already_admitted',
      'admitted',
    ])
  })
})

describe('evently check-in, without a network', () => {
  const path = `/api/v1/admin/events/${eventId}`
  const env = { EVENTLY_API_KEY: 'evk_test' }
  let folder: string
  let [list, keep] = ['', '']
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-offline-'))
    list = join(folder, 'tickets.json')
    keep = join(folder, 'scans.ndjson')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const scan = (...more: string[]) => ['check-in', 'scan', eventId, '--offline', list, '--keep', keep, ...more]
  const words = (stdout: string) => stdout.split('\n').map(line => line.split('  ')[0])

  it('scan asks nobody, needs no account, and keeps every scan', () =>
    withTerminal({}, async ({ run, asked }) => {
      await writeFile(list, JSON.stringify(aList()))
      const stdin = [signed(1), signed(1), signed(2), codeOf(5), 'nothing'].join('\n')
      const scanned = await run(scan('--device', 'Door 1'), { stdin })
      expect(scanned.code, scanned.stderr).to.equal(0)
      expect(words(scanned.stdout)).to.deep.equal(['ADMITTED', 'ALREADY IN', 'VOID', 'ADMITTED', 'UNKNOWN', ''])
      expect(scanned.stderr).to.equal(
        `2 admitted, 3 turned away.\nHand them in: evently check-in upload ${eventId} ${keep}\n`,
      )
      expect(asked).to.deep.equal([])
      const kept = (await readFile(keep, 'utf8'))
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Scan)
      expect(kept.map(({ code, device }) => [code, device])).to.deep.equal(
        stdin.split('\n').map(code => [code, 'Door 1']),
      )
      expect(new Set(kept.map(({ scanId }) => scanId)).size).to.equal(5)
      expect(kept.every(({ at }) => Math.abs(Date.now() - Date.parse(String(at))) < 60_000)).to.equal(true)
    }))

  it('scan keeps no line that is no code: what is handed in would be refused with it', () =>
    withTerminal({}, async ({ run }) => {
      await writeFile(list, JSON.stringify(aList()))
      const scanned = await run(scan(), { stdin: `${'x'.repeat(501)}\n${signed(1)}\n` })
      expect(words(scanned.stdout)).to.deep.equal(['UNREADABLE', 'ADMITTED', ''])
      expect((await readFile(keep, 'utf8')).trim().split('\n')).to.have.length(1)
    }))

  it('scan goes on where it was ended: who is in stays in', () =>
    withTerminal({}, async ({ run }) => {
      await writeFile(list, JSON.stringify(aList()))
      expect(words((await run(scan('--code', signed(1)))).stdout)[0]).to.equal('ADMITTED')
      expect(words((await run(scan('--code', signed(1)))).stdout)[0]).to.equal('ALREADY IN')
    }))

  it('upload hands in what scan has kept, with its ids and times', () => {
    const batch = ({ body }: Asked) => ({
      json: {
        data: (body as { scans: Scan[] }).scans.map(({ scanId, at }) => ({
          ...{ scanId, verdict: 'unknown', conflict: false, scannedAt: at, recordedAt: at },
        })),
      },
    })
    return withTerminal({ [`POST ${path}/check-ins/batch`]: batch }, async ({ run, asked }) => {
      await writeFile(list, JSON.stringify(aList()))
      await run(scan(), { stdin: [signed(1), signed(2)].join('\n') })
      const handedIn = await run(['check-in', 'upload', eventId, keep], { env })
      expect(handedIn.code, handedIn.stderr).to.equal(0)
      const kept = (await readFile(keep, 'utf8'))
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Scan)
      expect(asked.at(-1)?.body).to.deep.equal({ scans: kept })
    })
  })

  const page = (over: Partial<CheckInTicketList>): CheckInTicketList => ({
    eventId,
    data: [],
    hasMore: false,
    nextCursor: 'cursor-1',
    keys: [key.public],
    ...over,
  })
  /** Answers by the cursor that is sent. */
  const answering = (pages: Readonly<Record<string, CheckInTicketList>>) => ({
    [`GET ${path}/check-in-list`]: ({ query }: Asked) => {
      const found = pages[String(query['after'] ?? '')]
      return found ? { json: found } : aProblem('activity_gone')
    },
  })
  const download = ['check-in', 'download', eventId, '--file']

  it('download writes all pages into a file, which scan reads', () => {
    const pages = {
      '': page({ data: [aTicket(1)], hasMore: true, nextCursor: 'a' }),
      'a': page({ data: [aTicket(2, { status: 'cancelled' })], nextCursor: 'b' }),
    }
    return withTerminal(answering(pages), async ({ run }) => {
      const downloaded = await run([...download, list], { env })
      expect(downloaded.code, downloaded.stderr).to.equal(0)
      expect(downloaded.stderr).to.equal(`2 fetched; ${list} has 2 tickets, 1 of them valid.\n`)
      expect(await readdir(folder)).to.deep.equal(['tickets.json'])
      const scanned = await run(scan(), { stdin: `${signed(1)}\n${signed(2)}` })
      expect(words(scanned.stdout)).to.deep.equal(['ADMITTED', 'VOID', ''])
    })
  })

  it('download fetches what has changed since, where the file is there', () => {
    const changed = page({ data: [aTicket(1, { admission }), aTicket(6)], nextCursor: 'cursor-2' })
    return withTerminal(answering({ 'cursor-1': changed }), async ({ run, asked }) => {
      await writeFile(list, JSON.stringify(aList()))
      const downloaded = await run([...download, list, '--json'], { env })
      expect(JSON.parse(downloaded.stdout)).to.deep.equal({ file: list, fetched: 2, tickets: 6, valid: 5 })
      expect(asked).to.have.length(1)
      const kept = JSON.parse(await readFile(list, 'utf8')) as TicketList
      expect(kept.nextCursor).to.equal('cursor-2')
      expect(kept.tickets.find(({ id }) => id === ticketId(1))?.admission).to.deep.equal(admission)
    })
  })

  it('download begins again where changes since then are no longer kept', () => {
    const whole = page({ data: [aTicket(9)], nextCursor: 'new' })
    return withTerminal(answering({ '': whole }), async ({ run }) => {
      await writeFile(list, JSON.stringify(aList()))
      const downloaded = await run([...download, list], { env })
      expect(downloaded.code, downloaded.stderr).to.equal(0)
      expect((JSON.parse(await readFile(list, 'utf8')) as TicketList).tickets.map(({ id }) => id)).to.deep.equal([
        ticketId(9),
      ])
    })
  })

  it('download says why its file can not be written', () =>
    withTerminal(answering({ '': page({}) }), async ({ run }) => {
      const { code, stderr } = await run([...download, join(folder, 'none/tickets.json')], { env })
      expect(code).to.equal(2)
      expect(stderr).to.contain("none/tickets.json can't be written: there is no such folder.")
    }))

  it('scan names the ticket that it lets in, also one that the list does not have', () =>
    withTerminal({}, async ({ run }) => {
      await writeFile(list, JSON.stringify(aList()))
      const { stdout } = await run(scan(), { stdin: [signed(1), signed(77)].join('\n') })
      expect(stdout.trim().split('\n')).to.deep.equal([1, 77].map(number => `ADMITTED     ${ticketId(number)}`))
    }))

  const wrong: Readonly<Record<string, readonly [file: string | undefined, words: RegExp]>> = {
    'that is not there': [undefined, /There is no .*`check-in download`/],
    'of another event': [JSON.stringify(aList({ eventId: 'evt_01jz3t5m8qf0vab9x2k4c7d6ex' })), /of another event/],
    'that is something else': ['{}', /is no list of tickets/],
    'that is no JSON': ['tickets', /is not valid JSON/],
  }
  for (const [what, [file, sentence]] of Object.entries(wrong))
    it(`scan refuses a list ${what}, and keeps nothing`, () =>
      withTerminal({}, async ({ run }) => {
        if (file !== undefined) await writeFile(list, file)
        const { code, stderr } = await run(scan('--code', 'X'))
        expect(code).to.equal(2)
        expect(stderr).to.match(sentence)
        expect(await readdir(folder)).not.to.include('scans.ndjson')
      }))

  it('scan --offline needs a file for the scans', () =>
    withTerminal({}, async ({ run }) => {
      const { code, stderr } = await run(['check-in', 'scan', eventId, '--offline', list, '--code', 'X'])
      expect(code).to.equal(2)
      expect(stderr).to.contain('--keep')
    }))
})
