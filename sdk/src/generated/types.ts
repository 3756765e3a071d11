// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

export interface components {
  schemas: {
    AcceptOfferBody: {
      /** A code that the organizer has given out. Upper and lower case and blanks make no difference. */
      promotionCode?: components["schemas"]["PromotionCode"];
    };
    ActivityList: {
      /** What is on this page. */
      data: components["schemas"]["WebhookMessage"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Always there: send it as `after`, now or later, to read on from here. */
      nextCursor: string;
    };
    /**
     * Street and number.
     * @example 1 Quay Street
     */
    Address: string;
    /** The admission that stands. */
    Admission: {
      /** Your scanner's own id of the scan, unique within the event: a repeat with it changes nothing. */
      scanId: components["schemas"]["ScanId"];
      /** When the ticket was admitted. */
      at: components["schemas"]["Timestamp"];
      /** Which door or scanner it was, in your words. */
      device?: components["schemas"]["Device"];
    };
    /**
     * Money in the currency's minor unit (cents).
     * @example 4500
     */
    AmountMinor: number;
    /**
     * Answers to the event's questions, by the question's id. To a `text` question any text, to a `choice` one of its
     * options, to `yes_no` either `yes` or `no`.
     * @example {
     *       "diet": "vegan"
     *     }
     */
    Answers: {
      [key: string]: string;
    };
    /** An API key, without the key itself. */
    ApiKey: {
      /** The id of an API key. */
      id: components["schemas"]["ApiKeyId"];
      /** A name for the key, so that you can tell your keys apart. */
      name: components["schemas"]["ApiKeyName"];
      /**
       * The key's first characters, to recognise it by.
       * @example evk_4Tz9
       */
      prefix: string;
      /** What the key may do. */
      scopes: components["schemas"]["ApiKeyScopes"];
      /** RFC 3339, UTC, milliseconds. */
      lastUsedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      expiresAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example key_01jz3t5m8qf0vab9x2k4c7d6eh */
    ApiKeyId: string;
    ApiKeyList: {
      /** The API keys of this page. */
      data: components["schemas"]["ApiKey"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * A name for the key, so that you can tell your keys apart.
     * @example Ticket shop
     */
    ApiKeyName: string;
    /**
     * One thing a key may do for its account.
     * @enum {string}
     */
    ApiKeyScope:
      | "events:read"
      | "events:write"
      | "bookings:read"
      | "bookings:write"
      | "waitlist:write"
      | "search:read"
      | "activity:read"
      | "webhooks:write"
      | "checkin:write";
    ApiKeyScopes: components["schemas"]["ApiKeyScope"][];
    AuditCheck: {
      /**
       * What was checked.
       * @example counters-add-up
       */
      name: string;
      /** How many things were looked at. */
      checked: number;
      /** Each place where it does not hold. */
      violations: components["schemas"]["AuditViolation"][];
    };
    AuditProgress: {
      /**
       * `failed`: it could not finish, and the log says why.
       * @enum {string}
       */
      state: "none" | "running" | "finished" | "failed";
      /** About how much of the whole is done. */
      share: number;
      /** RFC 3339, UTC, milliseconds. */
      startedAt?: components["schemas"]["Timestamp"];
      /**
       * The present step: events by their writes, bookings, charges in the journal of the payment provider, keys of
       * requests, or messages.
       * @enum {string}
       */
      step?: "events" | "bookings" | "journal" | "keys" | "messages";
      /** How much of this step is done. */
      done?: number;
      /** How much there is in this step. */
      total?: number;
    };
    /** The invariants, checked one by one against the ledger. */
    AuditReport: {
      /** No check found a violation. */
      clean: boolean;
      /** RFC 3339, UTC, milliseconds. */
      checkedAt: components["schemas"]["Timestamp"];
      /** Everything that was checked. */
      checks: components["schemas"]["AuditCheck"][];
    };
    /** What is wrong, with the ids it concerns. */
    AuditViolation: {
      /** What is wrong, in words. */
      detail: string;
      /** The id of an event. */
      eventId?: components["schemas"]["EventId"];
      /** The id of a ticket type. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** The hold that moved them: a reservation's id or an offer's. */
      holdId?: components["schemas"]["HoldId"];
      /** The id of a booking. */
      bookingId?: components["schemas"]["BookingId"];
    };
    /** What can be reserved now. */
    Availability: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** Seats of all ticket types that are on sale now. */
      availableSeats: number;
      /** Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      /** What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["TicketTypeAvailability"][];
      /** The inventory's version; goes up whenever seats move. */
      version: components["schemas"]["InventoryVersion"];
    };
    /** A confirmed, paid reservation, or one on its way there. A free one has no payment. */
    Booking: {
      /** The id of a booking. */
      id: components["schemas"]["BookingId"];
      /** The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /**
       * The reservation that was confirmed, if the server was down until it had expired. The booking then got the same
       * seats in another reservation.
       */
      expiredReservationId?: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who has bought; for a person that the organizer has named, the account that named them. */
      userId: components["schemas"]["UserId"];
      /**
       * The person a booking is for. Whom the organizer has named has a `reference`, and the name and email that were
       * given with it. Of a user who has bought for themself, only the event's organizer and admins see this: the name
       * and email of the account, as they are now. Left out when the account is gone. Null when the accounts can't be
       * read at the moment: ask again later.
       */
      buyer?: components["schemas"]["BookingBuyer"];
      /**
       * `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was
       * taken.
       */
      status: components["schemas"]["BookingStatus"];
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /** How a booking is paid. */
      payment?: components["schemas"]["Payment"];
      /** The newest of its refunds. */
      refund?: components["schemas"]["Refund"];
      /** Oldest first; left out where there is none. */
      refunds?: components["schemas"]["Refund"][];
      /**
       * What of the payment has gone back or is on its way, with all refunds together. Left out where it is nothing.
       */
      refundedMinor?: number;
      /** Disputes of the payment, oldest first; left out where there is none. */
      disputes?: components["schemas"]["Dispute"][];
      /** One for each seat; none until the booking is confirmed. */
      tickets: components["schemas"]["Ticket"][];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /** Names and texts that were given with the reservation. They go when its buyer is erased. */
      metadata?: components["schemas"]["SmallMetadata"];
      /** Of a test event: the sandbox has taken the payment, and its tickets are for trying the door out. */
      test: boolean;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      confirmedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      cancelledAt?: components["schemas"]["Timestamp"];
    };
    /**
     * The person a booking is for. Whom the organizer has named has a `reference`, and the name and email that were
     * given with it. Of a user who has bought for themself, only the event's organizer and admins see this: the name
     * and email of the account, as they are now. Left out when the account is gone. Null when the accounts can't be
     * read at the moment: ask again later.
     */
    BookingBuyer: {
      /**
       * The organizer's own id of that person; a user has none.
       * @example customer-4711
       */
      reference?: string;
      /**
       * Format: idn-email
       * The person's email address.
       * @example ada@example.com
       */
      email?: string;
      /**
       * The person's name.
       * @example Ada Lovelace
       */
      name?: string;
    } | null;
    /** `booking.cancelled` */
    BookingCancelledMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "booking.cancelled";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The booking that the message is about. */
      resource: components["schemas"]["BookingMessageResource"];
      /** The booking, as it was at this version. Its tickets' codes and its buyer are read by API. */
      data: components["schemas"]["BookingMessageData"];
    };
    /** `booking.confirmed` */
    BookingConfirmedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "booking.confirmed";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The booking that the message is about. */
      resource: components["schemas"]["BookingMessageResource"];
      /** The booking, as it was at this version. Its tickets' codes and its buyer are read by API. */
      data: components["schemas"]["BookingMessageData"];
    };
    /** The booking, as it was at this version, and the dispute. */
    BookingDisputeMessageData: {
      /** The id of a booking. */
      id: components["schemas"]["BookingId"];
      /** The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /** The reservation that was confirmed, if it had expired before the booking got the same seats in another one. */
      expiredReservationId?: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /**
       * `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was
       * taken.
       */
      status: components["schemas"]["BookingStatus"];
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /** Money on its way back, or back. */
      refund?: components["schemas"]["MessageRefund"];
      /** What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      confirmedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      cancelledAt?: components["schemas"]["Timestamp"];
      /** What the payer's bank takes back, or has tried to. */
      dispute: components["schemas"]["MessageDispute"];
    };
    /** `booking.disputed` */
    BookingDisputedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "booking.disputed";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The booking that the message is about. */
      resource: components["schemas"]["BookingMessageResource"];
      /** The booking, as it was at this version, and the dispute. */
      data: components["schemas"]["BookingDisputeMessageData"];
    };
    /** @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh */
    BookingId: string;
    BookingList: {
      /** The bookings of this page. */
      data: components["schemas"]["Booking"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** The booking, as it was at this version. Its tickets' codes and its buyer are read by API. */
    BookingMessageData: {
      /** The id of a booking. */
      id: components["schemas"]["BookingId"];
      /** The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /** The reservation that was confirmed, if it had expired before the booking got the same seats in another one. */
      expiredReservationId?: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /**
       * `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was
       * taken.
       */
      status: components["schemas"]["BookingStatus"];
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /** Money on its way back, or back. */
      refund?: components["schemas"]["MessageRefund"];
      /** What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      confirmedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      cancelledAt?: components["schemas"]["Timestamp"];
    };
    /** The booking that the message is about. */
    BookingMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "booking";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** A refund of a booking, as its organizer sees it. */
    BookingRefund: {
      /** The id of a refund. */
      id: components["schemas"]["RefundId"];
      /** The id of a booking. */
      bookingId: components["schemas"]["BookingId"];
      /**
       * `failed`: it is tried again automatically. `needs_attention`: it is not tried any more; the organizer must act.
       * `cancelled`: it doesn't count any more, because money that went back at the payment provider has taken its
       * place, or because it was made there and has failed.
       */
      status: components["schemas"]["RefundStatus"];
      /** Money in the currency's minor unit (cents). */
      amountMinor: number;
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /**
       * `cancellation`: of the booking or of some of its tickets. `organizer`: given back by hand. `provider`: given
       * back at the payment provider, for example in its dashboard. `dispute`: taken back by the payer's bank, after a
       * dispute that was lost.
       */
      origin: components["schemas"]["RefundOrigin"];
      /**
       * The payment provider's own id of a refund that began there, or of the dispute.
       * @example re_1PXa2b3c4d5e6f7g
       */
      providerReference?: string;
      /** Why the organizer has made it. */
      reason?: string;
      /** The tickets that it is for. */
      ticketIds?: components["schemas"]["TicketId"][];
      /** What the provider said when the last try failed. */
      failureReason?: string;
      /** How often it has been tried. */
      attempts: number;
      /** RFC 3339, UTC, milliseconds. */
      nextAttemptAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** `booking.refunded` */
    BookingRefundedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "booking.refunded";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The booking that the message is about. */
      resource: components["schemas"]["BookingMessageResource"];
      /** The booking, as it was at this version. Its tickets' codes and its buyer are read by API. */
      data: components["schemas"]["BookingMessageData"];
    };
    BookingRefunds: {
      /** Oldest first. */
      data: components["schemas"]["BookingRefund"][];
    };
    /**
     * `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was taken.
     * @enum {string}
     */
    BookingStatus: "pending" | "confirmed" | "cancelling" | "cancelled" | "failed";
    /** `booking.tickets_cancelled` */
    BookingTicketsCancelledMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "booking.tickets_cancelled";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The booking that the message is about. */
      resource: components["schemas"]["BookingMessageResource"];
      /** The booking, as it was at this version, and which of its tickets have been cancelled. */
      data: components["schemas"]["BookingTicketsMessageData"];
    };
    /** The booking, as it was at this version, and which of its tickets have been cancelled. */
    BookingTicketsMessageData: {
      /** The id of a booking. */
      id: components["schemas"]["BookingId"];
      /** The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /** The reservation that was confirmed, if it had expired before the booking got the same seats in another one. */
      expiredReservationId?: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /**
       * `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed, nothing was
       * taken.
       */
      status: components["schemas"]["BookingStatus"];
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /** Money on its way back, or back. */
      refund?: components["schemas"]["MessageRefund"];
      /** What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      confirmedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      cancelledAt?: components["schemas"]["Timestamp"];
      /** The tickets that were cancelled. */
      ticketIds: components["schemas"]["TicketId"][];
    };
    /**
     * `outside` is where seats come from when the capacity grows; `pooled` seats are kept for the waitlist.
     * @enum {string}
     */
    Bucket: "outside" | "available" | "pooled" | "held" | "sold";
    /**
     * The person a reservation, booking or waitlist entry is for, as the event's organizer knows them. Only the
     * organizer, a reseller of the event, or an admin may name one.
     */
    Buyer: {
      /**
       * Your own id of that person, unique within your account.
       * @example customer-4711
       */
      reference: string;
      /**
       * Format: idn-email
       * The person's email address.
       * @example ada@example.com
       */
      email?: string;
      /**
       * The person's name.
       * @example Ada Lovelace
       */
      name?: string;
    };
    CancelTicketsBody: {
      /** Tickets of this booking. Those that are cancelled already stay so. */
      ticketIds: components["schemas"]["TicketId"][];
    };
    /**
     * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
     * event begins, and all of it. The organizer may give back more at any time.
     */
    CancellationPolicy: {
      /**
       * How many minutes before `startsAt` the last moment is; 1440 is a day.
       * @example 1440
       */
      untilMinutesBefore: number;
      /**
       * The share of each ticket's price that goes back, rounded half up to the minor unit.
       * @example 80
       */
      refundPercent: number;
    };
    /**
     * Progress of cancelling an event: held, sold, waiting and offered go down to zero. It goes on when a server stops
     * or crashes. Missing unless the event is cancelled.
     */
    CancellationProgress: {
      /**
       * `complete`: every booking is cancelled and its refund asked for, and nobody waits or holds a seat any more.
       * @enum {string}
       */
      status: "under_way" | "complete";
      /** Seats that were held or sold when the event was cancelled. */
      seatsTotal: number;
      /** How many of them have been given back: their bookings are cancelled, their holds have ended. */
      seatsReturned: number;
      /** RFC 3339, UTC, milliseconds. */
      startedAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      finishedAt?: components["schemas"]["Timestamp"];
    };
    /**
     * Seats in all.
     * @example 120
     */
    Capacity: number;
    /**
     * One lower-case word or several joined by hyphens.
     * @example music
     */
    Category: string;
    ChangePasswordBody: {
      /** The password of the account. */
      currentPassword: components["schemas"]["GivenPassword"];
      /** 8 to 200 characters, any of them. */
      newPassword: components["schemas"]["NewPassword"];
    };
    ChangeWaitlistEntryBody: {
      /** Seats, no more than before. */
      quantity?: number;
      /** `true`: accept an offer of fewer seats instead of waiting for the whole quantity. It can't be undone. */
      acceptFewer?: boolean;
      /**
       * Names and texts of your own. Those that you name are added or take the place of what was there, null removes
       * one, and all others stay. Afterwards there may be as many as ever: 50 names, 2,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["SmallMetadataChanges"];
    };
    /** A scan, and what was said of it. */
    CheckIn: {
      /** Your scanner's own id of the scan, unique within the event: a repeat with it changes nothing. */
      scanId: components["schemas"]["ScanId"];
      /**
       * `admitted`: let them in. `already_admitted`: somebody has come in with it before. `void`: its booking is
       * cancelled, or it was transferred and has another code. `wrong_event`: a ticket of another event of yours.
       * `unknown`: no ticket of yours has this code.
       */
      verdict: components["schemas"]["CheckInVerdict"];
      /** The ticket that has the code; left out where none has, or one of another event. */
      ticket?: components["schemas"]["CheckedTicket"];
      /** With `already_admitted`: when and where it was admitted. */
      admission?: components["schemas"]["Admission"];
      /** Which door or scanner it was, in your words. */
      device?: components["schemas"]["Device"];
      /**
       * Whether it was scanned before the admission that stands, and came later: two people have come in with one
       * ticket.
       */
      conflict: boolean;
      /** When it was scanned; not later than `recordedAt`. */
      scannedAt: components["schemas"]["Timestamp"];
      /** When the server heard of it. */
      recordedAt: components["schemas"]["Timestamp"];
    };
    CheckInBatch: {
      /** In the order of the scans. */
      data: components["schemas"]["CheckIn"][];
    };
    CheckInBatchBody: {
      /** In the order in which they happened; each `scanId` once. */
      scans: components["schemas"]["Scan"][];
    };
    /** The key as a JWK (RFC 8037). */
    CheckInJwk: {
      /**
       * Its kind: an octet key pair.
       * @constant
       */
      kty: "OKP";
      /**
       * Its curve.
       * @constant
       */
      crv: "Ed25519";
      /** The 32 bytes of the key, as base64url. */
      x: string;
      /** The `id` of the key. */
      kid: string;
      /**
       * The algorithm of the signatures.
       * @constant
       */
      alg: "EdDSA";
      /**
       * What it is for: signatures.
       * @constant
       */
      use: "sig";
    };
    /** A public key of an event's tickets. */
    CheckInKey: {
      /**
       * The first two bytes of a code, in hexadecimal.
       * @example 6b1f
       */
      id: string;
      /** As PEM (SPKI). */
      pem: string;
      /** The key as a JWK (RFC 8037). */
      jwk: components["schemas"]["CheckInJwk"];
    };
    CheckInKeys: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The first signs; all of them make a code true. */
      keys: components["schemas"]["CheckInKey"][];
    };
    CheckInList: {
      /** The scans of this page. */
      data: components["schemas"]["CheckIn"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
      /** How many valid tickets of the event have been admitted. */
      admittedTickets: number;
      /** How many tickets of the event are valid, admitted or not. */
      validTickets: number;
    };
    /** A ticket, as a scanner without a network needs it. */
    CheckInTicket: {
      /** The id of a ticket. */
      id: components["schemas"]["TicketId"];
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** The id of a booking. */
      bookingId: components["schemas"]["BookingId"];
      /** 1, and one more with each transfer: codes of an earlier serial are void. */
      serial: components["schemas"]["TicketSerial"];
      /**
       * `cancelled`: it lets nobody in any more.
       * @enum {string}
       */
      status: "valid" | "cancelled";
      /**
       * SHA-256 of the ticket's `code`, in capital letters and with its dashes, as base64url: by it a code that does
       * not begin with `EV1:` is known.
       */
      codeHash: string;
      /** When and where it was admitted, if it was. */
      admission?: components["schemas"]["Admission"];
    };
    CheckInTicketList: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The tickets of this page. */
      data: components["schemas"]["CheckInTicket"][];
      /** Whether there is another page now. */
      hasMore: boolean;
      /** Always there: send it as `after`, now or later, to read on from here. */
      nextCursor: string;
      /** What the codes are signed with: the first signs, all of them make a code true. */
      keys: components["schemas"]["CheckInKey"][];
    };
    /**
     * `admitted`: let them in. `already_admitted`: somebody has come in with it before. `void`: its booking is
     * cancelled, or it was transferred and has another code. `wrong_event`: a ticket of another event of yours.
     * `unknown`: no ticket of yours has this code.
     * @enum {string}
     */
    CheckInVerdict: "admitted" | "already_admitted" | "void" | "wrong_event" | "unknown";
    /** The ticket that has the code. */
    CheckedTicket: {
      /** The id of a ticket. */
      id: components["schemas"]["TicketId"];
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** The id of a booking. */
      bookingId: components["schemas"]["BookingId"];
    };
    /**
     * The city it is in.
     * @example Hamburg
     */
    City: string;
    /**
     * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the first
     * entry that they are enough for is offered them. 600 by default.
     * @example 600
     */
    ClaimSecondsMax: number;
    ConfirmBody: {
      /** The id of a reservation. */
      reservationId: components["schemas"]["ReservationId"];
      /** How it is paid. Left out where it costs nothing. */
      payment?: components["schemas"]["PaymentToMake"];
      /**
       * Who comes with each ticket, in the order of the booking's tickets; no more than it has seats. They are checked
       * before anything is paid, and only fill what is empty.
       */
      holders?: components["schemas"]["HolderToSet"][];
    };
    ConfirmEmailVerificationBody: {
      /** The token of the mail's link. */
      token: components["schemas"]["MailedToken"];
    };
    ConfirmPasswordResetBody: {
      /** The token of the mail's link. */
      token: components["schemas"]["MailedToken"];
      /** 8 to 200 characters, any of them. */
      newPassword: components["schemas"]["NewPassword"];
    };
    /**
     * ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK.
     * @example DE
     */
    Country: string;
    CreateApiKeyBody: {
      /** A name for the key, so that you can tell your keys apart. */
      name: components["schemas"]["ApiKeyName"];
      /** What the key may do. */
      scopes: components["schemas"]["ApiKeyScopes"];
      /**
       * Format: date-time
       * When the key stops working; without it, never.
       */
      expiresAt?: string | Date;
    };
    CreateWebhookEndpointBody: {
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types: components["schemas"]["WebhookMessageTypes"];
      /** What it is for. */
      description?: components["schemas"]["WebhookDescription"];
      /** `live` unless you say otherwise. */
      mode?: components["schemas"]["WebhookMode"];
      /** Your own id of the endpoint, unique among your endpoints. */
      externalId?: components["schemas"]["WebhookExternalId"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
    };
    /** An API key, this once with the key itself. */
    CreatedApiKey: {
      /** The id of an API key. */
      id: components["schemas"]["ApiKeyId"];
      /** A name for the key, so that you can tell your keys apart. */
      name: components["schemas"]["ApiKeyName"];
      /**
       * The key's first characters, to recognise it by.
       * @example evk_4Tz9
       */
      prefix: string;
      /** What the key may do. */
      scopes: components["schemas"]["ApiKeyScopes"];
      /** RFC 3339, UTC, milliseconds. */
      lastUsedAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      expiresAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** Shown only now; keep it safe. */
      key: string;
    };
    /**
     * ISO 4217 code of a currency in use; no metals, funds or units of account.
     * @example EUR
     */
    Currency: string;
    DeleteProfileBody: {
      /** The password of the account. */
      currentPassword: components["schemas"]["GivenPassword"];
    };
    /**
     * What the event is about.
     * @example Three quartets, one evening.
     */
    Description: string;
    /**
     * Which door or scanner it was, in your words.
     * @example Door 1
     */
    Device: string;
    /**
     * The payer's bank takes the payment back, or tries to. Tickets stay valid until the event's organizer decides
     * otherwise. One that is `lost` counts as a refund over what it took.
     */
    Dispute: {
      /**
       * The payment provider's own id of it.
       * @example dp_1PXa2b3c4d5e6f7g
       */
      id: string;
      /** `open`: the bank has not decided. `won`: the payment stays. `lost`: the bank has taken it back. */
      status: components["schemas"]["DisputeStatus"];
      /** What is disputed, in the currency's minor unit (cents). */
      amountMinor: number;
      /** When it became known here. */
      createdAt: components["schemas"]["Timestamp"];
      /** When it was known to be won or lost. */
      closedAt?: components["schemas"]["Timestamp"];
    };
    /**
     * `open`: the bank has not decided. `won`: the payment stays. `lost`: the bank has taken it back.
     * @enum {string}
     */
    DisputeStatus: "open" | "won" | "lost";
    /** What the copy has of its own. What is left out is as in the original. */
    DuplicateBody: {
      /**
       * Format: date-time
       * When the copy begins. Its end and the sales times of its ticket types move by the same time.
       */
      startsAt?: string | Date;
      /**
       * Format: date-time
       * When the copy ends, after its start; without it, it lasts as long as the original.
       */
      endsAt?: string | Date;
      /** What the event is called. */
      title?: components["schemas"]["Title"];
      /** Your own id of the event, unique among your events. */
      externalId?: components["schemas"]["ExternalId"];
    };
    /**
     * Format: idn-email
     * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters are
     * composed, and to whether its domain is in Unicode or in ASCII.
     * @example ada@example.com
     */
    Email: string;
    /** Something people attend, with its seats as they are now. */
    Event: {
      /** The id of an event. */
      id: components["schemas"]["EventId"];
      /** What the event is called. */
      title: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
      /** The language that title and description are written in: a tag of BCP 47. */
      language?: components["schemas"]["Language"];
      /** The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      /** One lower-case word or several joined by hyphens. */
      category: components["schemas"]["Category"];
      /** Words to find it by. */
      tags: components["schemas"]["Tags"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
      /** A place where events happen. */
      venue: components["schemas"]["Venue"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity: components["schemas"]["Capacity"];
      /**
       * What is on sale, each kind with its price and its seats; of those that are hidden only the organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      /** A number of seats. */
      availableSeats: components["schemas"]["Seats"];
      /** Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /**
       * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
       * event begins, and all of it. The organizer may give back more at any time.
       */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
      /** A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there. */
      imageUrl?: components["schemas"]["ImageUrl"];
      /** A page about the event, at an https URL. It is shown as you give it. */
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      /** Your own id of the event, unique among your events. */
      externalId?: components["schemas"]["ExternalId"];
      /** The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /**
       * A test event: only its organizer's account and admins see it, only that account gets its seats, the sandbox
       * takes its payments, and its clock can be advanced. Whether an event is one never changes.
       */
      test: components["schemas"]["Test"];
      /** Goes up with every change. */
      version: components["schemas"]["Version"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
    };
    /** `event.cancelled` */
    EventCancelledMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "event.cancelled";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The event that the message is about. */
      resource: components["schemas"]["EventMessageResource"];
      /** The event, as it was at this version. */
      data: components["schemas"]["EventMessageData"];
    };
    /** What is left out stays as it is; null clears an optional field. */
    EventChanges: {
      /** What the event is called. */
      title?: components["schemas"]["Title"];
      /** What the event is about; null takes it away. */
      description?: string | null;
      /** The language that title and description are written in; null takes it away. */
      language?: string | null;
      /** All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["Translations"] | null;
      /** One lower-case word or several joined by hyphens. */
      category?: components["schemas"]["Category"];
      /** Words to find it by. */
      tags?: components["schemas"]["Tags"];
      /** The id of a venue. */
      venueId?: components["schemas"]["VenueId"];
      /**
       * Format: date-time
       * RFC 3339, UTC, milliseconds.
       * @example 2030-06-01T18:30:00.000Z
       */
      startsAt?: string | Date;
      /**
       * Format: date-time
       * Not before sales of a ticket type that has a `salesEndAt` end: change that first.
       */
      endsAt?: string | Date;
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone?: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity?: components["schemas"]["Capacity"];
      /** Your own id of the event, unique among your events; null takes it away. */
      externalId?: string | null;
      /** A picture of the event, at an https URL; null takes it away. */
      imageUrl?: string | null;
      /** A page about the event, at an https URL; null takes it away. */
      websiteUrl?: string | null;
      /**
       * Names and texts of your own. Those that you name are added or take the place of what was there, null removes
       * one, and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["MetadataChanges"];
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /** Until when buyers may cancel, and for how much; null takes it away. */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"] | null;
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
    };
    /** @example evt_01jz3t5m8qf0vab9x2k4c7d6eh */
    EventId: string;
    EventList: {
      /** The events of this page. */
      data: components["schemas"]["Event"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** The event, as it was at this version. */
    EventMessageData: {
      /** The id of an event. */
      id: components["schemas"]["EventId"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /**
       * A name of the IANA tz database.
       * @example Europe/Berlin
       */
      timezone: string;
      /**
       * Seats in all.
       * @example 120
       */
      capacity: number;
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /** What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["MessageTicketType"][];
    };
    /** The event that the message is about. */
    EventMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "event";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** `event.published` */
    EventPublishedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "event.published";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The event that the message is about. */
      resource: components["schemas"]["EventMessageResource"];
      /** The event, as it was at this version. */
      data: components["schemas"]["EventMessageData"];
    };
    /** An event as it is now, and what became of it. */
    EventPut: {
      /** The id of an event. */
      id: components["schemas"]["EventId"];
      /** What the event is called. */
      title: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
      /** The language that title and description are written in: a tag of BCP 47. */
      language?: components["schemas"]["Language"];
      /** The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      /** One lower-case word or several joined by hyphens. */
      category: components["schemas"]["Category"];
      /** Words to find it by. */
      tags: components["schemas"]["Tags"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
      /** A place where events happen. */
      venue: components["schemas"]["Venue"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity: components["schemas"]["Capacity"];
      /**
       * What is on sale, each kind with its price and its seats; of those that are hidden only the organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      /** A number of seats. */
      availableSeats: components["schemas"]["Seats"];
      /** Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /**
       * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
       * event begins, and all of it. The organizer may give back more at any time.
       */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
      /** A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there. */
      imageUrl?: components["schemas"]["ImageUrl"];
      /** A page about the event, at an https URL. It is shown as you give it. */
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      /** Your own id of the event, unique among your events. */
      externalId?: components["schemas"]["ExternalId"];
      /** The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /**
       * A test event: only its organizer's account and admins see it, only that account gets its seats, the sandbox
       * takes its payments, and its clock can be advanced. Whether an event is one never changes.
       */
      test: components["schemas"]["Test"];
      /** Goes up with every change. */
      version: components["schemas"]["Version"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
      /** It was like this before, and nothing was written. */
      unchanged: boolean;
    };
    /** How an event sells. `capacity` = available + pooled + held + sold. */
    EventStats: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** A number of seats. */
      capacity: components["schemas"]["Seats"];
      /** A number of seats. */
      availableSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      pooledSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      heldSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      soldSeats: components["schemas"]["Seats"];
      /** Waitlist entries that wait for seats; those that have an offer are in `offered`. */
      waiting: number;
      /** Waitlist entries that have an offer: its seats are among those held. */
      offered: number;
      /** What the buyers paid for the sold seats, in the currency's minor unit. */
      revenueMinor: number;
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /** What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["TicketTypeStats"][];
      /** How many have come. Null when the bookings can't be read at the moment. */
      tickets: components["schemas"]["TicketStats"];
      /**
       * Progress of cancelling an event: held, sold, waiting and offered go down to zero. It goes on when a server
       * stops or crashes. Missing unless the event is cancelled.
       */
      cancellation?: components["schemas"]["CancellationProgress"];
    };
    /**
     * A published event has `ended` once its `endsAt` has passed.
     * @enum {string}
     */
    EventStatus: "draft" | "published" | "cancelled" | "ended";
    /**
     * Where: `venueId` of a known venue, or a `venue` that is made with the event. Prices: `ticketTypes`, or
     * `priceMinor` and `currency` of a single "General Admission". With neither, that one is free, in EUR.
     */
    EventToMake: {
      /** What the event is called. */
      title: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
      /** The language that title and description are written in: a tag of BCP 47. */
      language?: components["schemas"]["Language"];
      /**
       * By language tags of BCP 47, such as `de` or `pt-BR`: title and description in other languages. Readers get the
       * one that their `Accept-Language` asks for; all of them are searched. 30,000 characters in all.
       */
      translations?: components["schemas"]["Translations"];
      /** One lower-case word or several joined by hyphens. */
      category: components["schemas"]["Category"];
      /**
       * Words to find it by.
       * @default []
       */
      tags?: string[];
      /**
       * Format: date-time
       * RFC 3339, UTC, milliseconds.
       * @example 2030-06-01T18:30:00.000Z
       */
      startsAt: string | Date;
      /**
       * Format: date-time
       * After `startsAt`.
       */
      endsAt: string | Date;
      /** A name of the tz database; without it the venue's. */
      timezone?: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity: components["schemas"]["Capacity"];
      /** A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there. */
      imageUrl?: components["schemas"]["ImageUrl"];
      /** A page about the event, at an https URL. It is shown as you give it. */
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      /** Your own id of the event, unique among your events. */
      externalId?: components["schemas"]["ExternalId"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /**
       * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
       * event begins, and all of it. The organizer may give back more at any time.
       */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
      /**
       * Make a test event: only your own account (and admins) see it, only your account gets its seats, 1,000 at most,
       * the sandbox takes its payments, and its clock can be advanced. It stays one.
       * @default false
       */
      test?: boolean;
      /**
       * Put it on sale at once instead of keeping it a draft.
       * @default false
       */
      publish?: boolean;
    } & ({
      /** The id of a venue. */
      venueId: components["schemas"]["VenueId"];
      /** Not beside `venueId`. */
      venue?: undefined;
    } | {
      /** Not beside `venue`. */
      venueId?: undefined;
      /** A venue that is made with it. */
      venue: components["schemas"]["VenueToMake"];
    }) & ({
      /** All of one currency, no two of one name or one `externalId`. */
      ticketTypes?: components["schemas"]["TicketTypeToMake"][];
      /** Not beside `ticketTypes`. */
      priceMinor?: undefined;
    } | {
      /** Not beside `priceMinor`. */
      ticketTypes?: undefined;
      /** Money in the currency's minor unit (cents). */
      priceMinor?: components["schemas"]["AmountMinor"];
    }) & ({
      /** Money in the currency's minor unit (cents). */
      priceMinor: components["schemas"]["AmountMinor"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
    } | {
      /** Not without `currency`. */
      priceMinor?: undefined;
      /** Not without `priceMinor`. */
      currency?: undefined;
    });
    /** `event.updated` */
    EventUpdatedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "event.updated";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The event that the message is about. */
      resource: components["schemas"]["EventMessageResource"];
      /** The event, as it was at this version, and what was changed. */
      data: components["schemas"]["EventUpdatedMessageData"];
    };
    /** The event, as it was at this version, and what was changed. */
    EventUpdatedMessageData: {
      /** The id of an event. */
      id: components["schemas"]["EventId"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /**
       * A name of the IANA tz database.
       * @example Europe/Berlin
       */
      timezone: string;
      /**
       * Seats in all.
       * @example 120
       */
      capacity: number;
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /** What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["MessageTicketType"][];
      /**
       * The properties of the event that differ from the version before, by their names in the API. More names may
       * come.
       * @example [
       *       "startsAt",
       *       "endsAt"
       *     ]
       */
      changed: string[];
    };
    /**
     * Your own id of the event, unique among your events.
     * @example spring-2030-17
     */
    ExternalId: string;
    FacetCount: {
      /** The value that these events have. */
      value: string;
      /** How many events have it. */
      count: number;
    };
    /** How the whole result divides, most frequent first; price and month in their own order. */
    Facets: {
      /** How many events each category has. */
      category: components["schemas"]["FacetCount"][];
      /** How many events each city has. */
      city: components["schemas"]["FacetCount"][];
      /**
       * Events with a ticket on offer in a range of prices, in minor units: `from-to`, the last one `from-`. Empty
       * where the events have several currencies and the search named none.
       */
      price: components["schemas"]["FacetCount"][];
      /** Counted whatever the prices asked for. */
      currency: components["schemas"]["FacetCount"][];
      /** Months in which the events begin, as `2030-06`. */
      month: components["schemas"]["FacetCount"][];
      /**
       * How many events of the result have a value that the facet does not list, because it lists the first 20 only. 0
       * says that the list is whole.
       */
      others: components["schemas"]["UnlistedCounts"];
    };
    /**
     * Missing while the ledger is whole. Of an event that is long over the movements before `version` are no longer
     * kept one by one: those at `version` with the cause `carried_forward` say what they came to, one per bucket of the
     * event and of each ticket type. So a hold of before has no movements any more; the reservation itself can still be
     * read.
     */
    FoldedHistory: {
      /** The inventory's version; goes up whenever seats move. */
      version: components["schemas"]["InventoryVersion"];
      /** RFC 3339, UTC, milliseconds. */
      at: components["schemas"]["Timestamp"];
      /** How many movements have been folded. */
      movements: number;
      /** How many holds they were about. */
      holds: number;
    };
    /** The password of the account. */
    GivenPassword: string;
    /** A ticket of an event, with who has bought it and who comes with it. */
    GuestTicket: {
      /** The id of a ticket. */
      id: components["schemas"]["TicketId"];
      /** The id of a booking. */
      bookingId: components["schemas"]["BookingId"];
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /**
       * What the ticket type is called now.
       * @example General Admission
       */
      ticketTypeName: string;
      /** What can be read out at the door. It is good for the same one person as `qr`. */
      code: components["schemas"]["TicketCode"];
      /** 1, and one more with each transfer: codes of an earlier serial are void. */
      serial: components["schemas"]["TicketSerial"];
      /** `cancelled`: it lets nobody in any more. */
      status: components["schemas"]["TicketStatus"];
      /** The person who comes with a ticket. At least one of the two. */
      holder?: components["schemas"]["Holder"];
      /**
       * Answers to the event's questions, by the question's id. To a `text` question any text, to a `choice` one of its
       * options, to `yes_no` either `yes` or `no`.
       */
      answers?: components["schemas"]["Answers"];
      /** The user who has bought; for a person that the organizer has named, the account that named them. */
      userId: components["schemas"]["UserId"];
      /**
       * The person a booking is for. Whom the organizer has named has a `reference`, and the name and email that were
       * given with it. Of a user who has bought for themself, only the event's organizer and admins see this: the name
       * and email of the account, as they are now. Left out when the account is gone. Null when the accounts can't be
       * read at the moment: ask again later.
       */
      buyer?: components["schemas"]["BookingBuyer"];
      /** Whether it has let somebody in. */
      admitted: boolean;
      /** When it has let somebody in. */
      admittedAt?: components["schemas"]["Timestamp"];
    };
    GuestTicketList: {
      /** The tickets of this page. */
      data: components["schemas"]["GuestTicket"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
      /**
       * Always there. Keep it until you have read the last page, and send it as `after`, now or later, to get the
       * tickets that have been sold, transferred, cancelled or let in since.
       */
      after: string;
    };
    /** Where the words were found, as HTML: the text escaped, the words in `<mark>`. */
    Highlights: {
      /**
       * The title.
       * @example Night of <mark>Strings</mark>
       */
      title?: string;
      /** The part of the description where they stand. */
      description?: string;
      /** The name of the venue. */
      venue?: string;
    };
    /**
     * The hold that moved them: a reservation's id or an offer's.
     * @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh
     */
    HoldId: string;
    /**
     * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
     * don't count.
     * @example 20
     */
    HoldSeatsPerBuyerMax: number;
    /** The person who comes with a ticket. At least one of the two. */
    Holder: {
      /**
       * The person's name.
       * @example Grace Hopper
       */
      name?: string;
      /**
       * Format: idn-email
       * The person's email address.
       * @example grace@example.com
       */
      email?: string;
    };
    /** Who comes with a ticket, and their answers. At least one of the two. */
    HolderToSet: {
      /** The person who comes with a ticket. At least one of the two. */
      holder?: components["schemas"]["Holder"];
      /**
       * Answers to the event's questions, by the question's id. To a `text` question any text, to a `choice` one of its
       * options, to `yes_no` either `yes` or `no`.
       */
      answers?: components["schemas"]["Answers"];
    };
    /**
     * Reservations of this event that one buyer may hold at a time; 3 by default.
     * @example 3
     */
    HoldsPerBuyerMax: number;
    /**
     * A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there.
     * @example https://images.example.com/strings.jpg
     */
    ImageUrl: string;
    /** `inventory.available` */
    InventoryAvailableMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "inventory.available";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The inventory that the message is about, by its event's id. */
      resource: components["schemas"]["InventoryMessageResource"];
      /**
       * What was left for the public at this version, whatever its sales windows said. A waitlist comes before the
       * public: seats that are kept for it are not counted.
       */
      data: components["schemas"]["InventoryMessageData"];
    };
    /**
     * What was left for the public at this version, whatever its sales windows said. A waitlist comes before the
     * public: seats that are kept for it are not counted.
     */
    InventoryMessageData: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** Seats, over all ticket types; 0 when sold out. */
      availableSeats: number;
    };
    /** The inventory that the message is about, by its event's id. */
    InventoryMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "inventory";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** `inventory.sold_out` */
    InventorySoldOutMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "inventory.sold_out";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The inventory that the message is about, by its event's id. */
      resource: components["schemas"]["InventoryMessageResource"];
      /**
       * What was left for the public at this version, whatever its sales windows said. A waitlist comes before the
       * public: seats that are kept for it are not counted.
       */
      data: components["schemas"]["InventoryMessageData"];
    };
    /** The inventory's version; goes up whenever seats move. */
    InventoryVersion: number;
    JoinWaitlistBody: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** Seats. One buyer may ask for `holdSeatsPerBuyerMax` of the event at most. */
      quantity: number;
      /** Without it, seats of any type will do. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /**
       * Accept an offer of fewer seats instead of waiting for the whole quantity.
       * @default false
       */
      acceptFewer?: boolean;
      /**
       * The person a reservation, booking or waitlist entry is for, as the event's organizer knows them. Only the
       * organizer, a reseller of the event, or an admin may name one.
       */
      buyer?: components["schemas"]["Buyer"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 2,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["SmallMetadata"];
    };
    /**
     * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays when
     * its buyer is erased, so put nobody's name into it.
     * @example order-4711
     */
    LabelExternalId: string;
    /**
     * The language that title and description are written in: a tag of BCP 47.
     * @example en
     */
    Language: string;
    /** A session of an account, as its owner knows it. */
    ListedSession: {
      /** The id of a session. */
      id: components["schemas"]["SessionId"];
      /** Whether it is the one that asks. */
      current: boolean;
      /**
       * Format: date-time
       * When its owner signed in.
       */
      createdAt: string;
      /**
       * Format: date-time
       * When its tokens were last renewed.
       */
      lastUsedAt: string;
      /**
       * Format: date-time
       * When it ends unless it is renewed; 90 days after it began in any case.
       */
      expiresAt: string;
      /**
       * Where it was last renewed from: the /24 of an IPv4 address, the /64 of an IPv6 address.
       * @example 203.0.113.0/24
       */
      network?: string;
      /**
       * What the client called itself.
       * @example evently-cli/0.1.0
       */
      userAgent?: string;
    };
    ListedSessions: {
      /** All sessions that have not ended. */
      data: components["schemas"]["ListedSession"][];
    };
    Liveness: {
      /**
       * `live`: the process runs.
       * @constant
       */
      status: "live";
    };
    /** WGS 84 coordinates. */
    Location: {
      /**
       * Degrees north of the equator.
       * @example 53.5413
       */
      lat: number;
      /**
       * Degrees east of Greenwich.
       * @example 9.9841
       */
      lon: number;
    };
    LoginBody: {
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
      /** The password of the account. */
      password: components["schemas"]["GivenPassword"];
    };
    LogoutBody: {
      /** Valid for one refresh, which gives the next one. */
      refreshToken: components["schemas"]["RefreshToken"];
    };
    /** The token of the mail's link. */
    MailedToken: string;
    /** An account as admins see it. */
    ManagedUser: {
      /** The id of a user. */
      id: components["schemas"]["UserId"];
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
      /** Whether somebody has shown that they read mail at this address. */
      emailVerified: boolean;
      /** What the person is called. */
      name: components["schemas"]["PersonName"];
      /** Attendees book, organizers also run their own events, admins may do everything. */
      role: components["schemas"]["Role"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** A disabled account can't sign in. */
      disabled: boolean;
    };
    ManagedUserList: {
      /** The users of this page. */
      data: components["schemas"]["ManagedUser"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * Seats of this type that one buyer may have at most. Lowered, it also lowers what buyers wait for of this type.
     */
    MaxPerUser: number;
    /** What the payer's bank takes back, or has tried to. */
    MessageDispute: {
      /** The payment provider's own id of it. */
      id: string;
      /** `open`: the bank has not decided. `won`: the payment stays. `lost`: the bank has taken it back. */
      status: components["schemas"]["DisputeStatus"];
      /** Money in the currency's minor unit (cents). */
      amountMinor: number;
    };
    /** The seats that were offered; only in `waitlist.offered`. */
    MessageOffer: {
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** May be fewer than were asked for. */
      quantity: number;
      /** The whole price, in the currency's minor unit (cents). */
      totalMinor: number;
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /** Until when the offer can be accepted. */
      expiresAt: components["schemas"]["Timestamp"];
    };
    /** Money on its way back, or back. */
    MessageRefund: {
      /** The id of a refund. */
      id: components["schemas"]["RefundId"];
      /**
       * `failed`: it is tried again automatically. `needs_attention`: it is not tried any more; the organizer must act.
       * `cancelled`: it doesn't count any more, because money that went back at the payment provider has taken its
       * place, or because it was made there and has failed.
       */
      status: components["schemas"]["RefundStatus"];
      /** Money in the currency's minor unit (cents). */
      amountMinor: number;
    };
    /** A ticket type, as it was at this version of its event. */
    MessageTicketType: {
      /** The id of a ticket type. */
      id: components["schemas"]["TicketTypeId"];
      /** Money in the currency's minor unit (cents). */
      priceMinor: components["schemas"]["AmountMinor"];
      /** Seats; left out where the event alone bounds it. */
      capacity?: number;
    };
    /**
     * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500 characters;
     * 8,000 bytes of JSON in all.
     * @example {
     *       "season": "spring-2030"
     *     }
     */
    Metadata: {
      [key: string]: string;
    };
    /**
     * Names and texts of your own. Those that you name are added or take the place of what was there, null removes one,
     * and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
     * @example {
     *       "season": "autumn-2030"
     *     }
     */
    MetadataChanges: {
      [key: string]: string | null;
    };
    /** A row of the ledger, never changed once written. */
    Movement: {
      /**
       * Its id.
       * @example mov_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** Missing where the event's own capacity moved. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** `outside` is where seats come from when the capacity grows; `pooled` seats are kept for the waitlist. */
      from: components["schemas"]["Bucket"];
      /** `outside` is where seats come from when the capacity grows; `pooled` seats are kept for the waitlist. */
      to: components["schemas"]["Bucket"];
      /** How many seats have moved. */
      quantity: number;
      /**
       * Why they moved. `return_seats`: some tickets of a booking were cancelled. `reacquire`: a purchase got them
       * whose own hold had expired while the server was away. `carried_forward`: what an event's folded history came to
       * in this bucket.
       */
      cause: components["schemas"]["MovementCause"];
      /** The hold that moved them: a reservation's id or an offer's. */
      holdId?: components["schemas"]["HoldId"];
      /** The inventory's version; goes up whenever seats move. */
      version: components["schemas"]["InventoryVersion"];
      /** RFC 3339, UTC, milliseconds. */
      at: components["schemas"]["Timestamp"];
    };
    /**
     * Why they moved. `return_seats`: some tickets of a booking were cancelled. `reacquire`: a purchase got them whose
     * own hold had expired while the server was away. `carried_forward`: what an event's folded history came to in this
     * bucket.
     * @enum {string}
     */
    MovementCause:
      | "opened"
      | "capacity_changed"
      | "reserve"
      | "reacquire"
      | "release"
      | "expire"
      | "commit"
      | "decline"
      | "cancel"
      | "return_seats"
      | "offer"
      | "offer_declined"
      | "offer_expired"
      | "pool_closed"
      | "update_availability"
      | "carried_forward";
    MovementList: {
      /** The movements of this page. */
      data: components["schemas"]["Movement"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
      /**
       * Missing while the ledger is whole. Of an event that is long over the movements before `version` are no longer
       * kept one by one: those at `version` with the cause `carried_forward` say what they came to, one per bucket of
       * the event and of each ticket type. So a hold of before has no movements any more; the reservation itself can
       * still be read.
       */
      folded?: components["schemas"]["FoldedHistory"];
    };
    /** 8 to 200 characters, any of them. */
    NewPassword: string;
    /** Send it as `cursor` for the next page; null on the last one. */
    NextCursor: string | null;
    /** An OpenAPI 3.1 document. */
    OpenApiDocument: {
      /** The version of OpenAPI. */
      openapi: string;
      /** Title and version of the API. */
      info: {
        [key: string]: unknown;
      };
      /** The operations by their paths. */
      paths: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    PasswordResetBody: {
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
    };
    /**
     * ISO 4217 code of a currency in use, or of one that has been withdrawn.
     * @example EUR
     */
    PastCurrency: string;
    /** How a booking is paid. */
    Payment: {
      /** The id of a payment. */
      id: components["schemas"]["PaymentId"];
      /** Who moves the money. */
      provider: components["schemas"]["PaymentProvider"];
      /**
       * `unknown`: the provider has not answered, and is being asked. `voided`: authorized, but given back uncaptured.
       * @enum {string}
       */
      status: "requested" | "authorized" | "captured" | "declined" | "voided" | "unknown" | "refunded";
    };
    /** @example pay_01jz3t5m8qf0vab9x2k4c7d6eh */
    PaymentId: string;
    /** @enum {string} */
    PaymentProvider: "sandbox" | "stripe";
    /** Who takes the payments of this server. */
    PaymentProviderInUse: {
      /** Who moves the money of live events. */
      provider: components["schemas"]["PaymentProvider"];
    };
    /** How it is paid. */
    PaymentToMake: {
      /**
       * Left out: the provider that this server is set up with.
       * @enum {string}
       */
      provider?: "sandbox" | "stripe";
      /**
       * The provider's token for the means of payment. In the sandbox: `tok_ok`, `tok_declined`, `tok_slow`,
       * `tok_timeout`, `tok_late_success`, `tok_answer_lost`, `tok_capture_refused`, `tok_refund_fails`,
       * `tok_refund_fails_once`, `tok_refunded_at_provider`, `tok_disputed`, `tok_dispute_lost`. At Stripe: the id of a
       * payment method (`pm_…`).
       * @example tok_ok
       */
      token: string;
    };
    /**
     * What the person is called.
     * @example Ada Lovelace
     */
    PersonName: string;
    PricedItem: {
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** How many seats. */
      quantity: number;
      /** What one costs without the promotion, in the currency's minor unit. */
      unitPriceMinor: components["schemas"]["AmountMinor"];
      /**
       * What the promotion takes off the price of each, in the currency's minor unit; left out where it takes nothing
       * off.
       * @example 900
       */
      unitDiscountMinor?: number;
    };
    ProblemOperation: {
      /**
       * Its HTTP method.
       * @example POST
       */
      method: string;
      /**
       * Its path, with parameters in braces.
       * @example /api/v1/bookings/reserve
       */
      path: string;
      /** What it does, in a few words. */
      summary: string;
    };
    /** What a problem code means, why somebody gets it, and how to mend it. */
    ProblemPage: {
      /** The code that the page explains. */
      code: string;
      /** The HTTP status of answers with this code. */
      status: number;
      /** The code in a few words. */
      title: string;
      /** What the code means. */
      description: string;
      /** Why somebody gets it. */
      cause: string;
      /** How to mend it. */
      fix: string;
      /** Whether the same request may succeed later. */
      retryable: boolean;
      /** The members that such a problem has, besides those that every problem has. */
      carries: string[];
      /** The operations that may answer it; none for what is answered before an operation is known. */
      operations: components["schemas"]["ProblemOperation"][];
    };
    /**
     * A code that the organizer gives out. One use is one reservation, however many seats that has. It is given back
     * when the reservation ends unsold; a sale keeps it, also when its booking is cancelled later.
     */
    Promotion: {
      /** The id of a promotion. */
      id: components["schemas"]["PromotionId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The code as buyers write it. Upper and lower case and blanks make no difference. */
      code: components["schemas"]["PromotionCode"];
      /** `discount`: takes something off the price of tickets. `access`: gets seats of hidden ticket types. */
      kind: components["schemas"]["PromotionKind"];
      /**
       * `upcoming`: before `startsAt`. `used_up`: as many as `usesMax` use it. `ended`: its `endsAt` has passed.
       * `closed`: it was deleted after it had been used.
       */
      status: components["schemas"]["PromotionStatus"];
      /** Of a discount: the share of each ticket's price that is taken off, rounded half up. */
      percent?: components["schemas"]["PromotionPercent"];
      /** Of a discount: what is taken off each ticket, at most its price, in the currency's minor unit (cents). */
      amountMinor?: components["schemas"]["PromotionAmount"];
      /** The ticket types that it is for. Left out: all of them; of an access code all that are hidden. */
      ticketTypeIds?: components["schemas"]["PromotionTicketTypes"];
      /** Reservations and sales that use it now. */
      uses: number;
      /** How often it can be used. Left out: without end. */
      usesMax?: components["schemas"]["PromotionUsesMax"];
      /** How often one buyer can use it. Left out: as often as they like. */
      perBuyerMax?: components["schemas"]["PromotionPerBuyerMax"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
    };
    /**
     * Of a discount: what is taken off each ticket, at most its price, in the currency's minor unit (cents).
     * @example 500
     */
    PromotionAmount: number;
    /**
     * What is left out stays as it is; null clears an optional field. Once it was used, only `usesMax`, `perBuyerMax`,
     * `startsAt` and `endsAt` can change: the others would say something else of those who have used it.
     */
    PromotionChanges: {
      /** The code as buyers write it. Upper and lower case and blanks make no difference. */
      code?: components["schemas"]["PromotionCode"];
      /** The ticket types that it is for; null: all of them. */
      ticketTypeIds?: components["schemas"]["TicketTypeId"][] | null;
      /** How often it can be used, not less than it is; null: without end. */
      usesMax?: number | null;
      /** How often one buyer can use it; null: as often as they like. */
      perBuyerMax?: number | null;
      /**
       * Format: date-time
       * From when on it can be used; null: at once.
       */
      startsAt?: string | Date | null;
      /**
       * Format: date-time
       * Until when it can be used; null: while the tickets are on sale.
       */
      endsAt?: string | Date | null;
    } & ({
      /** Instead of what it took off before. */
      percent?: components["schemas"]["PromotionPercent"];
      /** Not beside `percent`. */
      amountMinor?: undefined;
    } | {
      /** Not beside `amountMinor`. */
      percent?: undefined;
      /** Instead of what it took off before, in the currency's minor unit. */
      amountMinor?: components["schemas"]["PromotionAmount"];
    });
    /**
     * The code as buyers write it. Upper and lower case and blanks make no difference.
     * @example EARLY-10
     */
    PromotionCode: string;
    /** @example prm_01jz3t5m8qf0vab9x2k4c7d6eh */
    PromotionId: string;
    /**
     * `discount`: takes something off the price of tickets. `access`: gets seats of hidden ticket types.
     * @enum {string}
     */
    PromotionKind: "discount" | "access";
    PromotionList: {
      /** The promotions of this page. */
      data: components["schemas"]["Promotion"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * How often one buyer can use it. Left out: as often as they like.
     * @example 1
     */
    PromotionPerBuyerMax: number;
    /**
     * Of a discount: the share of each ticket's price that is taken off, rounded half up.
     * @example 20
     */
    PromotionPercent: number;
    /**
     * `upcoming`: before `startsAt`. `used_up`: as many as `usesMax` use it. `ended`: its `endsAt` has passed.
     * `closed`: it was deleted after it had been used.
     * @enum {string}
     */
    PromotionStatus: "upcoming" | "active" | "used_up" | "ended" | "closed";
    /** The ticket types that it is for. Left out: all of them; of an access code all that are hidden. */
    PromotionTicketTypes: components["schemas"]["TicketTypeId"][];
    /** A `discount` has either `percent` or `amountMinor`; an `access` code has neither. */
    PromotionToMake: {
      /** The code as buyers write it. Upper and lower case and blanks make no difference. */
      code: components["schemas"]["PromotionCode"];
      /** `discount`: takes something off the price of tickets. `access`: gets seats of hidden ticket types. */
      kind: components["schemas"]["PromotionKind"];
      /** The ticket types that it is for. Left out: all of them; of an access code all that are hidden. */
      ticketTypeIds?: components["schemas"]["PromotionTicketTypes"];
      /** How often it can be used. Left out: without end. */
      usesMax?: components["schemas"]["PromotionUsesMax"];
      /** How often one buyer can use it. Left out: as often as they like. */
      perBuyerMax?: components["schemas"]["PromotionPerBuyerMax"];
      /**
       * Format: date-time
       * From when on it can be used; left out: at once.
       */
      startsAt?: string | Date;
      /**
       * Format: date-time
       * Until when it can be used, after `startsAt`; left out: while the tickets are on sale.
       */
      endsAt?: string | Date;
    } & ({
      /** Of a discount: the share of each ticket's price that is taken off, rounded half up. */
      percent?: components["schemas"]["PromotionPercent"];
      /** Not beside `percent`. */
      amountMinor?: undefined;
    } | {
      /** Not beside `amountMinor`. */
      percent?: undefined;
      /** Of a discount: what is taken off each ticket, at most its price, in the currency's minor unit (cents). */
      amountMinor?: components["schemas"]["PromotionAmount"];
    });
    /**
     * How often it can be used. Left out: without end.
     * @example 100
     */
    PromotionUsesMax: number;
    /**
     * What is left out returns to its default, but for `publish` and `test`. Where: `venueId` of a known venue, or a
     * `venue`. If the event is at one like that already, it stays there; otherwise one is made. It changes no venue
     * that there is. Prices: `ticketTypes`, or `priceMinor` and `currency` of a single "General Admission". With
     * neither, that one is free, in EUR.
     */
    PutEventBody: {
      /** What the event is called. */
      title: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
      /** The language that title and description are written in: a tag of BCP 47. */
      language?: components["schemas"]["Language"];
      /**
       * By language tags of BCP 47, such as `de` or `pt-BR`: title and description in other languages. Readers get the
       * one that their `Accept-Language` asks for; all of them are searched. 30,000 characters in all.
       */
      translations?: components["schemas"]["Translations"];
      /** One lower-case word or several joined by hyphens. */
      category: components["schemas"]["Category"];
      /**
       * Words to find it by.
       * @default []
       */
      tags?: string[];
      /**
       * Format: date-time
       * RFC 3339, UTC, milliseconds.
       * @example 2030-06-01T18:30:00.000Z
       */
      startsAt: string | Date;
      /**
       * Format: date-time
       * After `startsAt`.
       */
      endsAt: string | Date;
      /** A name of the tz database; without it the venue's. */
      timezone?: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity: components["schemas"]["Capacity"];
      /** A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there. */
      imageUrl?: components["schemas"]["ImageUrl"];
      /** A page about the event, at an https URL. It is shown as you give it. */
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /**
       * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
       * event begins, and all of it. The organizer may give back more at any time.
       */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
      /**
       * Make a test event. Whether an event is one never changes: left out, it stays as it is, and a new one is live.
       */
      test?: boolean;
      /**
       * Put it on sale: at once, or now if it is still a draft. Without it the status stays as it is.
       * @default false
       */
      publish?: boolean;
    } & ({
      /** The id of a venue. */
      venueId: components["schemas"]["VenueId"];
      /** Not beside `venueId`. */
      venue?: undefined;
    } | {
      /** Not beside `venue`. */
      venueId?: undefined;
      /** The venue, one that is made where the event is at no such venue. */
      venue: components["schemas"]["VenueToMake"];
    }) & ({
      /**
       * All of them, in their order, of one currency, no two of one name or one `externalId`. One that the event has is
       * found by its `externalId`, otherwise by its name; those that you leave out are deleted.
       */
      ticketTypes?: components["schemas"]["TicketTypeToMake"][];
      /** Not beside `ticketTypes`. */
      priceMinor?: undefined;
    } | {
      /** Not beside `priceMinor`. */
      ticketTypes?: undefined;
      /** Money in the currency's minor unit (cents). */
      priceMinor?: components["schemas"]["AmountMinor"];
    }) & ({
      /** Money in the currency's minor unit (cents). */
      priceMinor: components["schemas"]["AmountMinor"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
    } | {
      /** Not without `currency`. */
      priceMinor?: undefined;
      /** Not without `priceMinor`. */
      currency?: undefined;
    });
    /** What is left out returns to its default. */
    PutVenueBody: {
      /** What the venue is called. */
      name: components["schemas"]["VenueName"];
      /** Street and number. */
      address?: components["schemas"]["Address"];
      /** The city it is in. */
      city: components["schemas"]["City"];
      /** ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK. */
      country: components["schemas"]["Country"];
      /** WGS 84 coordinates. */
      location?: components["schemas"]["Location"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
    };
    /** What is left out returns to its default. Whether the endpoint is disabled stays as it is. */
    PutWebhookEndpointBody: {
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types: components["schemas"]["WebhookMessageTypes"];
      /** What it is for. */
      description?: components["schemas"]["WebhookDescription"];
      /** `live` unless you say otherwise. */
      mode?: components["schemas"]["WebhookMode"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
    };
    /** Something that the event's organizer wants to know of everybody who comes. */
    Question: {
      /**
       * Its id, unique within the event: answers are given under it. Keep it when you reword the label.
       * @example diet
       */
      id: string;
      /**
       * What is asked.
       * @example What do you eat?
       */
      label: string;
      /**
       * `text`: the answer is free text. `choice`: it is one of `options`. `yes_no`: it is `yes` or `no`.
       * @enum {string}
       */
      kind: "text" | "choice" | "yes_no";
      /** Whether whoever gives answers must answer it. */
      required: boolean;
      /**
       * With `choice` only: the answers that there are.
       * @example [
       *       "vegan",
       *       "vegetarian",
       *       "anything"
       *     ]
       */
      options?: string[];
    };
    /**
     * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays as
     * it is when its question is changed.
     */
    Questions: components["schemas"]["Question"][];
    Readiness: {
      /**
       * `ready`: it serves requests.
       * @enum {string}
       */
      status: "ready" | "not_ready";
      /** What it depends on, each with its state. */
      checks: components["schemas"]["ReadinessCheck"][];
    };
    ReadinessCheck: {
      /**
       * What was looked at.
       * @example bookings_database
       */
      name: string;
      /** Whether it works. */
      ok: boolean;
      /** What is wrong. */
      detail?: string;
    };
    RefreshBody: {
      /** Valid for one refresh, which gives the next one. */
      refreshToken: components["schemas"]["RefreshToken"];
    };
    /** Valid for one refresh, which gives the next one. */
    RefreshToken: string;
    /**
     * Money on its way back. A refund that fails is tried again, at growing intervals, for about a day; then the
     * event's organizer must act. Only the organizer sees `reason`, `attempts` and `nextAttemptAt`.
     */
    Refund: {
      /** The id of a refund. */
      id: components["schemas"]["RefundId"];
      /**
       * `failed`: it is tried again automatically. `needs_attention`: it is not tried any more; the organizer must act.
       * `cancelled`: it doesn't count any more, because money that went back at the payment provider has taken its
       * place, or because it was made there and has failed.
       */
      status: components["schemas"]["RefundStatus"];
      /** Money in the currency's minor unit (cents). */
      amountMinor: number;
      /** What the provider said when the last try failed. */
      reason?: string;
      /** How often it has been tried. */
      attempts?: number;
      /** RFC 3339, UTC, milliseconds. */
      nextAttemptAt?: components["schemas"]["Timestamp"];
    };
    RefundBody: {
      /**
       * How much goes back, in the currency's minor unit (cents): at most what was paid and has not gone back yet; with
       * `ticketIds` at most what these tickets have cost.
       */
      amountMinor: number;
      /** Why, for you and your colleagues: the buyer doesn't see it. */
      reason: string;
      /** The tickets that the money is for. */
      ticketIds?: components["schemas"]["TicketId"][];
      /**
       * Cancel these tickets too (without `ticketIds` all that are valid): they let nobody in any more, and their seats
       * go to the waitlist or back on sale.
       * @default false
       */
      returnSeats?: boolean;
    };
    /** @example ref_01jz3t5m8qf0vab9x2k4c7d6eh */
    RefundId: string;
    /**
     * `cancellation`: of the booking or of some of its tickets. `organizer`: given back by hand. `provider`: given back
     * at the payment provider, for example in its dashboard. `dispute`: taken back by the payer's bank, after a dispute
     * that was lost.
     * @enum {string}
     */
    RefundOrigin: "cancellation" | "organizer" | "provider" | "dispute";
    /**
     * `failed`: it is tried again automatically. `needs_attention`: it is not tried any more; the organizer must act.
     * `cancelled`: it doesn't count any more, because money that went back at the payment provider has taken its place,
     * or because it was made there and has failed.
     * @enum {string}
     */
    RefundStatus: "pending" | "succeeded" | "failed" | "needs_attention" | "cancelled";
    RegisterBody: {
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
      /** 8 to 200 characters, any of them. */
      password: components["schemas"]["NewPassword"];
      /** What the person is called. */
      name: components["schemas"]["PersonName"];
      /**
       * Organizers may create and run their own events.
       * @default attendee
       * @enum {string}
       */
      role?: "attendee" | "organizer";
    };
    ReindexReport: {
      /** Events that are in the index now. */
      indexed: number;
      /** Events that were in it and no longer belong there. */
      removed: number;
      /** Events that the index does not take as they are. All others are in it. */
      skipped: number;
      /** The first of those that were skipped, each with the reason. */
      failed: {
        /** The id of an event. */
        eventId: components["schemas"]["EventId"];
        /** Why the index does not take it. */
        reason: string;
      }[];
      /** How long it took, in milliseconds. */
      tookMs: number;
    };
    /**
     * An account that may name buyers at an event besides its organizer. `email` is the one by which it was named, as
     * it was written then; it is left out where the account was named by its id.
     */
    Reseller: {
      /** The id of a user. */
      accountId: components["schemas"]["UserId"];
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email?: components["schemas"]["Email"];
      /**
       * Seats that the account may have outstanding at the event, over all buyers that it names: held unpaid, offered,
       * or waited for.
       */
      seatsMax: components["schemas"]["ResellerSeatsMax"];
      /** Of these, what it has outstanding now. More than `seatsMax` where that was lowered. */
      outstandingSeats: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** Either `accountId` or `email`, and the bound. */
    ResellerBody: {
      /**
       * Seats that the account may have outstanding at the event, over all buyers that it names: held unpaid, offered,
       * or waited for.
       */
      seatsMax: components["schemas"]["ResellerSeatsMax"];
    } & ({
      /** The id of a user. */
      accountId: components["schemas"]["UserId"];
      /** Not beside `accountId`. */
      email?: undefined;
    } | {
      /** Not beside `email`. */
      accountId?: undefined;
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
    });
    ResellerList: {
      /** What is on this page. */
      data: components["schemas"]["Reseller"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * Seats that the account may have outstanding at the event, over all buyers that it names: held unpaid, offered, or
     * waited for.
     * @example 50
     */
    ResellerSeatsMax: number;
    /** What a buyer sees of a hold. */
    Reservation: {
      /** The id of a reservation. */
      id: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The id of a user. */
      userId: components["schemas"]["UserId"];
      /**
       * The person a reservation, booking or waitlist entry is for, as the event's organizer knows them. Only the
       * organizer, a reseller of the event, or an admin may name one.
       */
      buyer?: components["schemas"]["Buyer"];
      /**
       * `held`: its seats are kept until `expiresAt`. `confirming`: it is being paid. `expired` and `released`: its
       * seats went back.
       * @enum {string}
       */
      status: "held" | "confirming" | "confirmed" | "expired" | "released";
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 2,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["SmallMetadata"];
      /** RFC 3339, UTC, milliseconds. */
      expiresAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** `reservation.created` */
    ReservationCreatedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "reservation.created";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The reservation that the message is about. */
      resource: components["schemas"]["ReservationMessageResource"];
      /** The reservation, as it was at this version of its event's inventory. */
      data: components["schemas"]["ReservationMessageData"];
    };
    /** `reservation.expired` */
    ReservationExpiredMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "reservation.expired";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The reservation that the message is about. */
      resource: components["schemas"]["ReservationMessageResource"];
      /** The reservation, as it was at this version of its event's inventory. */
      data: components["schemas"]["ReservationMessageData"];
    };
    /** @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh */
    ReservationId: string;
    /** The reservation, as it was at this version of its event's inventory. */
    ReservationMessageData: {
      /** The id of a reservation. */
      id: components["schemas"]["ReservationId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user whose reservation it is; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /**
       * `confirming`: it took the place of one that had expired while its booking was being confirmed.
       * @enum {string}
       */
      status: "held" | "confirming" | "expired" | "released";
      /** How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** How many seats. */
      quantity: number;
      /** What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      /** ISO 4217 code of a currency in use, or of one that has been withdrawn. */
      currency: components["schemas"]["PastCurrency"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /** The waitlist entry whose accepted offer it is; left out where there was none. */
      waitlistEntryId?: components["schemas"]["WaitlistEntryId"];
      /** Until when it can be confirmed; only in `reservation.created`, and only while it is `held`. */
      expiresAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** The reservation that the message is about. */
    ReservationMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "reservation";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** `reservation.released` */
    ReservationReleasedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "reservation.released";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The reservation that the message is about. */
      resource: components["schemas"]["ReservationMessageResource"];
      /** The reservation, as it was at this version of its event's inventory. */
      data: components["schemas"]["ReservationMessageData"];
    };
    /** Either `quantity` or `items`. */
    ReserveBody: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** A code that the organizer has given out. Upper and lower case and blanks make no difference. */
      promotionCode?: components["schemas"]["PromotionCode"];
      /**
       * The person a reservation, booking or waitlist entry is for, as the event's organizer knows them. Only the
       * organizer, a reseller of the event, or an admin may name one.
       */
      buyer?: components["schemas"]["Buyer"];
      /**
       * Your own id of it, such as the number of an order: a label to look for. Several may have the same. It stays
       * when its buyer is erased, so put nobody's name into it.
       */
      externalId?: components["schemas"]["LabelExternalId"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 2,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["SmallMetadata"];
    } & ({
      /** Seats of the event's only ticket type. */
      quantity: number;
      /** Not beside `quantity`. */
      items?: undefined;
    } | {
      /** Not beside `items`. */
      quantity?: undefined;
      /** How many seats of each ticket type. */
      items: components["schemas"]["ReserveItem"][];
    });
    ReserveItem: {
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** How many seats. */
      quantity: number;
    };
    /**
     * Attendees book, organizers also run their own events, admins may do everything.
     * @enum {string}
     */
    Role: "attendee" | "organizer" | "admin";
    /**
     * Whether seats can be had: sales have not begun (`salesStartAt` says when they do), are under way, or are over.
     * @enum {string}
     */
    SalesWindow: "upcoming" | "open" | "ended";
    Scan: {
      /**
       * What the ticket's QR picture says, as it was read, or the ticket's `code`, whose letter case, blanks and dashes
       * don't matter.
       * @example 7K2M-9QXD-4T8B-0ZRW
       */
      code: string;
      /** Your scanner's own id of the scan, unique within the event: a repeat with it changes nothing. */
      scanId: components["schemas"]["ScanId"];
      /**
       * Format: date-time
       * RFC 3339, UTC, milliseconds.
       * @example 2030-06-01T18:30:00.000Z
       */
      at?: string | Date;
      /** Which door or scanner it was, in your words. */
      device?: components["schemas"]["Device"];
    };
    /**
     * Your scanner's own id of the scan, unique within the event: a repeat with it changes nothing.
     * @example door-1-000017
     */
    ScanId: string;
    /** An event that matches. */
    SearchHit: {
      /** The id of an event. */
      id: components["schemas"]["EventId"];
      /** What the event is called. */
      title: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
      /** The language that title and description are written in: a tag of BCP 47. */
      language?: components["schemas"]["Language"];
      /** The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      /** One lower-case word or several joined by hyphens. */
      category: components["schemas"]["Category"];
      /** Words to find it by. */
      tags: components["schemas"]["Tags"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
      /** A place where events happen. */
      venue: components["schemas"]["Venue"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Seats in all. */
      capacity: components["schemas"]["Capacity"];
      /**
       * What is on sale, each kind with its price and its seats; of those that are hidden only the organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      /** A number of seats. */
      availableSeats: components["schemas"]["Seats"];
      /** Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /**
       * Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one: until the
       * event begins, and all of it. The organizer may give back more at any time.
       */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
      /** A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is there. */
      imageUrl?: components["schemas"]["ImageUrl"];
      /** A page about the event, at an https URL. It is shown as you give it. */
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      /** Your own id of the event, unique among your events. */
      externalId?: components["schemas"]["ExternalId"];
      /** The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /**
       * A test event: only its organizer's account and admins see it, only that account gets its seats, the sandbox
       * takes its payments, and its clock can be advanced. Whether an event is one never changes.
       */
      test: components["schemas"]["Test"];
      /** Goes up with every change. */
      version: components["schemas"]["Version"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
      /** From `near`; only where `near` was given and the venue has a location. */
      distanceKm?: number;
      /** Where the words were found, as HTML: the text escaped, the words in `<mark>`. */
      highlights?: components["schemas"]["Highlights"];
    };
    SearchResult: {
      /** The events of this page. */
      data: components["schemas"]["SearchHit"][];
      /** How the whole result divides, most frequent first; price and month in their own order. */
      facets: components["schemas"]["Facets"];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** A number of seats. */
    Seats: number;
    SendTestBody: {
      /** What a message is about. More types may come. */
      type: components["schemas"]["WebhookMessageType"];
    };
    /**
     * A series: what it was made by, and its events as they are now. An event that was moved since keeps its place in
     * the series, and a draft that was deleted is not in it any more.
     */
    Series: {
      /** The id of a series of events. */
      seriesId: components["schemas"]["SeriesId"];
      /** The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /**
       * The recurrence rule that the series was made by, as it was understood. Left out where it is not known: of
       * series that were made before it was kept.
       */
      rrule?: components["schemas"]["SeriesRule"];
      /** The first date of the rule (its DTSTART), on the clock of `timezone`. Left out where the rule is not known. */
      localStartsAt?: components["schemas"]["SeriesStart"];
      /** The zone on whose clock the rule was worked out. */
      timezone: components["schemas"]["SeriesTimezone"];
      /** Dates of the rule that were left out, as they were given. */
      exdates: components["schemas"]["SeriesExdates"];
      /** When the series was made. */
      createdAt: components["schemas"]["Timestamp"];
      /** The events that you may see, in their order. */
      data: components["schemas"]["SeriesEvent"][];
    };
    /** When the copies are. */
    SeriesBody: {
      /**
       * A recurrence rule of RFC 5545 on the clock of the event's zone: `FREQ` of `DAILY`, `WEEKLY`, `MONTHLY` or
       * `YEARLY`, an end (`COUNT` or `UNTIL`), and `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYHOUR`, `BYMINUTE`,
       * `BYSETPOS` and `WKST` as you need them. The event itself is the first date of the rule, and `COUNT` counts it.
       * A date in `UNTIL` is the last day; a time in it is UTC.
       * @example FREQ=WEEKLY;BYDAY=FR,SA;COUNT=10
       */
      rrule: string;
      /**
       * Dates of the rule to leave out, on the clock of the event's zone: a day, or one time of it.
       * @default []
       * @example [
       *       "2030-06-14",
       *       "2030-06-21T20:30"
       *     ]
       */
      exdates?: string[];
    };
    /**
     * What is left out stays as it is; null clears an optional field. Each event keeps its day: `localStartTime` and
     * `durationMinutes` move it within that.
     */
    SeriesChanges: {
      /** What the event is called. */
      title?: components["schemas"]["Title"];
      /** What the event is about; null takes it away. */
      description?: string | null;
      /** The language that title and description are written in; null takes it away. */
      language?: string | null;
      /** All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["Translations"] | null;
      /** One lower-case word or several joined by hyphens. */
      category?: components["schemas"]["Category"];
      /** Words to find it by. */
      tags?: components["schemas"]["Tags"];
      /** The id of a venue. */
      venueId?: components["schemas"]["VenueId"];
      /**
       * When each event begins, on the clock of its zone and on the day on which it begins now.
       * @example 19:30
       */
      localStartTime?: string;
      /**
       * How long each event lasts, in minutes. Without it each lasts as long as now.
       * @example 150
       */
      durationMinutes?: number;
      /** Seats in all. */
      capacity?: components["schemas"]["Capacity"];
      /** A picture of each event, at an https URL; null takes it away. */
      imageUrl?: string | null;
      /** A page about each event, at an https URL; null takes it away. */
      websiteUrl?: string | null;
      /**
       * Names and texts of your own. Those that you name are added or take the place of what was there, null removes
       * one, and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["MetadataChanges"];
      /**
       * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head,
       * `skip` passes it over at most `skipMax` times.
       */
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      /** Reservations of this event that one buyer may hold at a time; 3 by default. */
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      /**
       * Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default. Bought seats
       * don't count.
       */
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      /**
       * Seconds for which free seats are kept for the head of the waitlist while they are too few for it; then the
       * first entry that they are enough for is offered them. 600 by default.
       */
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /** Until when buyers may cancel, and for how much; null takes it away. */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"] | null;
      /**
       * What is asked of the holder of each ticket, in this order; no two with one id. An answer that was given stays
       * as it is when its question is changed.
       */
      questions?: components["schemas"]["Questions"];
    };
    /** One event of a series. */
    SeriesEvent: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      endsAt: components["schemas"]["Timestamp"];
      /** A published event has `ended` once its `endsAt` has passed. */
      status: components["schemas"]["EventStatus"];
    };
    /**
     * Dates of the rule that were left out, as they were given.
     * @example [
     *       "2030-06-14"
     *     ]
     */
    SeriesExdates: string[];
    /** @example ser_01jz3v7n2rf0vab9x2k4c7d6ej */
    SeriesId: string;
    SeriesList: {
      /** The series of this page. */
      data: components["schemas"]["SeriesSummary"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** What became of one event of the series. */
    SeriesOutcome: {
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** RFC 3339, UTC, milliseconds. */
      startsAt: components["schemas"]["Timestamp"];
      /**
       * `unchanged`: it was like this before. `refused`: it stays as it was, and `problem` says why.
       * @enum {string}
       */
      outcome: "changed" | "unchanged" | "refused";
      /** Why an event was refused. */
      problem?: components["schemas"]["SeriesRefusal"];
    };
    /** What became of each event. Each was changed or refused by itself. */
    SeriesOutcomes: {
      /** The id of a series of events. */
      seriesId: components["schemas"]["SeriesId"];
      /** Events that were changed. */
      changed: number;
      /** Events that were like this before. */
      unchanged: number;
      /** Events that stay as they were. */
      refused: number;
      /** The event itself and those that follow it, in their order. */
      data: components["schemas"]["SeriesOutcome"][];
    };
    /** Why an event was refused. */
    SeriesRefusal: {
      /**
       * The code of the problem that the event alone would have answered with.
       * @example capacity_below_taken
       */
      code: string;
      /** The problem in words. */
      detail: string;
    };
    /**
     * The recurrence rule that the series was made by, as it was understood. Left out where it is not known: of series
     * that were made before it was kept.
     * @example FREQ=WEEKLY;COUNT=10
     */
    SeriesRule: string;
    /**
     * The first date of the rule (its DTSTART), on the clock of `timezone`. Left out where the rule is not known.
     * @example 2030-06-07T20:30:00
     */
    SeriesStart: string;
    /** A series in few words. */
    SeriesSummary: {
      /** The id of a series of events. */
      seriesId: components["schemas"]["SeriesId"];
      /** The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /** What its first event is called. */
      title: components["schemas"]["Title"];
      /**
       * The recurrence rule that the series was made by, as it was understood. Left out where it is not known: of
       * series that were made before it was kept.
       */
      rrule?: components["schemas"]["SeriesRule"];
      /** The first date of the rule (its DTSTART), on the clock of `timezone`. Left out where the rule is not known. */
      localStartsAt?: components["schemas"]["SeriesStart"];
      /** The zone on whose clock the rule was worked out. */
      timezone: components["schemas"]["SeriesTimezone"];
      /** Dates of the rule that were left out, as they were given. */
      exdates: components["schemas"]["SeriesExdates"];
      /** How many events it has, in every state. */
      events: number;
      /** When its first event begins. */
      firstStartsAt: components["schemas"]["Timestamp"];
      /** When its last event begins. */
      lastStartsAt: components["schemas"]["Timestamp"];
      /** When the next event begins that is not cancelled. Left out where none is to come. */
      nextStartsAt?: components["schemas"]["Timestamp"];
      /** When the series was made. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /**
     * The zone on whose clock the rule was worked out.
     * @example Europe/Berlin
     */
    SeriesTimezone: string;
    /** Who is signed in, and the tokens of this session. */
    Session: {
      /** An account. */
      user: components["schemas"]["User"];
      /** What a signed-in user sends and renews. */
      tokens: components["schemas"]["Tokens"];
    };
    /** @example ses_01jz3t5m8qf0vab9x2k4c7d6eh */
    SessionId: string;
    SetHoldersBody: {
      /** The tickets to change, each once; the others stay as they are. */
      tickets: components["schemas"]["TicketHolder"][];
    };
    /**
     * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500 characters;
     * 2,000 bytes of JSON in all.
     * @example {
     *       "cart": "7711"
     *     }
     */
    SmallMetadata: {
      [key: string]: string;
    };
    /**
     * Names and texts of your own. Those that you name are added or take the place of what was there, null removes one,
     * and all others stay. Afterwards there may be as many as ever: 50 names, 2,000 bytes of JSON in all.
     * @example {
     *       "cart": "7712"
     *     }
     */
    SmallMetadataChanges: {
      [key: string]: string | null;
    };
    /** A message as Stripe sends it. */
    StripeWebhookBody: {
      [key: string]: unknown;
    };
    Suggestion: {
      /** What to complete the input to. */
      text: string;
      /**
       * What the text names.
       * @enum {string}
       */
      kind: "event" | "venue" | "city" | "category";
      /** Where `kind` is `event`. */
      eventId?: components["schemas"]["EventId"];
    };
    SuggestionList: {
      /** The suggestions, the best first. */
      data: components["schemas"]["Suggestion"][];
    };
    /**
     * Words to find it by.
     * @example [
     *       "classical",
     *       "open-air"
     *     ]
     */
    Tags: string[];
    /**
     * A test event: only its organizer's account and admins see it, only that account gets its seats, the sandbox takes
     * its payments, and its clock can be advanced. Whether an event is one never changes.
     */
    Test: boolean;
    TestClockBody: {
      /**
       * By how many seconds everything that is to come comes nearer: 365 days at most.
       * @example 600
       */
      advanceSeconds: number;
    };
    /** The event as it is now, and what has happened since its clock was advanced. */
    TestClockResult: {
      /** Something people attend, with its seats as they are now. */
      event: components["schemas"]["Event"];
      /** By how many seconds. */
      advancedSeconds: number;
      /** Reservations whose time was over: their seats are free again, or were offered to the waitlist. */
      reservationsExpired: number;
      /** Offers that nobody had accepted in time. Their waitlist entries have expired too. */
      offersExpired: number;
      /** Waitlist entries that have been offered seats. */
      offersMade: number;
      /** Entries that waited until the event, or the sales of all they waited for, had ended. */
      waitlistEntriesExpired: number;
    };
    /** One seat of a booking. */
    Ticket: {
      /** The id of a ticket. */
      id: components["schemas"]["TicketId"];
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** What can be read out at the door. It is good for the same one person as `qr`. */
      code: components["schemas"]["TicketCode"];
      /**
       * The text of its QR picture, signed, so that scanners know it without a network. Draw it as it is, or take `GET
       * /bookings/{id}/tickets/{ticketId}/qr`. Where one booking is shown each of its valid tickets has it; in lists it
       * is left out.
       * @example EV1:GWA5F0000UG1/3DGP4R40000000KKD9F7UB8D
       */
      qr?: string;
      /** `cancelled`: it lets nobody in any more. */
      status: components["schemas"]["TicketStatus"];
      /** 1, and one more with each transfer: codes of an earlier serial are void. */
      serial?: components["schemas"]["TicketSerial"];
      /** The person who comes with a ticket. At least one of the two. */
      holder?: components["schemas"]["Holder"];
      /**
       * Answers to the event's questions, by the question's id. To a `text` question any text, to a `choice` one of its
       * options, to `yes_no` either `yes` or `no`.
       */
      answers?: components["schemas"]["Answers"];
    };
    /**
     * What can be read out at the door. It is good for the same one person as `qr`.
     * @example 7K2M-9QXD-4T8B-0ZRW
     */
    TicketCode: string;
    /** What is left out stays as it is; null takes it away. At least one of `holder` and `answers`. */
    TicketHolder: {
      /** A ticket of the booking. */
      ticketId: components["schemas"]["TicketId"];
      /** Takes the place of the holder that the ticket has; null takes that away. */
      holder?: components["schemas"]["Holder"] | null;
      /** Take the place of all answers of the ticket; null takes them away. */
      answers?: components["schemas"]["Answers"] | null;
    };
    /** @example tic_01jz3t5m8qf0vab9x2k4c7d6eh */
    TicketId: string;
    /** The ticket, as it was at this serial. Its code and its holder are read by API. */
    TicketMessageData: {
      /** The id of a ticket. */
      id: components["schemas"]["TicketId"];
      /** The id of a booking. */
      bookingId: components["schemas"]["BookingId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /** The id of a ticket type. */
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** 1, and one more with each transfer: codes of an earlier serial are void. */
      serial: components["schemas"]["TicketSerial"];
      /** With `ticket.checked_in`: when it was let in, by the scanner's clock, but never later than the server's. */
      admittedAt?: components["schemas"]["Timestamp"];
      /** With `ticket.transferred`: when it was. */
      transferredAt?: components["schemas"]["Timestamp"];
    };
    /** The ticket that the message is about. */
    TicketMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "ticket";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /**
     * 1, and one more with each transfer: codes of an earlier serial are void.
     * @example 1
     */
    TicketSerial: number;
    /** How many have come. Null when the bookings can't be read at the moment. */
    TicketStats: {
      /** Tickets of confirmed bookings. */
      valid: number;
      /** How many of them have been let in at the door. */
      admitted: number;
    } | null;
    /**
     * `cancelled`: it lets nobody in any more.
     * @enum {string}
     */
    TicketStatus: "valid" | "cancelled";
    /** That a ticket was given to another holder. */
    TicketTransfer: {
      /** The ticket's serial from then on. */
      serial: number;
      /** Who had it; left out where nobody was named or the person was erased. */
      from?: components["schemas"]["Holder"];
      /** Who got it; left out where the person was erased. */
      to?: components["schemas"]["Holder"];
      /**
       * `buyer`: the account that has bought. `organizer`: who runs the event.
       * @enum {string}
       */
      by: "buyer" | "organizer";
      /** RFC 3339, UTC, milliseconds. */
      transferredAt: components["schemas"]["Timestamp"];
    };
    TicketTransferList: {
      /** The transfers of the ticket, oldest first. */
      data: components["schemas"]["TicketTransfer"][];
    };
    /** `ticket.transferred` */
    TicketTransferredMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "ticket.transferred";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The ticket that the message is about. */
      resource: components["schemas"]["TicketMessageResource"];
      /** The ticket, as it was at this serial. Its code and its holder are read by API. */
      data: components["schemas"]["TicketMessageData"];
    };
    /** A priced class of seat within an event. */
    TicketType: {
      /** The id of a ticket type. */
      id: components["schemas"]["TicketTypeId"];
      /** What the ticket type is called. */
      name: components["schemas"]["TicketTypeName"];
      /** What buyers get with it. */
      description?: components["schemas"]["TicketTypeDescription"];
      /** The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["TicketTypeTranslations"];
      /** Money in the currency's minor unit (cents). */
      priceMinor: components["schemas"]["AmountMinor"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /** Seats of this type; without it only the event's capacity applies. */
      capacity?: number;
      /**
       * Seats of this type that one buyer may have at most. Lowered, it also lowers what buyers wait for of this type.
       */
      maxPerUser?: components["schemas"]["MaxPerUser"];
      /** RFC 3339, UTC, milliseconds. */
      salesStartAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      salesEndAt?: components["schemas"]["Timestamp"];
      /** Your own id of the ticket type, unique among those of its event. */
      externalId?: components["schemas"]["TicketTypeExternalId"];
      /**
       * Only those who have an access code see it and get its seats. Told to the event's organizer alone, who alone
       * sees such types; left out of others.
       */
      hidden?: boolean;
      /**
       * Whether seats can be had: sales have not begun (`salesStartAt` says when they do), are under way, or are over.
       */
      sales: components["schemas"]["SalesWindow"];
      /**
       * Seats of this type that can be reserved now, as far as the type's and the event's capacity allow; 0 while it is
       * not on sale.
       */
      available: number;
    };
    TicketTypeAvailability: {
      /** The id of a ticket type. */
      id: components["schemas"]["TicketTypeId"];
      /** Seats that can be reserved now; 0 while the type is not on sale. */
      available: number;
      /**
       * Whether seats can be had: sales have not begun (`salesStartAt` says when they do), are under way, or are over.
       */
      sales: components["schemas"]["SalesWindow"];
      /**
       * Format: date-time
       * When sales begin. Missing unless `upcoming`.
       */
      salesStartAt?: string;
    };
    /** What is left out stays as it is; null clears an optional field. The currency is the event's and stays. */
    TicketTypeChanges: {
      /** What the ticket type is called. */
      name?: components["schemas"]["TicketTypeName"];
      /** What buyers get with it; null takes it away. */
      description?: string | null;
      /** All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["TicketTypeTranslations"] | null;
      /** Money in the currency's minor unit (cents). */
      priceMinor?: components["schemas"]["AmountMinor"];
      /** Seats of this type; null: only the event's capacity applies. */
      capacity?: number | null;
      /** How many one buyer may have; null: no limit of its own. */
      maxPerUser?: number | null;
      /**
       * Format: date-time
       * When sales begin, before the event ends; null: when the event is published.
       */
      salesStartAt?: string | Date | null;
      /**
       * Format: date-time
       * When sales end, no later than the event; null: with the event.
       */
      salesEndAt?: string | Date | null;
      /** Your own id of the ticket type, unique among those of its event; null takes it away. */
      externalId?: string | null;
      /** Nobody but you sees it, nobody waits for it, and only an access code gets its seats. */
      hidden?: boolean;
    };
    /**
     * What buyers get with it.
     * @example On the balcony, with a drink.
     */
    TicketTypeDescription: string;
    /**
     * Your own id of the ticket type, unique among those of its event.
     * @example balcony
     */
    TicketTypeExternalId: string;
    /** @example tkt_01jz3t5m8qf0vab9x2k4c7d6eh */
    TicketTypeId: string;
    /**
     * What the ticket type is called.
     * @example General Admission
     */
    TicketTypeName: string;
    TicketTypeStats: {
      /** The id of a ticket type. */
      id: components["schemas"]["TicketTypeId"];
      /** Its name. */
      name: string;
      /** Missing where only the event's capacity applies. */
      capacity?: number;
      /** A number of seats. */
      availableSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      pooledSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      heldSeats: components["schemas"]["Seats"];
      /** A number of seats. */
      soldSeats: components["schemas"]["Seats"];
      /** What was paid for it, in the currency's minor unit (cents). */
      revenueMinor: number;
    };
    TicketTypeToMake: {
      /** What the ticket type is called. */
      name: components["schemas"]["TicketTypeName"];
      /** What buyers get with it. */
      description?: components["schemas"]["TicketTypeDescription"];
      /**
       * By language tags of BCP 47, such as `de` or `pt-BR`: name and description in other languages than the event's
       * own `language`. Readers get the one that their `Accept-Language` asks for. 5,000 characters in all.
       */
      translations?: components["schemas"]["TicketTypeTranslations"];
      /** Money in the currency's minor unit (cents). */
      priceMinor: components["schemas"]["AmountMinor"];
      /** ISO 4217 code of a currency in use; no metals, funds or units of account. */
      currency: components["schemas"]["Currency"];
      /** Seats of this type; without it only the event's capacity applies. */
      capacity?: number;
      /**
       * Seats of this type that one buyer may have at most. Lowered, it also lowers what buyers wait for of this type.
       */
      maxPerUser?: components["schemas"]["MaxPerUser"];
      /**
       * Format: date-time
       * When sales begin, before the event ends; without it they begin when the event is published.
       */
      salesStartAt?: string | Date;
      /**
       * Format: date-time
       * When sales end, no later than the event; without it they end with the event. It stays as it is when the event
       * is moved.
       */
      salesEndAt?: string | Date;
      /** Your own id of the ticket type, unique among those of its event. */
      externalId?: components["schemas"]["TicketTypeExternalId"];
      /** Nobody but you sees it, nobody waits for it, and only an access code gets its seats. */
      hidden?: boolean;
    };
    /**
     * What a ticket type is called and what it is, in another language. What is left out is shown as it was written.
     */
    TicketTypeTranslation: {
      /** What the ticket type is called. */
      name?: components["schemas"]["TicketTypeName"];
      /** What buyers get with it. */
      description?: components["schemas"]["TicketTypeDescription"];
    };
    /**
     * By language tags of BCP 47, such as `de` or `pt-BR`: name and description in other languages than the event's own
     * `language`. Readers get the one that their `Accept-Language` asks for. 5,000 characters in all.
     * @example {
     *       "de": {
     *         "name": "Balkon"
     *       }
     *     }
     */
    TicketTypeTranslations: {
      [key: string]: components["schemas"]["TicketTypeTranslation"];
    };
    /**
     * Format: date-time
     * RFC 3339, UTC, milliseconds.
     * @example 2030-06-01T18:30:00.000Z
     */
    Timestamp: string;
    /**
     * Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is.
     * @example Europe/Berlin
     */
    Timezone: string;
    /**
     * What the event is called.
     * @example Night of Strings
     */
    Title: string;
    /** What a signed-in user sends and renews. */
    Tokens: {
      /** Send it as `Authorization: Bearer …`. */
      accessToken: string;
      /** Valid for one refresh, which gives the next one. */
      refreshToken: components["schemas"]["RefreshToken"];
      /**
       * How the access token is sent: `Authorization: Bearer …`.
       * @constant
       */
      tokenType: "Bearer";
      /**
       * How long the access token is good for, in seconds.
       * @example 900
       */
      expiresInSeconds: number;
    };
    TransferBody: {
      /** The person who comes with the ticket from now on. */
      holder: components["schemas"]["Holder"];
      /** Their answers. Without them the ticket has none: the former holder's are taken away. */
      answers?: components["schemas"]["Answers"];
    };
    /** What an event is called and is about, in another language. What is left out is shown as it was written. */
    Translation: {
      /** What the event is called. */
      title?: components["schemas"]["Title"];
      /** What the event is about. */
      description?: components["schemas"]["Description"];
    };
    /**
     * By language tags of BCP 47, such as `de` or `pt-BR`: title and description in other languages. Readers get the
     * one that their `Accept-Language` asks for; all of them are searched. 30,000 characters in all.
     * @example {
     *       "de": {
     *         "title": "Nacht der Streicher",
     *         "description": "Drei Quartette, ein Abend."
     *       }
     *     }
     */
    Translations: {
      [key: string]: components["schemas"]["Translation"];
    };
    /**
     * How many events of the result have a value that the facet does not list, because it lists the first 20 only. 0
     * says that the list is whole.
     */
    UnlistedCounts: {
      /** By their category. */
      category: number;
      /** By their city. */
      city: number;
      /** By their month. */
      month: number;
    };
    /** What is left out stays as it is. */
    UpdateProfileBody: {
      /** What the person is called. */
      name?: components["schemas"]["PersonName"];
    } & ({
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
      /** With a new email, to show that it is you. */
      currentPassword: string;
    } | {
      /** Not without `currentPassword`. */
      email?: undefined;
      /** Not without `email`. */
      currentPassword?: undefined;
    });
    /** What is left out stays as it is. */
    UpdateUserBody: {
      /** Attendees book, organizers also run their own events, admins may do everything. */
      role?: components["schemas"]["Role"];
      /** `true` keeps the account from signing in and ends its sessions. */
      disabled?: boolean;
    };
    /** What is left out stays as it is. */
    UpdateWebhookEndpointBody: {
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url?: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types?: components["schemas"]["WebhookMessageTypes"];
      /** null removes it. */
      description?: string | null;
      /** `live`: messages about ordinary events; `test`: those about test events. Never both. */
      mode?: components["schemas"]["WebhookMode"];
      /** null removes it. */
      externalId?: string | null;
      /**
       * Names and texts of your own. Those that you name are added or take the place of what was there, null removes
       * one, and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["MetadataChanges"];
      /**
       * `true`: nothing is sent to it, and what is still to be sent is given up. `false`: it gets what happens from now
       * on.
       */
      disabled?: boolean;
    };
    /** An account. */
    User: {
      /** The id of a user. */
      id: components["schemas"]["UserId"];
      /**
       * May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how its letters
       * are composed, and to whether its domain is in Unicode or in ASCII.
       */
      email: components["schemas"]["Email"];
      /** Whether somebody has shown that they read mail at this address. */
      emailVerified: boolean;
      /** What the person is called. */
      name: components["schemas"]["PersonName"];
      /** Attendees book, organizers also run their own events, admins may do everything. */
      role: components["schemas"]["Role"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example usr_01jz3t5m8qf0vab9x2k4c7d6eh */
    UserId: string;
    /** A place where events happen. */
    Venue: {
      /** The id of a venue. */
      id: components["schemas"]["VenueId"];
      /** What the venue is called. */
      name: components["schemas"]["VenueName"];
      /** Street and number. */
      address?: components["schemas"]["Address"];
      /** The city it is in. */
      city: components["schemas"]["City"];
      /** ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK. */
      country: components["schemas"]["Country"];
      /** WGS 84 coordinates. */
      location?: components["schemas"]["Location"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Your own id of the venue, unique among your venues. */
      externalId?: components["schemas"]["VenueExternalId"];
      /** Names and texts of your own. Shown to whose venue it is alone, and never with an event. */
      metadata?: components["schemas"]["Metadata"];
      /** The id of a user. */
      organizerId?: components["schemas"]["UserId"];
      /** Goes up with every change. */
      version: components["schemas"]["Version"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
    };
    /** What is left out stays as it is; null clears an optional field. */
    VenueChanges: {
      /** What the venue is called. */
      name?: components["schemas"]["VenueName"];
      /** Street and number; null takes it away. */
      address?: string | null;
      /** The city it is in. */
      city?: components["schemas"]["City"];
      /** ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK. */
      country?: components["schemas"]["Country"];
      /** Where it is on the earth; null takes it away. */
      location?: components["schemas"]["Location"] | null;
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone?: components["schemas"]["Timezone"];
      /** Your own id of the venue, unique among your venues; null takes it away. */
      externalId?: string | null;
      /**
       * Names and texts of your own. Those that you name are added or take the place of what was there, null removes
       * one, and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["MetadataChanges"];
    };
    /**
     * Your own id of the venue, unique among your venues.
     * @example harbour-hall
     */
    VenueExternalId: string;
    /** @example ven_01jz3t5m8qf0vab9x2k4c7d6eh */
    VenueId: string;
    VenueList: {
      /** The venues of this page. */
      data: components["schemas"]["Venue"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * What the venue is called.
     * @example Harbour Hall
     */
    VenueName: string;
    /** A venue as it is now, and what became of it. */
    VenuePut: {
      /** The id of a venue. */
      id: components["schemas"]["VenueId"];
      /** What the venue is called. */
      name: components["schemas"]["VenueName"];
      /** Street and number. */
      address?: components["schemas"]["Address"];
      /** The city it is in. */
      city: components["schemas"]["City"];
      /** ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK. */
      country: components["schemas"]["Country"];
      /** WGS 84 coordinates. */
      location?: components["schemas"]["Location"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Your own id of the venue, unique among your venues. */
      externalId?: components["schemas"]["VenueExternalId"];
      /** Names and texts of your own. Shown to whose venue it is alone, and never with an event. */
      metadata?: components["schemas"]["Metadata"];
      /** The id of a user. */
      organizerId?: components["schemas"]["UserId"];
      /** Goes up with every change. */
      version: components["schemas"]["Version"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
      /** It was like this before, and nothing was written. */
      unchanged: boolean;
    };
    /** A venue to be made. */
    VenueToMake: {
      /** What the venue is called. */
      name: components["schemas"]["VenueName"];
      /** Street and number. */
      address?: components["schemas"]["Address"];
      /** The city it is in. */
      city: components["schemas"]["City"];
      /** ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK. */
      country: components["schemas"]["Country"];
      /** WGS 84 coordinates. */
      location?: components["schemas"]["Location"];
      /** Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is. */
      timezone: components["schemas"]["Timezone"];
      /** Your own id of the venue, unique among your venues. */
      externalId?: components["schemas"]["VenueExternalId"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata?: components["schemas"]["Metadata"];
    };
    /** Goes up with every change. */
    Version: number;
    /** `waitlist.changed` */
    WaitlistChangedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.changed";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** `waitlist.converted` */
    WaitlistConvertedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.converted";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** `waitlist.declined` */
    WaitlistDeclinedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.declined";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** One buyer's entry in an event's waitlist. */
    WaitlistEntry: {
      /** The id of a waitlist entry. */
      id: components["schemas"]["WaitlistEntryId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The id of a user. */
      userId: components["schemas"]["UserId"];
      /**
       * The person a reservation, booking or waitlist entry is for, as the event's organizer knows them. Only the
       * organizer, a reseller of the event, or an admin may name one.
       */
      buyer?: components["schemas"]["Buyer"];
      /** The id of a ticket type. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** How many seats. */
      quantity: number;
      /** Whether fewer seats than `quantity` may be offered. */
      acceptFewer: boolean;
      /**
       * How often seats that this entry waits for were offered to a later entry that asks for fewer: because the
       * event's policy is `skip`, or because they had been kept for `claimSecondsMax`. To be served sooner, ask for
       * fewer seats or accept fewer. Counted only at the front of a long waitlist.
       */
      passedOver: number;
      /** Where the entry stands. `converted`: its offer has become a reservation. */
      status: components["schemas"]["WaitlistStatus"];
      /**
       * Why the entry is `expired`: its offer was not accepted in time, nothing that it waits for is sold any more, or
       * a limit was lowered by which the buyer may have no more of it. More reasons may come.
       */
      expiredReason?: components["schemas"]["WaitlistExpiredReason"];
      /** 1 is the head of the waitlist; 0 when the entry no longer waits: it has an offer or has ended. */
      position: number;
      /** Seats set aside for this entry alone, until `expiresAt`: that is never after their sales end. */
      offer?: components["schemas"]["WaitlistOffer"];
      /** The reservation that the accepted offer became. */
      reservationId?: components["schemas"]["ReservationId"];
      /**
       * When a mail server took the mail that tells the buyer of the offer. Left out before that, where no mails are
       * sent to buyers, and for buyers that an account has named.
       */
      notifiedAt?: components["schemas"]["Timestamp"];
      /** Names and texts of your own. They go when its buyer is erased. */
      metadata?: components["schemas"]["SmallMetadata"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example wle_01jz3t5m8qf0vab9x2k4c7d6eh */
    WaitlistEntryId: string;
    WaitlistEntryList: {
      /** The entries of this page. */
      data: components["schemas"]["WaitlistEntry"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** `waitlist.expired` */
    WaitlistExpiredMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.expired";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /**
     * Why the entry is `expired`: its offer was not accepted in time, nothing that it waits for is sold any more, or a
     * limit was lowered by which the buyer may have no more of it. More reasons may come.
     * @enum {string}
     */
    WaitlistExpiredReason: "offer_expired" | "sales_ended" | "event_ended" | "limit_lowered";
    /** `waitlist.joined` */
    WaitlistJoinedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.joined";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** `waitlist.left` */
    WaitlistLeftMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.left";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** The waitlist entry, as it was at this version of its event's inventory. */
    WaitlistMessageData: {
      /** The id of a waitlist entry. */
      id: components["schemas"]["WaitlistEntryId"];
      /** The id of an event. */
      eventId: components["schemas"]["EventId"];
      /** The user who waits; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /** Left out where seats of any type will do. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** Seats asked for. */
      quantity: number;
      /** Whether fewer seats than `quantity` may be offered. */
      acceptFewer: boolean;
      /** Where the entry stands. `converted`: its offer has become a reservation. */
      status: components["schemas"]["WaitlistStatus"];
      /**
       * Why the entry is `expired`: its offer was not accepted in time, nothing that it waits for is sold any more, or
       * a limit was lowered by which the buyer may have no more of it. More reasons may come.
       */
      expiredReason?: components["schemas"]["WaitlistExpiredReason"];
      /** The seats that were offered; only in `waitlist.offered`. */
      offer?: components["schemas"]["MessageOffer"];
      /** The reservation that the accepted offer became. */
      reservationId?: components["schemas"]["ReservationId"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** The waitlist entry that the message is about. */
    WaitlistMessageResource: {
      /**
       * What it is.
       * @constant
       */
      type: "waitlist_entry";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** Seats set aside for this entry alone, until `expiresAt`: that is never after their sales end. */
    WaitlistOffer: {
      /** How many seats. */
      quantity: number;
      /** RFC 3339, UTC, milliseconds. */
      expiresAt: components["schemas"]["Timestamp"];
    };
    /** `waitlist.offered` */
    WaitlistOfferedMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /**
       * What it is.
       * @constant
       */
      type: "waitlist.offered";
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** The waitlist entry that the message is about. */
      resource: components["schemas"]["WaitlistMessageResource"];
      /** The waitlist entry, as it was at this version of its event's inventory. */
      data: components["schemas"]["WaitlistMessageData"];
    };
    /**
     * Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the head, `skip`
     * passes it over at most `skipMax` times.
     */
    WaitlistPolicy: {
      /**
       * What is done when the head asks for more.
       * @enum {string}
       */
      order: "strict" | "skip";
      /** With `skip` only; 3 by default. */
      skipMax?: number;
    };
    /**
     * Where the entry stands. `converted`: its offer has become a reservation.
     * @enum {string}
     */
    WaitlistStatus: "waiting" | "offered" | "converted" | "expired" | "declined" | "left";
    /** One time that the message was sent. */
    WebhookAttempt: {
      /** Its number, from 1. */
      attempt: number;
      /** RFC 3339, UTC, milliseconds. */
      startedAt: components["schemas"]["Timestamp"];
      /** In milliseconds, until the end of the answer, or until it failed. */
      durationMs: number;
      /** The HTTP status; left out if there was none. */
      status?: number;
      /** The beginning of the answer: 4,096 characters at most. */
      answer?: string;
      /** In words, why this attempt did not count as delivered. */
      error?: string;
    };
    /** One message on its way to one endpoint. Kept for 30 days. */
    WebhookDelivery: {
      /** The id of a delivery. */
      id: components["schemas"]["WebhookDeliveryId"];
      /** The id of a webhook message. */
      messageId: components["schemas"]["WebhookMessageId"];
      /** What a message is about. More types may come. */
      type: components["schemas"]["WebhookMessageType"];
      /**
       * `pending`: not tried yet, or under way. `delivered`: answered with 2xx. `failed`: will be tried again at
       * `nextAttemptAt`. `abandoned`: will not be tried again.
       */
      status: components["schemas"]["WebhookDeliveryStatus"];
      /** How often it has been sent or is being sent. */
      attempts: number;
      /** RFC 3339, UTC, milliseconds. */
      lastAttemptAt?: components["schemas"]["Timestamp"];
      /** The HTTP status of the last answer; left out if there was none. */
      lastStatus?: number;
      /**
       * Not before this. While an earlier message about the same resource is still to be sent, this one waits for it.
       */
      nextAttemptAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /** A delivery with its attempts and with what is sent. */
    WebhookDeliveryDetails: {
      /** The id of a delivery. */
      id: components["schemas"]["WebhookDeliveryId"];
      /** The id of a webhook message. */
      messageId: components["schemas"]["WebhookMessageId"];
      /** What a message is about. More types may come. */
      type: components["schemas"]["WebhookMessageType"];
      /**
       * `pending`: not tried yet, or under way. `delivered`: answered with 2xx. `failed`: will be tried again at
       * `nextAttemptAt`. `abandoned`: will not be tried again.
       */
      status: components["schemas"]["WebhookDeliveryStatus"];
      /** How often it has been sent or is being sent. */
      attempts: number;
      /** RFC 3339, UTC, milliseconds. */
      lastAttemptAt?: components["schemas"]["Timestamp"];
      /** The HTTP status of the last answer; left out if there was none. */
      lastStatus?: number;
      /**
       * Not before this. While an earlier message about the same resource is still to be sent, this one waits for it.
       */
      nextAttemptAt?: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** Its attempts that have ended, the last one first; the last 100 of them. */
      attemptList: components["schemas"]["WebhookAttempt"][];
      /** The body of the request as it is sent; the bytes that are signed. */
      body: string;
    };
    /** @example whd_01jz3t5m8qf0vab9x2k4c7d6eh */
    WebhookDeliveryId: string;
    WebhookDeliveryList: {
      /** What is on this page. */
      data: components["schemas"]["WebhookDelivery"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * `pending`: not tried yet, or under way. `delivered`: answered with 2xx. `failed`: will be tried again at
     * `nextAttemptAt`. `abandoned`: will not be tried again.
     * @enum {string}
     */
    WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "abandoned";
    /**
     * What it is for.
     * @example Orders of the shop
     */
    WebhookDescription: string;
    /** A URL of yours that messages are sent to. */
    WebhookEndpoint: {
      /** The id of a webhook endpoint. */
      id: components["schemas"]["WebhookEndpointId"];
      /** Your own id of the endpoint, unique among your endpoints. */
      externalId?: components["schemas"]["WebhookExternalId"];
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types: components["schemas"]["WebhookMessageTypes"];
      /** What it is for. */
      description?: components["schemas"]["WebhookDescription"];
      /** `live`: messages about ordinary events; `test`: those about test events. Never both. */
      mode: components["schemas"]["WebhookMode"];
      /**
       * The version of the contract whose shapes the messages have: the one of the day on which the endpoint was made.
       * It stays.
       */
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the activity feed.
       */
      disabled: boolean;
      /**
       * Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had arrived for
       * three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /** When the first of the messages failed that nothing has arrived since. Left out while all is well. */
      failingSince?: components["schemas"]["Timestamp"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata: components["schemas"]["Metadata"];
      /** Goes up with every change. */
      version: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
    };
    /** @example whe_01jz3t5m8qf0vab9x2k4c7d6eh */
    WebhookEndpointId: string;
    WebhookEndpointList: {
      /** What is on this page. */
      data: components["schemas"]["WebhookEndpoint"][];
      /** Whether there is another page. */
      hasMore: boolean;
      /** Send it as `cursor` for the next page; null on the last one. */
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** An endpoint as it is now, and what became of it. */
    WebhookEndpointPut: {
      /** The id of a webhook endpoint. */
      id: components["schemas"]["WebhookEndpointId"];
      /** Your own id of the endpoint, unique among your endpoints. */
      externalId?: components["schemas"]["WebhookExternalId"];
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types: components["schemas"]["WebhookMessageTypes"];
      /** What it is for. */
      description?: components["schemas"]["WebhookDescription"];
      /** `live`: messages about ordinary events; `test`: those about test events. Never both. */
      mode: components["schemas"]["WebhookMode"];
      /**
       * The version of the contract whose shapes the messages have: the one of the day on which the endpoint was made.
       * It stays.
       */
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the activity feed.
       */
      disabled: boolean;
      /**
       * Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had arrived for
       * three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /** When the first of the messages failed that nothing has arrived since. Left out while all is well. */
      failingSince?: components["schemas"]["Timestamp"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata: components["schemas"]["Metadata"];
      /** Goes up with every change. */
      version: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
      /** It was like this before, and nothing was written. */
      unchanged: boolean;
      /** Only where the endpoint was made: shown this once, keep it safe. */
      secret?: components["schemas"]["WebhookSecret"];
    };
    /** An endpoint, this once with the secret that signs its messages. */
    WebhookEndpointWithSecret: {
      /** The id of a webhook endpoint. */
      id: components["schemas"]["WebhookEndpointId"];
      /** Your own id of the endpoint, unique among your endpoints. */
      externalId?: components["schemas"]["WebhookExternalId"];
      /**
       * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent;
       * redirects are not followed.
       */
      url: components["schemas"]["WebhookUrl"];
      /** The types of messages that are sent to it. */
      types: components["schemas"]["WebhookMessageTypes"];
      /** What it is for. */
      description?: components["schemas"]["WebhookDescription"];
      /** `live`: messages about ordinary events; `test`: those about test events. Never both. */
      mode: components["schemas"]["WebhookMode"];
      /**
       * The version of the contract whose shapes the messages have: the one of the day on which the endpoint was made.
       * It stays.
       */
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the activity feed.
       */
      disabled: boolean;
      /**
       * Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had arrived for
       * three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /** When the first of the messages failed that nothing has arrived since. Left out while all is well. */
      failingSince?: components["schemas"]["Timestamp"];
      /**
       * Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
       * characters; 8,000 bytes of JSON in all.
       */
      metadata: components["schemas"]["Metadata"];
      /** Goes up with every change. */
      version: number;
      /** RFC 3339, UTC, milliseconds. */
      createdAt: components["schemas"]["Timestamp"];
      /** RFC 3339, UTC, milliseconds. */
      updatedAt: components["schemas"]["Timestamp"];
      /** What its messages are signed with. Shown only now: keep it safe. */
      secret: components["schemas"]["WebhookSecret"];
    };
    /**
     * Your own id of the endpoint, unique among your endpoints.
     * @example shop-production
     */
    WebhookExternalId: string;
    /**
     * A notice of something that happened to one resource. It has no personal data: no names, emails, buyers'
     * references, metadata or codes. Who may see those reads them by API. The same fact is told once to each account
     * that it concerns: to the event's organizer all of them; to the account that has reserved, booked or waits, those
     * of its own.
     */
    WebhookMessage: {
      /** The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** What a message is about. More types may come. */
      type: components["schemas"]["WebhookMessageType"];
      /** RFC 3339, UTC, milliseconds. */
      occurredAt: components["schemas"]["Timestamp"];
      /** Whether it is about a test event. */
      test: boolean;
      /** What the message is about. */
      resource: components["schemas"]["WebhookResource"];
      /** The resource as it was at this version; what it has for each type is described under `webhooks`. */
      data: {
        [key: string]: unknown;
      };
    };
    /** @example msg_01jz3t5m8qf0vab9x2k4c7d6eh */
    WebhookMessageId: string;
    /**
     * What a message is about. More types may come.
     * @enum {string}
     */
    WebhookMessageType:
      | "event.published"
      | "event.updated"
      | "event.cancelled"
      | "reservation.created"
      | "reservation.expired"
      | "reservation.released"
      | "booking.confirmed"
      | "booking.cancelled"
      | "booking.tickets_cancelled"
      | "booking.refunded"
      | "booking.disputed"
      | "ticket.transferred"
      | "ticket.checked_in"
      | "waitlist.joined"
      | "waitlist.changed"
      | "waitlist.offered"
      | "waitlist.converted"
      | "waitlist.expired"
      | "waitlist.declined"
      | "waitlist.left"
      | "inventory.sold_out"
      | "inventory.available";
    WebhookMessageTypes: components["schemas"]["WebhookMessageType"][];
    /**
     * `live`: messages about ordinary events; `test`: those about test events. Never both.
     * @enum {string}
     */
    WebhookMode: "live" | "test";
    /**
     * The version of the contract whose shapes the messages have: the one of the day on which the endpoint was made. It
     * stays.
     * @example 2026-11-01
     */
    WebhookPayloadVersion: string;
    /** What the message is about. */
    WebhookResource: {
      /**
       * What it is.
       * @enum {string}
       */
      type: "event" | "reservation" | "booking" | "ticket" | "waitlist_entry" | "inventory";
      /**
       * The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * Never goes down for one resource: of two messages, the one with the higher version is the later. An event and a
       * booking have versions of their own, a ticket has its serial; reservations, waitlist entries and the inventory
       * have that of their event's inventory. Two messages of one resource with the same version follow each other in
       * the order of the feed.
       */
      version: number;
    };
    /** What its messages are signed with. Shown only now: keep it safe. */
    WebhookSecret: string;
    /**
     * Format: uri
     * An https URL. Its host must have public addresses alone, which is looked at whenever a message is sent; redirects
     * are not followed.
     * @example https://shop.example.com/evently
     */
    WebhookUrl: string;
    /**
     * A page about the event, at an https URL. It is shown as you give it.
     * @example https://harbour-hall.example.com/strings
     */
    WebsiteUrl: string;
    ProblemMembers: {
      /**
       * Format: uri-reference
       * A page that explains the code and says how to mend it, relative to the server: `/problems/sold_out`. To know
       * what has happened, compare `code`.
       * @example /problems/sold_out
       */
      type: string;
      /** The code in a few words; the same for every answer with this code. */
      title: string;
      /** The status of the answer. */
      status: number;
      /** What has happened, in a sentence for people. */
      detail: string;
      /** The path that was asked for. */
      instance: string;
      /** What has happened, for programs: stable, to be compared. */
      code: string;
      /** Names this request in reports. */
      requestId: string;
      /** Whether the same request may succeed later. */
      retryable: boolean;
    };
    ProblemExtras: {
      errors?: {
        /** RFC 6901 pointer into the body, or `/query/name`, `/path/name`, `/header/name`. */
        pointer: string;
        /** The rule that is broken, as JSON Schema names it. */
        keyword: string;
        /** What is wrong, in words. */
        message: string;
      }[];
      /** Seats that are left. */
      available?: number;
      /** The ticket type that it is about. */
      ticketTypeId?: string;
      /**
       * Format: date-time
       * Until when buyers could cancel.
       */
      deadline?: string;
      /** What can still go back, in the minor unit (cents). */
      refundableMinor?: number;
      /** The ticket that it is about. */
      ticketId?: string;
      /**
       * Format: date-time
       * When sales begin.
       */
      salesStartAt?: string;
      /** How often the promotion is used now. */
      uses?: number;
      /** How many are allowed. */
      limit?: number;
      /** After how many seconds to try again. */
      retryAfterSeconds?: number;
      /** The scope that the API key lacks. */
      scope?: string;
      /** What the provider said. */
      reason?: string;
      /**
       * Format: date-time
       * Until when the reservation is still held.
       */
      expiresAt?: string;
      /** The booking that it is about. */
      bookingId?: string;
      /** The version that it has now. */
      currentVersion?: number;
      /**
       * The ETag that it has now, as If-Match takes it.
       * @example "4"
       */
      currentETag?: string;
      /** The least capacity that is possible: as many seats are held or sold. */
      minimumCapacity?: number;
      /** The first of the events that stand in the way, as far as you may see them. */
      events?: {
        /** The event. */
        id: string;
        /** The title of the event. */
        title: string;
      }[];
      /** How many other events stand in the way. */
      moreEvents?: number;
      /** All codes that there are. */
      codes?: string[];
      /** Reservations and open offers that the buyer holds now. */
      heldReservations?: number;
      /** Seats in them. */
      heldSeats?: number;
      /**
       * Format: date-time
       * When the first of them expires.
       */
      heldUntil?: string;
      /** Reservations that one buyer may hold of this event at a time. */
      holdsPerBuyerMax?: number;
      /** Seats that one buyer may hold of this event at a time. */
      holdSeatsPerBuyerMax?: number;
      /** Seats that the account holds unpaid, that are offered to the buyers that it names, and that these wait for. */
      outstandingSeats?: number;
      /** How many it may have outstanding. */
      seatsMax?: number;
      /** How many more it may ask for. */
      seatsLeft?: number;
    };
  };
}
export interface operations {
  "users.register": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["RegisterBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Session"];
        };
      };
    };
  };
  "users.login": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["LoginBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Session"];
        };
      };
    };
  };
  "users.refresh": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["RefreshBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Session"];
        };
      };
    };
  };
  "users.logout": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["LogoutBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.requestPasswordReset": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["PasswordResetBody"];
      };
    };
    responses: {
      202: {};
    };
  };
  "users.confirmPasswordReset": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPasswordResetBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.requestEmailVerification": {
    parameters: {};
    responses: {
      202: {};
    };
  };
  "users.confirmEmailVerification": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmEmailVerificationBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.getProfile": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["User"];
        };
      };
    };
  };
  "users.deleteProfile": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeleteProfileBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.updateProfile": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateProfileBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["User"];
        };
      };
    };
  };
  "users.changePassword": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangePasswordBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.eraseBuyer": {
    parameters: {
      path: {
        /** Your own id of the person, as you have named them. */
        reference: string;
      };
    };
    responses: {
      204: {};
    };
  };
  "users.listSessions": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ListedSessions"];
        };
      };
    };
  };
  "users.endSession": {
    parameters: {
      path: {
        /** The session. */
        sessionId: components["schemas"]["SessionId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.listApiKeys": {
    parameters: {
      query?: {
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ApiKeyList"];
        };
      };
    };
  };
  "users.createApiKey": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateApiKeyBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["CreatedApiKey"];
        };
      };
    };
  };
  "users.deleteApiKey": {
    parameters: {
      path: {
        /** The API key. */
        apiKeyId: components["schemas"]["ApiKeyId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.listUsers": {
    parameters: {
      query?: {
        /** Only the account with this email. */
        email?: components["schemas"]["Email"];
        /** Only accounts with this role. */
        role?: components["schemas"]["Role"];
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ManagedUserList"];
        };
      };
    };
  };
  "users.updateUser": {
    parameters: {
      path: {
        /** The account. */
        userId: components["schemas"]["UserId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateUserBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ManagedUser"];
        };
      };
    };
  };
  "users.sendPasswordReset": {
    parameters: {
      path: {
        /** The account. */
        userId: components["schemas"]["UserId"];
      };
    };
    responses: {
      202: {};
    };
  };
  "events.list": {
    parameters: {
      query?: {
        /** Only events of this category. */
        category?: components["schemas"]["Category"];
        /** Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** Only those that begin at this time or later. */
        startsAfter?: string | Date;
        /** Only those that begin before this time. */
        startsBefore?: string | Date;
        /**
         * Only events whose prices are in it. Needed for prices when the events that are found have several currencies.
         */
        currency?: components["schemas"]["PastCurrency"];
        /** Only those with a ticket on offer at this price or below, in minor units. */
        maxPrice?: components["schemas"]["AmountMinor"];
        /** Only those that have seats left (true) or have none (false). */
        available?: boolean;
        /** A minus reverses the order. */
        sort?: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventList"];
        };
      };
    };
  };
  "events.get": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.listVenues": {
    parameters: {
      query?: {
        /** Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** Only venues in this country. */
        country?: components["schemas"]["Country"];
        /** Only venues with this external id. Each account has its own: name yours with `mine`. */
        externalId?: components["schemas"]["VenueExternalId"];
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** Only venues of this account. */
        organizerId?: components["schemas"]["UserId"];
        /** Only venues that you have made; nobody who is not signed in has any. */
        mine?: boolean;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["VenueList"];
        };
      };
    };
  };
  "events.getVenue": {
    parameters: {
      path: {
        /** The venue. */
        venueId: components["schemas"]["VenueId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Venue"];
        };
      };
    };
  };
  "events.createVenue": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["VenueToMake"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Venue"];
        };
      };
    };
  };
  "events.putVenue": {
    parameters: {
      path: {
        /** Your own id of the venue. */
        externalId: components["schemas"]["VenueExternalId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PutVenueBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["VenuePut"];
        };
      };
      201: {
        content: {
          "application/json": components["schemas"]["VenuePut"];
        };
      };
    };
  };
  "events.deleteVenue": {
    parameters: {
      path: {
        /** The venue. */
        venueId: components["schemas"]["VenueId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "events.updateVenue": {
    parameters: {
      path: {
        /** The venue. */
        venueId: components["schemas"]["VenueId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["VenueChanges"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Venue"];
        };
      };
    };
  };
  "events.listManaged": {
    parameters: {
      query?: {
        /** Only events in this status. */
        status?: components["schemas"]["EventStatus"];
        /** Only the event with this external id. */
        externalId?: components["schemas"]["ExternalId"];
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** Only test events, or only live ones. */
        test?: boolean;
        /** A minus reverses the order. */
        sort?: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventList"];
        };
      };
    };
  };
  "events.create": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["EventToMake"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.put": {
    parameters: {
      path: {
        /** Your own id of the event. */
        externalId: components["schemas"]["ExternalId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PutEventBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventPut"];
        };
      };
      201: {
        content: {
          "application/json": components["schemas"]["EventPut"];
        };
      };
    };
  };
  "events.delete": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "events.update": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EventChanges"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.publish": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.cancel": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.advanceClock": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TestClockBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["TestClockResult"];
        };
      };
    };
  };
  "events.duplicate": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DuplicateBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Event"];
        };
      };
    };
  };
  "events.getSeries": {
    parameters: {
      path: {
        /** The id of a series: `seriesId` of its events. */
        seriesId: components["schemas"]["SeriesId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Series"];
        };
      };
    };
  };
  "events.listSeries": {
    parameters: {
      query?: {
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SeriesList"];
        };
      };
    };
  };
  "events.createSeries": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SeriesBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Series"];
        };
      };
    };
  };
  "events.updateSeries": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SeriesChanges"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SeriesOutcomes"];
        };
      };
    };
  };
  "events.publishSeries": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SeriesOutcomes"];
        };
      };
    };
  };
  "events.cancelSeries": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SeriesOutcomes"];
        };
      };
    };
  };
  "events.addTicketType": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TicketTypeToMake"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["TicketType"];
        };
      };
    };
  };
  "events.deleteTicketType": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
        /** The ticket type. */
        ticketTypeId: components["schemas"]["TicketTypeId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "events.updateTicketType": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
        /** The ticket type. */
        ticketTypeId: components["schemas"]["TicketTypeId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TicketTypeChanges"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["TicketType"];
        };
      };
    };
  };
  "inventory.getAvailability": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Availability"];
        };
      };
    };
  };
  "inventory.streamAvailability": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "text/event-stream": string;
        };
      };
    };
  };
  "inventory.listWaitlist": {
    parameters: {
      query?: {
        /** Without it, those that wait or have an offer. */
        status?: components["schemas"]["WaitlistStatus"];
        /** Only those of the buyer with this reference. */
        buyer?: string;
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntryList"];
        };
      };
    };
  };
  "inventory.listResellers": {
    parameters: {
      query?: {
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ResellerList"];
        };
      };
    };
  };
  "inventory.addReseller": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ResellerBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Reseller"];
        };
      };
      201: {
        content: {
          "application/json": components["schemas"]["Reseller"];
        };
      };
    };
  };
  "inventory.removeReseller": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
        /** The reseller's account. */
        accountId: components["schemas"]["UserId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.listPromotions": {
    parameters: {
      query?: {
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["PromotionList"];
        };
      };
    };
  };
  "inventory.createPromotion": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PromotionToMake"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Promotion"];
        };
      };
    };
  };
  "inventory.deletePromotion": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
        /** The promotion. */
        promotionId: components["schemas"]["PromotionId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.updatePromotion": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
        /** The promotion. */
        promotionId: components["schemas"]["PromotionId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PromotionChanges"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Promotion"];
        };
      };
    };
  };
  "inventory.listMovements": {
    parameters: {
      query?: {
        /** Only those of one hold. */
        holdId?: components["schemas"]["HoldId"];
        /** Only those of one ticket type. */
        ticketTypeId?: components["schemas"]["TicketTypeId"];
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["MovementList"];
        };
      };
    };
  };
  "inventory.getStats": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventStats"];
        };
      };
    };
  };
  "inventory.auditEvent": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["AuditReport"];
        };
      };
    };
  };
  "inventory.auditAll": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["AuditReport"];
        };
      };
    };
  };
  "inventory.getAuditProgress": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["AuditProgress"];
        };
      };
    };
  };
  "bookings.reserve": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReserveBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Reservation"];
        };
      };
    };
  };
  "bookings.getReservation": {
    parameters: {
      path: {
        /** The reservation. */
        reservationId: components["schemas"]["ReservationId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Reservation"];
        };
      };
    };
  };
  "bookings.releaseReservation": {
    parameters: {
      path: {
        /** The reservation. */
        reservationId: components["schemas"]["ReservationId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Reservation"];
        };
      };
    };
  };
  "bookings.confirm": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.getPaymentProvider": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["PaymentProviderInUse"];
        };
      };
    };
  };
  "bookings.list": {
    parameters: {
      query?: {
        /** Only those of one event. */
        eventId?: components["schemas"]["EventId"];
        /** Only bookings in this status. */
        status?: components["schemas"]["BookingStatus"];
        /** Only those of the buyer with this reference. */
        buyer?: string;
        /** Only those with this `externalId`. There may be several. */
        externalId?: components["schemas"]["LabelExternalId"];
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["BookingList"];
        };
      };
    };
  };
  "bookings.get": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.cancel": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.cancelTickets": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CancelTicketsBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.listRefunds": {
    parameters: {
      path: {
        /** A booking of an event that you organize. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["BookingRefunds"];
        };
      };
    };
  };
  "bookings.refund": {
    parameters: {
      path: {
        /** A booking of an event that you organize. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RefundBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["BookingRefund"];
        };
      };
    };
  };
  "bookings.setHolders": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SetHoldersBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.transferTicket": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** A ticket of the booking. */
        ticketId: components["schemas"]["TicketId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TransferBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Ticket"];
        };
      };
    };
  };
  "bookings.listTransfers": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** A ticket of the booking. */
        ticketId: components["schemas"]["TicketId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["TicketTransferList"];
        };
      };
    };
  };
  "bookings.getTicketQr": {
    parameters: {
      query?: {
        /**
         * Width and height in pixels, at most: a PNG has the largest whole number of pixels for each square that fits.
         */
        size?: number;
      };
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** The ticket. */
        ticketId: components["schemas"]["TicketId"];
      };
    };
    responses: {
      200: {
        content: {
          "image/svg+xml": string;
          "image/png": string;
        };
      };
    };
  };
  "bookings.getCalendar": {
    parameters: {
      path: {
        /** The booking. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    responses: {
      200: {
        content: {
          "text/calendar": string;
        };
      };
    };
  };
  "bookings.retryRefund": {
    parameters: {
      path: {
        /** A booking whose refund has failed. */
        bookingId: components["schemas"]["BookingId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Booking"];
        };
      };
    };
  };
  "bookings.listForEvent": {
    parameters: {
      query?: {
        /** Only bookings in this status. */
        status?: components["schemas"]["BookingStatus"];
        /** Only bookings whose refund is in this status, e.g. `needs_attention`. */
        refund?: components["schemas"]["RefundStatus"];
        /** Only those of the buyer with this reference. */
        buyer?: string;
        /** Only those with this `externalId`. There may be several. */
        externalId?: components["schemas"]["LabelExternalId"];
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** In CSV only: what is between the cells, `,` or `;`. */
        separator?: "comma" | "semicolon";
        /** In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8. */
        bom?: boolean;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["BookingList"];
          "text/csv": string;
        };
      };
    };
  };
  "bookings.listTickets": {
    parameters: {
      query?: {
        /** Only tickets in this status. */
        status?: components["schemas"]["TicketStatus"];
        /** Only tickets that have let somebody in, or only the others. */
        admitted?: boolean;
        /** Only tickets of this type. */
        ticketTypeId?: components["schemas"]["TicketTypeId"];
        /** Only those of the buyer with this reference. */
        buyer?: string;
        /**
         * The `after` of an earlier answer: only tickets that have been sold, transferred, cancelled or let in since.
         * With `cursor` it has no meaning.
         */
        after?: string;
        /** In CSV only: what is between the cells, `,` or `;`. */
        separator?: "comma" | "semicolon";
        /** In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8. */
        bom?: boolean;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["GuestTicketList"];
          "text/csv": string;
        };
      };
    };
  };
  "bookings.listCheckIns": {
    parameters: {
      query?: {
        /** Only scans of which this was said. */
        verdict?: components["schemas"]["CheckInVerdict"];
        /** Only scans that conflict with the admission that stands, or only the others. */
        conflict?: boolean;
        /** Only scans of this ticket. */
        ticketId?: components["schemas"]["TicketId"];
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["CheckInList"];
        };
      };
    };
  };
  "bookings.checkIn": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Scan"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["CheckIn"];
        };
      };
    };
  };
  "bookings.checkInBatch": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CheckInBatchBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["CheckInBatch"];
        };
      };
    };
  };
  "bookings.getCheckInKey": {
    parameters: {
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["CheckInKeys"];
        };
      };
    };
  };
  "bookings.getCheckInList": {
    parameters: {
      query?: {
        /** The `nextCursor` of the page before. Without it the list begins. */
        after?: string;
        /** How many tickets a page may have, but for the rest of a booking. */
        limit?: number;
      };
      path: {
        /** The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["CheckInTicketList"];
        };
      };
    };
  };
  "bookings.joinWaitlist": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["JoinWaitlistBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["WaitlistEntry"];
        };
      };
    };
  };
  "bookings.listWaitlistEntries": {
    parameters: {
      query?: {
        /** Only those of one event. */
        eventId?: components["schemas"]["EventId"];
        /** Only entries in this status. */
        status?: components["schemas"]["WaitlistStatus"];
        /** Only those of the buyer with this reference. */
        buyer?: string;
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntryList"];
        };
      };
    };
  };
  "bookings.getWaitlistEntry": {
    parameters: {
      path: {
        /** The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntry"];
        };
      };
    };
  };
  "bookings.leaveWaitlist": {
    parameters: {
      path: {
        /** The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntry"];
        };
      };
    };
  };
  "bookings.changeWaitlistEntry": {
    parameters: {
      path: {
        /** The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangeWaitlistEntryBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntry"];
        };
      };
    };
  };
  "bookings.acceptOffer": {
    parameters: {
      path: {
        /** The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["AcceptOfferBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["Reservation"];
        };
      };
    };
  };
  "bookings.declineOffer": {
    parameters: {
      path: {
        /** The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WaitlistEntry"];
        };
      };
    };
  };
  "bookings.receiveStripeWebhook": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["StripeWebhookBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "search.search": {
    parameters: {
      query?: {
        /** What to look for; without it, everything. */
        q?: string;
        /** Only events of this category. */
        category?: components["schemas"]["Category"];
        /** Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** A point on the map: `lat,lon`, in degrees, -90 to 90 and -180 to 180. */
        near?: string;
        /** How far from `near`. Less than one metre counts as one metre. */
        radiusKm?: number;
        /** Only those that begin at this time or later. */
        startsAfter?: string | Date;
        /** Only those that begin before this time. */
        startsBefore?: string | Date;
        /**
         * Only events whose prices are in it. Needed for prices, and to sort by them, when the events that are found
         * have several currencies.
         */
        currency?: components["schemas"]["PastCurrency"];
        /**
         * Only those with a ticket on offer at this price or above, in minor units; with `maxPrice`, one ticket between
         * both.
         */
        minPrice?: components["schemas"]["AmountMinor"];
        /** Only those with a ticket on offer at this price or below, in minor units. */
        maxPrice?: components["schemas"]["AmountMinor"];
        /** Only those that have seats left (true) or have none (false). */
        available?: boolean;
        /** Best, soonest, cheapest or nearest first. Without words the best are the soonest. */
        sort?: "relevance" | "date" | "price" | "distance";
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SearchResult"];
        };
      };
    };
  };
  "search.suggest": {
    parameters: {
      query: {
        /** The letters so far. */
        q: string;
        /** How many at most. */
        limit?: number;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["SuggestionList"];
        };
      };
    };
  };
  "search.reindex": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ReindexReport"];
        };
      };
    };
  };
  "webhooks.listEndpoints": {
    parameters: {
      query?: {
        /** Only the endpoint with this external id. */
        externalId?: string;
        /** Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookEndpointList"];
        };
      };
    };
  };
  "webhooks.createEndpoint": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateWebhookEndpointBody"];
      };
    };
    responses: {
      201: {
        content: {
          "application/json": components["schemas"]["WebhookEndpointWithSecret"];
        };
      };
    };
  };
  "webhooks.putEndpoint": {
    parameters: {
      path: {
        /** Your own id of the endpoint. */
        externalId: components["schemas"]["WebhookExternalId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PutWebhookEndpointBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookEndpointPut"];
        };
      };
      201: {
        content: {
          "application/json": components["schemas"]["WebhookEndpointPut"];
        };
      };
    };
  };
  "webhooks.getEndpoint": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookEndpoint"];
        };
      };
    };
  };
  "webhooks.deleteEndpoint": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "webhooks.updateEndpoint": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateWebhookEndpointBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookEndpoint"];
        };
      };
    };
  };
  "webhooks.rotateSecret": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookEndpointWithSecret"];
        };
      };
    };
  };
  "webhooks.sendTest": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SendTestBody"];
      };
    };
    responses: {
      202: {
        content: {
          "application/json": components["schemas"]["WebhookDelivery"];
        };
      };
    };
  };
  "webhooks.listDeliveries": {
    parameters: {
      query?: {
        /** Only those that are in this state. */
        status?: components["schemas"]["WebhookDeliveryStatus"];
        /** How many a page. */
        limit?: number;
        /** The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookDeliveryList"];
        };
      };
    };
  };
  "webhooks.getDelivery": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
        /** The delivery. */
        deliveryId: components["schemas"]["WebhookDeliveryId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["WebhookDeliveryDetails"];
        };
      };
    };
  };
  "webhooks.redeliver": {
    parameters: {
      path: {
        /** The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
        /** The delivery. */
        deliveryId: components["schemas"]["WebhookDeliveryId"];
      };
    };
    responses: {
      202: {
        content: {
          "application/json": components["schemas"]["WebhookDelivery"];
        };
      };
    };
  };
  "webhooks.listActivity": {
    parameters: {
      query?: {
        /** The `nextCursor` of the page before. It goes before `since` and `from`. */
        after?: string;
        /**
         * Without `after`: begin with what was told at this time or later. Whatever has happened since then is among
         * it.
         */
        since?: string | Date;
        /** Without `after` and `since`: begin with the oldest message that is kept, or with the next one that comes. */
        from?: "beginning" | "end";
        /** Only messages of these types; may be repeated. */
        types?: components["schemas"]["WebhookMessageTypes"];
        /**
         * Only messages about the resource with this id: an event, a reservation, a booking, a waitlist entry. Those of
         * an inventory have the id of its event.
         */
        resourceId?: string;
        /** Only messages about this event, and about what belongs to it. */
        eventId?: components["schemas"]["EventId"];
        /** Messages of live events, or those of test events. */
        mode?: "live" | "test";
        /** How many seconds to wait for a message where there is none yet. */
        wait?: number;
        /** How many a page. */
        limit?: number;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ActivityList"];
          "text/event-stream": string;
        };
      };
    };
  };
  "meta.live": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Liveness"];
        };
      };
    };
  };
  "meta.ready": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
      503: {
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
    };
  };
  "meta.metrics": {
    parameters: {};
    responses: {
      200: {
        content: {
          "text/plain": string;
        };
      };
    };
  };
  "meta.document": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["OpenApiDocument"];
        };
      };
    };
  };
  "meta.docs": {
    parameters: {};
    responses: {
      200: {
        content: {
          "text/html": string;
        };
      };
    };
  };
  "meta.problem": {
    parameters: {
      path: {
        /** The problem's code. */
        code: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ProblemPage"];
          "text/html": string;
        };
      };
    };
  };
}
