// QR pictures as SVG and PNG, with the white edge of four squares that the standard asks for (ISO/IEC 18004).
import { crc32, deflateSync } from 'node:zlib'
import encodeQR from 'qr'

/** Rows of squares; true is black. */
type Squares = readonly (readonly boolean[])[]

const squaresOf = (text: string): Squares => encodeQR(text, 'raw', { ecc: 'medium', border: 4 })

/** `size`: width and height, in pixels. */
export function qrSvg(text: string, size: number): string {
  const squares = squaresOf(text)
  const path = squares.map((row, y) =>
    runsOf(row)
      .map(([from, to]) => `M${from} ${y}h${to - from}v1H${from}z`)
      .join(''),
  )
  const side = squares.length
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/>` +
    `<path d="${path.join('')}"/></svg>`
  )
}

/** Where black begins and ends in a row, from left to right. */
function runsOf(row: readonly boolean[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = []
  row.forEach((isBlack, x) => {
    const last = runs.at(-1)
    if (!isBlack) return
    if (last?.[1] === x) last[1]++
    else runs.push([x, x + 1])
  })
  return runs
}

/**
 * As large as `size` pixels let it be with whole pixels for each square, one at least. A pixel is a bit: half a
 * kilobyte for a ticket.
 */
export function qrPng(text: string, size: number): Buffer {
  const squares = squaresOf(text)
  const scale = Math.max(1, Math.floor(size / squares.length))
  const side = squares.length * scale
  const lines = squares.flatMap(row => Array.from({ length: scale }, () => lineOf(row, scale)))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1 // a bit for each pixel, and the rest zero: grey, usual compression and filter, not interlaced
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.concat(lines))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** The filter's number, which is none, and the pixels; a bit that is set is white. */
function lineOf(row: readonly boolean[], scale: number): Buffer {
  const line = Buffer.alloc(1 + Math.ceil((row.length * scale) / 8))
  row.forEach((isBlack, square) => {
    if (isBlack) return
    for (let x = square * scale; x < (square + 1) * scale; x++) line[1 + (x >> 3)]! |= 0x80 >> (x & 7)
  })
  return line
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function pngChunk(type: string, data: Buffer): Buffer {
  const [length, checksum, name] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.from(type)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(Buffer.concat([name, data])))
  return Buffer.concat([length, name, data, checksum])
}
