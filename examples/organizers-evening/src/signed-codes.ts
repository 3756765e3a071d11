// Signed codes of tickets, read and checked with an event's public keys and nothing else.
//
// A code is `EV1:` and, in base45 (RFC 9285), the key's id (2 bytes), the ticket's id (16), its serial (4) and an
// Ed25519 signature of those 22 (64).
import { createPublicKey, verify } from 'node:crypto'
import type { CheckInKey } from '@evently/sdk'

export interface SignedTicket {
  readonly ticketId: string
  /** Counts the codes of a ticket, from 1 on. */
  readonly serial: number
}

const prefix = 'EV1:'
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const idDigits = '0123456789abcdefghjkmnpqrstvwxyz'
const [signedBytes, codeBytes] = [22, 86]

/** Undefined for a code that none of the keys has signed. */
export function readSignedCode(code: string, keys: readonly CheckInKey[]): SignedTicket | undefined {
  const bytes = code.startsWith(prefix) ? bytesOfBase45(code.slice(prefix.length)) : undefined
  if (bytes?.length !== codeBytes) return undefined
  const key = keys.find(({ id }) => id === bytes.toString('hex', 0, 2))
  const [signed, signature] = [bytes.subarray(0, signedBytes), bytes.subarray(signedBytes)]
  if (!key || !verify(null, signed, createPublicKey(key.pem), signature)) return undefined
  return { ticketId: ticketIdIn(bytes), serial: bytes.readUInt32BE(18) }
}

/** Undefined for a text that no bytes have. */
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

/** 16 bytes as 26 digits of five bits each. */
function ticketIdIn(bytes: Buffer): string {
  let [id, rest] = ['', BigInt(`0x${bytes.toString('hex', 2, 18)}`)]
  for (let n = 0; n < 26; n++, rest >>= 5n) id = idDigits[Number(rest & 31n)]! + id
  return `tic_${id}`
}
