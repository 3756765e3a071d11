// Secrets that must be known again: kept encrypted, so that the database alone tells nobody.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type Sealing = ReturnType<typeof createSealing>

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Seals under the first secret and opens what any of them has sealed. */
export function createSealing(secrets: readonly [string, ...string[]], purpose: string) {
  const [first, ...others] = secrets.map(secret => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))

  function seal(text: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, first!, nonce, { authTagLength: tagBytes })
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
  }

  const openWith = (keys: readonly Buffer[], sealed: string): string | undefined => {
    const bytes = Buffer.from(sealed, 'base64url')
    for (const key of keys) {
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        decipher.setAuthTag(bytes.subarray(-tagBytes))
        return decipher.update(bytes.subarray(nonceBytes, -tagBytes)).toString() + decipher.final().toString()
      } catch {
        // Another secret may open it.
      }
    }
    return undefined
  }

  return {
    seal,

    /** Undefined: sealed under a secret that is no longer set, or changed since. */
    open: (sealed: string): string | undefined => openWith([first!, ...others], sealed),

    /** The same under the first secret; undefined: it is that already, or nobody can open it. */
    resealed(sealed: string): string | undefined {
      if (openWith([first!], sealed) !== undefined) return undefined
      const text = openWith(others, sealed)
      return text === undefined ? undefined : seal(text)
    },
  }
}
