// The codes of an event in a plan: what is different, what can't be, and who may read a code. Pure: nobody is asked.
import type { Event, Promotion } from '@evently/sdk'
import { expect } from 'chai'
import type { Current } from '../../src/apply/current.ts'
import { entriesIn, type Values } from '../../src/apply/entries.ts'
import { needsPromotions, planOf, type Details } from '../../src/apply/plan.ts'
import { documentOf, planText } from '../../src/apply/view.ts'
import { wantedOf } from '../../src/apply/wanted.ts'
import { anEvent, aTicketType } from '../support/factories.ts'

const venue = { externalId: 'hall', name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }
const hall = { ...anEvent().venue, externalId: 'hall' }
const event: Event = anEvent({
  ...{ externalId: 'e', venue: hall, status: 'published', waitlistPolicy: { order: 'strict' } },
  ...{ holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20, claimSecondsMax: 600 },
  ticketTypes: [
    aTicketType({ id: 'tkt_a', name: 'Stalls', priceMinor: 4500 }),
    aTicketType({ id: 'tkt_c', name: 'Crew', priceMinor: 500, hidden: true }),
  ],
})
const types = [
  { name: 'Stalls', price: '45.00', currency: 'EUR' },
  { name: 'Crew', price: '5.00', currency: 'EUR', hidden: true },
]
const asThere = {
  ...{ externalId: 'e', title: 'Night of Strings', category: 'music', venue: 'hall', capacity: 120 },
  ...{ startsAt: '2030-06-01T20:30', endsAt: '2030-06-01T23:00', ticketTypes: types },
}

const aPromotion = (own: Partial<Promotion>): Promotion => ({
  ...{ id: 'prm_1', eventId: event.id, code: 'EARLY-10', kind: 'discount', status: 'active', uses: 0 },
  ...{ createdAt: '2030-04-01T09:00:00.000Z', updatedAt: '2030-04-01T09:00:00.000Z' },
  ...own,
})
const early = aPromotion({ percent: 20, usesMax: 100, endsAt: '2030-05-01T22:00:00.000Z' })
const friends = aPromotion({ id: 'prm_2', code: 'Friends', amountMinor: 500, ticketTypeIds: ['tkt_a'], uses: 7 })
const crew = aPromotion({ id: 'prm_3', code: 'crew only', kind: 'access', ticketTypeIds: ['tkt_c'] })
const closed = aPromotion({ id: 'prm_0', percent: 50, status: 'closed', uses: 3 })

const inFile = {
  early: { code: 'EARLY-10', kind: 'discount', percent: 20, usesMax: 100, endsAt: '2030-05-02T00:00' },
  friends: { code: 'Friends', kind: 'discount', amount: '5.00', ticketTypes: ['Stalls'] },
  crew: { code: 'crew only', kind: 'access', ticketTypes: ['Crew'] },
}
const allOfThem = [inFile.early, inFile.friends, inFile.crew]

async function wantedIn(own: object) {
  const text = JSON.stringify({ venues: [venue], events: [{ ...asThere, ...own }] })
  const { entries, faults } = entriesIn('f', text)
  expect(faults).to.deep.equal([])
  return wantedOf(entries)
}
const currentWith = (there: Event | undefined): Current => ({
  ...{ venue: new Map([['hall', hall]]), event: new Map(there ? [['e', there]] : []), webhookEndpoint: new Map() },
})

async function stepFor(own: object, there: readonly Promotion[], { showsCodes = true }: Details = {}) {
  const { wanted, faults } = await wantedIn(own)
  expect(faults).to.deep.equal([])
  const details = { promotions: new Map([[event.id, there]]), showsCodes }
  return planOf(wanted, currentWith(event), details)[1]!
}

describe('the codes of an event in a plan', () => {
  const everything = [closed, early, friends, crew]

  const same: Record<string, readonly Values[]> = {
    'all as they are': allOfThem,
    'another order': [...allOfThem].reverse(),
    'a time with its offset': [{ ...inFile.early, endsAt: '2030-05-01T22:00Z' }, inFile.friends, inFile.crew],
    'an amount as a number': [inFile.early, { ...inFile.friends, amount: 5 }, inFile.crew],
    'names of types in other cases': [inFile.early, { ...inFile.friends, ticketTypes: ['STALLS'] }, inFile.crew],
  }
  for (const [what, promotions] of Object.entries(same))
    it(`find nothing to do for ${what}`, async () => {
      expect(await stepFor({ promotions }, everything)).to.deep.include({ action: 'unchanged', promotions: [] })
    })

  it('stay as they are where a file does not speak of them, and nobody asks for them', async () => {
    expect(await stepFor({}, everything)).to.deep.include({ action: 'unchanged', promotions: [] })
    const needs = async (own: object) => needsPromotions((await wantedIn(own)).wanted[1]!, currentWith(event))
    expect([await needs({}), await needs({ promotions: [] }), await needs({ ticketTypes: [types[0]] })]).to.deep.equal([
      ...[false, true, true],
    ])
  })

  it('are followed when their ticket type gets another name', async () => {
    const known = event.ticketTypes.map(type => ({ ...type, externalId: type.id }))
    const renamed = [
      { ...types[0], externalId: 'tkt_a' },
      { ...types[1], name: 'Staff', externalId: 'tkt_c' },
    ]
    const { wanted } = await wantedIn({
      ticketTypes: renamed,
      promotions: [{ ...inFile.crew, ticketTypes: ['Staff'] }],
    })
    const current = currentWith({ ...event, ticketTypes: known })
    const [, step] = planOf(wanted, current, { promotions: new Map([[event.id, [crew]]]), showsCodes: true })
    expect(step!.promotions).to.deep.equal([])
    expect(step!.changes.map(({ field }) => field)).to.deep.equal(['ticketTypes[Crew].name'])
  })

  const changed: Record<string, [promotions: readonly object[], ...lines: string[]]> = {
    'one that comes': [
      [...allOfThem, { code: 'NEW', kind: 'discount', percent: 5, perBuyerMax: 1, startsAt: '2030-05-01T12:00' }],
      'promotions[NEW]: 5 % off, perBuyerMax 1, startsAt 2030-05-01 12:00 Europe/Berlin (new)',
    ],
    'one that goes': [
      allOfThem.slice(1),
      'promotions[EARLY-10]: 20 % off, usesMax 100, endsAt 2030-05-02 00:00 ' + 'Europe/Berlin → deleted',
    ],
    'one that goes after it was used': [
      [inFile.early, inFile.crew],
      'promotions[Friends]: 5.00 EUR off, ticketTypes Stalls, used 7 times → deleted',
    ],
    'more uses': [
      [inFile.early, { ...inFile.friends, usesMax: 8 }, inFile.crew],
      'promotions[Friends].usesMax: 8 (new)',
    ],
    'what it takes off': [
      [{ ...inFile.early, percent: undefined, amount: '1.50' }, inFile.friends, inFile.crew],
      'promotions[EARLY-10].percent: 20 % → none',
      'promotions[EARLY-10].amount: 1.50 EUR (new)',
    ],
    'a time that is taken away, and other letters': [
      [{ ...inFile.early, code: 'Early-10', endsAt: undefined }, inFile.friends, inFile.crew],
      'promotions[EARLY-10].code: "EARLY-10" → "Early-10"',
      'promotions[EARLY-10].endsAt: 2030-05-02 00:00 Europe/Berlin → none',
    ],
  }
  for (const [what, [promotions, ...lines]] of Object.entries(changed))
    it(`are shown: ${what}`, async () => {
      const step = await stepFor({ promotions }, everything)
      expect(step.reasons).to.deep.equal([])
      expect(step.action).to.equal('change')
      expect(planText([step]).split('\n').slice(1, -1)).to.deep.equal(lines.map(line => `    ${line}`))
    })

  it('come with an event that is still to be made', async () => {
    const { wanted } = await wantedIn({ promotions: allOfThem })
    const [, step] = planOf(wanted, currentWith(undefined), { showsCodes: true })
    expect(step).to.deep.include({ action: 'create' })
    expect(step!.promotions.map(({ action, label }) => `${action} ${label}`)).to.deep.equal([
      ...['create code EARLY-10', 'create code Friends', 'create code crew only'],
    ])
  })

  it('go before their ticket type does, and only those', async () => {
    const step = await stepFor({ ticketTypes: [types[0]], promotions: [inFile.early] }, everything)
    expect(step.action).to.equal('change')
    expect(step.promotions.map(({ label, isFirst }) => [label, isFirst])).to.deep.equal([
      ['code Friends', false],
      ['code crew only', true],
    ])
  })

  const refused: Record<string, [own: object, reason: string]> = {
    'another kind': [
      { promotions: [{ code: 'EARLY-10', kind: 'access' }] },
      'the code EARLY-10 is of kind discount, and that stays',
    ],
    'another amount of one that is used': [
      { promotions: [{ ...inFile.friends, amount: '6.00' }] },
      'the code Friends is used, so what it takes off and what it is for stay',
    ],
    'other ticket types of one that is used': [
      { promotions: [{ ...inFile.friends, ticketTypes: undefined }] },
      'the code Friends is used, so',
    ],
    'fewer uses than there are': [
      { promotions: [{ ...inFile.friends, usesMax: 6 }] },
      "usesMax of the code Friends can't be below 7",
    ],
    'a ticket type that goes from under a code': [
      { ticketTypes: [types[0]] },
      "the ticket type Crew can't be left out while the code crew only is for it",
    ],
  }
  for (const [what, [own, reason]] of Object.entries(refused))
    it(`are refused: ${what}`, async () => {
      const step = await stepFor(own, everything)
      expect(step.action).to.equal('refused')
      expect(step.reasons.join('; ')).to.contain(reason)
    })

  it('show no access code to a log, in no part of what is printed', async () => {
    const promotions = [inFile.early, { ...inFile.crew, usesMax: 3 }, { code: 'secret way', kind: 'access' }]
    const step = await stepFor(
      { promotions, ticketTypes: types },
      [early, crew, { ...crew, id: 'prm_4', code: 'old 1' }],
      {
        showsCodes: false,
      },
    )
    const printed = [
      planText([step]),
      JSON.stringify(documentOf([step])),
      JSON.stringify(step.promotions.map(w => w.label)),
    ]
    for (const text of printed) {
      for (const code of ['crew only', 'secret way', 'old 1']) expect(text).not.to.contain(code)
      expect(text).to.match(/access code prm_3.*access code at f:1:\d+.*access code prm_4/s)
    }
    const removal = await stepFor({ ticketTypes: [types[0]] }, [crew], { showsCodes: false })
    expect(removal.reasons.join()).to.contain('the code access code prm_3').and.not.to.contain('crew only')
  })

  const faulty: Record<string, [promotion: object, message: string]> = {
    'a discount of nothing': [{ code: 'A', kind: 'discount' }, '.kind is discount, which needs percent or amount too'],
    'an amount of nothing': [{ code: 'A', kind: 'discount', amount: '0.00' }, '.amount must be more than nothing'],
    'an amount that is not exact': [{ code: 'A', kind: 'discount', amount: '1.005' }, '.amount: "1.005" is not'],
    'access that takes something off': [
      { code: 'A', kind: 'access', percent: 5 },
      '.percent must be left out of an access',
    ],
    'an end before its beginning': [
      { code: 'A', kind: 'access', startsAt: '2030-05-02', endsAt: '2030-05-01' },
      '.endsAt must be after startsAt',
    ],
    'a type that is not there': [
      { code: 'A', kind: 'access', ticketTypes: ['Crow'] },
      '.ticketTypes[0]: the event has no ticket type "Crow"; did you mean Crew?',
    ],
    'a code that is there twice': [
      { code: 'early 10', kind: 'access' },
      '.code is that of promotions[0]: give each its own',
    ],
  }
  for (const [what, [promotion, message]] of Object.entries(faulty))
    it(`are faulty: ${what}`, async () => {
      const first = { code: 'EARLY10', kind: 'discount', percent: 5 }
      const { faults } = await wantedIn({ promotions: [first, promotion] })
      expect(faults.map(fault => fault.message)).to.have.length(1)
      expect(faults[0]!.message).to.contain(`events[0].promotions[1]${message}`)
    })
})
