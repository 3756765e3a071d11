// Made from openapi/problems.yaml by `npm run generate` (openapi/generator/). Do not edit.

export const problemRegistry = {
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    retryable: false,
    description:
      'The body is not valid JSON: broken syntax, a duplicate key, a NUL, a lone surrogate, or nested too deep.',
    cause:
      'The bytes that arrived are not one JSON text, or not HTTP. Most often a comma is missing or one too many, ' +
      'strings stand in single quotes, or the body was put together by hand instead of by a JSON library.',
    fix: 'Look at the line and column in `detail`. Let a JSON library write the body, and send it as UTF-8.',
    carries: [],
  },
  validation_failed: {
    status: 400,
    title: 'Validation failed',
    retryable: false,
    description: 'Parameters or body do not fit the contract; `errors` says where and why.',
    cause:
      'A property or parameter is missing, is not known, has the wrong type, or has a value outside what the ' +
      'contract allows.',
    fix:
      'Go through `errors`: each names the place (`pointer`) and says in words what is allowed there (`message`). ' +
      'The reference at /docs shows every property with an example.',
    carries: ['errors'],
  },
  invalid_cursor: {
    status: 400,
    title: 'Invalid cursor',
    retryable: false,
    description:
      'The cursor does not belong to this list with these filters and this order. Start again without one, and then ' +
      'send each nextCursor as it came.',
    cause:
      'A cursor belongs to one list with its filters and its order. This one was cut off, changed, kept from ' +
      'another list, or the filters were changed while paging.',
    fix:
      'Leave `cursor` out and read the list from its beginning. For each next page send the `nextCursor` of the ' +
      'page before, with the same filters and the same sort.',
    carries: [],
  },
  signature_invalid: {
    status: 400,
    title: 'Signature not valid',
    retryable: false,
    description: 'The signature does not belong to this body, or its time is more than five minutes away from now.',
    cause:
      'The message was not signed with the secret of this server, was changed on its way, or is older than five ' +
      'minutes.',
    fix:
      'Check that STRIPE_WEBHOOK_SECRET is the secret of the endpoint that sends, that no proxy changes the body, ' +
      'and that the clocks agree.',
    carries: [],
  },
  reset_token_invalid: {
    status: 400,
    title: 'Reset token not valid',
    retryable: false,
    description: 'The token does not set a password, or does so no more. Ask for another mail.',
    cause:
      'It was used before or is older than 30 minutes, the account\'s password or email has changed since, or it is ' +
      'not the whole token.',
    fix: 'Copy the whole token from the newest mail, or ask for another one with POST /api/v1/auth/password-reset.',
    carries: [],
  },
  verification_token_invalid: {
    status: 400,
    title: 'Verification token not valid',
    retryable: false,
    description: 'The token does not verify an email, or does so no more. Ask for another mail.',
    cause:
      'It was used before or is older than 30 minutes, the account\'s email has changed since, or it is not the ' +
      'whole token.',
    fix: 'Copy the whole token from the newest mail, or ask for another one with POST /api/v1/auth/email-verification.',
    carries: [],
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    retryable: false,
    description:
      'No credential was sent. Sign in with POST /api/v1/auth/login, then send `Authorization: Bearer <access ' +
      'token>`.',
    cause: 'The operation needs to know who calls, and the request has no Authorization header.',
    fix: 'Sign in with POST /api/v1/auth/login and send its `accessToken` as `Authorization: Bearer <token>`.',
    carries: [],
  },
  token_invalid: {
    status: 401,
    title: 'Token not valid',
    retryable: false,
    description: 'The token or key is malformed, revoked or not signed by this server. Sign in again.',
    cause:
      'The Authorization header is not `Bearer <token>`, the token was cut off, it comes from another server, or ' +
      'its session has ended: by a sign-out, a new password, or an admin.',
    fix: 'Send the whole access token as `Authorization: Bearer <token>`. If it is whole, sign in again.',
    carries: [],
  },
  token_expired: {
    status: 401,
    title: 'Token expired',
    retryable: false,
    description: 'The access token has expired. Get a new one with POST /api/v1/auth/refresh.',
    cause: 'An access token is good for `expiresInSeconds`: fifteen minutes.',
    fix:
      'Send the refresh token to POST /api/v1/auth/refresh and repeat the request with the new access token. The ' +
      'SDK and the CLI do so by themselves.',
    carries: [],
  },
  credentials_invalid: {
    status: 401,
    title: 'Wrong email or password',
    retryable: false,
    description: 'No account has this email with this password. Which of the two is wrong is not said: check both.',
    cause:
      'The email or the password is wrong. The answer does not say which, so that nobody can find out who has an ' +
      'account.',
    fix:
      'Check both, upper and lower case in the password too. Make an account with POST /api/v1/auth/register if ' +
      'there is none yet.',
    carries: [],
  },
  refresh_token_invalid: {
    status: 401,
    title: 'Refresh token not valid',
    retryable: false,
    description: 'The refresh token is unknown, used before, revoked or expired: log in again.',
    cause:
      'A refresh token is good for one use. This one was used before, has expired, or its session has ended. Two ' +
      'programs that share a session use up each other\'s tokens.',
    fix: 'Sign in again. Keep the refresh token of the newest answer, and give each program a session of its own.',
    carries: [],
  },
  current_password_wrong: {
    status: 403,
    title: 'Wrong password',
    retryable: false,
    description: 'This is not the account\'s current password.',
    cause: '`currentPassword` is not the password of the account that is signed in.',
    fix: 'Send the password that the account has now as `currentPassword`.',
    carries: [],
  },
  payment_declined: {
    status: 402,
    title: 'Payment declined',
    retryable: false,
    description:
      'The provider declined the payment. The seats stay held until `expiresAt`, so another payment can be tried.',
    cause:
      'The provider said no: `reason` has its words. In the sandbox, `tok_declined` and every token that is not ' +
      'known are declined.',
    fix: 'Confirm again with another means of payment before `expiresAt`; the seats stay held until then.',
    carries: ['reason', 'expiresAt'],
  },
  payment_required: {
    status: 402,
    title: 'Payment required',
    retryable: false,
    description:
      'This reservation costs something and no payment was sent. Send `payment` with the provider\'s `token`.',
    cause: 'The reservation has a price, and the body has no `payment`.',
    fix: 'Send `payment` with a `token` of the provider. In the sandbox `{ "token": "tok_ok" }` succeeds.',
    carries: [],
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    retryable: false,
    description: 'The caller has not the role this operation needs, or is an API key where a signed-in user is needed.',
    cause:
      'The account\'s role may not do this: attendees book, organizers run their own events, admins may do ' +
      'everything.',
    fix: 'Sign in with an account that has the role. An admin can change an account\'s role.',
    carries: [],
  },
  insufficient_scope: {
    status: 403,
    title: 'Scope missing',
    retryable: false,
    description: 'The API key lacks the scope this operation needs.',
    cause: 'The API key was made without the scope that this operation needs.',
    fix: 'Make a key with the scope that `scope` names, or use a session.',
    carries: ['scope'],
  },
  organizer_signup_closed: {
    status: 403,
    title: 'Organizers can\'t sign up here',
    retryable: false,
    description: 'This installation does not let organizers sign up by themselves; ask its admin.',
    cause: 'The server is set up so that only an admin makes organizers (EVENTLY_ORGANIZER_SIGNUP).',
    fix: 'Register as an attendee and ask an admin to make the account an organizer.',
    carries: [],
  },
  account_disabled: {
    status: 403,
    title: 'Account disabled',
    retryable: false,
    description: 'An admin has disabled this account.',
    cause: 'An admin has disabled the account: its sessions have ended and it can\'t sign in.',
    fix: 'Ask an admin of this server to enable it again.',
    carries: [],
  },
  buyer_not_allowed: {
    status: 403,
    title: 'Buyer not allowed',
    retryable: false,
    description:
      'Only the event\'s organizer, an account that the organizer has made a reseller of it, or an admin may name a ' +
      'buyer there, by session or by API key. Leave `buyer` out to buy for yourself.',
    cause:
      'The body names a `buyer`, and the caller neither runs the event nor is a reseller of it, or is one no more.',
    fix: 'Leave `buyer` out to buy for yourself, or ask the event\'s organizer to make your account a reseller.',
    carries: [],
  },
  route_not_found: {
    status: 404,
    title: 'No such route',
    retryable: false,
    description: 'Nothing answers at this path.',
    cause: 'The path is mistyped, lacks /api/v1, has a slash at its end, or belongs to another service.',
    fix: 'Compare the path with `detail` and with the reference at /docs. Paths match to the letter.',
    carries: [],
  },
  problem_not_found: {
    status: 404,
    title: 'No such problem',
    retryable: false,
    description: 'No problem has this code; `codes` lists all that there are.',
    cause: 'The address of the page was mistyped, or a newer server has told the code.',
    fix: '`codes` lists all that this server knows.',
    carries: ['codes'],
  },
  user_not_found: {
    status: 404,
    title: 'No such user',
    retryable: false,
    description: 'No user has this id or email. Admins find them with GET /api/v1/admin/users.',
    cause: 'No account has the id or the email, or it was deleted.',
    fix:
      'Check the id or the email; who has no account signs up first. Admins list accounts with GET ' +
      '/api/v1/admin/users.',
    carries: [],
  },
  session_not_found: {
    status: 404,
    title: 'No such session',
    retryable: false,
    description: 'No session of yours has this id, or it has ended.',
    cause:
      'The session was ended before, by its owner, by a password change or by its time, or it is another account\'s.',
    fix: 'Read GET /api/v1/users/sessions: it lists the sessions that go on.',
    carries: [],
  },
  api_key_not_found: {
    status: 404,
    title: 'No such API key',
    retryable: false,
    description: 'No API key of yours has this id.',
    cause: 'The key was deleted, or belongs to another account.',
    fix: 'List your keys with GET /api/v1/api-keys.',
    carries: [],
  },
  event_not_found: {
    status: 404,
    title: 'No such event',
    retryable: false,
    description:
      'There is no event with this id that you may see. GET /api/v1/events lists those on sale, GET ' +
      '/api/v1/admin/events your own.',
    cause:
      'The id is of no event, or of a draft of somebody else. A draft can be seen by its organizer alone, when ' +
      'signed in.',
    fix: 'List the events on sale with GET /api/v1/events, and your own with GET /api/v1/admin/events.',
    carries: [],
  },
  venue_not_found: {
    status: 404,
    title: 'No such venue',
    retryable: false,
    description: 'There is no venue with this id that you may see or change. GET /api/v1/venues lists them.',
    cause: 'The id is of no venue, or of one that another account has made and you want to change.',
    fix: 'List the venues with GET /api/v1/venues.',
    carries: [],
  },
  series_not_found: {
    status: 404,
    title: 'No such series',
    retryable: false,
    description: 'There is no series with this id that you may see. GET /api/v1/admin/series lists those that you run.',
    cause: 'The id is of no series, or all of its events are drafts or test events of somebody else, or were deleted.',
    fix: 'Take the `seriesId` of an event, or list your series with GET /api/v1/admin/series.',
    carries: [],
  },
  ticket_type_not_found: {
    status: 404,
    title: 'No such ticket type',
    retryable: false,
    description: 'The event has no ticket type with this id. The event\'s own ticketTypes list those that it has.',
    cause: 'The ticket type belongs to another event, or was deleted.',
    fix: 'Read the event: its `ticketTypes` have the ids.',
    carries: ['ticketTypeId'],
  },
  reservation_not_found: {
    status: 404,
    title: 'No such reservation',
    retryable: false,
    description:
      'No reservation of yours has this id. Use the id that POST /api/v1/bookings/reserve answered, with the same ' +
      'account.',
    cause: 'The reservation was made by another account, or the id is of something else.',
    fix: 'Use the `id` of the answer to POST /api/v1/bookings/reserve, with the account that made it.',
    carries: [],
  },
  booking_not_found: {
    status: 404,
    title: 'No such booking',
    retryable: false,
    description: 'No booking of yours has this id. GET /api/v1/bookings lists them.',
    cause: 'The booking belongs to another account, or the id is of something else, such as a reservation.',
    fix: 'List your bookings with GET /api/v1/bookings.',
    carries: [],
  },
  ticket_not_found: {
    status: 404,
    title: 'No such ticket',
    retryable: false,
    description: 'The booking has no ticket with this id. GET /api/v1/bookings/{bookingId} shows its tickets.',
    cause:
      'The id is misspelt, the ticket belongs to another booking, or the booking is not confirmed yet and has no ' +
      'tickets.',
    fix: 'Take the `id` of a ticket from the booking\'s `tickets`.',
    carries: ['ticketId'],
  },
  waitlist_entry_not_found: {
    status: 404,
    title: 'No such waitlist entry',
    retryable: false,
    description: 'No waitlist entry of yours has this id. GET /api/v1/waitlist lists them.',
    cause: 'The entry belongs to another account, or the id is of something else.',
    fix: 'List your entries with GET /api/v1/waitlist.',
    carries: [],
  },
  reseller_not_found: {
    status: 404,
    title: 'No such reseller',
    retryable: false,
    description: 'The account is no reseller of this event. GET /api/v1/admin/events/{eventId}/resellers lists them.',
    cause: 'The account was never a reseller of the event, or has been removed.',
    fix: 'List the event\'s resellers.',
    carries: [],
  },
  promotion_not_found: {
    status: 404,
    title: 'No such promotion',
    retryable: false,
    description: 'The event has no code like this that can be used now, or no promotion with this id.',
    cause:
      'The code is mistyped, or it is a code of another event, or it can\'t be used yet or any more. Which of them ' +
      'is not told.',
    fix:
      'Check the code, and reserve without it if you have no other. As the organizer, GET ' +
      '/api/v1/admin/events/{eventId}/promotions lists them.',
    carries: [],
  },
  webhook_endpoint_not_found: {
    status: 404,
    title: 'No such webhook endpoint',
    retryable: false,
    description: 'No webhook endpoint of yours has this id.',
    cause: 'The endpoint was deleted, or belongs to another account.',
    fix: 'List your endpoints with GET /api/v1/webhook-endpoints.',
    carries: [],
  },
  webhook_delivery_not_found: {
    status: 404,
    title: 'No such delivery',
    retryable: false,
    description: 'This endpoint has no delivery with this id.',
    cause: 'The delivery is of another endpoint, or too old.',
    fix: 'List the deliveries of the endpoint.',
    carries: [],
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    retryable: false,
    description: 'The path exists; `Allow` lists its methods.',
    cause: 'The path is right, the method is not. What changes events and venues is under /api/v1/admin.',
    fix: 'Use a method that the `Allow` header names, or the operation that `detail` names.',
    carries: [],
  },
  activity_gone: {
    status: 410,
    title: 'Messages are gone',
    retryable: false,
    description:
      'Messages are kept for 30 days, and what follows this position is no more. Begin with `from=beginning` to ' +
      'read all that is kept, or with `from=end` for what is to come.',
    cause:
      'The cursor, or the time in `since`, is from before the oldest message that is kept: somebody has not read ' +
      'the feed for 30 days. Or the service was restored from a backup, and the cursor is from later than that: ' +
      'what was read since has not happened.',
    fix:
      'Ask for the feed with `from=end` and keep its `nextCursor`. Then read your events, bookings and waitlist ' +
      'entries themselves, and go on with that cursor. With `from=beginning` you read all messages that are kept.',
    carries: [],
  },
  api_key_limit_reached: {
    status: 409,
    title: 'Too many API keys',
    retryable: false,
    description: 'The account has 50 API keys that work. Delete one that nobody uses any more.',
    cause: 'An account has 50 API keys at most. Deleted and ended ones don\'t count.',
    fix: 'Look at `lastUsedAt` in GET /api/v1/api-keys, and delete a key that nobody uses.',
    carries: [],
  },
  webhook_endpoint_limit_reached: {
    status: 409,
    title: 'Too many webhook endpoints',
    retryable: false,
    description: 'The account has 20 webhook endpoints. Delete one that nobody uses any more.',
    cause: 'An account has 20 webhook endpoints at most, disabled ones among them.',
    fix: 'Delete an endpoint that nobody uses, or let one endpoint take more types: its `types` can be changed.',
    carries: [],
  },
  webhook_endpoint_disabled: {
    status: 409,
    title: 'The webhook endpoint is disabled',
    retryable: false,
    description: 'Nothing is sent to a disabled endpoint. Enable it first.',
    cause: 'You disabled it, it answered 410, or no message had arrived for three days; `disabledReason` says which.',
    fix:
      'Enable it with PATCH /api/v1/webhook-endpoints/{webhookEndpointId} and `{ "disabled": false }`, and send ' +
      'again.',
    carries: [],
  },
  account_has_events: {
    status: 409,
    title: 'The account has events to run',
    retryable: false,
    description: 'The account organizes events that are published and have not ended, so it can\'t be deleted.',
    cause:
      'People have tickets for these events, or can buy some, and somebody has to admit, repay and tell them. ' +
      'Without an organizer nobody would.',
    fix:
      'Cancel these events or wait until they have ended, then delete the account. GET /api/v1/admin/events lists ' +
      'them.',
    carries: [],
  },
  reseller_is_organizer: {
    status: 409,
    title: 'The organizer needs no grant',
    retryable: false,
    description: 'The account organizes this event, and may name buyers there anyway.',
    cause: 'The organizer was named as a reseller of their own event.',
    fix: 'Name the account of somebody else.',
    carries: [],
  },
  reseller_limit_reached: {
    status: 409,
    title: 'Too many resellers',
    retryable: false,
    description: 'The event has 100 resellers. Remove one first.',
    cause: 'An event has 100 resellers at most.',
    fix: 'Remove a reseller that sells nothing any more.',
    carries: [],
  },
  email_taken: {
    status: 409,
    title: 'Email already in use',
    retryable: false,
    description: 'An account with this email exists. Sign in, or use another email.',
    cause: 'An account with this email exists already. Upper and lower case make no difference.',
    fix: 'Sign in with it, or use another email.',
    carries: [],
  },
  sold_out: {
    status: 409,
    title: 'Sold out',
    retryable: false,
    description:
      'Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody ' +
      'waits are kept for the waitlist: join it to be offered them.',
    cause: 'Others were faster, or the free seats are kept for those in the waitlist.',
    fix: 'Ask for as many seats as `available` says, or join the waitlist with POST /api/v1/waitlist/join.',
    carries: ['available', 'ticketTypeId'],
  },
  sales_closed: {
    status: 409,
    title: 'Sales closed',
    retryable: false,
    description:
      'The event or the ticket type is not on sale now. `salesStartAt` says when sales begin, where they have not ' +
      'yet. The event\'s status and its ticket types\' `salesStartAt` and `salesEndAt` say the rest.',
    cause:
      'The event is a draft, has been cancelled or has begun, or the sale of the ticket type has not begun or is ' +
      'over.',
    fix: 'Look at the event\'s `status` and at the `salesStartAt` and `salesEndAt` of its ticket types.',
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
    cause: 'The organizer has limited how much one buyer may have, and this would be more.',
    fix: 'Ask for no more than `limit` says, together with what the buyer has already.',
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
    cause:
      'Reservations that are not confirmed hold their seats, so one buyer may have only so many at a time. Offers ' +
      'from the line count too.',
    fix: 'Confirm or release a reservation, ask for fewer seats, or wait until `heldUntil`.',
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
    cause:
      'A reseller may have `seatsMax` seats outstanding at a time, so that it can\'t keep an event\'s seats from ' +
      'everybody else. What is sold does not count.',
    fix:
      'Ask for no more than `seatsLeft`, confirm or release a reservation, or leave the waitlist. The event\'s ' +
      'organizer can raise the bound.',
    carries: ['outstandingSeats', 'seatsMax', 'seatsLeft'],
  },
  promotion_used_up: {
    status: 409,
    title: 'Promotion used up',
    retryable: false,
    description: 'As many as the organizer has allowed use this code. Seats that are held unpaid may give a use back.',
    cause: 'The promotion has reached its `usesMax`, with reservations that are not paid yet and with sales.',
    fix: 'Reserve without the code, or try again in a few minutes, when a reservation that has it may have ended.',
    carries: [],
  },
  promotion_buyer_limit_reached: {
    status: 409,
    title: 'Promotion used too often',
    retryable: false,
    description: 'This buyer uses the code as often as one buyer may; `limit` says how often.',
    cause:
      'The promotion has a `perBuyerMax`. Reservations and sales of this buyer count, also those that were ' +
      'cancelled.',
    fix: 'Reserve without the code, or release a reservation that has it.',
    carries: ['limit'],
  },
  promotion_not_for_these_tickets: {
    status: 409,
    title: 'Promotion for other tickets',
    retryable: false,
    description: 'The code can be used, but for none of the ticket types that were asked for.',
    cause: 'The promotion is for other ticket types of the event.',
    fix: 'Reserve without the code, or choose the ticket types that it is for.',
    carries: [],
  },
  promotion_code_taken: {
    status: 409,
    title: 'Code of another promotion',
    retryable: false,
    description:
      'Another promotion of the event has this code. Codes that differ in upper and lower case and blanks alone are ' +
      'the same.',
    cause: 'Two promotions of one event can\'t have one code.',
    fix: 'Choose another code, or change or delete the promotion that has it.',
    carries: [],
  },
  promotion_in_use: {
    status: 409,
    title: 'Promotion was used',
    retryable: false,
    description:
      'The promotion was used, and this would say something else of those who have used it. Of one that was used ' +
      'only `usesMax`, `perBuyerMax`, `startsAt` and `endsAt` change, and `usesMax` not below its `uses`. `uses` ' +
      'says how often it is used now.',
    cause: 'Reservations and bookings refer to the promotion by which they have their price.',
    fix: 'Delete it and make another one, or use a `usesMax` of `uses` or more.',
    carries: ['uses'],
  },
  promotion_limit_reached: {
    status: 409,
    title: 'Too many promotions',
    retryable: false,
    description: 'The event has 1,000 promotions.',
    cause: 'An event has 1,000 promotions at most, those that were deleted after they had been used included.',
    fix: 'Delete one that was never used, or change it to the code that you need.',
    carries: [],
  },
  reservation_expired: {
    status: 409,
    title: 'Reservation expired',
    retryable: false,
    description: 'The hold ended before it was confirmed; its seats went back. Reserve again.',
    cause: 'A reservation holds its seats for a few minutes; `expiresAt` says until when.',
    fix: 'Reserve again. Ask for the payment before you reserve, or show the buyer the time that is left.',
    carries: [],
  },
  reservation_not_held: {
    status: 409,
    title: 'Reservation not held',
    retryable: false,
    description:
      'The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the ' +
      'booking it became, if it did.',
    cause: 'The reservation was confirmed before, was released, or is being confirmed by another request.',
    fix: 'Look at the booking that `bookingId` names. Without one, reserve again.',
    carries: ['bookingId'],
  },
  confirmation_in_progress: {
    status: 409,
    title: 'Confirmation in progress',
    retryable: true,
    description: 'Another request is confirming this reservation right now; look at the booking in a moment.',
    cause: 'Two requests confirm the same reservation, for instance after a double click.',
    fix: 'Wait `retryAfterSeconds`, then look at the booking. Send the same Idempotency-Key when you repeat a request.',
    carries: ['retryAfterSeconds', 'bookingId'],
  },
  payment_outcome_unknown: {
    status: 503,
    title: 'Payment outcome unknown',
    retryable: true,
    description:
      'The provider did not answer in time. The booking stays pending until the outcome is known; repeat the call ' +
      'to learn it.',
    cause: 'The provider was asked and has not answered, so nobody knows yet whether it has charged.',
    fix:
      'Repeat the same request with the same Idempotency-Key after `retryAfterSeconds`, or look at the booking. ' +
      'Never pay a second time.',
    carries: ['retryAfterSeconds', 'bookingId'],
  },
  seats_gone: {
    status: 409,
    title: 'Seats gone',
    retryable: false,
    description: 'The payment came through after the hold had ended and the seats were gone; the payment goes back.',
    cause: 'The provider took so long that the hold had ended, and others have the seats.',
    fix: 'Nothing has to be done about the money. Reserve again, or join the waitlist.',
    carries: [],
  },
  capture_refused: {
    status: 402,
    title: 'Payment lost',
    retryable: false,
    description:
      'The provider authorized the payment and then refused to pay it out. Nothing was taken. The seats went back: ' +
      'reserve them again.',
    cause:
      'The provider has reserved the money and then would not hand it over, for instance because the card was ' +
      'blocked in between.',
    fix: 'Reserve again and use another means of payment.',
    carries: [],
  },
  refund_not_failed: {
    status: 409,
    title: 'No failed refund',
    retryable: false,
    description:
      'This booking has no refund that has failed: none is owed, it has succeeded, or it is still under way.',
    cause: 'There is nothing to try again: no refund is owed, it has succeeded, or it is still being tried.',
    fix: 'Look at the booking\'s `refund`.',
    carries: [],
  },
  cancellation_deadline_passed: {
    status: 409,
    title: 'Too late to cancel',
    retryable: false,
    description: 'Tickets of this event could be cancelled until `deadline`.',
    cause:
      'The event\'s `cancellationPolicy` lets buyers cancel until some time before it begins, and that time has ' +
      'passed.',
    fix: 'Ask the event\'s organizer, who may give money back at any time.',
    carries: ['deadline'],
  },
  ticket_not_cancellable: {
    status: 409,
    title: 'Ticket can\'t be cancelled',
    retryable: false,
    description: 'One of these tickets is cancelled already, or has been used at the door.',
    cause: 'A buyer can\'t cancel a ticket that has let somebody in; nobody can cancel one that is cancelled already.',
    fix: 'Look at the booking\'s `tickets`. The event\'s organizer may cancel one that has been used.',
    carries: [],
  },
  booking_not_refundable: {
    status: 409,
    title: 'Nothing to give back',
    retryable: false,
    description: 'This booking has no payment that money could be given back from.',
    cause: 'It was free, it was never confirmed, or its payment is still under way.',
    fix: 'Look at the booking\'s `status` and `payment`.',
    carries: [],
  },
  refund_exceeds_payment: {
    status: 409,
    title: 'More than is left',
    retryable: false,
    description: 'At most `refundableMinor` can still go back.',
    cause:
      'The amount is above what was paid and has not gone back yet; where tickets are named, above what these have ' +
      'cost.',
    fix: 'Name `refundableMinor` or less, or look at the refunds that there are.',
    carries: ['refundableMinor'],
  },
  booking_not_cancellable: {
    status: 409,
    title: 'Booking can\'t be cancelled',
    retryable: false,
    description: 'Only a confirmed booking of an event that has not begun can be cancelled.',
    cause: 'The booking is not confirmed, or is cancelled already, or its event has begun.',
    fix:
      'Look at the booking\'s `status` and the event\'s `startsAt`. After the event has begun only its organizer can ' +
      'help.',
    carries: [],
  },
  ticket_not_valid: {
    status: 409,
    title: 'Ticket not valid',
    retryable: false,
    description: 'The ticket is cancelled, so that nobody comes with it.',
    cause: 'Its booking was cancelled, by its buyer, by the organizer or with the event.',
    fix: 'Look at the `status` of the booking\'s tickets, and leave out those that are cancelled.',
    carries: ['ticketId'],
  },
  ticket_not_transferable: {
    status: 409,
    title: 'Ticket can\'t be transferred',
    retryable: false,
    description:
      'Only a valid ticket that has let nobody in can be transferred, until the event has ended, and 20 times at ' +
      'most.',
    cause:
      '`detail` says which: the ticket is cancelled, or somebody has come in with it, or the event has ended or is ' +
      'cancelled, or the ticket was transferred 20 times.',
    fix: 'Look at the ticket\'s `status` and the event\'s `endsAt`. Whoever has come in needs no other ticket.',
    carries: ['ticketId'],
  },
  version_conflict: {
    status: 409,
    title: 'Version conflict',
    retryable: true,
    description: 'The inventory has moved on from `expectedVersion`; read it again.',
    cause: 'Seats have moved since the version that was named was read.',
    fix: 'Read the availability again and decide again by its `version`.',
    carries: ['currentVersion'],
  },
  event_not_draft: {
    status: 409,
    title: 'Event is not a draft',
    retryable: false,
    description:
      'Only a draft can be published or deleted. A published event can be cancelled: POST ' +
      '/api/v1/admin/events/{eventId}/cancel.',
    cause:
      'The event has been published or cancelled. Buyers may have seen it, so it can\'t be deleted or published ' +
      'again.',
    fix: 'Cancel a published event with POST /api/v1/admin/events/{eventId}/cancel.',
    carries: [],
  },
  event_not_published: {
    status: 409,
    title: 'Event is not published',
    retryable: false,
    description: 'Only a published event can be cancelled; a draft is deleted instead.',
    cause: 'A draft has no buyers that would have to be told.',
    fix: 'Delete the draft with DELETE /api/v1/admin/events/{eventId}, or publish it first.',
    carries: [],
  },
  event_in_series: {
    status: 409,
    title: 'Event is in a series already',
    retryable: false,
    description: 'The event is part of a series; its copies are there. Another rule needs another event.',
    cause: 'An event is part of one series at most, and this one is part of one.',
    fix:
      'List the events of the series with `seriesId`. For more of them, duplicate the event, and make a series of ' +
      'the copy.',
    carries: [],
  },
  event_not_in_series: {
    status: 409,
    title: 'Event is in no series',
    retryable: false,
    description: 'The event is part of no series, so no event follows it. Change or cancel it alone.',
    cause: 'The event was made by itself, and no series was made of it.',
    fix: 'Change the event alone, or make a series of it with POST /api/v1/admin/events/{eventId}/series.',
    carries: [],
  },
  event_not_test: {
    status: 409,
    title: 'Event is no test event',
    retryable: false,
    description: 'Only the clock of a test event can be advanced; this event is live.',
    cause: 'The event was made without `test`. Its buyers are real, and so is their time.',
    fix: 'Make a test event with `test: true`, and advance the clock of that.',
    carries: [],
  },
  event_not_editable: {
    status: 409,
    title: 'Event can\'t be edited',
    retryable: false,
    description: 'A cancelled or ended event can\'t be changed. Make a new one.',
    cause: 'The event is over or has been cancelled, and what happened stays as it was.',
    fix: 'Make a new event.',
    carries: [],
  },
  event_not_publishable: {
    status: 409,
    title: 'Event can\'t be published',
    retryable: false,
    description:
      'The event has already begun or lacks what is needed to be on sale. Give it a startsAt in the future first.',
    cause: 'An event goes on sale before it begins, and this one begins in the past.',
    fix: 'Give the event a `startsAt` in the future, then publish it.',
    carries: [],
  },
  start_in_past: {
    status: 409,
    title: 'Start in the past',
    retryable: false,
    description:
      'The start of a published event can\'t be moved into the past: its buyers may cancel until it begins. Name a ' +
      'start in the future, or cancel the event, so that its buyers get their money back.',
    cause: 'Buyers may cancel until the event begins. A start in the past would take that from them.',
    fix: 'Name a start in the future, or cancel the event.',
    carries: [],
  },
  external_id_taken: {
    status: 409,
    title: 'External id already in use',
    retryable: false,
    description: 'Something else of the same kind has this externalId already. Use another one, or change that one.',
    cause:
      'An `externalId` names one event, one venue and one webhook endpoint of an account, and one ticket type of an ' +
      'event; another one has it.',
    fix:
      'Use another one, or change the one that has it: GET /api/v1/admin/events?externalId=…, GET ' +
      '/api/v1/venues?externalId=… or GET /api/v1/webhook-endpoints?externalId=… finds it. PUT …/by-external-id/… ' +
      'makes or replaces in one request.',
    carries: [],
  },
  capacity_below_taken: {
    status: 409,
    title: 'Capacity too low',
    retryable: false,
    description: 'More seats than that are held or sold.',
    cause: 'Seats that are held or sold can\'t be taken away.',
    fix: 'Use `minimumCapacity` or more. Cancel bookings first if it must be fewer.',
    carries: ['minimumCapacity'],
  },
  ticket_type_in_use: {
    status: 409,
    title: 'Ticket type in use',
    retryable: false,
    description:
      'Seats of this ticket type are held or sold, somebody waits for it, a promotion names it, or it is the ' +
      'event\'s only one. Keep it, and end its sale with salesEndAt. It can\'t be hidden either while somebody waits ' +
      'who could have nothing else.',
    cause:
      'Somebody holds, has bought or waits for seats of this type, a promotion names it, or the event would be left ' +
      'without any type.',
    fix: 'Keep it, and end its sale with `salesEndAt` instead; of a promotion that names it, delete that first.',
    carries: ['ticketTypeId'],
  },
  ticket_type_name_taken: {
    status: 409,
    title: 'Name of another ticket type',
    retryable: false,
    description:
      'Another ticket type of the event has this name; `ticketTypeId` says which. Names that differ in case, spaces ' +
      'or characters that never show are the same.',
    cause:
      'Two ticket types of an event can\'t be told apart by buyers if they have one name. Case, accents written in ' +
      'another way, and blanks at the ends make no difference.',
    fix: 'Choose another name, or change the ticket type that has it: `ticketTypeId` says which.',
    carries: ['ticketTypeId'],
  },
  ticket_type_limit_reached: {
    status: 409,
    title: 'Too many ticket types',
    retryable: false,
    description: 'The event has as many ticket types as it may; `limit` says how many.',
    cause: 'An event has a bounded number of ticket types.',
    fix: 'Delete one that nobody has bought, or sell the rest as another event.',
    carries: ['limit'],
  },
  venue_in_use: {
    status: 409,
    title: 'Venue in use',
    retryable: false,
    description: 'Events take place at this venue, or have taken place there. Move them to another one first.',
    cause: 'Events take place at the venue or have taken place there; `events` names those of them that you may see.',
    fix:
      'Move these events to another venue with PATCH /api/v1/admin/events/{eventId} and `venueId`, or keep the ' +
      'venue.',
    carries: ['events', 'moreEvents'],
  },
  already_waiting: {
    status: 409,
    title: 'Already waiting',
    retryable: false,
    description: 'This buyer already has an active entry in this event\'s waitlist. Change it, or leave it first.',
    cause: 'A buyer has one entry in the waitlist of an event.',
    fix:
      'Change the entry that there is with PATCH /api/v1/waitlist/{waitlistEntryId}, or leave the waitlist first. ' +
      'GET /api/v1/waitlist lists your entries.',
    carries: [],
  },
  seats_available: {
    status: 409,
    title: 'Seats available',
    retryable: false,
    description:
      'What was asked for can be reserved right now; there is no waitlist to join. Use POST ' +
      '/api/v1/bookings/reserve.',
    cause: 'The waitlist is for what is sold out, and this is not.',
    fix: 'Reserve the seats with POST /api/v1/bookings/reserve.',
    carries: ['available'],
  },
  entry_not_waiting: {
    status: 409,
    title: 'Entry not waiting',
    retryable: false,
    description: 'Only a waiting entry can be changed; this one has an offer or has ended.',
    cause: 'The entry has got an offer, or it has ended.',
    fix: 'Accept or decline the offer. If the entry has ended, join the waitlist again.',
    carries: [],
  },
  wish_raised: {
    status: 409,
    title: 'More than before',
    retryable: false,
    description:
      'An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the waitlist and ' +
      'join it again.',
    cause: 'More seats would be unfair to those behind: they have waited longer for what was not asked for.',
    fix: 'Leave the waitlist and join it again with the larger quantity, at its end.',
    carries: [],
  },
  no_open_offer: {
    status: 409,
    title: 'No open offer',
    retryable: false,
    description:
      'The entry has no offer that can be accepted or declined now: it still waits, or its offer has ended. Look at ' +
      'its status.',
    cause: 'The entry still waits, or its offer was answered or has expired.',
    fix: 'Look at the entry\'s `status` and `offer`.',
    carries: [],
  },
  idempotency_in_flight: {
    status: 409,
    title: 'Still running',
    retryable: true,
    description: 'A request with this Idempotency-Key is still running.',
    cause: 'The same request was sent twice, and the first one is not done yet.',
    fix: 'Wait `retryAfterSeconds` and send it again with the same key: it gets the first one\'s answer.',
    carries: ['retryAfterSeconds'],
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    retryable: false,
    description:
      'It has changed since the version named in If-Match. Read it again, and send the ETag that it has now.',
    cause: 'Somebody has changed it since you read it. If-Match keeps you from undoing that without knowing.',
    fix: 'Read it again, make your change on what it is now, and send `currentETag` as If-Match.',
    carries: ['currentETag'],
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    retryable: true,
    description: 'The request took too long to arrive; the connection is closed.',
    cause: 'The head or the body of the request came too slowly, or the client stopped in the middle.',
    fix: 'Send the request again, and all of it at once.',
    carries: [],
  },
  payload_too_large: {
    status: 413,
    title: 'Payload too large',
    retryable: false,
    description: 'The body is larger than this operation takes.',
    cause: 'The body has more bytes than the operation takes.',
    fix: 'Send less: shorten texts, or split the request.',
    carries: [],
  },
  uri_too_long: {
    status: 414,
    title: 'URL too long',
    retryable: false,
    description: 'The URL is longer than the server takes: 8,192 bytes.',
    cause: 'Too much is in the query, often a cursor or a text that was put in twice.',
    fix: 'Shorten the query.',
    carries: [],
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    retryable: false,
    description: 'Send application/json, in UTF-8.',
    cause:
      'The Content-Type is missing or is not application/json: many clients send text or a form unless they are ' +
      'told.',
    fix: 'Set the header `Content-Type: application/json` and send the body as UTF-8, not compressed.',
    carries: [],
  },
  expectation_failed: {
    status: 417,
    title: 'Expectation failed',
    retryable: false,
    description: 'The only expectation that the server knows is `Expect: 100-continue`.',
    cause: 'The Expect header asks for something that the server does not know.',
    fix: 'Leave the Expect header out.',
    carries: [],
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency-Key reused',
    retryable: false,
    description: 'This Idempotency-Key was used with another request. Make a new key for each new request.',
    cause: 'A key belongs to one request for 72 hours. This one was used with another body or another path.',
    fix: 'Make a new key for each thing that you want done, and keep it only to repeat that request.',
    carries: [],
  },
  scan_id_reused: {
    status: 422,
    title: 'Scan id reused',
    retryable: false,
    description: 'This scanId was used with another code at this event. Make a new one for each scan.',
    cause:
      'A scanId belongs to one scan of one code, so that the scan can be sent again. This one came with another ' +
      'code, or twice in one batch.',
    fix:
      'Make a new scanId for each scan, e.g. the scanner\'s name and a number that it counts up and keeps over ' +
      'restarts.',
    carries: [],
  },
  ticket_type_required: {
    status: 422,
    title: 'Ticket type required',
    retryable: false,
    description:
      'The event has several ticket types: name them in `items`, each with ticketTypeId and quantity, instead of ' +
      'quantity.',
    cause: 'The event has several ticket types, so a bare `quantity` does not say which seats are wanted.',
    fix: 'Send `items` with a `ticketTypeId` and a `quantity` each, instead of `quantity`.',
    carries: [],
  },
  quantity_above_capacity: {
    status: 422,
    title: 'Quantity above capacity',
    retryable: false,
    description:
      'The event or the ticket type has fewer seats in all than were asked for: they could never be offered. Ask ' +
      'for fewer.',
    cause: 'Nobody could ever be offered so many seats: the event, or the ticket type, has fewer in all.',
    fix: 'Ask for fewer seats, or for another ticket type.',
    carries: [],
  },
  document_refused: {
    status: 422,
    title: 'Document refused',
    retryable: false,
    description: 'The search index does not take this event as it is; the detail says why.',
    cause: 'The event has a text that the search index can\'t take.',
    fix: 'Shorten the text that `detail` speaks of. The event itself is stored.',
    carries: [],
  },
  currency_mismatch: {
    status: 422,
    title: 'Currencies differ',
    retryable: false,
    description: 'All ticket types of an event share one currency. Use the same for all of them.',
    cause: 'A reservation has one total, so all prices of an event have one currency.',
    fix: 'Use the currency of the event\'s other ticket types.',
    carries: [],
  },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    retryable: false,
    description: 'The headers of the request are more or larger than the server takes: 100, and 16 kB with the URL.',
    cause: 'Often cookies of other programs on the same host, or a very long token.',
    fix: 'Send fewer and shorter headers.',
    carries: [],
  },
  precondition_required: {
    status: 428,
    title: 'Precondition required',
    retryable: false,
    description: 'Send If-Match with the ETag that you have read, or `If-Match: *` for whatever is there.',
    cause: 'Without a version, two people who change the same thing would undo each other\'s change.',
    fix: 'Read it first and send its `ETag` as If-Match. `If-Match: *` changes whatever is there.',
    carries: [],
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    description: 'Slow down; `retryAfterSeconds` says for how long.',
    cause: 'The account or the address has made more requests than the limit allows; `RateLimit-Policy` names it.',
    fix:
      'Wait `retryAfterSeconds`. Spread the requests, and use the stream of an event instead of asking again and ' +
      'again.',
    carries: ['retryAfterSeconds'],
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    retryable: true,
    description: 'A fault of ours. It is logged under `requestId`.',
    cause: 'A fault of the server. It is written to its log under the `requestId`.',
    fix: 'Try again. If it comes back, tell the operator of the server the `requestId`.',
    carries: [],
  },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    retryable: true,
    description: 'Too much is waiting ahead of this request; try again after `retryAfterSeconds`.',
    cause: 'More requests have come than can be worked on, for instance at the start of a sale.',
    fix: 'Wait `retryAfterSeconds` and try again, with the same Idempotency-Key.',
    carries: ['retryAfterSeconds'],
  },
  service_unavailable: {
    status: 503,
    title: 'Service unavailable',
    retryable: true,
    description: 'Something this operation needs can\'t be reached; try again after `retryAfterSeconds`.',
    cause: 'A database, the payment provider or another service can\'t be reached, or the server is stopping.',
    fix: 'Wait `retryAfterSeconds` and try again, with the same Idempotency-Key. GET /readyz says what is missing.',
    carries: ['retryAfterSeconds'],
  },
} as const

export type ProblemCode = keyof typeof problemRegistry
