// Tables: aligned by what is seen of the characters, and cut to the terminal without losing what must be whole.
import { expect } from 'chai'
import stringWidth from 'string-width'
import { fields, table } from '../src/table.ts'

const columns = { ID: (one: Row) => one.id, TITLE: (one: Row) => one.title, PRICE: (one: Row) => one.price }
interface Row {
  id: string
  title: string
  price: string
}
const aRow = (title: string): Row => ({ id: 'evt_01jz3t5m8qf0vab9x2k4c7d6eh', title, price: '45.00 EUR' })

describe('extra columns', () => {
  const columns = { ID: (n: number) => `id_${'x'.repeat(20)}${n}`, NAME: () => 'A name', HOLD: () => 'y'.repeat(20) }

  it('are left out where the terminal is narrow, and are there where it is wide', () => {
    expect(table([1], columns, { width: 80, extra: ['HOLD'] }).split('\n')[0]).to.match(/^ID +NAME +HOLD$/)
    expect(table([1], columns, { width: 40, extra: ['HOLD'] }).split('\n')[0]).to.match(/^ID +NAME$/)
  })

  it('are there in a block, where nothing fits', () =>
    expect(table([1], columns, { width: 20, extra: ['HOLD'] })).to.contain('HOLD:'))
})

describe('a table', () => {
  const titles: Record<string, string> = {
    'plain letters': 'Night of Strings',
    'Chinese, Japanese and Korean': '弦楽の夜 현악의 밤',
    emoji: '🎻🎷 jazz',
    'a family, which is five characters and one sign': '👨‍👩‍👧 day',
    'a flag and a skin tone': '🇩🇪 👍🏽',
    'combining marks': 'Ne\u0301e o\u0308fter',
    'full-width letters': 'ＦＵＬＬ',
    'Devanagari and Thai': 'नमस्ते ราตรี',
  }
  for (const [what, title] of Object.entries(titles))
    it(`aligns ${what}`, () => {
      const [head = '', first = '', second = ''] = table([aRow(title), aRow('x')], columns, {}).split('\n')
      const startOf = (line: string, text: string) => stringWidth(line.slice(0, line.lastIndexOf(text)))
      expect(startOf(first, '45.00')).to.equal(startOf(head, 'PRICE'))
      expect(startOf(second, '45.00')).to.equal(startOf(head, 'PRICE'))
    })

  it('is cut to its terminal in what is free text, between signs, and says so', () => {
    for (const title of Object.values(titles)) {
      const long = `${title} `.repeat(20)
      for (let width = 55; width <= 70; width += 1) {
        const lines = table([aRow(long), aRow('x')], columns, { width }).split('\n')
        for (const line of lines) expect(stringWidth(line), line).to.be.at.most(width)
        const [, first = ''] = lines
        expect(first.startsWith(aRow('').id)).to.equal(true)
        expect(first.endsWith('45.00 EUR')).to.equal(true)
        const kept = first.slice(aRow('').id.length, -'45.00 EUR'.length).trim()
        expect(kept.endsWith('…')).to.equal(true)
        const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(long)].map(s => s.segment)
        const count = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(kept.slice(0, -1))].length
        expect(signs.slice(0, count).join('')).to.equal(kept.slice(0, -1))
      }
    }
  })

  it('is whole where there is no terminal', () => {
    const title = 'Night of Strings '.repeat(50).trim()
    expect(table([aRow(title)], columns, {})).to.contain(title)
  })

  it('may have as many rows as --all can bring', () => {
    const lines = table(
      Array.from({ length: 200_000 }, (_, n) => n),
      { N: n => n },
      {},
    ).split('\n')
    expect(lines).to.have.length(200_001)
  })

  it('is cut no more than it has to be', () => {
    const rows = [aRow('Night of Strings')]
    const width = stringWidth(table(rows, columns, {}).split('\n')[1] ?? '')
    expect(table(rows, columns, { width })).to.equal(table(rows, columns, {}))
    expect(table(rows, columns, { width: width - 1 })).to.contain('Night of Strin…')
  })

  it('becomes blocks on a terminal that is too narrow for it', () => {
    expect(table([aRow('Night'), aRow('Day')], columns, { width: 40 })).to.equal(
      [
        'ID:    evt_01jz3t5m8qf0vab9x2k4c7d6eh\nTITLE: Night\nPRICE: 45.00 EUR',
        'ID:    evt_01jz3t5m8qf0vab9x2k4c7d6eh\nTITLE: Day\nPRICE: 45.00 EUR',
      ].join('\n\n'),
    )
  })
})

describe('fields', () => {
  it('stand below each other, without those that have no value', () =>
    expect(fields({ ID: 'evt_1', Title: '弦楽', City: undefined, Tags: '', Left: 0, Open: false })).to.equal(
      'ID:    evt_1\nTitle: 弦楽\nLeft:  0\nOpen:  no',
    ))
})
