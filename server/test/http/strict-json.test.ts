import { expect } from 'chai'
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
