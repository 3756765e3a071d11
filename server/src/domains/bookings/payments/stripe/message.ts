// One message from Stripe: whether Stripe has signed it just now, and which object it is about.
import { loadStripe } from './client.ts'

/** How far a message's time may be from ours, either way: its signature covers when it was sent. */
const toleranceSeconds = 300

export interface SignedBody {
  readonly body: Uint8Array
  readonly header: string
  readonly secret: string
}

/** What a message says that is believed: which object has news. */
export interface Notice {
  readonly id: string
  readonly type: string
  readonly objectType: string
  readonly objectId: string
}

/** When Stripe has signed this body with this secret, in seconds since 1970; undefined if it hasn't. */
export async function signedAt({ body, header, secret }: SignedBody): Promise<number | undefined> {
  const seconds = secondsIn(header)
  if (seconds === undefined) return undefined
  const {
    webhooks: { signature },
    errors,
  } = await loadStripe()
  try {
    signature!.verifyHeader(body, header, secret, 0) // 0: the library looks at one direction of time only
    return seconds
  } catch (error) {
    if (error instanceof errors.StripeSignatureVerificationError) return undefined
    throw error
  }
}

export const isRecent = (seconds: number, now: Date) => Math.abs(now.getTime() / 1_000 - seconds) <= toleranceSeconds

/**
 * The time in a header of the form `t=1700000000,v1=…,v0=…`. Of several times the library would check the last, so that
 * somebody could put another in front of an old message's own; and it throws at parts without a value.
 */
function secondsIn(header: string): number | undefined {
  const parts = header.split(',')
  const times = parts.filter(part => part.startsWith('t='))
  return times.length === 1 && /^t=\d{1,12}$/.test(times[0]!) && parts.every(part => /^\w+=\w+$/.test(part))
    ? Number(times[0]!.slice(2))
    : undefined
}

/**
 * What a signed message is about; undefined when it names no object that could be looked up. Its shape is nothing to
 * rely on: an account may have messages of any kind sent here.
 */
export function noticeIn(message: unknown): Notice | undefined {
  const { id, type, data } = recordOf(message)
  const { object: objectType, id: objectId } = recordOf(recordOf(data)['object'])
  return isName(id) && isName(type) && isName(objectType) && isName(objectId)
    ? { id, type, objectType, objectId }
    : undefined
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Short enough for an index, and nothing but itself in a path. */
const isName = (value: unknown): value is string => typeof value === 'string' && /^\w[\w.-]{0,254}$/.test(value)
