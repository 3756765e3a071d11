// Base45 (RFC 9285): bytes in the signs that a QR picture takes at five and a half bits each.

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const valueOf = new Map([...signs].map((sign, value) => [sign, value]))

export function base45Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length
    let rest = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    for (let n = 0; n < (isPair ? 3 : 2); n++) {
      text += signs[rest % 45]
      rest = Math.floor(rest / 45)
    }
  }
  return text
}

/** Undefined for a text that no bytes have. */
export function bytesOfBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const values = [...text.slice(at, at + 3)].map(sign => valueOf.get(sign))
    const [low, middle, high = 0] = values
    if (low === undefined || middle === undefined || values.includes(undefined)) return undefined
    const number = low + middle * 45 + high * 45 * 45
    const isPair = values.length === 3
    if (number > (isPair ? 0xffff : 0xff)) return undefined
    if (isPair) bytes.push(number >> 8)
    bytes.push(number & 0xff)
  }
  return Uint8Array.from(bytes)
}
