// The schema that editors get: every example fits it; what `apply` refuses by shape it refuses, and in words.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect } from 'chai'
import { parseAllDocuments } from 'yaml'
import { entriesIn } from '../../src/apply/entries.ts'
import { fileSchema } from '../../src/apply/generated/schema.ts'
import { wordings } from '../../src/apply/shape.ts'
import { wantedOf } from '../../src/apply/wanted.ts'

const root = new URL('../../../../', import.meta.url)
const editor = new Ajv({ strict: false }).compile(fileSchema)

/** Files that the pages and the examples show, as YAML. */
async function examples(): Promise<readonly (readonly [name: string, text: string])[]> {
  const read = async (path: string) => readFile(fileURLToPath(new URL(path, root)), 'utf8')
  const pages = await Promise.all(['docs/guides/organizing.md', 'docs/guides/promotions.md', 'cli/README.md'].map(read))
  const shown = pages.flatMap(page => [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!))
  const season = 'examples/event-files/season.yaml'
  return [[season, await read(season)], ...shown.map((text, n) => [`example ${n} of the pages`, text] as const)]
}

describe('the schema of the files', () => {
  it('takes every example, and so does apply', async () => {
    const all = await examples()
    expect(all.length).to.be.greaterThan(1)
    for (const [name, text] of all) {
      for (const document of parseAllDocuments(text)) expect(editor(document.toJS()), name).to.equal(true)
      const { entries, faults } = entriesIn(name, text)
      expect([...faults, ...(await wantedOf(entries)).faults], name).to.deep.equal([])
    }
  })

  const hall = { externalId: 'hall', name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' }
  const event = {
    ...{ externalId: 'e', title: 'T', category: 'music', venue: 'hall', capacity: 9 },
    ...{ startsAt: '2031-06-01T20:00', endsAt: '2031-06-01T22:00' },
  }
  const type = { name: 'A', price: '1.00', currency: 'EUR' }
  const endpoint = { externalId: 'w', url: 'https://example.com', types: ['booking.confirmed'] }
  const venues = (over: object) => ({ venues: [{ ...hall, ...over }] })
  const events = (over: object) => ({ events: [{ ...event, ...over }] })
  const types = (over: object) => events({ ticketTypes: [{ ...type, ...over }] })
  const endpoints = (over: object) => ({ webhookEndpoints: [{ ...endpoint, ...over }] })

  const taken: Record<string, unknown> = {
    'a venue': venues({ address: '1 Quay Street', location: { lat: 1, lon: -2.5 } }),
    'an event': events({ tags: ['a'], publish: true, test: false, timezone: 'Asia/Kolkata', description: 'a\nb' }),
    'a time with its offset, a day': events({ startsAt: '2031-06-01T20:00+02:00', endsAt: '2031-06-02' }),
    'a price as a number': types({ price: 45.1 }),
    'a single price': events({ price: '4', currency: 'JPY' }),
    'an endpoint': endpoints({ mode: 'test', metadata: { a: '' } }),
    'nothing': {},
    'joiners within emoji and Persian': events({ title: '👩‍👩‍👧 می‌خواهم' }),
  }
  for (const [what, value] of Object.entries(taken))
    it(`takes ${what}`, () => expect(editor(value), JSON.stringify(editor.errors)).to.equal(true))

  const refused: Record<string, unknown> = {
    'a list': [],
    'an unknown section': { webhooks: [] },
    'an unknown property': venues({ zip: '1' }),
    'what is missing': { venues: [{ externalId: 'a' }] },
    'a number as an id': venues({ externalId: 7 }),
    'null': venues({ address: null }),
    'an empty text': venues({ name: '' }),
    'a blank text': venues({ name: ' \u200b' }),
    'a line that is two': events({ title: 'a\nb' }),
    'a character that steers': events({ description: 'a\u001bb' }),
    'one that turns text around': venues({ city: 'a\u202eb' }),
    'a country that is none': venues({ country: 'UK' }),
    'a zone that is none': venues({ timezone: 'BST' }),
    'a currency that is none': types({ currency: 'XAU' }),
    'half a place': venues({ location: { lat: 1 } }),
    'a place off the earth': venues({ location: { lat: 91, lon: 0 } }),
    'a time that is none': events({ startsAt: 'tomorrow' }),
    'a word of the API': events({ venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh' }),
    'minor units': types({ priceMinor: 100 }),
    'a negative price': types({ price: -1 }),
    'a price with a comma': types({ price: '1,00' }),
    'no seats': events({ capacity: 0 }),
    'half a seat': events({ capacity: 1.5 }),
    'no ticket type': events({ ticketTypes: [] }),
    'ticket types and a price': events({ ticketTypes: [type], price: '1', currency: 'EUR' }),
    'a price without its currency': events({ price: '1' }),
    'another order of the waitlist': events({ waitlistPolicy: { order: 'random' } }),
    'a message that is none': endpoints({ types: ['booking.made'] }),
    'a message twice': endpoints({ types: ['booking.confirmed', 'booking.confirmed'] }),
    'another protocol': endpoints({ url: 'ftp://example.com' }),
    'metadata that are no texts': endpoints({ metadata: { a: 1 } }),
    'a name of metadata that is empty': endpoints({ metadata: { '': 'a' } }),
  }
  for (const [what, value] of Object.entries(refused))
    it(`refuses ${what}, as apply does, in words`, () => {
      expect(editor(value)).to.equal(false)
      const { faults } = entriesIn('f', JSON.stringify(value))
      expect(faults).not.to.deep.equal([])
      for (const { message } of faults)
        expect(message)
          .to.match(/ (is|are|must|needs|has) /)
          .and.not.to.contain('NOT')
    })

  it('has no keyword for which apply has no words', () => {
    const silent = new Set(['$schema', 'title', 'description', 'errorMessage', 'examples', 'default', 'definitions'])
    const structural = new Set(['type', 'properties', 'items', 'allOf', '$ref'])
    const used = new Set<string>()
    const look = (schema: unknown, isNames = false): void => {
      if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return
      for (const [keyword, value] of Object.entries(schema)) {
        if (!isNames) used.add(keyword)
        if (['properties', 'definitions'].includes(keyword) && !isNames) look(value, true)
        else if (['items', 'not', 'additionalProperties', 'propertyNames'].includes(keyword) || isNames) look(value)
      }
    }
    look(fileSchema)
    const spoken = [...used].filter(keyword => !silent.has(keyword) && !structural.has(keyword))
    expect(Object.keys(wordings)).to.include.members(spoken)
  })
})
