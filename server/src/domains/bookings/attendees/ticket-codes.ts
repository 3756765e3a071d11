// Ticket codes: what stands in a ticket's QR picture and can be read out at the door.
import { randomBytes } from 'node:crypto'

/** Crockford's base32: no I, L, O or U, so that nothing can be misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 random bits as `7K2M-9QXD-4T8B-0ZRW`. */
export function newTicketCode(): string {
  const characters = [...randomBytes(16)].map(byte => alphabet[byte % alphabet.length])
  return [0, 4, 8, 12].map(start => characters.slice(start, start + 4).join('')).join('-')
}
