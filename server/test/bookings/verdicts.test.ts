// What a scan is worth, case by case: pure.
import { expect } from 'chai'
import { readTicketCode } from '../../src/domains/bookings/attendees/ticket-codes.ts'
import { afterwards, judge, type Found, type Scan, type TicketState } from '../../src/domains/bookings/door/verdicts.ts'

const facts = { id: 'tic_1', ticketTypeId: 'tkt_1', bookingId: 'bkg_1', userId: 'usr_1', eventId: 'evt_1' }
type FoundTicket = TicketState & { readonly codeSerial: number }
const valid: FoundTicket = { facts, status: 'valid', serial: 2, codeSerial: 2, admission: undefined }
const [early, now, late] = ['18:00', '19:00', '20:00'].map(time => new Date(`2030-06-01T${time}:00Z`)) as [
  Date,
  Date,
  Date,
]
const admittedAt = (at: Date): FoundTicket => ({ ...valid, admission: { scanId: 'first', at, device: 'Door 1' } })
const aScan = (over: Partial<Scan> = {}): Scan => ({
  scanId: 'scan',
  code: 'X',
  at: undefined,
  device: undefined,
  ...over,
})

describe('the verdict of a scan', () => {
  const table: Readonly<Record<string, readonly [Found, Partial<Scan>, object]>> = {
    'a valid ticket is admitted': [valid, {}, { verdict: 'admitted', serial: 2, conflict: false, scannedAt: now }],
    'one that was scanned before, offline, at that time': [
      valid,
      { at: early },
      { verdict: 'admitted', scannedAt: early },
    ],
    'one from the future, by the scanner’s clock, now': [valid, { at: late }, { verdict: 'admitted', scannedAt: now }],
    'a used ticket is not': [admittedAt(early), {}, { verdict: 'already_admitted', conflict: false }],
    'one that was used at the same moment is no conflict': [
      admittedAt(early),
      { at: early },
      { verdict: 'already_admitted', conflict: false },
    ],
    'one that was scanned before its admission, and comes later, is a conflict': [
      admittedAt(now),
      { at: early },
      { verdict: 'already_admitted', conflict: true },
    ],
    'a cancelled ticket is void': [{ ...valid, status: 'cancelled' }, {}, { verdict: 'void', conflict: false }],
    'a cancelled ticket that was used is void': [
      { ...admittedAt(early), status: 'cancelled' },
      {},
      { verdict: 'void', admission: undefined },
    ],
    'the code of before a transfer is void': [{ ...valid, codeSerial: 1 }, {}, { verdict: 'void', serial: 2 }],
    'one of a later serial too: it is from after a backup': [{ ...valid, codeSerial: 3 }, {}, { verdict: 'void' }],
    'the code of before a transfer is void where the ticket was used since': [
      { ...admittedAt(early), codeSerial: 1 },
      {},
      { verdict: 'void', admission: undefined, conflict: false },
    ],
    'a ticket of another event of theirs': ['elsewhere', {}, { verdict: 'wrong_event', ticket: undefined }],
    'a code of nothing': [undefined, {}, { verdict: 'unknown', ticket: undefined }],
  }
  for (const [what, [found, scan, expected]] of Object.entries(table))
    it(what, () => expect(judge(found, aScan(scan), now)).to.deep.include({ ...expected, recordedAt: now }))

  it('leaves a ticket used once it was admitted, and as it was otherwise', () => {
    const first = judge(valid, aScan({ scanId: 'one' }), now)
    const used = afterwards(valid, first)
    expect(judge({ ...valid, ...used }, aScan({ scanId: 'two' }), late)).to.deep.include({
      verdict: 'already_admitted',
      admission: { scanId: 'one', at: now, device: undefined },
    })
    const void_: FoundTicket = { ...valid, status: 'cancelled' }
    expect(afterwards(void_, judge(void_, aScan(), now))).to.equal(void_)
  })
})

describe('the code of a ticket', () => {
  const code = '7K2M-9QXD-4T8B-0ZRW'
  for (const read of [
    code,
    code.toLowerCase(),
    '7K2M9QXD4T8B0ZRW',
    ' 7k2m 9qxd-4t8b ozrw\t',
    '7K2M–9QXD'.slice(0, 0) + code,
  ])
    it(`is read from ${JSON.stringify(read)}`, () => expect(readTicketCode(read)).to.equal(code))

  it('takes the letters that are none for the digits that they look like', () =>
    expect(readTicketCode('IL00-0000-0000-000o')).to.equal('1100-0000-0000-0000'))

  for (const other of ['', 'https://example.com', `${code}X`, 'UUUU-UUUU-UUUU-UUUU'])
    it(`is not read from ${JSON.stringify(other)}, which stays as it is`, () =>
      expect(readTicketCode(other)).to.equal(other))
})
