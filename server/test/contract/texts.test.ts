// Texts that show, in every property of every body that people write by themselves: found in the contract, not listed.
import { expect } from 'chai'
import { readDocument, type ContractDocument } from '../../src/contract/document.ts'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { faultOfText, type TextKind } from '../../src/contract/texts.ts'
import type { OperationId } from '../../src/contract/types.ts'
import { validatorsIn } from '../../src/contract/validation.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly [keyword: string]: unknown
}
interface Found {
  readonly id: OperationId
  readonly path: readonly string[]
  readonly schema: Schema
}

const document: ContractDocument = readDocument('evently')

/** Every property of a text, in the bodies of all operations; `0` stands for the items of a list. */
const texts: readonly Found[] = Object.values(document.paths)
  .flatMap(item => Object.values(item))
  .flatMap(({ operationId, requestBody }) => {
    const schema = requestBody?.content['application/json']?.schema
    return schema ? textsIn(schema as Schema, []).map(each => ({ id: operationId as OperationId, ...each })) : []
  })

function textsIn(schema: Schema, path: readonly string[]): Omit<Found, 'id'>[] {
  if (schema.$ref) return textsIn(document.components.schemas[schema.$ref.split('/').pop()!] as Schema, path)
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => textsIn(each, [...path, name]))
  const items = schema.items ? textsIn(schema.items, [...path, '0']) : []
  const either = ((schema['anyOf'] ?? []) as readonly Schema[]).flatMap(each => textsIn(each, path))
  const isText = [schema.type].flat().includes('string')
  return [...(isText ? [{ path, schema }] : []), ...inner, ...items, ...either]
}

/** Neither names nor words: what nobody reads, or what is compared to the letter. */
const secrets = ['password', 'currentPassword', 'newPassword', 'refreshToken', 'token']
const isBound = ({ schema, path }: Found) =>
  ['enum', 'const', 'format', 'x-evently-code'].some(keyword => keyword in schema) ||
  (typeof schema['pattern'] === 'string' && schema['pattern'] !== '\\S') ||
  secrets.includes(path.at(-1)!)
const shown = texts.filter(each => !isBound(each))

/** A body that has nothing but this text. */
const bodyOf = (path: readonly string[], text: string): unknown =>
  path.reduceRight<unknown>((value, name) => (name === '0' ? [value] : { [name]: value }), text)

const refused: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  spaces: [' \u00a0\u3000', /blank or invisible/],
  'zero-width spaces and joiners': ['\u200b\u200c\u200d\u2060\ufeff', /blank or invisible/],
  'Hangul fillers': ['\u115f\u1160\u3164\uffa0', /blank or invisible/],
  "Braille's blank": ['\u2800', /blank or invisible/],
  'variation selectors': ['\ufe0f\ufe00\u{e0100}', /blank or invisible/],
  'soft hyphens': ['\u00ad\u00ad', /blank or invisible/],
  'tag characters': ['\u{e0041}\u{e0042}\u{e007f}', /blank or invisible/],
  'marks of direction': ['\u200e\u200f\u061c', /blank or invisible/],
  'a combining grapheme joiner': ['\u034f', /blank or invisible/],
  'an override of direction': ['Night\u202egnirts', /turn the direction .*U\+202E/],
  'an embedding': ['a\u202ab', /turn the direction .*U\+202A/],
  'an isolate': ['\u2066a\u2069', /turn the direction .*U\+2066/],
  'an escape': ['Red \u001b[31m alert', /control characters .*U\+001B/],
  'a bell': ['a\u0007', /control characters .*U\+0007/],
  'a delete': ['a\u007f', /control characters .*U\+007F/],
  'a control of C1': ['a\u009b31m', /control characters .*U\+009B/],
  'next line, a control of C1': ['a\u0085b', /control characters .*U\+0085/],
}
const refusedInALine: typeof refused = {
  'a line break': ['two\nlines', /one line.*U\+000A/],
  'a carriage return': ['two\r\nlines', /one line.*U\+000D/],
  'a tab': ['a\tb', /one line.*U\+0009/],
  'a line separator': ['a\u2028b', /one line.*U\+2028/],
}
const taken: Readonly<Record<string, string>> = {
  'a word': 'Strings',
  'a family of joined emoji': '👨‍👩‍👧‍👦',
  'a flag of tags': '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'a heart with its variation selector': '❤️',
  'Persian with a non-joiner': 'می‌خواهم',
  'Hebrew with a mark of direction': 'שלום\u200f!',
  'a combined letter': 'Zoe\u0308',
  'a soft hyphen within a word': 'Streich\u00adquartett',
  'one digit': '7',
  'a symbol': '☂',
}

describe('texts that show', () => {
  const validatorsOf = validatorsIn('evently')
  const faultsAt = ({ id, path }: Found, text: string) =>
    validatorsOf(id).body!(bodyOf(path, text)).filter(({ pointer }) => pointer === `/${path.join('/')}`)

  it('are asked for in every property that people write and read, in every body', () => {
    expect(shown.length).to.be.greaterThan(25)
    const unasked = shown.filter(({ schema }) => !['line', 'lines'].includes(String(schema['x-evently-text'])))
    expect(unasked.map(({ id, path }) => `${id} ${path.join('.')}`)).to.deep.equal([])
    const found = new Set(shown.map(({ path }) => path.at(-1)))
    for (const name of ['title', 'name', 'reference', 'address', 'city', 'description', 'externalId'])
      expect(found).to.include(name)
    expect(Object.keys(operationFacts)).to.include.members([...new Set(shown.map(({ id }) => id))])
  })

  it('may have several lines where they describe something, and nowhere else', () => {
    const several = shown.filter(({ schema }) => schema['x-evently-text'] === 'lines').map(({ path }) => path.join('.'))
    expect([...new Set(several)]).to.deep.equal(['description', 'ticketTypes.0.description'])
  })

  for (const found of shown) {
    const kind = found.schema['x-evently-text'] as TextKind
    it(`${found.id} takes no ${found.path.join('.')} that hides, and says why`, () => {
      const wrong = kind === 'line' ? { ...refused, ...refusedInALine } : refused
      for (const [what, [text, says]] of Object.entries(wrong)) {
        const faults = faultsAt(found, text)
        expect(
          faults.map(({ keyword }) => keyword),
          what,
        ).to.deep.equal(['x-evently-text'])
        expect(faults[0]!.message, what).to.match(says)
      }
      const right = kind === 'lines' ? { ...taken, 'two lines': 'two\r\n\tlines\u2028' } : taken
      for (const [what, text] of Object.entries(right)) expect(faultsAt(found, text), what).to.deep.equal([])
    })
  }

  it('are none of these: each character of Unicode that never shows', () => {
    const invisible = /[\p{Z}\p{Default_Ignorable_Code_Point}]/u
    let checked = 0
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code)
      if (!invisible.test(character)) continue
      checked++
      if (faultOfText('line', character.repeat(3)) === undefined) expect.fail(`U+${code.toString(16)} is taken`)
    }
    expect(checked).to.be.greaterThan(4_000)
  })
})
