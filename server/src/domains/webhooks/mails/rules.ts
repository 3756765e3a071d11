// Which messages become mails, to whom, and which of them can't wait.

/** Told to the buyer alone. */
export const buyerMailTypes = [
  'booking.confirmed',
  'booking.cancelled',
  'booking.tickets_cancelled',
  'booking.refunded',
  'ticket.transferred',
  'waitlist.offered',
  'waitlist.expired',
] as const

/** Told to everybody who has booked or waits. */
export const eventMailTypes = ['event.updated', 'event.cancelled'] as const

export type EventMailType = (typeof eventMailTypes)[number]
export type MailType = (typeof buyerMailTypes)[number] | EventMailType

/** To whom mails are sent; `verified`: to accounts whose owner has shown that they read mail at its email. */
export type BuyerMailing = 'on' | 'verified' | 'off'

/** An offer ends within minutes; what goes to thousands keeps nobody's booking waiting. */
export const priorities = { offer: 0, own: 1, toMany: 2 } as const

/** What of an event a buyer hears of, by the names of the API, and what it is in a mail. */
export const tellableChanges: Readonly<Record<string, string>> = {
  title: 'title',
  startsAt: 'time',
  endsAt: 'time',
  timezone: 'time',
  venue: 'venue',
}

/** Each once: `['time', 'venue']` of `startsAt`, `endsAt`, `venue`. */
export const wordsOf = (changes: readonly string[]): readonly string[] => [
  ...new Set(changes.flatMap(change => tellableChanges[change] ?? [])),
]

/** So long after a change others are waited for, so that all are told together. */
export const changesTogetherSeconds = 30
