// A ticket's signed code, as text and taken apart: `EV1:` and, in base45, 86 bytes.
//
//   bytes   0–1    the key's id
//           2–17   the ticket's id, without its prefix: 128 bits
//          18–21   its serial, from the highest byte on
//          22–85   the signature of bytes 0–21: Ed25519 (RFC 8032)
//
// The key is one event's alone, so the event needs no bytes. The text begins and ends with what is no blank, so that
// nothing is lost where blanks around it are.
import { base45Of, bytesOfBase45 } from '../../../platform/base45.ts'

const prefix = 'EV1:'
const signedBytes = 22
const codeBytes = signedBytes + 64
const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const idPrefix = 'tic_'
const idDigits = 26

/** What is signed. */
export interface CodeFacts {
  /** Two bytes as four hexadecimal digits. */
  readonly keyId: string
  readonly ticketId: string
  /** From 1 on. */
  readonly serial: number
}

export interface SignedCode extends CodeFacts {
  /** Without the blanks around it. */
  readonly code: string
  readonly signed: Buffer
  readonly signature: Buffer
}

/** The bytes to be signed. Throws for an id that is no ticket's. */
export function bytesToSign({ keyId, ticketId, serial }: CodeFacts): Buffer {
  if (!ticketId.startsWith(idPrefix) || ticketId.length !== idPrefix.length + idDigits)
    throw new Error(`${ticketId} is the id of no ticket`)
  let number = 0n
  for (const digit of ticketId.slice(idPrefix.length)) number = (number << 5n) | BigInt(digits.indexOf(digit))
  const bytes = Buffer.alloc(signedBytes)
  bytes.write(keyId, 0, 2, 'hex')
  bytes.write(number.toString(16).padStart(32, '0'), 2, 16, 'hex')
  bytes.writeUInt32BE(serial, 18)
  return bytes
}

export const codeText = (signed: Buffer, signature: Buffer) => prefix + base45Of(Buffer.concat([signed, signature]))

/** Undefined for what has not the form of one; whether it is true says the signature. */
export function readSignedCode(text: string): SignedCode | undefined {
  const code = text.trim()
  if (!code.startsWith(prefix)) return undefined
  const bytes = bytesOfBase45(code.slice(prefix.length))
  if (bytes?.length !== codeBytes) return undefined
  const all = Buffer.from(bytes)
  return {
    code,
    keyId: all.toString('hex', 0, 2),
    ticketId: idPrefix + idText(BigInt(`0x${all.toString('hex', 2, 18)}`)),
    serial: all.readUInt32BE(18),
    signed: all.subarray(0, signedBytes),
    signature: all.subarray(signedBytes),
  }
}

function idText(number: bigint): string {
  let text = ''
  for (let n = 0, rest = number; n < idDigits; n++, rest >>= 5n) text = digits[Number(rest & 31n)]! + text
  return text
}
