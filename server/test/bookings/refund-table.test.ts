// The guide's tables of refunds, row by row: what goes back, what the booking is then, and what is told.
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import { afterRefund } from '../../src/domains/bookings/rules.ts'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { parseFailpoints } from '../../src/recovery-steps.ts'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

const guide = readFileSync(new URL('../../../../docs/guides/paying.md', import.meta.url), 'utf8')
/** The cells of each row of the table whose heading begins so, without their code marks. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const from = guide.split('\n').findIndex(line => line.startsWith(`| ${heading}`))
  const lines = guide.split('\n').slice(from + 2)
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('`', ''))
  return lines.slice(0, lines.indexOf('')).map(cellsOf)
}

const tickets = 3
const priceMinor = 1_505
const shareMinor = 497 // 33 %, rounded half up
const namedMinor = 700
const policy = { untilMinutesBefore: 60, refundPercent: 33 }
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

type Moment = 'before the deadline' | 'after the deadline' | 'from its beginning on'
const moments: Readonly<Record<string, readonly Moment[]>> = {
  'before the deadline': ['before the deadline'],
  'after the deadline': ['after the deadline'],
  'until the event begins': ['before the deadline', 'after the deadline'],
  'from its beginning on': ['from its beginning on'],
  'at any time': ['before the deadline', 'after the deadline', 'from its beginning on'],
}
const askers: Readonly<Record<string, readonly ('buyer' | 'organizer')[]>> = {
  'their buyer': ['buyer'],
  'the organizer': ['organizer'],
  'either': ['buyer', 'organizer'],
}

describe("the guide's table of refunds", function () {
  this.timeout(60_000)
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())
  afterEach(() => armFailpoints([]))

  async function bought(cancellationPolicy: typeof policy | null, moment: Moment, token = 'tok_ok') {
    const startsAt = inHours(moment === 'after the deadline' ? 0.5 : 24)
    const event = await office.anEvent({ cancellationPolicy, startsAt, priceMinor })
    const { caller, hold } = await office.aHold(event, aCaller(), tickets)
    const { booking } = await office.service.confirm(caller, paying(hold.id, token), undefined)
    if (moment === 'from its beginning on') event.begin()
    return { event, booking, buyer: caller, organizer: aCaller({ userId: event.organizerId, role: 'organizer' }) }
  }
  type Sold = Awaited<ReturnType<typeof bought>>

  /** How each of them is asked for, and of how many tickets. */
  const asked: Readonly<Record<string, (sold: Sold, by: Sold['buyer']) => Promise<unknown>>> = {
    'some tickets': ({ booking }, by) => office.service.cancelTickets(by, booking.id, idsOf(booking).slice(0, 2)),
    'all tickets': ({ booking }, by) => office.service.cancelTickets(by, booking.id, idsOf(booking)),
    'the booking': ({ booking }, by) => office.service.cancel(by, booking.id),
    'money': (sold, by) => refund(sold, by, { returnSeats: false }),
    'money with some tickets': (sold, by) =>
      refund(sold, by, { returnSeats: true, ticketIds: idsOf(sold.booking).slice(0, 2) }),
    'money with all tickets': (sold, by) => refund(sold, by, { returnSeats: true }),
    'the event': async ({ event }) => {
      while (await office.service.cancelBookingsOf(event.id, 10)) {
        /* the next page */
      }
    },
  }
  const idsOf = ({ tickets: all }: Booking) => all.map(({ id }) => id)
  const refund = ({ booking }: Sold, by: Sold['buyer'], more: { returnSeats: boolean; ticketIds?: string[] }) =>
    office.service.refund(by, booking.id, { amountMinor: namedMinor, reason: 'r', ...more }, undefined)

  const cancelledOf = (what: string) => (what.includes('some tickets') ? 2 : what === 'money' ? 0 : tickets)
  const amounts: Readonly<Record<string, (what: string) => number>> = {
    'price': what => priceMinor * cancelledOf(what),
    'share': what => shareMinor * cancelledOf(what),
    'what is named': () => namedMinor,
  }
  const toldSince = async ({ id }: Booking) =>
    (await office.messages(id)).filter(type => type !== 'booking.confirmed').join(', ')

  async function goesBack(sold: Sold, what: string, by: 'buyer' | 'organizer', then: readonly string[]) {
    await asked[what]!(sold, sold[by])
    const [amount = '', status, told] = then
    const now = (await office.store.find(sold.booking.id))!
    expect(now.refunds.map(each => each.amountMinor)).to.deep.equal([amounts[amount]!(what)])
    expect([now.status, await toldSince(now)]).to.deep.equal([status, told])
    const left = tickets - cancelledOf(what)
    expect(now.tickets.filter(({ status: its }) => its === 'valid')).to.have.length(left)
    expect(await office.seats(sold.event)).to.deep.equal({ available: 10 - left, held: 0, sold: left })
  }
  async function isRefused(sold: Sold, what: string, by: 'buyer' | 'organizer', code: string) {
    expect((await problemOf(asked[what]!(sold, sold[by]))).code).to.equal(code)
    expect(await toldSince(sold.booking)).to.equal('')
  }

  const rows = rowsUnder('what is cancelled')
  it('has a row for each of them', () => {
    expect(new Set(rows.map(([what]) => what))).to.deep.equal(new Set(Object.keys(asked)))
  })
  for (const [what = '', who = '', when = '', without = '', by = '', ...then] of rows)
    for (const [terms, amount] of [
      [null, without],
      [policy, by],
    ] as const)
      for (const moment of moments[when]!)
        for (const asker of askers[who]!)
          it(`${what}, by the ${asker}, ${moment}, ${terms ? 'with' : 'without'} a policy: ${amount}`, async () => {
            const sold = await bought(terms, moment)
            if (amount in amounts) await goesBack(sold, what, asker, [amount, ...then])
            else await isRefused(sold, what, asker, amount)
          })

  describe('and of what becomes of one', () => {
    const outcomes: Readonly<Record<string, { readonly token: string; readonly failpoints: string }>> = {
      'pays back': { token: 'tok_ok', failpoints: '' },
      'has not answered, or takes its time': { token: 'tok_ok', failpoints: 'saga.refund.before=error@1' },
      'refuses': { token: 'tok_refund_fails', failpoints: '' },
    }
    for (const [provider = '', status, told] of rowsUnder('the payment provider'))
      it(`${provider}: ${status}`, async () => {
        const outcome = outcomes[provider]
        if (!outcome) {
          expect([provider, status]).to.deep.equal(['keeps refusing for a day', afterRefund('failed', 30).status])
          return
        }
        const { booking, buyer } = await bought(null, 'before the deadline', outcome.token)
        const plans = outcome.failpoints === '' ? [] : parseFailpoints(outcome.failpoints)
        if (typeof plans === 'string') throw new Error(plans)
        armFailpoints(plans)
        await office.service.cancel(buyer, booking.id)
        const now = (await office.store.find(booking.id))!
        expect([now.status, now.refund!.status]).to.deep.equal(['cancelled', status])
        expect(await toldSince(now)).to.equal(['booking.cancelled', ...(told ? [told] : [])].join(', '))
        expect(now.refund!.nextAttemptAt === null).to.equal(status === 'succeeded')
      })
  })
})
