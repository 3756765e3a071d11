// Letters beyond U+FFFF have two code units: nothing that cuts, measures or rewrites a text takes one in two.
import { expect } from 'chai'
import fc from 'fast-check'
import { editDistance } from '../../src/contract/edit-distance.ts'
import { documentOf } from '../../src/domains/search/document.ts'
import { liveDocumentOf, seatsToldBy } from '../../src/domains/search/elasticsearch/index-mapping.ts'
import { highlightsOf } from '../../src/domains/search/text/highlights.ts'
import { understand } from '../../src/domains/search/text/query.ts'
import { deletionVariants, mistakesMax, nearest, splitsOf } from '../../src/domains/search/text/spelling.ts'
import { fold, foldedPhrase, wordsOf } from '../../src/domains/search/text/words.ts'
import { beginningOf, indexAfter, indexBefore, lengthOf } from '../../src/platform/code-points.ts'
import { anEvent } from './builders.ts'
import { scripts, signs } from './scripts.ts'

const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
/** The texts within a value that hold half a letter. */
const halvesIn = (value: unknown) =>
  (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'string' && half.test(each) ? `half of ${escape(each)}` : each,
    ) ?? ''
  ).match(/half of [^"]*/g) ?? []

const anEventAbout = (text: string) =>
  anEvent({
    title: text,
    description: `${text} `.repeat(60),
    tags: [text],
    category: text,
    venue: { name: text, city: text },
  })

/** Everything that takes a text apart, by its name. */
const cutters: Readonly<Record<string, (text: string) => unknown>> = {
  'beginnings of any length': text => Array.from({ length: 12 }, (_, length) => beginningOf(text, length)),
  words: wordsOf,
  folding: fold,
  phrases: foldedPhrase,
  queries: text => understand(text),
  'words in two': text => wordsOf(text).map(splitsOf),
  'neighbours of its words': text => wordsOf(text).map(deletionVariants),
  'the nearest of its words': text =>
    wordsOf(text).map(word => nearest(word, wordsOf(`${text} ${text}x`), { prefix: true })),
  'the document in PostgreSQL': text => documentOf(anEventAbout(text)),
  'the document in Elasticsearch': text => {
    const event = anEventAbout(text)
    return liveDocumentOf(event, seatsToldBy(event))
  },
  highlights: text => highlightsOf(anEventAbout(text), understand(text).terms),
}

/** Any well-formed text, half of it letters beyond U+FFFF. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(...scripts.map(({ word }) => word), ...signs, ' ', '-', '\u0301', '\u{1F3FD}', '\u200d'),
      fc
        .array(fc.integer({ min: 0x10000, max: 0x1ffff }), { minLength: 1, maxLength: 80 })
        .map(points => String.fromCodePoint(...points)),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))

describe('letters beyond the basic plane', () => {
  for (const [what, cut] of Object.entries(cutters)) {
    it(`${what}: no half letters, in any script`, () => {
      for (const text of [...scripts.map(({ word }) => word), ...signs])
        expect(halvesIn(cut(text)), text).to.deep.equal([])
    })
    it(`${what}: no half letters, whatever the text`, () => {
      fc.assert(
        fc.property(texts, text => {
          expect(halvesIn(cut(text))).to.deep.equal([])
        }),
        { numRuns: 150 },
      )
    })
  }

  it('would be seen cut in two (the control)', () => {
    expect(halvesIn([...'𞤀𞤣'].join('').slice(0, 3))).to.have.length(1)
    expect(() =>
      fc.assert(
        fc.property(texts, text => {
          expect(halvesIn(text.slice(0, 5))).to.deep.equal([])
        }),
        { numRuns: 1_000 },
      ),
    ).to.throw()
  })

  for (const { name, word, alsoFoundBy } of scripts) {
    const [folded] = wordsOf(word)
    const letters = [...folded!]
    it(`${name}: mistakes are counted by the letter`, () => {
      expect(mistakesMax(folded!)).to.equal(letters.length < 6 ? 1 : 2)
      expect(editDistance(letters.toSpliced(1, 1).join(''), folded!)).to.equal(1)
      expect(editDistance([letters[1], letters[0], ...letters.slice(2)].join(''), folded!)).to.equal(
        letters[0] === letters[1] ? 0 : 1,
      )
      expect(deletionVariants(folded!)).to.have.length(
        new Set(letters.map((_, at) => letters.toSpliced(at, 1).join(''))).size + 1,
      )
      expect(nearest(letters.slice(0, 3).join(''), [folded!], { prefix: true })).to.deep.equal([folded])
    })
    if (alsoFoundBy)
      it(`${name}: ${word} is the same word as ${alsoFoundBy}`, () =>
        expect(foldedPhrase(word)).to.equal(foldedPhrase(alsoFoundBy)))
  }

  it('lengths and places count letters', () => {
    const text = 'a𞤀b𐓏'
    expect(lengthOf(text)).to.equal(4)
    expect([0, 1, 2, 3, 4, 5].map(count => indexAfter(text, 0, count))).to.deep.equal([0, 1, 3, 4, 6, 6])
    expect([0, 1, 2, 3, 4, 5].map(count => indexBefore(text, text.length, count))).to.deep.equal([6, 4, 3, 1, 0, 0])
  })

  it('an excerpt has as many letters whatever their script', () => {
    const lengthIn = (letter: string) => {
      const description = `${`${letter.repeat(5)} `.repeat(100)}needle ${`${letter.repeat(5)} `.repeat(100)}`
      return lengthOf(highlightsOf(anEvent({ description }), understand('needle').terms)!.description!)
    }
    expect(lengthIn('𞤢')).to.equal(lengthIn('a'))
  })

  it('no folded letter holds what means something to PostgreSQL: quotes, backslashes, per cent signs', function () {
    this.timeout(20_000)
    const harmful: string[] = []
    for (let point = 1; point < 0x110000; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue
      const letter = String.fromCodePoint(point)
      if (wordsOf(letter).some(word => /['\\%_\0]/.test(word))) harmful.push(letter)
    }
    expect(harmful).to.deep.equal([])
  })

  it('no phrase is longer than an index of PostgreSQL takes, however much its letters unfold', () => {
    for (const text of ['ﷺ'.repeat(300), '㌀'.repeat(300), '𒀀'.repeat(3_000), signs.join('').repeat(100)])
      expect(Buffer.byteLength(foldedPhrase(text))).to.be.at.most(2_000)
  })
})
