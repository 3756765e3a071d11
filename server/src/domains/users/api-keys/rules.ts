// What an API key looks like: known at sight, and told from a mistyped or made-up one without asking anybody.
import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const begin = 'evk_'
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 27 digits of base62 are 160 bits. */
const randomLength = 27
const checksumLength = 6
const prefixLength = 8

const form = new RegExp(`^${begin}[0-9A-Za-z]{${randomLength + checksumLength}}$`)

/** A new key: `evk_`, 160 random bits and a checksum, both in base62. */
export function newApiKey(): string {
  const random = Array.from({ length: randomLength }, () => digits[randomInt(digits.length)]).join('')
  return `${begin}${random}${checksumOf(random)}`
}

/** Whether this claims to be an API key, valid or not. */
export const looksLikeApiKey = (token: string) => token.startsWith(begin)

/** Whether a key was written down as one that was made somewhere: no digit lost, changed or made up. */
export const isWellFormed = (key: string) =>
  form.test(key) && checksumOf(key.slice(begin.length, -checksumLength)) === key.slice(-checksumLength)

/** A key has so many random bits that a plain SHA-256 keeps it as safe as a slow hash would. */
export const apiKeyHash = (key: string): Buffer => createHash('sha256').update(key).digest()

/** What a key is recognised by in lists: too little to guess the rest. */
export const prefixOf = (key: string) => key.slice(0, prefixLength)

/** CRC-32 in base62, padded to six digits. */
function checksumOf(text: string): string {
  let rest = crc32(text)
  let written = ''
  for (let n = 0; n < checksumLength; n++) {
    written = digits[rest % digits.length] + written
    rest = Math.floor(rest / digits.length)
  }
  return written
}
