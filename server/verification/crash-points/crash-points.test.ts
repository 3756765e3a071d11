import { expect } from 'chai'
import type { stripeSettings } from '../../test/bookings/stripe-server.ts'
import { aBooking, anEvent } from '../../test/support/builders.ts'
import { eventually } from '../../test/support/processes.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { pointsOf, preludeTo } from './crashes.ts'
import { createDoomedBuyers } from './doomed-buyers.ts'
import { lineOf, outcomesIn, tableOf, type Outcome } from './strike-log.ts'
import { openTill, providers, type Provider, type Till } from './tills.ts'
import { differencesOf } from './world.ts'

describe('what a strike looks at when it is over', () => {
  let server: TestServer
  let till: Till
  const sql = (text: string, values: unknown[] = []) => server.databases.bookings.pool.query(text, values)
  const nobody = { confirmed: new Set<string>(), cancelled: new Set<string>(), admitted: new Set<string>() }
  const found = async (told: Parameters<typeof differencesOf>[2] = nobody) =>
    (await differencesOf(server.databases, till, told)).join('\n')

  /** Two bookings; one is cancelled and repaid. */
  async function bought(provider: Provider) {
    till = await openTill(provider)
    server = await startTestServer({ env: till.environment })
    const event = await anEvent(server)
    const token = till.tokens[0]!
    const [kept, cancelled] = [await aBooking(server, event, { token }), await aBooking(server, event, { token })]
    await server.call('DELETE', `/bookings/${cancelled.id}`, { token: cancelled.buyer.token })
    const repay = async (amountMinor: number): Promise<string> => {
      const body = { amountMinor, reason: 'The view was blocked' }
      const asked = await server.call('POST', `/admin/bookings/${kept.id}/refunds`, {
        token: event.organizer.token,
        body,
      })
      expect(asked.body, asked.text).to.include({ status: 'succeeded' })
      return asked.body.id
    }
    return { kept, cancelled, repay }
  }
  afterEach(async () => {
    await server.close()
    await till.close()
  })

  for (const provider of providers) {
    it(`is as it should be after purchases at the ${provider} and their cancellations`, async () => {
      const { kept, cancelled } = await bought(provider)
      expect(
        await found({ ...nobody, confirmed: new Set([kept.id, cancelled.id]), cancelled: new Set([cancelled.id]) }),
      ).to.equal('')
    })

    it(`is wrong when a payment at the ${provider} is one that we know nothing of (the control)`, async () => {
      const { kept } = await bought(provider)
      await sql('delete from payments where booking_id = $1', [kept.id])
      expect(await found()).to.match(/is no payment of ours/)
    })

    it(`is wrong when our payment was voided and the ${provider} has kept the money (the control)`, async () => {
      const { kept } = await bought(provider)
      await sql(`update payments set status = 'voided' where booking_id = $1`, [kept.id])
      expect(await found()).to.match(/is voided/)
    })

    it(`is wrong when we say that we have repaid and the ${provider} hasn't (the control)`, async () => {
      const { kept } = await bought(provider)
      await sql(`update payments set status = 'refunded' where booking_id = $1`, [kept.id])
      expect(await found()).to.match(/is refunded/)
    })
  }

  for (const provider of providers)
    it(`is wrong when more has gone back at the ${provider} than we say (the control)`, async () => {
      const { kept, repay } = await bought(provider)
      const refund = await repay(500)
      expect(await found({ ...nobody, refunded: new Set([refund]) })).to.equal('')
      await sql('update payments set refunded_minor = 400 where booking_id = $1', [kept.id])
      expect(await found()).to.match(provider === 'sandbox' ? /; 400 of it are to go back, and 500 have$/ : /over 2000/)
    })

  it('is wrong when a ticket or a refund is not what was acknowledged, or nobody is told (the control)', async () => {
    const { kept, repay } = await bought('sandbox')
    const [{ id }] = kept['tickets'] as [{ id: string }]
    expect(await found({ ...nobody, returned: new Set([id]) })).to.equal(
      `the ticket ${id} was acknowledged as cancelled and is not`,
    )
    const refunds = [await repay(500), await repay(600)]
    await sql(`update refunds set status = 'pending' where id = $1`, [refunds[0]])
    expect(await found({ ...nobody, refunded: new Set(refunds) })).to.equal(
      `the refund ${refunds[0]} was acknowledged and is not paid`,
    )
    await sql(`delete from outbox where payload #>> '{refund,id}' = $1`, [refunds[1]])
    await sql(`delete from messages where data #>> '{refund,id}' = $1`, [refunds[1]])
    expect(await found()).to.contain(`nobody is told booking.refunded ${kept.id} ${refunds[1]}`)
  })

  it('is wrong when we say that the money is taken and it is only authorized (the control)', async () => {
    await bought('sandbox')
    await sql(`update sandbox_charges set status = 'authorized' where status = 'captured'`)
    expect(await found()).to.match(/is captured, the sandbox says authorized/)
  })

  it('is wrong when what was acknowledged is lost, or seats and bookings disagree (the control)', async () => {
    const { kept } = await bought('sandbox')
    expect(await found({ ...nobody, confirmed: new Set(['bkg_gone']) })).to.equal(
      'bkg_gone was acknowledged as confirmed and is not there',
    )
    expect(await found({ ...nobody, cancelled: new Set([kept.id]) })).to.match(/as cancelled and is confirmed/)
    await server.databases.events.knex('holds').where({ state: 'returned' }).update({ state: 'sold' })
    expect(await found()).to.match(/is sold, and no confirmed booking has it/)
    await server.databases.events.knex('holds').update({ state: 'returned' })
    expect(await found()).to.match(/is confirmed, and its hold isn't sold/)
  })

  it('is wrong when a transfer is lost that was acknowledged, or nobody is told of it (the control)', async () => {
    const { kept } = await bought('sandbox')
    const [ticket] = kept['tickets'] as [{ id: string }]
    const path = `/bookings/${kept.id}/tickets/${ticket.id}/transfer`
    const { body } = await server.call('POST', path, { token: kept.buyer.token, body: { holder: { name: 'Grace' } } })
    const told = { ...nobody, transferred: new Set([body.code as string]) }
    expect(await found(told)).to.equal('')
    await sql('delete from outbox')
    await sql('delete from messages where resource_id = $1', [ticket.id])
    expect(await found(told)).to.contain(`nobody is told ticket.transferred ${ticket.id}`)
    await sql('update tickets set code = $2 where id = $1', [ticket.id, 'ANOTHER'])
    expect(await found(told)).to.contain(`the code ${body.code} was acknowledged for a ticket that has another`)
  })

  it('is wrong when nobody is told of a booking, or twice (the control)', async () => {
    const { kept, cancelled } = await bought('sandbox')
    await eventually(
      async () => (await sql('select from outbox')).rowCount,
      waiting => waiting === 0,
      { withinMs: 10_000 },
    )
    expect(await found()).to.equal('')
    await sql(`insert into messages select place + 1000, 'msg_again', account_id, type, resource_type, resource_id,
      resource_version, event_id, test, silent, data, occurred_at, appended_at from messages
      where type = 'booking.cancelled'`)
    expect(await found()).to.contain(`booking.cancelled is told twice of ${cancelled.id}`)
    await sql(`delete from messages where type = 'booking.confirmed' and resource_id = $1`, [kept.id])
    expect(await found()).to.contain(`nobody is told booking.confirmed ${kept.id}`)
  })

  it('is wrong when a ticket was said to be let in and is not (the control)', async () => {
    const { kept } = await bought('sandbox')
    const [{ id }] = kept['tickets'] as [{ id: string }]
    expect(await found({ ...nobody, admitted: new Set([id]) })).to.contain(`${id} was acknowledged as admitted`)
    await sql(`update tickets set admitted_scan = 's', admitted_at = clock_timestamp() where id = $1`, [id])
    expect(await found({ ...nobody, admitted: new Set([id]) })).to.equal(`nobody is told ticket.checked_in ${id}`)
  })

  it('is wrong when Stripe was asked twice for one payment (the control)', async () => {
    const { kept } = await bought('stripe')
    const {
      rows: [row],
    } = await sql('select provider_key as key from payments where booking_id = $1', [kept.id])
    const { STRIPE_API_BASE: api, STRIPE_SECRET_KEY: secret } = till.environment as ReturnType<typeof stripeSettings>
    const ask = async (path: string, fields: Record<string, string>) =>
      (
        await fetch(`${api}/v1/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}` },
          body: new URLSearchParams(fields),
        })
      ).json() as Promise<{ id: string }>
    const { id } = await ask('payment_intents', {
      amount: '2500',
      currency: 'eur',
      capture_method: 'manual',
      'metadata[evently_key]': String(row.key),
    })
    await ask(`payment_intents/${id}/confirm`, { payment_method: 'pm_card_visa' })
    expect(await found()).to.match(/was confirmed twice at Stripe/)
  })
})

describe('the buyers of a strike', () => {
  const nobodysTill = { tokens: ['tok_ok'], disturb() {} }
  const against = (answer: () => { status: number; code?: string }) =>
    createDoomedBuyers({
      call: async () => {
        const { status, code } = answer()
        return { status, headers: {}, body: { code }, text: JSON.stringify({ code }) }
      },
      eventId: 'evt_1',
      token: 'theirs',
      till: nobodysTill,
    })

  it('take a no as it comes, and end with a server that is gone', async () => {
    let asked = 0
    const buyers = against(() => {
      if (asked++ > 100) throw new TypeError('other side closed')
      return { status: 409, code: 'sold_out' }
    })
    await buyers.run()
    expect(buyers.confirmed.size).to.equal(0)
  })

  for (const [status, code] of [
    [500, 'internal_error'],
    [409, 'confirmation_in_progress'],
    [404, 'reservation_not_found'],
  ] as const) {
    it(`fail at ${code}, which none of them should get (the control)`, async () => {
      const error = await against(() => ({ status, code }))
        .run()
        .catch((thrown: unknown) => thrown)
      expect(String(error)).to.contain(`a buyer got ${status}`).and.contain(code)
    })
  }
})

describe('the log of strikes', () => {
  const report = {
    recoveredMs: 1_200,
    acknowledged: 3,
    isReached: true,
    passed: ['saga.void.before', 'saga.void.after'] as const,
  }
  const outcomes: readonly Outcome[] = [
    { points: { provider: 'sandbox', first: 'saga.fail.before' }, verdict: 'ok', report },
    {
      points: { provider: 'sandbox', first: 'saga.fail.before', second: 'saga.void.before' },
      verdict: 'ok',
      report: { ...report, recoveredMs: 2_500 },
    },
    {
      points: { provider: 'sandbox', first: 'saga.fail.before', second: 'saga.void.after' },
      verdict: 'missed',
      report: { ...report, isReached: false },
    },
  ]

  it('is read as it was written, but for what failed, which is to be struck again', () => {
    const failed: Outcome = {
      points: { provider: 'stripe', first: 'lane.write.after' },
      verdict: 'FAILED',
      error: 'it was never reached',
    }
    expect(outcomesIn([...outcomes, failed].map(lineOf).join('\n'))).to.deep.equal(outcomes)
  })

  it('has a row for each first point in its table', () => {
    expect(tableOf(outcomes).split('\n')[2]).to.equal('| sandbox | saga.fail.before | 1.2 s | 1 | 1 | 0 | 2.5 s |')
  })

  it('is gone through once more with a crash that leaves what must pass the second point', () => {
    expect(
      (['saga.refund.after', 'saga.refund.before', 'saga.move-booking.after'] as const).map(preludeTo),
    ).to.deep.equal(['saga.refund.before', 'saga.refund.before', 'booking.open.after'])
  })

  it("leaves out only what can't be passed there", () => {
    expect(pointsOf('sandbox').filter(name => name.startsWith('stripe.'))).to.deep.equal([])
    expect(pointsOf('stripe'))
      .to.include.members(['stripe.refund.after', 'saga.refund.after', 'saga.reacquire-hold.before'])
      .and.not.include('sandbox.refund.after')
  })
})
