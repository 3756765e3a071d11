// What `npm test` runs a second time over the services apart, and what each shows there that one process doesn't.
//
// To a client the services apart are the same server. What differs is how they ask each other (each domain's
// remote.ts), which of them answers, and what each runs without the others' tables. These files were chosen so that
// internal operations answer what they answer in any test, problems too, and each public operation is answered by its
// own service. `EVENTLY_TEST_SERVICES=apart npm test` runs all with a whole server, each night.

/** A file, and what it alone holds of the services apart. */
export const shownApart: Readonly<Record<string, string>> = {
  'server/test/http/apart.test.ts': 'that they are apart at all',
  'server/test/http/authorization-matrix.test.ts': 'each operation of both contracts, with each of its answers',
  'server/test/http/binding.test.ts': 'requests that are refused before any service is asked',
  'server/test/http/idempotency-matrix.test.ts': 'keys of bookings, sent again with the same and with another request',
  'server/test/http/mistakes.test.ts': 'what a mistaken client is told, whichever service tells it',
  'server/test/http/odd-parameters.test.ts': 'internal operations refuse what does not fit their contract',
  'server/test/http/peer-checks.test.ts': 'a service asks whether the other is the right one and takes its token',
  'server/test/http/refusals.test.ts': 'what bookings are refused, as it comes through another service',
  'server/test/http/revoked-keys.test.ts': 'a deleted key, at a service that has just taken it',
  'server/test/http/testing-server.test.ts': 'a purchase and a waitlist, as integrators test theirs',
  'server/test/bookings/buyers-texts.test.ts': 'faults of texts that one service takes and another keeps',
  'server/test/bookings/guest-list.test.ts': 'lists by organizers whose events are elsewhere',
  'server/test/bookings/naming-buyers.test.ts': 'buyers by name, of events that are not there',
  'server/test/bookings/one-key.test.ts': 'one key at once at the bookings, and once at the inventory',
  'server/test/bookings/reacquired-holds.test.ts': 'a payment that outlasts the hold at the inventory',
  'server/test/bookings/refund-doors.test.ts': 'seats that go back one by one to the inventory, and who may ask for it',
  'server/test/bookings/reserve.test.ts': 'all that can become of a reservation, and its confirmation',
  'server/test/bookings/stripe-messages.test.ts': 'messages of the payment provider',
  'server/test/bookings/ticket-list.test.ts': 'a page that goes on after its first request',
  'server/test/bookings/ticket-papers.test.ts': 'papers of a booking about an event that is elsewhere',
  'server/test/events/cancel-event.test.ts': 'a cancelled event gives back seats and money at the others',
  'server/test/events/event-views.test.ts': 'availability in views of events',
  'server/test/inventory/availability.test.ts': 'availability by its version',
  'server/test/inventory/hidden-ticket-types.test.ts': 'codes that are asked of the inventory',
  'server/test/inventory/promotions.test.ts': 'bounds of a promotion, counted at the inventory',
  'server/test/inventory/resellers.test.ts': "resellers' bounds, counted at the inventory",
  'server/test/inventory/stream-availability.test.ts': 'a stream, and how many may listen',
  'server/test/inventory/sweep.test.ts': 'seats come back at the inventory while the bookings fail',
  'server/test/inventory/update-availability.test.ts': 'a changed capacity from the service of events',
  'server/test/search/prices-over-http.test.ts': 'a change of an event reaches the search',
  'server/test/search/refused-documents.test.ts': 'what the search refuses, told to the events',
  'server/test/users/delete-account.test.ts': 'a deleted account, at services that know it',
  'server/test/users/erase-buyer.test.ts': 'a buyer is erased from all databases',
  'server/test/users/recovery-over-smtp.test.ts': "links in mails lead to the users' service",
  'server/test/waitlist/join.test.ts': 'all that can become of a wish to wait',
  'server/test/waitlist/serving.test.ts': 'seats that come back go to the waitlist',
  'server/test/waitlist/change.test.ts': 'what an entry says, kept at the inventory',
  'server/test/webhooks/activity.test.ts': 'what has happened, in pages, and what is no longer told',
  'server/test/webhooks/activity-waiting.test.ts': 'messages about what another service has done, as it is done',
}
