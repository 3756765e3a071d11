// Made from openapi/paths/ by `npm run generate` (openapi/generator/). Do not edit.

/**
 * A line for each operation, below the one that its id begins with. First its marks: `g` GET, `o` POST, `u`
 * PUT, `h` PATCH, `d` DELETE; `a` takes a credential, `A` needs one, `k` takes an API key, `i` an
 * Idempotency-Key; `r`: twice is once without one; `c` is a list with `cursor`, `f` one with `after`;
 * `s` is counted as an attempt to sign in, `n` is not counted, all else is counted as a read or a write;
 * `t`: what it answers with expires; `b` takes a body, `p` with what its path names in it, `q` a query.
 * Then its path (without a slash: below `/api/v1/`), the rest of its id, and its methods (`.name`: one that
 * begins as the id does), with the media type to ask for, or `~` where a stream is followed.
 */
export const routes = `
users
osb auth/register register auth.register
osb auth/login login auth.login
osb auth/refresh refresh auth.refresh
ob auth/logout logout auth.logout
osb auth/password-reset requestPasswordReset auth.passwordReset.request
osb auth/password-reset/confirm confirmPasswordReset auth.passwordReset.confirm
oAs auth/email-verification requestEmailVerification auth.emailVerification.request
osb auth/email-verification/confirm confirmEmailVerification auth.emailVerification.confirm
gA users/profile getProfile .profile.get
hAsb users/profile updateProfile .profile.update
dAsb users/profile deleteProfile .profile.delete
oAsb users/profile/password changePassword .profile.changePassword
dAk buyers/{reference} eraseBuyer buyers.erase
gA users/sessions listSessions auth.listSessions
dA users/sessions/{sessionId} endSession auth.endSession
gAcq api-keys listApiKeys apiKeys.list
oAib api-keys createApiKey apiKeys.create
dA api-keys/{apiKeyId} deleteApiKey apiKeys.delete
gAcq admin/users listUsers .list
hAb admin/users/{userId} updateUser .update
oA admin/users/{userId}/password-reset sendPasswordReset .sendPasswordReset
events
gakcq events list .list
gak events/{eventId} get .get
gakcq venues listVenues venues.list
gak venues/{venueId} getVenue venues.get
oAkib admin/venues createVenue venues.create
uAkbp admin/venues/by-external-id/{externalId} putVenue venues.upsert
hAkb admin/venues/{venueId} updateVenue venues.update
dAk admin/venues/{venueId} deleteVenue venues.delete
gAkcq admin/events listManaged .listManaged
oAkib admin/events create .create
uAkbp admin/events/by-external-id/{externalId} put .upsert
hAkb admin/events/{eventId} update .update
dAk admin/events/{eventId} delete .delete
oAk admin/events/{eventId}/publish publish .publish
oAk admin/events/{eventId}/cancel cancel .cancel
oAkib admin/events/{eventId}/test-clock advanceClock .advanceClock
oAkib admin/events/{eventId}/duplicate duplicate .duplicate
oAkib admin/events/{eventId}/ticket-types addTicketType ticketTypes.create
hAkb admin/events/{eventId}/ticket-types/{ticketTypeId} updateTicketType ticketTypes.update
dAk admin/events/{eventId}/ticket-types/{ticketTypeId} deleteTicketType ticketTypes.delete
inventory
gak events/{eventId}/availability getAvailability events.availability
gakn events/{eventId}/stream streamAvailability events.stream=text/event-stream
gAkcq admin/events/{eventId}/waitlist listWaitlist events.waitlist
gAkcq admin/events/{eventId}/resellers listResellers resellers.list
oAkib admin/events/{eventId}/resellers addReseller resellers.add
dAk admin/events/{eventId}/resellers/{accountId} removeReseller resellers.remove
gAkcq admin/events/{eventId}/movements listMovements events.movements
gAk admin/events/{eventId}/stats getStats events.stats
gAk admin/events/{eventId}/audit auditEvent events.audit
gA admin/audit auditAll audit.run
gA admin/audit/progress getAuditProgress audit.progress
bookings
oAkitb bookings/reserve reserve .reserve
gAkt bookings/reservations/{reservationId} getReservation .reservations.get
dAkt bookings/reservations/{reservationId} releaseReservation .reservations.release
oAkib bookings/confirm confirm .confirm
g bookings/payment-provider getPaymentProvider .paymentProvider
gAkcq bookings list .list
gAk bookings/{bookingId} get .get
dAk bookings/{bookingId} cancel .cancel
gAkq bookings/{bookingId}/tickets/{ticketId}/qr getTicketQr .qr=image/svg+xml .qrPng=image/png
gAk bookings/{bookingId}/calendar getCalendar .calendar=text/calendar
oAk admin/bookings/{bookingId}/retry-refund retryRefund .retryRefund
gAkcq admin/events/{eventId}/bookings listForEvent events.bookings events.bookingsCsv=text/csv
gAkcq admin/events/{eventId}/check-ins listCheckIns checkIns.list
oAkrb admin/events/{eventId}/check-ins checkIn checkIns.create
oAkrb admin/events/{eventId}/check-ins/batch checkInBatch checkIns.createMany
gAk admin/events/{eventId}/check-in-key getCheckInKey checkIns.key
gAkfq admin/events/{eventId}/check-in-list getCheckInList checkIns.download
oAkib waitlist/join joinWaitlist waitlist.join
gAkcq waitlist listWaitlistEntries waitlist.list
gAk waitlist/{waitlistEntryId} getWaitlistEntry waitlist.get
hAkb waitlist/{waitlistEntryId} changeWaitlistEntry waitlist.update
dAk waitlist/{waitlistEntryId} leaveWaitlist waitlist.leave
oAkit waitlist/{waitlistEntryId}/accept acceptOffer waitlist.accept
oAk waitlist/{waitlistEntryId}/decline declineOffer waitlist.decline
onb webhooks/stripe receiveStripeWebhook
search
gakcq search search .events
gakq search/suggestions suggest .suggestions
oA admin/search/reindex reindex .reindex
webhooks
gAkcq webhook-endpoints listEndpoints webhookEndpoints.list
oAkib webhook-endpoints createEndpoint webhookEndpoints.create
uAkb webhook-endpoints/by-external-id/{externalId} putEndpoint webhookEndpoints.put
gAk webhook-endpoints/{webhookEndpointId} getEndpoint webhookEndpoints.get
hAkb webhook-endpoints/{webhookEndpointId} updateEndpoint webhookEndpoints.update
dAk webhook-endpoints/{webhookEndpointId} deleteEndpoint webhookEndpoints.delete
oAki webhook-endpoints/{webhookEndpointId}/rotate-secret rotateSecret webhookEndpoints.rotateSecret
oAkib webhook-endpoints/{webhookEndpointId}/test sendTest webhookEndpoints.test
gAkcq webhook-endpoints/{webhookEndpointId}/deliveries listDeliveries webhookEndpoints.deliveries
gAk webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId} getDelivery webhookEndpoints.delivery
oAki webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}/redeliver redeliver webhookEndpoints.redeliver
gAkfq activity listActivity activity.list activity.follow~
meta
gn /livez live
gn /readyz ready
gn /metrics metrics
gn /openapi.json document
gn /docs docs
gn /problems/{code} problem`
