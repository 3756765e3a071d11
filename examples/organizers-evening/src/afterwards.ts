// Who comes, as a table, and at the end what it all comes to.
import { amountOf, type Booking } from '@evently/sdk'
import type { People } from './people.ts'
import type { Show } from './sale.ts'
import { act, check, say } from './telling.ts'

/** The columns of the table that are shown here; it has ids, emails and serials too. */
const columns = ['ticketTypeName', 'code', 'holderName', 'buyerName', 'answers.diet', 'answers.parking']

export async function tellGuests({ organizer: { evently } }: People, { event }: Show): Promise<void> {
  act('Who comes, as CSV')
  const csv = await evently.events.ticketsCsv(event.id, { status: 'valid' })
  const [head, ...rows] = csv.trimEnd().split('\r\n')
  const at = columns.map(column => head!.split(',').indexOf(column))
  // No value of this evening has a comma or a quotation mark; other tables are for a library that reads CSV.
  const shown = rows.map(row => at.map(index => row.split(',')[index]).join(','))
  for (const line of [columns.join(','), ...shown]) say(line)
  check(
    'a row for each valid ticket, with its holder and answers',
    shown.map(row => row.replace(/\w{4}(-\w{4}){3}/, 'CODE')),
    [
      'Standard,CODE,Eve,Eve,vegan,yes',
      'Crew,CODE,,Cleo,,',
      'Standard,CODE,Ben,Ben,anything,',
      'Standard,CODE,Grace Hopper,Ada,vegan,',
      'Standard,CODE,Ada Lovelace,Ada,vegan,no',
    ],
  )
}

/** Every booking as it is at the end. */
export async function addUp({ organizer: { evently } }: People, { event }: Show): Promise<void> {
  act('What it comes to')
  const bookings = await evently.events.bookings(event.id).toArray({ limit: 100 })
  const sum = (amount: (booking: Booking) => number) => bookings.reduce((total, each) => total + amount(each), 0)
  const [paid, back] = [sum(({ totalMinor }) => totalMinor), sum(({ refundedMinor = 0 }) => refundedMinor)]
  const { revenueMinor, soldSeats, availableSeats } = await evently.events.stats(event.id)
  say(`${euros(paid)} paid, ${euros(back)} given back, ${euros(paid - back)} kept`)
  check('307.00 EUR was paid for 8 seats, 81.00 EUR went back', [paid, back], [30_700, 8_100])
  check('6 seats are sold, and 1 of the crew is left', [soldSeats, availableSeats], [6, 1])
  check(
    'what is kept is the price of the sold seats, and the 9.00 EUR of the one that Ben has cancelled',
    paid - back,
    revenueMinor + 900,
  )

  const { clean, checks } = await evently.events.audit(event.id)
  for (const { name, violations } of checks) for (const { detail } of violations) say(`${name}: ${detail}`)
  check(`the audit is clean: ${checks.length} kinds of checks`, clean, true)
}

const euros = (amountMinor: number) => `${amountOf(amountMinor, 'EUR')} EUR`
