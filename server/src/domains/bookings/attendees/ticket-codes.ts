// Ticket codes: what stands in a ticket's QR picture and can be read out at the door.
import { randomBytes } from 'node:crypto'

/** Crockford's base32: no I, L, O or U, so that nothing can be misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A code as it was made, from how it was read or typed: letter case, blanks and dashes don't matter, and neither do the
 * letters that are no digits here (https://www.crockford.com/base32.html). What is no code stays as it is.
 */
export function readTicketCode(text: string): string {
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(digits) ? digits.replaceAll(/(.{4})(?=.)/g, '$1-') : text
}

/** 80 random bits as `7K2M-9QXD-4T8B-0ZRW`. */
export function newTicketCode(): string {
  const characters = [...randomBytes(16)].map(byte => alphabet[byte % alphabet.length])
  return [0, 4, 8, 12].map(start => characters.slice(start, start + 4).join('')).join('-')
}
