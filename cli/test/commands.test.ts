// What the commands send, what they print and where, and how they end.
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { aPage, aReservation, anEvent, aTicketType, aUser, aWaitlistEntry } from './support/factories.ts'
import { aProblem } from './support/scripted-server.ts'
import { anonymousHere as withTerminal } from './support/in-process.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const event = anEvent().id
const reservation = aReservation().id
const ticketType = aTicketType().id
const entry = aWaitlistEntry().id

/** The server of a test has another port each time. */
const withoutAddress = (text: string) => text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'SERVER')

describe('evently', () => {
  it('shows events in the time of their zone, and money with its currency', () =>
    withTerminal({ 'GET /api/v1/events': { json: aPage([anEvent()]) } }, async ({ run, asked }) => {
      const { code, stdout, stderr } = await run([
        'events',
        'list',
        '--city',
        'Hamburg',
        '--max-price',
        '45.5',
        '--currency',
        'EUR',
        '--starts-after',
        '2030-06-01',
        '--available',
      ])
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(stdout.split('\n')[0]).to.match(/^ID +TITLE +STARTS +CITY +STATUS +SEATS +PRICE$/)
      expect(stdout).to.contain(
        'Night of Strings  2030-06-01 20:30 Europe/Berlin  Hamburg  published  117/120  45.00 EUR\n',
      )
      expect(asked[0]?.query).to.deep.equal({
        city: 'Hamburg',
        maxPrice: '4550',
        currency: 'EUR',
        startsAfter: '2030-06-01T00:00:00.000Z',
        available: 'true',
        limit: '20',
      })
    }))

  it('prints only JSON on stdout with --json', () =>
    withTerminal({ 'GET /api/v1/events': { json: aPage([anEvent()]) } }, async ({ run }) => {
      const { code, stdout, stderr } = await run(['events', 'list', '--json'])
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(JSON.parse(stdout)).to.deep.equal(aPage([anEvent()]))
    }))

  it('shows as many as it was asked for, over as many pages as that takes', () =>
    withTerminal(
      {
        'GET /api/v1/events': ({ query }) => {
          const from = Number(query['cursor'] ?? 0)
          const next = from + Number(query['limit'])
          return {
            json: aPage(
              Array.from({ length: Math.min(next, 250) - from }, (_, i) => anEvent({ title: `No ${from + i}` })),
              next < 250 ? String(next) : null,
            ),
          }
        },
      },
      async ({ run, asked }) => {
        const some = await run(['events', 'list', '--limit', '130'])
        expect(some.stdout.trim().split('\n')).to.have.length(131)
        expect(some.stderr).to.contain('There is more')
        expect(asked.map(one => one.query)).to.deep.equal([{ limit: '100' }, { limit: '30', cursor: '100' }])
        const all = JSON.parse((await run(['events', 'list', '--all', '--json'])).stdout)
        expect(all.data).to.have.length(250)
        expect(all).to.deep.include({ hasMore: false, nextCursor: null })
      },
    ))

  it('lets no title steer the terminal', () =>
    withTerminal(
      { [`GET /api/v1/events/${event}`]: { json: anEvent({ title: 'Red\u001b[31m alert\nID: evt_fake' }) } },
      async ({ run }) => {
        const { stdout } = await run(['events', 'get', event])
        expect(stdout).to.contain('Red [31m alert ID: evt_fake\n')
      },
    ))

  it('says in one line what was refused, and in another what to do next', () =>
    withTerminal(
      { 'POST /api/v1/bookings/reserve': aProblem('sold_out', { detail: 'Only 1 seat is left.', available: 1 }) },
      async ({ run }) => {
        const { code, stdout, stderr } = await run(['bookings', 'reserve', '--event', event, '--quantity', '2'], {
          env,
        })
        expect({ code, stdout, stderr: withoutAddress(stderr) }).to.deep.equal({
          code: 6,
          stdout: '',
          stderr:
            'Sold out: Only 1 seat is left. (sold_out, request req_refused)\nJoin its waitlist with `evently ' +
            'waitlist join`.\nMore: SERVER/problems/sold_out\n',
        })
      },
    ))

  it('says the next step once, where the refusal names it itself', () =>
    withTerminal(
      {
        'POST /api/v1/bookings/reserve': aProblem('sold_out', {
          detail: 'No seat is left. Join the waitlist with POST /api/v1/waitlist/join.',
        }),
      },
      async ({ run }) => {
        const { stderr } = await run(['bookings', 'reserve', '--event', event, '--quantity', '2'], { env })
        expect(withoutAddress(stderr)).to.equal(
          'Sold out: No seat is left. Join the waitlist with `evently waitlist join`. (sold_out, request ' +
            'req_refused)\nMore: SERVER/problems/sold_out\n',
        )
      },
    ))

  it('shows of an event until when buyers may cancel, what is asked, and what is hidden', () =>
    withTerminal(
      {
        [`GET /api/v1/events/${event}`]: {
          json: {
            ...anEvent(),
            cancellationPolicy: { untilMinutesBefore: 2_880, refundPercent: 80 },
            questions: [
              { id: 'diet', label: 'What do you eat?', kind: 'text', required: true },
              { id: 'parking', label: 'By car?', kind: 'yes_no', required: false },
            ],
            ticketTypes: anEvent().ticketTypes.map(type => ({ ...type, hidden: true })),
          },
        },
      },
      async ({ run }) => {
        const { stdout } = await run(['events', 'get', event], { env })
        expect(stdout).to.match(/^Cancelling: +until 2 days before it starts, for 80 %$/m)
        expect(stdout).to.match(/^Questions: +diet \(required\), parking$/m)
        expect(stdout).to.match(/CAPACITY +HIDDEN\n.* yes\n/)
      },
    ))

  it('gives the refusal as JSON on stdout with --json, and still fails', () =>
    withTerminal({ 'POST /api/v1/bookings/reserve': aProblem('sold_out', { available: 1 }) }, async ({ run }) => {
      const { code, stdout, stderr } = await run(
        ['bookings', 'reserve', '--event', event, '--quantity', '2', '--json'],
        { env },
      )
      expect({ code, stderr }).to.deep.equal({ code: 6, stderr: '' })
      const { error } = JSON.parse(stdout) as { error: { type: string } }
      expect(withoutAddress(error.type)).to.equal('SERVER/problems/sold_out')
      expect(error).to.deep.include({
        code: 'sold_out',
        status: 409,
        title: 'Sold out',
        requestId: 'req_refused',
        available: 1,
      })
    }))

  it('names the fields that do not fit', () =>
    withTerminal(
      {
        'POST /api/v1/bookings/reserve': aProblem('validation_failed', {
          errors: [{ pointer: '/eventId', keyword: 'pattern', message: 'must be an event id' }],
        }),
      },
      async ({ run }) => {
        const { stderr } = await run(['bookings', 'reserve', '--event', 'x', '--quantity', '2'], { env })
        expect(withoutAddress(stderr)).to.equal(
          'Validation failed (validation_failed, request req_refused)\n  --event must be an event id\n' +
            'More: SERVER/problems/validation_failed\n',
        )
      },
    ))

  const misunderstood: Record<string, string[]> = {
    'an unknown flag': ['events', 'list', '--nonsense'],
    'an unknown command': ['events', 'explode'],
    'an unknown topic': ['nonsense'],
    'a missing argument': ['events', 'get'],
    'too many arguments': ['events', 'get', event, event],
    'a choice that is none': ['events', 'list', '--sort', 'sideways'],
    'no amount': ['events', 'list', '--max-price', 'much', '--currency', 'EUR'],
    'a price without its currency': ['search', 'events', '--min-price', '45'],
    'too many decimals': ['events', 'list', '--max-price', '1.234', '--currency', 'EUR'],
    'a price in a currency that is none': [
      ...['events', 'create', '--price', '45', '--currency', 'EUX', '--title', 'x'],
    ],
    'no time': ['events', 'list', '--starts-after', 'tomorrow'],
    'an event without its parts': ['events', 'create', '--title', 'x'],
    'a change of nothing': ['events', 'update', event],
    'a change of no part of a ticket type': ['ticket-types', 'update', ticketType, '--event', event],
    'a capacity that is none': ['ticket-types', 'update', ticketType, '--event', event, '--capacity', '0'],
    'neither quantity nor items': ['bookings', 'reserve', '--event', event],
    'an unknown operation': ['api', 'events.explode'],
    'a base URL that is none': ['events', 'list', '--base-url', 'not a url'],
  }
  for (const [what, args] of Object.entries(misunderstood)) {
    it(`ends with 2 for ${what}`, () =>
      withTerminal({}, async ({ run, asked }) => {
        const plain = await run(args, { env })
        expect({ code: plain.code, stdout: plain.stdout }, plain.stderr).to.deep.equal({ code: 2, stdout: '' })
        expect(plain.stderr).not.to.match(/\n +at /)
        const json = await run([...args, '--json'], { env })
        expect({ code: json.code, stderr: json.stderr }).to.deep.equal({ code: 2, stderr: '' })
        expect(JSON.parse(json.stdout).error.code).to.equal('usage')
        expect(asked).to.deep.equal([])
      }))
  }

  it('ends with 4, before anything is asked, where one must be signed in', () =>
    withTerminal({}, async ({ run, asked }) => {
      const { code, stdout, stderr } = await run(['bookings', 'list'])
      expect({ code, stdout }).to.deep.equal({ code: 4, stdout: '' })
      expect(stderr).to.contain('evently auth login')
      expect((await run(['api', 'bookings.list'])).code).to.equal(4)
      expect(asked).to.deep.equal([])
    }))

  it('ends with 4 when the server does not know the key', () =>
    withTerminal({ 'GET /api/v1/bookings': aProblem('token_invalid') }, async ({ run }) => {
      const { code, stdout } = await run(['bookings', 'list', '--json'], { env })
      expect(code).to.equal(4)
      expect(JSON.parse(stdout).error.code).to.equal('token_invalid')
    }))

  it('ends with 8 when nobody answers', () =>
    withTerminal({}, async ({ run }) => {
      const { code, stderr } = await run(['events', 'list', '--base-url', 'http://127.0.0.1:9'])
      expect(code).to.equal(8)
      expect(stderr).to.match(/^The server could not be reached: .*\n$/)
    }))

  it('makes an event of flags, on the clock of the venue', () =>
    withTerminal(
      {
        'POST /api/v1/admin/events': { status: 201, json: anEvent() },
        [`GET /api/v1/venues/${anEvent().venue.id}`]: { json: anEvent().venue },
      },
      async ({ run, asked }) => {
        const { code, stdout } = await run(
          [
            'events',
            'create',
            '--title',
            'Night of Strings',
            '--category',
            'music',
            '--venue',
            anEvent().venue.id,
            '--starts-at',
            '2030-06-01T20:30',
            '--ends-at',
            '2030-06-01T21:00:00Z',
            '--capacity',
            '120',
            '--currency',
            'EUR',
            '--ticket-type',
            'VIP: front:120.00:50',
            '--ticket-type',
            'Standard:45',
            '--tag',
            'strings',
            '--holds-per-buyer-max',
            '1',
            '--hold-seats-per-buyer-max',
            '4',
            '--claim-seconds-max',
            '60',
            '--publish',
          ],
          { env },
        )
        expect(code).to.equal(0)
        expect(stdout).to.contain(event)
        expect(asked.at(-1)?.body).to.deep.equal({
          title: 'Night of Strings',
          category: 'music',
          tags: ['strings'],
          venueId: anEvent().venue.id,
          capacity: 120,
          publish: true,
          startsAt: '2030-06-01T18:30:00.000Z',
          endsAt: '2030-06-01T21:00:00.000Z',
          holdsPerBuyerMax: 1,
          holdSeatsPerBuyerMax: 4,
          claimSecondsMax: 60,
          ticketTypes: [
            { name: 'VIP: front', priceMinor: 12000, currency: 'EUR', capacity: 50 },
            { name: 'Standard', priceMinor: 4500, currency: 'EUR' },
          ],
        })
        expect(asked.at(-1)?.headers['idempotency-key']).to.be.a('string')
      },
    ))

  const prices: [price: string, currency: string, priceMinor: number][] = [
    ['4500', 'HUF', 450_000],
    ['4500', 'JPY', 4500],
    ['45.00', 'COP', 4500],
    ['1.234', 'IQD', 1234],
  ]
  for (const [price, currency, priceMinor] of prices) {
    it(`counts --price ${price} of ${currency} by ISO 4217, whatever the locales of this Node.js say`, () =>
      withTerminal({ 'POST /api/v1/admin/events': { status: 201, json: anEvent() } }, async ({ run, asked }) => {
        const given = JSON.stringify({
          title: 'From a file',
          category: 'music',
          venueId: anEvent().venue.id,
          startsAt: '2030-06-01T18:30:00.000Z',
          endsAt: '2030-06-01T21:00:00.000Z',
          capacity: 10,
        })
        const flags = ['--from', '-', '--price', price, '--currency', currency]
        const { code, stderr } = await run(['events', 'create', ...flags], { env, stdin: given })
        expect(code, stderr).to.equal(0)
        expect(asked[0]?.body).to.deep.include({ priceMinor, currency })
      }))
  }

  it('makes an event of a file or of stdin, and flags go before them', () =>
    withTerminal(
      { 'POST /api/v1/admin/events': { status: 201, json: anEvent() } },
      async ({ run, asked, configFile }) => {
        const given = {
          title: 'From a file',
          category: 'music',
          venue: { name: 'Hall', city: 'Lisbon', country: 'PT', timezone: 'Europe/Lisbon' },
          startsAt: '2030-06-01T18:30:00.000Z',
          endsAt: '2030-06-01T21:00:00.000Z',
          capacity: 10,
          priceMinor: 1,
          currency: 'EUR',
        }
        const file = join(dirname(configFile), 'event.json')
        await writeFile(file, JSON.stringify(given))
        await run(
          ['events', 'create', '--from', file, '--title', 'From a flag', '--price', '2.50', '--currency', 'EUR'],
          { env },
        )
        await run(['events', 'create', '--from', '-'], { env, stdin: JSON.stringify(given) })
        expect(asked.map(one => one.body)).to.deep.equal([{ ...given, title: 'From a flag', priceMinor: 250 }, given])
      },
    ))

  it('changes the version of an event that it has read', () =>
    withTerminal(
      {
        [`GET /api/v1/events/${event}`]: { json: anEvent({ version: 7 }) },
        [`PATCH /api/v1/admin/events/${event}`]: { json: anEvent({ version: 8 }) },
      },
      async ({ run, asked }) => {
        const { code } = await run(
          ['events', 'update', event, '--starts-at', '2030-12-01T20:00', '--capacity', '150'],
          { env },
        )
        expect(code).to.equal(0)
        expect(asked[1]?.headers['if-match']).to.equal('"7"')
        expect(asked[1]?.body).to.deep.equal({ startsAt: '2030-12-01T19:00:00.000Z', capacity: 150 })
      },
    ))

  it("duplicates an event for a time on its zone's clock, under a key, and asks for its zone only then", () =>
    withTerminal(
      {
        [`GET /api/v1/events/${event}`]: { json: { id: event, timezone: 'Europe/Berlin', version: 7 } },
        [`POST /api/v1/admin/events/${event}/duplicate`]: { status: 201, json: { id: event, title: 'Encore' } },
      },
      async ({ run, asked }) => {
        const duplicate = ['events', 'duplicate', event, '--json']
        expect((await run([...duplicate, '--title', 'Encore', '--idempotency-key', 'k'], { env })).code).to.equal(0)
        expect(asked.map(({ method }) => method)).to.deep.equal(['POST'])
        expect(asked[0]?.body).to.deep.equal({ title: 'Encore' })
        expect(asked[0]?.headers['idempotency-key']).to.equal('k')
        expect((await run([...duplicate, '--starts-at', '2030-12-01T20:00'], { env })).code).to.equal(0)
        expect(asked[2]?.body).to.deep.equal({ startsAt: '2030-12-01T19:00:00.000Z' })
      },
    ))

  const spans: readonly [given: readonly string[], advanceSeconds: number][] = [
    [['--seconds', '5'], 5],
    [['--minutes', '10'], 600],
    [['--hours', '2'], 7_200],
    [['--days', '1', '--hours', '1', '--minutes', '1', '--seconds', '1'], 90_061],
  ]
  for (const [given, advanceSeconds] of spans)
    it(`advances the clock of a test event by ${given.join(' ')}, under a key`, () => {
      const effects = { reservationsExpired: 0, offersExpired: 1, offersMade: 2, waitlistEntriesExpired: 3 }
      const answer = { event: anEvent({ test: true }), advancedSeconds: advanceSeconds, ...effects }
      return withTerminal(
        { [`POST /api/v1/admin/events/${event}/test-clock`]: { json: answer } },
        async ({ run, asked }) => {
          const command = ['events', 'advance', event, ...given, '--idempotency-key', 'k']
          const { code, stdout, stderr } = await run(command, { env })
          expect(code, stderr).to.equal(0)
          expect(asked[0]?.body).to.deep.equal({ advanceSeconds })
          expect(asked[0]?.headers['idempotency-key']).to.equal('k')
          for (const line of [
            `Advanced by: +${advanceSeconds} s`,
            'Offers expired: +1',
            'Offers made: +2',
            'Waiting ended: +3',
          ])
            expect(stdout).to.match(new RegExp(line))
          expect(stdout).to.contain('yes: nobody else sees it')
        },
      )
    })

  it('asks how far the clock goes before it sends anything', () =>
    withTerminal({}, async ({ run, asked }) => {
      const { code, stderr } = await run(['events', 'advance', event], { env })
      expect(code).to.equal(2)
      expect(stderr).to.contain('--minutes')
      expect(asked).to.deep.equal([])
    }))

  it('makes a test event where that is asked for, and says nothing of it else', () =>
    withTerminal(
      { 'POST /api/v1/admin/events': { status: 201, json: anEvent() } },
      async ({ run, asked, configFile }) => {
        const file = join(dirname(configFile), 'event.json')
        const given = {
          title: 'A',
          category: 'music',
          venueId: 'ven_1',
          startsAt: '2030-06-01T18:30:00.000Z',
          endsAt: '2030-06-01T21:00:00.000Z',
          capacity: 10,
        }
        await writeFile(file, JSON.stringify(given))
        await run(['events', 'create', '--from', file, '--test'], { env })
        await run(['events', 'create', '--from', file], { env })
        expect(asked.map(({ body }) => body)).to.deep.equal([{ ...given, test: true }, given])
      },
    ))

  it('confirms without a payment unless a token is named', () =>
    withTerminal({ 'POST /api/v1/bookings/confirm': aProblem('payment_required') }, async ({ run, asked }) => {
      const { code, stderr } = await run(['bookings', 'confirm', '--reservation', reservation], { env })
      expect(code).to.equal(3)
      expect(stderr).to.contain('--token')
      expect(asked[0]?.body).to.deep.equal({ reservationId: reservation })
    }))

  it('names the booking to look at while nobody knows whether it is paid', () =>
    withTerminal(
      {
        'POST /api/v1/bookings/confirm': aProblem('payment_outcome_unknown', {
          bookingId: 'bkg_1',
          retryAfterSeconds: 300, // longer than the SDK waits by itself
        }),
      },
      async ({ run, asked }) => {
        const args = ['bookings', 'confirm', '--reservation', reservation, '--token', 'tok_timeout']
        const { code, stderr } = await run(args, { env })
        expect(code).to.equal(9)
        expect(stderr).to.contain('(payment_outcome_unknown, request req_refused)\n')
        expect(stderr).to.contain('see what has become of it with `evently bookings get bkg_1`.\n')
        expect(asked).to.have.length(1)
      },
    ))

  it('prints the tickets of bookings as CSV', () =>
    withTerminal(
      {
        [`GET /api/v1/admin/events/${event}/bookings`]: {
          text: 'booking,code\r\nbkg_1,7K2M\r\n',
          mediaType: 'text/csv',
        },
      },
      async ({ run, asked }) => {
        const { stdout } = await run(['events', 'bookings', event, '--csv'], { env })
        expect(stdout).to.equal('booking,code\r\nbkg_1,7K2M\r\n')
        expect(asked[0]?.headers.accept).to.equal('text/csv')
        const wanted = ['--separator', 'semicolon', '--bom']
        const { stdout: marked } = await run(['events', 'bookings', event, '--csv', ...wanted], { env })
        expect(marked).to.equal('\ufeffbooking,code\r\nbkg_1,7K2M\r\n')
        expect(asked[1]?.query).to.deep.equal({ separator: 'semicolon' })
        expect((await run(['events', 'bookings', event, '--bom'], { env })).code).to.equal(2)
      },
    ))

  it('fails when the audit finds something', () =>
    withTerminal(
      {
        [`GET /api/v1/admin/events/${event}/audit`]: {
          json: {
            clean: false,
            checkedAt: '2030-01-01T12:00:00.000Z',
            checks: [{ name: 'counters-add-up', checked: 1, violations: [{ detail: 'one seat too many' }] }],
          },
        },
      },
      async ({ run }) => {
        const { code, stdout } = await run(['audit', 'event', event], { env })
        expect(code).to.equal(1)
        expect(stdout).to.contain('one seat too many')
      },
    ))

  it('says how far an audit is', () =>
    withTerminal(
      {
        'GET /api/v1/admin/audit/progress': {
          json: {
            state: 'running',
            share: 0.246,
            startedAt: '2030-01-01T12:00:00.000Z',
            step: 'events',
            done: 1200,
            total: 3000,
          },
        },
      },
      async ({ run }) => {
        const { code, stdout } = await run(['audit', 'progress'], { env })
        expect(code).to.equal(0)
        expect(stdout)
          .to.match(/^State: +running$/m)
          .and.to.match(/^Done: +24 %$/m)
          .and.to.match(/^Step: +events, 1200 of 3000$/m)
      },
    ))

  it('says what was deleted, on stderr or as JSON', () =>
    withTerminal({ [`DELETE /api/v1/admin/events/${event}`]: { status: 204 } }, async ({ run }) => {
      expect(await run(['events', 'delete', event, '--yes'], { env })).to.deep.equal({
        code: 0,
        stdout: '',
        stderr: `Deleted ${event}.\n`,
      })
      expect(JSON.parse((await run(['events', 'delete', event, '--yes', '--json'], { env })).stdout)).to.deep.equal({
        id: event,
        deleted: true,
      })
    }))

  it('asks for less at the same place, and only for what is named', () =>
    withTerminal(
      { [`PATCH /api/v1/waitlist/${entry}`]: { json: aWaitlistEntry({ quantity: 1, passedOver: 2 }) } },
      async ({ run, asked }) => {
        const { stdout } = await run(['waitlist', 'update', entry, '--quantity', '1'], { env })
        expect(stdout).to.match(/Passed over: +2 times/)
        await run(['waitlist', 'update', entry, '--accept-fewer'], { env })
        expect(asked.map(({ body }) => body)).to.deep.equal([{ quantity: 1 }, { acceptFewer: true }])
        const { code, stderr } = await run(['waitlist', 'update', entry], { env })
        expect(code).to.equal(2)
        expect(stderr).to.contain('Nothing to change')
      },
    ))

  it('joins a waitlist, for oneself or for a buyer', () =>
    withTerminal(
      { 'POST /api/v1/waitlist/join': { status: 201, json: aWaitlistEntry({ acceptFewer: true }) } },
      async ({ run, asked }) => {
        const { code, stdout } = await run(
          ['waitlist', 'join', '--event', event, '--quantity', '2', '--accept-fewer', '--idempotency-key', 'once'],
          { env },
        )
        expect(code).to.equal(0)
        expect(stdout)
          .to.match(/^Position: +7$/m)
          .and.to.match(/^Seats: +2 or fewer$/m)
        await run(
          [
            'waitlist',
            'join',
            '--event',
            event,
            '--quantity',
            '1',
            '--ticket-type',
            ticketType,
            '--buyer',
            'customer-4711',
            '--buyer-email',
            'ada@example.com',
          ],
          { env },
        )
        expect(asked.map(one => one.body)).to.deep.equal([
          { eventId: event, quantity: 2, acceptFewer: true },
          {
            eventId: event,
            quantity: 1,
            ticketTypeId: ticketType,
            buyer: { reference: 'customer-4711', email: 'ada@example.com' },
          },
        ])
        expect(asked[0]?.headers['idempotency-key']).to.equal('once')
      },
    ))

  it('shows an offer with its end, and what became of it', () =>
    withTerminal(
      {
        [`GET /api/v1/waitlist/${entry}`]: {
          json: aWaitlistEntry({
            status: 'offered',
            position: 0,
            offer: { quantity: 2, expiresAt: '2030-01-01T12:10:00.000Z' },
            notifiedAt: '2030-01-01T12:00:01.000Z',
          }),
        },
        [`POST /api/v1/waitlist/${entry}/accept`]: { status: 201, json: aReservation() },
      },
      async ({ run }) => {
        const { stdout } = await run(['waitlist', 'get', entry], { env })
        expect(stdout)
          .to.match(/^Offer: +2 until 2030-01-01 12:10 UTC$/m)
          .and.match(/^Mailed: +2030-01-01 12:00 UTC$/m)
          .and.not.to.contain('Position')
        expect((await run(['waitlist', 'accept', entry], { env })).stdout).to.contain(reservation)
      },
    ))

  it("shows an event's line, its head first", () =>
    withTerminal(
      {
        [`GET /api/v1/admin/events/${event}/waitlist`]: {
          json: aPage([
            aWaitlistEntry({ position: 1 }),
            aWaitlistEntry({ position: 2, buyer: { reference: 'customer-4711' } }),
          ]),
        },
      },
      async ({ run, asked }) => {
        const { stdout } = await run(['events', 'waitlist', event, '--status', 'waiting'], { env })
        expect(stdout.split('\n')[1]).to.match(/ waiting +1 +2 +- +- /)
        expect(stdout.split('\n')[2]).to.match(/ waiting +2 +2 +- +customer-4711 /)
        expect(asked[0]?.query).to.deep.equal({ status: 'waiting', limit: '20' })
      },
    ))

  it("adds a ticket type in the event's currency and on its clock", () =>
    withTerminal(
      {
        [`GET /api/v1/events/${event}`]: { json: anEvent() },
        [`POST /api/v1/admin/events/${event}/ticket-types`]: {
          status: 201,
          json: aTicketType({ salesEndAt: '2030-06-01T16:00:00.000Z' }),
        },
      },
      async ({ run, asked }) => {
        const { code, stdout } = await run(
          [
            'ticket-types',
            'create',
            '--event',
            event,
            '--name',
            'Balcony',
            '--price',
            '65.00',
            '--capacity',
            'none',
            '--max-per-user',
            '4',
            '--sales-end-at',
            '2030-06-01T18:00',
          ],
          { env },
        )
        expect(code).to.equal(0)
        expect(stdout)
          .to.match(/^Price: +65.00 EUR$/m)
          .and.to.match(/^Capacity: +the event's$/m)
          .and.to.match(/^Sales end: +2030-06-01 18:00 Europe\/Berlin$/m)
        expect(asked[1]?.body).to.deep.equal({
          name: 'Balcony',
          priceMinor: 6500,
          currency: 'EUR',
          maxPerUser: 4,
          salesEndAt: '2030-06-01T16:00:00.000Z',
        })
      },
    ))

  it('changes what is named of a ticket type and clears what is none', () =>
    withTerminal(
      {
        [`GET /api/v1/events/${event}`]: { json: anEvent({ version: 7 }) },
        [`PATCH /api/v1/admin/events/${event}/ticket-types/${ticketType}`]: { json: aTicketType() },
      },
      async ({ run, asked }) => {
        const { code } = await run(
          [
            'ticket-types',
            'update',
            ticketType,
            '--event',
            event,
            '--price',
            '70',
            '--capacity',
            'none',
            '--max-per-user',
            '2',
            '--sales-start-at',
            'none',
          ],
          { env },
        )
        expect(code).to.equal(0)
        expect(asked[1]?.headers['if-match']).to.equal('"7"')
        expect(asked[1]?.body).to.deep.equal({ priceMinor: 7000, capacity: null, maxPerUser: 2, salesStartAt: null })
      },
    ))

  it('says where to follow the refunds of a cancelled event', () =>
    withTerminal(
      { [`POST /api/v1/admin/events/${event}/cancel`]: { json: anEvent({ status: 'cancelled' }) } },
      async ({ run }) => {
        const { code, stdout, stderr } = await run(['events', 'cancel', event, '--yes'], { env })
        expect(code).to.equal(0)
        expect(stdout).to.match(/^Status: +cancelled$/m)
        expect(stderr).to.contain(`evently events stats ${event}`)
        expect((await run(['events', 'cancel', event, '--yes', '--json'], { env })).stderr).to.equal('')
      },
    ))

  for (const [cancellation, shown] of [
    [
      { status: 'under_way', seatsTotal: 50_000, seatsReturned: 31_999 },
      /^Cancellation: +under way since 2030-01-01 12:00 UTC, 31,999 of 50,000 seats given back \(63 %\)$/m,
    ],
    [
      { status: 'under_way', seatsTotal: 0, seatsReturned: 0 },
      /^Cancellation: +under way since 2030-01-01 12:00 UTC$/m,
    ],
    [
      { status: 'complete', seatsTotal: 2, seatsReturned: 2, finishedAt: '2030-01-01T12:01:00.000Z' },
      /^Cancellation: +complete since 2030-01-01 12:01 UTC, 2 of 2 seats given back \(100 %\)$/m,
    ],
  ] as const)
    it(`shows how far a cancellation is: ${cancellation.status}, ${cancellation.seatsReturned} seats`, () =>
      withTerminal(
        {
          [`GET /api/v1/admin/events/${event}/stats`]: {
            json: {
              ...{ eventId: event, capacity: 1, availableSeats: 1, pooledSeats: 0, heldSeats: 0, soldSeats: 0 },
              ...{ waiting: 0, offered: 0, revenueMinor: 0, currency: 'EUR', ticketTypes: [] },
              cancellation: { ...cancellation, startedAt: '2030-01-01T12:00:00.000Z' },
            },
          },
        },
        async ({ run }) => {
          const { code, stdout } = await run(['events', 'stats', event], { env })
          expect(code).to.equal(0)
          expect(stdout).to.match(shown)
        },
      ))

  it('tries a refund again and says why it has failed', () =>
    withTerminal(
      {
        'POST /api/v1/admin/bookings/bkg_1/retry-refund': {
          json: {
            id: 'bkg_1',
            reservationId: reservation,
            eventId: event,
            userId: 'usr_1',
            status: 'cancelled',
            items: [],
            quantity: 1,
            totalMinor: 4500,
            currency: 'EUR',
            tickets: [],
            createdAt: '2030-06-01T18:31:00.000Z',
            refund: {
              id: 'ref_1',
              status: 'failed',
              amountMinor: 4500,
              reason: 'the bank refuses refunds',
              attempts: 31,
              nextAttemptAt: '2030-06-03T08:00:05.000Z',
            },
          },
        },
      },
      async ({ run }) => {
        const { code, stdout } = await run(['bookings', 'retry-refund', 'bkg_1'], { env })
        expect(code).to.equal(0)
        expect(stdout)
          .to.match(/^Refund: +45.00 EUR failed$/m)
          .and.to.match(/^Refund failed: +the bank refuses refunds \(31 tries\)$/m)
          .and.to.match(/^Tried again: +2030-06-03/m)
      },
    ))

  it('changes a password that comes on stdin', () =>
    withTerminal({ 'POST /api/v1/users/profile/password': { status: 204 } }, async ({ run, asked }) => {
      const { code, stdout, stderr } = await run(['users', 'password', '--password-stdin'], {
        env,
        stdin: 'old secret\nnew secret\n',
      })
      expect(code).to.equal(0)
      expect(stdout + stderr).not.to.contain('secret')
      expect(asked[0]?.body).to.deep.equal({ currentPassword: 'old secret', newPassword: 'new secret' })
    }))

  it('asks for the mail of a forgotten password, and sets the new one that comes on stdin', () =>
    withTerminal(
      {
        'POST /api/v1/auth/password-reset': { status: 202 },
        'POST /api/v1/auth/password-reset/confirm': { status: 204 },
      },
      async ({ run, asked }) => {
        const requested = await run(['auth', 'reset-password', '--email', 'ada@example.com'])
        expect(requested).to.include({ code: 0, stdout: '' })
        expect(requested.stderr).to.contain('If ada@example.com has an account').and.to.contain('auth set-password')
        const set = await run(['auth', 'set-password', '--token', 'evp_x', '--password-stdin'], {
          stdin: 'new secret\n',
        })
        expect(set.code).to.equal(0)
        expect(set.stdout + set.stderr).not.to.contain('secret')
        expect(asked.map(({ body }) => body)).to.deep.equal([
          { email: 'ada@example.com' },
          { token: 'evp_x', newPassword: 'new secret' },
        ])
      },
    ))

  it('asks for the mail that verifies an email, and hands over its code', () =>
    withTerminal(
      {
        'POST /api/v1/auth/email-verification': { status: 202 },
        'POST /api/v1/auth/email-verification/confirm': { status: 204 },
      },
      async ({ run, asked }) => {
        expect((await run(['auth', 'verify-email'], { env })).code).to.equal(0)
        expect((await run(['auth', 'confirm-email', '--token', 'evv_x'])).code).to.equal(0)
        expect(asked[1]?.body).to.deep.equal({ token: 'evv_x' })
      },
    ))

  it('changes the email with the password, and the name without it', () =>
    withTerminal({ 'PATCH /api/v1/users/profile': { json: aUser() } }, async ({ run, asked }) => {
      const moved = ['users', 'update', '--email', 'ada@example.com', '--password-stdin']
      expect((await run(moved, { env, stdin: 'my secret\n' })).code).to.equal(0)
      expect((await run(['users', 'update', '--name', 'Ada'], { env })).code).to.equal(0)
      expect(asked.map(({ body }) => body)).to.deep.equal([
        { email: 'ada@example.com', currentPassword: 'my secret' },
        { name: 'Ada' },
      ])
    }))

  it('lets an admin send somebody the mail for a new password', () =>
    withTerminal({ [`POST /api/v1/admin/users/${aUser().id}/password-reset`]: { status: 202 } }, async ({ run }) => {
      const { code, stdout } = await run(['users', 'reset-password', aUser().id, '--json'], { env })
      expect(code).to.equal(0)
      expect(JSON.parse(stdout)).to.deep.equal({ id: aUser().id, requested: true })
    }))

  it('deletes the account with the password that comes on stdin', () =>
    withTerminal({ 'DELETE /api/v1/users/profile': { status: 204 } }, async ({ run, asked }) => {
      const { code, stdout, stderr } = await run(['users', 'delete', '--password-stdin', '--yes'], {
        env,
        stdin: 'my secret\n',
      })
      expect(code).to.equal(0)
      expect(stdout + stderr).not.to.contain('secret')
      expect(asked[0]?.body).to.deep.equal({ currentPassword: 'my secret' })
    }))

  it('erases a buyer by a reference that a path has to escape', () =>
    withTerminal({ 'DELETE /api/v1/buyers/a%2Fb%20c': { status: 204 } }, async ({ run }) => {
      expect((await run(['buyers', 'erase', 'a/b c', '--yes'], { env })).code).to.equal(0)
    }))

  it('lets an admin change an account', () =>
    withTerminal(
      { [`PATCH /api/v1/admin/users/${aUser().id}`]: { json: { ...aUser(), disabled: false } } },
      async ({ run, asked }) => {
        expect((await run(['users', 'set', aUser().id, '--role', 'admin', '--no-disabled'], { env })).code).to.equal(0)
        expect(asked[0]?.body).to.deep.equal({ role: 'admin', disabled: false })
      },
    ))
})
