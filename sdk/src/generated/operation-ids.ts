// Made from openapi/paths/ by `npm run generate` (openapi/generator/). Do not edit.

/**
 * A line for each operation: its id and its methods of the client, or what the table of routes would say of it.
 */
export const operationIds = `
users.register auth.register
users.login auth.login
users.refresh auth.refresh
users.logout auth.logout
users.requestPasswordReset auth.passwordReset.request
users.confirmPasswordReset auth.passwordReset.confirm
users.requestEmailVerification auth.emailVerification.request
users.confirmEmailVerification auth.emailVerification.confirm
users.getProfile users.profile.get
users.updateProfile users.profile.update
users.deleteProfile users.profile.delete
users.changePassword users.profile.changePassword
users.eraseBuyer buyers.erase
users.listSessions auth.listSessions
users.endSession auth.endSession
users.listApiKeys apiKeys.list
users.createApiKey apiKeys.create
users.deleteApiKey apiKeys.delete
users.listUsers users.list
users.updateUser users.update
users.sendPasswordReset users.sendPasswordReset
events.list events.list
events.get events.get
events.listVenues venues.list
events.getVenue venues.get
events.createVenue venues.create
events.putVenue venues.upsert
events.updateVenue venues.update
events.deleteVenue venues.delete
events.listManaged events.listManaged
events.create events.create
events.put events.upsert
events.update events.update
events.delete events.delete
events.publish events.publish
events.cancel events.cancel
events.advanceClock events.advanceClock
events.duplicate events.duplicate
events.getSeries events.getSeries
events.listSeries events.listSeries
events.createSeries events.createSeries
events.updateSeries events.updateSeries
events.publishSeries events.publishSeries
events.cancelSeries events.cancelSeries
events.addTicketType ticketTypes.create
events.updateTicketType ticketTypes.update
events.deleteTicketType ticketTypes.delete
inventory.getAvailability events.availability
inventory.streamAvailability events.stream
inventory.listWaitlist events.waitlist
inventory.listResellers resellers.list
inventory.addReseller resellers.add
inventory.removeReseller resellers.remove
inventory.listPromotions promotions.list
inventory.createPromotion promotions.create
inventory.updatePromotion promotions.update
inventory.deletePromotion promotions.delete
inventory.listMovements events.movements
inventory.getStats events.stats
inventory.auditEvent events.audit
inventory.auditAll audit.run
inventory.getAuditProgress audit.progress
bookings.reserve bookings.reserve
bookings.getReservation bookings.reservations.get
bookings.releaseReservation bookings.reservations.release
bookings.confirm bookings.confirm
bookings.getPaymentProvider bookings.paymentProvider
bookings.list bookings.list
bookings.get bookings.get
bookings.cancel bookings.cancel
bookings.cancelTickets bookings.cancelTickets
bookings.listRefunds bookings.listRefunds
bookings.refund bookings.refund
bookings.setHolders bookings.setHolders
bookings.transferTicket bookings.tickets.transfer
bookings.listTransfers bookings.tickets.transfers
bookings.getTicketQr bookings.qr bookings.qrPng
bookings.getCalendar bookings.calendar
bookings.retryRefund bookings.retryRefund
bookings.listForEvent events.bookings events.bookingsCsv
bookings.listTickets events.tickets events.ticketsCsv
bookings.listCheckIns checkIns.list
bookings.checkIn checkIns.create
bookings.checkInBatch checkIns.createMany
bookings.getCheckInKey checkIns.key
bookings.getCheckInList checkIns.download
bookings.joinWaitlist waitlist.join
bookings.listWaitlistEntries waitlist.list
bookings.getWaitlistEntry waitlist.get
bookings.changeWaitlistEntry waitlist.update
bookings.leaveWaitlist waitlist.leave
bookings.acceptOffer waitlist.accept
bookings.declineOffer waitlist.decline
bookings.receiveStripeWebhook onb webhooks/stripe
search.search search.events
search.suggest search.suggestions
search.reindex search.reindex
webhooks.listEndpoints webhookEndpoints.list
webhooks.createEndpoint webhookEndpoints.create
webhooks.putEndpoint webhookEndpoints.put
webhooks.getEndpoint webhookEndpoints.get
webhooks.updateEndpoint webhookEndpoints.update
webhooks.deleteEndpoint webhookEndpoints.delete
webhooks.rotateSecret webhookEndpoints.rotateSecret
webhooks.sendTest webhookEndpoints.test
webhooks.listDeliveries webhookEndpoints.deliveries
webhooks.getDelivery webhookEndpoints.delivery
webhooks.redeliver webhookEndpoints.redeliver
webhooks.listActivity activity.list activity.follow
meta.live gn /livez
meta.ready gn /readyz
meta.metrics gn /metrics
meta.document gn /openapi.json
meta.docs gn /docs
meta.problem gn /problems/{code}`
