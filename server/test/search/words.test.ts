// Words: folding, splitting, mistakes.
import { expect } from 'chai'
import { editDistance } from '../../src/contract/edit-distance.ts'
import { deletionVariants, nearest } from '../../src/domains/search/text/spelling.ts'
import { fold, foldedPhrase, wordsOf } from '../../src/domains/search/text/words.ts'

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
})
