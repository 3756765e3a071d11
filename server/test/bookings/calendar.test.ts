// A booking as iCalendar: what a parser that is not ours reads of it, and its lines by the letter of RFC 5545.
import { expect } from 'chai'
import ICAL from 'ical.js'
import { calendarOf, type CalendarEntry } from '../../src/domains/bookings/codes/calendar.ts'

const at = (time: string) => new Date(`2030-05-01T${time}:00.123Z`)

type Given = { readonly booking?: Partial<CalendarEntry['booking']>; readonly event?: Partial<CalendarEntry['event']> }

const anEntry = ({ booking, event }: Given = {}): CalendarEntry => ({
  booking: {
    id: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
    status: 'confirmed',
    items: [{ ticketTypeId: 'tkt_1', quantity: 2, unitPriceMinor: 4500 }],
    createdAt: at('10:00'),
    confirmedAt: at('10:01'),
    cancelledAt: null,
    ...booking,
  },
  event: {
    title: 'Summer night',
    status: 'published',
    startsAt: '2030-06-01T18:00:00.000Z',
    endsAt: '2030-06-01T20:30:00.000Z',
    venue: { name: 'Open air stage', address: 'Park 1', city: 'Berlin', location: { lat: 52.5, lon: 13.25 } },
    ticketTypes: [{ id: 'tkt_1', name: 'Standing' }],
    version: 3,
    updatedAt: '2030-05-01T09:00:00.000Z',
    ...event,
  } as CalendarEntry['event'],
  link: 'https://tickets.example.com/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
})

function read(entry: CalendarEntry) {
  const component = new ICAL.Component(ICAL.parse(calendarOf(entry)) as never)
  const events = component.getAllSubcomponents('vevent')
  expect(events).to.have.length(1)
  const value = (name: string) => events[0]!.getFirstPropertyValue(name)
  return { event: new ICAL.Event(events[0]!), value, method: component.getFirstPropertyValue('method') }
}

describe('a booking in a calendar', () => {
  it('says when and where, what was booked, and where to look', () => {
    const { event, value, method } = read(anEntry())
    expect({
      uid: event.uid,
      sequence: event.sequence,
      starts: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location,
      description: event.description,
      geo: value('geo'),
      url: value('url'),
      status: value('status'),
      stamp: String(value('dtstamp')),
      method,
    }).to.deep.equal({
      uid: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh@evently',
      sequence: 3,
      starts: '2030-06-01T18:00:00.000Z',
      ends: '2030-06-01T20:30:00.000Z',
      summary: 'Summer night',
      location: 'Open air stage, Park 1, Berlin',
      description: '2 × Standing\nhttps://tickets.example.com/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
      geo: [52.5, 13.25],
      url: 'https://tickets.example.com/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
      status: 'CONFIRMED',
      stamp: '2030-05-01T10:01:00Z',
      method: 'PUBLISH',
    })
  })

  const over = { status: 'CANCELLED', method: 'CANCEL' }
  const states: Readonly<Record<string, [Given, object]>> = {
    'a pending booking is tentative': [
      { booking: { status: 'pending', confirmedAt: null } },
      { status: 'TENTATIVE', method: 'PUBLISH', sequence: 3 },
    ],
    'a booking that is being cancelled is off': [{ booking: { status: 'cancelling' } }, { ...over, sequence: 4 }],
    'a cancelled booking is off': [
      { booking: { status: 'cancelled', cancelledAt: at('12:00') } },
      { ...over, sequence: 4, stamp: '2030-05-01T12:00:00Z' },
    ],
    'a failed booking is off': [{ booking: { status: 'failed', confirmedAt: null } }, { ...over, sequence: 4 }],
    'a booking of a cancelled event is off': [{ event: { status: 'cancelled', version: 4 } }, { ...over, sequence: 4 }],
    'a booking of a changed event replaces what was there': [
      { event: { version: 9, updatedAt: '2030-05-03T00:00:00.000Z' } },
      { sequence: 9, status: 'CONFIRMED', stamp: '2030-05-03T00:00:00Z' },
    ],
  }
  for (const [what, [given, expected]] of Object.entries(states))
    it(what, () => {
      const { event, value, method } = read(anEntry(given))
      const said = { sequence: event.sequence, status: value('status'), method, stamp: String(value('dtstamp')) }
      expect(said).to.deep.include(expected)
    })

  const titles = [
    'Commas, semicolons; and \\ backslashes',
    'Two\nlines, and\r\nmore\rof them',
    'END:VEVENT\r\nBEGIN:VALARM',
    `${'long '.repeat(60)}`,
    `${'ü'.repeat(37)}${'界'.repeat(40)}${'🎟'.repeat(40)}`,
    'a\u0000b\u0007c',
    'line\u2028separator',
  ]
  for (const title of titles)
    it(`keeps ${JSON.stringify(title.slice(0, 40))} within its line`, () => {
      const entry = anEntry({ event: { title } })
      const shown = title.replaceAll(/\r\n?|\u2028/g, '\n').replaceAll(/[\u0000\u0007]/g, '')
      expect(read(entry).event.summary).to.equal(shown)
      const text = calendarOf(entry)
      expect(text.endsWith('END:VCALENDAR\r\n')).to.equal(true)
      expect(text.replaceAll('\r\n', '')).not.to.match(/[\r\n]/)
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line), line).to.be.at.most(75)
        expect(line).not.to.include('\ufffd')
      }
    })
})
