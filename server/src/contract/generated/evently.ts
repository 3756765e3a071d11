// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
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
         */
        post: operations["bookings.reserve"];
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
        /** @description The person a reservation, booking or waitlist entry is for, as the partner knows them. */
        Buyer: {
            /**
             * @description The partner's own id of that person, unique within the account.
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
        /** @description Only a partner's API key or the event's organizer may name a buyer. */
        BuyerNotAllowedProblem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** @constant */
            status: 403;
            detail: string;
            instance: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            code: "buyer_not_allowed";
            requestId: string;
            /** @constant */
            retryable: false;
        };
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
        /** @description A request with this Idempotency-Key is still running. */
        IdempotencyInFlightProblem: {
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
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
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
        /** @description This buyer would hold more seats of the ticket type than `maxPerUser` allows. */
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
        /** @description The reservation is no longer held: it was confirmed, released or is being confirmed. */
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
        /** @description The payment came through after the hold had ended and the seats were gone; the payment is refunded. */
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
        /** @description Fewer seats are left than were asked for; `available` says how many. */
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
        /** @example tkt_01jz3t5m8qf0vab9x2k4c7d6eh */
        TicketTypeId: string;
        /** @description Seats of this ticket type are held or sold, or it is the event's only one. */
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
        /**
         * Format: date-time
         * @description RFC 3339, UTC, milliseconds.
         * @example 2030-06-01T18:30:00.000Z
         */
        Timestamp: string;
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description `true` on a repeat of an answered request. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
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
             * @description `insufficient_scope`: The API key lacks the scope this operation needs.
             *
             *     `buyer_not_allowed`: Only a partner's API key or the event's organizer may name a buyer.
             */
            403: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InsufficientScopeProblem"] | components["schemas"]["BuyerNotAllowedProblem"];
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
             * @description `sold_out`: Fewer seats are left than were asked for; `available` says how many.
             *
             *     `sales_closed`: The event or the ticket type is not on sale now.
             *
             *     `limit_exceeded`: This buyer would hold more seats of the ticket type than `maxPerUser` allows.
             *
             *     `idempotency_in_flight`: A request with this Idempotency-Key is still running.
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
                    "application/problem+json": components["schemas"]["SoldOutProblem"] | components["schemas"]["SalesClosedProblem"] | components["schemas"]["LimitExceededProblem"] | components["schemas"]["IdempotencyInFlightProblem"];
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
            /** @description `idempotency_key_reused`: This Idempotency-Key was used with another request. */
            422: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description `rate_limited`: Slow down; `retryAfterSeconds` says for how long. */
            429: {
                headers: {
                    /** @description The id of this request, to be named in reports. */
                    "Request-Id"?: string;
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RateLimitedProblem"];
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
