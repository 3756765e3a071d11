// Made from openapi/internal.yaml by `npm run generate` (openapi/generator/). Do not edit.

export interface components {
  schemas: {
    AcceptInput: {
      eventId: components["schemas"]["EventId"];
      promotionCode?: components["schemas"]["PromotionCode"];
    };
    /**
     * @description Street and number.
     * @example 1 Quay Street
     */
    Address: string;
    /**
     * @description Money in the currency's minor unit (cents).
     * @example 4500
     */
    AmountMinor: number;
    /** @example key_01jz3t5m8qf0vab9x2k4c7d6eh */
    ApiKeyId: string;
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
    ApiKeyUses: {
      apiKeyIds: components["schemas"]["ApiKeyId"][];
    };
    /**
     * @description The account does not run the event: it names this buyer by a grant, if it has one, and within its
     * bound.
     */
    AsReseller: boolean;
    AtMost: {
      limit: number;
    };
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
      part: "bookings" | "journal" | "keys" | "messages";
      eventId?: components["schemas"]["EventId"];
      /** @description Where the page before ended. Left out for the first. */
      after?: string;
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
    AuditedHolds: {
      violations: components["schemas"]["AuditViolation"][];
    };
    AvailabilityChanges: {
      changes: components["schemas"]["SeatsLeft"][];
    };
    /** @description As it stands in the database, whatever that is. */
    BookedHold: {
      id: string;
      eventId: string;
      userId: string;
      bookingId: string;
      /** @description Left out while some of its tickets are being cancelled, and by a server of the release before. */
      validTickets?: number;
    };
    /** @example bkg_01jz3t5m8qf0vab9x2k4c7d6eh */
    BookingId: string;
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
     * @description Seats in all.
     * @example 120
     */
    Capacity: number;
    /**
     * @description One lower-case word or several joined by hyphens.
     * @example music
     */
    Category: string;
    ChangesAfterBody: {
      events: {
        eventId: components["schemas"]["EventId"];
        /** @description The version that is known. Left out where none is: from the beginning of messages on. */
        after?: components["schemas"]["InventoryVersion"];
        /** @description What was left at version `after`. */
        availableSeats?: number;
        /** @description The same of all ticket types together. */
        typeSeats?: number;
      }[];
      rowsMax: number;
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
    /**
     * @description ISO 3166-1 alpha-2 code, one that is assigned: GB, not UK.
     * @example DE
     */
    Country: string;
    /**
     * @description ISO 4217 code of a currency in use; no metals, funds or units of account.
     * @example EUR
     */
    Currency: string;
    /**
     * @description What the event is about.
     * @example Three quartets, one evening.
     */
    Description: string;
    /**
     * Format: idn-email
     * @description May have letters of any script (RFC 6531). Kept as given; compared without regard to case, to how
     * its letters are composed, and to whether its domain is in Unicode or in ASCII.
     * @example ada@example.com
     */
    Email: string;
    EmailBody: {
      email: components["schemas"]["Email"];
    };
    EntryChange: {
      eventId: components["schemas"]["EventId"];
      quantity?: number;
      acceptFewer?: boolean;
      metadata?: components["schemas"]["SmallMetadataChanges"];
    };
    /** @description What happened to a waitlist entry, and what never changes of it. */
    EntryStep: {
      version: components["schemas"]["InventoryVersion"];
      line: number;
      /** @enum {string} */
      state: "joined" | "changed" | "offered" | "converted" | "expired" | "declined" | "left";
      entryId: components["schemas"]["WaitlistEntryId"];
      userId: components["schemas"]["UserId"];
      ticketTypeId?: components["schemas"]["TicketTypeId"];
      quantity: number;
      acceptFewer: boolean;
      expiredReason?: string;
      createdAt: components["schemas"]["Timestamp"];
      /** @description Of an offer that was made or accepted. */
      hold?: components["schemas"]["SeatsOfHold"];
      expiresAt?: components["schemas"]["Timestamp"];
      at: components["schemas"]["Timestamp"];
    };
    Erased: {
      /** @description There may be more of them at once. */
      more: boolean;
      /** @description Something has to end first. */
      underWay: boolean;
    };
    /** @description Whom to erase, and what stands in their place. */
    Erasure: {
      userId: components["schemas"]["UserId"];
      /** @description One buyer that the account has named; without it the account itself, with all of them. */
      buyerReference?: string;
      /**
       * @description Makes what stands in a reference's place: the same in every service, and traced back by nobody.
       */
      salt: string;
      /** @description A buyer that the account has named since stays. */
      requestedSecondsAgo: number;
    };
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
    /** @description What has happened to an event; `data` is the message's. */
    EventFact: {
      place: components["schemas"]["Place"];
      eventId: components["schemas"]["EventId"];
      version: components["schemas"]["InventoryVersion"];
      /** @enum {string} */
      type: "event.published" | "event.updated" | "event.cancelled";
      data: {
        [key: string]: unknown;
      };
      at: components["schemas"]["Timestamp"];
      /** @description How long ago that was, by the clock that has set `at`. */
      ageSeconds: number;
    };
    EventFacts: {
      data: components["schemas"]["EventFact"][];
    };
    /** @description What the ids of its events end in. */
    EventGroup: string;
    /** @example evt_01jz3t5m8qf0vab9x2k4c7d6eh */
    EventId: string;
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
      /** @description A test event. */
      test?: boolean;
      /** @description Until `startsAt` when this was read, by the same clock. */
      startsInMs?: number;
      cancellationPolicy?: components["schemas"]["CancellationPolicy"];
    };
    /**
     * @description Your own id of the event, unique among your events.
     * @example spring-2030-17
     */
    ExternalId: string;
    FactsOfBody: {
      eventIds: components["schemas"]["EventId"][];
    };
    /** @description What never changes of an event. */
    FactsOfEvent: {
      id: components["schemas"]["EventId"];
      organizerId: components["schemas"]["UserId"];
      test: boolean;
    };
    FactsOfEvents: {
      data: components["schemas"]["FactsOfEvent"][];
    };
    ForgetFactsBody: {
      places: components["schemas"]["Place"][];
    };
    HeldItem: {
      ticketTypeId: components["schemas"]["TicketTypeId"];
      quantity: number;
      unitPriceMinor: components["schemas"]["AmountMinor"];
      unitDiscountMinor?: components["schemas"]["AmountMinor"];
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
      promotionId?: components["schemas"]["PromotionId"];
      /** @description The booking whose confirmation owns it or has bought it. */
      sagaId: string | null;
      /** @description The entry it was offered to. */
      waitlistEntryId: string | null;
      labels?: components["schemas"]["Labels"];
      idempotency?: components["schemas"]["RequestKey"];
      createdAt: components["schemas"]["Timestamp"];
      expiresAt: components["schemas"]["Timestamp"];
      /**
       * @description Milliseconds to `expiresAt` when the hold was read, by the clock of the database that keeps it;
       * not above zero when its time had passed. Only where a hold is looked at.
       */
      leftMs?: number;
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
    IndexEventBody: {
      event: components["schemas"]["Event"];
    };
    InventoriesChanges: {
      data: components["schemas"]["InventoryChanges"][];
    };
    /** @description What has happened to one inventory after version `after`, up to version `upTo`. */
    InventoryChanges: {
      eventId: components["schemas"]["EventId"];
      after: components["schemas"]["InventoryVersion"];
      upTo: components["schemas"]["InventoryVersion"];
      /** @description There is more while this is above `upTo`. */
      current: components["schemas"]["InventoryVersion"];
      /** @description How long ago the first of it happened. Left out where nothing moved. */
      ageSeconds?: number;
      /** @description What was left at version `after`. */
      availableSeats: number;
      /** @description The same of all ticket types together. */
      typeSeats: number;
      endsAt: components["schemas"]["Timestamp"];
      /** @description By which version the event was called off. Left out where it wasn't. */
      cancelledVersion?: components["schemas"]["InventoryVersion"];
      /**
       * @description What changed what is left, in its order. Versions in which the last seat goes or the first comes
       * back stand alone; those between two of them are summed up under the last of them.
       */
      versions: components["schemas"]["SeatsMoved"][];
      /** @description What happened to waitlist entries, in the order of the ledger. */
      steps: components["schemas"]["EntryStep"][];
      /**
       * @description The last uses of promotions that were taken, in the order of the ledger. Servers of earlier
       * releases leave it out.
       */
      usedUp?: components["schemas"]["PromotionUsedUp"][];
    };
    /** @description The inventory's version; goes up whenever seats move. */
    InventoryVersion: number;
    InventoryVersions: {
      data: components["schemas"]["VersionOfInventory"][];
    };
    JoinInput: {
      eventId: components["schemas"]["EventId"];
      buyer: components["schemas"]["SeatBuyer"];
      asReseller?: components["schemas"]["AsReseller"];
      quantity: number;
      /** @description Null: seats of any type will do. */
      ticketTypeId: string | null;
      acceptFewer: boolean;
      metadata?: components["schemas"]["SmallMetadata"];
      idempotency?: components["schemas"]["RequestKey"];
    };
    Joined: {
      place: components["schemas"]["WaitlistEntry"];
      /** @description The answer is replayed: this key got this entry before. */
      repeated: boolean;
    };
    /**
     * @description Your own id of it, such as the number of an order: a label to look for. Several may have the same.
     * It stays when its buyer is erased, so put nobody's name into it.
     * @example order-4711
     */
    LabelExternalId: string;
    /** @description What an account says of its reservation, in its own words. */
    Labels: {
      externalId?: components["schemas"]["LabelExternalId"];
      metadata?: components["schemas"]["SmallMetadata"];
    };
    /**
     * @description The language that title and description are written in: a tag of BCP 47.
     * @example en
     */
    Language: string;
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
    /**
     * @description Seats of this type that one buyer may have at most. Lowered, it also lowers what buyers wait for of
     * this type.
     */
    MaxPerUser: number;
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
    MoreToDo: {
      /** @description There may be more of them. */
      more: boolean;
    };
    NoteChangesBody: {
      /** @description Events whose inventories have changed. */
      inventories: components["schemas"]["EventId"][];
      /** @description Something has happened to events. */
      events: boolean;
    };
    OfEvent: {
      eventId: components["schemas"]["EventId"];
    };
    OfSaga: {
      eventId: components["schemas"]["EventId"];
      sagaId: components["schemas"]["BookingId"];
    };
    OpenEvents: {
      events: number;
    };
    /**
     * @description ISO 4217 code of a currency in use, or of one that has been withdrawn.
     * @example EUR
     */
    PastCurrency: string;
    /**
     * @description What the person is called.
     * @example Ada Lovelace
     */
    PersonName: string;
    Place: number;
    Places: {
      data: components["schemas"]["WaitlistEntry"][];
    };
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
    /** @description Who a user is, as they have told it. */
    Profile: {
      id: components["schemas"]["UserId"];
      name: components["schemas"]["PersonName"];
      email: components["schemas"]["Email"];
      /** @description Whether somebody has shown that they read mail there. */
      emailVerified?: boolean;
    };
    Profiles: {
      /** @description Of those that there are, in no order. */
      data: components["schemas"]["Profile"][];
    };
    ProfilesBody: {
      ids: components["schemas"]["UserId"][];
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
    /** @description The last use of a promotion was taken. */
    PromotionUsedUp: {
      version: components["schemas"]["InventoryVersion"];
      line: number;
      promotionId: components["schemas"]["PromotionId"];
      kind: components["schemas"]["PromotionKind"];
      /** @description How often it could be used then, and was. */
      usesMax: components["schemas"]["PromotionUsesMax"];
      at: components["schemas"]["Timestamp"];
    };
    /**
     * @description How often it can be used. Left out: without end.
     * @example 100
     */
    PromotionUsesMax: number;
    PublishedEvents: {
      data: components["schemas"]["Event"][];
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
    ReacquireHoldInput: {
      eventId: components["schemas"]["EventId"];
      sagaId: components["schemas"]["BookingId"];
      buyer: components["schemas"]["SeatBuyer"];
    };
    /** @description A caller's Idempotency-Key, with a fingerprint of what it stands for. */
    RequestKey: {
      key: string;
      fingerprint: string;
    };
    /** @example rsv_01jz3t5m8qf0vab9x2k4c7d6eh */
    ReservationId: string;
    ReservationStep: {
      eventId: components["schemas"]["EventId"];
      version: components["schemas"]["InventoryVersion"];
      line: number;
      /** @enum {string} */
      kind: "created" | "reacquired" | "expired" | "released";
      userId: components["schemas"]["UserId"];
      hold: components["schemas"]["SeatsOfHold"];
      /** @description Of one that was `created`: until when it can be confirmed. */
      expiresAt?: components["schemas"]["Timestamp"];
      at: components["schemas"]["Timestamp"];
    };
    ReservationSteps: {
      data: components["schemas"]["ReservationStep"][];
    };
    ReservationStepsBody: {
      pages: {
        eventId: components["schemas"]["EventId"];
        after: components["schemas"]["InventoryVersion"];
        upTo: components["schemas"]["InventoryVersion"];
        /** @description Left out: everybody's. */
        accounts?: components["schemas"]["UserId"][];
      }[];
    };
    /** @description Either `quantity` of the event's only ticket type, or `items`. */
    ReserveInput: {
      eventId: components["schemas"]["EventId"];
      buyer: components["schemas"]["SeatBuyer"];
      asReseller?: components["schemas"]["AsReseller"];
      quantity?: number;
      items?: components["schemas"]["SeatItem"][];
      promotionCode?: components["schemas"]["PromotionCode"];
      labels?: components["schemas"]["Labels"];
      idempotency?: components["schemas"]["RequestKey"];
    };
    Reserved: {
      hold: components["schemas"]["Hold"];
      /** @description The answer is replayed: this key got this hold before. */
      repeated: boolean;
    };
    /**
     * @description Attendees book, organizers also run their own events, admins may do everything.
     * @enum {string}
     */
    Role: "attendee" | "organizer" | "admin";
    RunningServices: {
      services: string[];
      /**
       * @description The release of the server.
       * @example 1.0.0
       */
      version: string;
    };
    /**
     * @description Whether seats can be had: sales have not begun (`salesStartAt` says when they do), are under way, or
     * are over.
     * @enum {string}
     */
    SalesWindow: "upcoming" | "open" | "ended";
    /** @description The person the seats are for. */
    SeatBuyer: {
      /** @description A user, or `service` for seats that a service has taken by itself. */
      userId: string;
      named?: components["schemas"]["Buyer"];
    };
    SeatItem: {
      ticketTypeId: components["schemas"]["TicketTypeId"];
      quantity: number;
    };
    /** @description A number of seats. */
    Seats: number;
    /** @description What is left of an event, whether its ticket types are on sale or not. */
    SeatsLeft: {
      eventId: components["schemas"]["EventId"];
      availableSeats: components["schemas"]["Seats"];
      waitlistOpen: boolean;
      ticketTypes: {
        id: components["schemas"]["TicketTypeId"];
        available: components["schemas"]["Seats"];
      }[];
      version: components["schemas"]["InventoryVersion"];
    };
    SeatsMoved: {
      version: components["schemas"]["InventoryVersion"];
      /** @description How many more of the event are left. */
      seats: number;
      /** @description The same of all ticket types together. */
      types: number;
      at: components["schemas"]["Timestamp"];
    };
    /** @description What never changes of a hold. */
    SeatsOfHold: {
      id: components["schemas"]["ReservationId"];
      items: components["schemas"]["PricedItem"][];
      quantity: number;
      totalMinor: number;
      currency: components["schemas"]["PastCurrency"];
      promotionId?: components["schemas"]["PromotionId"];
      waitlistEntryId?: components["schemas"]["WaitlistEntryId"];
      externalId?: components["schemas"]["LabelExternalId"];
      createdAt: components["schemas"]["Timestamp"];
    };
    /** @description A part of a sold hold, each ticket type once. */
    SeatsReturn: {
      eventId: components["schemas"]["EventId"];
      sagaId: components["schemas"]["BookingId"];
      /** @description The same return again changes nothing. */
      returnId: string;
      items: components["schemas"]["SeatItem"][];
    };
    /** @example ser_01jz3v7n2rf0vab9x2k4c7d6ej */
    SeriesId: string;
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
    /** @description As it stands in the database, whatever that is. An audit is for what is wrong. */
    SoldHold: {
      id: string;
      eventId: string;
      userId: string;
    };
    SoldHolds: {
      sold: components["schemas"]["SoldHold"][];
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
    TicketCounts: {
      valid: number;
      admitted: number;
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
    UserChanges: {
      /** @description Sessions and API keys that ended. */
      revokedCredentials: {
        /** @description The session or API key. */
        id: string;
        /** @description How long ago. */
        ageSeconds: number;
      }[];
      /** @description Accounts with another role. */
      roles: {
        userId: components["schemas"]["UserId"];
        role: components["schemas"]["Role"];
        /** @description Of the account; the highest counts. */
        version: number;
        /** @description How long ago. */
        ageSeconds: number;
      }[];
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
    /**
     * @description Your own id of the venue, unique among your venues.
     * @example harbour-hall
     */
    VenueExternalId: string;
    /** @example ven_01jz3t5m8qf0vab9x2k4c7d6eh */
    VenueId: string;
    /**
     * @description What the venue is called.
     * @example Harbour Hall
     */
    VenueName: string;
    /** @description Whether a token or key is valid; if it is, whose and for what. */
    Verification: {
      /** @description With `true`, the owner is there too; with `false`, only `kind` and `reason`. */
      active: boolean;
      /**
       * @description Known from the token's form, even if it is not valid.
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
    VersionOfInventory: {
      eventId: components["schemas"]["EventId"];
      version: components["schemas"]["InventoryVersion"];
    };
    VersionSum: {
      group: components["schemas"]["EventGroup"];
      sum: number;
    };
    VersionSums: {
      groups: components["schemas"]["VersionSum"][];
    };
    VersionsInBody: {
      groups: components["schemas"]["EventGroup"][];
    };
    /** @description A user's waitlist entry. */
    Waiter: {
      id: components["schemas"]["WaitlistEntryId"];
      /** @description Its place in the waitlist of the event. */
      seq: number;
      userId: components["schemas"]["UserId"];
    };
    Waiters: {
      data: components["schemas"]["Waiter"][];
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
    /**
     * @description Why the entry is `expired`: its offer was not accepted in time, nothing that it waits for is sold
     * any more, or a limit was lowered by which the buyer may have no more of it. More reasons may come.
     * @enum {string}
     */
    WaitlistExpiredReason: "offer_expired" | "sales_ended" | "event_ended" | "limit_lowered";
    /** @description Seats set aside for this entry alone, until `expiresAt`: that is never after their sales end. */
    WaitlistOffer: {
      /** @description How many seats. */
      quantity: number;
      expiresAt: components["schemas"]["Timestamp"];
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
    /**
     * @description A page about the event, at an https URL. It is shown as you give it.
     * @example https://harbour-hall.example.com/strings
     */
    WebsiteUrl: string;
  };
}
export interface operations {
  "meta.services": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["RunningServices"];
        };
      };
    };
  };
  "users.verify": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["VerifyBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Verification"];
        };
      };
    };
  };
  "users.listChanges": {
    parameters: {
      query: {
        /** @description How far back. */
        lastSeconds: number;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["UserChanges"];
        };
      };
    };
  };
  "users.noteApiKeyUses": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ApiKeyUses"];
      };
    };
    responses: {
      204: {};
    };
  };
  "users.profilesOf": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProfilesBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Profiles"];
        };
      };
    };
  };
  "users.profileOfEmail": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["EmailBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Profiles"];
        };
      };
    };
  };
  "inventory.updateAvailability": {
    parameters: {
      path: {
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateAvailabilityBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["UpdatedAvailability"];
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
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["PublishedEvents"];
        };
      };
    };
  };
  "events.countOpen": {
    parameters: {
      path: {
        /** @description The account. */
        organizerId: components["schemas"]["UserId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["OpenEvents"];
        };
      };
    };
  };
  "events.getInAnyState": {
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
  "events.find": {
    parameters: {
      path: {
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventSummary"];
        };
      };
    };
  };
  "inventory.waitersOf": {
    parameters: {
      query: {
        /** @description Where the page before ended; 0 for the first. */
        afterSeq: number;
        /** @description How many at most. */
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
          "application/json": components["schemas"]["Waiters"];
        };
      };
    };
  };
  "events.factsOf": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["FactsOfBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["FactsOfEvents"];
        };
      };
    };
  };
  "events.outbox": {
    parameters: {
      query: {
        /** @description How many at most. */
        limit: number;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["EventFacts"];
        };
      };
    };
  };
  "events.forgetFacts": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ForgetFactsBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.changesAfter": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangesAfterBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["InventoriesChanges"];
        };
      };
    };
  };
  "inventory.reservationSteps": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReservationStepsBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["ReservationSteps"];
        };
      };
    };
  };
  "inventory.versionSums": {
    parameters: {};
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["VersionSums"];
        };
      };
    };
  };
  "inventory.versionsIn": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["VersionsInBody"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["InventoryVersions"];
        };
      };
    };
  };
  "webhooks.noteChanges": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoteChangesBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.reserve": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReserveInput"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Reserved"];
        };
      };
    };
  };
  "inventory.getHold": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.release": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfEvent"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.beginConfirm": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfSaga"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.reacquireHold": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReacquireHoldInput"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.commit": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfSaga"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.decline": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfSaga"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.cancel": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfSaga"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.returnSeats": {
    parameters: {
      path: {
        /** @description The hold. */
        holdId: components["schemas"]["HoldId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SeatsReturn"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.placesOf": {
    parameters: {
      query: {
        /** @description Whose. */
        userId: components["schemas"]["UserId"];
        /** @description Only in this event's waitlist. */
        eventId?: components["schemas"]["EventId"];
        /** @description Only those. */
        status?: components["schemas"]["WaitlistStatus"];
        /** @description Only those of the buyer with this reference. */
        buyer?: string;
        /** @description Only those that have this name with this text in their `metadata`: `season=spring-2030`. */
        metadata?: string;
        /** @description The last entry of the page before. */
        beforeId?: components["schemas"]["WaitlistEntryId"];
        /** @description How many at most. */
        limit: number;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Places"];
        };
      };
    };
  };
  "inventory.join": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["JoinInput"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Joined"];
        };
      };
    };
  };
  "inventory.getPlace": {
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
  "inventory.changeEntry": {
    parameters: {
      path: {
        /** @description The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EntryChange"];
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
  "inventory.leave": {
    parameters: {
      path: {
        /** @description The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfEvent"];
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
  "inventory.acceptOffer": {
    parameters: {
      path: {
        /** @description The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AcceptInput"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Hold"];
        };
      };
    };
  };
  "inventory.declineOffer": {
    parameters: {
      path: {
        /** @description The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfEvent"];
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
  "inventory.noteNotified": {
    parameters: {
      path: {
        /** @description The waitlist entry. */
        waitlistEntryId: components["schemas"]["WaitlistEntryId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OfEvent"];
      };
    };
    responses: {
      204: {};
    };
  };
  "inventory.erase": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["Erasure"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Erased"];
        };
      };
    };
  };
  "bookings.erase": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["Erasure"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["Erased"];
        };
      };
    };
  };
  "bookings.cancelBookingsOf": {
    parameters: {
      path: {
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AtMost"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["MoreToDo"];
        };
      };
    };
  };
  "bookings.countTickets": {
    parameters: {
      path: {
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["TicketCounts"];
        };
      };
    };
  };
  "bookings.auditHolds": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["SoldHolds"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["AuditedHolds"];
        };
      };
    };
  };
  "bookings.auditPage": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["AuditPageRequest"];
      };
    };
    responses: {
      200: {
        content: {
          "application/json": components["schemas"]["AuditPage"];
        };
      };
    };
  };
  "search.updateAvailability": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["AvailabilityChanges"];
      };
    };
    responses: {
      204: {};
    };
  };
  "search.index": {
    parameters: {};
    requestBody: {
      content: {
        "application/json": components["schemas"]["IndexEventBody"];
      };
    };
    responses: {
      204: {};
    };
  };
  "search.remove": {
    parameters: {
      query?: {
        /**
         * @description The event's version when it was taken out: what is older and arrives later does not bring it
         * back.
         */
        version?: number;
      };
      path: {
        /** @description The event. */
        eventId: components["schemas"]["EventId"];
      };
    };
    responses: {
      204: {};
    };
  };
}
