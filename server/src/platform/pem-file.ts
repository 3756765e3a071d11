// A file with certificates or a key, as OpenSSL and its like write them.
import { readFileSync } from 'node:fs'

/** Its text; or what is wrong with the file, as "can't be read (ENOENT)". */
export function pemOf(path: string): string | { readonly fault: string } {
  try {
    const text = readFileSync(path, 'utf8')
    return text.includes('-----BEGIN ') ? text : { fault: 'has no certificate and no key in PEM' }
  } catch (error) {
    return { fault: `can't be read (${(error as NodeJS.ErrnoException).code})` }
  }
}
