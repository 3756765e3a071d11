// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

export interface components {
  schemas: {
    AcceptOfferBody: {
      /** @description A code that the organizer has given out. Upper and lower case and blanks make no difference. */
      promotionCode?: components["schemas"]["PromotionCode"];
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
    /** @description The admission that stands. */
    Admission: {
      scanId: components["schemas"]["ScanId"];
      /** @description When the ticket was admitted. */
      at: components["schemas"]["Timestamp"];
      device?: components["schemas"]["Device"];
    };
    /**
     * @description Money in the currency's minor unit (cents).
     * @example 4500
     */
    AmountMinor: number;
    /**
     * @description Answers to the event's questions, by the question's id. To a `text` question any text, to a `choice`
     * one of its options, to `yes_no` either `yes` or `no`.
     * @example {
     *       "diet": "vegan"
     *     }
     */
    Answers: {
      [key: string]: string;
    };
    /** @description An API key, without the key itself. */
    ApiKey: {
      id: components["schemas"]["ApiKeyId"];
      name: components["schemas"]["ApiKeyName"];
      /**
       * @description The key's first characters, to recognise it by.
       * @example evk_4Tz9
       */
      prefix: string;
      /** @description What the key may do. */
      scopes: components["schemas"]["ApiKeyScopes"];
      lastUsedAt?: components["schemas"]["Timestamp"];
      expiresAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example key_01jz3t5m8qf0vab9x2k4c7d6eh */
    ApiKeyId: string;
    ApiKeyList: {
      /** @description The API keys of this page. */
      data: components["schemas"]["ApiKey"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description A name for the key, so that you can tell your keys apart.
     * @example Ticket shop
     */
    ApiKeyName: string;
    /**
     * @description One thing a key may do for its account.
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
       * @description What was checked.
       * @example counters-add-up
       */
      name: string;
      /** @description How many things were looked at. */
      checked: number;
      /** @description Each place where it does not hold. */
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
       * @description The present step: events by their writes, bookings, charges in the journal of the payment
       * provider, keys of requests, or messages.
       * @enum {string}
       */
      step?: "events" | "bookings" | "journal" | "keys" | "messages";
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
      /** @description Everything that was checked. */
      checks: components["schemas"]["AuditCheck"][];
    };
    /** @description What is wrong, with the ids it concerns. */
    AuditViolation: {
      /** @description What is wrong, in words. */
      detail: string;
      eventId?: components["schemas"]["EventId"];
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      holdId?: components["schemas"]["HoldId"];
      bookingId?: components["schemas"]["BookingId"];
    };
    /** @description What can be reserved now. */
    Availability: {
      eventId: components["schemas"]["EventId"];
      /** @description Seats of all ticket types that are on sale now. */
      availableSeats: number;
      /** @description Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      /** @description What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["TicketTypeAvailability"][];
      version: components["schemas"]["InventoryVersion"];
    };
    /** @description A confirmed, paid reservation, or one on its way there. A free one has no payment. */
    Booking: {
      id: components["schemas"]["BookingId"];
      /** @description The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /**
       * @description The reservation that was confirmed, if the server was down until it had expired. The booking then
       * got the same seats in another reservation.
       */
      expiredReservationId?: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      /**
       * @description The user who has bought; for a person that the organizer has named, the account that named them.
       */
      userId: components["schemas"]["UserId"];
      buyer?: components["schemas"]["BookingBuyer"];
      status: components["schemas"]["BookingStatus"];
      /** @description How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** @description How many seats. */
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["Currency"];
      payment?: components["schemas"]["Payment"];
      /** @description The newest of its refunds. */
      refund?: components["schemas"]["Refund"];
      /** @description Oldest first; left out where there is none. */
      refunds?: components["schemas"]["Refund"][];
      /**
       * @description What of the payment has gone back or is on its way, with all refunds together. Left out where it
       * is nothing.
       */
      refundedMinor?: number;
      /** @description Disputes of the payment, oldest first; left out where there is none. */
      disputes?: components["schemas"]["Dispute"][];
      /** @description One for each seat; none until the booking is confirmed. */
      tickets: components["schemas"]["Ticket"][];
      externalId?: components["schemas"]["LabelExternalId"];
      /** @description Names and texts that were given with the reservation. They go when its buyer is erased. */
      metadata?: components["schemas"]["SmallMetadata"];
      /**
       * @description Of a test event: the sandbox has taken the payment, and its tickets are for trying the door out.
       */
      test: boolean;
      createdAt: components["schemas"]["Timestamp"];
      confirmedAt?: components["schemas"]["Timestamp"];
      cancelledAt?: components["schemas"]["Timestamp"];
    };
    /**
     * @description The person a booking is for. Whom the organizer has named has a `reference`, and the name and email
     * that were given with it. Of a user who has bought for themself, only the event's organizer and admins see this:
     * the name and email of the account, as they are now. Left out when the account is gone. Null when the accounts
     * can't be read at the moment: ask again later.
     */
    BookingBuyer: {
      /**
       * @description The organizer's own id of that person; a user has none.
       * @example customer-4711
       */
      reference?: string;
      /**
       * Format: idn-email
       * @description The person's email address.
       * @example ada@example.com
       */
      email?: string;
      /**
       * @description The person's name.
       * @example Ada Lovelace
       */
      name?: string;
    } | null;
    /** @description `booking.cancelled` */
    BookingCancelledMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "booking.cancelled";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["BookingMessageResource"];
      data: components["schemas"]["BookingMessageData"];
    };
    /** @description `booking.confirmed` */
    BookingConfirmedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "booking.confirmed";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["BookingMessageResource"];
      data: components["schemas"]["BookingMessageData"];
    };
    /** @description The booking, as it was at this version, and the dispute. */
    BookingDisputeMessageData: {
      id: components["schemas"]["BookingId"];
      /** @description The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /**
       * @description The reservation that was confirmed, if it had expired before the booking got the same seats in
       * another one.
       */
      expiredReservationId?: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      status: components["schemas"]["BookingStatus"];
      items: components["schemas"]["PricedItem"][];
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["PastCurrency"];
      externalId?: components["schemas"]["LabelExternalId"];
      refund?: components["schemas"]["MessageRefund"];
      /** @description What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      createdAt: components["schemas"]["Timestamp"];
      confirmedAt?: components["schemas"]["Timestamp"];
      cancelledAt?: components["schemas"]["Timestamp"];
      dispute: components["schemas"]["MessageDispute"];
    };
    /** @description `booking.disputed` */
    BookingDisputedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "booking.disputed";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["BookingMessageResource"];
      data: components["schemas"]["BookingDisputeMessageData"];
    };
    /** @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh */
    BookingId: string;
    BookingList: {
      /** @description The bookings of this page. */
      data: components["schemas"]["Booking"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** @description The booking, as it was at this version. Its tickets' codes and its buyer are read by API. */
    BookingMessageData: {
      id: components["schemas"]["BookingId"];
      /** @description The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /**
       * @description The reservation that was confirmed, if it had expired before the booking got the same seats in
       * another one.
       */
      expiredReservationId?: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      status: components["schemas"]["BookingStatus"];
      items: components["schemas"]["PricedItem"][];
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["PastCurrency"];
      externalId?: components["schemas"]["LabelExternalId"];
      refund?: components["schemas"]["MessageRefund"];
      /** @description What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      createdAt: components["schemas"]["Timestamp"];
      confirmedAt?: components["schemas"]["Timestamp"];
      cancelledAt?: components["schemas"]["Timestamp"];
    };
    /** @description The booking that the message is about. */
    BookingMessageResource: {
      /** @constant */
      type: "booking";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description A refund of a booking, as its organizer sees it. */
    BookingRefund: {
      id: components["schemas"]["RefundId"];
      bookingId: components["schemas"]["BookingId"];
      status: components["schemas"]["RefundStatus"];
      /** @description Money in the currency's minor unit (cents). */
      amountMinor: number;
      currency: components["schemas"]["Currency"];
      origin: components["schemas"]["RefundOrigin"];
      /**
       * @description The payment provider's own id of a refund that began there, or of the dispute.
       * @example re_1PXa2b3c4d5e6f7g
       */
      providerReference?: string;
      /** @description Why the organizer has made it. */
      reason?: string;
      /** @description The tickets that it is for. */
      ticketIds?: components["schemas"]["TicketId"][];
      /** @description What the provider said when the last try failed. */
      failureReason?: string;
      /** @description How often it has been tried. */
      attempts: number;
      nextAttemptAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description `booking.refunded` */
    BookingRefundedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "booking.refunded";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["BookingMessageResource"];
      data: components["schemas"]["BookingMessageData"];
    };
    BookingRefunds: {
      /** @description Oldest first. */
      data: components["schemas"]["BookingRefund"][];
    };
    /**
     * @description `pending`: being confirmed. `cancelling`: its seats are going back. `failed`: never confirmed,
     * nothing was taken.
     * @enum {string}
     */
    BookingStatus: "pending" | "confirmed" | "cancelling" | "cancelled" | "failed";
    /** @description `booking.tickets_cancelled` */
    BookingTicketsCancelledMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "booking.tickets_cancelled";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["BookingMessageResource"];
      data: components["schemas"]["BookingTicketsMessageData"];
    };
    /** @description The booking, as it was at this version, and which of its tickets have been cancelled. */
    BookingTicketsMessageData: {
      id: components["schemas"]["BookingId"];
      /** @description The reservation whose seats these are. */
      reservationId: components["schemas"]["ReservationId"];
      /**
       * @description The reservation that was confirmed, if it had expired before the booking got the same seats in
       * another one.
       */
      expiredReservationId?: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      status: components["schemas"]["BookingStatus"];
      items: components["schemas"]["PricedItem"][];
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor?: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor?: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["PastCurrency"];
      externalId?: components["schemas"]["LabelExternalId"];
      refund?: components["schemas"]["MessageRefund"];
      /** @description What of the payment has gone back or is on its way, with all refunds together. */
      refundedMinor?: number;
      createdAt: components["schemas"]["Timestamp"];
      confirmedAt?: components["schemas"]["Timestamp"];
      cancelledAt?: components["schemas"]["Timestamp"];
      /** @description The tickets that were cancelled. */
      ticketIds: components["schemas"]["TicketId"][];
    };
    /**
     * @description `outside` is where seats come from when the capacity grows; `pooled` seats are kept for the
     * waitlist.
     * @enum {string}
     */
    Bucket: "outside" | "available" | "pooled" | "held" | "sold";
    /**
     * @description The person a reservation, booking or waitlist entry is for, as the event's organizer knows them.
     * Only the organizer, a reseller of the event, or an admin may name one.
     */
    Buyer: {
      /**
       * @description Your own id of that person, unique within your account.
       * @example customer-4711
       */
      reference: string;
      /**
       * Format: idn-email
       * @description The person's email address.
       * @example ada@example.com
       */
      email?: string;
      /**
       * @description The person's name.
       * @example Ada Lovelace
       */
      name?: string;
    };
    CancelTicketsBody: {
      /** @description Tickets of this booking. Those that are cancelled already stay so. */
      ticketIds: components["schemas"]["TicketId"][];
    };
    /**
     * @description Until when buyers may cancel tickets themselves, and how much of their price goes back. Without one:
     * until the event begins, and all of it. The organizer may give back more at any time.
     */
    CancellationPolicy: {
      /**
       * @description How many minutes before `startsAt` the last moment is; 1440 is a day.
       * @example 1440
       */
      untilMinutesBefore: number;
      /**
       * @description The share of each ticket's price that goes back, rounded half up to the minor unit.
       * @example 80
       */
      refundPercent: number;
    };
    /**
     * @description Progress of cancelling an event: held, sold, waiting and offered go down to zero. It goes on when a
     * server stops or crashes. Missing unless the event is cancelled.
     */
    CancellationProgress: {
      /**
       * @description `complete`: every booking is cancelled and its refund asked for, and nobody waits or holds a seat
       * any more.
       * @enum {string}
       */
      status: "under_way" | "complete";
      /** @description Seats that were held or sold when the event was cancelled. */
      seatsTotal: number;
      /** @description How many of them have been given back: their bookings are cancelled, their holds have ended. */
      seatsReturned: number;
      startedAt: components["schemas"]["Timestamp"];
      finishedAt?: components["schemas"]["Timestamp"];
    };
    /**
     * @description Seats in all.
     * @example 120
     */
    Capacity: number;
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
      /**
       * @description `true`: accept an offer of fewer seats instead of waiting for the whole quantity. It can't be
       * undone.
       */
      acceptFewer?: boolean;
      metadata?: components["schemas"]["SmallMetadataChanges"];
    };
    /** @description A scan, and what was said of it. */
    CheckIn: {
      scanId: components["schemas"]["ScanId"];
      verdict: components["schemas"]["CheckInVerdict"];
      /** @description The ticket that has the code; left out where none has, or one of another event. */
      ticket?: components["schemas"]["CheckedTicket"];
      /** @description With `already_admitted`: when and where it was admitted. */
      admission?: components["schemas"]["Admission"];
      device?: components["schemas"]["Device"];
      /**
       * @description Whether it was scanned before the admission that stands, and came later: two people have come in
       * with one ticket.
       */
      conflict: boolean;
      /** @description When it was scanned; not later than `recordedAt`. */
      scannedAt: components["schemas"]["Timestamp"];
      /** @description When the server heard of it. */
      recordedAt: components["schemas"]["Timestamp"];
    };
    CheckInBatch: {
      /** @description In the order of the scans. */
      data: components["schemas"]["CheckIn"][];
    };
    CheckInBatchBody: {
      /** @description In the order in which they happened; each `scanId` once. */
      scans: components["schemas"]["Scan"][];
    };
    /** @description The key as a JWK (RFC 8037). */
    CheckInJwk: {
      /**
       * @description Its kind: an octet key pair.
       * @constant
       */
      kty: "OKP";
      /**
       * @description Its curve.
       * @constant
       */
      crv: "Ed25519";
      /** @description The 32 bytes of the key, as base64url. */
      x: string;
      /** @description The `id` of the key. */
      kid: string;
      /**
       * @description The algorithm of the signatures.
       * @constant
       */
      alg: "EdDSA";
      /**
       * @description What it is for: signatures.
       * @constant
       */
      use: "sig";
    };
    /** @description A public key of an event's tickets. */
    CheckInKey: {
      /**
       * @description The first two bytes of a code, in hexadecimal.
       * @example 6b1f
       */
      id: string;
      /** @description As PEM (SPKI). */
      pem: string;
      jwk: components["schemas"]["CheckInJwk"];
    };
    CheckInKeys: {
      eventId: components["schemas"]["EventId"];
      /** @description The first signs; all of them make a code true. */
      keys: components["schemas"]["CheckInKey"][];
    };
    CheckInList: {
      /** @description The scans of this page. */
      data: components["schemas"]["CheckIn"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
      /** @description How many valid tickets of the event have been admitted. */
      admittedTickets: number;
      /** @description How many tickets of the event are valid, admitted or not. */
      validTickets: number;
    };
    /** @description A ticket, as a scanner without a network needs it. */
    CheckInTicket: {
      id: components["schemas"]["TicketId"];
      ticketTypeId: components["schemas"]["TicketTypeId"];
      bookingId: components["schemas"]["BookingId"];
      serial: components["schemas"]["TicketSerial"];
      /**
       * @description `cancelled`: it lets nobody in any more.
       * @enum {string}
       */
      status: "valid" | "cancelled";
      /**
       * @description SHA-256 of the ticket's `code`, in capital letters and with its dashes, as base64url: by it a code
       * that does not begin with `EV1:` is known.
       */
      codeHash: string;
      /** @description When and where it was admitted, if it was. */
      admission?: components["schemas"]["Admission"];
    };
    CheckInTicketList: {
      eventId: components["schemas"]["EventId"];
      /** @description The tickets of this page. */
      data: components["schemas"]["CheckInTicket"][];
      /** @description Whether there is another page now. */
      hasMore: boolean;
      /** @description Always there: send it as `after`, now or later, to read on from here. */
      nextCursor: string;
      /** @description What the codes are signed with: the first signs, all of them make a code true. */
      keys: components["schemas"]["CheckInKey"][];
    };
    /**
     * @description `admitted`: let them in. `already_admitted`: somebody has come in with it before. `void`: its
     * booking is cancelled, or it was transferred and has another code. `wrong_event`: a ticket of another event of
     * yours. `unknown`: no ticket of yours has this code.
     * @enum {string}
     */
    CheckInVerdict: "admitted" | "already_admitted" | "void" | "wrong_event" | "unknown";
    /** @description The ticket that has the code. */
    CheckedTicket: {
      id: components["schemas"]["TicketId"];
      ticketTypeId: components["schemas"]["TicketTypeId"];
      bookingId: components["schemas"]["BookingId"];
    };
    /**
     * @description The city it is in.
     * @example Hamburg
     */
    City: string;
    /**
     * @description Seconds for which free seats are kept for the head of the waitlist while they are too few for it;
     * then the first entry that they are enough for is offered them. 600 by default.
     * @example 600
     */
    ClaimSecondsMax: number;
    ConfirmBody: {
      reservationId: components["schemas"]["ReservationId"];
      /** @description How it is paid. Left out where it costs nothing. */
      payment?: components["schemas"]["PaymentToMake"];
      /**
       * @description Who comes with each ticket, in the order of the booking's tickets; no more than it has seats. They
       * are checked before anything is paid, and only fill what is empty.
       */
      holders?: components["schemas"]["HolderToSet"][];
    };
    ConfirmEmailVerificationBody: {
      token: components["schemas"]["MailedToken"];
    };
    ConfirmPasswordResetBody: {
      token: components["schemas"]["MailedToken"];
      newPassword: components["schemas"]["NewPassword"];
    };
    /**
     * @description ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK.
     * @example DE
     */
    Country: string;
    CreateApiKeyBody: {
      name: components["schemas"]["ApiKeyName"];
      /** @description What the key may do. */
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
      description?: components["schemas"]["WebhookDescription"];
      /** @description `live` unless you say otherwise. */
      mode?: components["schemas"]["WebhookMode"];
      externalId?: components["schemas"]["WebhookExternalId"];
      metadata?: components["schemas"]["Metadata"];
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
      /** @description What the key may do. */
      scopes: components["schemas"]["ApiKeyScopes"];
      lastUsedAt?: components["schemas"]["Timestamp"];
      expiresAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
      /** @description Shown only now; keep it safe. */
      key: string;
    };
    /**
     * @description ISO 4217 code of a currency in use; no metals, funds or units of account.
     * @example EUR
     */
    Currency: string;
    DeleteProfileBody: {
      currentPassword: components["schemas"]["GivenPassword"];
    };
    /**
     * @description What the event is about.
     * @example Three quartets, one evening.
     */
    Description: string;
    /**
     * @description Which door or scanner it was, in your words.
     * @example Door 1
     */
    Device: string;
    /**
     * @description The payer's bank takes the payment back, or tries to. Tickets stay valid until the event's organizer
     * decides otherwise. One that is `lost` counts as a refund over what it took.
     */
    Dispute: {
      /**
       * @description The payment provider's own id of it.
       * @example dp_1PXa2b3c4d5e6f7g
       */
      id: string;
      status: components["schemas"]["DisputeStatus"];
      /** @description What is disputed, in the currency's minor unit (cents). */
      amountMinor: number;
      /** @description When it became known here. */
      createdAt: components["schemas"]["Timestamp"];
      /** @description When it was known to be won or lost. */
      closedAt?: components["schemas"]["Timestamp"];
    };
    /**
     * @description `open`: the bank has not decided. `won`: the payment stays. `lost`: the bank has taken it back.
     * @enum {string}
     */
    DisputeStatus: "open" | "won" | "lost";
    /** @description What the copy has of its own. What is left out is as in the original. */
    DuplicateBody: {
      /**
       * Format: date-time
       * @description When the copy begins. Its end and the sales times of its ticket types move by the same time.
       */
      startsAt?: string;
      /**
       * Format: date-time
       * @description When the copy ends, after its start; without it, it lasts as long as the original.
       */
      endsAt?: string;
      title?: components["schemas"]["Title"];
      externalId?: components["schemas"]["ExternalId"];
    };
    /**
     * Format: idn-email
     * @description May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how
     * its letters are composed, and to whether its domain is in Unicode or in ASCII.
     * @example ada@example.com
     */
    Email: string;
    /** @description Something people attend, with its seats as they are now. */
    Event: {
      id: components["schemas"]["EventId"];
      title: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
      language?: components["schemas"]["Language"];
      /** @description The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      category: components["schemas"]["Category"];
      tags: components["schemas"]["Tags"];
      status: components["schemas"]["EventStatus"];
      venue: components["schemas"]["Venue"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      timezone: components["schemas"]["Timezone"];
      capacity: components["schemas"]["Capacity"];
      /**
       * @description What is on sale, each kind with its price and its seats; of those that are hidden only the
       * organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      availableSeats: components["schemas"]["Seats"];
      /** @description Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      questions?: components["schemas"]["Questions"];
      imageUrl?: components["schemas"]["ImageUrl"];
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      externalId?: components["schemas"]["ExternalId"];
      /** @description The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** @description Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** @description The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      test: components["schemas"]["Test"];
      version: components["schemas"]["Version"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
    };
    /** @description `event.cancelled` */
    EventCancelledMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "event.cancelled";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["EventMessageResource"];
      data: components["schemas"]["EventMessageData"];
    };
    /** @description What is left out stays as it is; null clears an optional field. */
    EventChanges: {
      title?: components["schemas"]["Title"];
      /** @description What the event is about; null takes it away. */
      description?: string | null;
      /** @description The language that title and description are written in; null takes it away. */
      language?: string | null;
      /** @description All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["Translations"] | null;
      category?: components["schemas"]["Category"];
      tags?: components["schemas"]["Tags"];
      venueId?: components["schemas"]["VenueId"];
      startsAt?: components["schemas"]["Timestamp"];
      /**
       * Format: date-time
       * @description Not before sales of a ticket type that has a `salesEndAt` end: change that first.
       */
      endsAt?: string;
      timezone?: components["schemas"]["Timezone"];
      capacity?: components["schemas"]["Capacity"];
      /** @description Your own id of the event, unique among your events; null takes it away. */
      externalId?: string | null;
      /** @description A picture of the event, at an https URL; null takes it away. */
      imageUrl?: string | null;
      /** @description A page about the event, at an https URL; null takes it away. */
      websiteUrl?: string | null;
      metadata?: components["schemas"]["MetadataChanges"];
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /** @description Until when buyers may cancel, and for how much; null takes it away. */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"] | null;
      questions?: components["schemas"]["Questions"];
    };
    /** @example evt_01jz3t5m8qf0vab9x2k4c7d6eh */
    EventId: string;
    EventList: {
      /** @description The events of this page. */
      data: components["schemas"]["Event"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** @description The event, as it was at this version. */
    EventMessageData: {
      id: components["schemas"]["EventId"];
      status: components["schemas"]["EventStatus"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      /**
       * @description A name of the IANA tz database.
       * @example Europe/Berlin
       */
      timezone: string;
      /**
       * @description Seats in all.
       * @example 120
       */
      capacity: number;
      currency: components["schemas"]["PastCurrency"];
      ticketTypes: components["schemas"]["MessageTicketType"][];
    };
    /** @description The event that the message is about. */
    EventMessageResource: {
      /** @constant */
      type: "event";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description `event.published` */
    EventPublishedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "event.published";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["EventMessageResource"];
      data: components["schemas"]["EventMessageData"];
    };
    /** @description An event as it is now, and what became of it. */
    EventPut: {
      id: components["schemas"]["EventId"];
      title: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
      language?: components["schemas"]["Language"];
      /** @description The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      category: components["schemas"]["Category"];
      tags: components["schemas"]["Tags"];
      status: components["schemas"]["EventStatus"];
      venue: components["schemas"]["Venue"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      timezone: components["schemas"]["Timezone"];
      capacity: components["schemas"]["Capacity"];
      /**
       * @description What is on sale, each kind with its price and its seats; of those that are hidden only the
       * organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      availableSeats: components["schemas"]["Seats"];
      /** @description Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      questions?: components["schemas"]["Questions"];
      imageUrl?: components["schemas"]["ImageUrl"];
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      externalId?: components["schemas"]["ExternalId"];
      /** @description The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** @description Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** @description The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      test: components["schemas"]["Test"];
      version: components["schemas"]["Version"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
      /** @description It was like this before, and nothing was written. */
      unchanged: boolean;
    };
    /** @description How an event sells. `capacity` = available + pooled + held + sold. */
    EventStats: {
      eventId: components["schemas"]["EventId"];
      capacity: components["schemas"]["Seats"];
      availableSeats: components["schemas"]["Seats"];
      pooledSeats: components["schemas"]["Seats"];
      heldSeats: components["schemas"]["Seats"];
      soldSeats: components["schemas"]["Seats"];
      /** @description Waitlist entries that wait for seats; those that have an offer are in `offered`. */
      waiting: number;
      /** @description Waitlist entries that have an offer: its seats are among those held. */
      offered: number;
      /** @description What the buyers paid for the sold seats, in the currency's minor unit. */
      revenueMinor: number;
      currency: components["schemas"]["Currency"];
      /** @description What is on sale, each kind with its price and its seats. */
      ticketTypes: components["schemas"]["TicketTypeStats"][];
      tickets: components["schemas"]["TicketStats"];
      cancellation?: components["schemas"]["CancellationProgress"];
    };
    /**
     * @description A published event has `ended` once its `endsAt` has passed.
     * @enum {string}
     */
    EventStatus: "draft" | "published" | "cancelled" | "ended";
    /**
     * @description Where: `venueId` of a known venue, or a `venue` that is made with the event. Prices: `ticketTypes`,
     * or `priceMinor` and `currency` of a single "General Admission". With neither, that one is free, in EUR.
     */
    EventToMake: {
      title: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
      language?: components["schemas"]["Language"];
      translations?: components["schemas"]["Translations"];
      category: components["schemas"]["Category"];
      /**
       * @description Words to find it by.
       * @default []
       */
      tags: string[];
      venueId?: components["schemas"]["VenueId"];
      /** @description A venue that is made with it. */
      venue?: components["schemas"]["VenueToMake"];
      startsAt: components["schemas"]["Timestamp"];
      /**
       * Format: date-time
       * @description After `startsAt`.
       */
      endsAt: string;
      /** @description A name of the tz database; without it the venue's. */
      timezone?: components["schemas"]["Timezone"];
      capacity: components["schemas"]["Capacity"];
      /** @description All of one currency, no two of one name or one `externalId`. */
      ticketTypes?: components["schemas"]["TicketTypeToMake"][];
      priceMinor?: components["schemas"]["AmountMinor"];
      currency?: components["schemas"]["Currency"];
      imageUrl?: components["schemas"]["ImageUrl"];
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      externalId?: components["schemas"]["ExternalId"];
      metadata?: components["schemas"]["Metadata"];
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      questions?: components["schemas"]["Questions"];
      /**
       * @description Make a test event: only your own account (and admins) see it, only your account gets its seats,
       * 1,000 at most, the sandbox takes its payments, and its clock can be advanced. It stays one.
       * @default false
       */
      test: boolean;
      /**
       * @description Put it on sale at once instead of keeping it a draft.
       * @default false
       */
      publish: boolean;
    };
    /** @description `event.updated` */
    EventUpdatedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "event.updated";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["EventMessageResource"];
      data: components["schemas"]["EventUpdatedMessageData"];
    };
    /** @description The event, as it was at this version, and what was changed. */
    EventUpdatedMessageData: {
      id: components["schemas"]["EventId"];
      status: components["schemas"]["EventStatus"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      /**
       * @description A name of the IANA tz database.
       * @example Europe/Berlin
       */
      timezone: string;
      /**
       * @description Seats in all.
       * @example 120
       */
      capacity: number;
      currency: components["schemas"]["PastCurrency"];
      ticketTypes: components["schemas"]["MessageTicketType"][];
      /**
       * @description The properties of the event that differ from the version before, by their names in the API. More
       * names may come.
       * @example [
       *       "startsAt",
       *       "endsAt"
       *     ]
       */
      changed: string[];
    };
    /**
     * @description Your own id of the event, unique among your events.
     * @example spring-2030-17
     */
    ExternalId: string;
    FacetCount: {
      /** @description The value that these events have. */
      value: string;
      /** @description How many events have it. */
      count: number;
    };
    /** @description How the whole result divides, most frequent first; price and month in their own order. */
    Facets: {
      /** @description How many events each category has. */
      category: components["schemas"]["FacetCount"][];
      /** @description How many events each city has. */
      city: components["schemas"]["FacetCount"][];
      /**
       * @description Events with a ticket on offer in a range of prices, in minor units: `from-to`, the last one
       * `from-`. Empty where the events have several currencies and the search named none.
       */
      price: components["schemas"]["FacetCount"][];
      /** @description Counted whatever the prices asked for. */
      currency: components["schemas"]["FacetCount"][];
      /** @description Months in which the events begin, as `2030-06`. */
      month: components["schemas"]["FacetCount"][];
      others: components["schemas"]["UnlistedCounts"];
    };
    /**
     * @description Missing while the ledger is whole. Of an event that is long over the movements before `version` are
     * no longer kept one by one: those at `version` with the cause `carried_forward` say what they came to, one per
     * bucket of the event and of each ticket type. So a hold of before has no movements any more; the reservation
     * itself can still be read.
     */
    FoldedHistory: {
      version: components["schemas"]["InventoryVersion"];
      at: components["schemas"]["Timestamp"];
      /** @description How many movements have been folded. */
      movements: number;
      /** @description How many holds they were about. */
      holds: number;
    };
    /** @description The password of the account. */
    GivenPassword: string;
    /** @description A ticket of an event, with who has bought it and who comes with it. */
    GuestTicket: {
      id: components["schemas"]["TicketId"];
      bookingId: components["schemas"]["BookingId"];
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /**
       * @description What the ticket type is called now.
       * @example General Admission
       */
      ticketTypeName: string;
      code: components["schemas"]["TicketCode"];
      serial: components["schemas"]["TicketSerial"];
      status: components["schemas"]["TicketStatus"];
      holder?: components["schemas"]["Holder"];
      answers?: components["schemas"]["Answers"];
      /**
       * @description The user who has bought; for a person that the organizer has named, the account that named them.
       */
      userId: components["schemas"]["UserId"];
      buyer?: components["schemas"]["BookingBuyer"];
      /** @description Whether it has let somebody in. */
      admitted: boolean;
      /** @description When it has let somebody in. */
      admittedAt?: components["schemas"]["Timestamp"];
    };
    GuestTicketList: {
      /** @description The tickets of this page. */
      data: components["schemas"]["GuestTicket"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
      /**
       * @description Always there. Keep it until you have read the last page, and send it as `after`, now or later, to
       * get the tickets that have been sold, transferred, cancelled or let in since.
       */
      after: string;
    };
    /** @description Where the words were found, as HTML: the text escaped, the words in `<mark>`. */
    Highlights: {
      /**
       * @description The title.
       * @example Night of <mark>Strings</mark>
       */
      title?: string;
      /** @description The part of the description where they stand. */
      description?: string;
      /** @description The name of the venue. */
      venue?: string;
    };
    /**
     * @description The hold that moved them: a reservation's id or an offer's.
     * @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh
     */
    HoldId: string;
    /**
     * @description Seats of this event that one buyer may hold at a time, over all their reservations; 20 by default.
     * Bought seats don't count.
     * @example 20
     */
    HoldSeatsPerBuyerMax: number;
    /** @description The person who comes with a ticket. At least one of the two. */
    Holder: {
      /**
       * @description The person's name.
       * @example Grace Hopper
       */
      name?: string;
      /**
       * Format: idn-email
       * @description The person's email address.
       * @example grace@example.com
       */
      email?: string;
    };
    /** @description Who comes with a ticket, and their answers. At least one of the two. */
    HolderToSet: {
      holder?: components["schemas"]["Holder"];
      answers?: components["schemas"]["Answers"];
    };
    /**
     * @description Reservations of this event that one buyer may hold at a time; 3 by default.
     * @example 3
     */
    HoldsPerBuyerMax: number;
    /**
     * @description A picture of the event, at an https URL. It is shown as you give it: nobody looks whether it is
     * there.
     * @example https://images.example.com/strings.jpg
     */
    ImageUrl: string;
    /** @description `inventory.available` */
    InventoryAvailableMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "inventory.available";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["InventoryMessageResource"];
      data: components["schemas"]["InventoryMessageData"];
    };
    /**
     * @description What was left for the public at this version, whatever its sales windows said. A waitlist comes
     * before the public: seats that are kept for it are not counted.
     */
    InventoryMessageData: {
      eventId: components["schemas"]["EventId"];
      /** @description Seats, over all ticket types; 0 when sold out. */
      availableSeats: number;
    };
    /** @description The inventory that the message is about, by its event's id. */
    InventoryMessageResource: {
      /** @constant */
      type: "inventory";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description `inventory.sold_out` */
    InventorySoldOutMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "inventory.sold_out";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["InventoryMessageResource"];
      data: components["schemas"]["InventoryMessageData"];
    };
    /** @description The inventory's version; goes up whenever seats move. */
    InventoryVersion: number;
    JoinWaitlistBody: {
      eventId: components["schemas"]["EventId"];
      /** @description Seats. One buyer may ask for `holdSeatsPerBuyerMax` of the event at most. */
      quantity: number;
      /** @description Without it, seats of any type will do. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /**
       * @description Accept an offer of fewer seats instead of waiting for the whole quantity.
       * @default false
       */
      acceptFewer: boolean;
      buyer?: components["schemas"]["Buyer"];
      metadata?: components["schemas"]["SmallMetadata"];
    };
    /**
     * @description Your own id of it, such as the number of an order: a label to look for. Several may have the same.
     * It stays when its buyer is erased, so put nobody's name into it.
     * @example order-4711
     */
    LabelExternalId: string;
    /**
     * @description The language that title and description are written in: a tag of BCP 47.
     * @example en
     */
    Language: string;
    /** @description A session of an account, as its owner knows it. */
    ListedSession: {
      id: components["schemas"]["SessionId"];
      /** @description Whether it is the one that asks. */
      current: boolean;
      /**
       * Format: date-time
       * @description When its owner signed in.
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When its tokens were last renewed.
       */
      lastUsedAt: string;
      /**
       * Format: date-time
       * @description When it ends unless it is renewed; 90 days after it began in any case.
       */
      expiresAt: string;
      /**
       * @description Where it was last renewed from: the /24 of an IPv4 address, the /64 of an IPv6 address.
       * @example 203.0.113.0/24
       */
      network?: string;
      /**
       * @description What the client called itself.
       * @example evently-cli/0.1.0
       */
      userAgent?: string;
    };
    ListedSessions: {
      /** @description All sessions that have not ended. */
      data: components["schemas"]["ListedSession"][];
    };
    Liveness: {
      /**
       * @description `live`: the process runs.
       * @constant
       */
      status: "live";
    };
    /** @description WGS 84 coordinates. */
    Location: {
      /**
       * @description Degrees north of the equator.
       * @example 53.5413
       */
      lat: number;
      /**
       * @description Degrees east of Greenwich.
       * @example 9.9841
       */
      lon: number;
    };
    LoginBody: {
      email: components["schemas"]["Email"];
      password: components["schemas"]["GivenPassword"];
    };
    LogoutBody: {
      refreshToken: components["schemas"]["RefreshToken"];
    };
    /** @description The token of the mail's link. */
    MailedToken: string;
    /** @description An account as admins see it. */
    ManagedUser: {
      id: components["schemas"]["UserId"];
      email: components["schemas"]["Email"];
      /** @description Whether somebody has shown that they read mail at this address. */
      emailVerified: boolean;
      name: components["schemas"]["PersonName"];
      role: components["schemas"]["Role"];
      createdAt: components["schemas"]["Timestamp"];
      /** @description A disabled account can't sign in. */
      disabled: boolean;
    };
    ManagedUserList: {
      /** @description The users of this page. */
      data: components["schemas"]["ManagedUser"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description Seats of this type that one buyer may have at most. Lowered, it also lowers what buyers wait for of
     * this type.
     */
    MaxPerUser: number;
    /** @description What the payer's bank takes back, or has tried to. */
    MessageDispute: {
      /** @description The payment provider's own id of it. */
      id: string;
      status: components["schemas"]["DisputeStatus"];
      amountMinor: number;
    };
    /** @description The seats that were offered; only in `waitlist.offered`. */
    MessageOffer: {
      items: components["schemas"]["PricedItem"][];
      /** @description May be fewer than were asked for. */
      quantity: number;
      totalMinor: number;
      currency: components["schemas"]["PastCurrency"];
      /** @description Until when the offer can be accepted. */
      expiresAt: components["schemas"]["Timestamp"];
    };
    /** @description Money on its way back, or back. */
    MessageRefund: {
      id: components["schemas"]["RefundId"];
      status: components["schemas"]["RefundStatus"];
      amountMinor: number;
    };
    /** @description A ticket type, as it was at this version of its event. */
    MessageTicketType: {
      id: components["schemas"]["TicketTypeId"];
      priceMinor: components["schemas"]["AmountMinor"];
      /** @description Seats; left out where the event alone bounds it. */
      capacity?: number;
    };
    /**
     * @description Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
     * characters; 8,000 bytes of JSON in all.
     * @example {
     *       "season": "spring-2030"
     *     }
     */
    Metadata: {
      [key: string]: string;
    };
    /**
     * @description Names and texts of your own. Those that you name are added or take the place of what was there, null
     * removes one, and all others stay. Afterwards there may be as many as ever: 50 names, 8,000 bytes of JSON in all.
     * @example {
     *       "season": "autumn-2030"
     *     }
     */
    MetadataChanges: {
      [key: string]: string | null;
    };
    /** @description A row of the ledger, never changed once written. */
    Movement: {
      /**
       * @description Its id.
       * @example mov_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      eventId: components["schemas"]["EventId"];
      /** @description Missing where the event's own capacity moved. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      from: components["schemas"]["Bucket"];
      to: components["schemas"]["Bucket"];
      /** @description How many seats have moved. */
      quantity: number;
      cause: components["schemas"]["MovementCause"];
      holdId?: components["schemas"]["HoldId"];
      version: components["schemas"]["InventoryVersion"];
      at: components["schemas"]["Timestamp"];
    };
    /**
     * @description Why they moved. `return_seats`: some tickets of a booking were cancelled. `reacquire`: a purchase
     * got them whose own hold had expired while the server was away. `carried_forward`: what an event's folded history
     * came to in this bucket.
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
      /** @description The movements of this page. */
      data: components["schemas"]["Movement"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
      folded?: components["schemas"]["FoldedHistory"];
    };
    /** @description 8 to 200 characters, any of them. */
    NewPassword: string;
    /** @description Send it as `cursor` for the next page; null on the last one. */
    NextCursor: string | null;
    /** @description An OpenAPI 3.1 document. */
    OpenApiDocument: {
      /** @description The version of OpenAPI. */
      openapi: string;
      /** @description Title and version of the API. */
      info: {
        [key: string]: unknown;
      };
      /** @description The operations by their paths. */
      paths: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    PasswordResetBody: {
      email: components["schemas"]["Email"];
    };
    /**
     * @description ISO 4217 code of a currency in use, or of one that has been withdrawn.
     * @example EUR
     */
    PastCurrency: string;
    /** @description How a booking is paid. */
    Payment: {
      id: components["schemas"]["PaymentId"];
      /** @description Who moves the money. */
      provider: components["schemas"]["PaymentProvider"];
      /**
       * @description `unknown`: the provider has not answered, and is being asked. `voided`: authorized, but given back
       * uncaptured.
       * @enum {string}
       */
      status: "requested" | "authorized" | "captured" | "declined" | "voided" | "unknown" | "refunded";
    };
    /** @example pay_01jz3t5m8qf0vab9x2k4c7d6eh */
    PaymentId: string;
    /** @enum {string} */
    PaymentProvider: "sandbox" | "stripe";
    /** @description Who takes the payments of this server. */
    PaymentProviderInUse: {
      /** @description Who moves the money of live events. */
      provider: components["schemas"]["PaymentProvider"];
    };
    /** @description How it is paid. */
    PaymentToMake: {
      /**
       * @description Left out: the provider that this server is set up with.
       * @enum {string}
       */
      provider?: "sandbox" | "stripe";
      /**
       * @description The provider's token for the means of payment. In the sandbox: `tok_ok`, `tok_declined`,
       * `tok_slow`, `tok_timeout`, `tok_late_success`, `tok_answer_lost`, `tok_capture_refused`, `tok_refund_fails`,
       * `tok_refund_fails_once`, `tok_refunded_at_provider`, `tok_disputed`, `tok_dispute_lost`. At Stripe: the id of a
       * payment method (`pm_…`).
       * @example tok_ok
       */
      token: string;
    };
    /**
     * @description What the person is called.
     * @example Ada Lovelace
     */
    PersonName: string;
    PricedItem: {
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** @description How many seats. */
      quantity: number;
      /** @description What one costs without the promotion, in the currency's minor unit. */
      unitPriceMinor: components["schemas"]["AmountMinor"];
      /**
       * @description What the promotion takes off the price of each, in the currency's minor unit; left out where it
       * takes nothing off.
       * @example 900
       */
      unitDiscountMinor?: number;
    };
    ProblemOperation: {
      /**
       * @description Its HTTP method.
       * @example POST
       */
      method: string;
      /**
       * @description Its path, with parameters in braces.
       * @example /api/v1/bookings/reserve
       */
      path: string;
      /** @description What it does, in a few words. */
      summary: string;
    };
    /** @description What a problem code means, why somebody gets it, and how to mend it. */
    ProblemPage: {
      /** @description The code that the page explains. */
      code: string;
      /** @description The HTTP status of answers with this code. */
      status: number;
      /** @description The code in a few words. */
      title: string;
      /** @description What the code means. */
      description: string;
      /** @description Why somebody gets it. */
      cause: string;
      /** @description How to mend it. */
      fix: string;
      /** @description Whether the same request may succeed later. */
      retryable: boolean;
      /** @description The members that such a problem has, besides those that every problem has. */
      carries: string[];
      /** @description The operations that may answer it; none for what is answered before an operation is known. */
      operations: components["schemas"]["ProblemOperation"][];
    };
    /**
     * @description A code that the organizer gives out. One use is one reservation, however many seats that has. It is
     * given back when the reservation ends unsold; a sale keeps it, also when its booking is cancelled later.
     */
    Promotion: {
      id: components["schemas"]["PromotionId"];
      eventId: components["schemas"]["EventId"];
      code: components["schemas"]["PromotionCode"];
      kind: components["schemas"]["PromotionKind"];
      status: components["schemas"]["PromotionStatus"];
      percent?: components["schemas"]["PromotionPercent"];
      amountMinor?: components["schemas"]["PromotionAmount"];
      ticketTypeIds?: components["schemas"]["PromotionTicketTypes"];
      /** @description Reservations and sales that use it now. */
      uses: number;
      usesMax?: components["schemas"]["PromotionUsesMax"];
      perBuyerMax?: components["schemas"]["PromotionPerBuyerMax"];
      startsAt?: components["schemas"]["Timestamp"];
      endsAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
    };
    /**
     * @description Of a discount: what is taken off each ticket, at most its price, in the currency's minor unit
     * (cents).
     * @example 500
     */
    PromotionAmount: number;
    /**
     * @description What is left out stays as it is; null clears an optional field. Once it was used, only `usesMax`,
     * `perBuyerMax`, `startsAt` and `endsAt` can change: the others would say something else of those who have used it.
     */
    PromotionChanges: {
      code?: components["schemas"]["PromotionCode"];
      /** @description Instead of what it took off before. */
      percent?: components["schemas"]["PromotionPercent"];
      /** @description Instead of what it took off before, in the currency's minor unit. */
      amountMinor?: components["schemas"]["PromotionAmount"];
      /** @description The ticket types that it is for; null: all of them. */
      ticketTypeIds?: components["schemas"]["TicketTypeId"][] | null;
      /** @description How often it can be used, not less than it is; null: without end. */
      usesMax?: number | null;
      /** @description How often one buyer can use it; null: as often as they like. */
      perBuyerMax?: number | null;
      /**
       * Format: date-time
       * @description From when on it can be used; null: at once.
       */
      startsAt?: string | null;
      /**
       * Format: date-time
       * @description Until when it can be used; null: while the tickets are on sale.
       */
      endsAt?: string | null;
    };
    /**
     * @description The code as buyers write it. Upper and lower case and blanks make no difference.
     * @example EARLY-10
     */
    PromotionCode: string;
    /** @example prm_01jz3t5m8qf0vab9x2k4c7d6eh */
    PromotionId: string;
    /**
     * @description `discount`: takes something off the price of tickets. `access`: gets seats of hidden ticket types.
     * @enum {string}
     */
    PromotionKind: "discount" | "access";
    PromotionList: {
      /** @description The promotions of this page. */
      data: components["schemas"]["Promotion"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description How often one buyer can use it. Left out: as often as they like.
     * @example 1
     */
    PromotionPerBuyerMax: number;
    /**
     * @description Of a discount: the share of each ticket's price that is taken off, rounded half up.
     * @example 20
     */
    PromotionPercent: number;
    /**
     * @description `upcoming`: before `startsAt`. `used_up`: as many as `usesMax` use it. `ended`: its `endsAt` has
     * passed. `closed`: it was deleted after it had been used.
     * @enum {string}
     */
    PromotionStatus: "upcoming" | "active" | "used_up" | "ended" | "closed";
    /** @description The ticket types that it is for. Left out: all of them; of an access code all that are hidden. */
    PromotionTicketTypes: components["schemas"]["TicketTypeId"][];
    /** @description A `discount` has either `percent` or `amountMinor`; an `access` code has neither. */
    PromotionToMake: {
      code: components["schemas"]["PromotionCode"];
      kind: components["schemas"]["PromotionKind"];
      percent?: components["schemas"]["PromotionPercent"];
      amountMinor?: components["schemas"]["PromotionAmount"];
      ticketTypeIds?: components["schemas"]["PromotionTicketTypes"];
      usesMax?: components["schemas"]["PromotionUsesMax"];
      perBuyerMax?: components["schemas"]["PromotionPerBuyerMax"];
      /**
       * Format: date-time
       * @description From when on it can be used; left out: at once.
       */
      startsAt?: string;
      /**
       * Format: date-time
       * @description Until when it can be used, after `startsAt`; left out: while the tickets are on sale.
       */
      endsAt?: string;
    };
    /**
     * @description How often it can be used. Left out: without end.
     * @example 100
     */
    PromotionUsesMax: number;
    /**
     * @description What is left out returns to its default, but for `publish` and `test`. Where: `venueId` of a known
     * venue, or a `venue`. If the event is at one like that already, it stays there; otherwise one is made. It changes
     * no venue that there is. Prices: `ticketTypes`, or `priceMinor` and `currency` of a single "General Admission".
     * With neither, that one is free, in EUR.
     */
    PutEventBody: {
      title: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
      language?: components["schemas"]["Language"];
      translations?: components["schemas"]["Translations"];
      category: components["schemas"]["Category"];
      /**
       * @description Words to find it by.
       * @default []
       */
      tags: string[];
      venueId?: components["schemas"]["VenueId"];
      /** @description The venue, one that is made where the event is at no such venue. */
      venue?: components["schemas"]["VenueToMake"];
      startsAt: components["schemas"]["Timestamp"];
      /**
       * Format: date-time
       * @description After `startsAt`.
       */
      endsAt: string;
      /** @description A name of the tz database; without it the venue's. */
      timezone?: components["schemas"]["Timezone"];
      capacity: components["schemas"]["Capacity"];
      /**
       * @description All of them, in their order, of one currency, no two of one name or one `externalId`. One that the
       * event has is found by its `externalId`, otherwise by its name; those that you leave out are deleted.
       */
      ticketTypes?: components["schemas"]["TicketTypeToMake"][];
      priceMinor?: components["schemas"]["AmountMinor"];
      currency?: components["schemas"]["Currency"];
      imageUrl?: components["schemas"]["ImageUrl"];
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      metadata?: components["schemas"]["Metadata"];
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      questions?: components["schemas"]["Questions"];
      /**
       * @description Make a test event. Whether an event is one never changes: left out, it stays as it is, and a new
       * one is live.
       */
      test?: boolean;
      /**
       * @description Put it on sale: at once, or now if it is still a draft. Without it the status stays as it is.
       * @default false
       */
      publish: boolean;
    };
    /** @description What is left out returns to its default. */
    PutVenueBody: {
      name: components["schemas"]["VenueName"];
      address?: components["schemas"]["Address"];
      city: components["schemas"]["City"];
      country: components["schemas"]["Country"];
      location?: components["schemas"]["Location"];
      timezone: components["schemas"]["Timezone"];
      metadata?: components["schemas"]["Metadata"];
    };
    /** @description What is left out returns to its default. Whether the endpoint is disabled stays as it is. */
    PutWebhookEndpointBody: {
      url: components["schemas"]["WebhookUrl"];
      types: components["schemas"]["WebhookMessageTypes"];
      description?: components["schemas"]["WebhookDescription"];
      /** @description `live` unless you say otherwise. */
      mode?: components["schemas"]["WebhookMode"];
      metadata?: components["schemas"]["Metadata"];
    };
    /** @description Something that the event's organizer wants to know of everybody who comes. */
    Question: {
      /**
       * @description Its id, unique within the event: answers are given under it. Keep it when you reword the label.
       * @example diet
       */
      id: string;
      /**
       * @description What is asked.
       * @example What do you eat?
       */
      label: string;
      /**
       * @description `text`: the answer is free text. `choice`: it is one of `options`. `yes_no`: it is `yes` or `no`.
       * @enum {string}
       */
      kind: "text" | "choice" | "yes_no";
      /** @description Whether whoever gives answers must answer it. */
      required: boolean;
      /**
       * @description With `choice` only: the answers that there are.
       * @example [
       *       "vegan",
       *       "vegetarian",
       *       "anything"
       *     ]
       */
      options?: string[];
    };
    /**
     * @description What is asked of the holder of each ticket, in this order; no two with one id. An answer that was
     * given stays as it is when its question is changed.
     */
    Questions: components["schemas"]["Question"][];
    Readiness: {
      /**
       * @description `ready`: it serves requests.
       * @enum {string}
       */
      status: "ready" | "not_ready";
      /** @description What it depends on, each with its state. */
      checks: components["schemas"]["ReadinessCheck"][];
    };
    ReadinessCheck: {
      /**
       * @description What was looked at.
       * @example bookings_database
       */
      name: string;
      /** @description Whether it works. */
      ok: boolean;
      /** @description What is wrong. */
      detail?: string;
    };
    RefreshBody: {
      refreshToken: components["schemas"]["RefreshToken"];
    };
    /** @description Valid for one refresh, which gives the next one. */
    RefreshToken: string;
    /**
     * @description Money on its way back. A refund that fails is tried again, at growing intervals, for about a day;
     * then the event's organizer must act. Only the organizer sees `reason`, `attempts` and `nextAttemptAt`.
     */
    Refund: {
      id: components["schemas"]["RefundId"];
      status: components["schemas"]["RefundStatus"];
      /** @description Money in the currency's minor unit (cents). */
      amountMinor: number;
      /** @description What the provider said when the last try failed. */
      reason?: string;
      /** @description How often it has been tried. */
      attempts?: number;
      nextAttemptAt?: components["schemas"]["Timestamp"];
    };
    RefundBody: {
      /**
       * @description How much goes back, in the currency's minor unit (cents): at most what was paid and has not gone
       * back yet; with `ticketIds` at most what these tickets have cost.
       */
      amountMinor: number;
      /** @description Why, for you and your colleagues: the buyer doesn't see it. */
      reason: string;
      /** @description The tickets that the money is for. */
      ticketIds?: components["schemas"]["TicketId"][];
      /**
       * @description Cancel these tickets too (without `ticketIds` all that are valid): they let nobody in any more,
       * and their seats go to the waitlist or back on sale.
       * @default false
       */
      returnSeats: boolean;
    };
    /** @example ref_01jz3t5m8qf0vab9x2k4c7d6eh */
    RefundId: string;
    /**
     * @description `cancellation`: of the booking or of some of its tickets. `organizer`: given back by hand.
     * `provider`: given back at the payment provider, for example in its dashboard. `dispute`: taken back by the
     * payer's bank, after a dispute that was lost.
     * @enum {string}
     */
    RefundOrigin: "cancellation" | "organizer" | "provider" | "dispute";
    /**
     * @description `failed`: it is tried again automatically. `needs_attention`: it is not tried any more; the
     * organizer must act. `cancelled`: it doesn't count any more, because money that went back at the payment provider
     * has taken its place, or because it was made there and has failed.
     * @enum {string}
     */
    RefundStatus: "pending" | "succeeded" | "failed" | "needs_attention" | "cancelled";
    RegisterBody: {
      email: components["schemas"]["Email"];
      password: components["schemas"]["NewPassword"];
      name: components["schemas"]["PersonName"];
      /**
       * @description Organizers may create and run their own events.
       * @default attendee
       * @enum {string}
       */
      role: "attendee" | "organizer";
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
      /** @description How long it took, in milliseconds. */
      tookMs: number;
    };
    /**
     * @description An account that may name buyers at an event besides its organizer. `email` is the one by which it
     * was named, as it was written then; it is left out where the account was named by its id.
     */
    Reseller: {
      accountId: components["schemas"]["UserId"];
      email?: components["schemas"]["Email"];
      seatsMax: components["schemas"]["ResellerSeatsMax"];
      /** @description Of these, what it has outstanding now. More than `seatsMax` where that was lowered. */
      outstandingSeats: number;
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description Either `accountId` or `email`, and the bound. */
    ResellerBody: {
      accountId?: components["schemas"]["UserId"];
      email?: components["schemas"]["Email"];
      seatsMax: components["schemas"]["ResellerSeatsMax"];
    };
    ResellerList: {
      data: components["schemas"]["Reseller"][];
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description Seats that the account may have outstanding at the event, over all buyers that it names: held
     * unpaid, offered, or waited for.
     * @example 50
     */
    ResellerSeatsMax: number;
    /** @description What a buyer sees of a hold. */
    Reservation: {
      id: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      userId: components["schemas"]["UserId"];
      buyer?: components["schemas"]["Buyer"];
      /**
       * @description `held`: its seats are kept until `expiresAt`. `confirming`: it is being paid. `expired` and
       * `released`: its seats went back.
       * @enum {string}
       */
      status: "held" | "confirming" | "confirmed" | "expired" | "released";
      /** @description How many seats of each ticket type. */
      items: components["schemas"]["PricedItem"][];
      /** @description How many seats. */
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["Currency"];
      externalId?: components["schemas"]["LabelExternalId"];
      metadata?: components["schemas"]["SmallMetadata"];
      expiresAt: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description `reservation.created` */
    ReservationCreatedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "reservation.created";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["ReservationMessageResource"];
      data: components["schemas"]["ReservationMessageData"];
    };
    /** @description `reservation.expired` */
    ReservationExpiredMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "reservation.expired";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["ReservationMessageResource"];
      data: components["schemas"]["ReservationMessageData"];
    };
    /** @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh */
    ReservationId: string;
    /** @description The reservation, as it was at this version of its event's inventory. */
    ReservationMessageData: {
      id: components["schemas"]["ReservationId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user whose reservation it is; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /**
       * @description `confirming`: it took the place of one that had expired while its booking was being confirmed.
       * @enum {string}
       */
      status: "held" | "confirming" | "expired" | "released";
      items: components["schemas"]["PricedItem"][];
      quantity: number;
      /** @description What the tickets cost without the promotion, in the currency's minor unit (cents). */
      subtotalMinor: number;
      /** @description What the promotion takes off, in the currency's minor unit; 0 without one. */
      discountMinor: number;
      /** @description What is paid: `subtotalMinor` less `discountMinor`, in the currency's minor unit (cents). */
      totalMinor: number;
      /** @description The promotion whose code was given; left out without one. */
      promotionId?: components["schemas"]["PromotionId"];
      currency: components["schemas"]["PastCurrency"];
      externalId?: components["schemas"]["LabelExternalId"];
      /** @description The waitlist entry whose accepted offer it is; left out where there was none. */
      waitlistEntryId?: components["schemas"]["WaitlistEntryId"];
      /** @description Until when it can be confirmed; only in `reservation.created`, and only while it is `held`. */
      expiresAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description The reservation that the message is about. */
    ReservationMessageResource: {
      /** @constant */
      type: "reservation";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description `reservation.released` */
    ReservationReleasedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "reservation.released";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["ReservationMessageResource"];
      data: components["schemas"]["ReservationMessageData"];
    };
    /** @description Either `quantity` or `items`. */
    ReserveBody: {
      eventId: components["schemas"]["EventId"];
      /** @description Seats of the event's only ticket type. */
      quantity?: number;
      /** @description How many seats of each ticket type. */
      items?: components["schemas"]["ReserveItem"][];
      /** @description A code that the organizer has given out. Upper and lower case and blanks make no difference. */
      promotionCode?: components["schemas"]["PromotionCode"];
      buyer?: components["schemas"]["Buyer"];
      externalId?: components["schemas"]["LabelExternalId"];
      metadata?: components["schemas"]["SmallMetadata"];
    };
    ReserveItem: {
      ticketTypeId: components["schemas"]["TicketTypeId"];
      /** @description How many seats. */
      quantity: number;
    };
    /**
     * @description Attendees book, organizers also run their own events, admins may do everything.
     * @enum {string}
     */
    Role: "attendee" | "organizer" | "admin";
    /**
     * @description Whether seats can be had: sales have not begun (`salesStartAt` says when they do), are under way, or
     * are over.
     * @enum {string}
     */
    SalesWindow: "upcoming" | "open" | "ended";
    Scan: {
      /**
       * @description What the ticket's QR picture says, as it was read, or the ticket's `code`, whose letter case,
       * blanks and dashes don't matter.
       * @example 7K2M-9QXD-4T8B-0ZRW
       */
      code: string;
      scanId: components["schemas"]["ScanId"];
      /** @description When it was scanned, by the scanner's clock. Left out, or in the future: now. */
      at?: components["schemas"]["Timestamp"];
      device?: components["schemas"]["Device"];
    };
    /**
     * @description Your scanner's own id of the scan, unique within the event: a repeat with it changes nothing.
     * @example door-1-000017
     */
    ScanId: string;
    /** @description An event that matches. */
    SearchHit: {
      id: components["schemas"]["EventId"];
      title: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
      language?: components["schemas"]["Language"];
      /** @description The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["Translations"];
      category: components["schemas"]["Category"];
      tags: components["schemas"]["Tags"];
      status: components["schemas"]["EventStatus"];
      venue: components["schemas"]["Venue"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      timezone: components["schemas"]["Timezone"];
      capacity: components["schemas"]["Capacity"];
      /**
       * @description What is on sale, each kind with its price and its seats; of those that are hidden only the
       * organizer sees any.
       */
      ticketTypes: components["schemas"]["TicketType"][];
      availableSeats: components["schemas"]["Seats"];
      /** @description Somebody is in the waitlist: free seats go there first. */
      waitlistOpen: boolean;
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
      questions?: components["schemas"]["Questions"];
      imageUrl?: components["schemas"]["ImageUrl"];
      websiteUrl?: components["schemas"]["WebsiteUrl"];
      externalId?: components["schemas"]["ExternalId"];
      /** @description The series it is part of; left out where it is in none. */
      seriesId?: components["schemas"]["SeriesId"];
      /** @description Names and texts of your own. Shown to who runs the event alone. */
      metadata?: components["schemas"]["Metadata"];
      /** @description The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      test: components["schemas"]["Test"];
      version: components["schemas"]["Version"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
      /** @description From `near`; only where `near` was given and the venue has a location. */
      distanceKm?: number;
      highlights?: components["schemas"]["Highlights"];
    };
    SearchResult: {
      /** @description The events of this page. */
      data: components["schemas"]["SearchHit"][];
      facets: components["schemas"]["Facets"];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** @description A number of seats. */
    Seats: number;
    SendTestBody: {
      type: components["schemas"]["WebhookMessageType"];
    };
    /**
     * @description A series: what it was made by, and its events as they are now. An event that was moved since keeps
     * its place in the series, and a draft that was deleted is not in it any more.
     */
    Series: {
      seriesId: components["schemas"]["SeriesId"];
      /** @description The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      rrule?: components["schemas"]["SeriesRule"];
      localStartsAt?: components["schemas"]["SeriesStart"];
      timezone: components["schemas"]["SeriesTimezone"];
      exdates: components["schemas"]["SeriesExdates"];
      /** @description When the series was made. */
      createdAt: components["schemas"]["Timestamp"];
      /** @description The events that you may see, in their order. */
      data: components["schemas"]["SeriesEvent"][];
    };
    /** @description When the copies are. */
    SeriesBody: {
      /**
       * @description A recurrence rule of RFC 5545 on the clock of the event's zone: `FREQ` of `DAILY`, `WEEKLY`,
       * `MONTHLY` or `YEARLY`, an end (`COUNT` or `UNTIL`), and `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYHOUR`,
       * `BYMINUTE`, `BYSETPOS` and `WKST` as you need them. The event itself is the first date of the rule, and `COUNT`
       * counts it. A date in `UNTIL` is the last day; a time in it is UTC.
       * @example FREQ=WEEKLY;BYDAY=FR,SA;COUNT=10
       */
      rrule: string;
      /**
       * @description Dates of the rule to leave out, on the clock of the event's zone: a day, or one time of it.
       * @default []
       * @example [
       *       "2030-06-14",
       *       "2030-06-21T20:30"
       *     ]
       */
      exdates: string[];
    };
    /**
     * @description What is left out stays as it is; null clears an optional field. Each event keeps its day:
     * `localStartTime` and `durationMinutes` move it within that.
     */
    SeriesChanges: {
      title?: components["schemas"]["Title"];
      /** @description What the event is about; null takes it away. */
      description?: string | null;
      /** @description The language that title and description are written in; null takes it away. */
      language?: string | null;
      /** @description All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["Translations"] | null;
      category?: components["schemas"]["Category"];
      tags?: components["schemas"]["Tags"];
      venueId?: components["schemas"]["VenueId"];
      /**
       * @description When each event begins, on the clock of its zone and on the day on which it begins now.
       * @example 19:30
       */
      localStartTime?: string;
      /**
       * @description How long each event lasts, in minutes. Without it each lasts as long as now.
       * @example 150
       */
      durationMinutes?: number;
      capacity?: components["schemas"]["Capacity"];
      /** @description A picture of each event, at an https URL; null takes it away. */
      imageUrl?: string | null;
      /** @description A page about each event, at an https URL; null takes it away. */
      websiteUrl?: string | null;
      metadata?: components["schemas"]["MetadataChanges"];
      waitlistPolicy?: components["schemas"]["WaitlistPolicy"];
      holdsPerBuyerMax?: components["schemas"]["HoldsPerBuyerMax"];
      holdSeatsPerBuyerMax?: components["schemas"]["HoldSeatsPerBuyerMax"];
      claimSecondsMax?: components["schemas"]["ClaimSecondsMax"];
      /** @description Until when buyers may cancel, and for how much; null takes it away. */
      cancellationPolicy?: components["schemas"]["CancellationPolicy"] | null;
      questions?: components["schemas"]["Questions"];
    };
    /** @description One event of a series. */
    SeriesEvent: {
      eventId: components["schemas"]["EventId"];
      startsAt: components["schemas"]["Timestamp"];
      endsAt: components["schemas"]["Timestamp"];
      status: components["schemas"]["EventStatus"];
    };
    /**
     * @description Dates of the rule that were left out, as they were given.
     * @example [
     *       "2030-06-14"
     *     ]
     */
    SeriesExdates: string[];
    /** @example ser_01jz3v7n2rf0vab9x2k4c7d6ej */
    SeriesId: string;
    SeriesList: {
      /** @description The series of this page. */
      data: components["schemas"]["SeriesSummary"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** @description What became of one event of the series. */
    SeriesOutcome: {
      eventId: components["schemas"]["EventId"];
      startsAt: components["schemas"]["Timestamp"];
      /**
       * @description `unchanged`: it was like this before. `refused`: it stays as it was, and `problem` says why.
       * @enum {string}
       */
      outcome: "changed" | "unchanged" | "refused";
      problem?: components["schemas"]["SeriesRefusal"];
    };
    /** @description What became of each event. Each was changed or refused by itself. */
    SeriesOutcomes: {
      seriesId: components["schemas"]["SeriesId"];
      /** @description Events that were changed. */
      changed: number;
      /** @description Events that were like this before. */
      unchanged: number;
      /** @description Events that stay as they were. */
      refused: number;
      /** @description The event itself and those that follow it, in their order. */
      data: components["schemas"]["SeriesOutcome"][];
    };
    /** @description Why an event was refused. */
    SeriesRefusal: {
      /**
       * @description The code of the problem that the event alone would have answered with.
       * @example capacity_below_taken
       */
      code: string;
      /** @description The problem in words. */
      detail: string;
    };
    /**
     * @description The recurrence rule that the series was made by, as it was understood. Left out where it is not
     * known: of series that were made before it was kept.
     * @example FREQ=WEEKLY;COUNT=10
     */
    SeriesRule: string;
    /**
     * @description The first date of the rule (its DTSTART), on the clock of `timezone`. Left out where the rule is not
     * known.
     * @example 2030-06-07T20:30:00
     */
    SeriesStart: string;
    /** @description A series in few words. */
    SeriesSummary: {
      seriesId: components["schemas"]["SeriesId"];
      /** @description The account of its organizer. */
      organizerId: components["schemas"]["UserId"];
      /** @description What its first event is called. */
      title: components["schemas"]["Title"];
      rrule?: components["schemas"]["SeriesRule"];
      localStartsAt?: components["schemas"]["SeriesStart"];
      timezone: components["schemas"]["SeriesTimezone"];
      exdates: components["schemas"]["SeriesExdates"];
      /** @description How many events it has, in every state. */
      events: number;
      /** @description When its first event begins. */
      firstStartsAt: components["schemas"]["Timestamp"];
      /** @description When its last event begins. */
      lastStartsAt: components["schemas"]["Timestamp"];
      /** @description When the next event begins that is not cancelled. Left out where none is to come. */
      nextStartsAt?: components["schemas"]["Timestamp"];
      /** @description When the series was made. */
      createdAt: components["schemas"]["Timestamp"];
    };
    /**
     * @description The zone on whose clock the rule was worked out.
     * @example Europe/Berlin
     */
    SeriesTimezone: string;
    /** @description Who is signed in, and the tokens of this session. */
    Session: {
      user: components["schemas"]["User"];
      tokens: components["schemas"]["Tokens"];
    };
    /** @example ses_01jz3t5m8qf0vab9x2k4c7d6eh */
    SessionId: string;
    SetHoldersBody: {
      /** @description The tickets to change, each once; the others stay as they are. */
      tickets: components["schemas"]["TicketHolder"][];
    };
    /**
     * @description Names and texts of your own, kept as they are: 50 names at most, of 40 characters, with texts of 500
     * characters; 2,000 bytes of JSON in all.
     * @example {
     *       "cart": "7711"
     *     }
     */
    SmallMetadata: {
      [key: string]: string;
    };
    /**
     * @description Names and texts of your own. Those that you name are added or take the place of what was there, null
     * removes one, and all others stay. Afterwards there may be as many as ever: 50 names, 2,000 bytes of JSON in all.
     * @example {
     *       "cart": "7712"
     *     }
     */
    SmallMetadataChanges: {
      [key: string]: string | null;
    };
    /** @description A message as Stripe sends it. */
    StripeWebhookBody: {
      [key: string]: unknown;
    };
    Suggestion: {
      /** @description What to complete the input to. */
      text: string;
      /**
       * @description What the text names.
       * @enum {string}
       */
      kind: "event" | "venue" | "city" | "category";
      /** @description Where `kind` is `event`. */
      eventId?: components["schemas"]["EventId"];
    };
    SuggestionList: {
      /** @description The suggestions, the best first. */
      data: components["schemas"]["Suggestion"][];
    };
    /**
     * @description Words to find it by.
     * @example [
     *       "classical",
     *       "open-air"
     *     ]
     */
    Tags: string[];
    /**
     * @description A test event: only its organizer's account and admins see it, only that account gets its seats, the
     * sandbox takes its payments, and its clock can be advanced. Whether an event is one never changes.
     */
    Test: boolean;
    TestClockBody: {
      /**
       * @description By how many seconds everything that is to come comes nearer: 365 days at most.
       * @example 600
       */
      advanceSeconds: number;
    };
    /** @description The event as it is now, and what has happened since its clock was advanced. */
    TestClockResult: {
      event: components["schemas"]["Event"];
      /** @description By how many seconds. */
      advancedSeconds: number;
      /** @description Reservations whose time was over: their seats are free again, or were offered to the waitlist. */
      reservationsExpired: number;
      /** @description Offers that nobody had accepted in time. Their waitlist entries have expired too. */
      offersExpired: number;
      /** @description Waitlist entries that have been offered seats. */
      offersMade: number;
      /** @description Entries that waited until the event, or the sales of all they waited for, had ended. */
      waitlistEntriesExpired: number;
    };
    /** @description One seat of a booking. */
    Ticket: {
      id: components["schemas"]["TicketId"];
      ticketTypeId: components["schemas"]["TicketTypeId"];
      code: components["schemas"]["TicketCode"];
      /**
       * @description The text of its QR picture, signed, so that scanners know it without a network. Draw it as it is,
       * or take `GET /bookings/{id}/tickets/{ticketId}/qr`. Where one booking is shown each of its valid tickets has
       * it; in lists it is left out.
       * @example EV1:GWA5F0000UG1/3DGP4R40000000KKD9F7UB8D
       */
      qr?: string;
      status: components["schemas"]["TicketStatus"];
      serial?: components["schemas"]["TicketSerial"];
      holder?: components["schemas"]["Holder"];
      answers?: components["schemas"]["Answers"];
    };
    /**
     * @description What can be read out at the door. It is good for the same one person as `qr`.
     * @example 7K2M-9QXD-4T8B-0ZRW
     */
    TicketCode: string;
    /** @description What is left out stays as it is; null takes it away. At least one of `holder` and `answers`. */
    TicketHolder: {
      /** @description A ticket of the booking. */
      ticketId: components["schemas"]["TicketId"];
      /** @description Takes the place of the holder that the ticket has; null takes that away. */
      holder?: components["schemas"]["Holder"] | null;
      /** @description Take the place of all answers of the ticket; null takes them away. */
      answers?: components["schemas"]["Answers"] | null;
    };
    /** @example tic_01jz3t5m8qf0vab9x2k4c7d6eh */
    TicketId: string;
    /** @description The ticket, as it was at this serial. Its code and its holder are read by API. */
    TicketMessageData: {
      id: components["schemas"]["TicketId"];
      bookingId: components["schemas"]["BookingId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user who has bought; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      ticketTypeId: components["schemas"]["TicketTypeId"];
      serial: components["schemas"]["TicketSerial"];
      /**
       * @description With `ticket.checked_in`: when it was let in, by the scanner's clock, but never later than the
       * server's.
       */
      admittedAt?: components["schemas"]["Timestamp"];
      /** @description With `ticket.transferred`: when it was. */
      transferredAt?: components["schemas"]["Timestamp"];
    };
    /** @description The ticket that the message is about. */
    TicketMessageResource: {
      /** @constant */
      type: "ticket";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /**
     * @description 1, and one more with each transfer: codes of an earlier serial are void.
     * @example 1
     */
    TicketSerial: number;
    /** @description How many have come. Null when the bookings can't be read at the moment. */
    TicketStats: {
      /** @description Tickets of confirmed bookings. */
      valid: number;
      /** @description How many of them have been let in at the door. */
      admitted: number;
    } | null;
    /**
     * @description `cancelled`: it lets nobody in any more.
     * @enum {string}
     */
    TicketStatus: "valid" | "cancelled";
    /** @description That a ticket was given to another holder. */
    TicketTransfer: {
      /** @description The ticket's serial from then on. */
      serial: number;
      /** @description Who had it; left out where nobody was named or the person was erased. */
      from?: components["schemas"]["Holder"];
      /** @description Who got it; left out where the person was erased. */
      to?: components["schemas"]["Holder"];
      /**
       * @description `buyer`: the account that has bought. `organizer`: who runs the event.
       * @enum {string}
       */
      by: "buyer" | "organizer";
      transferredAt: components["schemas"]["Timestamp"];
    };
    TicketTransferList: {
      /** @description The transfers of the ticket, oldest first. */
      data: components["schemas"]["TicketTransfer"][];
    };
    /** @description `ticket.transferred` */
    TicketTransferredMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "ticket.transferred";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["TicketMessageResource"];
      data: components["schemas"]["TicketMessageData"];
    };
    /** @description A priced class of seat within an event. */
    TicketType: {
      id: components["schemas"]["TicketTypeId"];
      name: components["schemas"]["TicketTypeName"];
      description?: components["schemas"]["TicketTypeDescription"];
      /** @description The same in other languages; only whoever runs the event is shown all of them. */
      translations?: components["schemas"]["TicketTypeTranslations"];
      priceMinor: components["schemas"]["AmountMinor"];
      currency: components["schemas"]["Currency"];
      /** @description Seats of this type; without it only the event's capacity applies. */
      capacity?: number;
      maxPerUser?: components["schemas"]["MaxPerUser"];
      salesStartAt?: components["schemas"]["Timestamp"];
      salesEndAt?: components["schemas"]["Timestamp"];
      externalId?: components["schemas"]["TicketTypeExternalId"];
      /**
       * @description Only those who have an access code see it and get its seats. Told to the event's organizer alone,
       * who alone sees such types; left out of others.
       */
      hidden?: boolean;
      sales: components["schemas"]["SalesWindow"];
      /**
       * @description Seats of this type that can be reserved now, as far as the type's and the event's capacity allow;
       * 0 while it is not on sale.
       */
      available: number;
    };
    TicketTypeAvailability: {
      id: components["schemas"]["TicketTypeId"];
      /** @description Seats that can be reserved now; 0 while the type is not on sale. */
      available: number;
      sales: components["schemas"]["SalesWindow"];
      /**
       * Format: date-time
       * @description When sales begin. Missing unless `upcoming`.
       */
      salesStartAt?: string;
    };
    /**
     * @description What is left out stays as it is; null clears an optional field. The currency is the event's and
     * stays.
     */
    TicketTypeChanges: {
      name?: components["schemas"]["TicketTypeName"];
      /** @description What buyers get with it; null takes it away. */
      description?: string | null;
      /** @description All translations: those that are there and left out here go; null takes all away. */
      translations?: components["schemas"]["TicketTypeTranslations"] | null;
      priceMinor?: components["schemas"]["AmountMinor"];
      /** @description Seats of this type; null: only the event's capacity applies. */
      capacity?: number | null;
      /** @description How many one buyer may have; null: no limit of its own. */
      maxPerUser?: number | null;
      /**
       * Format: date-time
       * @description When sales begin, before the event ends; null: when the event is published.
       */
      salesStartAt?: string | null;
      /**
       * Format: date-time
       * @description When sales end, no later than the event; null: with the event.
       */
      salesEndAt?: string | null;
      /** @description Your own id of the ticket type, unique among those of its event; null takes it away. */
      externalId?: string | null;
      /** @description Nobody but you sees it, nobody waits for it, and only an access code gets its seats. */
      hidden?: boolean;
    };
    /**
     * @description What buyers get with it.
     * @example On the balcony, with a drink.
     */
    TicketTypeDescription: string;
    /**
     * @description Your own id of the ticket type, unique among those of its event.
     * @example balcony
     */
    TicketTypeExternalId: string;
    /** @example tkt_01jz3t5m8qf0vab9x2k4c7d6eh */
    TicketTypeId: string;
    /**
     * @description What the ticket type is called.
     * @example General Admission
     */
    TicketTypeName: string;
    TicketTypeStats: {
      id: components["schemas"]["TicketTypeId"];
      /** @description Its name. */
      name: string;
      /** @description Missing where only the event's capacity applies. */
      capacity?: number;
      availableSeats: components["schemas"]["Seats"];
      pooledSeats: components["schemas"]["Seats"];
      heldSeats: components["schemas"]["Seats"];
      soldSeats: components["schemas"]["Seats"];
      /** @description What was paid for it, in the currency's minor unit (cents). */
      revenueMinor: number;
    };
    TicketTypeToMake: {
      name: components["schemas"]["TicketTypeName"];
      description?: components["schemas"]["TicketTypeDescription"];
      translations?: components["schemas"]["TicketTypeTranslations"];
      priceMinor: components["schemas"]["AmountMinor"];
      currency: components["schemas"]["Currency"];
      /** @description Seats of this type; without it only the event's capacity applies. */
      capacity?: number;
      maxPerUser?: components["schemas"]["MaxPerUser"];
      /**
       * Format: date-time
       * @description When sales begin, before the event ends; without it they begin when the event is published.
       */
      salesStartAt?: string;
      /**
       * Format: date-time
       * @description When sales end, no later than the event; without it they end with the event. It stays as it is
       * when the event is moved.
       */
      salesEndAt?: string;
      externalId?: components["schemas"]["TicketTypeExternalId"];
      /** @description Nobody but you sees it, nobody waits for it, and only an access code gets its seats. */
      hidden?: boolean;
    };
    /**
     * @description What a ticket type is called and what it is, in another language. What is left out is shown as it
     * was written.
     */
    TicketTypeTranslation: {
      name?: components["schemas"]["TicketTypeName"];
      description?: components["schemas"]["TicketTypeDescription"];
    };
    /**
     * @description By language tags of BCP 47, such as `de` or `pt-BR`: name and description in other languages than
     * the event's own `language`. Readers get the one that their `Accept-Language` asks for. 5,000 characters in all.
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
     * @description RFC 3339, UTC, milliseconds.
     * @example 2030-06-01T18:30:00.000Z
     */
    Timestamp: string;
    /**
     * @description Time zone of the place: a name of the tz database, spelt as it is there. A link is kept as it is.
     * @example Europe/Berlin
     */
    Timezone: string;
    /**
     * @description What the event is called.
     * @example Night of Strings
     */
    Title: string;
    /** @description What a signed-in user sends and renews. */
    Tokens: {
      /** @description Send it as `Authorization: Bearer …`. */
      accessToken: string;
      refreshToken: components["schemas"]["RefreshToken"];
      /**
       * @description How the access token is sent: `Authorization: Bearer …`.
       * @constant
       */
      tokenType: "Bearer";
      /**
       * @description How long the access token is good for, in seconds.
       * @example 900
       */
      expiresInSeconds: number;
    };
    TransferBody: {
      /** @description The person who comes with the ticket from now on. */
      holder: components["schemas"]["Holder"];
      /** @description Their answers. Without them the ticket has none: the former holder's are taken away. */
      answers?: components["schemas"]["Answers"];
    };
    /**
     * @description What an event is called and is about, in another language. What is left out is shown as it was
     * written.
     */
    Translation: {
      title?: components["schemas"]["Title"];
      description?: components["schemas"]["Description"];
    };
    /**
     * @description By language tags of BCP 47, such as `de` or `pt-BR`: title and description in other languages.
     * Readers get the one that their `Accept-Language` asks for; all of them are searched. 30,000 characters in all.
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
     * @description How many events of the result have a value that the facet does not list, because it lists the first
     * 20 only. 0 says that the list is whole.
     */
    UnlistedCounts: {
      /** @description By their category. */
      category: number;
      /** @description By their city. */
      city: number;
      /** @description By their month. */
      month: number;
    };
    /** @description What is left out stays as it is. */
    UpdateProfileBody: {
      name?: components["schemas"]["PersonName"];
      email?: components["schemas"]["Email"];
      /** @description With a new email, to show that it is you. */
      currentPassword?: string;
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
      mode?: components["schemas"]["WebhookMode"];
      /** @description null removes it. */
      externalId?: string | null;
      metadata?: components["schemas"]["MetadataChanges"];
      /**
       * @description `true`: nothing is sent to it, and what is still to be sent is given up. `false`: it gets what
       * happens from now on.
       */
      disabled?: boolean;
    };
    /** @description An account. */
    User: {
      id: components["schemas"]["UserId"];
      email: components["schemas"]["Email"];
      /** @description Whether somebody has shown that they read mail at this address. */
      emailVerified: boolean;
      name: components["schemas"]["PersonName"];
      role: components["schemas"]["Role"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example usr_01jz3t5m8qf0vab9x2k4c7d6eh */
    UserId: string;
    /** @description A place where events happen. */
    Venue: {
      id: components["schemas"]["VenueId"];
      name: components["schemas"]["VenueName"];
      address?: components["schemas"]["Address"];
      city: components["schemas"]["City"];
      country: components["schemas"]["Country"];
      location?: components["schemas"]["Location"];
      timezone: components["schemas"]["Timezone"];
      externalId?: components["schemas"]["VenueExternalId"];
      /** @description Names and texts of your own. Shown to whose venue it is alone, and never with an event. */
      metadata?: components["schemas"]["Metadata"];
      organizerId?: components["schemas"]["UserId"];
      version: components["schemas"]["Version"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
    };
    /** @description What is left out stays as it is; null clears an optional field. */
    VenueChanges: {
      name?: components["schemas"]["VenueName"];
      /** @description Street and number; null takes it away. */
      address?: string | null;
      city?: components["schemas"]["City"];
      country?: components["schemas"]["Country"];
      /** @description Where it is on the earth; null takes it away. */
      location?: components["schemas"]["Location"] | null;
      timezone?: components["schemas"]["Timezone"];
      /** @description Your own id of the venue, unique among your venues; null takes it away. */
      externalId?: string | null;
      metadata?: components["schemas"]["MetadataChanges"];
    };
    /**
     * @description Your own id of the venue, unique among your venues.
     * @example harbour-hall
     */
    VenueExternalId: string;
    /** @example ven_01jz3t5m8qf0vab9x2k4c7d6eh */
    VenueId: string;
    VenueList: {
      /** @description The venues of this page. */
      data: components["schemas"]["Venue"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description What the venue is called.
     * @example Harbour Hall
     */
    VenueName: string;
    /** @description A venue as it is now, and what became of it. */
    VenuePut: {
      id: components["schemas"]["VenueId"];
      name: components["schemas"]["VenueName"];
      address?: components["schemas"]["Address"];
      city: components["schemas"]["City"];
      country: components["schemas"]["Country"];
      location?: components["schemas"]["Location"];
      timezone: components["schemas"]["Timezone"];
      externalId?: components["schemas"]["VenueExternalId"];
      /** @description Names and texts of your own. Shown to whose venue it is alone, and never with an event. */
      metadata?: components["schemas"]["Metadata"];
      organizerId?: components["schemas"]["UserId"];
      version: components["schemas"]["Version"];
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
      /** @description It was like this before, and nothing was written. */
      unchanged: boolean;
    };
    /** @description A venue to be made. */
    VenueToMake: {
      name: components["schemas"]["VenueName"];
      address?: components["schemas"]["Address"];
      city: components["schemas"]["City"];
      country: components["schemas"]["Country"];
      location?: components["schemas"]["Location"];
      timezone: components["schemas"]["Timezone"];
      externalId?: components["schemas"]["VenueExternalId"];
      metadata?: components["schemas"]["Metadata"];
    };
    /** @description Goes up with every change. */
    Version: number;
    /** @description `waitlist.changed` */
    WaitlistChangedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.changed";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** @description `waitlist.converted` */
    WaitlistConvertedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.converted";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** @description `waitlist.declined` */
    WaitlistDeclinedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.declined";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** @description One buyer's entry in an event's waitlist. */
    WaitlistEntry: {
      id: components["schemas"]["WaitlistEntryId"];
      eventId: components["schemas"]["EventId"];
      userId: components["schemas"]["UserId"];
      buyer?: components["schemas"]["Buyer"];
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** @description How many seats. */
      quantity: number;
      /** @description Whether fewer seats than `quantity` may be offered. */
      acceptFewer: boolean;
      /**
       * @description How often seats that this entry waits for were offered to a later entry that asks for fewer:
       * because the event's policy is `skip`, or because they had been kept for `claimSecondsMax`. To be served sooner,
       * ask for fewer seats or accept fewer. Counted only at the front of a long waitlist.
       */
      passedOver: number;
      status: components["schemas"]["WaitlistStatus"];
      expiredReason?: components["schemas"]["WaitlistExpiredReason"];
      /** @description 1 is the head of the waitlist; 0 when the entry no longer waits: it has an offer or has ended. */
      position: number;
      offer?: components["schemas"]["WaitlistOffer"];
      /** @description The reservation that the accepted offer became. */
      reservationId?: components["schemas"]["ReservationId"];
      /**
       * @description When a mail server took the mail that tells the buyer of the offer. Left out before that, where no
       * mails are sent to buyers, and for buyers that an account has named.
       */
      notifiedAt?: components["schemas"]["Timestamp"];
      /** @description Names and texts of your own. They go when its buyer is erased. */
      metadata?: components["schemas"]["SmallMetadata"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @example wle_01jz3t5m8qf0vab9x2k4c7d6eh */
    WaitlistEntryId: string;
    WaitlistEntryList: {
      /** @description The entries of this page. */
      data: components["schemas"]["WaitlistEntry"][];
      /** @description Whether there is another page. */
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /** @description `waitlist.expired` */
    WaitlistExpiredMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.expired";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /**
     * @description Why the entry is `expired`: its offer was not accepted in time, nothing that it waits for is sold
     * any more, or a limit was lowered by which the buyer may have no more of it. More reasons may come.
     * @enum {string}
     */
    WaitlistExpiredReason: "offer_expired" | "sales_ended" | "event_ended" | "limit_lowered";
    /** @description `waitlist.joined` */
    WaitlistJoinedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.joined";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** @description `waitlist.left` */
    WaitlistLeftMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.left";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /** @description The waitlist entry, as it was at this version of its event's inventory. */
    WaitlistMessageData: {
      id: components["schemas"]["WaitlistEntryId"];
      eventId: components["schemas"]["EventId"];
      /** @description The user who waits; for a person that an account has named, that account. */
      userId: components["schemas"]["UserId"];
      /** @description Left out where seats of any type will do. */
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      /** @description Seats asked for. */
      quantity: number;
      acceptFewer: boolean;
      status: components["schemas"]["WaitlistStatus"];
      expiredReason?: components["schemas"]["WaitlistExpiredReason"];
      offer?: components["schemas"]["MessageOffer"];
      /** @description The reservation that the accepted offer became. */
      reservationId?: components["schemas"]["ReservationId"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description The waitlist entry that the message is about. */
    WaitlistMessageResource: {
      /** @constant */
      type: "waitlist_entry";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description Seats set aside for this entry alone, until `expiresAt`: that is never after their sales end. */
    WaitlistOffer: {
      /** @description How many seats. */
      quantity: number;
      expiresAt: components["schemas"]["Timestamp"];
    };
    /** @description `waitlist.offered` */
    WaitlistOfferedMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      /** @constant */
      type: "waitlist.offered";
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WaitlistMessageResource"];
      data: components["schemas"]["WaitlistMessageData"];
    };
    /**
     * @description Who is next in the waitlist when its head asks for more seats than are free: `strict` waits for the
     * head, `skip` passes it over at most `skipMax` times.
     */
    WaitlistPolicy: {
      /**
       * @description What is done when the head asks for more.
       * @enum {string}
       */
      order: "strict" | "skip";
      /** @description With `skip` only; 3 by default. */
      skipMax?: number;
    };
    /**
     * @description Where the entry stands. `converted`: its offer has become a reservation.
     * @enum {string}
     */
    WaitlistStatus: "waiting" | "offered" | "converted" | "expired" | "declined" | "left";
    /** @description One time that the message was sent. */
    WebhookAttempt: {
      /** @description Its number, from 1. */
      attempt: number;
      startedAt: components["schemas"]["Timestamp"];
      /** @description In milliseconds, until the end of the answer, or until it failed. */
      durationMs: number;
      /** @description The HTTP status; left out if there was none. */
      status?: number;
      /** @description The beginning of the answer: 4,096 characters at most. */
      answer?: string;
      /** @description In words, why this attempt did not count as delivered. */
      error?: string;
    };
    /** @description One message on its way to one endpoint. Kept for 30 days. */
    WebhookDelivery: {
      id: components["schemas"]["WebhookDeliveryId"];
      messageId: components["schemas"]["WebhookMessageId"];
      type: components["schemas"]["WebhookMessageType"];
      status: components["schemas"]["WebhookDeliveryStatus"];
      /** @description How often it has been sent or is being sent. */
      attempts: number;
      lastAttemptAt?: components["schemas"]["Timestamp"];
      /** @description The HTTP status of the last answer; left out if there was none. */
      lastStatus?: number;
      /**
       * @description Not before this. While an earlier message about the same resource is still to be sent, this one
       * waits for it.
       */
      nextAttemptAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description A delivery with its attempts and with what is sent. */
    WebhookDeliveryDetails: {
      id: components["schemas"]["WebhookDeliveryId"];
      messageId: components["schemas"]["WebhookMessageId"];
      type: components["schemas"]["WebhookMessageType"];
      status: components["schemas"]["WebhookDeliveryStatus"];
      /** @description How often it has been sent or is being sent. */
      attempts: number;
      lastAttemptAt?: components["schemas"]["Timestamp"];
      /** @description The HTTP status of the last answer; left out if there was none. */
      lastStatus?: number;
      /**
       * @description Not before this. While an earlier message about the same resource is still to be sent, this one
       * waits for it.
       */
      nextAttemptAt?: components["schemas"]["Timestamp"];
      createdAt: components["schemas"]["Timestamp"];
      /** @description Its attempts that have ended, the last one first; the last 100 of them. */
      attemptList: components["schemas"]["WebhookAttempt"][];
      /** @description The body of the request as it is sent; the bytes that are signed. */
      body: string;
    };
    /** @example whd_01jz3t5m8qf0vab9x2k4c7d6eh */
    WebhookDeliveryId: string;
    WebhookDeliveryList: {
      data: components["schemas"]["WebhookDelivery"][];
      hasMore: boolean;
      nextCursor: components["schemas"]["NextCursor"];
    };
    /**
     * @description `pending`: not tried yet, or under way. `delivered`: answered with 2xx. `failed`: will be tried
     * again at `nextAttemptAt`. `abandoned`: will not be tried again.
     * @enum {string}
     */
    WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "abandoned";
    /**
     * @description What it is for.
     * @example Orders of the shop
     */
    WebhookDescription: string;
    /** @description A URL of yours that messages are sent to. */
    WebhookEndpoint: {
      id: components["schemas"]["WebhookEndpointId"];
      externalId?: components["schemas"]["WebhookExternalId"];
      url: components["schemas"]["WebhookUrl"];
      types: components["schemas"]["WebhookMessageTypes"];
      description?: components["schemas"]["WebhookDescription"];
      mode: components["schemas"]["WebhookMode"];
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * @description Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the
       * activity feed.
       */
      disabled: boolean;
      /**
       * @description Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had
       * arrived for three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /**
       * @description When the first of the messages failed that nothing has arrived since. Left out while all is well.
       */
      failingSince?: components["schemas"]["Timestamp"];
      metadata: components["schemas"]["Metadata"];
      /** @description Goes up with every change. */
      version: number;
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
    /** @description An endpoint as it is now, and what became of it. */
    WebhookEndpointPut: {
      id: components["schemas"]["WebhookEndpointId"];
      externalId?: components["schemas"]["WebhookExternalId"];
      url: components["schemas"]["WebhookUrl"];
      types: components["schemas"]["WebhookMessageTypes"];
      description?: components["schemas"]["WebhookDescription"];
      mode: components["schemas"]["WebhookMode"];
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * @description Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the
       * activity feed.
       */
      disabled: boolean;
      /**
       * @description Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had
       * arrived for three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /**
       * @description When the first of the messages failed that nothing has arrived since. Left out while all is well.
       */
      failingSince?: components["schemas"]["Timestamp"];
      metadata: components["schemas"]["Metadata"];
      /** @description Goes up with every change. */
      version: number;
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
      /** @description It was like this before, and nothing was written. */
      unchanged: boolean;
      /** @description Only where the endpoint was made: shown this once, keep it safe. */
      secret?: components["schemas"]["WebhookSecret"];
    };
    /** @description An endpoint, this once with the secret that signs its messages. */
    WebhookEndpointWithSecret: {
      id: components["schemas"]["WebhookEndpointId"];
      externalId?: components["schemas"]["WebhookExternalId"];
      url: components["schemas"]["WebhookUrl"];
      types: components["schemas"]["WebhookMessageTypes"];
      description?: components["schemas"]["WebhookDescription"];
      mode: components["schemas"]["WebhookMode"];
      payloadVersion: components["schemas"]["WebhookPayloadVersion"];
      /**
       * @description Nothing is sent to a disabled endpoint, and nothing is kept for it: read what it missed in the
       * activity feed.
       */
      disabled: boolean;
      /**
       * @description Only of a disabled one. `owner`: you did it. `gone`: it answered 410. `failing`: no message had
       * arrived for three days.
       * @enum {string}
       */
      disabledReason?: "owner" | "gone" | "failing";
      /**
       * @description When the first of the messages failed that nothing has arrived since. Left out while all is well.
       */
      failingSince?: components["schemas"]["Timestamp"];
      metadata: components["schemas"]["Metadata"];
      /** @description Goes up with every change. */
      version: number;
      createdAt: components["schemas"]["Timestamp"];
      updatedAt: components["schemas"]["Timestamp"];
      secret: components["schemas"]["WebhookSecret"];
    };
    /**
     * @description Your own id of the endpoint, unique among your endpoints.
     * @example shop-production
     */
    WebhookExternalId: string;
    /**
     * @description A notice of something that happened to one resource. It has no personal data: no names, emails,
     * buyers' references, metadata or codes. Who may see those reads them by API. The same fact is told once to each
     * account that it concerns: to the event's organizer all of them; to the account that has reserved, booked or
     * waits, those of its own.
     */
    WebhookMessage: {
      /** @description The same however often the message is sent: by it, one that was received twice is known. */
      id: components["schemas"]["WebhookMessageId"];
      type: components["schemas"]["WebhookMessageType"];
      occurredAt: components["schemas"]["Timestamp"];
      /** @description Whether it is about a test event. */
      test: boolean;
      resource: components["schemas"]["WebhookResource"];
      /**
       * @description The resource as it was at this version; what it has for each type is described under `webhooks`.
       */
      data: {
        [key: string]: unknown;
      };
    };
    /** @example msg_01jz3t5m8qf0vab9x2k4c7d6eh */
    WebhookMessageId: string;
    /**
     * @description What a message is about. More types may come.
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
     * @description `live`: messages about ordinary events; `test`: those about test events. Never both.
     * @enum {string}
     */
    WebhookMode: "live" | "test";
    /**
     * @description The version of the contract whose shapes the messages have: the one of the day on which the endpoint
     * was made. It stays.
     * @example 2026-11-01
     */
    WebhookPayloadVersion: string;
    /** @description What the message is about. */
    WebhookResource: {
      /** @enum {string} */
      type: "event" | "reservation" | "booking" | "ticket" | "waitlist_entry" | "inventory";
      /**
       * @description The resource's id; for an inventory, its event's.
       * @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh
       */
      id: string;
      /**
       * @description Never goes down for one resource: of two messages, the one with the higher version is the later.
       * An event and a booking have versions of their own, a ticket has its serial; reservations, waitlist entries and
       * the inventory have that of their event's inventory. Two messages of one resource with the same version follow
       * each other in the order of the feed.
       */
      version: number;
    };
    /** @description What its messages are signed with. Shown only now: keep it safe. */
    WebhookSecret: string;
    /**
     * Format: uri
     * @description An https URL. Its host must have public addresses alone, which is looked at whenever a message is
     * sent; redirects are not followed.
     * @example https://shop.example.com/evently
     */
    WebhookUrl: string;
    /**
     * @description A page about the event, at an https URL. It is shown as you give it.
     * @example https://harbour-hall.example.com/strings
     */
    WebsiteUrl: string;
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
        /** @description Your own id of the person, as you have named them. */
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
        /** @description The session. */
        sessionId: components["schemas"]["SessionId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.listApiKeys": {
    parameters: {
      query: {
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The API key. */
        apiKeyId: components["schemas"]["ApiKeyId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.listUsers": {
    parameters: {
      query: {
        /** @description Only the account with this email. */
        email?: components["schemas"]["Email"];
        /** @description Only accounts with this role. */
        role?: components["schemas"]["Role"];
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The account. */
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
        /** @description The account. */
        userId: components["schemas"]["UserId"];
      };
    };
    responses: {
      202: {};
    };
  };
  "events.list": {
    parameters: {
      query: {
        /** @description Only events of this category. */
        category?: components["schemas"]["Category"];
        /** @description Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** @description Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** @description Only those that begin at this time or later. */
        startsAfter?: components["schemas"]["Timestamp"];
        /** @description Only those that begin before this time. */
        startsBefore?: components["schemas"]["Timestamp"];
        /**
         * @description Only events whose prices are in it. Needed for prices when the events that are found have
         * several currencies.
         */
        currency?: components["schemas"]["PastCurrency"];
        /** @description Only those with a ticket on offer at this price or below, in minor units. */
        maxPrice?: components["schemas"]["AmountMinor"];
        /** @description Only those that have seats left (true) or have none (false). */
        available?: boolean;
        /** @description A minus reverses the order. */
        sort: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The event. */
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
      query: {
        /** @description Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** @description Only venues in this country. */
        country?: components["schemas"]["Country"];
        /** @description Only venues with this external id. Each account has its own: name yours with `mine`. */
        externalId?: components["schemas"]["VenueExternalId"];
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description Only venues of this account. */
        organizerId?: components["schemas"]["UserId"];
        /** @description Only venues that you have made; nobody who is not signed in has any. */
        mine?: boolean;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The venue. */
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
        /** @description Your own id of the venue. */
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
        /** @description The venue. */
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
        /** @description The venue. */
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
      query: {
        /** @description Only events in this status. */
        status?: components["schemas"]["EventStatus"];
        /** @description Only the event with this external id. */
        externalId?: components["schemas"]["ExternalId"];
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** @description Only test events, or only live ones. */
        test?: boolean;
        /** @description A minus reverses the order. */
        sort: "startsAt" | "-startsAt" | "createdAt" | "-createdAt";
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description Your own id of the event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The id of a series: `seriesId` of its events. */
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
      query: {
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
        /** @description The ticket type. */
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
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
        /** @description The ticket type. */
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
        /** @description The event. */
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
        /** @description The event. */
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
      query: {
        /** @description Without it, those that wait or have an offer. */
        status?: components["schemas"]["WaitlistStatus"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
      query: {
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
        /** @description The reseller's account. */
        accountId: components["schemas"]["UserId"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.listPromotions": {
    parameters: {
      query: {
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
        /** @description The promotion. */
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
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
        /** @description The promotion. */
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
      query: {
        /** @description Only those of one hold. */
        holdId?: components["schemas"]["HoldId"];
        /** @description Only those of one ticket type. */
        ticketTypeId?: components["schemas"]["TicketTypeId"];
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The reservation. */
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
        /** @description The reservation. */
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
      query: {
        /** @description Only those of one event. */
        eventId?: components["schemas"]["EventId"];
        /** @description Only bookings in this status. */
        status?: components["schemas"]["BookingStatus"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /** @description Only those with this `externalId`. There may be several. */
        externalId?: components["schemas"]["LabelExternalId"];
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The booking. */
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
        /** @description The booking. */
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
        /** @description The booking. */
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
        /** @description A booking of an event that you organize. */
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
        /** @description A booking of an event that you organize. */
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
        /** @description The booking. */
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
        /** @description The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** @description A ticket of the booking. */
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
        /** @description The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** @description A ticket of the booking. */
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
      query: {
        /**
         * @description Width and height in pixels, at most: a PNG has the largest whole number of pixels for each
         * square that fits.
         */
        size: number;
      };
      path: {
        /** @description The booking. */
        bookingId: components["schemas"]["BookingId"];
        /** @description The ticket. */
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
        /** @description The booking. */
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
        /** @description A booking whose refund has failed. */
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
      query: {
        /** @description Only bookings in this status. */
        status?: components["schemas"]["BookingStatus"];
        /** @description Only bookings whose refund is in this status, e.g. `needs_attention`. */
        refund?: components["schemas"]["RefundStatus"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /** @description Only those with this `externalId`. There may be several. */
        externalId?: components["schemas"]["LabelExternalId"];
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description In CSV only: what is between the cells, `,` or `;`. */
        separator: "comma" | "semicolon";
        /** @description In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8. */
        bom: boolean;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
      query: {
        /** @description Only tickets in this status. */
        status?: components["schemas"]["TicketStatus"];
        /** @description Only tickets that have let somebody in, or only the others. */
        admitted?: boolean;
        /** @description Only tickets of this type. */
        ticketTypeId?: components["schemas"]["TicketTypeId"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /**
         * @description The `after` of an earlier answer: only tickets that have been sold, transferred, cancelled or
         * let in since. With `cursor` it has no meaning.
         */
        after?: string;
        /** @description In CSV only: what is between the cells, `,` or `;`. */
        separator: "comma" | "semicolon";
        /** @description In CSV only: begin with a byte order mark, by which some spreadsheets know UTF-8. */
        bom: boolean;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
      query: {
        /** @description Only scans of which this was said. */
        verdict?: components["schemas"]["CheckInVerdict"];
        /** @description Only scans that conflict with the admission that stands, or only the others. */
        conflict?: boolean;
        /** @description Only scans of this ticket. */
        ticketId?: components["schemas"]["TicketId"];
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
        /** @description The event. */
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
      query: {
        /** @description The `nextCursor` of the page before. Without it the list begins. */
        after?: string;
        /** @description How many tickets a page may have, but for the rest of a booking. */
        limit: number;
      };
      path: {
        /** @description The event. */
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
      query: {
        /** @description Only those of one event. */
        eventId?: components["schemas"]["EventId"];
        /** @description Only entries in this status. */
        status?: components["schemas"]["WaitlistStatus"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The waitlist entry. */
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
        /** @description The waitlist entry. */
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
        /** @description The waitlist entry. */
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
        /** @description The waitlist entry. */
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
        /** @description The waitlist entry. */
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
      query: {
        /** @description What to look for; without it, everything. */
        q?: string;
        /** @description Only events of this category. */
        category?: components["schemas"]["Category"];
        /** @description Only the events of this series. */
        seriesId?: components["schemas"]["SeriesId"];
        /** @description Case, accents and punctuation do not matter. */
        city?: components["schemas"]["City"];
        /** @description A point on the map: `lat,lon`, in degrees, -90 to 90 and -180 to 180. */
        near?: string;
        /** @description How far from `near`. Less than one metre counts as one metre. */
        radiusKm: number;
        /** @description Only those that begin at this time or later. */
        startsAfter?: components["schemas"]["Timestamp"];
        /** @description Only those that begin before this time. */
        startsBefore?: components["schemas"]["Timestamp"];
        /**
         * @description Only events whose prices are in it. Needed for prices, and to sort by them, when the events that
         * are found have several currencies.
         */
        currency?: components["schemas"]["PastCurrency"];
        /**
         * @description Only those with a ticket on offer at this price or above, in minor units; with `maxPrice`, one
         * ticket between both.
         */
        minPrice?: components["schemas"]["AmountMinor"];
        /** @description Only those with a ticket on offer at this price or below, in minor units. */
        maxPrice?: components["schemas"]["AmountMinor"];
        /** @description Only those that have seats left (true) or have none (false). */
        available?: boolean;
        /** @description Best, soonest, cheapest or nearest first. Without words the best are the soonest. */
        sort: "relevance" | "date" | "price" | "distance";
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description The letters so far. */
        q: string;
        /** @description How many at most. */
        limit: number;
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
      query: {
        /** @description Only the endpoint with this external id. */
        externalId?: string;
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
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
        /** @description Your own id of the endpoint. */
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
        /** @description The webhook endpoint. */
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
        /** @description The webhook endpoint. */
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
        /** @description The webhook endpoint. */
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
        /** @description The webhook endpoint. */
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
        /** @description The webhook endpoint. */
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
      query: {
        /** @description Only those that are in this state. */
        status?: components["schemas"]["WebhookDeliveryStatus"];
        /** @description How many a page. */
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor?: string;
      };
      path: {
        /** @description The webhook endpoint. */
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
        /** @description The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
        /** @description The delivery. */
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
        /** @description The webhook endpoint. */
        webhookEndpointId: components["schemas"]["WebhookEndpointId"];
        /** @description The delivery. */
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
      query: {
        /** @description The `nextCursor` of the page before. It goes before `since` and `from`. */
        after?: string;
        /**
         * @description Without `after`: begin with what was told at this time or later. Whatever has happened since
         * then is among it.
         */
        since?: components["schemas"]["Timestamp"];
        /**
         * @description Without `after` and `since`: begin with the oldest message that is kept, or with the next one
         * that comes.
         */
        from: "beginning" | "end";
        /** @description Only messages of these types; may be repeated. */
        types?: components["schemas"]["WebhookMessageTypes"];
        /**
         * @description Only messages about the resource with this id: an event, a reservation, a booking, a waitlist
         * entry. Those of an inventory have the id of its event.
         */
        resourceId?: string;
        /** @description Only messages about this event, and about what belongs to it. */
        eventId?: components["schemas"]["EventId"];
        /** @description Messages of live events, or those of test events. */
        mode: "live" | "test";
        /** @description How many seconds to wait for a message where there is none yet. */
        wait: number;
        /** @description How many a page. */
        limit: number;
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
        /** @description The problem's code. */
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
