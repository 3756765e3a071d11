// Before the evening: what is on sale, the codes that are given out, and who buys.
import type { Booking, Event } from '@evently/sdk'
import { buy } from './buying.ts'
import type { People } from './people.ts'
import { act, check, checkRefused, say } from './telling.ts'

export interface Show {
  readonly event: Event
  readonly standardId: string
  readonly crewId: string
}

/** 45.00 a seat; crew pays 10.00. */
const [standardMinor, crewMinor] = [4_500, 1_000]
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

export async function openSale({ organizer, visitor }: People): Promise<Show> {
  act('The organizer puts an evening on sale')
  const event = await organizer.evently.events.create({
    title: 'Strings at Dusk',
    category: 'music',
    venue: { name: 'The Small Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    startsAt: inDays(30),
    endsAt: inDays(30.2),
    capacity: 7,
    ticketTypes: [
      { name: 'Standard', priceMinor: standardMinor, currency: 'EUR', capacity: 5 },
      { name: 'Crew', priceMinor: crewMinor, currency: 'EUR', capacity: 2, hidden: true },
    ],
    questions: [
      { id: 'diet', label: 'What do you eat?', kind: 'choice', required: true, options: ['vegan', 'anything'] },
      { id: 'parking', label: 'Do you come by car?', kind: 'yes_no', required: false },
    ],
    cancellationPolicy: { untilMinutesBefore: 1_440, refundPercent: 80 },
    publish: true,
  })
  const [standard, crew] = event.ticketTypes
  say(`${event.title}, ${event.id}: 5 Standard at 45.00 EUR, 2 Crew at 10.00 EUR`)
  const { ticketTypes } = await visitor.events.get(event.id)
  check(
    'visitors see one ticket type: Crew is hidden',
    ticketTypes.map(({ name }) => name),
    ['Standard'],
  )
  return { event, standardId: standard!.id, crewId: crew!.id }
}

export async function giveOutCodes({ organizer }: People, { event, standardId, crewId }: Show): Promise<void> {
  act('The organizer gives out two codes')
  const { promotions } = organizer.evently
  const early = await promotions.create(event.id, {
    code: 'Early 20',
    kind: 'discount',
    percent: 20,
    usesMax: 1,
    ticketTypeIds: [standardId],
  })
  const access = await promotions.create(event.id, { code: 'Backstage', kind: 'access', ticketTypeIds: [crewId] })
  say(`${early.code} takes 20 % off, for one buyer; ${access.code} gets seats of Crew`)
}

/** Until all seats that visitors see are gone. */
export async function sell(people: People, { event, standardId, crewId }: Show) {
  act('People buy')
  const { Ada, Ben, Cleo, Dan, Eve } = people.buyers
  const ada = await buy(Ada, {
    eventId: event.id,
    items: [{ ticketTypeId: standardId, quantity: 2 }],
    promotionCode: 'early20',
    holders: [
      { holder: { name: 'Ada Lovelace' }, answers: { diet: 'vegan', parking: 'no' } },
      { holder: { name: 'Charles Babbage' }, answers: { diet: 'anything' } },
    ],
  })
  check('Ada pays 72.00 for two with the code, 18.00 less', [ada.totalMinor, ada.discountMinor], [7_200, 1_800])

  const twoStandard = { eventId: event.id, items: [{ ticketTypeId: standardId, quantity: 2 }] }
  await checkRefused(
    'the code is used up when Ben comes',
    'promotion_used_up',
    Ben.evently.bookings.reserve({ ...twoStandard, promotionCode: 'EARLY 20' }),
  )
  const ben = await buy(Ben, { ...twoStandard, holders: [{ holder: { name: 'Ben' }, answers: { diet: 'anything' } }] })
  check('he pays 90.00 for two', ben.totalMinor, 9_000)

  const oneCrew = { eventId: event.id, items: [{ ticketTypeId: crewId, quantity: 1 }] }
  await checkRefused(
    'without a code Crew is not there for Cleo',
    'ticket_type_not_found',
    Cleo.evently.bookings.reserve(oneCrew),
  )
  const cleo = await buy(Cleo, { ...oneCrew, promotionCode: 'backstage' })
  check('with the code she pays 10.00', cleo.totalMinor, crewMinor)

  const oneStandard = { eventId: event.id, items: [{ ticketTypeId: standardId, quantity: 1 }] }
  const dan = await buy(Dan, oneStandard)
  check('Dan takes the last seat', dan.status, 'confirmed')
  await checkRefused('nothing is left for Eve', 'sold_out', Eve.evently.bookings.reserve(oneStandard))
  return { ada, ben, cleo, dan }
}

/** A second show of the same organizer, with one ticket: what its holder shows at the wrong door. */
export async function sellElsewhere({ organizer, buyers: { Ada } }: People): Promise<Booking> {
  const { id: eventId } = await organizer.evently.events.create({
    title: 'Another Evening',
    category: 'music',
    venue: { name: 'The Small Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    startsAt: inDays(31),
    endsAt: inDays(31.2),
    capacity: 1,
    publish: true,
  })
  return buy(Ada, { eventId, quantity: 1 })
}
