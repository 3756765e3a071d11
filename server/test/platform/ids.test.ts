import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'

describe('ids', () => {
  const ids = Array.from({ length: 20_000 }, () => newId('evt'))

  it('are TypeIDs: a prefix and a UUIDv7 in base32', () => {
    for (const id of ids) expect(id).to.match(/^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
    const bitsOf = (digit: string) => '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit).toString(2).padStart(5, '0')
    const bits = BigInt(`0b${[...newId('evt').slice(4)].map(bitsOf).join('')}`)
    expect(Number(bits >> 80n)).to.be.closeTo(Date.now(), 10_000)
    expect(Number((bits >> 76n) & 15n), 'version').to.equal(7)
    expect(Number((bits >> 62n) & 3n), 'variant').to.equal(2)
  })

  it('sort in the order of their making, even within a millisecond, and never repeat', () => {
    expect(ids).to.deep.equal([...ids].sort())
    expect(new Set(ids).size).to.equal(ids.length)
  })
})
