// How a command ends, as a number: one table for every problem of the API, and for each kind of fault of the SDK.
import type { ProblemCode } from '@evently/sdk'

export const exit = {
  unexpected: 1,
  usage: 2,
  validation: 3,
  notSignedIn: 4,
  notFound: 5,
  conflict: 6,
  rateLimited: 7,
  network: 8,
  partlyDone: 9,
  cancelled: 130,
  /** As a shell counts a program that SIGPIPE has ended. */
  outputClosed: 141,
} as const

export type Exit = keyof typeof exit

/** What each of them says to a script, as the documentation has it. */
export const exitMeanings: Readonly<Record<Exit, string>> = {
  unexpected: "unexpected: an error of the server, an audit that found something, or output that can't be written",
  usage: "usage: the command can't be understood as it was typed, and nothing was done",
  validation: "validation: the server can't accept what was sent; it stays wrong until it is changed",
  notSignedIn: 'auth: not signed in, the credential is not good, or it may not do this',
  notFound: 'not found: it does not exist, no longer exists, or is not shown to you',
  conflict: 'conflict: sold out, declined, or refused for the state that something is in',
  rateLimited: 'rate limited: too many requests',
  network: 'network: the server could not be reached, did not answer in time, or is not available',
  partlyDone: 'partly done: something was done, and the rest failed or is not known',
  cancelled: 'interrupted: ended with Ctrl-C',
  outputClosed: 'whoever read the output has stopped, as `head` does; nothing is said',
}

/** Each problem of the API stands in one row. A code without a row is an error of the compiler, and of a test. */
export const problemsByExit = {
  unexpected: ['internal_error'],
  validation: [
    'malformed_request',
    'validation_failed',
    'invalid_cursor',
    'signature_invalid',
    'reset_token_invalid',
    'verification_token_invalid',
    'payment_required',
    'method_not_allowed',
    'payload_too_large',
    'uri_too_long',
    'unsupported_media_type',
    'expectation_failed',
    'headers_too_large',
    'precondition_required',
    'idempotency_key_reused',
    'scan_id_reused',
    'ticket_type_required',
    'quantity_above_capacity',
    'document_refused',
    'currency_mismatch',
  ],
  notSignedIn: [
    'unauthenticated',
    'token_invalid',
    'token_expired',
    'credentials_invalid',
    'refresh_token_invalid',
    'current_password_wrong',
    'forbidden',
    'insufficient_scope',
    'organizer_signup_closed',
    'account_disabled',
    'buyer_not_allowed',
  ],
  notFound: [
    'route_not_found',
    'problem_not_found',
    'user_not_found',
    'session_not_found',
    'api_key_not_found',
    'event_not_found',
    'series_not_found',
    'venue_not_found',
    'ticket_type_not_found',
    'reservation_not_found',
    'booking_not_found',
    'ticket_not_found',
    'waitlist_entry_not_found',
    'reseller_not_found',
    'promotion_not_found',
    'webhook_endpoint_not_found',
    'webhook_delivery_not_found',
    'activity_gone',
  ],
  conflict: [
    'payment_declined',
    'capture_refused',
    'api_key_limit_reached',
    'webhook_endpoint_limit_reached',
    'webhook_endpoint_disabled',
    'account_has_events',
    'reseller_is_organizer',
    'reseller_limit_reached',
    'email_taken',
    'sold_out',
    'sales_closed',
    'limit_exceeded',
    'hold_limit_reached',
    'outstanding_seats_exceeded',
    'promotion_used_up',
    'promotion_buyer_limit_reached',
    'promotion_not_for_these_tickets',
    'promotion_code_taken',
    'promotion_in_use',
    'promotion_limit_reached',
    'reservation_expired',
    'reservation_not_held',
    'confirmation_in_progress',
    'seats_gone',
    'refund_not_failed',
    'booking_not_cancellable',
    'booking_not_refundable',
    'cancellation_deadline_passed',
    'refund_exceeds_payment',
    'ticket_not_cancellable',
    'ticket_not_valid',
    'ticket_not_transferable',
    'version_conflict',
    'event_not_draft',
    'event_not_published',
    'event_in_series',
    'event_not_in_series',
    'event_not_test',
    'event_not_editable',
    'event_not_publishable',
    'start_in_past',
    'external_id_taken',
    'capacity_below_taken',
    'ticket_type_in_use',
    'ticket_type_name_taken',
    'ticket_type_limit_reached',
    'venue_in_use',
    'already_waiting',
    'seats_available',
    'entry_not_waiting',
    'wish_raised',
    'no_open_offer',
    'idempotency_in_flight',
    'precondition_failed',
  ],
  rateLimited: ['rate_limited'],
  network: ['request_timeout', 'overloaded', 'service_unavailable'],
  partlyDone: ['payment_outcome_unknown'],
} as const satisfies Partial<Record<Exit, readonly ProblemCode[]>>

/** Fails to compile where a code of the contract has no row. */
type Listed = (typeof problemsByExit)[keyof typeof problemsByExit][number]
const isComplete: Exclude<ProblemCode, Listed> extends never ? true : never = true
void isComplete

const rows = Object.entries(problemsByExit) as [Exit, readonly string[]][]

/** The row of a problem; a code of a newer server, which has none, goes by its status. */
export function exitOfProblem(code: string, status: number): Exit {
  return rows.find(([, codes]) => codes.includes(code))?.[0] ?? exitOfStatus(status)
}

/** How an HTTP status without a known code is taken: of a newer server, or of somebody between here and it. */
export function exitOfStatus(status: number): Exit {
  if (status === 401 || status === 403) return 'notSignedIn'
  if (status === 404 || status === 410) return 'notFound'
  if (status === 402 || status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'rateLimited'
  if ([407, 408, 502, 503, 504].includes(status)) return 'network'
  return status >= 400 && status < 500 ? 'validation' : 'unexpected'
}
