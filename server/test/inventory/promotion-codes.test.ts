// Which codes are one: what a buyer may write instead of what the organizer has given out.
import { expect } from 'chai'
import fc from 'fast-check'
import { codeKeyOf } from '../../src/domains/inventory/rules/promotion-rules.ts'

describe('a code of a promotion', () => {
  const same: Readonly<Record<string, readonly [given: string, written: string]>> = {
    'upper and lower case': ['Early-10', 'eARLY-10'],
    'blanks around and within': [' Early  10 ', 'early10'],
    'other blanks: no-break, thin, wide, line ends': ['Early 10', 'Early\u00a01\u20090\u3000\n'],
    'a soft hyphen of a mail': ['Early-10', 'Ear\u00adly-10'],
    'a zero-width space, joiners, a byte order mark': ['Early-10', '\ufeffEar\u200bly\u200d-\u206010'],
    'full-width letters and digits': ['EARLY10', 'ＥＡＲＬＹ１０'],
    'a ligature': ['office', 'oﬃce'],
    'an accent of its own': ['CAFÉ', 'cafe\u0301'],
    'sharp s in capitals': ['straße', 'STRASSE'],
    'capital sharp s': ['STRAẞE', 'straße'],
    'sigma at the end of a word': ['ΟΔΟΣ', 'οδος'],
    'sigma that a blank makes the last': ['ΑΣ Α', 'ασα'],
    'a dotted capital I': ['İZMİR', 'i\u0307zmi\u0307r'],
  }
  for (const [what, [given, written]] of Object.entries(same))
    it(`is the same for ${what}`, () => expect(codeKeyOf(written)).to.equal(codeKeyOf(given)))

  const other: Readonly<Record<string, readonly [given: string, written: string]>> = {
    'a hyphen': ['EARLY-10', 'EARLY10'],
    'a long dash for a hyphen': ['EARLY-10', 'EARLY–10'],
    'an accent': ['CAFÉ', 'CAFE'],
    'a dotless i': ['ilk', 'ılk'],
    'a letter of another script': ['EARLY', 'ЕARLY'],
    'nothing for O': ['O0', '00'],
  }
  for (const [what, [given, written]] of Object.entries(other))
    it(`is another one with ${what}`, () => expect(codeKeyOf(written)).not.to.equal(codeKeyOf(given)))

  it('is the same in upper case, in lower case, with blanks anywhere, and compared twice', () => {
    // The dotless i is no i, but its capital is one.
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(each => !each.includes('ı'))
    fc.assert(
      fc.property(text, code => {
        const key = codeKeyOf(code)
        for (const written of [code.toUpperCase(), code.toLowerCase(), ` ${code}\u2003`, key])
          expect(codeKeyOf(written), JSON.stringify(written)).to.equal(key)
      }),
      { numRuns: 2_000 },
    )
  })
})
