// Tickets after the sale: who comes with them, giving them to somebody else, and the list of who comes.
import { expect } from 'chai'
import { aProblem } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const tail = '01jz3t5m8qf0vab9x2k4c7d6eh'
const [event, booking, ticket] = [`evt_${tail}`, `bkg_${tail}`, `tic_${tail}`]
const env = { EVENTLY_API_KEY: 'evk_key' }
const holder = { name: 'Grace Hopper', email: 'grace@example.com' }
const sold = { id: ticket, ticketTypeId: `tkt_${tail}`, code: '7K2M-9QXD-4T8B-0ZRW', status: 'valid', serial: 1 }
const theBooking = {
  id: booking,
  reservationId: `rsv_${tail}`,
  eventId: event,
  userId: `usr_${tail}`,
  status: 'confirmed',
  items: [],
  quantity: 1,
  totalMinor: 0,
  currency: 'EUR',
  tickets: [{ ...sold, holder }],
  test: false,
  createdAt: '2030-06-01T18:31:00.000Z',
}

describe('evently bookings set-holders', () => {
  const path = `PATCH /api/v1/bookings/${booking}/holders`

  it('names who comes with a ticket, and gives their answers', () =>
    withTerminal({ [path]: { json: theBooking } }, async ({ run, asked }) => {
      const args = ['bookings', 'set-holders', booking, '--ticket', ticket, '--name', 'Grace Hopper']
      const more = ['--email', 'grace@example.com', '--answer', 'diet=vegan', '--answer', 'note=a=b']
      const { code, stdout } = await run([...args, ...more], { env })
      expect(code).to.equal(0)
      expect(stdout).to.contain('Grace Hopper, grace@example.com')
      expect(asked[0]?.body).to.deep.equal({
        tickets: [{ ticketId: ticket, holder, answers: { diet: 'vegan', note: 'a=b' } }],
      })
    }))

  const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'nothing to say': [['--ticket', ticket], /give --name, --email or --answer/],
    'an answer to nothing': [['--ticket', ticket, '--answer', 'vegan'], /write it like diet=vegan/],
    'no ticket': [['--name', 'Ada'], /--ticket/],
  }
  for (const [what, [args, words]] of Object.entries(wrong))
    it(`asks nobody with ${what}`, () =>
      withTerminal({}, async ({ run, asked }) => {
        const { code, stderr } = await run(['bookings', 'set-holders', booking, ...args], { env })
        expect(code).to.equal(2)
        expect(stderr).to.match(words)
        expect(asked).to.deep.equal([])
      }))
})

describe('evently bookings confirm --holders', () => {
  const confirm = ['bookings', 'confirm', '--reservation', `rsv_${tail}`, '--holders', '-']
  const path = 'POST /api/v1/bookings/confirm'

  it('says who comes with each ticket', () =>
    withTerminal({ [path]: { json: theBooking } }, async ({ run, asked }) => {
      const holders = [{ holder, answers: { diet: 'vegan' } }, { holder: { name: 'Ada' } }]
      const { code, stdout } = await run(confirm, { env, stdin: JSON.stringify(holders) })
      expect(code).to.equal(0)
      expect(stdout).to.contain('Grace Hopper, grace@example.com')
      expect(asked[0]?.body).to.deep.equal({ reservationId: `rsv_${tail}`, holders })
    }))

  for (const [stdin, words] of [
    [JSON.stringify({ holder }), /^--holders must be a JSON list, with one entry for each ticket\.$/m],
    ['Grace', /is not valid JSON/],
  ] as const)
    it(`pays for nothing with ${stdin}`, () =>
      withTerminal({}, async ({ run, asked }) => {
        const { code, stderr } = await run(confirm, { env, stdin })
        expect(code).to.equal(2)
        expect(stderr).to.match(words)
        expect(asked).to.deep.equal([])
      }))

  it('names a fault by the flag', () =>
    withTerminal(
      {
        [path]: aProblem('validation_failed', { errors: [{ pointer: '/holders/1/holder/email', message: 'is none' }] }),
      },
      async ({ run }) => {
        const { code, stderr } = await run(confirm, { env, stdin: JSON.stringify([{}, {}]) })
        expect([code, stderr.split('\n')[1]]).to.deep.equal([3, '  --holders: the 2nd, holder, email is none'])
      },
    ))
})

describe('evently bookings transfer', () => {
  const path = `/api/v1/bookings/${booking}/tickets/${ticket}`

  it('gives a ticket to somebody else, and shows its new code', () =>
    withTerminal(
      { [`POST ${path}/transfer`]: { json: { ...sold, serial: 2, holder, answers: { diet: 'vegan' } } } },
      async ({ run, asked }) => {
        const args = ['bookings', 'transfer', booking, ticket, '--name', 'Grace Hopper', '--email', holder.email]
        const { code, stdout } = await run([...args, '--idempotency-key', 'once'], { env })
        expect(code).to.equal(0)
        expect(stdout).to.match(/Code: +7K2M-9QXD-4T8B-0ZRW\n[^]*Holder: +Grace Hopper, grace@example.com\n/)
        expect(asked[0]?.body).to.deep.equal({ holder })
        expect(asked[0]?.headers['idempotency-key']).to.equal('once')
      },
    ))

  it('wants to know who gets it', () =>
    withTerminal({}, async ({ run }) => {
      const { code, stderr } = await run(['bookings', 'transfer', booking, ticket], { env })
      expect([code, stderr]).to.satisfy(
        ([exit, words]: [number, string]) => exit === 2 && /--name, --email/.test(words),
      )
    }))

  it('shows who has had it', () =>
    withTerminal(
      {
        [`GET ${path}/transfers`]: {
          json: { data: [{ serial: 2, to: holder, by: 'buyer', transferredAt: '2030-05-20T09:00:00.000Z' }] },
        },
      },
      async ({ run }) => {
        const { stdout } = await run(['bookings', 'transfers', booking, ticket], { env })
        expect(stdout.split('\n').map(line => line.split(/ {2,}/))).to.deep.equal([
          ['SERIAL', 'FROM', 'TO', 'BY', 'TRANSFERRED'],
          ['2', '-', 'Grace Hopper, grace@example.com', 'buyer', '2030-05-20 09:00 UTC'],
          [''],
        ])
      },
    ))
})

describe('a list that is whole and has nothing', () => {
  const lists: Readonly<Record<string, readonly string[]>> = {
    [`/api/v1/bookings/${booking}/tickets/${ticket}/transfers`]: ['bookings', 'transfers', booking, ticket],
    [`/api/v1/admin/bookings/${booking}/refunds`]: ['bookings', 'refunds', booking],
    '/api/v1/search/suggestions': ['search', 'suggestions', '--query', 'jazz'],
  }
  for (const [path, args] of Object.entries(lists))
    it(`is said to have nothing: ${args.slice(0, 2).join(' ')}`, () =>
      withTerminal({ [`GET ${path}`]: { json: { data: [] } } }, async ({ run }) => {
        const said = async (...more: string[]) => (await run([...args, ...more], { env })).stderr
        expect([await said(), await said('--json')]).to.deep.equal(['Nothing found.\n', ''])
      }))
})

describe('evently events attendees', () => {
  const path = `GET /api/v1/admin/events/${event}/tickets`
  const guest = {
    ...sold,
    bookingId: booking,
    ticketTypeName: 'Standing',
    userId: `usr_${tail}`,
    buyer: { name: 'Ada Lovelace', email: 'ada@example.com' },
    admitted: false,
  }
  const page = (data: readonly object[]) => ({ json: { data, hasMore: false, nextCursor: null, after: 'here' } })

  it('shows the holder of each ticket, or else its buyer, of those that are valid', () =>
    withTerminal(
      { [path]: page([guest, { ...guest, holder, admitted: true }, { ...guest, buyer: null }]) },
      async ({ run, asked }) => {
        const { stdout } = await run(['events', 'attendees', event], { env })
        expect(stdout.split('\n').map(line => line.split(/ {2,}/))).to.deep.equal([
          ['NAME', 'EMAIL', 'TYPE', 'CODE', 'STATUS', 'CAME IN'],
          ['Ada Lovelace', 'ada@example.com', 'Standing', sold.code, 'valid', '-'],
          ['Grace Hopper', 'grace@example.com', 'Standing', sold.code, 'valid', 'yes'],
          ['not known now', '-', 'Standing', sold.code, 'valid', '-'],
          [''],
        ])
        expect(asked.at(-1)?.query).to.deep.include({ status: 'valid' })
      },
    ))

  it('shows what has changed since, whatever its status, and where to go on from', () =>
    withTerminal({ [path]: page([guest]) }, async ({ run, asked }) => {
      const { stdout } = await run(['events', 'attendees', event, '--after', 'there', '--json'], { env })
      expect(JSON.parse(stdout)).to.include({ after: 'here' })
      expect(asked.at(-1)?.query).to.include({ after: 'there' }).and.not.have.property('status')
      expect((await run(['events', 'attendees', event, '--after', 'there', '--csv'], { env })).code).to.equal(2)
    }))

  it('prints all of them as CSV', () =>
    withTerminal({ [path]: { text: 'ticketId;code\r\n', mediaType: 'text/csv' } }, async ({ run, asked }) => {
      const args = ['events', 'attendees', event, '--csv', '--separator', 'semicolon', '--bom', '--no-admitted']
      const { stdout } = await run(args, { env })
      expect(stdout).to.equal('\ufeffticketId;code\r\n')
      expect(asked.at(-1)?.query).to.deep.equal({ separator: 'semicolon', status: 'valid', admitted: 'false' })
    }))
})
