// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Makes an account and signs it in. Attendees book seats; organizers may also create and run their own events.
         *     An installation may keep people from signing up as organizers; its admin then gives the role.
         */
        post: operations["users.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Begins a session: an access token for the next 15 minutes and a refresh token to renew it with.
         *     A wrong email and a wrong password get the same answer.
         */
        post: operations["users.login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the tokens of a session
         * @description Trades a refresh token for a new access token and the next refresh token. A refresh token is good once:
         *     keep the one that comes back.
         */
        post: operations["users.refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session that the refresh token belongs to. The token itself is the proof, so no access token is asked for.
         *     Signing out of a session that has ended already is no error.
         */
        post: operations["users.logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show your account
         * @description Answers with the account of whoever is signed in.
         */
        get: operations["users.getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your account
         * @description Changes your name, your email, or both; what is left out stays. The next sign-in uses the new email.
         */
        patch: operations["users.updateProfile"];
        trace?: never;
    };
    "/api/v1/users/profile/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Sets a new password, given the current one. Every other session of the account ends; this one goes on.
         */
        post: operations["users.changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your API keys
         * @description The account's keys, newest first, each with its scopes and when it was last used. The keys themselves are not kept and can't be shown.
         */
        get: operations["users.listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Makes a key that acts for your account within the scopes you choose. The key is in this answer and nowhere else:
         *     keep it safe, and delete it here if it gets out.
         */
        post: operations["users.createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an API key
         * @description The key stops working at once, for good.
         */
        delete: operations["users.deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all accounts
         * @description Every account of the installation, newest first, for its admins. Narrow it down by email or role.
         */
        get: operations["users.listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account's role or disable it
         * @description For admins. Gives an account another role, or disables it: a disabled account can't sign in and its sessions end.
         *     Its bookings and events stay as they are.
         */
        patch: operations["users.updateUser"];
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List published events
         * @description What is on sale or was: published events, soonest first. Narrow the list by category, city, time, price or by whether
         *     seats are left; for words and places on the map use the search. Drafts and cancelled events are not in it.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at an event
         * @description An event with its venue, its ticket types and the seats that are left. A published, cancelled or ended event can be
         *     seen by anybody, a draft only by its organizer and by admins; for everybody else it does not exist. The ETag is what
         *     a change must send as If-Match.
         */
        get: operations["events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List venues
         * @description All venues, by name. Anybody may look at them, and any organizer may hold an event at one.
         */
        get: operations["events.listVenues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/{venueId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a venue
         * @description A venue with its address, its place on the map and its time zone. The ETag is what a change must send as If-Match.
         */
        get: operations["events.getVenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a venue
         * @description Adds a place where events can happen. With a `location` its events are found by distance; its time zone is the one
         *     that its events get unless they name another.
         */
        post: operations["events.createVenue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/venues/{venueId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a venue
         * @description Takes away a venue where no event takes place or has taken place. Only who made it, or an admin, may do it.
         */
        delete: operations["events.deleteVenue"];
        options?: never;
        head?: never;
        /**
         * Change a venue
         * @description Changes what you name and leaves the rest as it is. Only who made the venue, or an admin, may do it. The events at the
         *     venue show it as it is now; their own time zones stay.
         */
        patch: operations["events.updateVenue"];
        trace?: never;
    };
    "/api/v1/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events you run
         * @description Your own events in every state, drafts among them; an admin sees everybody's. With `externalId` you find the one that
         *     carries your own id.
         */
        get: operations["events.listManaged"];
        put?: never;
        /**
         * Make an event
         * @description Makes an event, with its ticket types and all its seats, as a draft or at once on sale (`publish`). Name a known venue
         *     or describe a new one. A single price makes one ticket type, "General Admission"; otherwise list the ticket types.
         *     Both capacities bind: the event's and, where it has one, the ticket type's.
         */
        post: operations["events.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a draft
         * @description Takes away an event that was never published. A published one is cancelled instead, so that its buyers get their money back.
         */
        delete: operations["events.delete"];
        options?: never;
        head?: never;
        /**
         * Change an event
         * @description Changes what you name, all of it or nothing, and leaves the rest as it is. More capacity gives the new seats to who
         *     waits in line first; less is possible down to what is held and sold. Prices and sales times belong to the ticket types.
         *     The start of a published event that has not begun stays in the future, as its buyers may cancel until then; so does its
         *     end.
         */
        patch: operations["events.update"];
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an event on sale
         * @description Publishes a draft: everybody can see it, find it and reserve seats, within the sales times of its ticket types. It must not have begun yet.
         */
        post: operations["events.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an event off
         * @description Ends the sale for good, gives back what is held, cancels every booking with a refund and dissolves the line. The event stays visible as cancelled, and its stats show how far the ending has come. Repeating it changes nothing; it can not be undone.
         */
        post: operations["events.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a copy of an event
         * @description Makes a new draft with the same words, venue, capacity and ticket types for another date. Nothing that was sold or
         *     held comes along, and neither does the `externalId`.
         */
        post: operations["events.duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/ticket-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a ticket type
         * @description Adds a priced class of seat to an event that is not over, in the currency of the others. The event has no more seats by it: its own capacity binds as before.
         */
        post: operations["events.addTicketType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/ticket-types/{ticketTypeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take away a ticket type
         * @description Takes away a ticket type of which no seat is held or sold and for which nobody waits. The last one stays: an event has at least one.
         */
        delete: operations["events.deleteTicketType"];
        options?: never;
        head?: never;
        /**
         * Change a ticket type
         * @description Changes what you name, all of it or nothing, and leaves the rest as it is. A new price is for new reservations; who
         *     holds seats pays what they were told. If-Match takes the ETag of the event, and the ETag of the answer is the event's new one.
         */
        patch: operations["events.updateTicketType"];
        trace?: never;
    };
    "/api/v1/events/{eventId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what seats are left
         * @description The seats that can be reserved now, for the event and for each ticket type, and whether people wait in line. It is
         *     small and made to be asked often; send the ETag back and get a 304 while nothing has moved.
         */
        get: operations["inventory.getAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch seats go
         * @description Server-sent events: at once, and then whenever seats move, an event named `availability` whose data is what
         *     the availability operation answers, as JSON, and whose id is its version. Seats that move quickly are told of together, a few
         *     times a second, and a slow reader gets only the newest. Comments keep the connection alive. The stream ends when the event is over
         *     or called off. Connect again when it ends otherwise: the first message brings the present state, so nothing is missed; it is left
         *     out when a `Last-Event-ID` header says that the reader has it. Only so many streams may be open from one address.
         */
        get: operations["inventory.streamAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who waits for an event
         * @description The line of an event, its head first: who waits, for how many seats, and who has an offer. Entries that have ended come with a status filter.
         */
        get: operations["inventory.listWaitlist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the ledger
         * @description Every seat that ever moved, newest first: from which bucket to which, how many, why, and for which hold. Nothing in it
         *     is changed or deleted; what the counters say is the sum of these rows.
         */
        get: operations["inventory.listMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how an event sells
         * @description Seats by bucket, revenue and how many wait, for the event and for each of its ticket types.
         */
        get: operations["inventory.getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check an event against its ledger
         * @description Checks the invariants of one event: the counters add up, the holds and the ledger say the same, every sold seat has its
         *     booking. A violation is a fault of the server, never of a buyer.
         */
        get: operations["inventory.auditEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check everything against the ledger
         * @description Checks the invariants of all events, bookings and payments of this installation, page by page while it is in use. A million
         *     holds take about a minute: give the request the time, and ask now and then, not every second. Who asks while an audit goes on
         *     gets its report. One that can't finish answers 503, is counted in `evently_audit_failures_total`, and its cause is in the log.
         */
        get: operations["inventory.auditAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how far the audit is
         * @description How far the audit of everything has come that goes on in the server that answers. Where there are several servers, the metric
         *     `evently_audit_progress_ratio` and the log of each of them say it too.
         */
        get: operations["inventory.getAuditProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold seats for five minutes
         * @description Sets seats aside for one buyer. Confirm before `expiresAt`, or they go back.
         *     Name a `quantity` when the event has a single ticket type, or `items` to choose types; all of them are held or none.
         *     One request takes at most 100 seats in all. What one buyer may hold of an event at a time is bounded by the event's
         *     `holdsPerBuyerMax` and `holdSeatsPerBuyerMax`. An Idempotency-Key counts for this event alone: with another event it is another key.
         *
         *     Everybody reserves for themself. The event's organizer, or an admin, may name a `buyer`: the reservation is then for that
         *     person, and limits count for them. To anybody else naming one is `buyer_not_allowed`, and nothing is held.
         *
         *     Repeated with its Idempotency-Key this answers the same reservation, with the `status` that it has by then.
         */
        post: operations["bookings.reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/reservations/{reservationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a reservation
         * @description What is held for you, what it costs and until when. A reservation past its `expiresAt` is shown as expired.
         */
        get: operations["bookings.getReservation"];
        put?: never;
        post?: never;
        /**
         * Give a reservation back
         * @description Gives the seats back before the time is up: to who waits in line, or else to everybody. Giving back twice is no error.
         */
        delete: operations["bookings.releaseReservation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay for a reservation
         * @description Turns a held reservation into a booking: pays, and issues a ticket for each seat. Free reservations need no payment.
         *     A declined payment leaves the seats held until `expiresAt`, so another one can be tried. When the provider's answer
         *     is not known in time, repeat the call with the same Idempotency-Key: nobody pays twice. While the first is still under way
         *     such a repeat gets what it gets, or `payment_outcome_unknown` with the `bookingId`. In the rare case that a provider
         *     authorizes a payment and then refuses to hand it over the seats go back (`capture_refused`), and are reserved anew.
         *
         *     Once the booking has been cancelled, only the Idempotency-Key that confirmed it still repeats that answer; any other
         *     request gets `reservation_not_held` with the `bookingId`.
         *
         *     The sandbox's tokens, each with what happens every time:
         *
         *     | token | |
         *     |---|---|
         *     | `tok_ok` | succeeds |
         *     | `tok_declined` | is declined: `payment_declined` |
         *     | `tok_slow` | succeeds, after most of the time that a provider is given |
         *     | `tok_timeout` | never answers and never charges: `payment_outcome_unknown`, in the end `payment_declined` |
         *     | `tok_late_success` | charges, but answers too late: found out by asking |
         *     | `tok_answer_lost` | charges, and the connection breaks before the answer: found out by asking |
         *     | `tok_capture_refused` | is authorized, but the capture is refused: `capture_refused` |
         *     | `tok_refund_fails` | succeeds; its refund fails at every try |
         *     | `tok_refund_fails_once` | succeeds; its refund fails at the first try |
         */
        post: operations["bookings.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your bookings
         * @description Your bookings, newest first, those that were cancelled or failed among them. A partner sees the bookings of all its buyers and can ask for those of one.
         */
        get: operations["bookings.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a booking
         * @description A booking with its payment and its tickets. While it is pending its payment is being settled; look again in a moment.
         */
        get: operations["bookings.get"];
        put?: never;
        post?: never;
        /**
         * Cancel a booking
         * @description Gives all seats of a booking back and its money with them, until the event begins. The tickets are void at once; the
         *     refund may take longer and is shown in `refund`. The buyer may do it, and the event's organizer. Cancelling twice is
         *     no error.
         */
        delete: operations["bookings.cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bookings/{bookingId}/retry-refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a refund again
         * @description Asks the payment provider for a failed refund again, now, for the event's organizer: once whatever stood in its way
         *     has been put right. A refund that fails is tried again by itself, later and later, for about a day; then it
         *     `needs_attention`. Should it fail once more, that begins anew. The buyer is never repaid twice.
         */
        post: operations["bookings.retryRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{eventId}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who comes to an event
         * @description The bookings of an event, newest first, for its organizer. Asked for `text/csv` it answers with a table of all of
         *     them, a row for each ticket; `limit` and `cursor` have no meaning there.
         */
        get: operations["bookings.listForEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait in line
         * @description Takes a place in an event's line when what you want is not available. Seats that come free are offered in order, to
         *     you alone for ten minutes; accept the offer in time. A buyer has one place in an event's line at most.
         *     An Idempotency-Key counts for this event alone: with another event it is another key.
         *
         *     Everybody waits for themself. The event's organizer, or an admin, may name a `buyer` who is to have the place; to anybody
         *     else that is `buyer_not_allowed`, and nobody joins.
         */
        post: operations["bookings.joinWaitlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your places in line
         * @description Your waitlist entries, newest first, those that have ended among them. A partner sees those of all its buyers.
         */
        get: operations["bookings.listWaitlistEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/{waitlistEntryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at your place in line
         * @description Where you stand and, once it is your turn, the offer and when it ends.
         */
        get: operations["bookings.getWaitlistEntry"];
        put?: never;
        post?: never;
        /**
         * Leave the line
         * @description Gives up your place, and an open offer with it. An entry that has ended stays as it is.
         *     The event's organizer may remove an entry too.
         */
        delete: operations["bookings.leaveWaitlist"];
        options?: never;
        head?: never;
        /**
         * Ask for less
         * @description Lowers the quantity of an entry that waits, or lets it accept fewer; it keeps its place. If that is enough to be
         *     served, the answer has the offer. To ask for more, leave the line and join it again. The event's organizer may
         *     change an entry too.
         */
        patch: operations["bookings.changeWaitlistEntry"];
        trace?: never;
    };
    "/api/v1/waitlist/{waitlistEntryId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an offer
         * @description Turns the open offer into a reservation of the same seats. Confirm it before its `expiresAt`, like any other.
         *     Repeated, this answers the same reservation, with the `status` that it has by then.
         */
        post: operations["bookings.acceptOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/{waitlistEntryId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an offer
         * @description Turns the open offer down. Its seats go to the next in line, and your place ends.
         */
        post: operations["bookings.declineOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a message from Stripe
         * @description Where Stripe reports what became of payments and refunds; not meant for anyone else. Its signature is checked, which
         *     must be of a time within five minutes of now, and a message that comes twice is taken in once. Its `type` and the
         *     object's `id` are all that is believed: the object is then fetched from Stripe. A signed message that names no object is
         *     answered the same and left alone. Where payments don't go through Stripe no signature is valid.
         */
        post: operations["bookings.receiveStripeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search events
         * @description Finds published events by words, place, time and price. Words may be misspelt; they are looked for in the title first,
         *     then in the venue, the tags and the description. `near` adds the distance to every hit. The facets count the whole
         *     result, not just the page. Sorting by distance needs `near`.
         */
        get: operations["search.search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Complete what is being typed
         * @description Suggests titles, venues, cities and categories that go on from the letters so far. Fast enough to ask at every key.
         */
        get: operations["search.suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/search/reindex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Build the search index anew
         * @description Puts every published event into a fresh index and then swaps it in, so that searching goes on meanwhile. Needed after the index was lost; otherwise it keeps itself up to date.
         *     An event that the index does not take is skipped and named in `failed`; all others are indexed.
         */
        post: operations["search.reindex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your webhook endpoints
         * @description The places of yours that messages are sent to, newest first. Their secrets are not shown.
         */
        get: operations["webhooks.listEndpoints"];
        put?: never;
        /**
         * Add a webhook endpoint
         * @description Registers an address of yours for messages of the types you name. Each one is signed by the Standard Webhooks
         *     specification with the secret in this answer, which is shown only now. Only a 2xx answer counts as delivered;
         *     anything else is tried again over days.
         */
        post: operations["webhooks.createEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{webhookEndpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing more is sent to it, and what was still on its way is dropped.
         */
        delete: operations["webhooks.deleteEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Changes where an endpoint is, what it is told of, or whether anything is sent to it; what is left out stays.
         *     Its secret stays the same.
         */
        patch: operations["webhooks.updateEndpoint"];
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{webhookEndpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of a webhook endpoint
         * @description Makes a new secret, shown only in this answer. For a while messages carry two signatures, one by the old secret
         *     and one by the new, so that you can switch over without losing any.
         */
        post: operations["webhooks.rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{webhookEndpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message to a webhook endpoint
         * @description Sends a made-up message of the type you name, signed like any other, so that you can try out your receiver.
         *     Look at its delivery to see what your endpoint answered.
         */
        post: operations["webhooks.sendTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{webhookEndpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook endpoint
         * @description What was sent to the endpoint or is still to be sent, newest first, with the number of attempts and the last answer.
         */
        get: operations["webhooks.listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message once more
         * @description Sends the message of a delivery again, whether it had arrived or been given up. It keeps its message id, so a
         *     receiver that remembers ids can tell that it is the same.
         */
        post: operations["webhooks.redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your webhook messages as a feed
         * @description The same messages that endpoints are sent, oldest first, for those who would rather poll, and for reading again
         *     what an endpoint missed. Keep `nextCursor` and send it as `after` to go on from there, even when the feed was at its end.
         */
        get: operations["webhooks.listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say whether the process is alive
         * @description Answers as long as the process can answer at all. It looks at nothing else; restart the process when it fails.
         */
        get: operations["meta.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say whether requests can be served
         * @description Looks at everything the server can't work without. Send it no requests while it answers 503.
         *
         *     `checks` also names what it can do without for a while: Redis, Elasticsearch, and another service that does not answer. Another
         *     service that refuses this one's token, or is not the one that the settings name, makes it not ready: that does not mend itself.
         */
        get: operations["meta.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the server's metrics
         * @description Counters, gauges and histograms of this process, in the text format that Prometheus reads.
         */
        get: operations["meta.metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the API's description
         * @description This document, complete in one piece, for generators and other tools.
         */
        get: operations["meta.document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the API's reference
         * @description A page for people, made from this document. It loads nothing from elsewhere and works offline.
         */
        get: operations["meta.docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An admin has disabled this account. */
        AccountDisabledProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "account_disabled";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        ActivityList: {
            data: components["schemas"]["WebhookMessage"][];
            hasMore: boolean;
            /** @description Always there: send it as `after`, now or later, to read on from here. */
            nextCursor: string;
        };
        /**
         * @description Street and number.
         * @example 1 Quay Street
         */
        Address: string;
        /** @description This buyer already has an active entry in this event's line. */
        AlreadyWaitingProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "already_waiting";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description Money in the currency's minor unit (cents).
         * @example 4500
         */
        AmountMinor: number;
        /** @description An API key, without the key itself. */
        ApiKey: {
            id: components["schemas"]["ApiKeyId"];
            name: components["schemas"]["ApiKeyName"];
            /**
             * @description The key's first characters, to recognise it by.
             * @example evk_4Tz9
             */
            prefix: string;
            scopes: components["schemas"]["ApiKeyScopes"];
            lastUsedAt?: components["schemas"]["Timestamp"];
            expiresAt?: components["schemas"]["Timestamp"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @example key_01jz3t5m8qf0vab9x2k4c7d6eh */
        ApiKeyId: string;
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description What you call it, to tell your keys apart.
         * @example Ticket shop
         */
        ApiKeyName: string;
        /** @description No API key of yours has this id. */
        ApiKeyNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "api_key_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description One thing a key may do for its account.
         * @enum {string}
         */
        ApiKeyScope: "events:read" | "events:write" | "bookings:read" | "bookings:write" | "waitlist:write" | "webhooks:write" | "search:read" | "activity:read";
        ApiKeyScopes: components["schemas"]["ApiKeyScope"][];
        AuditCheck: {
            /** @example counters-add-up */
            name: string;
            /** @description How many things were looked at. */
            checked: number;
            violations: components["schemas"]["AuditViolation"][];
        };
        AuditProgress: {
            /**
             * @description `failed`: it could not finish, and the log says why.
             * @enum {string}
             */
            state: "none" | "running" | "finished" | "failed";
            /** @description About how much of the whole is done. */
            share: number;
            startedAt?: components["schemas"]["Timestamp"];
            /**
             * @description What it is at: events by their writes, bookings, charges in the journal of the payment provider, or keys of requests.
             * @enum {string}
             */
            step?: "events" | "bookings" | "journal" | "keys";
            /** @description How much of this step is done. */
            done?: number;
            /** @description How much there is in this step. */
            total?: number;
        };
        /** @description The invariants, checked one by one against the ledger. */
        AuditReport: {
            /** @description No check found a violation. */
            clean: boolean;
            checkedAt: components["schemas"]["Timestamp"];
            checks: components["schemas"]["AuditCheck"][];
        };
        /** @description What is wrong, with the ids it concerns. */
        AuditViolation: {
            detail: string;
            eventId?: components["schemas"]["EventId"];
            ticketTypeId?: components["schemas"]["TicketTypeId"];
            holdId?: components["schemas"]["HoldId"];
            bookingId?: components["schemas"]["BookingId"];
        };
        /** @description What can be reserved now. */
        Availability: {
            eventId: components["schemas"]["EventId"];
            availableSeats: components["schemas"]["Seats"];
            /** @description Somebody waits in line: freed seats go to them first. */
            waitlistOpen: boolean;
            ticketTypes: components["schemas"]["TicketTypeAvailability"][];
            version: components["schemas"]["InventoryVersion"];
        };
        /** @description A confirmed, paid reservation, or one on its way there. A free one has no payment. */
        Booking: {
            id: components["schemas"]["BookingId"];
            /** @description The reservation whose seats these are. */
            reservationId: components["schemas"]["ReservationId"];
            /** @description The reservation that was confirmed, where the server was away until it had expired; the booking then got the same seats in another one. */
            expiredReservationId?: components["schemas"]["ReservationId"];
            eventId: components["schemas"]["EventId"];
            userId: components["schemas"]["UserId"];
            buyer?: components["schemas"]["Buyer"];
            status: components["schemas"]["BookingStatus"];
            items: components["schemas"]["PricedItem"][];
            quantity: number;
            totalMinor: number;
            currency: components["schemas"]["Currency"];
            payment?: components["schemas"]["Payment"];
            refund?: components["schemas"]["Refund"];
            /** @description One a seat; none until the booking is confirmed. */
            tickets: components["schemas"]["Ticket"][];
            createdAt: components["schemas"]["Timestamp"];
            confirmedAt?: components["schemas"]["Timestamp"];
            cancelledAt?: components["schemas"]["Timestamp"];
        };
        /** @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh */
        BookingId: string;
        BookingList: {
            data: components["schemas"]["Booking"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Only a confirmed booking of an event that has not begun can be cancelled. */
        BookingNotCancellableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "booking_not_cancellable";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description No booking of yours has this id. */
        BookingNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "booking_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was taken.
         * @enum {string}
         */
        BookingStatus: "pending" | "confirmed" | "cancelling" | "cancelled" | "failed";
        /**
         * @description `outside` is where seats come from when the capacity grows; `pooled` seats are kept for the line.
         * @enum {string}
         */
        Bucket: "outside" | "available" | "pooled" | "held" | "sold";
        /** @description The person a reservation, booking or waitlist entry is for, as the event's organizer knows them, who alone (or an admin) may name one. */
        Buyer: {
            /**
             * @description Your own id of that person, unique within your account.
             * @example customer-4711
             */
            reference: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email?: string;
            /** @example Ada Lovelace */
            name?: string;
        };
        /** @description Only the event's organizer, or an admin, may name a buyer there, by session or by API key. Leave `buyer` out to buy for yourself. */
        BuyerNotAllowedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "buyer_not_allowed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description How far the ending of a cancelled event has come: what is held, sold and waiting becomes less until nothing is left. Missing unless the event is cancelled. */
        CancellationProgress: {
            /** @enum {string} */
            status: "under_way" | "complete";
            startedAt: components["schemas"]["Timestamp"];
            finishedAt?: components["schemas"]["Timestamp"];
        };
        /**
         * @description Seats in all.
         * @example 120
         */
        Capacity: number;
        /** @description More seats than that are held or sold; `minimumCapacity` says what is possible. */
        CapacityBelowTakenProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "capacity_below_taken";
            requestId: string;
            /** @constant */
            retryable: false;
            minimumCapacity?: number;
        };
        /** @description The provider authorized the payment and then refused to hand it over. Nothing was taken; the seats went back, and have to be reserved anew. */
        CaptureRefusedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 402;
            detail: string;
            instance: string;
            /** @constant */
            code: "capture_refused";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description One lower-case word or several joined by hyphens.
         * @example music
         */
        Category: string;
        ChangePasswordBody: {
            currentPassword: components["schemas"]["GivenPassword"];
            newPassword: components["schemas"]["NewPassword"];
        };
        ChangeWaitlistEntryBody: {
            /** @description Seats, no more than before. */
            quantity?: number;
            /** @description `true`: be offered what there is rather than wait for the whole quantity. It can't be taken back. */
            acceptFewer?: boolean;
        };
        /** @example Hamburg */
        City: string;
        /**
         * @description Seconds for which freed seats wait for the head of the line to fit; then the first in line who asks for no more than them gets them. 600 unless said.
         * @example 600
         */
        ClaimSecondsMax: number;
        ConfirmBody: {
            reservationId: components["schemas"]["ReservationId"];
            payment?: components["schemas"]["PaymentToMake"];
        };
        /** @description Another request is confirming this reservation right now; look at the booking in a moment. */
        ConfirmationInProgressProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "confirmation_in_progress";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
            bookingId?: string;
        };
        /**
         * @description ISO 3166-1 alpha-2 code.
         * @example DE
         */
        Country: string;
        CreateApiKeyBody: {
            name: components["schemas"]["ApiKeyName"];
            scopes: components["schemas"]["ApiKeyScopes"];
            /**
             * Format: date-time
             * @description When the key stops working; without it, never.
             */
            expiresAt?: string;
        };
        CreateWebhookEndpointBody: {
            url: components["schemas"]["WebhookUrl"];
            types: components["schemas"]["WebhookMessageTypes"];
            /** @example Orders of the shop */
            description?: string;
        };
        /** @description An API key, this once with the key itself. */
        CreatedApiKey: {
            id: components["schemas"]["ApiKeyId"];
            name: components["schemas"]["ApiKeyName"];
            /**
             * @description The key's first characters, to recognise it by.
             * @example evk_4Tz9
             */
            prefix: string;
            scopes: components["schemas"]["ApiKeyScopes"];
            lastUsedAt?: components["schemas"]["Timestamp"];
            expiresAt?: components["schemas"]["Timestamp"];
            createdAt: components["schemas"]["Timestamp"];
            /** @description Shown only now; keep it safe. */
            key: string;
        };
        /** @description No account has this email with this password. Which of the two is wrong is not said. */
        CredentialsInvalidProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            instance: string;
            /** @constant */
            code: "credentials_invalid";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description ISO 4217 code.
         * @example EUR
         */
        Currency: string;
        /** @description All ticket types of an event share one currency. */
        CurrencyMismatchProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            instance: string;
            /** @constant */
            code: "currency_mismatch";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description This is not the account's current password. */
        CurrentPasswordWrongProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "current_password_wrong";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @example Three quartets, one evening. */
        Description: string;
        /** @description The search index does not take this event as it is; the detail says why. */
        DocumentRefusedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            instance: string;
            /** @constant */
            code: "document_refused";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        DuplicateBody: {
            /**
             * Format: date-time
             * @description When the copy begins. The sales times of its ticket types move by as much.
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description After `startsAt`; without it the copy lasts as long as the original.
             */
            endsAt?: string;
            /** @description Without it, the original's. */
            title?: string;
            externalId?: components["schemas"]["ExternalId"];
        };
        /**
         * Format: email
         * @description Compared without regard to case.
         * @example ada@example.com
         */
        Email: string;
        /** @description An account with this email exists. */
        EmailTakenProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "email_taken";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Only an entry that waits can be changed; this one has an offer or has ended. */
        EntryNotWaitingProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "entry_not_waiting";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Something people attend, with its seats as they are now. */
        Event: {
            id: components["schemas"]["EventId"];
            title: components["schemas"]["Title"];
            description?: components["schemas"]["Description"];
            category: components["schemas"]["Category"];
            tags: components["schemas"]["Tags"];
            status: components["schemas"]["EventStatus"];
            venue: components["schemas"]["Venue"];
            startsAt: components["schemas"]["Timestamp"];
            endsAt: components["schemas"]["Timestamp"];
            timezone: components["schemas"]["Timezone"];
            capacity: components["schemas"]["Capacity"];
            ticketTypes: components["schemas"]["TicketType"][];
            availableSeats: components["schemas"]["Seats"];
            /** @description Somebody waits in line: freed seats go to them first. */
            waitlistOpen: boolean;
            waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
            holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
            holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
            claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
            externalId?: components["schemas"]["ExternalId"];
            organizerId: components["schemas"]["UserId"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description What is left out stays as it is; null clears an optional field. */
        EventChanges: {
            title?: components["schemas"]["Title"];
            description?: string | null;
            category?: components["schemas"]["Category"];
            tags?: components["schemas"]["Tags"];
            venueId?: components["schemas"]["VenueId"];
            startsAt?: components["schemas"]["Timestamp"];
            endsAt?: components["schemas"]["Timestamp"];
            timezone?: components["schemas"]["Timezone"];
            capacity?: components["schemas"]["Capacity"];
            externalId?: string | null;
            waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
            holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
            holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
            claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
        };
        /** @example evt_01jz3t5m8qf0vab9x2k4c7d6eh */
        EventId: string;
        EventList: {
            data: components["schemas"]["Event"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Only a draft can be published or deleted; a published event is cancelled instead. */
        EventNotDraftProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "event_not_draft";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description A cancelled or ended event can't be changed. */
        EventNotEditableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "event_not_editable";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description No event with this id that you may see. */
        EventNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "event_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The event has already begun or lacks what is needed to be on sale. */
        EventNotPublishableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "event_not_publishable";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Only a published event can be cancelled; a draft is deleted instead. */
        EventNotPublishedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "event_not_published";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description How an event sells. `capacity` = available + pooled + held + sold. */
        EventStats: {
            eventId: components["schemas"]["EventId"];
            capacity: components["schemas"]["Seats"];
            availableSeats: components["schemas"]["Seats"];
            pooledSeats: components["schemas"]["Seats"];
            heldSeats: components["schemas"]["Seats"];
            soldSeats: components["schemas"]["Seats"];
            /** @description Waitlist entries that wait for seats. */
            waiting: number;
            /** @description What the sold seats cost their buyers. */
            revenueMinor: number;
            currency: components["schemas"]["Currency"];
            ticketTypes: components["schemas"]["TicketTypeStats"][];
            cancellation?: components["schemas"]["CancellationProgress"];
        };
        /**
         * @description A published event has `ended` once its `endsAt` has passed.
         * @enum {string}
         */
        EventStatus: "draft" | "published" | "cancelled" | "ended";
        /**
         * @description Where: `venueId` of a known venue, or a `venue` to be made along with the event.
         *     Prices: `ticketTypes`, or `priceMinor` and `currency` of a single "General Admission". With neither, that one is free, in EUR.
         */
        EventToMake: {
            title: components["schemas"]["Title"];
            description?: components["schemas"]["Description"];
            category: components["schemas"]["Category"];
            /** @default [] */
            tags?: string[];
            venueId?: components["schemas"]["VenueId"];
            venue?: components["schemas"]["VenueToMake"];
            startsAt: components["schemas"]["Timestamp"];
            /**
             * Format: date-time
             * @description After `startsAt`.
             */
            endsAt: string;
            /** @description IANA time zone; without it the venue's. */
            timezone?: string;
            capacity: components["schemas"]["Capacity"];
            /** @description All of one currency. */
            ticketTypes?: components["schemas"]["TicketTypeToMake"][];
            priceMinor?: components["schemas"]["AmountMinor"];
            currency?: components["schemas"]["Currency"];
            externalId?: components["schemas"]["ExternalId"];
            waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
            holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
            holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
            claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
            /**
             * @description Put it on sale at once instead of keeping it a draft.
             * @default false
             */
            publish?: boolean;
        } & (unknown | unknown);
        /** @description The only expectation that the server knows is `Expect: 100-continue`. */
        ExpectationFailedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 417;
            detail: string;
            instance: string;
            /** @constant */
            code: "expectation_failed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description Your own id of the event, unique among your events.
         * @example spring-2030-17
         */
        ExternalId: string;
        /** @description Another event of yours has this externalId. */
        ExternalIdTakenProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "external_id_taken";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        FacetCount: {
            value: string;
            count: number;
        };
        /** @description How the whole result divides, most frequent first; price and month in their own order. */
        Facets: {
            category: components["schemas"]["FacetCount"][];
            city: components["schemas"]["FacetCount"][];
            /** @description Ranges of the cheapest ticket's price in minor units: `from-to`, the last one `from-`. */
            price: components["schemas"]["FacetCount"][];
            /** @description Months in which the events begin, as `2030-06`. */
            month: components["schemas"]["FacetCount"][];
        };
        /** @description The caller has not the role this operation needs. */
        ForbiddenProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "forbidden";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        GivenPassword: string;
        /** @description The headers of the request are more or larger than the server takes: 100, and 16 kB with the URL. */
        HeadersTooLargeProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 431;
            detail: string;
            instance: string;
            /** @constant */
            code: "headers_too_large";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Where the words were found, as HTML: the text escaped, the words in `<mark>`. */
        Highlights: {
            /** @example Night of <mark>Strings</mark> */
            title?: string;
            description?: string;
            venue?: string;
        };
        /**
         * @description The hold that moved them: a reservation's id or an offer's.
         * @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh
         */
        HoldId: string;
        /** @description This buyer holds as many reservations or seats of the event as one buyer may at a time, offers included. The answer says what is held and, where that ends by itself, when the first of it does (`heldUntil`). Confirm or release a reservation, or ask for fewer seats. */
        HoldLimitReachedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "hold_limit_reached";
            requestId: string;
            /** @constant */
            retryable: false;
            /** @description Reservations and open offers that the buyer holds now. */
            heldReservations?: number;
            /** @description Seats in them. */
            heldSeats?: number;
            /**
             * Format: date-time
             * @description When the first of them expires.
             */
            heldUntil?: string;
            /** @description Reservations that one buyer may hold of this event at a time. */
            holdsPerBuyerMax?: number;
            /** @description Seats that one buyer may hold of this event at a time. */
            holdSeatsPerBuyerMax?: number;
        };
        /**
         * @description Seats of this event that one buyer may hold at a time, over all their reservations; 20 unless said. What is bought no longer counts.
         * @example 20
         */
        HoldSeatsPerBuyerMax: number;
        /**
         * @description Reservations of this event that one buyer may hold at a time; 3 unless said.
         * @example 3
         */
        HoldsPerBuyerMax: number;
        /** @description A request with this Idempotency-Key is still running. */
        IdempotencyInFlightProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "idempotency_in_flight";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
        };
        /** @description This Idempotency-Key was used with another request. */
        IdempotencyKeyReusedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            instance: string;
            /** @constant */
            code: "idempotency_key_reused";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The API key lacks the scope this operation needs. */
        InsufficientScopeProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "insufficient_scope";
            requestId: string;
            /** @constant */
            retryable: false;
            scope?: string;
        };
        /** @description A fault of ours. It is logged under `requestId`. */
        InternalErrorProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 500;
            detail: string;
            instance: string;
            /** @constant */
            code: "internal_error";
            requestId: string;
            /** @constant */
            retryable: true;
        };
        /** @description The cursor was not made by this list, or for another sort or filter. Start again without one. */
        InvalidCursorProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            instance: string;
            /** @constant */
            code: "invalid_cursor";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The inventory's version; goes up whenever seats move. */
        InventoryVersion: number;
        JoinWaitlistBody: {
            eventId: components["schemas"]["EventId"];
            /** @description Seats. One buyer may ask for `holdSeatsPerBuyerMax` of the event at most. */
            quantity: number;
            /** @description Without it, seats of any type will do. */
            ticketTypeId?: string;
            /**
             * @description Be offered what there is rather than wait for the whole quantity.
             * @default false
             */
            acceptFewer?: boolean;
            buyer?: components["schemas"]["Buyer"];
        };
        /** @description This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the line for more seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed. */
        LimitExceededProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "limit_exceeded";
            requestId: string;
            /** @constant */
            retryable: false;
            limit?: number;
            ticketTypeId?: string;
        };
        Liveness: {
            /** @constant */
            status: "live";
        };
        /** @description WGS 84 coordinates. */
        Location: {
            /** @example 53.5413 */
            lat: number;
            /** @example 9.9841 */
            lon: number;
        };
        LoginBody: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["GivenPassword"];
        };
        LogoutBody: {
            refreshToken: components["schemas"]["RefreshToken"];
        };
        /** @description The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep. */
        MalformedRequestProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            instance: string;
            /** @constant */
            code: "malformed_request";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description An account as admins see it. */
        ManagedUser: {
            id: components["schemas"]["UserId"];
            email: components["schemas"]["Email"];
            name: components["schemas"]["PersonName"];
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Timestamp"];
            /** @description A disabled account can't sign in. */
            disabled: boolean;
        };
        ManagedUserList: {
            data: components["schemas"]["ManagedUser"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Seats of this type that one buyer may have at most. */
        MaxPerUser: number;
        /** @description The path exists; `Allow` lists its methods. */
        MethodNotAllowedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 405;
            detail: string;
            instance: string;
            /** @constant */
            code: "method_not_allowed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description A row of the ledger, never changed once written. */
        Movement: {
            /** @example mov_01jz3t5m8qf0vab9x2k4c7d6eh */
            id: string;
            eventId: components["schemas"]["EventId"];
            /** @description Missing where the event's own capacity moved. */
            ticketTypeId?: string;
            from: components["schemas"]["Bucket"];
            to: components["schemas"]["Bucket"];
            quantity: number;
            cause: components["schemas"]["MovementCause"];
            holdId?: components["schemas"]["HoldId"];
            version: components["schemas"]["InventoryVersion"];
            at: components["schemas"]["Timestamp"];
        };
        /**
         * @description Why they moved. `hold_anew`: a purchase got them whose own hold had expired while the server was away.
         * @enum {string}
         */
        MovementCause: "opened" | "capacity_changed" | "reserve" | "hold_anew" | "release" | "expire" | "commit" | "decline" | "cancel" | "offer" | "offer_declined" | "offer_expired" | "pool_closed" | "update_availability";
        MovementList: {
            data: components["schemas"]["Movement"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description 8 to 200 characters, any of them. */
        NewPassword: string;
        /** @description Send it as `cursor` for the next page; null on the last one. */
        NextCursor: string | null;
        /** @description The entry has no offer that can be accepted or declined, or it has ended. */
        NoOpenOfferProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "no_open_offer";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The contract has this operation; this server does not answer it yet. */
        NotImplementedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 501;
            detail: string;
            instance: string;
            /** @constant */
            code: "not_implemented";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description An OpenAPI 3.1 document. */
        OpenApiDocument: {
            openapi: string;
            info: {
                [key: string]: unknown;
            };
            paths: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description This installation does not let organizers sign up by themselves; ask its admin. */
        OrganizerSignupClosedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /** @constant */
            code: "organizer_signup_closed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Too much is waiting ahead of this request; try again after `retryAfterSeconds`. */
        OverloadedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 503;
            detail: string;
            instance: string;
            /** @constant */
            code: "overloaded";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
        };
        /** @description The body is larger than this operation takes. */
        PayloadTooLargeProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 413;
            detail: string;
            instance: string;
            /** @constant */
            code: "payload_too_large";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description How a booking is paid. */
        Payment: {
            id: components["schemas"]["PaymentId"];
            provider: components["schemas"]["PaymentProvider"];
            /**
             * @description `unknown`: the provider has not answered, and is being asked. `voided`: authorized, but given back uncaptured.
             * @enum {string}
             */
            status: "requested" | "authorized" | "captured" | "declined" | "voided" | "unknown" | "refunded";
        };
        /** @description The provider declined the payment. The seats stay held until `expiresAt`, so another payment can be tried. */
        PaymentDeclinedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 402;
            detail: string;
            instance: string;
            /** @constant */
            code: "payment_declined";
            requestId: string;
            /** @constant */
            retryable: false;
            /** @description What the provider said. */
            reason?: string;
            /** Format: date-time */
            expiresAt?: string;
        };
        /** @example pay_01jz3t5m8qf0vab9x2k4c7d6eh */
        PaymentId: string;
        /** @description The provider did not answer in time. The booking stays pending until the outcome is known; repeat the call to learn it. */
        PaymentOutcomeUnknownProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 503;
            detail: string;
            instance: string;
            /** @constant */
            code: "payment_outcome_unknown";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
            bookingId?: string;
        };
        /** @enum {string} */
        PaymentProvider: "sandbox" | "stripe";
        /** @description This reservation costs something and no payment was sent. */
        PaymentRequiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 402;
            detail: string;
            instance: string;
            /** @constant */
            code: "payment_required";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        PaymentToMake: {
            /**
             * @description The one this server is set up with, if left out.
             * @enum {string}
             */
            provider?: "sandbox" | "stripe";
            /**
             * @description The provider's token for the means of payment. In the sandbox: `tok_ok`, `tok_declined`, `tok_slow`, `tok_timeout`, `tok_late_success`, `tok_answer_lost`, `tok_capture_refused`, `tok_refund_fails`, `tok_refund_fails_once`. At Stripe: the id of a payment method (`pm_…`).
             * @example tok_ok
             */
            token: string;
        };
        /** @example Ada Lovelace */
        PersonName: string;
        /** @description The resource has changed since the version named in If-Match; read it again. */
        PreconditionFailedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 412;
            detail: string;
            instance: string;
            /** @constant */
            code: "precondition_failed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Send If-Match with the ETag you have read. */
        PreconditionRequiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 428;
            detail: string;
            instance: string;
            /** @constant */
            code: "precondition_required";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        PricedItem: {
            ticketTypeId: components["schemas"]["TicketTypeId"];
            quantity: number;
            unitPriceMinor: components["schemas"]["AmountMinor"];
        };
        /** @description The event or the ticket type has fewer seats in all than were asked for: they could never be offered. */
        QuantityAboveCapacityProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            instance: string;
            /** @constant */
            code: "quantity_above_capacity";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Slow down; `retryAfterSeconds` says for how long. */
        RateLimitedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 429;
            detail: string;
            instance: string;
            /** @constant */
            code: "rate_limited";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not_ready";
            checks: components["schemas"]["ReadinessCheck"][];
        };
        ReadinessCheck: {
            /**
             * @description What was looked at.
             * @example bookings_database
             */
            name: string;
            ok: boolean;
            /** @description What is wrong. */
            detail?: string;
        };
        RefreshBody: {
            refreshToken: components["schemas"]["RefreshToken"];
        };
        /** @description Good for one refresh, which hands out the next. */
        RefreshToken: string;
        /** @description The refresh token is unknown, used before, revoked or expired: log in again. */
        RefreshTokenInvalidProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            instance: string;
            /** @constant */
            code: "refresh_token_invalid";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description Money on its way back. A refund that fails is tried again, later and later, for about a day; then it needs the
         *     attention of the event's organizer, who alone is told of `reason`, `attempts` and `nextAttemptAt`.
         */
        Refund: {
            id: components["schemas"]["RefundId"];
            status: components["schemas"]["RefundStatus"];
            amountMinor: number;
            /** @description What the provider said of the last try that failed. */
            reason?: string;
            /** @description How often it has been tried. */
            attempts?: number;
            nextAttemptAt?: components["schemas"]["Timestamp"];
        };
        /** @example ref_01jz3t5m8qf0vab9x2k4c7d6eh */
        RefundId: string;
        /** @description This booking has no refund that has failed: none is owed, it has succeeded, or it is still under way. */
        RefundNotFailedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "refund_not_failed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /**
         * @description `failed`: it is tried again by itself. `needs_attention`: it isn't any more, and the organizer must see to it.
         * @enum {string}
         */
        RefundStatus: "pending" | "succeeded" | "failed" | "needs_attention";
        RegisterBody: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["NewPassword"];
            name: components["schemas"]["PersonName"];
            /**
             * @description Organizers may create and run their own events.
             * @default attendee
             * @enum {string}
             */
            role?: "attendee" | "organizer";
        };
        ReindexReport: {
            /** @description Events that are in the index now. */
            indexed: number;
            /** @description Events that were in it and no longer belong there. */
            removed: number;
            /** @description Events that the index does not take as they are. All others are in it. */
            skipped: number;
            /** @description The first of those that were skipped, each with the reason. */
            failed: {
                eventId: components["schemas"]["EventId"];
                /** @description Why the index does not take it. */
                reason: string;
            }[];
            tookMs: number;
        };
        /** @description The request took too long to arrive; the connection is closed. */
        RequestTimeoutProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 408;
            detail: string;
            instance: string;
            /** @constant */
            code: "request_timeout";
            requestId: string;
            /** @constant */
            retryable: true;
        };
        /** @description What a buyer sees of a hold. */
        Reservation: {
            id: components["schemas"]["ReservationId"];
            eventId: components["schemas"]["EventId"];
            userId: components["schemas"]["UserId"];
            buyer?: components["schemas"]["Buyer"];
            /** @enum {string} */
            status: "held" | "confirming" | "confirmed" | "expired" | "released";
            items: components["schemas"]["PricedItem"][];
            quantity: number;
            totalMinor: number;
            currency: components["schemas"]["Currency"];
            expiresAt: components["schemas"]["Timestamp"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @description The hold ended before it was confirmed; its seats went back. */
        ReservationExpiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "reservation_expired";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh */
        ReservationId: string;
        /** @description No reservation of yours has this id. */
        ReservationNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "reservation_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did. */
        ReservationNotHeldProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "reservation_not_held";
            requestId: string;
            /** @constant */
            retryable: false;
            bookingId?: string;
        };
        /** @description Either `quantity` or `items`. */
        ReserveBody: {
            eventId: components["schemas"]["EventId"];
            /** @description Seats of the event's only ticket type. */
            quantity?: number;
            items?: components["schemas"]["ReserveItem"][];
            buyer?: components["schemas"]["Buyer"];
        } & (unknown | unknown);
        ReserveItem: {
            ticketTypeId: components["schemas"]["TicketTypeId"];
            quantity: number;
        };
        /**
         * @description Attendees book, organizers also run their own events, admins may do everything.
         * @enum {string}
         */
        Role: "attendee" | "organizer" | "admin";
        /** @description Nothing answers at this path. */
        RouteNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "route_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The event or the ticket type is not on sale now. */
        SalesClosedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "sales_closed";
            requestId: string;
            /** @constant */
            retryable: false;
            ticketTypeId?: string;
        };
        /** @description An event that matches. */
        SearchHit: {
            id: components["schemas"]["EventId"];
            title: components["schemas"]["Title"];
            description?: components["schemas"]["Description"];
            category: components["schemas"]["Category"];
            tags: components["schemas"]["Tags"];
            status: components["schemas"]["EventStatus"];
            venue: components["schemas"]["Venue"];
            startsAt: components["schemas"]["Timestamp"];
            endsAt: components["schemas"]["Timestamp"];
            timezone: components["schemas"]["Timezone"];
            capacity: components["schemas"]["Capacity"];
            ticketTypes: components["schemas"]["TicketType"][];
            availableSeats: components["schemas"]["Seats"];
            /** @description Somebody waits in line: freed seats go to them first. */
            waitlistOpen: boolean;
            waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
            holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
            holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
            claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
            externalId?: components["schemas"]["ExternalId"];
            organizerId: components["schemas"]["UserId"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description From `near`; only where `near` was given and the venue has a location. */
            distanceKm?: number;
            highlights?: components["schemas"]["Highlights"];
        };
        SearchResult: {
            data: components["schemas"]["SearchHit"][];
            facets: components["schemas"]["Facets"];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        Seats: number;
        /** @description What was asked for can be reserved right now; there is no line to join. */
        SeatsAvailableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "seats_available";
            requestId: string;
            /** @constant */
            retryable: false;
            /** @description Seats that are left. */
            available?: number;
        };
        /** @description The payment came through after the hold had ended and the seats were gone; the payment goes back. */
        SeatsGoneProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "seats_gone";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        SendTestBody: {
            type: components["schemas"]["WebhookMessageType"];
        };
        /** @description Something this operation needs can't be reached; try again after `retryAfterSeconds`. */
        ServiceUnavailableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 503;
            detail: string;
            instance: string;
            /** @constant */
            code: "service_unavailable";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
        };
        /** @description Who is signed in, and the tokens of this session. */
        Session: {
            user: components["schemas"]["User"];
            tokens: components["schemas"]["Tokens"];
        };
        /** @description The signature does not belong to this body, or its time is more than five minutes away from now. */
        SignatureInvalidProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            instance: string;
            /** @constant */
            code: "signature_invalid";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody waits are kept for the line: join it to be offered them. */
        SoldOutProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "sold_out";
            requestId: string;
            /** @constant */
            retryable: false;
            /** @description Seats that are left. */
            available?: number;
            ticketTypeId?: string;
        };
        /** @description The start of a published event can't be moved into the past: its buyers may cancel until it begins. Name a start in the future, or cancel the event, so that its buyers get their money back. */
        StartInPastProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "start_in_past";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description A message as Stripe sends it. */
        StripeWebhookBody: {
            [key: string]: unknown;
        };
        Suggestion: {
            text: string;
            /** @enum {string} */
            kind: "event" | "venue" | "city" | "category";
            /** @description Where `kind` is `event`. */
            eventId?: string;
        };
        SuggestionList: {
            data: components["schemas"]["Suggestion"][];
        };
        /**
         * @example [
         *       "classical",
         *       "open-air"
         *     ]
         */
        Tags: string[];
        /** @description One seat of a booking. */
        Ticket: {
            id: components["schemas"]["TicketId"];
            ticketTypeId: components["schemas"]["TicketTypeId"];
            /**
             * @description What its QR picture says, to be shown at the door.
             * @example 7K2M-9QXD-4T8B
             */
            code: string;
            /** @enum {string} */
            status: "valid" | "cancelled";
        };
        /** @example tic_01jz3t5m8qf0vab9x2k4c7d6eh */
        TicketId: string;
        /** @description A priced class of seat within an event. */
        TicketType: {
            id: components["schemas"]["TicketTypeId"];
            name: components["schemas"]["TicketTypeName"];
            priceMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
            /** @description Seats of this type; without it only the event's capacity binds. */
            capacity?: number;
            maxPerUser?: components["schemas"]["MaxPerUser"];
            salesStartAt?: components["schemas"]["Timestamp"];
            salesEndAt?: components["schemas"]["Timestamp"];
            /** @description Seats of this type that can be reserved now, as far as the type's and the event's capacity allow. */
            available: number;
        };
        TicketTypeAvailability: {
            id: components["schemas"]["TicketTypeId"];
            available: components["schemas"]["Seats"];
        };
        /** @description What is left out stays as it is; null clears an optional field. The currency is the event's and stays. */
        TicketTypeChanges: {
            name?: components["schemas"]["TicketTypeName"];
            priceMinor?: components["schemas"]["AmountMinor"];
            capacity?: number | null;
            maxPerUser?: number | null;
            /** Format: date-time */
            salesStartAt?: string | null;
            /** Format: date-time */
            salesEndAt?: string | null;
        };
        /** @example tkt_01jz3t5m8qf0vab9x2k4c7d6eh */
        TicketTypeId: string;
        /** @description Seats of this ticket type are held or sold, somebody waits for it, or it is the event's only one. */
        TicketTypeInUseProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "ticket_type_in_use";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The event has as many ticket types as it may; `limit` says how many. */
        TicketTypeLimitReachedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "ticket_type_limit_reached";
            requestId: string;
            /** @constant */
            retryable: false;
            limit?: number;
        };
        /** @example General Admission */
        TicketTypeName: string;
        /** @description The event has no ticket type with this id. */
        TicketTypeNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "ticket_type_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
            ticketTypeId?: string;
        };
        /** @description The event has several ticket types: name them in `items`. */
        TicketTypeRequiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 422;
            detail: string;
            instance: string;
            /** @constant */
            code: "ticket_type_required";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        TicketTypeStats: {
            id: components["schemas"]["TicketTypeId"];
            name: string;
            /** @description Missing where only the event's capacity binds. */
            capacity?: number;
            availableSeats: components["schemas"]["Seats"];
            pooledSeats: components["schemas"]["Seats"];
            heldSeats: components["schemas"]["Seats"];
            soldSeats: components["schemas"]["Seats"];
            revenueMinor: number;
        };
        TicketTypeToMake: {
            name: components["schemas"]["TicketTypeName"];
            priceMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
            /** @description Seats of this type; without it only the event's capacity binds. */
            capacity?: number;
            maxPerUser?: components["schemas"]["MaxPerUser"];
            salesStartAt?: components["schemas"]["Timestamp"];
            salesEndAt?: components["schemas"]["Timestamp"];
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC, milliseconds.
         * @example 2030-06-01T18:30:00.000Z
         */
        Timestamp: string;
        /**
         * @description IANA time zone: the clock that hangs on the wall there.
         * @example Europe/Berlin
         */
        Timezone: string;
        /** @example Night of Strings */
        Title: string;
        /** @description The access token has expired: refresh it. */
        TokenExpiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            instance: string;
            /** @constant */
            code: "token_expired";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description The token or key is malformed, revoked or not signed by this server. */
        TokenInvalidProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            instance: string;
            /** @constant */
            code: "token_invalid";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description What a signed-in user sends and renews. */
        Tokens: {
            /** @description Send it as `Authorization: Bearer …`. */
            accessToken: string;
            refreshToken: components["schemas"]["RefreshToken"];
            /** @constant */
            tokenType: "Bearer";
            /**
             * @description How long the access token is good for.
             * @example 900
             */
            expiresInSeconds: number;
        };
        /** @description No credential was sent. */
        UnauthenticatedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 401;
            detail: string;
            instance: string;
            /** @constant */
            code: "unauthenticated";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Send application/json, in UTF-8. */
        UnsupportedMediaTypeProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 415;
            detail: string;
            instance: string;
            /** @constant */
            code: "unsupported_media_type";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description What is left out stays as it is. */
        UpdateProfileBody: {
            name?: components["schemas"]["PersonName"];
            email?: components["schemas"]["Email"];
        };
        /** @description What is left out stays as it is. */
        UpdateUserBody: {
            role?: components["schemas"]["Role"];
            /** @description `true` keeps the account from signing in and ends its sessions. */
            disabled?: boolean;
        };
        /** @description What is left out stays as it is. */
        UpdateWebhookEndpointBody: {
            url?: components["schemas"]["WebhookUrl"];
            types?: components["schemas"]["WebhookMessageTypes"];
            /** @description null removes it. */
            description?: string | null;
            /** @description `false` sends again to an endpoint that was disabled. */
            disabled?: boolean;
        };
        /** @description The URL is longer than the server takes: 8,192 bytes. */
        UriTooLongProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 414;
            detail: string;
            instance: string;
            /** @constant */
            code: "uri_too_long";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description An account. */
        User: {
            id: components["schemas"]["UserId"];
            email: components["schemas"]["Email"];
            name: components["schemas"]["PersonName"];
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @example usr_01jz3t5m8qf0vab9x2k4c7d6eh */
        UserId: string;
        /** @description No user has this id. */
        UserNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "user_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Parameters or body do not fit the contract; `errors` says where and why. */
        ValidationFailedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 400;
            detail: string;
            instance: string;
            /** @constant */
            code: "validation_failed";
            requestId: string;
            /** @constant */
            retryable: false;
            errors?: {
                /** @description RFC 6901 pointer into the body, or `/query/name`, `/path/name`, `/header/name`. */
                pointer: string;
                keyword: string;
                message: string;
            }[];
        };
        /** @description A place where events happen. */
        Venue: {
            id: components["schemas"]["VenueId"];
            name: components["schemas"]["VenueName"];
            address?: components["schemas"]["Address"];
            city: components["schemas"]["City"];
            country: components["schemas"]["Country"];
            location?: components["schemas"]["Location"];
            timezone: components["schemas"]["Timezone"];
            organizerId?: components["schemas"]["UserId"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description What is left out stays as it is; null clears an optional field. */
        VenueChanges: {
            name?: components["schemas"]["VenueName"];
            address?: string | null;
            city?: components["schemas"]["City"];
            country?: components["schemas"]["Country"];
            location?: components["schemas"]["Location"] | null;
            timezone?: components["schemas"]["Timezone"];
        };
        /** @example ven_01jz3t5m8qf0vab9x2k4c7d6eh */
        VenueId: string;
        /** @description Events take place at this venue. */
        VenueInUseProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "venue_in_use";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        VenueList: {
            data: components["schemas"]["Venue"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @example Harbour Hall */
        VenueName: string;
        /** @description No venue with this id that you may see. */
        VenueNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "venue_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        VenueToMake: {
            name: components["schemas"]["VenueName"];
            address?: components["schemas"]["Address"];
            city: components["schemas"]["City"];
            country: components["schemas"]["Country"];
            location?: components["schemas"]["Location"];
            timezone: components["schemas"]["Timezone"];
        };
        /** @description Goes up with every change. */
        Version: number;
        /** @description The inventory has moved on from `expectedVersion`; read it again. */
        VersionConflictProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "version_conflict";
            requestId: string;
            /** @constant */
            retryable: true;
            currentVersion?: number;
        };
        /** @description One buyer's place in an event's line. */
        WaitlistEntry: {
            id: components["schemas"]["WaitlistEntryId"];
            eventId: components["schemas"]["EventId"];
            userId: components["schemas"]["UserId"];
            buyer?: components["schemas"]["Buyer"];
            ticketTypeId?: components["schemas"]["TicketTypeId"];
            quantity: number;
            acceptFewer: boolean;
            /**
             * @description How often seats that this entry waits for have been offered to somebody behind it who asks for fewer: because the event's organizer lets the line
             *     skip, or because they had been kept for `claimSecondsMax`. Asking for fewer seats, or accepting fewer, is the way to be served sooner.
             *     Counted for those at the front of a long line.
             */
            passedOver: number;
            status: components["schemas"]["WaitlistStatus"];
            /** @description 1 is the head of the line; 0 once the entry waits no more, as it has an offer or has ended. */
            position: number;
            offer?: components["schemas"]["WaitlistOffer"];
            /** @description What the accepted offer became. */
            reservationId?: string;
            createdAt: components["schemas"]["Timestamp"];
        };
        /** @example wle_01jz3t5m8qf0vab9x2k4c7d6eh */
        WaitlistEntryId: string;
        WaitlistEntryList: {
            data: components["schemas"]["WaitlistEntry"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description No waitlist entry of yours has this id. */
        WaitlistEntryNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "waitlist_entry_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description Seats set aside for this entry alone, until `expiresAt`. */
        WaitlistOffer: {
            quantity: number;
            expiresAt: components["schemas"]["Timestamp"];
        };
        /** @description Who is next in line when the head asks for more seats than are free: `strict` waits for the head, `skip` passes it over at most `skipMax` times. */
        WaitlistPolicy: {
            /** @enum {string} */
            order: "strict" | "skip";
            /** @description With `skip` only; 3 unless said. */
            skipMax?: number;
        };
        /** @enum {string} */
        WaitlistStatus: "waiting" | "offered" | "converted" | "expired" | "declined" | "left";
        /** @description One message on its way to one endpoint. */
        WebhookDelivery: {
            id: components["schemas"]["WebhookDeliveryId"];
            messageId: components["schemas"]["WebhookMessageId"];
            type: components["schemas"]["WebhookMessageType"];
            /**
             * @description `pending`: not tried yet. `delivered`: answered with 2xx. `failed`: will be tried again at `nextAttemptAt`. `abandoned`: will not.
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed" | "abandoned";
            attempts: number;
            lastAttemptAt?: components["schemas"]["Timestamp"];
            /** @description The HTTP status of the last answer; left out if there was none. */
            lastStatus?: number;
            nextAttemptAt?: components["schemas"]["Timestamp"];
        };
        /** @example whd_01jz3t5m8qf0vab9x2k4c7d6eh */
        WebhookDeliveryId: string;
        WebhookDeliveryList: {
            data: components["schemas"]["WebhookDelivery"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description This endpoint has no delivery with this id. */
        WebhookDeliveryNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "webhook_delivery_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description A place of yours that messages are sent to. */
        WebhookEndpoint: {
            id: components["schemas"]["WebhookEndpointId"];
            url: components["schemas"]["WebhookUrl"];
            types: components["schemas"]["WebhookMessageTypes"];
            /** @example Orders of the shop */
            description?: string;
            /** @description Nothing is sent to a disabled endpoint. One that answers 410 is disabled by itself. */
            disabled: boolean;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @example whe_01jz3t5m8qf0vab9x2k4c7d6eh */
        WebhookEndpointId: string;
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpoint"][];
            hasMore: boolean;
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description No webhook endpoint of yours has this id. */
        WebhookEndpointNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /** @constant */
            code: "webhook_endpoint_not_found";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        /** @description An endpoint, this once with the secret that signs its messages. */
        WebhookEndpointWithSecret: {
            id: components["schemas"]["WebhookEndpointId"];
            url: components["schemas"]["WebhookUrl"];
            types: components["schemas"]["WebhookMessageTypes"];
            /** @example Orders of the shop */
            description?: string;
            /** @description Nothing is sent to a disabled endpoint. One that answers 410 is disabled by itself. */
            disabled: boolean;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Shown only now; keep it safe. */
            secret: string;
        };
        /** @description A notice of something that happened. */
        WebhookMessage: {
            id: components["schemas"]["WebhookMessageId"];
            type: components["schemas"]["WebhookMessageType"];
            occurredAt: components["schemas"]["Timestamp"];
            resource: components["schemas"]["WebhookResource"];
            /** @description The resource as the API shows it. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @example msg_01jz3t5m8qf0vab9x2k4c7d6eh */
        WebhookMessageId: string;
        /**
         * @description What a message tells of.
         * @enum {string}
         */
        WebhookMessageType: "event.published" | "event.updated" | "event.cancelled" | "reservation.created" | "reservation.expired" | "reservation.released" | "booking.confirmed" | "booking.cancelled" | "booking.refunded" | "waitlist.joined" | "waitlist.offered" | "waitlist.expired" | "waitlist.converted" | "inventory.sold_out" | "inventory.available";
        WebhookMessageTypes: components["schemas"]["WebhookMessageType"][];
        /** @description What the message is about. */
        WebhookResource: {
            /** @enum {string} */
            type: "event" | "reservation" | "booking" | "waitlist_entry" | "inventory";
            /**
             * @description The resource's id; for an inventory, its event's.
             * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
             */
            id: string;
            /** @description Grows with every change of this resource. */
            version: number;
        };
        /**
         * Format: uri
         * @description Must resolve to public addresses; redirects are not followed.
         * @example https://shop.example.com/evently
         */
        WebhookUrl: string;
        /** @description An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the line and join it again. */
        WishRaisedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /** @constant */
            code: "wish_raised";
            requestId: string;
            /** @constant */
            retryable: false;
        };
    };
    responses: never;
    parameters: {
        /** @description How many a page. */
        Limit: number;
        /** @description The `nextCursor` of the page before. */
        Cursor: string;
        /** @description The event. */
        EventIdPath: components["schemas"]["EventId"];
        /** @description Only those of the buyer with this reference. */
        Buyer: string;
    };
    requestBodies: never;
    headers: {
        /** @description The limits that this request was counted under: the name, the quota `q` and the window `w` in seconds. */
        "RateLimit-Policy": string;
        /** @description What is left of them: `r` requests in the next `t` seconds. */
        RateLimit: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "users.register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterBody"];
            };
        };
        responses: {
            /** @description The account exists and is signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    "users.login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    "users.refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description The session goes on with these tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    "users.logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogoutBody"];
            };
        };
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "users.getProfile": {
        parameters: {
            query?: never;
            header?: {
                /** @description An ETag you have; 304 if it still holds. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    "users.updateProfile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProfileBody"];
            };
        };
        responses: {
            /** @description Your account as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    "users.changePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordBody"];
            };
        };
        responses: {
            /** @description The new password holds. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "users.listApiKeys": {
        parameters: {
            query?: {
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
        };
    };
    "users.createApiKey": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyBody"];
            };
        };
        responses: {
            /** @description The key, shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    "users.deleteApiKey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key. */
                apiKeyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "users.listUsers": {
        parameters: {
            query?: {
                /** @description Only the account with this email. */
                email?: components["schemas"]["Email"];
                /** @description Only accounts with this role. */
                role?: components["schemas"]["Role"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUserList"];
                };
            };
        };
    };
    "users.updateUser": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                userId: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUserBody"];
            };
        };
        responses: {
            /** @description The account as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** @description Only events of this category. */
                category?: components["schemas"]["Category"];
                /** @description Upper and lower case are the same. */
                city?: components["schemas"]["City"];
                /** @description Only those that begin at this time or later. */
                startsAfter?: components["schemas"]["Timestamp"];
                /** @description Only those that begin before this time. */
                startsBefore?: components["schemas"]["Timestamp"];
                /** @description Only those with a ticket at this price or below, in minor units. */
                maxPrice?: components["schemas"]["AmountMinor"];
                /** @description Only those that have seats left (true) or have none (false). */
                available?: boolean;
                /** @description A minus turns the order round. */
                sort?: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    "events.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description An ETag you have; 304 if it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.listVenues": {
        parameters: {
            query?: {
                /** @description Upper and lower case are the same. */
                city?: components["schemas"]["City"];
                /** @description Only venues in this country. */
                country?: components["schemas"]["Country"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of venues. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VenueList"];
                };
            };
        };
    };
    "events.getVenue": {
        parameters: {
            query?: never;
            header?: {
                /** @description An ETag you have; 304 if it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The venue. */
                venueId: components["schemas"]["VenueId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The venue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"];
                };
            };
        };
    };
    "events.createVenue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VenueToMake"];
            };
        };
        responses: {
            /** @description The venue is made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"];
                };
            };
        };
    };
    "events.deleteVenue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The venue. */
                venueId: components["schemas"]["VenueId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The venue is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "events.updateVenue": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag you have read; the change is made only if it still holds. */
                "If-Match": string;
            };
            path: {
                /** @description The venue. */
                venueId: components["schemas"]["VenueId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VenueChanges"];
            };
        };
        responses: {
            /** @description The venue as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"];
                };
            };
        };
    };
    "events.listManaged": {
        parameters: {
            query?: {
                /** @description Only events in this status. */
                status?: components["schemas"]["EventStatus"];
                /** @description Only the event with this id of yours. */
                externalId?: components["schemas"]["ExternalId"];
                /** @description A minus turns the order round. */
                sort?: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    "events.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventToMake"];
            };
        };
        responses: {
            /** @description The event is made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "events.update": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag you have read; the change is made only if it still holds. */
                "If-Match": string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventChanges"];
            };
        };
        responses: {
            /** @description The event as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event is published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event is cancelled; the refunds are under way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.duplicate": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateBody"];
            };
        };
        responses: {
            /** @description The copy is made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    "events.addTicketType": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketTypeToMake"];
            };
        };
        responses: {
            /** @description The ticket type is added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketType"];
                };
            };
        };
    };
    "events.deleteTicketType": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
                /** @description The ticket type. */
                ticketTypeId: components["schemas"]["TicketTypeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket type is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "events.updateTicketType": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag you have read; the change is made only if it still holds. */
                "If-Match": string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
                /** @description The ticket type. */
                ticketTypeId: components["schemas"]["TicketTypeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketTypeChanges"];
            };
        };
        responses: {
            /** @description The ticket type as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketType"];
                };
            };
        };
    };
    "inventory.getAvailability": {
        parameters: {
            query?: never;
            header?: {
                /** @description An ETag you have; 304 if it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
        };
    };
    "inventory.streamAvailability": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, open until one side ends it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    "inventory.listWaitlist": {
        parameters: {
            query?: {
                /** @description Without it, those that wait or have an offer. */
                status?: components["schemas"]["WaitlistStatus"];
                /** @description Only those of the buyer with this reference. */
                buyer?: components["parameters"]["Buyer"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntryList"];
                };
            };
        };
    };
    "inventory.listMovements": {
        parameters: {
            query?: {
                /** @description Only those of one hold. */
                holdId?: components["schemas"]["HoldId"];
                /** @description Only those of one ticket type. */
                ticketTypeId?: components["schemas"]["TicketTypeId"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of movements. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementList"];
                };
            };
        };
    };
    "inventory.getStats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventStats"];
                };
            };
        };
    };
    "inventory.auditEvent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was checked and what was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReport"];
                };
            };
        };
    };
    "inventory.auditAll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was checked and what was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReport"];
                };
            };
        };
    };
    "inventory.getAuditProgress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is under way, or how the latest one has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditProgress"];
                };
            };
        };
    };
    "bookings.reserve": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveBody"];
            };
        };
        responses: {
            /** @description The seats are held. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    "bookings.getReservation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reservation. */
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reservation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    "bookings.releaseReservation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reservation. */
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reservation is released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    "bookings.confirm": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmBody"];
            };
        };
        responses: {
            /** @description The booking is confirmed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
        };
    };
    "bookings.list": {
        parameters: {
            query?: {
                /** @description Only those of one event. */
                eventId?: components["schemas"]["EventId"];
                /** @description Only bookings in this status. */
                status?: components["schemas"]["BookingStatus"];
                /** @description Only those of the buyer with this reference. */
                buyer?: components["parameters"]["Buyer"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bookings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingList"];
                };
            };
        };
    };
    "bookings.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The booking. */
                bookingId: components["schemas"]["BookingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
        };
    };
    "bookings.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The booking. */
                bookingId: components["schemas"]["BookingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking is cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
        };
    };
    "bookings.retryRefund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A booking whose refund has failed. */
                bookingId: components["schemas"]["BookingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking, with what has become of its refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
        };
    };
    "bookings.listForEvent": {
        parameters: {
            query?: {
                /** @description Only bookings in this status. */
                status?: components["schemas"]["BookingStatus"];
                /** @description Only bookings whose refund is in this status, e.g. `needs_attention`. */
                refund?: components["schemas"]["RefundStatus"];
                /** @description Only those of the buyer with this reference. */
                buyer?: components["parameters"]["Buyer"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bookings or the whole table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingList"];
                    "text/csv": string;
                };
            };
        };
    };
    "bookings.joinWaitlist": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWaitlistBody"];
            };
        };
        responses: {
            /** @description You are in line. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
        };
    };
    "bookings.listWaitlistEntries": {
        parameters: {
            query?: {
                /** @description Only those of one event. */
                eventId?: components["schemas"]["EventId"];
                /** @description Only places in this status. */
                status?: components["schemas"]["WaitlistStatus"];
                /** @description Only those of the buyer with this reference. */
                buyer?: components["parameters"]["Buyer"];
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntryList"];
                };
            };
        };
    };
    "bookings.getWaitlistEntry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["schemas"]["WaitlistEntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
        };
    };
    "bookings.leaveWaitlist": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["schemas"]["WaitlistEntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
        };
    };
    "bookings.changeWaitlistEntry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["schemas"]["WaitlistEntryId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWaitlistEntryBody"];
            };
        };
        responses: {
            /** @description The entry as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
        };
    };
    "bookings.acceptOffer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["schemas"]["WaitlistEntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seats are reserved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    "bookings.declineOffer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["schemas"]["WaitlistEntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
        };
    };
    "bookings.receiveStripeWebhook": {
        parameters: {
            query?: never;
            header: {
                /** @description The signature Stripe puts on the body. */
                "Stripe-Signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StripeWebhookBody"];
            };
        };
        responses: {
            /** @description Taken in, or left alone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "search.search": {
        parameters: {
            query?: {
                /** @description What to look for; without it, everything. */
                q?: string;
                /** @description Only events of this category. */
                category?: components["schemas"]["Category"];
                /** @description Upper and lower case are the same. */
                city?: components["schemas"]["City"];
                /** @description A point on the map: `lat,lon`. */
                near?: string;
                /** @description How far from `near`. Less than a metre counts as a metre. */
                radiusKm?: number;
                /** @description Only those that begin at this time or later. */
                startsAfter?: components["schemas"]["Timestamp"];
                /** @description Only those that begin before this time. */
                startsBefore?: components["schemas"]["Timestamp"];
                /** @description Only those with a ticket at this price or above, in minor units. */
                minPrice?: components["schemas"]["AmountMinor"];
                /** @description Only those with a ticket at this price or below, in minor units. */
                maxPrice?: components["schemas"]["AmountMinor"];
                /** @description Only those that have seats left (true) or have none (false). */
                available?: boolean;
                /** @description Best, soonest, cheapest or nearest first. Without words the best are the soonest. */
                sort?: "relevance" | "date" | "price" | "distance";
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hits, and how the whole result divides. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
        };
    };
    "search.suggest": {
        parameters: {
            query: {
                /** @description The letters so far. */
                q: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it may become. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionList"];
                };
            };
        };
    };
    "search.reindex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new index is in use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReindexReport"];
                };
            };
        };
    };
    "webhooks.listEndpoints": {
        parameters: {
            query?: {
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
        };
    };
    "webhooks.createEndpoint": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpointBody"];
            };
        };
        responses: {
            /** @description The endpoint, and its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    "webhooks.deleteEndpoint": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhooks.updateEndpoint": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookEndpointBody"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    "webhooks.rotateSecret": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, and its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    "webhooks.sendTest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendTestBody"];
            };
        };
        responses: {
            /** @description The message is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    "webhooks.listDeliveries": {
        parameters: {
            query?: {
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
        };
    };
    "webhooks.redeliver": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat of this request return the first one's answer. Bare or quoted; kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook endpoint. */
                webhookEndpointId: components["schemas"]["WebhookEndpointId"];
                /** @description The delivery. */
                deliveryId: components["schemas"]["WebhookDeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is on its way again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    "webhooks.listActivity": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before; without it the feed is read from its beginning. */
                after?: string;
                /** @description How many a page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityList"];
                };
            };
        };
    };
    "meta.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    "meta.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    "meta.metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics as they stand. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    "meta.document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
        };
    };
    "meta.docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reference page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
}
