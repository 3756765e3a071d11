// Made from openapi/paths/ by `npm run generate` (openapi/generator/). Do not edit.

import type { OperationDescription } from '../core/operation.ts'

export type OperationId =
  | 'users.register'
  | 'users.login'
  | 'users.refresh'
  | 'users.logout'
  | 'users.requestPasswordReset'
  | 'users.confirmPasswordReset'
  | 'users.requestEmailVerification'
  | 'users.confirmEmailVerification'
  | 'users.getProfile'
  | 'users.updateProfile'
  | 'users.deleteProfile'
  | 'users.changePassword'
  | 'users.eraseBuyer'
  | 'users.listSessions'
  | 'users.endSession'
  | 'users.listApiKeys'
  | 'users.createApiKey'
  | 'users.deleteApiKey'
  | 'users.listUsers'
  | 'users.updateUser'
  | 'users.sendPasswordReset'
  | 'events.list'
  | 'events.get'
  | 'events.listVenues'
  | 'events.getVenue'
  | 'events.createVenue'
  | 'events.putVenue'
  | 'events.updateVenue'
  | 'events.deleteVenue'
  | 'events.listManaged'
  | 'events.create'
  | 'events.put'
  | 'events.update'
  | 'events.delete'
  | 'events.publish'
  | 'events.cancel'
  | 'events.advanceClock'
  | 'events.duplicate'
  | 'events.getSeries'
  | 'events.listSeries'
  | 'events.createSeries'
  | 'events.updateSeries'
  | 'events.publishSeries'
  | 'events.cancelSeries'
  | 'events.addTicketType'
  | 'events.updateTicketType'
  | 'events.deleteTicketType'
  | 'inventory.getAvailability'
  | 'inventory.streamAvailability'
  | 'inventory.listWaitlist'
  | 'inventory.listResellers'
  | 'inventory.addReseller'
  | 'inventory.removeReseller'
  | 'inventory.listPromotions'
  | 'inventory.createPromotion'
  | 'inventory.updatePromotion'
  | 'inventory.deletePromotion'
  | 'inventory.listMovements'
  | 'inventory.getStats'
  | 'inventory.auditEvent'
  | 'inventory.auditAll'
  | 'inventory.getAuditProgress'
  | 'bookings.reserve'
  | 'bookings.getReservation'
  | 'bookings.releaseReservation'
  | 'bookings.confirm'
  | 'bookings.getPaymentProvider'
  | 'bookings.list'
  | 'bookings.get'
  | 'bookings.cancel'
  | 'bookings.cancelTickets'
  | 'bookings.listRefunds'
  | 'bookings.refund'
  | 'bookings.setHolders'
  | 'bookings.transferTicket'
  | 'bookings.listTransfers'
  | 'bookings.getTicketQr'
  | 'bookings.getCalendar'
  | 'bookings.retryRefund'
  | 'bookings.listForEvent'
  | 'bookings.listTickets'
  | 'bookings.listCheckIns'
  | 'bookings.checkIn'
  | 'bookings.checkInBatch'
  | 'bookings.getCheckInKey'
  | 'bookings.getCheckInList'
  | 'bookings.joinWaitlist'
  | 'bookings.listWaitlistEntries'
  | 'bookings.getWaitlistEntry'
  | 'bookings.changeWaitlistEntry'
  | 'bookings.leaveWaitlist'
  | 'bookings.acceptOffer'
  | 'bookings.declineOffer'
  | 'bookings.receiveStripeWebhook'
  | 'search.search'
  | 'search.suggest'
  | 'search.reindex'
  | 'webhooks.listEndpoints'
  | 'webhooks.createEndpoint'
  | 'webhooks.putEndpoint'
  | 'webhooks.getEndpoint'
  | 'webhooks.updateEndpoint'
  | 'webhooks.deleteEndpoint'
  | 'webhooks.rotateSecret'
  | 'webhooks.sendTest'
  | 'webhooks.listDeliveries'
  | 'webhooks.getDelivery'
  | 'webhooks.redeliver'
  | 'webhooks.listActivity'
  | 'meta.live'
  | 'meta.ready'
  | 'meta.metrics'
  | 'meta.document'
  | 'meta.docs'
  | 'meta.problem'

/** What the contract says of each operation. */
export const operations: Readonly<Record<OperationId, OperationDescription>> = {
  'users.register': {
    method: 'POST',
    path: '/api/v1/auth/register',
    summary: 'Make an account',
    description:
      'Makes an account and signs it in. Attendees book seats; organizers may also create and run their own events.\n' +
      'Where an installation does not let people sign up as organizers, its admin gives the role.',
    sdk: 'auth.register',
    cli: 'auth register',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'organizer_signup_closed',
      'email_taken',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.login': {
    method: 'POST',
    path: '/api/v1/auth/login',
    summary: 'Sign in',
    description:
      'Begins a session: an access token for the next 15 minutes and a refresh token to renew it with.\n' +
      'A wrong email and a wrong password get the same answer.',
    sdk: 'auth.login',
    cli: 'auth login',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'credentials_invalid',
      'account_disabled',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.refresh': {
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary: 'Renew the tokens of a session',
    description:
      'Trades a refresh token for a new access token and the next refresh token. A refresh token can be used once: ' +
      'keep the\n' +
      'new one. If the answer was lost, repeat the request within 10 seconds: it gets the same next refresh token, ' +
      'as long\n' +
      'as nobody has used that. Any other second use ends the session. A session lives for 90 days at most.',
    sdk: 'auth.refresh',
    cli: 'auth refresh',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'refresh_token_invalid',
      'account_disabled',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.logout': {
    method: 'POST',
    path: '/api/v1/auth/logout',
    summary: 'Sign out',
    description:
      'Ends the session that the refresh token belongs to. The token itself is the proof, so no access token is ' +
      'asked for.\n' +
      'Signing out twice is no error.',
    sdk: 'auth.logout',
    cli: 'auth logout',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.requestPasswordReset': {
    method: 'POST',
    path: '/api/v1/auth/password-reset',
    summary: 'Ask for a new password',
    description:
      'Sends a mail to the account with this email: its link sets another password, once, within 30 minutes. The ' +
      'answer is\n' +
      'the same whether there is such an account or not.',
    sdk: 'auth.passwordReset.request',
    cli: 'auth reset-password',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.confirmPasswordReset': {
    method: 'POST',
    path: '/api/v1/auth/password-reset/confirm',
    summary: 'Set a new password by a mail\'s token',
    description:
      'Sets the password of the account that the mail was sent to, and ends all of its sessions: sign in with the ' +
      'new one.\n' +
      'API keys go on. The token is good for one use within 30 minutes.',
    sdk: 'auth.passwordReset.confirm',
    cli: 'auth set-password',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'reset_token_invalid',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.requestEmailVerification': {
    method: 'POST',
    path: '/api/v1/auth/email-verification',
    summary: 'Ask for a mail that verifies your email',
    description:
      'Sends a mail to the account\'s email: its link shows that the email is yours, once, within 30 minutes. One is ' +
      'sent by\n' +
      'itself when an account is made and when its email changes. An email that is verified already gets none.',
    sdk: 'auth.emailVerification.request',
    cli: 'auth verify-email',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.confirmEmailVerification': {
    method: 'POST',
    path: '/api/v1/auth/email-verification/confirm',
    summary: 'Verify an email by a mail\'s token',
    description:
      'Marks the email that the mail was sent to as verified, if it is still the account\'s email. The token is good ' +
      'for one\n' +
      'use within 30 minutes.',
    sdk: 'auth.emailVerification.confirm',
    cli: 'auth confirm-email',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'verification_token_invalid',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.getProfile': {
    method: 'GET',
    path: '/api/v1/users/profile',
    summary: 'Show your account',
    description: 'The account of the signed-in user.',
    sdk: 'users.profile.get',
    cli: 'users profile',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.updateProfile': {
    method: 'PATCH',
    path: '/api/v1/users/profile',
    summary: 'Change your account',
    description:
      'Changes your name, your email, or both; what is left out stays. A new email needs your password: a forgotten ' +
      'one is\n' +
      'set by a mail to it. The next sign-in uses the new email. It is not verified yet, and gets a mail that asks; ' +
      'the old\n' +
      'one gets a mail that tells.',
    sdk: 'users.profile.update',
    cli: 'users update',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'current_password_wrong',
      'forbidden',
      'email_taken',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.deleteProfile': {
    method: 'DELETE',
    path: '/api/v1/users/profile',
    summary: 'Delete your account',
    description:
      'Erases you, for good: name, email, sessions and API keys, and the name and email of everybody that you have ' +
      'named as\n' +
      'a buyer. What you hold unpaid is released, and you leave the waitlists. Your bookings stay as facts without ' +
      'a\n' +
      'person: seats, amounts, tickets that are valid. Your email can be used for another account.\n' +
      '\n' +
      'An organizer first cancels the events that are still to come, or waits until they have ended. The last admin ' +
      'can\'t\n' +
      'be deleted.',
    sdk: 'users.profile.delete',
    cli: 'users delete',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'current_password_wrong',
      'forbidden',
      'account_has_events',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.changePassword': {
    method: 'POST',
    path: '/api/v1/users/profile/password',
    summary: 'Change your password',
    description:
      'Sets a new password, given the current one. Every other session of the account ends; this one continues.',
    sdk: 'users.profile.changePassword',
    cli: 'users password',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'current_password_wrong',
      'forbidden',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.eraseBuyer': {
    method: 'DELETE',
    path: '/api/v1/buyers/{reference}',
    summary: 'Erase a buyer that you have named',
    description:
      'Takes a person out of everything that you have bought, held or waited for in their name: reference, name and ' +
      'email.\n' +
      'What they hold unpaid is released, and they leave the waitlists. Their bookings stay, under a reference that ' +
      'nobody\n' +
      'can trace back, and their tickets stay valid.\n' +
      '\n' +
      'It is done at once, or as soon as a service that is away is back; a purchase under way is erased when it ' +
      'ends. A\n' +
      'reference that you use again within the next minute may be erased with it. Whoever was never named is no ' +
      'error.',
    sdk: 'buyers.erase',
    cli: 'buyers erase',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [
      {
        name: 'reference',
        in: 'path',
        description: 'Your own id of the person, as you have named them.',
        type: 'string',
        required: true,
      },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.listSessions': {
    method: 'GET',
    path: '/api/v1/users/sessions',
    summary: 'List your sessions',
    description: 'Where you are signed in, the session that was used last first; at most 100.',
    sdk: 'auth.listSessions',
    cli: 'auth sessions',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.endSession': {
    method: 'DELETE',
    path: '/api/v1/users/sessions/{sessionId}',
    summary: 'End a session',
    description: 'Signs out wherever this session is used, within a second. The one you are using can be ended too.',
    sdk: 'auth.endSession',
    cli: 'auth end-session',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [{ name: 'sessionId', in: 'path', description: 'The session.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'session_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.listApiKeys': {
    method: 'GET',
    path: '/api/v1/api-keys',
    summary: 'List your API keys',
    description:
      'The account\'s keys, newest first, each with its scopes and when it was last used. The keys themselves are ' +
      'not kept and can\'t be shown.',
    sdk: 'apiKeys.list',
    cli: 'api-keys list',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.createApiKey': {
    method: 'POST',
    path: '/api/v1/api-keys',
    summary: 'Make an API key',
    description:
      'Makes a key that acts for your account within the scopes you choose. The key is in this answer and nowhere ' +
      'else:\n' +
      'keep it safe, and delete it here if it gets out.',
    sdk: 'apiKeys.create',
    cli: 'api-keys create',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'api_key_limit_reached',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.deleteApiKey': {
    method: 'DELETE',
    path: '/api/v1/api-keys/{apiKeyId}',
    summary: 'Delete an API key',
    description: 'The key stops working at once, for good.',
    sdk: 'apiKeys.delete',
    cli: 'api-keys delete',
    authentication: 'required',
    session: true,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [{ name: 'apiKeyId', in: 'path', description: 'The API key.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'api_key_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.listUsers': {
    method: 'GET',
    path: '/api/v1/admin/users',
    summary: 'List all accounts',
    description: 'Every account of the installation, newest first, for its admins. Narrow it down by email or role.',
    sdk: 'users.list',
    cli: 'users list',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'email', in: 'query', description: 'Only the account with this email.', type: 'string', required: false },
      {
        name: 'role',
        in: 'query',
        description: 'Only accounts with this role.',
        type: 'string',
        enum: ['attendee', 'organizer', 'admin'],
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.updateUser': {
    method: 'PATCH',
    path: '/api/v1/admin/users/{userId}',
    summary: 'Change an account\'s role or disable it',
    description:
      'For admins. Gives an account another role, or disables it: a disabled account can\'t sign in and its sessions ' +
      'end.\n' +
      'Its bookings and events stay as they are.',
    sdk: 'users.update',
    cli: 'users set',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'userId', in: 'path', description: 'The account.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'user_not_found',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'users.sendPasswordReset': {
    method: 'POST',
    path: '/api/v1/admin/users/{userId}/password-reset',
    summary: 'Send somebody a mail to set a new password',
    description:
      'For admins. Sends the mail that the account\'s owner could ask for. Nobody but who reads the account\'s mail ' +
      'can set\n' +
      'the password. A disabled account gets none.',
    sdk: 'users.sendPasswordReset',
    cli: 'users reset-password',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [{ name: 'userId', in: 'path', description: 'The account.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'user_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.list': {
    method: 'GET',
    path: '/api/v1/events',
    summary: 'List published events',
    description:
      'Published events, also those that have ended, soonest first. Filter by category, city, time, price or seats ' +
      'left; to\n' +
      'find words or places on the map, use the search. Drafts and cancelled events are not in it.',
    sdk: 'events.list',
    cli: 'events list',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'category', in: 'query', description: 'Only events of this category.', type: 'string', required: false },
      {
        name: 'seriesId',
        in: 'query',
        description: 'Only the events of this series.',
        type: 'string',
        required: false,
      },
      {
        name: 'city',
        in: 'query',
        description: 'Case, accents and punctuation do not matter.',
        type: 'string',
        required: false,
      },
      {
        name: 'startsAfter',
        in: 'query',
        description: 'Only those that begin at this time or later.',
        type: 'string',
        required: false,
      },
      {
        name: 'startsBefore',
        in: 'query',
        description: 'Only those that begin before this time.',
        type: 'string',
        required: false,
      },
      {
        name: 'currency',
        in: 'query',
        description:
          'Only events whose prices are in it. Needed for prices when the events that are found have several ' +
          'currencies.',
        type: 'string',
        required: false,
      },
      {
        name: 'maxPrice',
        in: 'query',
        description: 'Only those with a ticket on offer at this price or below, in minor units.',
        type: 'integer',
        required: false,
      },
      {
        name: 'available',
        in: 'query',
        description: 'Only those that have seats left (true) or have none (false).',
        type: 'boolean',
        required: false,
      },
      {
        name: 'sort',
        in: 'query',
        description: 'A minus reverses the order.',
        type: 'string',
        enum: ['startsAt', '-startsAt', 'createdAt', '-createdAt'],
        default: 'startsAt',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.get': {
    method: 'GET',
    path: '/api/v1/events/{eventId}',
    summary: 'Look at an event',
    description:
      'An event with its venue, its ticket types and the seats that are left. Anybody can see a published, ' +
      'cancelled or\n' +
      'ended event. A draft is seen by its organizer and by admins; for everybody else it does not exist. The ETag ' +
      'is what\n' +
      'a change must send as If-Match.',
    sdk: 'events.get',
    cli: 'events get',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.listVenues': {
    method: 'GET',
    path: '/api/v1/venues',
    summary: 'List venues',
    description: 'All venues, by name. Anybody may look at them, and any organizer may hold an event at one.',
    sdk: 'venues.list',
    cli: 'venues list',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'city',
        in: 'query',
        description: 'Case, accents and punctuation do not matter.',
        type: 'string',
        required: false,
      },
      { name: 'country', in: 'query', description: 'Only venues in this country.', type: 'string', required: false },
      {
        name: 'externalId',
        in: 'query',
        description: 'Only venues with this external id. Each account has its own: name yours with `mine`.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      {
        name: 'organizerId',
        in: 'query',
        description: 'Only venues of this account.',
        type: 'string',
        required: false,
      },
      {
        name: 'mine',
        in: 'query',
        description: 'Only venues that you have made; nobody who is not signed in has any.',
        type: 'boolean',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.getVenue': {
    method: 'GET',
    path: '/api/v1/venues/{venueId}',
    summary: 'Look at a venue',
    description:
      'A venue with its address, coordinates and time zone. The ETag is what a change must send as If-Match.',
    sdk: 'venues.get',
    cli: 'venues get',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'venueId', in: 'path', description: 'The venue.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'venue_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.createVenue': {
    method: 'POST',
    path: '/api/v1/admin/venues',
    summary: 'Make a venue',
    description:
      'Adds a place where events can happen. With a `location` its events can be found by distance. Its events get ' +
      'its time\n' +
      'zone unless they name another.',
    sdk: 'venues.create',
    cli: 'venues create',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'external_id_taken',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.putVenue': {
    method: 'PUT',
    path: '/api/v1/admin/venues/by-external-id/{externalId}',
    summary: 'Make or replace a venue by your own id',
    description:
      'Makes the venue with this external id, or makes the one of yours that has it be as you say: what you leave ' +
      'out\n' +
      'returns to its default. So a script can say again and again how a venue is to be. Where nothing is ' +
      'different,\n' +
      'nothing is written, and the answer says `unchanged`. `If-None-Match: *` only makes; `If-Match` only ' +
      'replaces.\n' +
      'Events at the venue show the change; their own time zones stay.',
    sdk: 'venues.upsert',
    cli: 'venues put',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: true,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'externalId', in: 'path', description: 'Your own id of the venue.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.updateVenue': {
    method: 'PATCH',
    path: '/api/v1/admin/venues/{venueId}',
    summary: 'Change a venue',
    description:
      'Changes what you name and leaves the rest as it is. Only the account that made the venue, or an admin, may ' +
      'do it.\n' +
      'Events at the venue show the change; their own time zones stay.',
    sdk: 'venues.update',
    cli: 'venues update',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: true,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'venueId', in: 'path', description: 'The venue.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'venue_not_found',
      'external_id_taken',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'precondition_required',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.deleteVenue': {
    method: 'DELETE',
    path: '/api/v1/admin/venues/{venueId}',
    summary: 'Delete a venue',
    description:
      'Deletes a venue where no event takes place or has taken place. Only the account that made it, or an admin, ' +
      'may do\n' +
      'it.',
    sdk: 'venues.delete',
    cli: 'venues delete',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [{ name: 'venueId', in: 'path', description: 'The venue.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'venue_not_found',
      'venue_in_use',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.listManaged': {
    method: 'GET',
    path: '/api/v1/admin/events',
    summary: 'List the events you run',
    description:
      'Your own events in every state, drafts too; an admin sees everybody\'s. `externalId` finds the event that has ' +
      'your\n' +
      'own id.',
    sdk: 'events.listManaged',
    cli: 'events managed',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'status',
        in: 'query',
        description: 'Only events in this status.',
        type: 'string',
        enum: ['draft', 'published', 'cancelled', 'ended'],
        required: false,
      },
      {
        name: 'externalId',
        in: 'query',
        description: 'Only the event with this external id.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      {
        name: 'seriesId',
        in: 'query',
        description: 'Only the events of this series.',
        type: 'string',
        required: false,
      },
      {
        name: 'test',
        in: 'query',
        description: 'Only test events, or only live ones.',
        type: 'boolean',
        required: false,
      },
      {
        name: 'sort',
        in: 'query',
        description: 'A minus reverses the order.',
        type: 'string',
        enum: ['startsAt', '-startsAt', 'createdAt', '-createdAt'],
        default: '-createdAt',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.create': {
    method: 'POST',
    path: '/api/v1/admin/events',
    summary: 'Make an event',
    description:
      'Makes an event, with its ticket types and all its seats, as a draft or at once on sale (`publish`). Name a ' +
      'known\n' +
      'venue\n' +
      'or describe a new one. A single price makes one ticket type, "General Admission"; otherwise list the ticket ' +
      'types.\n' +
      'Both capacities apply: the event\'s and, where it has one, the ticket type\'s.',
    sdk: 'events.create',
    cli: 'events create',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'venue_not_found',
      'event_not_publishable',
      'external_id_taken',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'currency_mismatch',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.put': {
    method: 'PUT',
    path: '/api/v1/admin/events/by-external-id/{externalId}',
    summary: 'Make or replace an event by your own id',
    description:
      'Makes the event with this external id, or makes the one of yours that has it be as you say, all of it or ' +
      'nothing:\n' +
      'what you leave out returns to its default. So a script can say again and again how an event is to be. Where ' +
      'nothing\n' +
      'is different, nothing is written, nobody is told, and the answer says `unchanged`.\n' +
      'The status stays as it is, but `publish` puts a draft on sale. Ticket types are found by their own ' +
      '`externalId`,\n' +
      'otherwise by name; those that you leave out are deleted, which is refused while seats of one are held or ' +
      'sold. What\n' +
      'an event may become is bounded as by its other changes.\n' +
      '`If-None-Match: *` only makes; `If-Match` only replaces.',
    sdk: 'events.upsert',
    cli: 'events put',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: true,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'externalId', in: 'path', description: 'Your own id of the event.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'venue_not_found',
      'event_not_editable',
      'event_not_publishable',
      'start_in_past',
      'external_id_taken',
      'capacity_below_taken',
      'ticket_type_in_use',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'currency_mismatch',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.update': {
    method: 'PATCH',
    path: '/api/v1/admin/events/{eventId}',
    summary: 'Change an event',
    description:
      'Changes what you name, all of it or nothing, and leaves the rest as it is. New seats go to the waitlist ' +
      'first. The\n' +
      'capacity can be lowered to the number of seats that are held or sold. Prices and sales times belong to the ' +
      'ticket\n' +
      'types.\n' +
      'Start and end of a published event that has not begun must stay in the future, as its buyers may cancel ' +
      'until it\n' +
      'begins.',
    sdk: 'events.update',
    cli: 'events update',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: true,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'venue_not_found',
      'event_not_editable',
      'start_in_past',
      'external_id_taken',
      'capacity_below_taken',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'precondition_required',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.delete': {
    method: 'DELETE',
    path: '/api/v1/admin/events/{eventId}',
    summary: 'Delete a draft',
    description:
      'Deletes an event that was never published. A published one is cancelled instead, so that its buyers get ' +
      'their money\n' +
      'back.',
    sdk: 'events.delete',
    cli: 'events delete',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_draft',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.publish': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/publish',
    summary: 'Put an event on sale',
    description:
      'Publishes a draft: everybody can see it, find it and reserve seats, within the sales times of its ticket ' +
      'types. It\n' +
      'must not have begun yet.',
    sdk: 'events.publish',
    cli: 'events publish',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_draft',
      'event_not_publishable',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.cancel': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/cancel',
    summary: 'Call an event off',
    description:
      'Ends the sale for good, gives back what is held, cancels every booking with a refund and ends the waitlist. ' +
      'The\n' +
      'event stays visible as cancelled, and its stats show the progress. A repeated call changes nothing. It can\'t ' +
      'be\n' +
      'undone.',
    sdk: 'events.cancel',
    cli: 'events cancel',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_published',
      'event_not_editable',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.advanceClock': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/test-clock',
    summary: 'Advance the clock of a test event',
    description:
      'Brings everything of a test event that is to come nearer by `advanceSeconds`: its start and end, the sales ' +
      'of its\n' +
      'ticket types, the ends of reservations and offers, and the time after which freed seats go past the head of ' +
      'the\n' +
      'waitlist. So the times that the event shows afterwards are earlier; the time that it is does not change.\n' +
      '\n' +
      'What is due by then has happened when this answers: reservations and offers have expired, their seats have ' +
      'gone to\n' +
      'the waitlist or are free again, offers have been made, and of an event that has ended nobody waits any more. ' +
      'What\n' +
      'has already happened stays: bookings, and whatever is over. A reservation that is being paid for at this ' +
      'moment\n' +
      'stays with its payment.',
    sdk: 'events.advanceClock',
    cli: 'events advance',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_test',
      'event_not_editable',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.duplicate': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/duplicate',
    summary: 'Make a copy of an event',
    description:
      'Makes a new draft of an event in whatever state: with the same texts, place, capacity, ticket types, prices, ' +
      'limits\n' +
      'and rules of its waitlist, for another date. Reservations, bookings, the waitlist and the `externalId` are ' +
      'not\n' +
      'copied. Without `startsAt` the copy has the times of the original, and needs others before it can be ' +
      'published if\n' +
      'these are over. The copy is the original organizer\'s, also when an admin makes it.',
    sdk: 'events.duplicate',
    cli: 'events duplicate',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'external_id_taken',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.getSeries': {
    method: 'GET',
    path: '/api/v1/series/{seriesId}',
    summary: 'Look at a series',
    description:
      'The rule that a series was made by, its zone, and its events that you may see, as they are now: all of them ' +
      'if you\n' +
      'run it, otherwise those that are or were on sale. Whoever may see none of them is told that there is no such ' +
      'series.\n' +
      'To see the events themselves, list them with its `seriesId`.',
    sdk: 'events.getSeries',
    cli: 'events series show',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'seriesId',
        in: 'path',
        description: 'The id of a series: `seriesId` of its events.',
        type: 'string',
        required: true,
      },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'series_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.listSeries': {
    method: 'GET',
    path: '/api/v1/admin/series',
    summary: 'List the series you run',
    description:
      'Your own series, the newest first; an admin sees everybody\'s. Each with its rule, and with how many events ' +
      'it has\n' +
      'and when.',
    sdk: 'events.listSeries',
    cli: 'events series list',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.createSeries': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/series',
    summary: 'Make a series of an event',
    description:
      'Makes copies of an event by a recurrence rule of RFC 5545, on the clock of its zone: what is at 20:30 stays ' +
      'at 20:30\n' +
      'when the clocks change. A time that a change of the clocks leaves out is an hour later; of one that comes ' +
      'twice, the\n' +
      'first is meant. The event itself is the first of the series. Its copies last as long, and are on sale if it ' +
      'is; the\n' +
      'sales times of their ticket types move with them. Each is an event of its own, with the `seriesId` of all.\n' +
      'All of them are made or none. There can be 400 with the event itself; a rule without an end is refused.',
    sdk: 'events.createSeries',
    cli: 'events series create',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_in_series',
      'event_not_editable',
      'event_not_publishable',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.updateSeries': {
    method: 'PATCH',
    path: '/api/v1/admin/events/{eventId}/series',
    summary: 'Change an event and all that follow in its series',
    description:
      'Changes an event and every later one of its series, each by itself and as if it were changed alone: all of ' +
      'what you\n' +
      'name, or nothing of it. The answer says of each event whether it was changed, and why not. To change one ' +
      'event\n' +
      'alone, change that. After an answer that was lost, repeat the request: what is as you say already stays so.',
    sdk: 'events.updateSeries',
    cli: 'events series update',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_in_series',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.publishSeries': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/series/publish',
    summary: 'Put an event and all that follow in its series on sale',
    description:
      'Publishes an event and every later one of its series, each by itself. Those that are on sale already stay ' +
      'so. The\n' +
      'answer says of each event whether it was published, and why not. A repeated call does the rest.',
    sdk: 'events.publishSeries',
    cli: 'events series publish',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_in_series',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.cancelSeries': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/series/cancel',
    summary: 'Call off an event and all that follow in its series',
    description:
      'Calls off an event and every later one of its series, each by itself and as if it were called off alone: ' +
      'their\n' +
      'bookings are refunded. A draft is not called off, but deleted: it is refused here. The answer says of each ' +
      'event\n' +
      'whether it was called off, and why not. A repeated call does the rest. It can\'t be undone.',
    sdk: 'events.cancelSeries',
    cli: 'events series cancel',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_in_series',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.addTicketType': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/ticket-types',
    summary: 'Add a ticket type',
    description:
      'Adds a priced class of seat to an event that is not over, in the currency of the others. It adds no seats: ' +
      'the\n' +
      'event\'s own capacity stays as it is.',
    sdk: 'ticketTypes.create',
    cli: 'ticket-types create',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'event_not_editable',
      'external_id_taken',
      'ticket_type_name_taken',
      'ticket_type_limit_reached',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'currency_mismatch',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.updateTicketType': {
    method: 'PATCH',
    path: '/api/v1/admin/events/{eventId}/ticket-types/{ticketTypeId}',
    summary: 'Change a ticket type',
    description:
      'Changes what you name, all of it or nothing, and leaves the rest as it is. A new price is for new ' +
      'reservations;\n' +
      'seats that are held already keep their price. A type can be `hidden` while nobody waits for it and everybody ' +
      'sees\n' +
      'another one. If-Match takes the ETag of the event, and the ETag of the answer is\n' +
      'the event\'s new one.',
    sdk: 'ticketTypes.update',
    cli: 'ticket-types update',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: true,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'ticketTypeId', in: 'path', description: 'The ticket type.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'ticket_type_not_found',
      'event_not_editable',
      'external_id_taken',
      'capacity_below_taken',
      'ticket_type_in_use',
      'ticket_type_name_taken',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'precondition_required',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'events.deleteTicketType': {
    method: 'DELETE',
    path: '/api/v1/admin/events/{eventId}/ticket-types/{ticketTypeId}',
    summary: 'Delete a ticket type',
    description:
      'Deletes a ticket type that has no held or sold seats and nobody waiting. The last one stays: an event has at ' +
      'least\n' +
      'one.',
    sdk: 'ticketTypes.delete',
    cli: 'ticket-types delete',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'ticketTypeId', in: 'path', description: 'The ticket type.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'ticket_type_not_found',
      'event_not_editable',
      'ticket_type_in_use',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.getAvailability': {
    method: 'GET',
    path: '/api/v1/events/{eventId}/availability',
    summary: 'See how many seats are left',
    description:
      'The seats that can be reserved now, for the event and for each ticket type, and whether people are in the ' +
      'waitlist.\n' +
      'It is small and may be asked often: send the ETag back and get a 304 while nothing has changed.',
    sdk: 'events.availability',
    cli: 'events availability',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.streamAvailability': {
    method: 'GET',
    path: '/api/v1/events/{eventId}/stream',
    summary: 'Watch the free seats',
    description:
      'Server-sent events: at once, and then whenever seats move, an event named `availability` whose data is what\n' +
      'the availability operation answers, as JSON, and whose id is its version. Changes that follow quickly are ' +
      'sent\n' +
      'together, a few times a second, and a slow reader gets only the newest. Comments keep the connection alive. ' +
      'The\n' +
      'stream ends when the event is over or cancelled. If it ends for another reason, connect again: the first ' +
      'message has\n' +
      'the present state, so nothing is missed. It is left out when the `Last-Event-ID` header says that the reader ' +
      'has it.\n' +
      'The number of open streams per address is limited. A stream of a draft or a test event ends when its reader ' +
      'may not\n' +
      'see the event any more, or when the access token expires.',
    sdk: 'events.stream',
    cli: 'events watch',
    authentication: 'optional',
    session: true,
    scope: 'events:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['text/event-stream'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.listWaitlist': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/waitlist',
    summary: 'See who waits for an event',
    description:
      'The waitlist of an event, its head first: who waits, for how many seats, and who has an offer. Use the ' +
      'status filter\n' +
      'to see entries that have ended.',
    sdk: 'events.waitlist',
    cli: 'events waitlist',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      {
        name: 'status',
        in: 'query',
        description: 'Without it, those that wait or have an offer.',
        type: 'string',
        enum: ['waiting', 'offered', 'converted', 'expired', 'declined', 'left'],
        required: false,
      },
      {
        name: 'buyer',
        in: 'query',
        description: 'Only those of the buyer with this reference.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.listResellers': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/resellers',
    summary: 'See who else may name buyers',
    description:
      'The accounts that may name buyers at an event besides its organizer: how many seats each may have ' +
      'outstanding, and\n' +
      'how many it has. One that was named by its email has that email as it was written. In the order in which the\n' +
      'accounts were made.',
    sdk: 'resellers.list',
    cli: 'resellers list',
    authentication: 'required',
    session: true,
    scope: 'events:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.addReseller': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/resellers',
    summary: 'Let an account name buyers',
    description:
      'Lets another account name buyers at this event, as you do: it reserves and joins the waitlist for them by ' +
      'its own\n' +
      '`reference`, and sees what it has made for them and nothing else. Name it by `accountId` or by the `email` ' +
      'that it\n' +
      'signs in with: you are told its id, and of its name and email no more than you have said. The event\'s limits ' +
      'count\n' +
      'for each buyer that it names; two accounts that use the same reference mean two buyers.\n' +
      '\n' +
      '`seatsMax` bounds the seats that the account may have outstanding at the event, over all buyers that it ' +
      'names: what\n' +
      'it holds unpaid, what is offered to them, and what they wait for. Sold seats do not count. Beyond it the ' +
      'account\n' +
      'gets `outstanding_seats_exceeded`.\n' +
      '\n' +
      'An account that is a reseller already gets this `seatsMax` from now on, and the answer is 200; a new one is\n' +
      'answered with 201. Less than it has outstanding takes nothing from it: it gets nothing new until it has ' +
      'less.\n' +
      'An event has at most 100 resellers.',
    sdk: 'resellers.add',
    cli: 'resellers add',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'user_not_found',
      'event_not_found',
      'reseller_is_organizer',
      'reseller_limit_reached',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.removeReseller': {
    method: 'DELETE',
    path: '/api/v1/admin/events/{eventId}/resellers/{accountId}',
    summary: 'Let an account name buyers no more',
    description:
      'From now on the account gets nothing new for the buyers that it names. What it holds it may still confirm or\n' +
      'release, its bookings stay, and the buyers that it has put in the waitlist keep their places.',
    sdk: 'resellers.remove',
    cli: 'resellers remove',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'accountId', in: 'path', description: 'The reseller\'s account.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'reseller_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.listPromotions': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/promotions',
    summary: 'List the promotions of an event',
    description:
      'The codes of an event with how often each is used, in the order in which they were made. Those that were ' +
      'deleted\n' +
      'after they had been used are among them, as `closed`.',
    sdk: 'promotions.list',
    cli: 'promotions list',
    authentication: 'required',
    session: true,
    scope: 'events:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.createPromotion': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/promotions',
    summary: 'Give out a code',
    description:
      'Makes a code that takes something off the price of tickets (`discount`), or that gets seats of ticket types ' +
      'which\n' +
      'are `hidden` (`access`). Buyers give it with their reservation, or when they accept an offer; one ' +
      'reservation has\n' +
      'one code.\n' +
      '\n' +
      'Of a discount the price is fixed with the reservation, ticket by ticket: what a share of a price comes to is ' +
      'rounded\n' +
      'half up, and the total is the sum of its lines. A total of 0 needs no payment.\n' +
      '\n' +
      'A use is one reservation. It is given back when the reservation ends unsold, and never after a sale. However ' +
      'many\n' +
      'buyers ask at once, `usesMax` of them get it. An event has at most 1,000 promotions, those that are `closed`\n' +
      'included. Copies of an event have none.',
    sdk: 'promotions.create',
    cli: 'promotions create',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'ticket_type_not_found',
      'promotion_code_taken',
      'promotion_limit_reached',
      'event_not_editable',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.updatePromotion': {
    method: 'PATCH',
    path: '/api/v1/admin/events/{eventId}/promotions/{promotionId}',
    summary: 'Change a promotion',
    description:
      'Changes what you name, all of it or nothing, from the next reservation on; who has reserved keeps their ' +
      'price. Once\n' +
      'a promotion was used, only how often and when it can be used may change, and `usesMax` not below what is ' +
      'used.',
    sdk: 'promotions.update',
    cli: 'promotions update',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'promotionId', in: 'path', description: 'The promotion.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'ticket_type_not_found',
      'promotion_not_found',
      'promotion_code_taken',
      'promotion_in_use',
      'event_not_editable',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.deletePromotion': {
    method: 'DELETE',
    path: '/api/v1/admin/events/{eventId}/promotions/{promotionId}',
    summary: 'Delete a promotion',
    description:
      'From now on nobody can use the code. Who has reserved with it keeps their price, and may confirm. One that ' +
      'was never\n' +
      'used is gone; one that was used stays in the list as `closed`, with its history. Its code can be given out ' +
      'again.',
    sdk: 'promotions.delete',
    cli: 'promotions delete',
    authentication: 'required',
    session: true,
    scope: 'events:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'promotionId', in: 'path', description: 'The promotion.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'promotion_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.listMovements': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/movements',
    summary: 'Read the ledger',
    description:
      'Every movement of seats, newest first: from which bucket to which, how many, why, and for which hold. The ' +
      'counters\n' +
      'are the sum of these rows, and none of them is changed.\n' +
      '\n' +
      'Some time after an event\'s end (90 days, unless the server is set otherwise), once its audit is clean, its ' +
      'movements\n' +
      'are folded into one per bucket, with the cause `carried_forward`. The answer then has `folded`, also where ' +
      'the list\n' +
      'is empty because a filter asks for what was folded.',
    sdk: 'events.movements',
    cli: 'events movements',
    authentication: 'required',
    session: true,
    scope: 'events:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      { name: 'holdId', in: 'query', description: 'Only those of one hold.', type: 'string', required: false },
      {
        name: 'ticketTypeId',
        in: 'query',
        description: 'Only those of one ticket type.',
        type: 'string',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.getStats': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/stats',
    summary: 'See how an event sells',
    description:
      'Seats by bucket, revenue, how many wait and how many have an offer, for the event and for each of its ticket ' +
      'types;\n' +
      'and how many of its tickets have been let in at the door. Once the event is cancelled, `cancellation` says ' +
      'how far\n' +
      'that has come.',
    sdk: 'events.stats',
    cli: 'events stats',
    authentication: 'required',
    session: true,
    scope: 'events:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.auditEvent': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/audit',
    summary: 'Check an event against its ledger',
    description:
      'Checks the invariants of one event: the counters add up, the holds and the ledger say the same, every sold ' +
      'seat has\n' +
      'its\n' +
      'booking. A violation is a fault of the server, never of a buyer.',
    sdk: 'events.audit',
    cli: 'audit event',
    authentication: 'required',
    session: true,
    scope: 'events:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.auditAll': {
    method: 'GET',
    path: '/api/v1/admin/audit',
    summary: 'Check everything against the ledger',
    description:
      'Checks the invariants of all events, bookings and payments of this installation, page by page while it is in ' +
      'use. A\n' +
      'million holds take about a minute: give the request that time, and don\'t ask every second. A request during ' +
      'a\n' +
      'running audit gets that audit\'s report. An audit that can\'t finish answers 503, is counted in\n' +
      '`evently_audit_failures_total`, and its cause is in the log.',
    sdk: 'audit.run',
    cli: 'audit all',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'inventory.getAuditProgress': {
    method: 'GET',
    path: '/api/v1/admin/audit/progress',
    summary: 'See how far the audit is',
    description:
      'The progress of the audit of everything in the server that answers. Where there are several servers, the ' +
      'metric\n' +
      '`evently_audit_progress_ratio` and the log of each server show it too.',
    sdk: 'audit.progress',
    cli: 'audit progress',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.reserve': {
    method: 'POST',
    path: '/api/v1/bookings/reserve',
    summary: 'Hold seats for five minutes',
    description:
      'Sets seats aside for one buyer. Confirm before `expiresAt`, or they go back.\n' +
      'Name a `quantity` when the event has a single ticket type, or `items` to choose types; all of them are held ' +
      'or none.\n' +
      'One request takes at most 100 seats in all. The event\'s `holdsPerBuyerMax` and `holdSeatsPerBuyerMax` limit ' +
      'what one\n' +
      'buyer may hold of it at a time. An Idempotency-Key counts for this event alone: with another event it is ' +
      'another\n' +
      'key.\n' +
      '\n' +
      'You reserve for yourself. The event\'s organizer, a reseller that the organizer has named, or an admin may ' +
      'name a\n' +
      '`buyer`: the reservation is then for that person, and the limits count for that person. Anybody else who ' +
      'names one\n' +
      'gets `buyer_not_allowed`, and nothing is held. A reseller has a bound over all buyers that it names:\n' +
      '`outstanding_seats_exceeded`.\n' +
      '\n' +
      'A `promotionCode` fixes the price with the reservation: `discountMinor` is what it takes off. An access code ' +
      'gets\n' +
      'seats of ticket types that nobody else sees. A code that can\'t be used refuses the whole reservation.\n' +
      '\n' +
      'With the same Idempotency-Key the answer is replayed: the same reservation, with its present `status`.',
    sdk: 'bookings.reserve',
    cli: 'bookings reserve',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'buyer_not_allowed',
      'event_not_found',
      'ticket_type_not_found',
      'promotion_not_found',
      'sold_out',
      'sales_closed',
      'limit_exceeded',
      'hold_limit_reached',
      'outstanding_seats_exceeded',
      'promotion_used_up',
      'promotion_buyer_limit_reached',
      'promotion_not_for_these_tickets',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'ticket_type_required',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getReservation': {
    method: 'GET',
    path: '/api/v1/bookings/reservations/{reservationId}',
    summary: 'Look at a reservation',
    description:
      'What is held for you, what it costs and until when. A reservation past its `expiresAt` is shown as expired.',
    sdk: 'bookings.reservations.get',
    cli: 'bookings reservation',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'reservationId', in: 'path', description: 'The reservation.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'reservation_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.releaseReservation': {
    method: 'DELETE',
    path: '/api/v1/bookings/reservations/{reservationId}',
    summary: 'Give a reservation back',
    description:
      'Releases the seats before the time is up. They go to the waitlist if somebody is in it, otherwise on sale. ' +
      'Releasing\n' +
      'twice is no error.',
    sdk: 'bookings.reservations.release',
    cli: 'bookings release',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'reservationId', in: 'path', description: 'The reservation.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'reservation_not_found',
      'reservation_expired',
      'reservation_not_held',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.confirm': {
    method: 'POST',
    path: '/api/v1/bookings/confirm',
    summary: 'Pay for a reservation',
    description:
      'Turns a held reservation into a booking: pays, and issues a ticket for each seat. Free reservations need no ' +
      'payment.\n' +
      'A declined payment leaves the seats held until `expiresAt`, so another one can be tried. When the provider\'s ' +
      'answer\n' +
      'is not known in time, repeat the call with the same Idempotency-Key: nobody pays twice. While the first call ' +
      'is\n' +
      'still running, the repeated one waits for its answer and gets the same, or `payment_outcome_unknown` with ' +
      'the\n' +
      '`bookingId`. In the rare case that a provider authorizes a payment and then refuses to pay it out, the seats ' +
      'go back\n' +
      '(`capture_refused`); reserve them again.\n' +
      '\n' +
      'Once the booking is cancelled, the answer is replayed only for the Idempotency-Key that confirmed it; any ' +
      'other\n' +
      'request gets `reservation_not_held` with the `bookingId`.\n' +
      '\n' +
      'The sandbox\'s tokens, each with what happens every time:\n' +
      '\n' +
      '| token | |\n' +
      '|---|---|\n' +
      '| `tok_ok` | succeeds |\n' +
      '| `tok_declined` | is declined: `payment_declined` |\n' +
      '| `tok_slow` | succeeds, after most of the time that a provider is given |\n' +
      '| `tok_timeout` | never answers and never charges: `payment_outcome_unknown`, in the end `payment_declined` ' +
      '|\n' +
      '| `tok_late_success` | charges, but answers too late: the server asks and finds out |\n' +
      '| `tok_answer_lost` | charges, and the connection breaks before the answer: the server asks and finds out |\n' +
      '| `tok_capture_refused` | is authorized, but the capture is refused: `capture_refused` |\n' +
      '| `tok_refund_fails` | succeeds; its refund fails at every try |\n' +
      '| `tok_refund_fails_once` | succeeds; its refund fails at the first try |\n' +
      '| `tok_refunded_at_provider` | succeeds; half of it is given back at the provider a little later |\n' +
      '| `tok_disputed` | succeeds; it is disputed a little later |\n' +
      '| `tok_dispute_lost` | succeeds; it is disputed a little later, and the dispute is lost |',
    sdk: 'bookings.confirm',
    cli: 'bookings confirm',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'payment_declined',
      'payment_required',
      'insufficient_scope',
      'reservation_not_found',
      'reservation_expired',
      'reservation_not_held',
      'confirmation_in_progress',
      'payment_outcome_unknown',
      'seats_gone',
      'capture_refused',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getPaymentProvider': {
    method: 'GET',
    path: '/api/v1/bookings/payment-provider',
    summary: 'See who takes the payments',
    description:
      'The payment provider that this server is set up with. With `sandbox` no money moves, and the test tokens of\n' +
      '`bookings.confirm` work. Test events are always paid by the sandbox, whatever this says.',
    sdk: 'bookings.paymentProvider',
    cli: 'bookings provider',
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: ['rate_limited', 'internal_error', 'overloaded', 'service_unavailable'],
  },
  'bookings.list': {
    method: 'GET',
    path: '/api/v1/bookings',
    summary: 'List your bookings',
    description:
      'Your bookings, newest first, also those that were cancelled or failed. A partner sees the bookings of all ' +
      'its\n' +
      'buyers, and can ask for those of one.',
    sdk: 'bookings.list',
    cli: 'bookings list',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'query', description: 'Only those of one event.', type: 'string', required: false },
      {
        name: 'status',
        in: 'query',
        description: 'Only bookings in this status.',
        type: 'string',
        enum: ['pending', 'confirmed', 'cancelling', 'cancelled', 'failed'],
        required: false,
      },
      {
        name: 'buyer',
        in: 'query',
        description: 'Only those of the buyer with this reference.',
        type: 'string',
        required: false,
      },
      {
        name: 'externalId',
        in: 'query',
        description: 'Only those with this `externalId`. There may be several.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.get': {
    method: 'GET',
    path: '/api/v1/bookings/{bookingId}',
    summary: 'Look at a booking',
    description:
      'A booking with its payment and its tickets; for the event\'s organizer, also with who has booked. While it is ' +
      'pending\n' +
      'its payment is being settled; look again in a moment.',
    sdk: 'bookings.get',
    cli: 'bookings get',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.cancel': {
    method: 'DELETE',
    path: '/api/v1/bookings/{bookingId}',
    summary: 'Cancel a booking',
    description:
      'Cancels a booking until the event begins: all its seats go back, and its money too. For the buyer the ' +
      'event\'s\n' +
      '`cancellationPolicy`, if it has one, says until when, and which share of the price goes back. The tickets ' +
      'are void\n' +
      'at once; the refund may take longer and is shown in `refund`. The buyer and the event\'s organizer may do it.\n' +
      'Cancelling twice is no error.',
    sdk: 'bookings.cancel',
    cli: 'bookings cancel',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'cancellation_deadline_passed',
      'ticket_not_cancellable',
      'booking_not_cancellable',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.cancelTickets': {
    method: 'POST',
    path: '/api/v1/bookings/{bookingId}/cancel-tickets',
    summary: 'Cancel some tickets',
    description:
      'Cancels tickets of a booking until the event begins: they let nobody in any more, and their seats go to the ' +
      'waitlist\n' +
      'or back on sale. For the buyer the event\'s `cancellationPolicy` says until when, and which share of their ' +
      'price goes\n' +
      'back; a ticket that has been used at the door stays. The event\'s organizer may cancel any of them, and all ' +
      'of their\n' +
      'price goes back. With the last ticket the booking is cancelled. Repeating it is no error.',
    sdk: 'bookings.cancelTickets',
    cli: 'bookings cancel-tickets',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'cancellation_deadline_passed',
      'ticket_not_cancellable',
      'booking_not_cancellable',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listRefunds': {
    method: 'GET',
    path: '/api/v1/admin/bookings/{bookingId}/refunds',
    summary: 'List the refunds of a booking',
    description:
      'All refunds of a booking: of cancellations, made by hand, and those that began at the payment provider. With ' +
      'why,\n' +
      'and how often each has been tried. What the buyer sees of them is in the booking.',
    sdk: 'bookings.listRefunds',
    cli: 'bookings refunds',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'bookingId',
        in: 'path',
        description: 'A booking of an event that you organize.',
        type: 'string',
        required: true,
      },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'booking_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.refund': {
    method: 'POST',
    path: '/api/v1/admin/bookings/{bookingId}/refunds',
    summary: 'Give money back',
    description:
      'Gives money back for a booking: before, during and after the event, as much as you name, whatever the ' +
      'event\'s\n' +
      'policy. With `returnSeats` the tickets are cancelled too, and their seats go to the waitlist or back on ' +
      'sale; with\n' +
      'the last ticket the booking is cancelled. Without it tickets stay valid. Never more goes back than was paid:\n' +
      '`refund_exceeds_payment` says what is left, after what went back at the payment provider too. A refund that ' +
      'fails is\n' +
      'tried again automatically, as that of a cancellation.',
    sdk: 'bookings.refund',
    cli: 'bookings refund',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: 'organizer',
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'bookingId',
        in: 'path',
        description: 'A booking of an event that you organize.',
        type: 'string',
        required: true,
      },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'ticket_not_cancellable',
      'booking_not_refundable',
      'refund_exceeds_payment',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.setHolders': {
    method: 'PATCH',
    path: '/api/v1/bookings/{bookingId}/holders',
    summary: 'Say who comes with which ticket',
    description:
      'Names the holders of a booking\'s tickets and gives their answers to the event\'s questions, all of them or ' +
      'nothing.\n' +
      'The buyer and the event\'s organizer may do it, before and after the event has begun. A ticket\'s code stays ' +
      'as it is:\n' +
      'to give the ticket to somebody else, so that the code that is known is void, transfer it. Answers are ' +
      'checked\n' +
      'against the event\'s questions as they are now: each must fit its question, and whoever gives any must answer ' +
      'those\n' +
      'that are `required`. Holders are told nothing. They are erased with their buyer.',
    sdk: 'bookings.setHolders',
    cli: 'bookings set-holders',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'ticket_not_valid',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.transferTicket': {
    method: 'POST',
    path: '/api/v1/bookings/{bookingId}/tickets/{ticketId}/transfer',
    summary: 'Give a ticket to somebody else',
    description:
      'Gives a ticket another holder and a new code. The code that it had is void at once: nobody comes in with it ' +
      'any\n' +
      'more. The new holder gets the new code by mail, if the holder has an email, and the buyer is told. The ' +
      'booking stays\n' +
      'the buyer\'s, who sees the new code, may transfer the ticket again, and may cancel the booking.\n' +
      '\n' +
      'The buyer and the event\'s organizer may do it, until the event has ended. A ticket that has let somebody in ' +
      'is not\n' +
      'transferred: of a transfer and a scan at the same moment, one comes first and decides the other. A ticket ' +
      'can be\n' +
      'transferred 20 times.',
    sdk: 'bookings.tickets.transfer',
    cli: 'bookings transfer',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true },
      { name: 'ticketId', in: 'path', description: 'A ticket of the booking.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'ticket_not_transferable',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listTransfers': {
    method: 'GET',
    path: '/api/v1/bookings/{bookingId}/tickets/{ticketId}/transfers',
    summary: 'See who has had a ticket',
    description: 'The transfers of a ticket, oldest first, for its buyer and the event\'s organizer.',
    sdk: 'bookings.tickets.transfers',
    cli: 'bookings transfers',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true },
      { name: 'ticketId', in: 'path', description: 'A ticket of the booking.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getTicketQr': {
    method: 'GET',
    path: '/api/v1/bookings/{bookingId}/tickets/{ticketId}/qr',
    summary: 'Draw a ticket\'s QR picture',
    description:
      'The picture of a ticket\'s `qr`, for the door: SVG, or PNG with `Accept: image/png`. It is black on white, ' +
      'with the\n' +
      'white edge that scanners need. The buyer and the event\'s organizer may have it. A ticket that is cancelled ' +
      'has none.',
    sdk: 'bookings.qr',
    cli: 'bookings qr',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['image/svg+xml', 'image/png'],
    parameters: [
      { name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true },
      { name: 'ticketId', in: 'path', description: 'The ticket.', type: 'string', required: true },
      {
        name: 'size',
        in: 'query',
        description:
          'Width and height in pixels, at most: a PNG has the largest whole number of pixels for each square that ' +
          'fits.',
        type: 'integer',
        default: 384,
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'ticket_not_found',
      'ticket_not_valid',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getCalendar': {
    method: 'GET',
    path: '/api/v1/bookings/{bookingId}/calendar',
    summary: 'Get a booking for a calendar',
    description:
      'The event of a booking as iCalendar (RFC 5545), to be opened by a calendar: when and where it is, what was ' +
      'booked,\n' +
      'and where the booking is shown; no code of a ticket. Opened again after the event was changed or the booking\n' +
      'cancelled, it replaces what the calendar has: its UID stays, and its SEQUENCE goes up. While the booking is ' +
      'pending\n' +
      'it is tentative.',
    sdk: 'bookings.calendar',
    cli: 'bookings calendar',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['text/calendar'],
    parameters: [{ name: 'bookingId', in: 'path', description: 'The booking.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'booking_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.retryRefund': {
    method: 'POST',
    path: '/api/v1/admin/bookings/{bookingId}/retry-refund',
    summary: 'Try a refund again',
    description:
      'Tries a failed refund again now. The event\'s organizer calls it when the cause of the failure is mended. A ' +
      'refund\n' +
      'that fails is tried again automatically, at growing intervals, for about a day; then it `needs_attention`. ' +
      'If it\n' +
      'fails again after this call, those tries start again. The buyer is never repaid twice.',
    sdk: 'bookings.retryRefund',
    cli: 'bookings retry-refund',
    authentication: 'required',
    session: true,
    scope: 'bookings:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'bookingId',
        in: 'path',
        description: 'A booking whose refund has failed.',
        type: 'string',
        required: true,
      },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'booking_not_found',
      'refund_not_failed',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listForEvent': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/bookings',
    summary: 'List an event\'s bookings',
    description:
      'The bookings of an event, newest first, for its organizer, with the name and email of who has booked. While ' +
      'the\n' +
      'accounts can\'t be read, `buyer` of those who have booked for themselves is null.\n' +
      '\n' +
      'With `Accept: text/csv` the answer is a table of all of them, a row for each ticket; `limit` and `cursor` ' +
      'have no\n' +
      'meaning there. It is UTF-8 with CRLF (RFC 4180). Prices have a decimal point, times the clock of the event\'s ' +
      'zone.\n' +
      '`unitPrice` is the ticket\'s price, `paid` what was paid for it: less what a promotion took off.\n' +
      'What begins like a formula has an apostrophe in front. It is sent while it is read: an answer that breaks ' +
      'off is no\n' +
      'whole table. While the accounts can\'t be read, there is none (503).',
    sdk: 'events.bookings',
    cli: 'events bookings',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json', 'text/csv'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      {
        name: 'status',
        in: 'query',
        description: 'Only bookings in this status.',
        type: 'string',
        enum: ['pending', 'confirmed', 'cancelling', 'cancelled', 'failed'],
        required: false,
      },
      {
        name: 'refund',
        in: 'query',
        description: 'Only bookings whose refund is in this status, e.g. `needs_attention`.',
        type: 'string',
        enum: ['pending', 'succeeded', 'failed', 'needs_attention', 'cancelled'],
        required: false,
      },
      {
        name: 'buyer',
        in: 'query',
        description: 'Only those of the buyer with this reference.',
        type: 'string',
        required: false,
      },
      {
        name: 'externalId',
        in: 'query',
        description: 'Only those with this `externalId`. There may be several.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      {
        name: 'separator',
        in: 'query',
        description: 'In CSV only: what is between the cells, `,` or `;`.',
        type: 'string',
        enum: ['comma', 'semicolon'],
        default: 'comma',
        required: false,
      },
      {
        name: 'bom',
        in: 'query',
        description: 'In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8.',
        type: 'boolean',
        default: false,
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listTickets': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/tickets',
    summary: 'See who comes',
    description:
      'The guest list: every ticket of an event, newest booking first, with its code, who has bought it, who comes ' +
      'with it,\n' +
      'their answers, and whether it has let somebody in. While the accounts can\'t be read, `buyer` of those who ' +
      'have\n' +
      'bought for themselves is null.\n' +
      '\n' +
      'Scanners keep a copy. Read the whole list, keep `after` of the last page, and send it as `after` from time ' +
      'to time:\n' +
      'the answer has the tickets that have been sold, transferred, cancelled or let in since, as they are now, and ' +
      'the\n' +
      '`after` for the next time. Nothing is missed, and a ticket may come twice; the higher `serial` is the later ' +
      'one.\n' +
      'Changes of holders don\'t bring a ticket again. The tickets of one booking come together, so that a page may ' +
      'be\n' +
      'longer than `limit`. What has happened is in the list within about two seconds. An `after` that is older ' +
      'than 30\n' +
      'days is refused with `activity_gone`: read the whole list again.\n' +
      '\n' +
      'With `Accept: text/csv` the answer is a table of all tickets; `limit`, `cursor` and `after` have no meaning ' +
      'there.\n' +
      'It is UTF-8 with CRLF (RFC 4180), with a column for each of the event\'s questions. Times have the clock of ' +
      'the\n' +
      'event\'s zone. What begins like a formula has an apostrophe in front. It is sent while it is read: an answer ' +
      'that\n' +
      'breaks off is no whole table. While the accounts can\'t be read, there is none (503).',
    sdk: 'events.tickets',
    cli: 'events attendees',
    authentication: 'required',
    session: true,
    scope: 'bookings:read',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json', 'text/csv'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      {
        name: 'status',
        in: 'query',
        description: 'Only tickets in this status.',
        type: 'string',
        enum: ['valid', 'cancelled'],
        required: false,
      },
      {
        name: 'admitted',
        in: 'query',
        description: 'Only tickets that have let somebody in, or only the others.',
        type: 'boolean',
        required: false,
      },
      { name: 'ticketTypeId', in: 'query', description: 'Only tickets of this type.', type: 'string', required: false },
      {
        name: 'buyer',
        in: 'query',
        description: 'Only those of the buyer with this reference.',
        type: 'string',
        required: false,
      },
      {
        name: 'after',
        in: 'query',
        description:
          'The `after` of an earlier answer: only tickets that have been sold, transferred, cancelled or let in ' +
          'since. With `cursor` it has no meaning.',
        type: 'string',
        required: false,
      },
      {
        name: 'separator',
        in: 'query',
        description: 'In CSV only: what is between the cells, `,` or `;`.',
        type: 'string',
        enum: ['comma', 'semicolon'],
        default: 'comma',
        required: false,
      },
      {
        name: 'bom',
        in: 'query',
        description: 'In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8.',
        type: 'boolean',
        default: false,
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'activity_gone',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listCheckIns': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/check-ins',
    summary: 'See who has come',
    description:
      'The scans at an event\'s doors, newest first, with what was said of each, and how many of the event\'s valid ' +
      'tickets\n' +
      'have been admitted. `conflict=true` lists what was found too late: two scanners without a network have ' +
      'admitted one\n' +
      'ticket each.',
    sdk: 'checkIns.list',
    cli: 'check-in list',
    authentication: 'required',
    session: true,
    scope: 'checkin:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      {
        name: 'verdict',
        in: 'query',
        description: 'Only scans of which this was said.',
        type: 'string',
        enum: ['admitted', 'already_admitted', 'void', 'wrong_event', 'unknown'],
        required: false,
      },
      {
        name: 'conflict',
        in: 'query',
        description: 'Only scans that conflict with the admission that stands, or only the others.',
        type: 'boolean',
        required: false,
      },
      { name: 'ticketId', in: 'query', description: 'Only scans of this ticket.', type: 'string', required: false },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.checkIn': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/check-ins',
    summary: 'Let tickets in',
    description:
      'Says what a ticket\'s code is worth at this door, and admits it if it is good for one person more:\n' +
      '\n' +
      '- `admitted`: let them in. The ticket is used from now on.\n' +
      '- `already_admitted`: it has let somebody in before; `admission` says when and where.\n' +
      '- `void`: its booking is cancelled, or the ticket was given to somebody else and has another code.\n' +
      '- `wrong_event`: a true ticket of another event of yours.\n' +
      '- `unknown`: no ticket of yours has this code, or it is forged.\n' +
      '\n' +
      'However many scanners ask at once, a ticket is admitted once. `scanId` is your scanner\'s own id of the scan, ' +
      'unique\n' +
      'within the event: a repeat with it gets the first verdict again and changes nothing, so that a scan whose ' +
      'answer was\n' +
      'lost can be sent again. A verdict is an answer, no error: each is 200.',
    sdk: 'checkIns.create',
    cli: 'check-in scan',
    authentication: 'required',
    session: true,
    scope: 'checkin:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'payload_too_large',
      'unsupported_media_type',
      'scan_id_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.checkInBatch': {
    method: 'POST',
    path: '/api/v1/admin/events/{eventId}/check-ins/batch',
    summary: 'Hand in scans that were kept',
    description:
      'What a scanner has scanned while it had no network, up to 500 scans in the order in which they happened, ' +
      'each\n' +
      'answered as by `POST …/check-ins`. Batches may come in any order and more than once: what was handed in ' +
      'before is\n' +
      'answered as before.\n' +
      '\n' +
      'The first admission that arrives stands. A scan that happened earlier and arrives later is ' +
      '`already_admitted` with\n' +
      '`conflict: true`: two people have come in with one ticket, and `GET …/check-ins?conflict=true` shows it.',
    sdk: 'checkIns.createMany',
    cli: 'check-in upload',
    authentication: 'required',
    session: true,
    scope: 'checkin:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'payload_too_large',
      'unsupported_media_type',
      'scan_id_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getCheckInKey': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/check-in-key',
    summary: 'Get the keys that tickets are signed with',
    description:
      'The public keys by which a scanner without a network tells a true ticket of this event from a forged one: as ' +
      'PEM,\n' +
      'and as JWK. A ticket\'s `qr` is `EV1:` and, in base45 (RFC 9285), 86 bytes:\n' +
      '\n' +
      '- bytes 0–1: the key\'s id\n' +
      '- bytes 2–17: the ticket\'s id, 128 bits in big-endian order; behind `tic_` they are written in 26 digits of\n' +
      '  Crockford\'s base32\n' +
      '- bytes 18–21: the ticket\'s serial, in big-endian order\n' +
      '- bytes 22–85: the Ed25519 signature of bytes 0–21\n' +
      '\n' +
      'New tickets are signed with the first key. After the server\'s secret was changed there is a second one, by ' +
      'which\n' +
      'codes from before are still true. A true code may belong to a ticket that is void by now:\n' +
      '`GET …/check-in-list` says which are.',
    sdk: 'checkIns.key',
    cli: 'check-in key',
    authentication: 'required',
    session: true,
    scope: 'checkin:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [{ name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true }],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getCheckInList': {
    method: 'GET',
    path: '/api/v1/admin/events/{eventId}/check-in-list',
    summary: 'Download the tickets for scanners without a network',
    description:
      'What a scanner needs to judge codes by itself: the event\'s tickets, each with its serial, whether it is ' +
      'valid and\n' +
      'whether it has been admitted, and the keys that codes are signed with. There is nothing personal, and ' +
      'nothing to\n' +
      'make a code of.\n' +
      '\n' +
      'Read on with `nextCursor` as `after` while `hasMore` is true. Keep the last `nextCursor`: with it you get, ' +
      'now or\n' +
      'hours later, only the tickets that are new or have changed since then, each as it is now. A change is never ' +
      'missed,\n' +
      'however many happen at once; a ticket may come more than once. Changes show within a second or two. A cursor ' +
      'is\n' +
      'good for 30 days; an older one is refused with `activity_gone`: download the whole list again.\n' +
      '\n' +
      'To judge a code that begins with `EV1:`, see `GET …/check-in-key`: it is true if one of the keys says so, ' +
      'and void\n' +
      'if its ticket is cancelled or has a higher serial. A true one that the list does not have was sold since. ' +
      'Any other\n' +
      'code belongs to the ticket with its `codeHash`.',
    sdk: 'checkIns.download',
    cli: 'check-in download',
    authentication: 'required',
    session: true,
    scope: 'checkin:write',
    role: 'organizer',
    idempotent: false,
    ifMatch: false,
    paginated: 'after',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'path', description: 'The event.', type: 'string', required: true },
      {
        name: 'after',
        in: 'query',
        description: 'The `nextCursor` of the page before. Without it the list begins.',
        type: 'string',
        required: false,
      },
      {
        name: 'limit',
        in: 'query',
        description: 'How many tickets a page may have, but for the rest of a booking.',
        type: 'integer',
        default: 500,
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'insufficient_scope',
      'event_not_found',
      'activity_gone',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.joinWaitlist': {
    method: 'POST',
    path: '/api/v1/waitlist/join',
    summary: 'Join a waitlist',
    description:
      'Joins an event\'s waitlist when the seats you want are not available. Seats that become free are offered in ' +
      'order,\n' +
      'each offer to one buyer for ten minutes; accept yours in time. A buyer has at most one entry in an event\'s ' +
      'waitlist.\n' +
      'Nobody waits for what is not on sale yet: `sales_closed` says when sales begin (`salesStartAt`). Once sales ' +
      'or the\n' +
      'event are over, entries expire; `expiredReason` says why.\n' +
      'Without a `ticketTypeId` you take any type, and of each at most its `maxPerUser` seats: they count for that ' +
      'limit\n' +
      'while you wait. `limit_exceeded` says that you have seats of such a type already, or that you ask for more ' +
      'than\n' +
      'the limits of all types together.\n' +
      'An Idempotency-Key counts for this event alone: with another event it is another key.\n' +
      '\n' +
      'You wait for yourself. The event\'s organizer, a reseller that the organizer has named, or an admin may name ' +
      'a\n' +
      '`buyer` who gets the entry; anybody else who names one gets `buyer_not_allowed`, and nobody joins. For a ' +
      'reseller\'s\n' +
      'bound the seats count that its buyers wait for: `outstanding_seats_exceeded`.',
    sdk: 'waitlist.join',
    cli: 'waitlist join',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'buyer_not_allowed',
      'event_not_found',
      'ticket_type_not_found',
      'sales_closed',
      'limit_exceeded',
      'outstanding_seats_exceeded',
      'already_waiting',
      'seats_available',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'quantity_above_capacity',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.listWaitlistEntries': {
    method: 'GET',
    path: '/api/v1/waitlist',
    summary: 'List your waitlist entries',
    description:
      'Your waitlist entries, newest first, also those that have ended. A partner sees those of all its buyers.',
    sdk: 'waitlist.list',
    cli: 'waitlist list',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'eventId', in: 'query', description: 'Only those of one event.', type: 'string', required: false },
      {
        name: 'status',
        in: 'query',
        description: 'Only entries in this status.',
        type: 'string',
        enum: ['waiting', 'offered', 'converted', 'expired', 'declined', 'left'],
        required: false,
      },
      {
        name: 'buyer',
        in: 'query',
        description: 'Only those of the buyer with this reference.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.getWaitlistEntry': {
    method: 'GET',
    path: '/api/v1/waitlist/{waitlistEntryId}',
    summary: 'Look at your waitlist entry',
    description: 'Your position and, once it is your turn, the offer and when it ends.',
    sdk: 'waitlist.get',
    cli: 'waitlist get',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'waitlistEntryId', in: 'path', description: 'The waitlist entry.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'waitlist_entry_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.changeWaitlistEntry': {
    method: 'PATCH',
    path: '/api/v1/waitlist/{waitlistEntryId}',
    summary: 'Ask for less, or change your metadata',
    description:
      'Lowers the quantity of a waiting entry, or lets it accept fewer seats; it keeps its place. If that is enough ' +
      'to be\n' +
      'served, the answer has the offer. To ask for more, leave the waitlist and join it again. The event\'s ' +
      'organizer\n' +
      'may change an entry too. `metadata` may be changed whatever has become of the entry, unless its buyer was ' +
      'erased.',
    sdk: 'waitlist.update',
    cli: 'waitlist update',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'waitlistEntryId', in: 'path', description: 'The waitlist entry.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'waitlist_entry_not_found',
      'entry_not_waiting',
      'wish_raised',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.leaveWaitlist': {
    method: 'DELETE',
    path: '/api/v1/waitlist/{waitlistEntryId}',
    summary: 'Leave a waitlist',
    description:
      'Gives up your entry, and an open offer with it. An entry that has ended stays as it is.\n' +
      'The event\'s organizer may remove an entry too.',
    sdk: 'waitlist.leave',
    cli: 'waitlist leave',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'waitlistEntryId', in: 'path', description: 'The waitlist entry.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'waitlist_entry_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.acceptOffer': {
    method: 'POST',
    path: '/api/v1/waitlist/{waitlistEntryId}/accept',
    summary: 'Accept an offer',
    description:
      'Turns the open offer into a reservation of the same seats. Confirm it before its `expiresAt`, like any ' +
      'other.\n' +
      'A `promotionCode` fixes the price of the reservation; one that can\'t be used leaves the offer open.\n' +
      'A repeated call is replayed: the same reservation, with its present `status`.',
    sdk: 'waitlist.accept',
    cli: 'waitlist accept',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'waitlistEntryId', in: 'path', description: 'The waitlist entry.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'waitlist_entry_not_found',
      'promotion_not_found',
      'sales_closed',
      'promotion_used_up',
      'promotion_buyer_limit_reached',
      'promotion_not_for_these_tickets',
      'no_open_offer',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.declineOffer': {
    method: 'POST',
    path: '/api/v1/waitlist/{waitlistEntryId}/decline',
    summary: 'Decline an offer',
    description: 'Declines the open offer. Its seats go to the next entry, and yours ends.',
    sdk: 'waitlist.decline',
    cli: 'waitlist decline',
    authentication: 'required',
    session: true,
    scope: 'waitlist:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'waitlistEntryId', in: 'path', description: 'The waitlist entry.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'waitlist_entry_not_found',
      'no_open_offer',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'bookings.receiveStripeWebhook': {
    method: 'POST',
    path: '/api/v1/webhooks/stripe',
    summary: 'Receive a message from Stripe',
    description:
      'Stripe reports here how payments and refunds ended, and what goes back there without our asking: refunds ' +
      'made in its\n' +
      'dashboard, and disputes. Nobody else calls it. The signature must be valid, and at most\n' +
      'five minutes old. A message that arrives twice is processed once. Only its `type` and the object\'s `id` are ' +
      'used:\n' +
      'the object itself is fetched from Stripe. A signed message that names no object gets the same answer and is ' +
      'ignored.\n' +
      'Where payments don\'t go through Stripe, no signature is valid.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: [],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'signature_invalid',
      'payload_too_large',
      'unsupported_media_type',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'search.search': {
    method: 'GET',
    path: '/api/v1/search',
    summary: 'Search events',
    description:
      'Finds published events by words, place, time and price. Every word must be found, but stop words (`in`, ' +
      '`the`),\n' +
      'days and months only lift what has them. Words may be misspelt, joined or apart (`hiphop`), singular or ' +
      'plural.\n' +
      'Where no event has all words, those with some of them are found, best first. The title counts most, then the\n' +
      'venue, the tags and the description. `near` adds the distance to every hit. The facets count the whole\n' +
      'result, not just the page. Sorting by distance needs `near`. Prices are compared in one currency: where the ' +
      'events\n' +
      'that are found have several, a price or sorting by price needs `currency`, and without it no prices are ' +
      'counted.',
    sdk: 'search.events',
    cli: 'search events',
    authentication: 'optional',
    session: true,
    scope: 'search:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'q',
        in: 'query',
        description: 'What to look for; without it, everything.',
        type: 'string',
        required: false,
      },
      { name: 'category', in: 'query', description: 'Only events of this category.', type: 'string', required: false },
      {
        name: 'seriesId',
        in: 'query',
        description: 'Only the events of this series.',
        type: 'string',
        required: false,
      },
      {
        name: 'city',
        in: 'query',
        description: 'Case, accents and punctuation do not matter.',
        type: 'string',
        required: false,
      },
      {
        name: 'near',
        in: 'query',
        description: 'A point on the map: `lat,lon`, in degrees, -90 to 90 and -180 to 180.',
        type: 'string',
        required: false,
      },
      {
        name: 'radiusKm',
        in: 'query',
        description: 'How far from `near`. Less than one metre counts as one metre.',
        type: 'number',
        default: 50,
        required: false,
      },
      {
        name: 'startsAfter',
        in: 'query',
        description: 'Only those that begin at this time or later.',
        type: 'string',
        required: false,
      },
      {
        name: 'startsBefore',
        in: 'query',
        description: 'Only those that begin before this time.',
        type: 'string',
        required: false,
      },
      {
        name: 'currency',
        in: 'query',
        description:
          'Only events whose prices are in it. Needed for prices, and to sort by them, when the events that are ' +
          'found have several currencies.',
        type: 'string',
        required: false,
      },
      {
        name: 'minPrice',
        in: 'query',
        description:
          'Only those with a ticket on offer at this price or above, in minor units; with `maxPrice`, one ticket ' +
          'between both.',
        type: 'integer',
        required: false,
      },
      {
        name: 'maxPrice',
        in: 'query',
        description: 'Only those with a ticket on offer at this price or below, in minor units.',
        type: 'integer',
        required: false,
      },
      {
        name: 'available',
        in: 'query',
        description: 'Only those that have seats left (true) or have none (false).',
        type: 'boolean',
        required: false,
      },
      {
        name: 'sort',
        in: 'query',
        description: 'Best, soonest, cheapest or nearest first. Without words the best are the soonest.',
        type: 'string',
        enum: ['relevance', 'date', 'price', 'distance'],
        default: 'relevance',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'search.suggest': {
    method: 'GET',
    path: '/api/v1/search/suggestions',
    summary: 'Complete what is being typed',
    description:
      'Suggests titles, venues, cities and categories that begin with the letters so far. Fast enough to ask at ' +
      'every key\n' +
      'press.',
    sdk: 'search.suggestions',
    cli: 'search suggestions',
    authentication: 'optional',
    session: true,
    scope: 'search:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'q', in: 'query', description: 'The letters so far.', type: 'string', required: true },
      { name: 'limit', in: 'query', description: 'How many at most.', type: 'integer', default: 8, required: false },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'search.reindex': {
    method: 'POST',
    path: '/api/v1/admin/search/reindex',
    summary: 'Rebuild the search index',
    description:
      'Puts every published event into a new index and then switches to it; searching goes on meanwhile. Needed ' +
      'only after\n' +
      'the index was lost: it is kept up to date automatically.\n' +
      'An event that the index does not take is skipped and named in `failed`; all others are indexed.',
    sdk: 'search.reindex',
    cli: 'search reindex',
    authentication: 'required',
    session: true,
    scope: null,
    role: 'admin',
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'forbidden',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.listEndpoints': {
    method: 'GET',
    path: '/api/v1/webhook-endpoints',
    summary: 'List your webhook endpoints',
    description: 'The URLs of yours that messages are sent to, newest first. Their secrets are not shown.',
    sdk: 'webhookEndpoints.list',
    cli: 'webhooks list',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      {
        name: 'externalId',
        in: 'query',
        description: 'Only the endpoint with this external id.',
        type: 'string',
        required: false,
      },
      {
        name: 'metadata',
        in: 'query',
        description: 'Only those that have this name with this text in their `metadata`: `season=spring-2030`.',
        type: 'string',
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.createEndpoint': {
    method: 'POST',
    path: '/api/v1/webhook-endpoints',
    summary: 'Add a webhook endpoint',
    description:
      'Registers an address of yours for messages of the types you name. Each one is signed by the Standard ' +
      'Webhooks\n' +
      'specification with the secret in this answer, which is shown only now. Only a 2xx answer within ten seconds ' +
      'counts\n' +
      'as delivered; anything else is tried again for three days. An account has at most 20 endpoints.',
    sdk: 'webhookEndpoints.create',
    cli: 'webhooks create',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_limit_reached',
      'external_id_taken',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.putEndpoint': {
    method: 'PUT',
    path: '/api/v1/webhook-endpoints/by-external-id/{externalId}',
    summary: 'Make or replace a webhook endpoint by your own id',
    description:
      'Makes the endpoint with this external id, or makes the one that has it be as you say: what you leave out ' +
      'returns to\n' +
      'its default. Its secret stays, and whether it is disabled. So a script can say again and again how an ' +
      'endpoint is to\n' +
      'be. `If-None-Match: *` only makes; `If-Match` only replaces.',
    sdk: 'webhookEndpoints.put',
    cli: 'webhooks put',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'externalId', in: 'path', description: 'Your own id of the endpoint.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_limit_reached',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.getEndpoint': {
    method: 'GET',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}',
    summary: 'Get a webhook endpoint',
    description: 'One endpoint of yours, without its secret.',
    sdk: 'webhookEndpoints.get',
    cli: 'webhooks get',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.updateEndpoint': {
    method: 'PATCH',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}',
    summary: 'Change a webhook endpoint',
    description:
      'Changes what you name and leaves the rest as it is, its secret too. Disabling it gives up what is still to ' +
      'be sent\n' +
      'to it; enabled again, it gets what happens from then on.',
    sdk: 'webhookEndpoints.update',
    cli: 'webhooks update',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: true,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'external_id_taken',
      'precondition_failed',
      'payload_too_large',
      'unsupported_media_type',
      'precondition_required',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.deleteEndpoint': {
    method: 'DELETE',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}',
    summary: 'Delete a webhook endpoint',
    description:
      'Nothing more is sent to it, what was still on its way is dropped, and its deliveries are shown no more.',
    sdk: 'webhookEndpoints.delete',
    cli: 'webhooks delete',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: [],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.rotateSecret': {
    method: 'POST',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}/rotate-secret',
    summary: 'Replace the secret of a webhook endpoint',
    description:
      'Makes a new secret, shown only in this answer. For 24 hours messages carry two signatures, one by the new ' +
      'secret and\n' +
      'one by the old, so that you can switch over without losing any. A secret that was replaced before is good no ' +
      'more.',
    sdk: 'webhookEndpoints.rotateSecret',
    cli: 'webhooks rotate-secret',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'idempotency_in_flight',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.sendTest': {
    method: 'POST',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}/test',
    summary: 'Send a test message to a webhook endpoint',
    description:
      'Sends an example message of the type you name, signed like any other, to test your receiver. What it is ' +
      'about does\n' +
      'not exist. Look at its delivery to see what your endpoint answered. Nothing is sent to a disabled endpoint.',
    sdk: 'webhookEndpoints.test',
    cli: 'webhooks test',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: true,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
    ],
    problems: [
      'malformed_request',
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'webhook_endpoint_disabled',
      'idempotency_in_flight',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.listDeliveries': {
    method: 'GET',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}/deliveries',
    summary: 'List the deliveries of a webhook endpoint',
    description:
      'What was sent to the endpoint in the last 30 days or is still to be sent, newest first, with the number of ' +
      'attempts and the status of the last answer.',
    sdk: 'webhookEndpoints.deliveries',
    cli: 'webhooks deliveries',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'cursor',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
      {
        name: 'status',
        in: 'query',
        description: 'Only those that are in this state.',
        type: 'string',
        enum: ['pending', 'delivered', 'failed', 'abandoned'],
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
      {
        name: 'cursor',
        in: 'query',
        description: 'The `nextCursor` of the page before.',
        type: 'string',
        required: false,
      },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.getDelivery': {
    method: 'GET',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}',
    summary: 'Get a delivery with its attempts',
    description: 'One delivery with what is sent, when it was tried, and what was answered.',
    sdk: 'webhookEndpoints.delivery',
    cli: 'webhooks delivery',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
      { name: 'deliveryId', in: 'path', description: 'The delivery.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'webhook_delivery_not_found',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.redeliver': {
    method: 'POST',
    path: '/api/v1/webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}/redeliver',
    summary: 'Send a message once more',
    description:
      'Sends the message of a delivery again, at once, whether it arrived, failed or was abandoned. It keeps its ' +
      'message\n' +
      'id, so a receiver that remembers ids can tell that it is the same. One that had arrived or was abandoned ' +
      'before no\n' +
      'longer waits for other messages about its resource, and none waits for it.',
    sdk: 'webhookEndpoints.redeliver',
    cli: 'webhooks redeliver',
    authentication: 'required',
    session: true,
    scope: 'webhooks:write',
    role: null,
    idempotent: true,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [
      { name: 'webhookEndpointId', in: 'path', description: 'The webhook endpoint.', type: 'string', required: true },
      { name: 'deliveryId', in: 'path', description: 'The delivery.', type: 'string', required: true },
    ],
    problems: [
      'validation_failed',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'webhook_endpoint_not_found',
      'webhook_delivery_not_found',
      'webhook_endpoint_disabled',
      'idempotency_in_flight',
      'idempotency_key_reused',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'webhooks.listActivity': {
    method: 'GET',
    path: '/api/v1/activity',
    summary: 'Read your messages as a feed',
    description:
      'What has happened to what is yours: the same messages that are sent to webhook endpoints, oldest first, each ' +
      'once,\n' +
      'and always in the same order. Keep `nextCursor` and send it as `after` to read on from there, now or days ' +
      'later; it\n' +
      'is always there, also at the end of the feed. A cursor is a position: it stays good when you change the ' +
      'filters.\n' +
      'Messages are kept for 30 days. A position that is older is refused with `activity_gone`, so that nothing is ' +
      'skipped\n' +
      'in silence.\n' +
      '\n' +
      'A page may hold fewer messages than `limit`, or none, while `hasMore` is true: with `types`, one request ' +
      'looks at\n' +
      '5,000 messages at most. Messages of test events are a feed of their own: `mode=test`. Messages about ' +
      'reservations\n' +
      'are made only for accounts that have read the feed in the last 30 days, or have a webhook endpoint that ' +
      'wants them:\n' +
      'the first reading of a feed shows none.\n' +
      '\n' +
      'With `wait` a request that finds nothing is answered when there is something, or when the time is up (long ' +
      'poll).\n' +
      '\n' +
      'With `Accept: text/event-stream` the answer is a stream of server-sent events that goes on: the data of each ' +
      'event\n' +
      'is one message, the very text that an endpoint gets as its body, and its id is the cursor after it. `limit` ' +
      'and\n' +
      '`wait` have no meaning there. Reconnect with `Last-Event-ID`, which goes before `after`, and nothing is ' +
      'missed and\n' +
      'nothing comes twice. An event without data only moves the position on; at least one line is sent every 15 ' +
      'seconds.\n' +
      'A stream ends after 10 minutes at the latest: connect again. A reader that takes nothing for 30 seconds is\n' +
      'disconnected. The number of requests that wait and of streams is limited, per account and in all.\n' +
      '\n' +
      'About a second after a key is deleted, a session has ended, or an account is disabled or deleted, its ' +
      'streams end\n' +
      'and its waiting requests are refused. When an access token expires its streams end, and a waiting request is\n' +
      'answered with what there is: renew it and go on from the same cursor.',
    sdk: 'activity.list',
    cli: 'activity list',
    authentication: 'required',
    session: true,
    scope: 'activity:read',
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: 'after',
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json', 'text/event-stream'],
    parameters: [
      {
        name: 'after',
        in: 'query',
        description: 'The `nextCursor` of the page before. It goes before `since` and `from`.',
        type: 'string',
        required: false,
      },
      {
        name: 'since',
        in: 'query',
        description:
          'Without `after`: begin with what was told at this time or later. Whatever has happened since then is ' +
          'among it.',
        type: 'string',
        required: false,
      },
      {
        name: 'from',
        in: 'query',
        description:
          'Without `after` and `since`: begin with the oldest message that is kept, or with the next one that ' +
          'comes.',
        type: 'string',
        enum: ['beginning', 'end'],
        default: 'beginning',
        required: false,
      },
      {
        name: 'types',
        in: 'query',
        description: 'Only messages of these types; may be repeated.',
        type: 'array',
        enum: [
          'event.published',
          'event.updated',
          'event.cancelled',
          'reservation.created',
          'reservation.expired',
          'reservation.released',
          'booking.confirmed',
          'booking.cancelled',
          'booking.tickets_cancelled',
          'booking.refunded',
          'booking.disputed',
          'ticket.transferred',
          'ticket.checked_in',
          'waitlist.joined',
          'waitlist.changed',
          'waitlist.offered',
          'waitlist.converted',
          'waitlist.expired',
          'waitlist.declined',
          'waitlist.left',
          'inventory.sold_out',
          'inventory.available',
        ],
        required: false,
      },
      {
        name: 'resourceId',
        in: 'query',
        description:
          'Only messages about the resource with this id: an event, a reservation, a booking, a waitlist entry. ' +
          'Those of an inventory have the id of its event.',
        type: 'string',
        required: false,
      },
      {
        name: 'eventId',
        in: 'query',
        description: 'Only messages about this event, and about what belongs to it.',
        type: 'string',
        required: false,
      },
      {
        name: 'mode',
        in: 'query',
        description: 'Messages of live events, or those of test events.',
        type: 'string',
        enum: ['live', 'test'],
        default: 'live',
        required: false,
      },
      {
        name: 'wait',
        in: 'query',
        description: 'How many seconds to wait for a message where there is none yet.',
        type: 'integer',
        default: 0,
        required: false,
      },
      { name: 'limit', in: 'query', description: 'How many a page.', type: 'integer', default: 20, required: false },
    ],
    problems: [
      'validation_failed',
      'invalid_cursor',
      'unauthenticated',
      'token_invalid',
      'token_expired',
      'insufficient_scope',
      'activity_gone',
      'rate_limited',
      'internal_error',
      'overloaded',
      'service_unavailable',
    ],
  },
  'meta.live': {
    method: 'GET',
    path: '/livez',
    summary: 'Say whether the process is alive',
    description: 'Answers as long as the process runs. It checks nothing else; restart the process when it fails.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: ['internal_error', 'overloaded', 'service_unavailable'],
  },
  'meta.ready': {
    method: 'GET',
    path: '/readyz',
    summary: 'Say whether requests can be served',
    description:
      'Checks everything that the server can\'t work without. Send it no requests while it answers 503.\n' +
      '\n' +
      '`checks` also lists what the server can work without for a while: Redis, Elasticsearch, and another service ' +
      'that\n' +
      'does not answer. A service that refuses this server\'s token, or is not the one that the settings name, makes ' +
      'the\n' +
      'server not ready: somebody must correct that.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: ['internal_error', 'overloaded', 'service_unavailable'],
  },
  'meta.metrics': {
    method: 'GET',
    path: '/metrics',
    summary: 'Show the server\'s metrics',
    description:
      'Counters, gauges and histograms of this process, in the text format that Prometheus reads. They are on the ' +
      'internal\n' +
      'listener; on the public one only if its operator has set `EVENTLY_PUBLIC_METRICS=on`, else there is nothing ' +
      'here.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['text/plain'],
    parameters: [],
    problems: ['internal_error', 'overloaded', 'service_unavailable'],
  },
  'meta.document': {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Get the API\'s description',
    description: 'This document, complete in one piece, for generators and other tools.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json'],
    parameters: [],
    problems: ['internal_error', 'overloaded', 'service_unavailable'],
  },
  'meta.docs': {
    method: 'GET',
    path: '/docs',
    summary: 'Read the API\'s reference',
    description: 'A page for people, made from this document. It loads nothing from elsewhere and works offline.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['text/html'],
    parameters: [],
    problems: ['internal_error', 'overloaded', 'service_unavailable'],
  },
  'meta.problem': {
    method: 'GET',
    path: '/problems/{code}',
    summary: 'Explain a problem',
    description:
      'What a problem code means, why somebody gets it, and how to mend it. The `type` of every problem leads here. ' +
      'A page\n' +
      'for people where `text/html` is asked for, else JSON.',
    sdk: null,
    cli: null,
    authentication: 'none',
    session: false,
    scope: null,
    role: null,
    idempotent: false,
    ifMatch: false,
    paginated: false,
    hasBody: false,
    oneArgument: false,
    mediaTypes: ['application/json', 'text/html'],
    parameters: [{ name: 'code', in: 'path', description: 'The problem\'s code.', type: 'string', required: true }],
    problems: ['validation_failed', 'problem_not_found', 'internal_error', 'overloaded', 'service_unavailable'],
  },
}
