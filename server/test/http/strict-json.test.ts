import { expect } from 'chai'
import fc from 'fast-check'
import { jsonFaultOf } from '../../src/platform/http/json-fault.ts'
import { parseStrictJson } from '../../src/platform/http/strict-json.ts'
import { Problem } from '../../src/platform/problems.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('JSON that can be read in one way only', () => {
  const accepted: [string, string][] = [
    ['an empty object', '{}'],
    ['the same key in two objects', '[{"a":1},{"a":2}]'],
    ['a key that is a value elsewhere', '{"a":"b","b":"a"}'],
    ['escapes and emoji', '{"a":"\\u00e9 \\ud83d\\ude00 😀 \\\\ \\" {[:]}"}'],
    ['16 levels', nested(16)],
    ['white space around colons', '{ "a" \n : 1 }'],
    ['a bare string', '"a"'],
  ]
  for (const [what, text] of accepted)
    it(`accepts ${what}`, () => expect(parseStrictJson(text)).to.deep.equal(JSON.parse(text)))

  const refused: [string, string][] = [
    ['broken syntax', '{"a":'],
    ['a duplicate key', '{"a":1,"a":1}'],
    ['a duplicate key behind an escape', '{"a":1,"\\u0061":2}'],
    ['a duplicate key deep inside', '{"x":[{"a":{"b":1,"b":2}}]}'],
    ['__proto__', '{"__proto__":{}}'],
    ['__proto__ behind an escape', '{"\\u005f_proto__":{}}'],
    ['an escaped NUL', '{"a":"\\u0000"}'],
    ['a NUL in a key', '{"\\u0000":1}'],
    ['a lone high surrogate', '{"a":"\\ud83d"}'],
    ['a lone low surrogate', '{"a":"\\ude00"}'],
    ['17 levels', nested(17)],
    ['nothing', ''],
  ]
  for (const [what, text] of refused) {
    it(`refuses ${what}`, () =>
      expect(() => parseStrictJson(text))
        .to.throw(Problem)
        .with.property('code', 'malformed_request'))
  }
})

describe('where a text stops being JSON', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const pieces = [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      "'",
      '\\',
      ' ',
      '\n',
      '\t',
      '\u0001',
      '\u{1f600}',
      'a',
      '"a"',
      '"\\n"',
      '"\\u00e9"',
    ],
    ...['true', 'null', 'nul', '0', '-', '1', '.5', 'e9', '1E+2', '// x', '/*', '\ufeff', 'NaN', '"\\x"', '"\\u12"'],
  ]
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(parts => parts.join(''))

  it('is found in every text that JSON.parse refuses, with a line and a column that the text has', () => {
    fc.assert(
      fc.property(texts, text => {
        if (isJson(text)) return
        const [, line, column, what] = /^line (\d+), column (\d+): (.+)$/s.exec(jsonFaultOf(text)) ?? []
        expect(what, text).to.be.a('string')
        const lines = text.split('\n')
        expect(Number(line)).to.be.within(1, lines.length)
        expect(Number(column)).to.be.within(1, lines[Number(line) - 1]!.length + 1)
      }),
      { numRuns: 5_000 },
    )
  })

  it('is not found in a text that JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(jsonFaultOf(text)).to.match(/more than one way|nested deeper/)
      }),
    )
  })

  it('is found in a text that is nested a hundred thousand deep, without an end of the stack', () => {
    expect(jsonFaultOf('['.repeat(100_000))).to.equal('line 1, column 21: it is nested deeper than 20')
  })
})
