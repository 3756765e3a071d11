// QR pictures in a terminal: two squares of the picture in each line, one above the other.
import encodeQR from 'qr'

/** White on black, whatever the terminal's own colours are: scanners know both, but not grey on yellow. */
const [begin, end] = ['\u001b[97;40m', '\u001b[0m']

export function qrText(text: string, { isColoured }: { readonly isColoured: boolean }): string {
  const lines = encodeQR(text, 'ascii', { border: 2 }).trimEnd().split('\n')
  return lines.map(line => (isColoured ? begin + line + end : line)).join('\n')
}
