// Confirming once more: every state of a reservation and its booking × the same key, a new one, none × whoever asks.
import { expect } from 'chai'
import { pino } from 'pino'
import type { Caller } from '../../src/contract/types.ts'
import { toBooking } from '../../src/domains/bookings/present.ts'
import type { PaymentProvider } from '../../src/domains/bookings/payments/port.ts'
import { createProviders } from '../../src/domains/bookings/payments/providers.ts'
import { createSaga } from '../../src/domains/bookings/saga/saga.ts'
import { createBookingsService } from '../../src/domains/bookings/service.ts'
import { newId } from '../../src/platform/ids.ts'
import { afterHoldsExpire } from '../support/builders.ts'
import { aCaller, openBoxOffice, paying, problemOf, type BoxOffice } from './box-office.ts'

const first = { key: 'the first', fingerprint: 'f' }

describe('confirming a reservation once more', function () {
  this.timeout(10_000)
  let office: BoxOffice
  before(async () => {
    office = await openBoxOffice()
  })
  after(() => office.close())

  type Event = Awaited<ReturnType<BoxOffice['anEvent']>>
  interface Made {
    readonly caller: Caller
    readonly reservationId: string
    readonly bookingId?: string
    readonly token?: string
  }

  const confirmed = async (event: Event, token = 'tok_ok'): Promise<Required<Made>> => {
    const { caller, hold } = await office.aHold(event)
    const { booking } = await office.service.confirm(caller, paying(hold.id, token), first)
    return { caller, reservationId: hold.id, bookingId: booking.id, token }
  }
  const refused = async (event: Event, token: string): Promise<Made> => {
    const { caller, hold } = await office.aHold(event)
    await problemOf(office.service.confirm(caller, paying(hold.id, token), first))
    const [booking] = await office.store.list({ userId: caller.userId, limit: 1 })
    return { caller, reservationId: hold.id, bookingId: booking!.id, token }
  }
  /** As another process has left it, or is at it: its lease counts here. */
  const opened = async (event: Event): Promise<Required<Made>> => {
    const { caller, hold } = await office.aHold(event)
    const id = newId('pay')
    const booking = (await office.store.open({
      id: newId('bkg'),
      hold,
      payment: { id, key: id, provider: 'sandbox', token: 'tok_ok', status: 'requested' },
      test: false,
      idempotency: first,
    }))!
    office.store.endWork(booking)
    await office.databases.bookings
      .knex('bookings')
      .where({ id: booking.id })
      .update({ lease_owner: 'another process' })
    return { caller, reservationId: hold.id, bookingId: booking.id, token: 'tok_ok' }
  }
  const recovered = async (event: Event) => {
    const made = await opened(event)
    await afterHoldsExpire(office, event.id)
    const look = () => office.service.get(made.caller, made.bookingId)
    // The sandbox has 60 ms, which a busy machine may need.
    for (let turn = 0; turn < 5 && (await look()).status === 'pending'; turn++) {
      await office.laterOn()
      await office.service.recover()
    }
    expect(await look()).to.include({ status: 'confirmed', expiredReservationId: made.reservationId })
    return made
  }
  const then = async <Before extends Required<Made>>(made: Before, step: (made: Before) => Promise<unknown>) => {
    await step(made)
    return made
  }
  const cancel = ({ caller, bookingId }: Required<Made>) => office.service.cancel(caller, bookingId)
  const held = async (event: Event): Promise<Made> => {
    const { caller, hold } = await office.aHold(event)
    return { caller, reservationId: hold.id }
  }

  /**
   * What comes of it: `confirmed` for the first time, `replayed`, or the code of a refusal; with a + where it names the
   * booking.
   */
  const states: readonly [state: string, make: (event: Event) => Promise<Made>, same: string, other: string][] = [
    ['held', held, 'confirmed', 'confirmed'],
    [
      'given back',
      async event => {
        const made = await held(event)
        await office.service.releaseReservation(made.caller, made.reservationId)
        return made
      },
      'reservation_not_held',
      'reservation_not_held',
    ],
    [
      'past its end',
      async event => {
        const made = await held(event)
        await afterHoldsExpire(office, event.id)
        return made
      },
      'reservation_expired',
      'reservation_expired',
    ],
    [
      'expired',
      async event => {
        const made = await held(event)
        await afterHoldsExpire(office, event.id)
        await office.expireHolds()
        return made
      },
      'reservation_expired',
      'reservation_expired',
    ],
    ['held after a payment was declined', event => refused(event, 'tok_declined'), 'payment_declined', 'confirmed'],
    ['confirmed', confirmed, 'replayed', 'replayed'],
    ['confirmed in another hold, as a crash outlived its own', recovered, 'replayed', 'replayed'],
    ['being confirmed by another process', opened, 'payment_outcome_unknown+', 'confirmation_in_progress+'],
    [
      'left pending by a silent provider',
      event => refused(event, 'tok_timeout'),
      'payment_outcome_unknown+',
      'payment_outcome_unknown+',
    ],
    ['cancelled and repaid', async event => then(await confirmed(event), cancel), 'replayed', 'reservation_not_held+'],
    [
      'cancelled, its refund failing',
      async event => then(await confirmed(event, 'tok_refund_fails'), cancel),
      'replayed',
      'reservation_not_held+',
    ],
    [
      'being cancelled',
      async event =>
        then(await confirmed(event), async ({ bookingId, caller }) =>
          office.store.beginCancel(await office.service.get(caller, bookingId), newId('ref')),
        ),
      'replayed',
      'reservation_not_held+',
    ],
    [
      'confirmed in another hold and cancelled since',
      async event => then(await recovered(event), cancel),
      'replayed',
      'reservation_not_held+',
    ],
    [
      'returned, as its payment could not be captured',
      event => refused(event, 'tok_capture_refused'),
      'capture_refused',
      'reservation_not_held',
    ],
  ]
  for (const [state, make, same, other] of states) {
    for (const [which, idempotency, expected] of [
      ['the same key', first, same],
      ['a new key', { key: 'a new one', fingerprint: 'f' }, other],
      ['no key', undefined, other],
    ] as const) {
      it(`that is ${state}, with ${which}: ${expected}`, async () => {
        const { caller, reservationId, bookingId, token } = await make(await office.anEvent())
        const answer = await office.service
          .confirm(caller, paying(reservationId, expected === 'confirmed' ? 'tok_ok' : token), idempotency)
          .catch((error: unknown) => error as Awaited<ReturnType<typeof problemOf>>)
        if (expected.endsWith('+')) expect(answer).to.have.nested.property('extra.bookingId', bookingId)
        const outcome = 'booking' in answer ? (answer.replayed ? 'replayed' : 'confirmed') : answer.code
        expect(outcome).to.equal(expected.replace('+', ''))
        if ('booking' in answer) expect(answer.booking.status).to.equal('confirmed')
        if (outcome === 'replayed') expect((answer as { booking: { id: string } }).booking.id).to.equal(bookingId)
      })
    }

    it(`that is ${state}, by anybody else: reservation_not_found`, async () => {
      const event = await office.anEvent()
      const { reservationId } = await make(event)
      const others = [aCaller(), aCaller({ role: 'organizer', userId: event.organizerId }), aCaller({ role: 'admin' })]
      for (const other of others)
        for (const idempotency of [first, undefined])
          expect(await problemOf(office.service.confirm(other, paying(reservationId), idempotency))).to.include({
            code: 'reservation_not_found',
          })
    })
  }

  it('that was refused uses no key up: the new key still confirms another reservation', async () => {
    const event = await office.anEvent()
    const made = await then(await confirmed(event), cancel)
    const key = { key: 'for either', fingerprint: 'f' }
    expect(await problemOf(office.service.confirm(made.caller, paying(made.reservationId), key))).to.include({
      code: 'reservation_not_held',
    })
    const { hold } = await office.aHold(event, made.caller)
    expect(await office.service.confirm(made.caller, paying(hold.id), { ...key, fingerprint: 'g' })).to.deep.include({
      replayed: false,
    })
  })

  it("that another process has left: one's own repeat takes over while it waits", async () => {
    const patient = createBookingsService({
      store: office.store,
      saga: office.saga,
      inventory: office.inventory,
      events: () => ({ find: async () => undefined }),
      access: office.access,
      providers: office.providers,
      repeatWaitMsMax: 8_000,
    })
    const { caller, reservationId, bookingId } = await opened(await office.anEvent())
    const repeated = patient.confirm(caller, paying(reservationId), first)
    await office.laterOn() // its lease runs out
    const { booking } = await repeated
    expect(booking).to.include({ id: bookingId, status: 'confirmed' })
  })

  it('whose confirmation fails between the looks at the hold and at its booking is looked at again', async () => {
    const made = await refused(await office.anEvent(), 'tok_declined')
    const { hold } = office.inventory
    const seen = { ...(await hold(made.reservationId))!, state: 'confirming' as const }
    let staleLooks = 9
    const service = createBookingsService({
      store: office.store,
      saga: office.saga,
      inventory: { ...office.inventory, hold: id => (staleLooks-- > 0 ? Promise.resolve(seen) : hold(id)) },
      events: () => ({ find: async () => undefined }),
      access: office.access,
      providers: office.providers,
    })
    const again = { key: 'after the decline', fingerprint: 'f' }
    const confirm = () => service.confirm(made.caller, paying(made.reservationId), again)
    expect(await problemOf(confirm())).to.include({ code: 'confirmation_in_progress' })
    staleLooks = 1
    const { booking } = await confirm()
    expect(booking.status).to.equal('confirmed')
  })

  /** A house whose provider answers when the test says so. */
  function withSlowProvider() {
    let [sayReached, answer] = [() => {}, () => {}]
    const reached = new Promise<void>(resolve => {
      sayReached = resolve
    })
    const answered = new Promise<void>(resolve => {
      answer = resolve
    })
    const provider: PaymentProvider = {
      ...office.provider,
      async authorize(charge, patience) {
        sayReached()
        await answered
        if (charge.token === 'tok_vanishes') throw new Error('no answer, and no charge')
        return office.provider.authorize(charge, patience)
      },
    }
    const { store, inventory } = office
    const providers = createProviders({ sandbox: provider })
    const saga = createSaga({
      store,
      inventory,
      providers,
      providerTimeoutMs: 8_000,
      unknownMsMax: 60_000,
      present: toBooking,
      refundsGivenUp: { inc() {} },
      log: pino({ level: 'silent' }),
    })
    const events = () => ({ find: async () => undefined })
    const service = createBookingsService({
      store,
      saga,
      inventory,
      events,
      access: office.access,
      providers,
    })
    return { service, reached, answer }
  }

  // The first is still asking its provider when the others come.
  const underWay: readonly [token: string, first: string, same: string, other: string][] = [
    ['tok_ok', 'confirmed', 'replayed', 'confirmation_in_progress'],
    ['tok_declined', 'payment_declined', 'payment_declined', 'confirmation_in_progress'],
    ['tok_answer_lost', 'confirmed', 'replayed', 'confirmation_in_progress'],
    ['tok_vanishes', 'payment_outcome_unknown', 'payment_outcome_unknown', 'confirmation_in_progress'],
  ]
  for (const [token, first, same, other] of underWay) {
    it(`under way with ${token}: a repeat gets ${same}, the first ${first}, another request ${other}`, async () => {
      const { service, reached, answer } = withSlowProvider()
      const { caller, hold } = await office.aHold(await office.anEvent())
      const ask = (key: string | undefined) =>
        service.confirm(caller, paying(hold.id, token), key === undefined ? undefined : { key, fingerprint: 'f' }).then(
          ({ booking, replayed }) => ({
            outcome: replayed ? 'replayed' : 'confirmed',
            bookingId: booking.id as string | undefined,
          }),
          (error: { code: string; extra: { bookingId?: string } }) => ({
            outcome: error.code,
            bookingId: error.extra.bookingId,
          }),
        )
      const running = ask('own')
      await reached
      const own = [ask('own'), ask('own')]
      const others = await Promise.all([ask('new'), ask(undefined)])
      answer()
      const answers = [await running, ...(await Promise.all(own)), ...others]
      expect(answers.map(({ outcome }) => outcome)).to.deep.equal([first, same, same, other, other])
      const [booking] = await office.store.list({ userId: caller.userId, limit: 2 })
      for (const { outcome, bookingId } of answers)
        if (outcome !== 'payment_declined') expect(bookingId, outcome).to.equal(booking!.id)
    })
  }
})
