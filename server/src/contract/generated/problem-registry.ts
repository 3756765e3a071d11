// Made from openapi/problems.yaml by `npm run generate` (openapi/generator/). Do not edit.

export const problemRegistry = {
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    retryable: false,
    description:
      'The body is not valid JSON: broken syntax, a duplicate key, a NUL, a lone surrogate, or nested too deep.',
  },
  validation_failed: {
    status: 400,
    title: 'Validation failed',
    retryable: false,
    description: 'Parameters or body do not fit the contract; `errors` says where and why.',
  },
  invalid_cursor: {
    status: 400,
    title: 'Invalid cursor',
    retryable: false,
    description: 'The cursor was not made by this list, or for another sort or filter. Start again without one.',
  },
  signature_invalid: {
    status: 400,
    title: 'Signature not valid',
    retryable: false,
    description: 'The signature does not belong to this body, or its time is more than five minutes away from now.',
  },
  reset_token_invalid: {
    status: 400,
    title: 'Reset token not valid',
    retryable: false,
    description:
      'The token is unknown, used before, or older than 30 minutes, or the account\'s email has changed since: ask ' +
      'for another mail.',
  },
  verification_token_invalid: {
    status: 400,
    title: 'Verification token not valid',
    retryable: false,
    description:
      'The token is unknown, used before, or older than 30 minutes, or the account\'s email has changed since: ask ' +
      'for another mail.',
  },
  unauthenticated: { status: 401, title: 'Not signed in', retryable: false, description: 'No credential was sent.' },
  token_invalid: {
    status: 401,
    title: 'Token not valid',
    retryable: false,
    description: 'The token or key is malformed, revoked or not signed by this server.',
  },
  token_expired: {
    status: 401,
    title: 'Token expired',
    retryable: false,
    description: 'The access token has expired: refresh it.',
  },
  credentials_invalid: {
    status: 401,
    title: 'Wrong email or password',
    retryable: false,
    description: 'No account has this email with this password. Which of the two is wrong is not said.',
  },
  refresh_token_invalid: {
    status: 401,
    title: 'Refresh token not valid',
    retryable: false,
    description: 'The refresh token is unknown, used before, revoked or expired: log in again.',
  },
  current_password_wrong: {
    status: 403,
    title: 'Wrong password',
    retryable: false,
    description: 'This is not the account\'s current password.',
  },
  payment_declined: {
    status: 402,
    title: 'Payment declined',
    retryable: false,
    description:
      'The provider declined the payment. The seats stay held until `expiresAt`, so another payment can be tried.',
  },
  payment_required: {
    status: 402,
    title: 'Payment required',
    retryable: false,
    description: 'This reservation costs something and no payment was sent.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    retryable: false,
    description: 'The caller has not the role this operation needs, or is an API key where a signed-in user is needed.',
  },
  insufficient_scope: {
    status: 403,
    title: 'Scope missing',
    retryable: false,
    description: 'The API key lacks the scope this operation needs.',
  },
  organizer_signup_closed: {
    status: 403,
    title: 'Organizers can\'t sign up here',
    retryable: false,
    description: 'This installation does not let organizers sign up by themselves; ask its admin.',
  },
  account_disabled: {
    status: 403,
    title: 'Account disabled',
    retryable: false,
    description: 'An admin has disabled this account.',
  },
  buyer_not_allowed: {
    status: 403,
    title: 'Buyer not allowed',
    retryable: false,
    description:
      'Only the event\'s organizer, or an admin, may name a buyer there, by session or by API key. Leave `buyer` out ' +
      'to buy for yourself.',
  },
  route_not_found: {
    status: 404,
    title: 'No such route',
    retryable: false,
    description: 'Nothing answers at this path.',
  },
  user_not_found: { status: 404, title: 'No such user', retryable: false, description: 'No user has this id.' },
  session_not_found: {
    status: 404,
    title: 'No such session',
    retryable: false,
    description: 'No session of yours has this id, or it has ended.',
  },
  api_key_not_found: {
    status: 404,
    title: 'No such API key',
    retryable: false,
    description: 'No API key of yours has this id.',
  },
  event_not_found: {
    status: 404,
    title: 'No such event',
    retryable: false,
    description: 'No event with this id that you may see.',
  },
  venue_not_found: {
    status: 404,
    title: 'No such venue',
    retryable: false,
    description: 'No venue with this id that you may see.',
  },
  ticket_type_not_found: {
    status: 404,
    title: 'No such ticket type',
    retryable: false,
    description: 'The event has no ticket type with this id.',
  },
  reservation_not_found: {
    status: 404,
    title: 'No such reservation',
    retryable: false,
    description: 'No reservation of yours has this id.',
  },
  booking_not_found: {
    status: 404,
    title: 'No such booking',
    retryable: false,
    description: 'No booking of yours has this id.',
  },
  waitlist_entry_not_found: {
    status: 404,
    title: 'No such waitlist entry',
    retryable: false,
    description: 'No waitlist entry of yours has this id.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    retryable: false,
    description: 'The path exists; `Allow` lists its methods.',
  },
  api_key_limit_reached: {
    status: 409,
    title: 'Too many API keys',
    retryable: false,
    description: 'The account has 50 API keys that work. Delete one that nobody uses any more.',
  },
  email_taken: {
    status: 409,
    title: 'Email already in use',
    retryable: false,
    description: 'An account with this email exists.',
  },
  sold_out: {
    status: 409,
    title: 'Sold out',
    retryable: false,
    description:
      'Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody ' +
      'waits are kept for the waitlist: join it to be offered them.',
  },
  sales_closed: {
    status: 409,
    title: 'Sales closed',
    retryable: false,
    description:
      'The event or the ticket type is not on sale now. `salesStartAt` says when sales begin, where they have not ' +
      'begun yet.',
  },
  limit_exceeded: {
    status: 409,
    title: 'Limit per buyer exceeded',
    retryable: false,
    description:
      'This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the waitlist for more ' +
      'seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed.',
  },
  hold_limit_reached: {
    status: 409,
    title: 'Limit of held seats reached',
    retryable: false,
    description:
      'This buyer holds as many reservations or seats of the event as one buyer may at a time, offers included. The ' +
      'answer says what is held and, where that ends by itself, when the first of it does (`heldUntil`). Confirm or ' +
      'release a reservation, or ask for fewer seats.',
  },
  reservation_expired: {
    status: 409,
    title: 'Reservation expired',
    retryable: false,
    description: 'The hold ended before it was confirmed; its seats went back.',
  },
  reservation_not_held: {
    status: 409,
    title: 'Reservation not held',
    retryable: false,
    description:
      'The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the ' +
      'booking it became, if it did.',
  },
  confirmation_in_progress: {
    status: 409,
    title: 'Confirmation in progress',
    retryable: true,
    description: 'Another request is confirming this reservation right now; look at the booking in a moment.',
  },
  payment_outcome_unknown: {
    status: 503,
    title: 'Payment outcome unknown',
    retryable: true,
    description:
      'The provider did not answer in time. The booking stays pending until the outcome is known; repeat the call ' +
      'to learn it.',
  },
  seats_gone: {
    status: 409,
    title: 'Seats gone',
    retryable: false,
    description: 'The payment came through after the hold had ended and the seats were gone; the payment goes back.',
  },
  capture_refused: {
    status: 402,
    title: 'Payment lost',
    retryable: false,
    description:
      'The provider authorized the payment and then refused to pay it out. Nothing was taken. The seats went back: ' +
      'reserve them again.',
  },
  refund_not_failed: {
    status: 409,
    title: 'No failed refund',
    retryable: false,
    description:
      'This booking has no refund that has failed: none is owed, it has succeeded, or it is still under way.',
  },
  booking_not_cancellable: {
    status: 409,
    title: 'Booking can\'t be cancelled',
    retryable: false,
    description: 'Only a confirmed booking of an event that has not begun can be cancelled.',
  },
  version_conflict: {
    status: 409,
    title: 'Version conflict',
    retryable: true,
    description: 'The inventory has moved on from `expectedVersion`; read it again.',
  },
  event_not_draft: {
    status: 409,
    title: 'Event is not a draft',
    retryable: false,
    description: 'Only a draft can be published or deleted; a published event is cancelled instead.',
  },
  event_not_published: {
    status: 409,
    title: 'Event is not published',
    retryable: false,
    description: 'Only a published event can be cancelled; a draft is deleted instead.',
  },
  event_not_editable: {
    status: 409,
    title: 'Event can\'t be edited',
    retryable: false,
    description: 'A cancelled or ended event can\'t be changed.',
  },
  event_not_publishable: {
    status: 409,
    title: 'Event can\'t be published',
    retryable: false,
    description: 'The event has already begun or lacks what is needed to be on sale.',
  },
  start_in_past: {
    status: 409,
    title: 'Start in the past',
    retryable: false,
    description:
      'The start of a published event can\'t be moved into the past: its buyers may cancel until it begins. Name a ' +
      'start in the future, or cancel the event, so that its buyers get their money back.',
  },
  external_id_taken: {
    status: 409,
    title: 'External id already in use',
    retryable: false,
    description: 'Another event of yours has this externalId.',
  },
  capacity_below_taken: {
    status: 409,
    title: 'Capacity too low',
    retryable: false,
    description: 'More seats than that are held or sold; `minimumCapacity` says what is possible.',
  },
  ticket_type_in_use: {
    status: 409,
    title: 'Ticket type in use',
    retryable: false,
    description: 'Seats of this ticket type are held or sold, somebody waits for it, or it is the event\'s only one.',
  },
  ticket_type_name_taken: {
    status: 409,
    title: 'Name of another ticket type',
    retryable: false,
    description:
      'Another ticket type of the event has this name; `ticketTypeId` says which. Names that differ in case, spaces ' +
      'or characters that never show are the same.',
  },
  ticket_type_limit_reached: {
    status: 409,
    title: 'Too many ticket types',
    retryable: false,
    description: 'The event has as many ticket types as it may; `limit` says how many.',
  },
  venue_in_use: {
    status: 409,
    title: 'Venue in use',
    retryable: false,
    description: 'Events take place at this venue.',
  },
  already_waiting: {
    status: 409,
    title: 'Already waiting',
    retryable: false,
    description: 'This buyer already has an active entry in this event\'s waitlist.',
  },
  seats_available: {
    status: 409,
    title: 'Seats available',
    retryable: false,
    description: 'What was asked for can be reserved right now; there is no waitlist to join.',
  },
  entry_not_waiting: {
    status: 409,
    title: 'Entry not waiting',
    retryable: false,
    description: 'Only a waiting entry can be changed; this one has an offer or has ended.',
  },
  wish_raised: {
    status: 409,
    title: 'More than before',
    retryable: false,
    description:
      'An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the waitlist and ' +
      'join it again.',
  },
  no_open_offer: {
    status: 409,
    title: 'No open offer',
    retryable: false,
    description: 'The entry has no offer that can be accepted or declined, or it has ended.',
  },
  idempotency_in_flight: {
    status: 409,
    title: 'Still running',
    retryable: true,
    description: 'A request with this Idempotency-Key is still running.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    retryable: false,
    description: 'The resource has changed since the version named in If-Match; read it again.',
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    retryable: true,
    description: 'The request took too long to arrive; the connection is closed.',
  },
  payload_too_large: {
    status: 413,
    title: 'Payload too large',
    retryable: false,
    description: 'The body is larger than this operation takes.',
  },
  uri_too_long: {
    status: 414,
    title: 'URL too long',
    retryable: false,
    description: 'The URL is longer than the server takes: 8,192 bytes.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    retryable: false,
    description: 'Send application/json, in UTF-8.',
  },
  expectation_failed: {
    status: 417,
    title: 'Expectation failed',
    retryable: false,
    description: 'The only expectation that the server knows is `Expect: 100-continue`.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency-Key reused',
    retryable: false,
    description: 'This Idempotency-Key was used with another request.',
  },
  ticket_type_required: {
    status: 422,
    title: 'Ticket type required',
    retryable: false,
    description: 'The event has several ticket types: name them in `items`.',
  },
  quantity_above_capacity: {
    status: 422,
    title: 'Quantity above capacity',
    retryable: false,
    description:
      'The event or the ticket type has fewer seats in all than were asked for: they could never be offered.',
  },
  document_refused: {
    status: 422,
    title: 'Document refused',
    retryable: false,
    description: 'The search index does not take this event as it is; the detail says why.',
  },
  currency_mismatch: {
    status: 422,
    title: 'Currencies differ',
    retryable: false,
    description: 'All ticket types of an event share one currency.',
  },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    retryable: false,
    description: 'The headers of the request are more or larger than the server takes: 100, and 16 kB with the URL.',
  },
  precondition_required: {
    status: 428,
    title: 'Precondition required',
    retryable: false,
    description: 'Send If-Match with the ETag you have read.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    description: 'Slow down; `retryAfterSeconds` says for how long.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    retryable: true,
    description: 'A fault of ours. It is logged under `requestId`.',
  },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    retryable: true,
    description: 'Too much is waiting ahead of this request; try again after `retryAfterSeconds`.',
  },
  service_unavailable: {
    status: 503,
    title: 'Service unavailable',
    retryable: true,
    description: 'Something this operation needs can\'t be reached; try again after `retryAfterSeconds`.',
  },
} as const

export type ProblemCode = keyof typeof problemRegistry
