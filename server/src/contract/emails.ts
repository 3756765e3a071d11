// Email addresses, internationalized ones too (RFC 6531): which texts are one, and when two are the same.
import { domainToASCII } from 'node:url'

const localOctetsMax = 64
const octetsMax = 254

const asciiLocal = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i
/** Besides, whatever shows: no space, nothing invisible, nothing that Unicode has not assigned. */
const local =
  /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800])+(?:\.(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800])+)*$/iu
/** What IDNA makes a domain of; the rest of what `domainToASCII` takes is for addresses of browsers. */
const domainLetters = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u
const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text)

/** Whether a text is an email address: a dot-atom of any script, an @, and a domain in Unicode or in ASCII. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const [name, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  if (isAscii(text)) return asciiLocal.test(name) && asciiDomain.test(domain)

  const octets = Buffer.byteLength(text)
  if (octets > octetsMax || Buffer.byteLength(name) > localOctetsMax || !local.test(name)) return false
  const ascii = isAscii(domain) ? domain : domainLetters.test(domain) ? domainToASCII(domain) : ''
  // A number at its end would be an address of the internet protocol, which `domainToASCII` rewrites.
  return asciiDomain.test(ascii) && !/\.\d+$/.test(ascii)
}

/**
 * Two emails are the same when their keys are: without regard to case, to how letters are composed, and to whether the
 * domain is written in Unicode or in ASCII. NFC once more in the end, because lowering can take letters apart.
 */
export function emailKeyOf(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  const ascii = at < 0 || isAscii(domain) ? '' : domainToASCII(domain)
  return (ascii ? email.slice(0, at + 1) + ascii : email).normalize('NFC').toLowerCase().normalize('NFC')
}
