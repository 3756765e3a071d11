// Words: folding, splitting, mistakes.
import { expect } from 'chai'
import { editDistance } from '../../src/contract/edit-distance.ts'
import { byMistakes, deletionVariants, nearest } from '../../src/domains/search/text/spelling.ts'
import { findWords, fold, foldedPhrase, wordsOf } from '../../src/domains/search/text/words.ts'

describe('words', () => {
  for (const [text, folded] of [
    ['Łódź', 'lodz'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['ΑΘΉΝΑ', 'αθηνα'],
    ['Ё', 'е'],
  ] as const) {
    it(`${text} is ${folded}`, () => expect(fold(text)).to.equal(folded))
  }

  for (const [text, words] of [
    ["Rock'n'Roll: live!", ['rock', 'n', 'roll', 'live']],
    ['東京 2030', ['東', '京', '2030']],
    ['  ', []],
    ['%_:*&|!<->\'"\\', []],
    ['🎸solo', ['🎸', 'solo']],
  ] as const) {
    it(`${JSON.stringify(text)} has ${words.length} words`, () => expect(wordsOf(text)).to.deep.equal(words))
  }

  it('are the same in a text of plain letters as beside letters that are not', () => {
    const signs = [
      ...'abZ09 &+@.,:;\'"#%()*/<=>?[\\]^_`{|}~-\n\t',
      '  ',
      ' & ',
      'word',
      'AND',
      'x'.repeat(70),
      ...'éÅßŁıİŉǆ×÷',
    ]
    let seed = 1
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let n = 0; n < 5_000; n++) {
      const text = Array.from({ length: 1 + random(14) }, () => signs[random(signs.length)]).join('')
      const beside = findWords(`${text} — é`).slice(0, -1)
      const alone = findWords(text)
      const isSymbol = beside.length === 0 && alone.length === 1 // a name of symbols is one where it is the whole text
      if (!isSymbol) expect(alone, JSON.stringify(text)).to.deep.equal(beside)
    }
  })

  it('phrases that differ in punctuation and case are the same', () =>
    expect(foldedPhrase('São-Paulo ')).to.equal(foldedPhrase('SAO PAULO')))

  for (const [one, other, mistakes] of [
    ['jazz', 'jazz', 0],
    ['jzaz', 'jazz', 1],
    ['jaz', 'jazz', 1],
    ['kazz', 'jazz', 1],
    ['jazzz', 'jazz', 1],
    ['', 'jazz', 4],
    ['zajz', 'jazz', 2],
  ] as const) {
    it(`${mistakes} mistakes are between "${one}" and "${other}"`, () =>
      expect(editDistance(one, other)).to.equal(mistakes))
  }

  it('two words one mistake apart share a neighbour', () => {
    for (const typed of ['jzaz', 'jaz', 'kazz', 'jazzz', 'ajzz']) {
      const near = new Set(deletionVariants('jazz'))
      expect(
        deletionVariants(typed).some(each => near.has(each)),
        typed,
      ).to.equal(true)
    }
  })

  it('the nearest is the one with the fewest mistakes, and a whole word before a beginning', () => {
    expect(nearest('strngs', ['strings', 'string', 'strong'], { prefix: true })).to.deep.equal(['strings'])
    expect(nearest('brlin', ['berlin', 'merlin'], { prefix: false })).to.deep.equal(['berlin'])
    expect(nearest('abc', ['xyz'], { prefix: false })).to.deep.equal([])
  })

  it('that may have been meant: fewest mistakes first, all with as many together, the likeliest first', () =>
    expect(
      byMistakes('concert', ['convert', 'consort', 'koncert', 'concerts', 'piano'], { prefix: false }),
    ).to.deep.equal([['convert', 'concerts', 'koncert'], ['consort']]))
})
