// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/internal/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say which services answer here
         * @description For those who ask them: that they have found the right ones, and have the same service token. It answers from its settings
         *     alone and asks nobody.
         */
        get: operations["meta.services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a token or key
         * @description Says whether an access token or an API key is valid now, whose it is, and which scopes it has. One that isn't valid
         *     is no error: the answer is `active: false`.
         */
        post: operations["users.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/events/{eventId}/update-availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take seats or give them back
         * @description Changes an event's available seats in one atomic step, on behalf of a reservation. A repeat with the same
         *     reservation and delta changes nothing and answers with the inventory as it is. With `expectedVersion` the change is
         *     made only if the inventory is still at that version.
         */
        post: operations["inventory.updateAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published events by id
         * @description What the search index is built from: events that are published and have not ended.
         */
        get: operations["events.published"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An event in whatever state it is
         * @description The event as the API shows it to its organizer.
         */
        get: operations["events.getInAnyState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/events/{eventId}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who organizes an event, and when it is
         * @description What other services must know of an event to decide about it.
         */
        get: operations["events.find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set seats aside
         * @description Makes a hold. With an idempotency key it can be repeated; without one, only what was never sent is sent again.
         */
        post: operations["inventory.reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A hold
         * @description As it is now.
         */
        get: operations["inventory.getHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a hold back
         * @description Before it is bought. A hold that was given back stays so.
         */
        post: operations["inventory.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/begin-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to confirm a hold
         * @description held → confirming, owned by this saga. Once per saga, however often it is asked.
         */
        post: operations["inventory.beginConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/anew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the seats of an expired hold anew
         * @description A new hold in the place of one that has expired, with the same items for the same buyer, from what the public could have; confirming, and owned by this saga. Once per saga, however often it is asked.
         */
        post: operations["inventory.holdAnew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sell a hold
         * @description confirming → sold. Once per saga, however often it is asked.
         */
        post: operations["inventory.commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a confirmation up
         * @description confirming → held while time is left, else released. Once per saga, however often it is asked.
         */
        post: operations["inventory.decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/holds/{holdId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return sold seats
         * @description sold → returned. Once per saga, however often it is asked.
         */
        post: operations["inventory.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A caller's places in all lines
         * @description Newest first.
         */
        get: operations["inventory.placesOf"];
        put?: never;
        /**
         * A place at the end of the line
         * @description With an idempotency key it can be repeated; without one, only what was never sent is sent again.
         */
        post: operations["inventory.join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places/{waitlistEntryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A place in line
         * @description As it is now.
         */
        get: operations["inventory.getPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places/{waitlistEntryId}/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Less than before
         * @description The place is kept. What is asked for already is answered with the place as it is.
         */
        post: operations["inventory.changeEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places/{waitlistEntryId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Out of the line
         * @description An open offer goes back. A place that has ended stays as it is.
         */
        post: operations["inventory.leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places/{waitlistEntryId}/accept-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an offer
         * @description It becomes one reservation, however often it is asked.
         */
        post: operations["inventory.acceptOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/inventory/places/{waitlistEntryId}/decline-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn an offer down
         * @description It goes to the next in line. One that was turned down stays so.
         */
        post: operations["inventory.declineOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/bookings/of-event/{eventId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel and repay bookings of an event
         * @description Those of an event that doesn't take place, at most `limit` of them. A booking is cancelled and repaid once, however often it is asked.
         */
        post: operations["bookings.cancelBookingsOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/bookings/audit/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check sold holds against their bookings
         * @description Answers with those of these sold holds that no booking stands for. Bookings under way do.
         */
        post: operations["bookings.auditHolds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/bookings/audit/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a page of bookings, of the payment provider's journal or of keys
         * @description Against each other, one page after the other. The confirmed bookings of the page are for the caller to compare with their holds.
         */
        post: operations["bookings.auditPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/search/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring seats up to date in the search
         * @description A change that is older than what the index has does nothing, so that messages may arrive late or twice.
         */
        post: operations["search.updateAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/search/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an event into the search index
         * @description Adds the event or brings it up to date, whole. Its `version` decides: one that is older than what the index has
         *     changes nothing, so that messages may arrive late or twice.
         */
        post: operations["search.index"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/search/events/{eventId}": {
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
         * Take an event out of the search index
         * @description The event is found no more. Taking out one that isn't there is no error.
         */
        delete: operations["search.remove"];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        AtMost: {
            limit: number;
        };
        AuditCheck: {
            /** @example counters-add-up */
            name: string;
            /** @description How many things were looked at. */
            checked: number;
            violations: components["schemas"]["AuditViolation"][];
        };
        AuditPage: {
            /** @description How many this page has. */
            rows: number;
            checks: components["schemas"]["AuditCheck"][];
            /** @description Bookings of this page whose holds are to be sold. */
            confirmed: components["schemas"]["BookedHold"][];
            /** @description Where the next page begins. Left out by the last one. */
            next?: string;
            /** @description How many there are in all pages. On the first one alone. */
            total?: number;
        };
        AuditPageRequest: {
            /** @enum {string} */
            part: "bookings" | "journal" | "keys";
            eventId?: components["schemas"]["EventId"];
            /** @description Where the page before ended. Left out for the first. */
            after?: string;
        };
        /** @description What is wrong, with the ids it concerns. */
        AuditViolation: {
            detail: string;
            eventId?: components["schemas"]["EventId"];
            ticketTypeId?: components["schemas"]["TicketTypeId"];
            holdId?: components["schemas"]["HoldId"];
            bookingId?: components["schemas"]["BookingId"];
        };
        AuditedHolds: {
            violations: components["schemas"]["AuditViolation"][];
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
        AvailabilityChanges: {
            changes: components["schemas"]["Availability"][];
        };
        /** @description As it stands in the database, whatever that is. */
        BookedHold: {
            id: string;
            eventId: string;
            userId: string;
            bookingId: string;
        };
        /** @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh */
        BookingId: string;
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
        /** @example Hamburg */
        City: string;
        /**
         * @description Seconds for which freed seats wait for the head of the line to fit; then the first in line who asks for no more than them gets them. 600 unless said.
         * @example 600
         */
        ClaimSecondsMax: number;
        /** @description Another request is confirming this reservation right now; look at the booking in a moment. */
        ConfirmationInProgressProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        EntryChange: {
            eventId: components["schemas"]["EventId"];
            quantity?: number;
            acceptFewer?: boolean;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @example evt_01jz3t5m8qf0vab9x2k4c7d6eh */
        EventId: string;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /**
         * @description A published event has `ended` once its `endsAt` has passed.
         * @enum {string}
         */
        EventStatus: "draft" | "published" | "cancelled" | "ended";
        EventSummary: {
            id: components["schemas"]["EventId"];
            organizerId: components["schemas"]["UserId"];
            /** @enum {string} */
            status: "draft" | "published" | "cancelled" | "ended";
            title: string;
            startsAt: components["schemas"]["Timestamp"];
            endsAt: components["schemas"]["Timestamp"];
            /** @description Whether `startsAt` had passed when this was read, by the clock of the database that keeps it. */
            hasBegun?: boolean;
        };
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
        HeldItem: {
            ticketTypeId: components["schemas"]["TicketTypeId"];
            quantity: number;
            unitPriceMinor: components["schemas"]["AmountMinor"];
        };
        /** @description Seats set aside, as the inventory has them. */
        Hold: {
            id: components["schemas"]["HoldId"];
            eventId: components["schemas"]["EventId"];
            buyer: components["schemas"]["SeatBuyer"];
            /** @enum {string} */
            kind: "reservation" | "offer";
            /** @enum {string} */
            state: "held" | "confirming" | "sold" | "expired" | "released" | "returned";
            items: components["schemas"]["HeldItem"][];
            quantity: number;
            totalMinor: number;
            currency: components["schemas"]["Currency"];
            /** @description The booking whose confirmation owns it or has bought it. */
            sagaId: string | null;
            /** @description The entry it was offered to. */
            waitlistEntryId: string | null;
            idempotency?: components["schemas"]["RequestKey"];
            createdAt: components["schemas"]["Timestamp"];
            expiresAt: components["schemas"]["Timestamp"];
            /** @description Milliseconds to `expiresAt` when the hold was read, by the clock of the database that keeps it; not above zero when its time had passed. Only where a hold is looked at. */
            leftMs?: number;
        };
        HoldAnewWish: {
            eventId: components["schemas"]["EventId"];
            sagaId: components["schemas"]["BookingId"];
            buyer: components["schemas"]["SeatBuyer"];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "idempotency_key_reused";
            requestId: string;
            /** @constant */
            retryable: false;
        };
        IndexEventBody: {
            event: components["schemas"]["Event"];
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
        JoinWish: {
            eventId: components["schemas"]["EventId"];
            buyer: components["schemas"]["SeatBuyer"];
            quantity: number;
            /** @description Null: seats of any type will do. */
            ticketTypeId: string | null;
            acceptFewer: boolean;
            idempotency?: components["schemas"]["RequestKey"];
        };
        Joined: {
            place: components["schemas"]["WaitlistEntry"];
            /** @description This key has been answered before with this place. */
            repeated: boolean;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "limit_exceeded";
            requestId: string;
            /** @constant */
            retryable: false;
            limit?: number;
            ticketTypeId?: string;
        };
        /** @description WGS 84 coordinates. */
        Location: {
            /** @example 53.5413 */
            lat: number;
            /** @example 9.9841 */
            lon: number;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "malformed_request";
            requestId: string;
            /** @constant */
            retryable: false;
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
        MoreToDo: {
            /** @description There may be more of them. */
            more: boolean;
        };
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
        OfEvent: {
            eventId: components["schemas"]["EventId"];
        };
        OfSaga: {
            eventId: components["schemas"]["EventId"];
            sagaId: components["schemas"]["BookingId"];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        Places: {
            data: components["schemas"]["WaitlistEntry"][];
        };
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
        PublishedEvents: {
            data: components["schemas"]["Event"][];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description A caller's Idempotency-Key, with a fingerprint of what it stands for. */
        RequestKey: {
            key: string;
            fingerprint: string;
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
        /** @description The hold ended before it was confirmed; its seats went back. */
        ReservationExpiredProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "reservation_not_held";
            requestId: string;
            /** @constant */
            retryable: false;
            bookingId?: string;
        };
        /** @description Either `quantity` of the event's only ticket type, or `items`. */
        ReserveWish: {
            eventId: components["schemas"]["EventId"];
            buyer: components["schemas"]["SeatBuyer"];
            quantity?: number;
            items?: components["schemas"]["SeatItem"][];
            idempotency?: components["schemas"]["RequestKey"];
        } & (unknown | unknown);
        Reserved: {
            hold: components["schemas"]["Hold"];
            /** @description This key has been answered before with this hold. */
            repeated: boolean;
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
        RunningServices: {
            services: string[];
            /**
             * @description The release of the server.
             * @example 1.0.0
             */
            version: string;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "sales_closed";
            requestId: string;
            /** @constant */
            retryable: false;
            ticketTypeId?: string;
        };
        /** @description Whom seats are for. */
        SeatBuyer: {
            /** @description A user, or `service` for seats that a service has taken by itself. */
            userId: string;
            named?: components["schemas"]["Buyer"];
        };
        SeatItem: {
            ticketTypeId: components["schemas"]["TicketTypeId"];
            quantity: number;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description Something this operation needs can't be reached; try again after `retryAfterSeconds`. */
        ServiceUnavailableProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 503;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "service_unavailable";
            requestId: string;
            /** @constant */
            retryable: true;
            retryAfterSeconds?: number;
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
        /** @description As it stands in the database, whatever that is. An audit is for what is wrong. */
        SoldHold: {
            id: string;
            eventId: string;
            userId: string;
        };
        SoldHolds: {
            sold: components["schemas"]["SoldHold"][];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /**
         * @example [
         *       "classical",
         *       "open-air"
         *     ]
         */
        Tags: string[];
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "ticket_type_required";
            requestId: string;
            /** @constant */
            retryable: false;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "token_invalid";
            requestId: string;
            /** @constant */
            retryable: false;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        UpdateAvailabilityBody: {
            /** @description Below zero takes seats, above zero gives them back. */
            delta: number;
            /** @description The inventory's version on which this was decided; without it, any. */
            expectedVersion?: number;
            reservationId: components["schemas"]["ReservationId"];
        };
        UpdatedAvailability: {
            eventId: components["schemas"]["EventId"];
            availableSeats: components["schemas"]["Seats"];
            version: number;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description Whether a token or key is valid; if it is, whose and for what. */
        Verification: {
            /** @description With `true`, whose it is is there too; with `false`, only `kind` and `reason`. */
            active: boolean;
            /**
             * @description An API key is known by its form, valid or not.
             * @enum {string}
             */
            kind: "session" | "api_key";
            userId?: components["schemas"]["UserId"];
            role?: components["schemas"]["Role"];
            /** @description What an API key may do; a session has none and needs none. */
            scopes?: components["schemas"]["ApiKeyScope"][];
            /**
             * @description The session or the API key that it belongs to.
             * @example key_01jz3t5m8qf0vab9x2k4c7d6eh
             */
            credentialId?: string;
            /**
             * @description The problem to answer with, where it is not valid.
             * @enum {string}
             */
            reason?: "token_invalid" | "token_expired" | "account_disabled";
            expiresAt?: components["schemas"]["Timestamp"];
            /** @description Milliseconds to `expiresAt` when this was answered, by the clock that set it. */
            leftMs?: number;
        };
        VerifyBody: {
            /** @description What a caller sent as bearer: an access token or an API key. */
            token: string;
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description No waitlist entry of yours has this id. */
        WaitlistEntryNotFoundProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 404;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the line and join it again. */
        WishRaisedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 409;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "wish_raised";
            requestId: string;
            /** @constant */
            retryable: false;
        };
    };
    responses: never;
    parameters: {
        /** @description The event. */
        EventIdPath: components["schemas"]["EventId"];
        /** @description The hold. */
        HoldIdPath: components["schemas"]["HoldId"];
        /** @description Only those of the buyer with this reference. */
        Buyer: string;
        /** @description The place in line. */
        WaitlistEntryIdPath: components["schemas"]["WaitlistEntryId"];
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
    "meta.services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What this process runs. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningServices"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "users.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBody"];
            };
        };
        responses: {
            /** @description What is known of it. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.updateAvailability": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAvailabilityBody"];
            };
        };
        responses: {
            /** @description The inventory as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatedAvailability"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `reservation_not_found`: No reservation of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `sold_out`: Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody waits are kept for the line: join it to be offered them.
             *
             *     `sales_closed`: The event or the ticket type is not on sale now.
             *
             *     `limit_exceeded`: This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the line for more seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed.
             *
             *     `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             *
             *     `version_conflict`: The inventory has moved on from `expectedVersion`; read it again.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SoldOutProblem"] | components["schemas"]["SalesClosedProblem"] | components["schemas"]["LimitExceededProblem"] | components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"] | components["schemas"]["VersionConflictProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `ticket_type_required`: The event has several ticket types: name them in `items`. */
            422: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TicketTypeRequiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "events.published": {
        parameters: {
            query: {
                /** @description The last event of the page before. */
                afterId?: components["schemas"]["EventId"];
                /** @description How many at most. */
                limit: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most `limit` of them, beginning after `afterId`. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedEvents"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "events.getInAnyState": {
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
            /** @description The event. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `event_not_found`: No event with this id that you may see. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "events.find": {
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
            /** @description The event, in whatever state it is. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventSummary"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `event_not_found`: No event with this id that you may see. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveWish"];
            };
        };
        responses: {
            /** @description The hold. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reserved"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `ticket_type_not_found`: The event has no ticket type with this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["TicketTypeNotFoundProblem"];
                };
            };
            /**
             * @description `sold_out`: Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody waits are kept for the line: join it to be offered them.
             *
             *     `sales_closed`: The event or the ticket type is not on sale now.
             *
             *     `limit_exceeded`: This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the line for more seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed.
             *
             *     `hold_limit_reached`: This buyer holds as many reservations or seats of the event as one buyer may at a time, offers included. The answer says what is held and, where that ends by itself, when the first of it does (`heldUntil`). Confirm or release a reservation, or ask for fewer seats.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SoldOutProblem"] | components["schemas"]["SalesClosedProblem"] | components["schemas"]["LimitExceededProblem"] | components["schemas"]["HoldLimitReachedProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: This Idempotency-Key was used with another request.
             *
             *     `ticket_type_required`: The event has several ticket types: name them in `items`.
             */
            422: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["TicketTypeRequiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.getHold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfEvent"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.beginConfirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfSaga"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.holdAnew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldAnewWish"];
            };
        };
        responses: {
            /** @description The new hold. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `ticket_type_not_found`: The event has no ticket type with this id.
             *
             *     `reservation_not_found`: No reservation of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TicketTypeNotFoundProblem"] | components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `sold_out`: Fewer seats are left than were asked for; `available` says how many. Seats that came back while somebody waits are kept for the line: join it to be offered them.
             *
             *     `sales_closed`: The event or the ticket type is not on sale now.
             *
             *     `limit_exceeded`: This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the line for more seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SoldOutProblem"] | components["schemas"]["SalesClosedProblem"] | components["schemas"]["LimitExceededProblem"] | components["schemas"]["ReservationNotHeldProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.commit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfSaga"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfSaga"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold. */
                holdId: components["parameters"]["HoldIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfSaga"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `reservation_not_found`: No reservation of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationNotFoundProblem"];
                };
            };
            /**
             * @description `reservation_expired`: The hold ended before it was confirmed; its seats went back.
             *
             *     `reservation_not_held`: The reservation is no longer held: it was confirmed, released or is being confirmed. `bookingId` names the booking it became, if it did.
             *
             *     `confirmation_in_progress`: Another request is confirming this reservation right now; look at the booking in a moment.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ReservationExpiredProblem"] | components["schemas"]["ReservationNotHeldProblem"] | components["schemas"]["ConfirmationInProgressProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.placesOf": {
        parameters: {
            query: {
                /** @description Whose. */
                userId: components["schemas"]["UserId"];
                /** @description Only in this event's line. */
                eventId?: components["schemas"]["EventId"];
                /** @description Only those. */
                status?: components["schemas"]["WaitlistStatus"];
                /** @description Only those of the buyer with this reference. */
                buyer?: components["parameters"]["Buyer"];
                /** @description The last place of the page before. */
                beforeId?: components["schemas"]["WaitlistEntryId"];
                /** @description How many at most. */
                limit: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most `limit` of them. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Places"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWish"];
            };
        };
        responses: {
            /** @description The place as it was when it was taken. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Joined"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `ticket_type_not_found`: The event has no ticket type with this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["TicketTypeNotFoundProblem"];
                };
            };
            /**
             * @description `sales_closed`: The event or the ticket type is not on sale now.
             *
             *     `limit_exceeded`: This buyer would hold more seats of the ticket type than `maxPerUser` allows, or asks the line for more seats than one buyer may hold of the event (`holdSeatsPerBuyerMax`). `limit` says how many are allowed.
             *
             *     `already_waiting`: This buyer already has an active entry in this event's line.
             *
             *     `seats_available`: What was asked for can be reserved right now; there is no line to join.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SalesClosedProblem"] | components["schemas"]["LimitExceededProblem"] | components["schemas"]["AlreadyWaitingProblem"] | components["schemas"]["SeatsAvailableProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: This Idempotency-Key was used with another request.
             *
             *     `ticket_type_required`: The event has several ticket types: name them in `items`.
             *
             *     `quantity_above_capacity`: The event or the ticket type has fewer seats in all than were asked for: they could never be offered.
             */
            422: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["TicketTypeRequiredProblem"] | components["schemas"]["QuantityAboveCapacityProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.getPlace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["parameters"]["WaitlistEntryIdPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The place. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `waitlist_entry_not_found`: No waitlist entry of yours has this id. */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["WaitlistEntryNotFoundProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.changeEntry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["parameters"]["WaitlistEntryIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryChange"];
            };
        };
        responses: {
            /** @description The place as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `waitlist_entry_not_found`: No waitlist entry of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["WaitlistEntryNotFoundProblem"];
                };
            };
            /**
             * @description `entry_not_waiting`: Only an entry that waits can be changed; this one has an offer or has ended.
             *
             *     `wish_raised`: An entry keeps its place when it asks for fewer seats, or accepts fewer. For more, leave the line and join it again.
             */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EntryNotWaitingProblem"] | components["schemas"]["WishRaisedProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.leave": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["parameters"]["WaitlistEntryIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfEvent"];
            };
        };
        responses: {
            /** @description The place as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `waitlist_entry_not_found`: No waitlist entry of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["WaitlistEntryNotFoundProblem"];
                };
            };
            /** @description `no_open_offer`: The entry has no offer that can be accepted or declined, or it has ended. */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoOpenOfferProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.acceptOffer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["parameters"]["WaitlistEntryIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfEvent"];
            };
        };
        responses: {
            /** @description The reservation. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `waitlist_entry_not_found`: No waitlist entry of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["WaitlistEntryNotFoundProblem"];
                };
            };
            /** @description `no_open_offer`: The entry has no offer that can be accepted or declined, or it has ended. */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoOpenOfferProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "inventory.declineOffer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The place in line. */
                waitlistEntryId: components["parameters"]["WaitlistEntryIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfEvent"];
            };
        };
        responses: {
            /** @description The place as it is now. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /**
             * @description `event_not_found`: No event with this id that you may see.
             *
             *     `waitlist_entry_not_found`: No waitlist entry of yours has this id.
             */
            404: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EventNotFoundProblem"] | components["schemas"]["WaitlistEntryNotFoundProblem"];
                };
            };
            /** @description `no_open_offer`: The entry has no offer that can be accepted or declined, or it has ended. */
            409: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoOpenOfferProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "bookings.cancelBookingsOf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event. */
                eventId: components["parameters"]["EventIdPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AtMost"];
            };
        };
        responses: {
            /** @description Done, as far as `limit` went. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoreToDo"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "bookings.auditHolds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SoldHolds"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditedHolds"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "bookings.auditPage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuditPageRequest"];
            };
        };
        responses: {
            /** @description What was found, and where the next page begins. */
            200: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "search.updateAvailability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilityChanges"];
            };
        };
        responses: {
            /** @description The index has these seats or newer ones. */
            204: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "search.index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IndexEventBody"];
            };
        };
        responses: {
            /** @description The index has this version of the event or a newer one. */
            204: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `malformed_request`: The body is not JSON that can be read without doubt: broken syntax, a duplicate key, a NUL, a lone surrogate, too deep.
             *
             *     `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why.
             */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MalformedRequestProblem"] | components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `payload_too_large`: The body is larger than this operation takes. */
            413: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
                };
            };
            /** @description `unsupported_media_type`: Send application/json, in UTF-8. */
            415: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description `document_refused`: The search index does not take this event as it is; the detail says why. */
            422: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DocumentRefusedProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
    "search.remove": {
        parameters: {
            query?: {
                /** @description The event's version when it was taken out: what is older and arrives later does not bring it back. */
                version?: number;
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
            /** @description The index doesn't have the event. */
            204: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation_failed`: Parameters or body do not fit the contract; `errors` says where and why. */
            400: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationFailedProblem"];
                };
            };
            /**
             * @description `unauthenticated`: No credential was sent.
             *
             *     `token_invalid`: The token or key is malformed, revoked or not signed by this server.
             *
             *     `token_expired`: The access token has expired: refresh it.
             */
            401: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnauthenticatedProblem"] | components["schemas"]["TokenInvalidProblem"] | components["schemas"]["TokenExpiredProblem"];
                };
            };
            /** @description `internal_error`: A fault of ours. It is logged under `requestId`. */
            500: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InternalErrorProblem"];
                };
            };
            /**
             * @description `overloaded`: Too much is waiting ahead of this request; try again after `retryAfterSeconds`.
             *
             *     `service_unavailable`: Something this operation needs can't be reached; try again after `retryAfterSeconds`.
             */
            503: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OverloadedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
                };
            };
        };
    };
}
