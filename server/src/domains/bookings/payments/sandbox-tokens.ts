// The sandbox's test tokens. The guide (docs/guides/booking.md) and the contract list the same ones; a test holds it.

/** What happens to a payment with each of them. */
export const sandboxTokens = {
  tok_ok: 'the payment succeeds',
  tok_declined: 'it is declined',
  tok_slow: 'it succeeds after a few seconds',
  tok_timeout: 'no answer ever comes, and nothing is charged',
  tok_late_success: 'the answer comes too late, and the money is taken',
  tok_answer_lost: 'the money is taken, and the connection breaks before the answer',
  tok_capture_refused: 'it can be authorized but not captured',
  tok_refund_fails: 'it can be charged but not refunded',
  tok_refund_fails_once: 'the first refund fails, the next succeeds',
  tok_refunded_at_provider: 'half of it is given back at the provider a little later',
  tok_disputed: 'it is disputed a little later',
  tok_dispute_lost: 'it is disputed a little later, and the dispute is lost',
} as const

/** What the sandbox tells without being asked once such a payment is captured. */
export const sandboxNews = {
  tok_refunded_at_provider: ['refund'],
  tok_disputed: ['dispute'],
  tok_dispute_lost: ['dispute', 'lose'],
} as const

/** Why a token is declined, in words; undefined where it is not. */
export function declineOf(token: string): string | undefined {
  if (token === 'tok_declined') return 'card declined'
  if (Object.hasOwn(sandboxTokens, token)) return undefined
  return `unknown token; the sandbox knows ${Object.keys(sandboxTokens).join(', ')}`
}
