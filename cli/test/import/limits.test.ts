// What is checked before anything is sent, beside the contract that the server checks by.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { categoryPattern, countryPattern, limits } from '../../src/import/limits.ts'

interface Schema {
  readonly maxLength?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly maxProperties?: number
  readonly pattern?: string
  readonly items?: Schema
  readonly properties: Readonly<Record<string, Schema>>
}

const contract = JSON.parse(
  await readFile(new URL('../../../../openapi/generated/evently.json', import.meta.url), 'utf8'),
) as { components: { schemas: Readonly<Record<string, Schema>> } }
const schema = (name: string) => contract.components.schemas[name]!
const made = (name: string) => schema('EventToMake').properties[name]!

describe('the limits of rows', () => {
  const ofContract: Readonly<Record<keyof typeof limits, number | undefined>> = {
    externalId: schema('ExternalId').maxLength,
    title: schema('Title').maxLength,
    description: schema('Description').maxLength,
    url: schema('ImageUrl').maxLength,
    metadataNames: schema('Metadata').maxProperties,
    tag: made('tags').items?.maxLength,
    tags: made('tags').maxItems,
    ticketTypes: made('ticketTypes').maxItems,
    ticketTypeName: schema('TicketTypeName').maxLength,
    venueName: schema('VenueName').maxLength,
    address: schema('Address').maxLength,
    city: schema('City').maxLength,
    capacity: schema('Capacity').maximum,
    priceMinor: schema('AmountMinor').maximum,
    holdsPerBuyer: schema('HoldsPerBuyerMax').maximum,
    claimSeconds: schema('ClaimSecondsMax').maximum,
    skip: schema('WaitlistPolicy').properties['skipMax']?.maximum,
  }
  for (const [name, limit] of Object.entries(limits)) {
    it(`have the contract's ${name}`, () => expect(limit).to.equal(ofContract[name as keyof typeof limits]))
  }
  it("have the contract's patterns", () =>
    expect([categoryPattern.source, countryPattern.source]).to.deep.equal([
      schema('Category').pattern,
      schema('Country').pattern,
    ]))
})
