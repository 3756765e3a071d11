// Pictures of codes, read again by decoders that are not ours: of a PNG, of an SVG, of every size.
import { expect } from 'chai'
import { PNG } from 'pngjs'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { qrPng, qrSvg } from '../../src/domains/bookings/codes/qr-picture.ts'
import { newId } from '../../src/platform/ids.ts'
import { textOfPng, textOfSvg } from './read-pictures.ts'

describe('the picture of a code', () => {
  const keys = createCodeKeys(['t'.repeat(48)])
  const eventId = newId('evt')

  for (const size of [64, 100, 245, 384, 1_000, 2_048])
    it(`of ${size} pixels is read again by others, as PNG`, async () => {
      const code = await keys.codeOf(eventId, { id: newId('tic'), serial: 1 })
      const png = qrPng(code, size)
      const { width, height } = PNG.sync.read(png)
      expect([width, height]).to.deep.equal([width, width])
      expect(width).to.be.within(size - 48, size)
      // One pixel to a square is less than this decoder can find.
      if (width >= 98) expect(textOfPng(png)).to.deep.include({ data: code, version: 6 })
    })

  it('is read again as SVG', async () => {
    const code = await keys.codeOf(eventId, { id: newId('tic'), serial: 1 })
    const svg = qrSvg(code, 384)
    expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="384" height="384" viewBox="0 0 49 49"/)
    expect(textOfSvg(svg)?.data).to.equal(code)
  })

  it('is small: a kilobyte or two in a mail', async () => {
    const code = await keys.codeOf(eventId, { id: newId('tic'), serial: 1 })
    expect(qrPng(code, 245).length).to.be.lessThan(2_000)
    expect(qrPng(code, 2_048).length).to.be.lessThan(16_000)
  })
})
