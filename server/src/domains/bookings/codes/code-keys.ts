// The keys that sign the tickets of an event: made from the installation's secret and the event's id, and kept nowhere.
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'
import { bytesToSign, codeText, type SignedCode } from './signed-code.ts'

/** What a scanner needs to tell a true code from a forged one. */
export interface PublicKey {
  /** As the codes name it. */
  readonly id: string
  /** SPKI. */
  readonly pem: string
  /** The 32 bytes of the key, as base64url: `x` of its JWK. */
  readonly x: string
}

interface CodeKey extends PublicKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export type CodeKeys = ReturnType<typeof createCodeKeys>

/** An Ed25519 key in PKCS #8 (RFC 8410) is this and its 32 bytes. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
/** The beginning of a public one, as SPKI. */
const spkiBytes = 12
const eventsKept = 1_000
const codesKept = 10_000
/** In threads of their own: a list of tickets must keep nobody waiting. */
const [signing, verifying] = [promisify(sign), promisify(verify)]

/** `secrets`: the first signs, and what any of them has signed is true. */
export function createCodeKeys(secrets: readonly [string, ...string[]]) {
  const keys = new LRUCache<string, readonly CodeKey[]>({ max: eventsKept })
  /** A signature follows from what is signed, so it is made once. */
  const codes = new LRUCache<string, string>({ max: codesKept })

  return { publicKeys, codeOf, isTrue }

  /** The first is the one that signs. */
  function publicKeys(eventId: string): readonly PublicKey[] {
    return keysOf(eventId).map(({ id, pem, x }) => ({ id, pem, x }))
  }

  async function codeOf(
    eventId: string,
    { id, serial }: { readonly id: string; readonly serial: number },
  ): Promise<string> {
    const name = `${id} ${serial}`
    const known = codes.get(name)
    if (known !== undefined) return known
    const key = keysOf(eventId)[0]!
    const signed = bytesToSign({ keyId: key.id, ticketId: id, serial })
    const code = codeText(signed, await signing(null, signed, key.privateKey))
    codes.set(name, code)
    return code
  }

  /** Whether a key of this event has signed it. */
  async function isTrue(eventId: string, { keyId, signed, signature }: SignedCode): Promise<boolean> {
    for (const { id, publicKey } of keysOf(eventId))
      if (id === keyId && (await verifying(null, signed, publicKey, signature))) return true
    return false
  }

  function keysOf(eventId: string): readonly CodeKey[] {
    const known = keys.get(eventId)
    if (known) return known
    const made = secrets.map(secret => keyFrom(secret, eventId))
    keys.set(eventId, made)
    return made
  }
}

function keyFrom(secret: string, eventId: string): CodeKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', `evently ticket codes\n${eventId}`, 32))
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiBytes)
  return {
    id: createHash('sha256').update(raw).digest('hex').slice(0, 4),
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    x: raw.toString('base64url'),
    privateKey,
    publicKey,
  }
}
