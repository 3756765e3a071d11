// What QR pictures say, by decoders that are not ours.
import jsQR from 'jsqr'
import { PNG } from 'pngjs'

type Read = { readonly data: string; readonly version: number } | null
const readQr = jsQR as unknown as (pixels: Uint8ClampedArray, width: number, height: number) => Read

export function textOfPng(bytes: Uint8Array): Read {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  return readQr(new Uint8ClampedArray(data), width, height)
}

/** An SVG of ours has one rectangle of white and black runs, each of which is drawn here as it says. */
export function textOfSvg(svg: string, pixelsPerSquare = 4): Read {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)![1]) * pixelsPerSquare
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)].map(run => run.slice(1).map(Number))
  for (const [x, y, length] of runs as [number, number, number][])
    for (let py = y * pixelsPerSquare; py < (y + 1) * pixelsPerSquare; py++)
      for (let px = x * pixelsPerSquare; px < (x + length) * pixelsPerSquare; px++)
        pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3)
  return readQr(pixels, side, side)
}
