// What a browser saves an answer as: Content-Disposition (RFC 6266).
import contentDisposition from 'content-disposition'
import { beginningOf } from '../code-points.ts'

const lengthMax = 120

/**
 * An attachment of this name, made safe: nothing in it that leads to another folder, that a system forbids or that
 * shows it in another order. Older clients, which don't read `filename*`, get the letters that ASCII has.
 */
export function attachmentOf(fileName: string): string {
  const [, base = '', ending = ''] = /^(.*?)(\.[a-z0-9]{1,5})?$/s.exec(fileName) ?? []
  const name = safe(base) || 'download'
  const plain = safe(
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^ -~]+/g, '_'),
  )
  const known = /[a-z0-9]/i.test(plain) ? plain : 'download'
  return contentDisposition(name + ending, { fallback: known + ending })
}

const safe = (name: string) =>
  beginningOf(name.replace(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|%]+/gu, ' '), lengthMax)
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
