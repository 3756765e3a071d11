// The SDK's server for tests beside this one: the same story, told to both, is answered alike.
import { startTestServer as startTestingServer } from '@evently/sdk/testing'
import { expect } from 'chai'
import { request } from 'undici'
import { anAccount, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer } from '../support/server.ts'
import { anEndpoint, nobodysUrl } from '../webhooks/webhooks-server.ts'

interface Side {
  readonly baseUrl: string
  /** By the name of each account. */
  readonly tokens: Readonly<Record<'organizer' | 'ada' | 'bob' | 'cleo', string>>
  /** What the organizer was told, once there are so many messages. */
  messages(count: number): Promise<readonly Message[]>
  close(): Promise<void>
}

interface Message {
  readonly type: string
  readonly resource: { readonly type: string; readonly id: string; readonly version: number }
  readonly data: unknown
}

/** What the server for tests does not tell. */
const notModelled: readonly string[] = ['promotion.used_up']

async function theRealOne(): Promise<Side> {
  const server = await startTestServer()
  const roles = { organizer: 'organizer', ada: 'attendee', bob: 'attendee', cleo: 'attendee' } as const
  const accounts = await Promise.all(Object.values(roles).map(role => anAccount(server, { role })))
  const [organizer, ada, bob, cleo] = accounts.map(({ token }) => token) as [string, string, string, string]
  // Of reservations only those are told who have asked for them.
  const types = ['reservation.created', 'reservation.expired', 'reservation.released']
  await anEndpoint(server, { token: organizer }, { url: nobodysUrl, types })
  async function told() {
    const { body } = expectStatus(
      await server.call('GET', '/activity', { token: organizer, query: { limit: 100 } }),
      200,
    )
    return (body.data as Message[]).filter(({ type }) => !notModelled.includes(type))
  }
  return {
    baseUrl: server.url,
    tokens: { organizer, ada, bob, cleo },
    messages: count => eventually(told, ({ length }) => length >= count, { withinMs: 30_000 }),
    close: () => server.close(),
  }
}

async function theOneForTests(): Promise<Side> {
  const server = await startTestingServer()
  const [bob, cleo] = [server.addAccount().apiKey, server.addAccount().apiKey]
  const tokens = { organizer: server.organizer.apiKey, ada: server.attendee.apiKey, bob, cleo }
  return {
    baseUrl: server.baseUrl,
    tokens,
    messages: async () => server.messages,
    close: () => server.close(),
  }
}

type Body = Readonly<Record<string, unknown>>

/** Late enough for both clocks. */
const anEvent = {
  title: 'Night of Strings',
  category: 'music',
  venue: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
  startsAt: '2035-06-01T18:00:00Z',
  endsAt: '2035-06-01T21:00:00Z',
  capacity: 100,
  priceMinor: 2500,
  currency: 'EUR',
  publish: true,
}

/** What a client can rely on: the status, the code, the members and the values that no clock and no chance has made. */
function essence(status: number, body: Body | undefined, replayed: boolean) {
  const kept = ['code', 'status', 'quantity', 'totalMinor', 'currency', 'available', 'availableSeats', 'waitlistOpen']
  const more = ['position', 'acceptFewer', 'limit', 'retryable', 'title', 'heldReservations', 'heldSeats']
  const ofMoney = [
    'subtotalMinor',
    'discountMinor',
    'refundedMinor',
    'refundableMinor',
    'amountMinor',
    'origin',
    'uses',
  ]
  const values = [...kept, ...more, ...ofMoney].filter(name => body && name in body).map(name => [name, body![name]])
  return { status, replayed, members: Object.keys(body ?? {}).sort(), ...Object.fromEntries(values) }
}

/** Of a message: what it is of, and the members and values that no clock and no chance has made. */
function messageEssence({ type, resource, data }: Message): string {
  const { refund, offer, items } = data as Readonly<Record<string, object | undefined>>
  const inside = [refund, offer, ...((items as object[] | undefined) ?? [])].map(each => Object.keys(each ?? {}).sort())
  return `${type} of a ${resource.type}: ${JSON.stringify([essence(0, data as Body, false), inside])}`
}

type Ask = (
  step: string,
  who: keyof Side['tokens'] | undefined,
  asked: readonly ['GET' | 'POST' | 'PATCH' | 'DELETE', string, Body?],
  key?: string,
) => Promise<Body>

const pays = (token: string, reservationId: unknown) =>
  ['POST', '/bookings/confirm', { reservationId, payment: { token } }] as const
const reserves = (eventId: string, quantity: number) => ['POST', '/bookings/reserve', { eventId, quantity }] as const

async function told({ baseUrl, tokens }: Side) {
  const answers: [string, ReturnType<typeof essence>][] = []
  const ask: Ask = async (step, who, [method, path, body], key) => {
    const response = await request(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(who && { authorization: `Bearer ${tokens[who]}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.body.text()
    const read = text === '' ? {} : (JSON.parse(text) as Body)
    answers.push([step, essence(response.statusCode, read, response.headers['idempotency-replayed'] !== undefined)])
    return read
  }
  const eventOf = async (step: string, over: Body) =>
    (await ask(step, 'organizer', ['POST', '/admin/events', { ...anEvent, ...over }]))['id'] as string

  const event = await eventOf('an event is made', { capacity: 6 })
  await ask('it is looked at', undefined, ['GET', `/events/${event}`])
  await ask('its seats are looked at', undefined, ['GET', `/events/${event}/availability`])
  await ask('nobody reserves', undefined, reserves(event, 1))
  await ask('nothing is reserved', 'ada', ['POST', '/bookings/reserve', { eventId: event }])
  await ask('no such event', 'ada', reserves('evt_01jz3t5m8qf0vab9x2k4c7d6eh', 1))
  await ask('a key from elsewhere', 'ada', ['GET', '/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh'])
  const { id: first } = await ask('Ada reserves', 'ada', reserves(event, 4), 'order-1')
  await ask('Ada reserves again under her key', 'ada', reserves(event, 4), 'order-1')
  await ask('Ada reserves something else under it', 'ada', reserves(event, 3), 'order-1')
  await ask('Bob wants more than there is', 'bob', reserves(event, 3))
  await ask("Bob looks at Ada's reservation", 'bob', ['GET', `/bookings/reservations/${first as string}`])
  await ask('Ada forgets to pay', 'ada', ['POST', '/bookings/confirm', { reservationId: first }])
  await ask('Ada is declined', 'ada', pays('tok_declined', first), 'pay-1')
  await ask('and again under that key', 'ada', pays('tok_declined', first), 'pay-1')
  const { id: booking } = await ask('Ada pays under another', 'ada', pays('tok_ok', first), 'pay-2')
  await ask('and again', 'ada', pays('tok_ok', first), 'pay-2')
  await ask('and under a third', 'ada', pays('tok_ok', first), 'pay-3')
  await ask('Ada gives a sold reservation back', 'ada', ['DELETE', `/bookings/reservations/${first as string}`])

  const { id: second } = await ask('Bob takes the rest', 'bob', reserves(event, 2))
  const { id: entry } = await ask('Cleo waits', 'cleo', ['POST', '/waitlist/join', { eventId: event, quantity: 2 }])
  await ask('Cleo waits twice', 'cleo', ['POST', '/waitlist/join', { eventId: event, quantity: 1 }])
  await ask('Ada waits behind her', 'ada', ['POST', '/waitlist/join', { eventId: event, quantity: 1 }])
  await ask('Cleo has no offer yet', 'cleo', ['POST', `/waitlist/${entry as string}/accept`])
  await ask('Cleo wants more', 'cleo', ['PATCH', `/waitlist/${entry as string}`, { quantity: 3 }])
  const cart = { metadata: { cart: '1', note: null } }
  await ask('Cleo notes something', 'cleo', ['PATCH', `/waitlist/${entry as string}`, cart])
  await ask('Bob gives his back', 'bob', ['DELETE', `/bookings/reservations/${second as string}`])
  await ask('and again', 'bob', ['DELETE', `/bookings/reservations/${second as string}`])
  await ask('Bob can have none', 'bob', reserves(event, 1))
  await ask('Cleo has an offer', 'cleo', ['GET', `/waitlist/${entry as string}`])
  const { id: third } = await ask('Cleo accepts', 'cleo', ['POST', `/waitlist/${entry as string}/accept`])
  await ask('and looks', 'cleo', ['GET', `/waitlist/${entry as string}`])
  const noCart = { metadata: { cart: null } }
  await ask('Cleo takes it back', 'cleo', ['PATCH', `/waitlist/${entry as string}`, noCart])
  await ask('Cleo pays', 'cleo', pays('tok_ok', third))
  await ask('Cleo leaves', 'cleo', ['DELETE', `/waitlist/${entry as string}`])
  await ask('Ada cancels', 'ada', ['DELETE', `/bookings/${booking as string}`])
  await ask('and again', 'ada', ['DELETE', `/bookings/${booking as string}`])
  await ask("pays under the booking's key", 'ada', pays('tok_ok', first), 'pay-2')
  await ask('pays under none', 'ada', pays('tok_ok', first))
  await ask('the seats by then', undefined, ['GET', `/events/${event}/availability`])

  const large = await eventOf('a large event', { capacity: 100 })
  await ask('too many at once', 'bob', reserves(large, 21))
  await ask('seats are there, nobody need wait', 'bob', ['POST', '/waitlist/join', { eventId: large, quantity: 1 }])
  for (const n of [1, 2, 3, 4]) await ask(`Bob's reservation ${n}`, 'bob', reserves(large, 1))
  const { id: refused } = await ask('Ada reserves there', 'ada', reserves(large, 1))
  await ask('the provider takes it back', 'ada', pays('tok_capture_refused', refused), 'pay-4')
  await ask('and again', 'ada', pays('tok_capture_refused', refused), 'pay-4')

  const free = await eventOf('a free event', { priceMinor: 0 })
  const { id: gift } = await ask('Ada reserves for nothing', 'ada', reserves(free, 1))
  await ask('and confirms', 'ada', ['POST', '/bookings/confirm', { reservationId: gift }])
  await tellOfRefunds(ask, eventOf)
  await tellOfPromotions(ask, eventOf)
  return answers
}

type EventOf = (step: string, over: Body) => Promise<string>

/** Some tickets are cancelled, by a policy; money is given back by hand. */
async function tellOfRefunds(ask: Ask, eventOf: EventOf) {
  const cancellationPolicy = { untilMinutesBefore: 60, refundPercent: 33 }
  const event = await eventOf('an event with a policy', { capacity: 10, priceMinor: 1_505, cancellationPolicy })
  async function bought(who: 'ada' | 'bob', quantity: number) {
    const { id } = await ask(`${who} reserves ${quantity}`, who, reserves(event, quantity))
    const booking = await ask(`${who} pays`, who, pays('tok_ok', id))
    const tickets = (booking['tickets'] as { id: string }[]).map(ticket => ticket.id)
    return { path: `/bookings/${booking['id'] as string}`, tickets }
  }
  const cancels = ({ path }: { path: string }, ...ticketIds: (string | undefined)[]) =>
    ['POST', `${path}/cancel-tickets`, { ticketIds }] as const
  const gives = ({ path }: { path: string }, body: Body) =>
    ['POST', `/admin${path}/refunds`, { reason: 'by hand', ...body }] as const

  const first = await bought('ada', 3)
  const [one, two, three] = first.tickets
  await ask('a ticket that is none', 'ada', cancels(first, 'tic_01jz3t5m8qf0vab9x2k4c7d6eh'))
  await ask('a stranger cancels', 'bob', cancels(first, one))
  await ask('Ada cancels one', 'ada', cancels(first, one))
  await ask('the same again', 'ada', cancels(first, one))
  await ask('the seats by then', undefined, ['GET', `/events/${event}/availability`])
  await ask('Ada gives herself money', 'ada', gives(first, { amountMinor: 1 }))
  await ask('too much for one ticket', 'organizer', gives(first, { amountMinor: 1_506, ticketIds: [two] }))
  await ask('nothing', 'organizer', gives(first, { amountMinor: 0 }))
  await ask('less than nothing', 'organizer', gives(first, { amountMinor: -1 }))
  await ask('a part of a cent', 'organizer', gives(first, { amountMinor: 0.5 }))
  await ask('no reason', 'organizer', gives(first, { amountMinor: 100, reason: ' ' }))
  await ask('some for one ticket', 'organizer', gives(first, { amountMinor: 500, ticketIds: [two] }), 'refund-1')
  await ask('once more', 'organizer', gives(first, { amountMinor: 500, ticketIds: [two] }), 'refund-1')
  await ask('another under that key', 'organizer', gives(first, { amountMinor: 501, ticketIds: [two] }), 'refund-1')
  await ask(
    'a ticket with its seat',
    'organizer',
    gives(first, { amountMinor: 5, ticketIds: [two], returnSeats: true }),
  )
  await ask('and again', 'organizer', gives(first, { amountMinor: 5, ticketIds: [two], returnSeats: true }))
  await ask('Ada cancels the last', 'ada', cancels(first, three))
  await ask('the booking by then', 'ada', ['GET', first.path])
  await ask('more than is left', 'organizer', gives(first, { amountMinor: 10_000 }))
  await ask('what is left', 'organizer', gives(first, { amountMinor: 2_000 }))
  await ask('all refunds', 'organizer', ['GET', `/admin${first.path}/refunds`])
  await ask('none has failed', 'organizer', ['POST', `/admin${first.path}/retry-refund`])
  await ask('Ada asks for them', 'ada', ['GET', `/admin${first.path}/refunds`])

  const second = await bought('bob', 2)
  await ask('Bob cancels all of it', 'bob', ['DELETE', second.path])
  await ask('and tickets of it', 'bob', cancels(second, ...second.tickets))
}

/** Codes take something off, or give access to what is hidden; they are used up, and given back. */
async function tellOfPromotions(ask: Ask, eventOf: EventOf) {
  const made = await ask('an event with a hidden type', 'organizer', [
    'POST',
    '/admin/events',
    {
      ...Object.fromEntries(Object.entries(anEvent).filter(([name]) => !/^(priceMinor|currency)$/.test(name))),
      capacity: 20,
      ticketTypes: [
        { name: 'Standing', priceMinor: 1_505, currency: 'EUR' },
        { name: 'Crew', priceMinor: 500, currency: 'EUR', hidden: true },
      ],
    },
  ])
  const event = made['id'] as string
  const [standing, crew] = (made['ticketTypes'] as { id: string }[]).map(type => type.id)
  const other = await eventOf('another event', {})
  const path = `/admin/events/${event}/promotions`
  const makes = (body: Body) => ['POST', path, body] as const
  const uses = (promotionCode: string, ticketTypeId = standing, quantity = 1) =>
    ['POST', '/bookings/reserve', { eventId: event, items: [{ ticketTypeId, quantity }], promotionCode }] as const

  await ask('what everybody sees', undefined, ['GET', `/events/${event}`])
  await ask('and of its seats', undefined, ['GET', `/events/${event}/availability`])
  await ask('Ada makes a code', 'ada', makes({ code: 'MINE', kind: 'discount', percent: 100 }))
  await ask('a discount of nothing', 'organizer', makes({ code: 'A', kind: 'discount' }))
  await ask('access with a discount', 'organizer', makes({ code: 'A', kind: 'access', percent: 5 }))
  await ask('a discount of both', 'organizer', makes({ code: 'A', kind: 'discount', percent: 5, amountMinor: 5 }))
  const early = await ask(
    'a discount',
    'organizer',
    makes({ code: 'Early 33', kind: 'discount', percent: 33, usesMax: 2 }),
  )
  await ask('the same code', 'organizer', makes({ code: 'EARLY33', kind: 'discount', percent: 1 }))
  const crewCode = { code: 'crew', kind: 'access', ticketTypeIds: [crew] }
  const access = await ask('an access code', 'organizer', makes(crewCode), 'promotion-1')
  await ask('under its key again', 'organizer', makes(crewCode), 'promotion-1')
  await ask(
    'for a type that is none',
    'organizer',
    makes({ ...crewCode, code: 'B', ticketTypeIds: ['tkt_01jz3t5m8qf0vab9x2k4c7d6eh'] }),
  )
  await ask(
    'later',
    'organizer',
    makes({ code: 'LATER', kind: 'discount', percent: 5, startsAt: '2034-06-01T18:00:00Z' }),
  )

  await ask('Ada has no code for what is hidden', 'ada', [
    'POST',
    '/bookings/reserve',
    { eventId: event, items: [{ ticketTypeId: crew, quantity: 1 }] },
  ])
  await ask('a bare quantity means the other', 'ada', reserves(event, 1))
  await ask('no such code', 'ada', uses('NONE'))
  await ask('a code that is to come', 'ada', uses('LATER'))
  await ask("another event's code", 'ada', [
    'POST',
    '/bookings/reserve',
    { eventId: other, quantity: 1, promotionCode: 'EARLY33' },
  ])
  await ask('a code for other tickets', 'ada', uses('crew'))
  await ask('a discount for what is hidden', 'ada', uses('early33', crew))
  const { id: first } = await ask('Ada uses it', 'ada', uses(' early 33', standing, 2))
  const { id: second } = await ask('Bob uses it', 'bob', uses('EARLY33'))
  await ask('Cleo can not', 'cleo', uses('EARLY33'))
  await ask('how often it is used', 'organizer', ['GET', path])
  await ask('another price for who has used it', 'organizer', [
    'PATCH',
    `${path}/${early['id'] as string}`,
    { percent: 34 },
  ])
  await ask('fewer uses than there are', 'organizer', ['PATCH', `${path}/${early['id'] as string}`, { usesMax: 1 }])
  await ask('Bob gives his back', 'bob', ['DELETE', `/bookings/reservations/${second as string}`])
  await ask('Cleo can', 'cleo', uses('EARLY33'))
  const sold = await ask('Ada pays', 'ada', pays('tok_ok', first))
  const [ticket] = sold['tickets'] as { id: string }[]
  await ask('and cancels one', 'ada', [
    'POST',
    `/bookings/${sold['id'] as string}/cancel-tickets`,
    { ticketIds: [ticket!.id] },
  ])
  await ask('Bob can not any more', 'bob', uses('EARLY33'))
  await ask('one more', 'organizer', ['PATCH', `${path}/${early['id'] as string}`, { usesMax: 3, perBuyerMax: 1 }])
  await ask('Cleo has had hers', 'cleo', uses('EARLY33'))
  await ask('Bob can again', 'bob', uses('EARLY33'))
  await ask('the crew comes', 'cleo', uses('CREW', crew))
  await ask('nobody waits for what is hidden', 'bob', [
    'POST',
    '/waitlist/join',
    { eventId: event, ticketTypeId: crew, quantity: 1 },
  ])
  await ask('the code goes', 'organizer', ['DELETE', `${path}/${access['id'] as string}`])
  await ask('and again', 'organizer', ['DELETE', `${path}/${access['id'] as string}`])
  await ask('Bob comes too late', 'bob', uses('crew', crew))
  await ask('closed it stays', 'organizer', ['PATCH', `${path}/${access['id'] as string}`, { usesMax: 5 }])
  await ask('its code is free', 'organizer', makes({ code: 'crew', kind: 'discount', amountMinor: 2_000 }))
  await ask('a ticket for nothing', 'cleo', uses('crew'))
  await ask('all codes', 'organizer', ['GET', path])
}

describe("the SDK's server for tests", () => {
  it('tells the same story as this server', async function () {
    this.timeout(120_000)
    const sides = await Promise.all([theRealOne(), theOneForTests()])
    try {
      const [expected, found] = [await told(sides[0]), await told(sides[1])]
      expect(found.map(([step]) => step)).to.deep.equal(expected.map(([step]) => step))
      const lines = (answers: typeof found) => answers.map(([step, answer]) => `${step}: ${JSON.stringify(answer)}`)
      const [real, forTests] = [lines(expected), lines(found)]
      expect(forTests.filter((line, n) => line !== real[n])).to.deep.equal(
        real.filter((line, n) => line !== forTests[n]),
      )
      const messages = (await sides[1].messages(0)).map(messageEssence).sort()
      expect(messages).to.deep.equal((await sides[0].messages(messages.length)).map(messageEssence).sort())
    } finally {
      await Promise.all(sides.map(side => side.close()))
    }
  })
})
