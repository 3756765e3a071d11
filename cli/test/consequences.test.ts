// What a command says beforehand of money that goes back.
import { expect } from 'chai'
import type { Booking, Evently } from '@evently/sdk'
import { ofCancellingBooking, ofCancellingTickets } from '../src/consequences.ts'

describe('what goes back of a booking is said beforehand', () => {
  const types = ['tkt_half', 'tkt_half', 'tkt_whole', 'tkt_free']
  const booking = {
    id: 'bkg',
    eventId: 'evt',
    status: 'confirmed',
    items: [
      { ticketTypeId: 'tkt_half', quantity: 2, unitPriceMinor: 1_005, unitDiscountMinor: 503 },
      { ticketTypeId: 'tkt_whole', quantity: 1, unitPriceMinor: 2_500 },
      { ticketTypeId: 'tkt_free', quantity: 1, unitPriceMinor: 700, unitDiscountMinor: 700 },
    ],
    quantity: 4,
    totalMinor: 3_504,
    currency: 'EUR',
    tickets: types.map((ticketTypeId, n) => ({ id: `tic_${n}`, ticketTypeId, code: `${n}`, status: 'valid' })),
  } as unknown as Booking
  const after = (refundedMinor: number) => ({
    ...evently,
    bookings: { get: async () => ({ ...booking, refundedMinor }) },
  })
  const evently = {
    bookings: { get: async () => booking },
    events: {
      get: async () => ({ title: 'Evening', startsAt: '2030-06-01T18:00:00.000Z', timezone: 'Europe/Berlin' }),
    },
  } as unknown as Evently

  const table: [what: string, ticketIds: readonly string[] | undefined, says: string][] = [
    ['all of it', undefined, '35.04 EUR is refunded.'],
    ['a ticket that a promotion made cheaper', ['tic_0'], '5.02 EUR is refunded.'],
    ['one that it is not for', ['tic_2'], '25.00 EUR is refunded.'],
    ['some of both', ['tic_1', 'tic_2', 'tic_3'], '30.02 EUR is refunded.'],
    ['one that it made free', ['tic_3'], 'It was free: there is nothing to refund.'],
  ]
  for (const [what, ticketIds, says] of table)
    it(`of ${what}: ${says}`, async () => {
      const said = await (ticketIds
        ? ofCancellingTickets(evently, 'bkg', ticketIds)
        : ofCancellingBooking(evently, 'bkg'))
      expect(said).to.contain(says)
    })

  const givenBack: [refundedMinor: number, ticketIds: readonly string[] | undefined, says: string][] = [
    [504, undefined, '30.00 EUR is refunded.'],
    [504, ['tic_2'], '25.00 EUR is refunded.'],
    [3_004, ['tic_2'], '5.00 EUR is refunded.'],
    [3_504, undefined, 'All that was paid has gone back already.'],
    [3_504, ['tic_0'], 'All that was paid has gone back already.'],
    [3_504, ['tic_3'], 'It was free: there is nothing to refund.'],
  ]
  for (const [refundedMinor, ticketIds, says] of givenBack)
    it(`of ${ticketIds?.join() ?? 'all of it'}, once ${refundedMinor} have gone back: ${says}`, async () => {
      const of = after(refundedMinor) as unknown as Evently
      const said = await (ticketIds ? ofCancellingTickets(of, 'bkg', ticketIds) : ofCancellingBooking(of, 'bkg'))
      expect(said).to.contain(says)
    })
})
