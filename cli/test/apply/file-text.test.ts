// What is written is read again as the same, whatever texts there are.
import type { Venue } from '@evently/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { entriesIn } from '../../src/apply/entries.ts'
import { unnamedOf, proposalsFor } from '../../src/apply/external-ids.ts'
import { fileOf, yamlOf } from '../../src/apply/file-text.ts'
import { anEvent } from '../support/factories.ts'

const hall = { ...anEvent().venue, externalId: 'hall' }
const awkward = [
  ...[
    'no',
    'yes',
    'on',
    'null',
    '~',
    '1e3',
    '0x10',
    '0o17',
    '007',
    '1_000',
    '.5',
    '.inf',
    '12:30',
    '2031-01-01',
    '=',
    '<<',
  ],
  ...[
    '- a',
    '? a',
    ': a',
    '# a',
    'a # b',
    'a: b',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '"a"',
    "'a'",
    '{a',
    '[a',
    '|',
    '>',
  ],
  ...[' a', 'a ', 'é', '🎻', '👩‍👩‍👧', 'می‌خواهم', '\ufeffa', 'a\u00a0b', '---', '...', 'a\\nb', '٣'],
]

describe('a file that is written', () => {
  const readBack = async (venue: Venue) => {
    const text = yamlOf(await fileOf({ venue: [venue], event: [], webhookEndpoint: [] }, undefined))
    return entriesIn('f', text).entries[0]?.values
  }

  for (const text of awkward)
    it(`keeps ${JSON.stringify(text)}`, async () => {
      expect(await readBack({ ...hall, externalId: text, name: text })).to.deep.include({
        externalId: text,
        name: text,
      })
    })

  it('keeps every text that the contract takes, of one line or of several', async () => {
    const visible = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter(text => /[\p{L}\p{N}]/u.test(text))
    const line = visible.filter(text => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text))
    const lines = fc
      .array(fc.oneof(line, fc.constantFrom('', ' ', '  indented', '\ttab', '# no comment', '---', '- item', 'a: b')))
      .map(all => `x${all.join('\n')}`)
    await fc.assert(
      fc.asyncProperty(line, lines, async (title, description) => {
        const event = anEvent({ externalId: 'e', title, description })
        const text = yamlOf(await fileOf({ venue: [], event: [event], webhookEndpoint: [] }, undefined))
        const { entries, faults } = entriesIn('f', text)
        expect(faults).to.deep.equal([])
        expect(entries[0]!.values).to.deep.include({ title, description })
      }),
      { numRuns: 300 },
    )
  }).timeout(20_000)

  it('keeps a text that YAML can only quote, over several lines', async () => {
    const description = 'xͰ \n \n𐀀𐀀\n\na: b\n  𐀀𐀀𐀀𐀀𐀀 \n '
    const event = anEvent({ externalId: 'e', description })
    const text = yamlOf(await fileOf({ venue: [], event: [event], webhookEndpoint: [] }, undefined))
    expect(entriesIn('f', text).entries[0]!.values).to.deep.include({ description })
  })

  it('proposes external ids that are different, and the same each time', () => {
    const venues = ['Große Halle', 'große halle', '!!!', 'Hall'].map((name, n) => ({
      ...{ ...hall, id: `ven_${n}`, name },
      ...(name === 'Hall' ? { externalId: 'große-halle-2' } : { externalId: undefined }),
    }))
    const exported = { venue: venues, event: [anEvent()], webhookEndpoint: [] }
    const proposals = proposalsFor(unnamedOf(exported), exported)
    expect([...proposals.values()]).to.deep.equal([
      ...['große-halle', 'große-halle-3', 'ven_2', 'night-of-strings-2030-06-01'],
    ])
  })
})
