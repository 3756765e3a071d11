// No two ticket types of an event have one name: when it is made, when one is added, when one is renamed.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { createTicketTypesService } from '../../src/domains/events/ticket-types/service.ts'
import { nameKeyOf } from '../../src/domains/events/ticket-types/names.ts'
import { inEventsTransaction, type EventsTransaction } from '../../src/domains/events/transaction.ts'
import { Problem } from '../../src/platform/problems.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, anEventBody, startEventsServer, type EventsServer } from './events-server.ts'

const aType = (name: string) => ({ name, priceMinor: 100, currency: 'EUR' })
const rounds = 5

const same: readonly (readonly [one: string, other: string])[] = [
  ['VIP', 'VIP'],
  ['VIP', ' vip\u00a0'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['Zoë', 'Zoe\u0308'],
  ['ＶＩＰ', 'vip'],
  ['ofﬁce', 'OFFICE'],
  ['VIP', 'V\u00adI\u200bP'],
  ['Front  row', 'front row'],
  ['№ 1', 'no 1'],
]
const different: readonly (readonly [one: string, other: string])[] = [
  ['VIP', 'VIP 2'],
  ['Zoë', 'Zoe'],
  ['Sıra', 'Sira'],
  ['VIP', 'VІP'], // the second has a Cyrillic letter
  ['❤', '💙'],
]

describe('the names of ticket types', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const withTypes = (...names: string[]) => server.anEvent({ ticketTypes: names.map(aType) })
  type Known = Awaited<ReturnType<typeof withTypes>>
  const add = ({ id, organizer }: Known, name: string) =>
    server.call<Shape<'TicketType'> & { ticketTypeId?: string }>('POST', `/admin/events/${id}/ticket-types`, {
      as: organizer,
      body: aType(name),
    })
  const change = ({ id, organizer }: Known, ticketTypeId: string, body: object) =>
    server.call<Shape<'TicketType'> & { ticketTypeId?: string }>(
      'PATCH',
      `/admin/events/${id}/ticket-types/${ticketTypeId}`,
      { as: organizer, body, headers: { 'if-match': '*' } },
    )
  const namesOf = async ({ id, organizer }: Known) =>
    expectStatus(await server.call('GET', `/events/${id}`, { as: organizer }), 200).body.ticketTypes.map(
      ({ name }) => name,
    )

  for (const [one, other] of same) {
    it(`${JSON.stringify(other)} is ${JSON.stringify(one)}: refused when new, added or renamed`, async () => {
      const body = anEventBody({ ticketTypes: ['Other', one, other].map(aType) })
      const made = await server.call('POST', '/admin/events', { as: aPerson(), body })
      expectProblem(made, 'validation_failed', ['/ticketTypes/2/name'])

      const event = await withTypes(one, 'Other')
      const taken = event.ticketTypes[0]!.id
      for (const refused of [await add(event, other), await change(event, event.ticketTypes[1]!.id, { name: other })]) {
        expectProblem(refused, 'ticket_type_name_taken')
        expect(refused.body).to.deep.include({ ticketTypeId: taken })
      }
      expect(await namesOf(event)).to.deep.equal([one, 'Other'])
      // Its own name is free for it, however it is written.
      expect(expectStatus(await change(event, taken, { name: other }), 200).body.name).to.equal(other)
    })
  }

  for (const [one, other] of different) {
    it(`${JSON.stringify(other)} is not ${JSON.stringify(one)}`, async () => {
      const event = await withTypes(one, other)
      expectStatus(await add(event, `${one} ${other}`), 201)
    })
  }

  it('may be had again once the other is called otherwise, or gone', async () => {
    const event = await withTypes('VIP', 'Stalls')
    const [vip, stalls] = event.ticketTypes.map(({ id }) => id)
    expectStatus(await change(event, vip!, { name: 'Box' }), 200)
    expectStatus(await add(event, 'VIP'), 201)
    const path = `/admin/events/${event.id}/ticket-types/${stalls}`
    expectStatus(await server.call('DELETE', path, { as: event.organizer }), 204)
    expectStatus(await add(event, 'Stalls'), 201)
  })

  it('that are the same from before this was refused are shown, kept and mended', async () => {
    const event = await withTypes('VIP', 'Stalls')
    const [vip, stalls] = event.ticketTypes.map(({ id }) => id)
    await server.sql('ticket_types').where({ event_id: event.id }).update({ name: 'VIP' })
    expect(await namesOf(event)).to.deep.equal(['VIP', 'VIP'])
    expectStatus(await change(event, vip!, { priceMinor: 200 }), 200)
    expectStatus(await change(event, vip!, { name: 'vip' }), 200)
    expectProblem(await add(event, 'VIP'), 'ticket_type_name_taken')
    expectStatus(await change(event, stalls!, { name: 'Stalls' }), 200)
    expect(await namesOf(event)).to.deep.equal(['vip', 'Stalls'])
  })

  describe('when two want the same at once', () => {
    it('are given to one of them', async () => {
      for (let round = 0; round < rounds; round++) {
        const event = await withTypes('Stalls')
        const answers = await Promise.all([add(event, 'VIP'), add(event, 'vip'), add(event, 'Vip')])
        expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409])
        expect(await namesOf(event)).to.have.length(2)
        const ids = [event.ticketTypes[0]!.id, answers.find(({ status }) => status === 201)!.body.id]
        const renamed = await Promise.all(ids.map(id => change(event, id, { name: 'Box' })))
        expect(renamed.map(({ status }) => status).sort()).to.deep.equal([200, 409])
      }
    })

    /** Adds twice at once, over a transaction in which `adjust` may take a guard away. */
    async function addTwice(adjust: (stores: EventsTransaction) => EventsTransaction) {
      const event = await withTypes('Stalls')
      const inTransaction = inEventsTransaction(server.database, server.inventory.setup)
      const service = createTicketTypesService({
        inTransaction: work => inTransaction(stores => work(adjust(stores))),
        afterChange: async () => {},
      })
      const caller = { kind: 'session', userId: event.organizer.id, role: 'organizer', credentialId: 'ses_x' } as const
      const adding = ['VIP', 'vip'].map(name => service.add(caller, event.id, aType(name), undefined))
      const added = await Promise.allSettled(adding)
      const codes = added.map(each =>
        each.status === 'fulfilled' ? 'added' : each.reason instanceof Problem ? each.reason.code : String(each.reason),
      )
      return { codes: codes.sort(), names: await namesOf(event) }
    }

    it('are given to one of them by the lock of the event', async () =>
      expect(await addTwice(stores => stores))
        .to.have.property('codes')
        .that.deep.equals(['added', 'ticket_type_name_taken']))

    it('are given to both where nobody locks the event: the control', async () => {
      let reading = 0
      let bothHaveRead = () => {}
      const both = new Promise<void>(resolve => {
        bothHaveRead = resolve
      })
      const unguarded = (stores: EventsTransaction): EventsTransaction => ({
        ...stores,
        events: {
          ...stores.events,
          async lock(eventId) {
            const event = await stores.events.find(eventId)
            if (++reading === 2) bothHaveRead()
            await both
            return event
          },
        },
      })
      const { codes, names } = await addTwice(unguarded)
      expect(codes).to.deep.equal(['added', 'added'])
      expect(names).to.have.members(['Stalls', 'VIP', 'vip'])
    })
  })

  it('fold each character as Unicode does, simple foldings at least', () => {
    const wrong: string[] = []
    for (let code = 0x21; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      // Compatibility forms are compared as what they stand for.
      if (!/\p{Changes_When_Casefolded}/u.test(character) || character.normalize('NFKC') !== character) continue
      const key = nameKeyOf(character)
      if ([...key].length !== 1) continue // a full folding: ß is ss
      if (!new RegExp(`^\\u{${code.toString(16)}}$`, 'iu').test(key)) wrong.push(character)
    }
    expect(wrong).to.deep.equal([])
    expect(nameKeyOf('ı')).not.to.equal(nameKeyOf('i'))
  })
})
