// Made from openapi/problems.yaml by `npm run generate` (openapi/generator/). Do not edit.

export const problemRegistry = {
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    retryable: false,
    description:
      'The body is not valid JSON: broken syntax, a duplicate key, a NUL, a lone surrogate, or nested too deep.',
    carries: [],
  },
  validation_failed: {
    status: 400,
    title: 'Validation failed',
    retryable: false,
    description: 'Parameters or body do not fit the contract; `errors` says where and why.',
    carries: ['errors'],
  },
  invalid_cursor: {
    status: 400,
    title: 'Invalid cursor',
    retryable: false,
    description:
      'The cursor does not belong to this list with these filters and this order. Start again without one, and then ' +
      'send each nextCursor as it came.',
    carries: [],
  },
  signature_invalid: {
    status: 400,
    title: 'Signature not valid',
    retryable: false,
    description: 'The signature does not belong to this body, or its time is more than five minutes away from now.',
    carries: [],
  },
  reset_token_invalid: {
    status: 400,
    title: 'Reset token not valid',
    retryable: false,
    description: 'The token does not set a password, or does so no more. Ask for another mail.',
    carries: [],
  },
  verification_token_invalid: {
    status: 400,
    title: 'Verification token not valid',
    retryable: false,
    description: 'The token does not verify an email, or does so no more. Ask for another mail.',
    carries: [],
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    retryable: false,
    description:
      'No credential was sent. Sign in with POST /api/v1/auth/login, then send `Authorization: Bearer <access ' +
      'token>`.',
    carries: [],
  },
  token_invalid: {
    status: 401,
    title: 'Token not valid',
    retryable: false,
    description: 'The token or key is malformed, revoked or not signed by this server. Sign in again.',
    carries: [],
  },
  token_expired: {
    status: 401,
    title: 'Token expired',
    retryable: false,
    description: 'The access token has expired. Get a new one with POST /api/v1/auth/refresh.',
    carries: [],
  },
  credentials_invalid: {
    status: 401,
    title: 'Wrong email or password',
    retryable: false,
    description: 'No account has this email with this password. Which of the two is wrong is not said: check both.',
    carries: [],
  },
  refresh_token_invalid: {
    status: 401,
    title: 'Refresh token not valid',
    retryable: false,
    description: 'The refresh token is unknown, used before, revoked or expired: log in again.',
    carries: [],
  },
  current_password_wrong: {
    status: 403,
    title: 'Wrong password',
    retryable: false,
    description: 'This is not the account\'s current password.',
    carries: [],
  },
  payment_declined: {
    status: 402,
    title: 'Payment declined',
    retryable: false,
    description:
      'The provider declined the payment. The seats stay held until `expiresAt`, so another payment can be tried.',
    carries: ['reason', 'expiresAt'],
  },
  payment_required: {
    status: 402,
    title: 'Payment required',
    retryable: false,
    description:
      'This reservation costs something and no payment was sent. Send `payment` with the provider\'s `token`.',
    carries: [],
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    retryable: false,
    description: 'The caller has not the role this operation needs, or is an API key where a signed-in user is needed.',
    carries: [],
  },
  insufficient_scope: {
    status: 403,
    title: 'Scope missing',
    retryable: false,
    description: 'The API key lacks the scope this operation needs.',
    carries: ['scope'],
  },
  organizer_signup_closed: {
    status: 403,
    title: 'Organizers can\'t sign up here',
    retryable: false,
    description: 'This installation does not let organizers sign up by themselves; ask its admin.',
    carries: [],
  },
  account_disabled: {
    status: 403,
    title: 'Account disabled',
    retryable: false,
    description: 'An admin has disabled this account.',
    carries: [],
  },
  buyer_not_allowed: {
    status: 403,
    title: 'Buyer not allowed',
    retryable: false,
    description:
      'Only the event\'s organizer, an account that the organizer has made a reseller of it, or an admin may name a ' +
      'buyer there, by session or by API key. Leave `buyer` out to buy for yourself.',
    carries: [],
  },
  route_not_found: {
    status: 404,
    title: 'No such route',
    retryable: false,
    description: 'Nothing answers at this path.',
    carries: [],
  },
  problem_not_found: {
    status: 404,
    title: 'No such problem',
    retryable: false,
    description: 'No problem has this code; `codes` lists all that there are.',
    carries: ['codes'],
  },
  user_not_found: {
    status: 404,
    title: 'No such user',
    retryable: false,
    description: 'No user has this id or email. Admins find them with GET /api/v1/admin/users.',
    carries: [],
  },
  session_not_found: {
    status: 404,
    title: 'No such session',
    retryable: false,
    description: 'No session of yours has this id, or it has ended.',
    carries: [],
  },
  api_key_not_found: {
    status: 404,
    title: 'No such API key',
    retryable: false,
    description: 'No API key of yours has this id.',
    carries: [],
  },
  event_not_found: {
    status: 404,
    title: 'No such event',
    retryable: false,
    description:
      'There is no event with this id that you may see. GET /api/v1/events lists those on sale, GET ' +
      '/api/v1/admin/events your own.',
    carries: [],
  },
  venue_not_found: {
    status: 404,
    title: 'No such venue',
    retryable: false,
    description: 'There is no venue with this id that you may see or change. GET /api/v1/venues lists them.',
    carries: [],
  },
  ticket_type_not_found: {
    status: 404,
    title: 'No such ticket type',
    retryable: false,
    description: 'The event has no ticket type with this id. The event\'s own ticketTypes list those that it has.',
    carries: ['ticketTypeId'],
  },
  reservation_not_found: {
    status: 404,
    title: 'No such reservation',
    retryable: false,
    description:
      'No reservation of yours has this id. Use the id that POST /api/v1/bookings/reserve answered, with the same ' +
      'account.',
    carries: [],
  },
  booking_not_found: {
    status: 404,
    title: 'No such booking',
    retryable: false,
    description: 'No booking of yours has this id. GET /api/v1/bookings lists them.',
    carries: [],
  },
  waitlist_entry_not_found: {
    status: 404,
    title: 'No such waitlist entry',
    retryable: false,
    description: 'No waitlist entry of yours has this id. GET /api/v1/waitlist lists them.',
    carries: [],
  },
  reseller_not_found: {
    status: 404,
    title: 'No such reseller',
    retryable: false,
    description: 'The account is no reseller of this event. GET /api/v1/admin/events/{eventId}/resellers lists them.',
    carries: [],
  },
  webhook_endpoint_not_found: {
    status: 404,
    title: 'No such webhook endpoint',
    retryable: false,
    description: 'No webhook endpoint of yours has this id.',
    carries: [],
  },
  webhook_delivery_not_found: {
    status: 404,
    title: 'No such delivery',
    retryable: false,
    description: 'This endpoint has no delivery with this id.',
    carries: [],
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    retryable: false,
    description: 'The path exists; `Allow` lists its methods.',
    carries: [],
  },
  activity_gone: {
    status: 410,
    title: 'Messages are gone',
    retryable: false,
    description:
      'Messages are kept for 30 days, and those that follow this position are deleted. Begin with `from=beginning` ' +
      'to read all that is kept, or with `from=end` for what is to come.',
    carries: [],
  },
  api_key_limit_reached: {
    status: 409,
    title: 'Too many API keys',
    retryable: false,
    description: 'The account has 50 API keys that work. Delete one that nobody uses any more.',
    carries: [],
  },
  webhook_endpoint_limit_reached: {
    status: 409,
    title: 'Too many webhook endpoints',
    retryable: false,
    description: 'The account has 20 webhook endpoints. Delete one that nobody uses any more.',
    carries: [],
  },
  webhook_endpoint_disabled: {
    status: 409,
    title: 'The webhook endpoint is disabled',
    retryable: false,
    description: 'Nothing is sent to a disabled endpoint. Enable it first.',
    carries: [],
  },
  account_has_events: {
    status: 409,
    title: 'The account has events to run',
    retryable: false,
    description: 'The account organizes events that are published and have not ended, so it can\'t be deleted.',
    carries: [],
  },
  reseller_is_organizer: {
    status: 409,
    title: 'The organizer needs no grant',
    retryable: false,
    description: 'The account organizes this event, and may name buyers there anyway.',
    carries: [],
  },
  reseller_limit_reached: {
    status: 409,
    title: 'Too many resellers',
    retryable: false,
    description: 'The event has 100 resellers. Remove one first.',
    carries: [],
  },
  email_taken: {
    status: 409,
    title: 'Email already in use',
    retryable: false,
    description: 'An account with this email exists. Sign in, or use another email.',
    carries: [],
  },
  sold_out: {
    status: 409,
    title: 'Sold out',
    retryable: false,
    description:
      'Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody ' +
      'waits are kept for the waitlist: join it to be offered them.',
    carries: ['available', 'ticketTypeId'],
  },
  sales_closed: {
    status: 409,
    title: 'Sales closed',
    retryable: false,
    description:
      'The event or the ticket type is not on sale now. `salesStartAt` says when sales begin, where they have not ' +
      'yet. The event\'s status and its ticket types\' `salesStartAt` and `salesEndAt` say the rest.',
    carries: ['ticketTypeId', 'salesStartAt'],
  },
  limit_exceeded: {
    status: 409,
    title: 'Limit per buyer exceeded',
    retryable: false,
    description:
      'This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the waitlist for more ' +
      'seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`) or have of all its types together. ' +
      '`limit` says how many are allowed.',
    carries: ['limit', 'ticketTypeId'],
  },
  hold_limit_reached: {
    status: 409,
    title: 'Limit of held seats reached',
    retryable: false,
    description:
      'This buyer holds as many reservations or seats of the event as one buyer may at a time, offers included. The ' +
      'answer says what is held and, where that ends by itself, when the first of it does (`heldUntil`). Confirm or ' +
      'release a reservation, or ask for fewer seats.',
    carries: ['heldReservations', 'heldSeats', 'heldUntil', 'holdsPerBuyerMax', 'holdSeatsPerBuyerMax'],
  },
  outstanding_seats_exceeded: {
    status: 409,
    title: 'Too many seats outstanding',
    retryable: false,
    description:
      'The account names buyers at this event as a reseller, and would have more seats outstanding than the ' +
      'organizer lets it: held unpaid, offered, or waited for, over all buyers that it names. `seatsLeft` says how ' +
      'many more it may ask for.',
    carries: ['outstandingSeats', 'seatsMax', 'seatsLeft'],
  },
  reservation_expired: {
    status: 409,
    title: 'Reservation expired',
    retryable: false,
    description: 'The hold ended before it was confirmed; its seats went back. Reserve again.',
    carries: [],
  },
  reservation_not_held: {
    status: 409,
    title: 'Reservation not held',
    retryable: false,
    description:
      'The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the ' +
      'booking it became, if it did.',
    carries: ['bookingId'],
  },
  confirmation_in_progress: {
    status: 409,
    title: 'Confirmation in progress',
    retryable: true,
    description: 'Another request is confirming this reservation right now; look at the booking in a moment.',
    carries: ['retryAfterSeconds', 'bookingId'],
  },
  payment_outcome_unknown: {
    status: 503,
    title: 'Payment outcome unknown',
    retryable: true,
    description:
      'The provider did not answer in time. The booking stays pending until the outcome is known; repeat the call ' +
      'to learn it.',
    carries: ['retryAfterSeconds', 'bookingId'],
  },
  seats_gone: {
    status: 409,
    title: 'Seats gone',
    retryable: false,
    description: 'The payment came through after the hold had ended and the seats were gone; the payment goes back.',
    carries: [],
  },
  capture_refused: {
    status: 402,
    title: 'Payment lost',
    retryable: false,
    description:
      'The provider authorized the payment and then refused to pay it out. Nothing was taken. The seats went back: ' +
      'reserve them again.',
    carries: [],
  },
  refund_not_failed: {
    status: 409,
    title: 'No failed refund',
    retryable: false,
    description:
      'This booking has no refund that has failed: none is owed, it has succeeded, or it is still under way.',
    carries: [],
  },
  booking_not_cancellable: {
    status: 409,
    title: 'Booking can\'t be cancelled',
    retryable: false,
    description: 'Only a confirmed booking of an event that has not begun can be cancelled.',
    carries: [],
  },
  version_conflict: {
    status: 409,
    title: 'Version conflict',
    retryable: true,
    description: 'The inventory has moved on from `expectedVersion`; read it again.',
    carries: ['currentVersion'],
  },
  event_not_draft: {
    status: 409,
    title: 'Event is not a draft',
    retryable: false,
    description:
      'Only a draft can be published or deleted. A published event can be cancelled: POST ' +
      '/api/v1/admin/events/{eventId}/cancel.',
    carries: [],
  },
  event_not_published: {
    status: 409,
    title: 'Event is not published',
    retryable: false,
    description: 'Only a published event can be cancelled; a draft is deleted instead.',
    carries: [],
  },
  event_not_test: {
    status: 409,
    title: 'Event is no test event',
    retryable: false,
    description: 'Only the clock of a test event can be advanced; this event is live.',
    carries: [],
  },
  event_not_editable: {
    status: 409,
    title: 'Event can\'t be edited',
    retryable: false,
    description: 'A cancelled or ended event can\'t be changed. Make a new one.',
    carries: [],
  },
  event_not_publishable: {
    status: 409,
    title: 'Event can\'t be published',
    retryable: false,
    description:
      'The event has already begun or lacks what is needed to be on sale. Give it a startsAt in the future first.',
    carries: [],
  },
  start_in_past: {
    status: 409,
    title: 'Start in the past',
    retryable: false,
    description:
      'The start of a published event can\'t be moved into the past: its buyers may cancel until it begins. Name a ' +
      'start in the future, or cancel the event, so that its buyers get their money back.',
    carries: [],
  },
  external_id_taken: {
    status: 409,
    title: 'External id already in use',
    retryable: false,
    description: 'Another event or endpoint of yours has this externalId. Use another one, or change that one.',
    carries: [],
  },
  capacity_below_taken: {
    status: 409,
    title: 'Capacity too low',
    retryable: false,
    description: 'More seats than that are held or sold; `minimumCapacity` says what is possible.',
    carries: ['minimumCapacity'],
  },
  ticket_type_in_use: {
    status: 409,
    title: 'Ticket type in use',
    retryable: false,
    description:
      'Seats of this ticket type are held or sold, somebody waits for it, or it is the event\'s only one. Keep it, ' +
      'and end its sale with salesEndAt.',
    carries: [],
  },
  ticket_type_name_taken: {
    status: 409,
    title: 'Name of another ticket type',
    retryable: false,
    description:
      'Another ticket type of the event has this name; `ticketTypeId` says which. Names that differ in case, spaces ' +
      'or characters that never show are the same.',
    carries: ['ticketTypeId'],
  },
  ticket_type_limit_reached: {
    status: 409,
    title: 'Too many ticket types',
    retryable: false,
    description: 'The event has as many ticket types as it may; `limit` says how many.',
    carries: ['limit'],
  },
  venue_in_use: {
    status: 409,
    title: 'Venue in use',
    retryable: false,
    description: 'Events take place at this venue, or have taken place there. Move them to another one first.',
    carries: ['events', 'moreEvents'],
  },
  already_waiting: {
    status: 409,
    title: 'Already waiting',
    retryable: false,
    description: 'This buyer already has an active entry in this event\'s waitlist. Change it, or leave it first.',
    carries: [],
  },
  seats_available: {
    status: 409,
    title: 'Seats available',
    retryable: false,
    description:
      'What was asked for can be reserved right now; there is no waitlist to join. Use POST ' +
      '/api/v1/bookings/reserve.',
    carries: ['available'],
  },
  entry_not_waiting: {
    status: 409,
    title: 'Entry not waiting',
    retryable: false,
    description: 'Only a waiting entry can be changed; this one has an offer or has ended.',
    carries: [],
  },
  wish_raised: {
    status: 409,
    title: 'More than before',
    retryable: false,
    description:
      'An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the waitlist and ' +
      'join it again.',
    carries: [],
  },
  no_open_offer: {
    status: 409,
    title: 'No open offer',
    retryable: false,
    description:
      'The entry has no offer that can be accepted or declined now: it still waits, or its offer has ended. Look at ' +
      'its status.',
    carries: [],
  },
  idempotency_in_flight: {
    status: 409,
    title: 'Still running',
    retryable: true,
    description: 'A request with this Idempotency-Key is still running.',
    carries: ['retryAfterSeconds'],
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    retryable: false,
    description:
      'It has changed since the version named in If-Match. Read it again, and send the ETag that it has now.',
    carries: ['currentETag'],
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    retryable: true,
    description: 'The request took too long to arrive; the connection is closed.',
    carries: [],
  },
  payload_too_large: {
    status: 413,
    title: 'Payload too large',
    retryable: false,
    description: 'The body is larger than this operation takes.',
    carries: [],
  },
  uri_too_long: {
    status: 414,
    title: 'URL too long',
    retryable: false,
    description: 'The URL is longer than the server takes: 8,192 bytes.',
    carries: [],
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    retryable: false,
    description: 'Send application/json, in UTF-8.',
    carries: [],
  },
  expectation_failed: {
    status: 417,
    title: 'Expectation failed',
    retryable: false,
    description: 'The only expectation that the server knows is `Expect: 100-continue`.',
    carries: [],
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency-Key reused',
    retryable: false,
    description: 'This Idempotency-Key was used with another request. Make a new key for each new request.',
    carries: [],
  },
  ticket_type_required: {
    status: 422,
    title: 'Ticket type required',
    retryable: false,
    description:
      'The event has several ticket types: name them in `items`, each with ticketTypeId and quantity, instead of ' +
      'quantity.',
    carries: [],
  },
  quantity_above_capacity: {
    status: 422,
    title: 'Quantity above capacity',
    retryable: false,
    description:
      'The event or the ticket type has fewer seats in all than were asked for: they could never be offered. Ask ' +
      'for fewer.',
    carries: [],
  },
  document_refused: {
    status: 422,
    title: 'Document refused',
    retryable: false,
    description: 'The search index does not take this event as it is; the detail says why.',
    carries: [],
  },
  currency_mismatch: {
    status: 422,
    title: 'Currencies differ',
    retryable: false,
    description: 'All ticket types of an event share one currency. Use the same for all of them.',
    carries: [],
  },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    retryable: false,
    description: 'The headers of the request are more or larger than the server takes: 100, and 16 kB with the URL.',
    carries: [],
  },
  precondition_required: {
    status: 428,
    title: 'Precondition required',
    retryable: false,
    description: 'Send If-Match with the ETag that you have read, or `If-Match: *` for whatever is there.',
    carries: [],
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    description: 'Slow down; `retryAfterSeconds` says for how long.',
    carries: ['retryAfterSeconds'],
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    retryable: true,
    description: 'A fault of ours. It is logged under `requestId`.',
    carries: [],
  },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    retryable: true,
    description: 'Too much is waiting ahead of this request; try again after `retryAfterSeconds`.',
    carries: ['retryAfterSeconds'],
  },
  service_unavailable: {
    status: 503,
    title: 'Service unavailable',
    retryable: true,
    description: 'Something this operation needs can\'t be reached; try again after `retryAfterSeconds`.',
    carries: ['retryAfterSeconds'],
  },
} as const

export type ProblemCode = keyof typeof problemRegistry
