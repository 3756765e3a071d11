import { expect } from 'chai'
import { attendeeColumns, attendeeLines } from '../../src/domains/bookings/attendees/csv.ts'
import type { Booking } from '../../src/domains/bookings/booking.ts'

/** The cell that a buyer's name makes, as a spreadsheet reads it. */
function cellOf(name: string): string {
  const booking = {
    id: 'bkg_1',
    status: 'confirmed',
    buyer: { userId: 'usr_1', named: { reference: 'r', name, email: 'e@example.com' } },
    currency: 'EUR',
    createdAt: new Date(0),
    items: [{ ticketTypeId: 'tkt_1', quantity: 1, unitPriceMinor: 100 }],
    tickets: [{ id: 'tic_1', ticketTypeId: 'tkt_1', code: 'c', status: 'valid' }],
  } as unknown as Booking
  const cells = [...attendeeLines(booking).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(?=,|\r\n$)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  )
  expect(cells).to.have.length(attendeeColumns.length)
  return cells[attendeeColumns.indexOf('buyerName')]!
}

describe('a cell of the attendee list', () => {
  const signs: Readonly<Record<string, readonly string[]>> = {
    equals: ['=', '＝', '﹦', '⁼', '₌', '⩵'],
    plus: ['+', '＋', '﹢', '⁺', '₊', '﬩'],
    minus: ['-', '－', '﹣', '−', '⁻', '₋', '‐', '‑', '–', '—', '﹘'],
    at: ['@', '＠', '﹫'],
    'a tab': ['\t'],
    'a carriage return': ['\r'],
    'a line feed': ['\n'],
  }
  const ahead: Readonly<Record<string, string>> = {
    nothing: '',
    'a blank': ' ',
    blanks: '   ',
    'a blank that does not break': '\u00a0',
    'a wide blank': '\u3000',
    'a line feed': '\n',
    'a blank and a tab': ' \t',
    'a mark of byte order': '\ufeff',
    'a joiner that is not seen': '\u200d',
    'a mark of direction': '\u202e',
    'a NUL': '\0',
    'a soft hyphen': '\u00ad',
  }
  for (const [sign, forms] of Object.entries(signs)) {
    for (const [what, before] of Object.entries(ahead)) {
      const beginning = what === 'nothing' ? sign : `${what} and ${sign}`
      it(`stays text though it begins with ${beginning}, in each of its forms`, () => {
        for (const form of forms) {
          const name = `${before}${form}cmd|' /C calc'!A0`
          expect(cellOf(name), JSON.stringify(name)).to.equal(`'${name}`)
        }
      })
    }
  }

  for (const name of [
    'Ada',
    'Zoë = Zoe',
    'a+b',
    'Ada "the first", Lovelace',
    'two\r\nlines',
    '👩‍🚀',
    '𞤀𞤣𞤢',
    '李',
    ' Ada',
    "'quoted'",
    '1=1',
    '#1',
    '¿',
    '',
  ]) {
    it(`leaves ${JSON.stringify(name)} as it is`, () => {
      expect(cellOf(name)).to.equal(name)
    })
  }
})
