import { expect } from 'chai'
import { attendeeColumns, createAttendeeTable, type Separator } from '../../src/domains/bookings/attendees/csv.ts'
import type { Booking } from '../../src/domains/bookings/booking.ts'

interface RowOptions {
  readonly name?: string
  readonly typeName?: string
  readonly currency?: string
  readonly unitPriceMinor?: number
  readonly unitDiscountMinor?: number
  readonly timezone?: string
  readonly createdAt?: string
  readonly separator?: Separator
}

/** The row of one ticket. */
function rowOf({
  name = 'Ada',
  typeName = 'Stalls',
  currency = 'EUR',
  unitPriceMinor = 100,
  unitDiscountMinor,
  timezone = 'UTC',
  createdAt = '2030-06-01T18:31:00.000Z',
  separator = 'comma',
}: RowOptions): string {
  const buyer = { reference: 'r', name, email: 'e@example.com' }
  const booking = {
    id: 'bkg_1',
    status: 'confirmed',
    buyer: { userId: 'usr_1', named: buyer },
    currency,
    createdAt: new Date(createdAt),
    items: [{ ticketTypeId: 'tkt_1', quantity: 1, unitPriceMinor, unitDiscountMinor }],
    tickets: [{ id: 'tic_1', ticketTypeId: 'tkt_1', code: 'c', status: 'valid' }],
  } as unknown as Booking
  const table = createAttendeeTable({ timezone, ticketTypes: [{ id: 'tkt_1', name: typeName }] }, separator)
  return table.rowsOf(booking, buyer).join('')
}

/** The cells of one row by their columns, as a spreadsheet reads them. */
function cellsOf(options: RowOptions): Readonly<Record<string, string>> {
  const by = options.separator === 'semicolon' ? ';' : ','
  const cell = new RegExp(`(?:^|${by})(?:"((?:[^"]|"")*)"|([^${by}"\\r\\n]*))(?=${by}|\\r\\n$)`, 'g')
  const cells = [...rowOf(options).matchAll(cell)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!)
  expect(cells).to.have.length(attendeeColumns.length)
  return Object.fromEntries(attendeeColumns.map((column, n) => [column, cells[n]!]))
}

/** The cells that a buyer's name and a ticket type's make, whatever the separator. */
function cellOf(name: string): string {
  const cells = (['comma', 'semicolon'] as const).flatMap(separator => {
    const { buyerName, ticketTypeName } = cellsOf({ name, typeName: name, separator })
    return [buyerName!, ticketTypeName!]
  })
  expect(new Set(cells).size, cells.join(' | ')).to.equal(1)
  return cells[0]!
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

describe('a row of the attendee list', () => {
  for (const [currency, amountMinor, text] of [
    ['EUR', 4_500, '45.00'],
    ['EUR', 5, '0.05'],
    ['EUR', 0, '0.00'],
    ['JPY', 4_500, '4500'],
    ['KWD', 4_500, '4.500'],
    ['KWD', 1_000_000_000, '1000000.000'],
  ] as const) {
    it(`has ${amountMinor} minor units of ${currency} as ${text}, beside its currency`, () => {
      expect(cellsOf({ currency, unitPriceMinor: amountMinor })).to.include({ unitPrice: text, currency, paid: text })
    })
  }

  for (const [currency, unitPriceMinor, unitDiscountMinor, paid] of [
    ['EUR', 4_500, 900, '36.00'],
    ['EUR', 4_500, 4_500, '0.00'],
    ['JPY', 4_500, 1, '4499'],
    ['KWD', 4_500, 1, '4.499'],
  ] as const) {
    it(`has what was paid: ${paid} of ${unitPriceMinor} in ${currency} with ${unitDiscountMinor} off`, () => {
      expect(cellsOf({ currency, unitPriceMinor, unitDiscountMinor })).to.include({ paid })
    })
  }

  for (const [timezone, instant, text] of [
    ['Europe/Vienna', '2030-06-01T18:31:05.999Z', '2030-06-01T20:31:05+02:00'],
    ['Europe/Vienna', '2030-12-01T23:31:00.000Z', '2030-12-02T00:31:00+01:00'],
    ['America/St_Johns', '2030-01-01T00:00:00.000Z', '2029-12-31T20:30:00-03:30'],
    ['Asia/Kathmandu', '2030-01-01T18:15:00.000Z', '2030-01-02T00:00:00+05:45'],
    ['UTC', '2030-01-01T00:00:00.000Z', '2030-01-01T00:00:00+00:00'],
    ['Europe/London', '2030-01-01T12:00:00.000Z', '2030-01-01T12:00:00+00:00'],
  ] as const) {
    it(`has ${instant} on the clock of ${timezone}, with its offset: ${text}`, () => {
      const { createdAt } = cellsOf({ timezone, createdAt: instant })
      expect(createdAt).to.equal(text)
      expect(Math.floor(Date.parse(createdAt!) / 1_000)).to.equal(Math.floor(Date.parse(instant) / 1_000))
    })
  }

  it('ends with CR and LF, and quotes both separators, quotes and line ends', () => {
    for (const separator of ['comma', 'semicolon'] as const) {
      for (const name of ['a,b', 'a;b', 'a"b', 'a\rb', 'a\nb']) {
        const row = rowOf({ name, separator })
        expect(row)
          .to.match(/[^\r\n]\r\n$/)
          .and.to.contain(`"${name.replaceAll('"', '""')}"`)
      }
    }
  })
})
