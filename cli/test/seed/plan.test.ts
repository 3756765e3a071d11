// What a plan may say, what is said of one that is none, and what it makes.
import { readFile } from 'node:fs/promises'
import { digitsOf } from '@evently/sdk'
import { expect } from 'chai'
import { CommandError } from '../../src/failures.ts'
import { categories, cities } from '../../src/seed/places.ts'
import { readPlan } from '../../src/seed/plan.ts'
import { countsOfWorld } from '../../src/seed/summary.ts'
import { worldOf } from '../../src/seed/world.ts'

const today = '2030-05-01'

/** The lines that are said of it. */
function saidOf(yaml: string): string[] {
  try {
    readPlan(yaml, 'plan.yaml')
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    expect(error.exitCode).to.equal(3)
    const [first, ...faults] = error.message.split('\n')
    expect(first).to.equal('plan.yaml is no plan:')
    return faults.map(fault => fault.trim())
  }
  throw new Error('It is a plan.')
}

describe('a plan', () => {
  const faulty: Readonly<Record<string, readonly [yaml: string, ...said: string[]]>> = {
    'an empty file': ['', 'Line 1, column 1: The plan must have names and values, like name: autumn.'],
    'a list': ['- a', 'Line 1, column 1: The plan must have names and values, like name: autumn.'],
    'no name': ['events: 3', 'Line 1, column 1: The plan has no name.'],
    'YAML that is none': [
      'name: [a',
      'Line 1, column 9: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    'a name with spaces': [
      'name: My Plan',
      'Line 1, column 7: name must be small letters, digits and hyphens, beginning with a letter, 40 at most, not ' +
        '"My Plan".',
    ],
    'a word that is not known': ['name: a\nevent: 3', 'Line 2, column 1: event is not known: did you mean events?.'],
    'a number in words': [
      'name: a\nevents: many',
      'Line 2, column 9: events must be a whole number from 0 to 10000, not many.',
    ],
    'a range backwards': [
      'name: a\nbookings: 6-2',
      'Line 2, column 11: bookings must be a number from 0 to 200, or two like 0-6, not 6-2.',
    ],
    'a share above all': [
      'name: a\nsoldOut: 120%',
      'Line 2, column 10: soldOut must be a share like 10% or 0.1, not 120%.',
    ],
    'shares of more than all': [
      'name: a\nsoldOut: 60%\ndrafts: 50%',
      'Line 1, column 1: The plan has more than all events in soldOut, drafts and cancelledEvents.',
    ],
    'a city that is not known': [
      'name: a\ncities: [Berlin, Atlantis]',
      `Line 2, column 18: cities.2 must be one of ${Object.keys(cities).join(', ')}, not "Atlantis".`,
    ],
    'a value that is missing': ['name: a\nevents:', 'Line 2, column 8: events must have a value.'],
    'several faults': [
      'name: a\nevents: -1\nfixtures:\n  Gala:\n    price: cheap\n  gala:\n    price: cheap\n    titel: x',
      'Line 2, column 9: events must be a whole number from 0 to 10000, not -1.',
      'Line 4, column 3: fixtures.Gala must be small letters, digits and hyphens.',
      'Line 7, column 12: fixtures.gala.price must be an amount in the city\'s currency, like 45.00, not "cheap".',
      'Line 8, column 5: fixtures.gala.titel is not known: did you mean title?.',
    ],
    'a draft that is booked': [
      'name: a\nfixtures:\n  x:\n    status: draft\n    bookings: 2',
      'Line 4, column 5: fixtures.x is a draft, so nobody books it: leave out soldOut, bookings and waitlist.',
    ],
    'a waitlist while there are seats': [
      'name: a\nfixtures:\n  x: { waitlist: 2 }',
      'Line 3, column 6: fixtures.x has a waitlist, so it needs soldOut: true.',
    ],
    'more bookings than seats': [
      'name: a\nfixtures:\n  x: { capacity: 2, bookings: 3 }',
      'Line 3, column 6: fixtures.x has 3 bookings and 2 seats.',
    ],
    'test events that are too large': [
      'name: a\ntest: true\ncapacity: 20-2000',
      'Line 1, column 1: The plan makes test events, which have 1000 seats at most.',
    ],
    'a fixture with the name of another event': [
      'name: a\nfixtures:\n  event-001: { title: x }',
      'Line 1, column 1: The plan has a fixture event-001: events that are made up have such names.',
    ],
  }
  for (const [what, [yaml, ...said]] of Object.entries(faulty)) {
    it(`is none with ${what}`, () => expect(saidOf(yaml)).to.deep.equal(said))
  }

  it('may use anchors', () => {
    const plan = readPlan('name: a\nfixtures:\n  x: &x { capacity: 7, city: Tokyo }\n  y: *x', 'p')
    expect(plan.fixtures.get('y')).to.deep.equal({ city: 'Tokyo', capacity: 7 })
  })

  it('of the example is one', async () => {
    const yaml = await readFile(new URL('../../../../examples/seed/plan.yaml', import.meta.url), 'utf8')
    expect(readPlan(yaml, 'plan.yaml').fixtures.size).to.equal(3)
  })
})

describe('what a plan makes', () => {
  const many = readPlan('name: many\nvenues: 40\nevents: 400\nstartsOn: 2030-09-01\nbookings: 0-9', 'p')
  const world = () => worldOf(many, { seed: 42, today })

  it('is the same for a seed, and another for another', async () => {
    const first = await world()
    expect(await worldOf(many, { seed: 42, today: '2031-01-01' })).to.deep.equal(first)
    const other = await worldOf(many, { seed: 43, today })
    expect(other.events.map(({ body }) => body.title)).not.to.deep.equal(first.events.map(({ body }) => body.title))
  })

  it('is the same on every machine', async () => {
    const { events, venues } = await worldOf(readPlan('name: fixed\nevents: 2\nstartsOn: 2030-09-01', 'p'), {
      seed: 42,
      today,
    })
    expect({
      venue: venues[0]?.body.name,
      events: events.map(({ body }) => [body.title, body.startsAt]),
    }).to.deep.equal(golden)
  })

  it('does not change where there is more of it', async () => {
    const more = await worldOf({ ...many, events: 401, fixtures: new Map([['gala', {}]]) }, { seed: 42, today })
    const { events } = await world()
    expect(more.events.slice(0, 400).map(({ body }) => body)).to.deep.equal(events.map(({ body }) => body))
  })

  it('begins no earlier than the day after tomorrow where the plan names no day', async () => {
    const { events } = await worldOf({ ...many, startsOn: undefined, days: 1 } as typeof many, { seed: 1, today })
    for (const { body } of events) expect(body.startsAt >= '2030-05-02T12:00').to.equal(true, body.startsAt)
  })

  it('has the clock and the money of its city, and prices that are round there', async () => {
    const { events, venues } = await world()
    for (const { venue, body } of events) {
      const { city } = venues.find(({ name }) => name === venue)!
      const { timezone, currency, roundTo } = cities[city]
      const at = new Date(body.startsAt).toLocaleTimeString('en-GB', {
        timeZone: timezone,
        hour: '2-digit',
        minute: '2-digit',
      })
      expect(categories[body.category as keyof typeof categories].begins).to.include(at)
      for (const type of body.ticketTypes) {
        expect(type.currency).to.equal(currency)
        expect(type.priceMinor % (roundTo * 10 ** digitsOf(currency)!)).to.equal(0)
      }
      expect(Date.parse(body.endsAt)).to.be.above(Date.parse(body.startsAt))
    }
  })

  it('books each event for other people, and never more than there is', async () => {
    const { events } = await world()
    for (const { body, bookings, waitlist, status } of events) {
      const seats = bookings.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(seats).to.be.at.most(body.capacity)
      if (waitlist.length > 0) expect(seats).to.equal(body.capacity)
      if (status === 'draft') expect(bookings).to.deep.equal([])
      const buyers = [...bookings, ...waitlist].map(({ buyer }) => buyer.reference)
      expect(new Set(buyers).size).to.equal(buyers.length)
      expect([...bookings, ...waitlist].every(({ quantity }) => quantity >= 1 && quantity <= 8)).to.equal(true)
    }
  })

  it('has about the shares that the plan says', async () => {
    const counts = countsOfWorld(await world())
    expect(counts.drafts).to.be.within(8, 34)
    expect(counts.cancelledEvents).to.be.within(2, 18)
    expect(counts.waitlist).to.be.within(40, 140)
    expect(counts.cancelledBookings / counts.bookings).to.be.within(0.07, 0.13)
  })

  it('never writes to an address that somebody has', async () => {
    const emails = (await world()).events.flatMap(({ bookings }) => bookings.map(({ buyer }) => buyer.email))
    expect(emails.filter(email => !/^[a-z.0-9]+@example\.(com|net|org)$/.test(email))).to.deep.equal([])
  })

  it('has what a fixture says of itself, and makes up the rest', async () => {
    const plan = readPlan(
      'name: a\nevents: 0\ncities: [Berlin]\nfixtures:\n' +
        '  gala: { title: Gala, city: Tokyo, startsAt: 2035-01-02T19:00, capacity: 9, price: 4500, bookings: 3,\n' +
        '    cancelledBookings: 1 }\n' +
        '  full: { capacity: 5, soldOut: true, waitlist: 2 }\n  quiet: {}\n',
      'p',
    )
    const { events, venues } = await worldOf(plan, { seed: 1, today })
    const [gala, full, quiet] = events
    expect(gala!.body).to.deep.include({
      title: 'Gala',
      startsAt: '2035-01-02T10:00:00.000Z',
      capacity: 9,
      ticketTypes: [{ name: 'General Admission', priceMinor: 4500, currency: 'JPY' }],
    })
    expect(venues.map(({ city }) => city)).to.include('Tokyo')
    expect(gala!.bookings.map(({ cancelled }) => cancelled)).to.deep.equal([true, false, false])
    expect(full!.bookings.reduce((sum, { quantity }) => sum + quantity, 0)).to.equal(5)
    expect(full!.waitlist).to.have.length(2)
    expect(quiet).to.deep.include({ bookings: [], waitlist: [], status: 'published' })
  })
})

/** By xoroshiro128plus and SHA-256: whoever changes how things are made up changes everybody's data. */
const golden = {
  venue: 'Kesselhaus am Ufer',
  events: [
    ['The Crooked Comet', '2030-09-18T17:00:00.000Z'],
    ['The Ferry Club', '2030-10-08T18:00:00.000Z'],
  ],
}
