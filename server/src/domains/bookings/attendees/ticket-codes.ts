// Ticket codes: what stands in a ticket's QR picture and can be read out at the door.
import { randomFillSync } from 'node:crypto'

/** Crockford's base32: no I, L, O or U, so that nothing can be misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeBytes = 16

/** Random bytes for many codes at a time: to ask for those of one takes longer than everything else about it. */
const chance = Buffer.alloc(256 * codeBytes)
let chanceAt = chance.length

/**
 * A code as it was made, from how it was read or typed: letter case, blanks and dashes don't matter, and neither do the
 * letters that are no digits here (https://www.crockford.com/base32.html). What is no code stays as it is.
 */
export function readTicketCode(text: string): string {
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(digits) ? digits.replaceAll(/(.{4})(?=.)/g, '$1-') : text
}

/**
 * The code of a ticket's next serial, when it is given to somebody else: one that nobody who knew the one before can
 * tell.
 */
export const nextTicketCode = (): string => newTicketCode()

/** 80 random bits as `7K2M-9QXD-4T8B-0ZRW`. */
export function newTicketCode(): string {
  if (chanceAt === chance.length) {
    randomFillSync(chance)
    chanceAt = 0
  }
  let code = ''
  for (let n = 0; n < codeBytes; n++) {
    if (n > 0 && n % 4 === 0) code += '-'
    code += alphabet[chance[chanceAt + n]! & 31]!
  }
  chanceAt += codeBytes
  return code
}
