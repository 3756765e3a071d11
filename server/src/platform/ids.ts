// Ids: prefixed, sortable by the time of their making, opaque to everyone else.
import { createHash, randomFillSync } from 'node:crypto'

/** What an id may begin with, by what it names. */
export type IdPrefix =
  | 'usr'
  | 'ses'
  | 'key'
  | 'evt'
  | 'ser'
  | 'ven'
  | 'tkt'
  | 'rsv'
  | 'bkg'
  | 'pay'
  | 'ref'
  | 'tic'
  | 'wle'
  | 'prm'
  | 'whe'
  | 'whd'
  | 'msg'
  | 'req'
  | 'chg'
  | 'mail'
  | 'ers'

const digits = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford's base32 without i, l, o and u
const counterMax = 2 ** 11
const chanceDigits = 13
const derivedDigits = 26

let knownMs = 0,
  time = '',
  counter = 0
const chance = Buffer.alloc(4_096 - (4_096 % (chanceDigits + 2)))
let chanceAt = chance.length

/**
 * A new id such as `evt_01jz3t5m8qf0vab9x2k4c7d6eh`: a TypeID (https://github.com/jetify-com/typeid), that is a UUIDv7
 * in base32. Each sorts after all that this process has made before. Made here because the package takes ten times as
 * long, and every request makes one or two.
 */
export function newId(prefix: IdPrefix): string {
  if (chanceAt === chance.length) {
    randomFillSync(chance)
    chanceAt = 0
  }
  tick()
  // 50 bits of time; the version 7 (0111) and 11 bits that count; 1 bit of chance, the variant (10), 62 bits of chance.
  const counted = digits[0b01110 | (counter >> 10)]! + digits[(counter >> 5) & 31]! + digits[counter & 31]!
  let id = `${prefix}_${time}${counted}${digits[0b01000 | (chance[chanceAt]! & 0b10011)]}`
  for (let n = 1; n < chanceDigits; n++) id += digits[chance[chanceAt + n]! & 31]
  chanceAt += chanceDigits + 2
  return id
}

/**
 * Moves the counter on; each millisecond it begins somewhere in its lower half, and when it is used up time runs ahead
 * a little.
 */
function tick() {
  const ms = Date.now()
  if (ms <= knownMs && ++counter < counterMax) return
  knownMs = Math.max(ms, knownMs + 1)
  counter = chance.readUInt16LE(chanceAt + chanceDigits) % (counterMax / 2)
  time = ''
  for (let rest = knownMs, n = 0; n < 10; n++, rest = Math.floor(rest / 32)) time = digits[rest % 32] + time
}

/** An id that follows from a text: the same of the same, another of any other. It does not sort by time. */
export function derivedId(prefix: IdPrefix, text: string): string {
  const digest = createHash('sha256').update(text).digest()
  let id = `${prefix}_`
  // Five bits a digit, from the lowest of the digest's number upwards.
  for (let n = 0, bits = 0, rest = 0, at = digest.length; n < derivedDigits; n++, bits -= 5, rest >>= 5) {
    if (bits < 5) {
      rest |= digest[--at]! << bits
      bits += 8
    }
    id += digits[rest & 31]
  }
  return id
}
