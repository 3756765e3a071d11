// Made from openapi/paths/ by `npm run generate` (openapi/generator/). Do not edit.

/**
 * A line for each method of the client, below its resource. First its marks: `g` GET, `o` POST, `u` PUT, `h`
 * PATCH, `d` DELETE; `a` takes a credential, `k` takes an API key, `i` an Idempotency-Key;
 * `r`: twice is once without one; `c` is a list with `cursor`, `f` one with `after`; `s` is counted as an
 * attempt to sign in, `n` is not counted, all else is counted as a read or a write; `t`: what it answers with
 * expires; `b` takes a body, `p` with what its path names in it, `q` a query. Then its path (without a slash:
 * below `/api/v1/`) and its name, with the media type to ask for, or `~` where a stream is followed.
 */
export const routes = `
auth
osb auth/register register
osb auth/login login
osb auth/refresh refresh
ob auth/logout logout
ga users/sessions listSessions
da users/sessions/{sessionId} endSession
auth.passwordReset
osb auth/password-reset request
osb auth/password-reset/confirm confirm
auth.emailVerification
oas auth/email-verification request
osb auth/email-verification/confirm confirm
users.profile
ga users/profile get
hasb users/profile update
dasb users/profile delete
oasb users/profile/password changePassword
buyers
dak buyers/{reference} erase
apiKeys
gacq api-keys list
oaib api-keys create
da api-keys/{apiKeyId} delete
users
gacq admin/users list
hab admin/users/{userId} update
oa admin/users/{userId}/password-reset sendPasswordReset
events
gakcq events list
gak events/{eventId} get
gakcq admin/events listManaged
oakib admin/events create
uakbp admin/events/by-external-id/{externalId} upsert
hakb admin/events/{eventId} update
dak admin/events/{eventId} delete
oak admin/events/{eventId}/publish publish
oak admin/events/{eventId}/cancel cancel
oakib admin/events/{eventId}/test-clock advanceClock
oakib admin/events/{eventId}/duplicate duplicate
gak series/{seriesId} getSeries
gakcq admin/series listSeries
oakib admin/events/{eventId}/series createSeries
hakb admin/events/{eventId}/series updateSeries
oak admin/events/{eventId}/series/publish publishSeries
oak admin/events/{eventId}/series/cancel cancelSeries
gak events/{eventId}/availability availability
gakn events/{eventId}/stream stream=text/event-stream
gakcq admin/events/{eventId}/waitlist waitlist
gakcq admin/events/{eventId}/movements movements
gak admin/events/{eventId}/stats stats
gak admin/events/{eventId}/audit audit
gakcq admin/events/{eventId}/bookings bookings
gakcq admin/events/{eventId}/bookings bookingsCsv=text/csv
gakcq admin/events/{eventId}/tickets tickets
gakcq admin/events/{eventId}/tickets ticketsCsv=text/csv
venues
gakcq venues list
gak venues/{venueId} get
oakib admin/venues create
uakbp admin/venues/by-external-id/{externalId} upsert
hakb admin/venues/{venueId} update
dak admin/venues/{venueId} delete
ticketTypes
oakib admin/events/{eventId}/ticket-types create
hakb admin/events/{eventId}/ticket-types/{ticketTypeId} update
dak admin/events/{eventId}/ticket-types/{ticketTypeId} delete
resellers
gakcq admin/events/{eventId}/resellers list
oakib admin/events/{eventId}/resellers add
dak admin/events/{eventId}/resellers/{accountId} remove
promotions
gakcq admin/events/{eventId}/promotions list
oakib admin/events/{eventId}/promotions create
hakb admin/events/{eventId}/promotions/{promotionId} update
dak admin/events/{eventId}/promotions/{promotionId} delete
audit
ga admin/audit run
ga admin/audit/progress progress
bookings
oakitb bookings/reserve reserve
oakib bookings/confirm confirm
g bookings/payment-provider paymentProvider
gakcq bookings list
gak bookings/{bookingId} get
dak bookings/{bookingId} cancel
oakb bookings/{bookingId}/cancel-tickets cancelTickets
gak admin/bookings/{bookingId}/refunds listRefunds
oakib admin/bookings/{bookingId}/refunds refund
hakb bookings/{bookingId}/holders setHolders
gakq bookings/{bookingId}/tickets/{ticketId}/qr qr=image/svg+xml
gakq bookings/{bookingId}/tickets/{ticketId}/qr qrPng=image/png
gak bookings/{bookingId}/calendar calendar=text/calendar
oak admin/bookings/{bookingId}/retry-refund retryRefund
bookings.reservations
gakt bookings/reservations/{reservationId} get
dakt bookings/reservations/{reservationId} release
bookings.tickets
oakib bookings/{bookingId}/tickets/{ticketId}/transfer transfer
gak bookings/{bookingId}/tickets/{ticketId}/transfers transfers
checkIns
gakcq admin/events/{eventId}/check-ins list
oakrb admin/events/{eventId}/check-ins create
oakrb admin/events/{eventId}/check-ins/batch createMany
gak admin/events/{eventId}/check-in-key key
gakfq admin/events/{eventId}/check-in-list download
waitlist
oakib waitlist/join join
gakcq waitlist list
gak waitlist/{waitlistEntryId} get
hakb waitlist/{waitlistEntryId} update
dak waitlist/{waitlistEntryId} leave
oakitb waitlist/{waitlistEntryId}/accept accept
oak waitlist/{waitlistEntryId}/decline decline
search
gakcq search events
gakq search/suggestions suggestions
oa admin/search/reindex reindex
webhookEndpoints
gakcq webhook-endpoints list
oakib webhook-endpoints create
uakb webhook-endpoints/by-external-id/{externalId} put
gak webhook-endpoints/{webhookEndpointId} get
hakb webhook-endpoints/{webhookEndpointId} update
dak webhook-endpoints/{webhookEndpointId} delete
oaki webhook-endpoints/{webhookEndpointId}/rotate-secret rotateSecret
oakib webhook-endpoints/{webhookEndpointId}/test test
gakcq webhook-endpoints/{webhookEndpointId}/deliveries deliveries
gak webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId} delivery
oaki webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}/redeliver redeliver
activity
gakfq activity list
gakfq activity follow~`
