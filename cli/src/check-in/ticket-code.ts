// Codes of tickets, as a scanner without a network knows them: signed ones by the event's keys, any other by its hash.
import { createHash, createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { CheckInKey } from '@evently/sdk'

/** What a true signed code says. */
export interface SignedTicket {
  readonly ticketId: string
  readonly serial: number
}

const prefix = 'EV1:'
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const [signedBytes, codeBytes] = [22, 86]

export const isSigned = (code: string): boolean => code.startsWith(prefix)

/** Reads signed codes; undefined for one that no key of these has signed. */
export function createCodeReader(keys: readonly CheckInKey[]): (code: string) => SignedTicket | undefined {
  const known = keys.map(({ id, pem }): [string, KeyObject] => [id, createPublicKey(pem)])
  return code => {
    const bytes = bytesOfBase45(code.slice(prefix.length))
    if (!isSigned(code) || bytes?.length !== codeBytes) return undefined
    const [signed, signature, keyId] = [
      bytes.subarray(0, signedBytes),
      bytes.subarray(signedBytes),
      bytes.toString('hex', 0, 2),
    ]
    if (!known.some(([id, key]) => id === keyId && verify(null, signed, key, signature))) return undefined
    return { ticketId: ticketIdIn(bytes), serial: bytes.readUInt32BE(18) }
  }
}

function ticketIdIn(bytes: Buffer): string {
  let [id, rest] = ['', BigInt(`0x${bytes.toString('hex', 2, 18)}`)]
  for (let n = 0; n < 26; n++, rest >>= 5n) id = digits[Number(rest & 31n)]! + id
  return `tic_${id}`
}

/** RFC 9285; undefined for a text that no bytes have. */
function bytesOfBase45(text: string): Buffer | undefined {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const values = [...text.slice(at, at + 3)].map(sign => signs.indexOf(sign))
    const number = values.reduceRight((sum, value) => sum * 45 + value, 0)
    const isPair = values.length === 3
    if (values.length === 1 || values.includes(-1) || number > (isPair ? 0xffff : 0xff)) return undefined
    if (isPair) bytes.push(number >> 8)
    bytes.push(number & 0xff)
  }
  return Buffer.from(bytes)
}

/** The `codeHash` of the ticket that a code can belong to, however it was typed: as the server reads it. */
export function codeHash(text: string): string {
  const read = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return createHash('sha256')
    .update(read.replaceAll(/(.{4})(?=.)/g, '$1-'))
    .digest('base64url')
}
