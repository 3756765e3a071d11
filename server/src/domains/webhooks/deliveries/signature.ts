// Signatures by the Standard Webhooks specification, in its symmetric form:
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac, randomBytes } from 'node:crypto'

const begin = 'whsec_'
/** The specification asks for 24 to 64. */
const secretBytes = 32

/** A new secret: `whsec_` and 256 random bits in base64. */
export const newSecret = () => begin + randomBytes(secretBytes).toString('base64')

export interface Signed {
  readonly id: string
  /** Seconds since 1970, whole ones. */
  readonly timestamp: number
  /** The very text that is sent. */
  readonly body: string
}

/** The header `webhook-signature`: one signature for each secret, with spaces between them. */
export const signatureOf = (signed: Signed, secrets: readonly string[]): string =>
  secrets.map(secret => `v1,${signWith(secret, signed)}`).join(' ')

function signWith(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.slice(begin.length), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}
