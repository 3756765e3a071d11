// Made from openapi/paths/ by `npm run generate` (openapi/generator/). Do not edit.

import type { Answer, PageAnswer } from '../core/answer.ts'
import type { IfMatchOptions, QueryOf, RequestOptions } from '../core/contract.ts'
import type { Following } from '../core/following.ts'
import type {
  AcceptOfferBody,
  ActivityList,
  ApiKeyList,
  AuditProgress,
  AuditReport,
  Availability,
  Booking,
  BookingList,
  BookingRefund,
  BookingRefunds,
  CancelTicketsBody,
  ChangePasswordBody,
  ChangeWaitlistEntryBody,
  CheckIn,
  CheckInBatch,
  CheckInBatchBody,
  CheckInKeys,
  CheckInList,
  CheckInTicketList,
  ConfirmBody,
  ConfirmEmailVerificationBody,
  ConfirmPasswordResetBody,
  CreateApiKeyBody,
  CreateWebhookEndpointBody,
  CreatedApiKey,
  DeleteProfileBody,
  DuplicateBody,
  Event,
  EventChanges,
  EventList,
  EventPut,
  EventStats,
  EventToMake,
  GuestTicketList,
  JoinWaitlistBody,
  ListedSessions,
  LoginBody,
  LogoutBody,
  ManagedUser,
  ManagedUserList,
  MovementList,
  PasswordResetBody,
  PaymentProviderInUse,
  Promotion,
  PromotionChanges,
  PromotionList,
  PromotionToMake,
  PutEventBody,
  PutVenueBody,
  PutWebhookEndpointBody,
  RefreshBody,
  RefundBody,
  RegisterBody,
  ReindexReport,
  Reseller,
  ResellerBody,
  ResellerList,
  Reservation,
  ReserveBody,
  Scan,
  SearchResult,
  SendTestBody,
  Series,
  SeriesBody,
  SeriesChanges,
  SeriesList,
  SeriesOutcomes,
  Session,
  SetHoldersBody,
  SuggestionList,
  TestClockBody,
  TestClockResult,
  Ticket,
  TicketTransferList,
  TicketType,
  TicketTypeChanges,
  TicketTypeToMake,
  TransferBody,
  UpdateProfileBody,
  UpdateUserBody,
  UpdateWebhookEndpointBody,
  User,
  Venue,
  VenueChanges,
  VenueList,
  VenuePut,
  VenueToMake,
  WaitlistEntry,
  WaitlistEntryList,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointList,
  WebhookEndpointPut,
  WebhookEndpointWithSecret,
  WebhookMessage,
} from './shapes.ts'

/** The methods of the client, one for each operation, nested as the contract's `x-evently-sdk` names them. */
export interface Resources {
  auth: {
    /**
     * Make an account.
     *
     * Makes an account and signs it in. Attendees book seats; organizers may also create and run their own events.
     * Where an installation does not let people sign up as organizers, its admin gives the role.
     *
     * Problems: `validation_failed`, `organizer_signup_closed`, `email_taken`.
     */
    register: (body: RegisterBody, options?: RequestOptions) => Answer<Session>
    /**
     * Sign in.
     *
     * Begins a session: an access token for the next 15 minutes and a refresh token to renew it with. A wrong email and
     * a wrong password get the same answer.
     *
     * Problems: `validation_failed`, `credentials_invalid`, `account_disabled`.
     */
    login: (body: LoginBody, options?: RequestOptions) => Answer<Session>
    /**
     * Renew the tokens of a session.
     *
     * Trades a refresh token for a new access token and the next refresh token. A refresh token can be used once: keep
     * the new one. If the answer was lost, repeat the request within 10 seconds: it gets the same next refresh token,
     * as long as nobody has used that. Any other second use ends the session. A session lives for 90 days at most.
     *
     * Problems: `validation_failed`, `refresh_token_invalid`, `account_disabled`.
     */
    refresh: (body: RefreshBody, options?: RequestOptions) => Answer<Session>
    /**
     * Sign out.
     *
     * Ends the session that the refresh token belongs to. The token itself is the proof, so no access token is asked
     * for. Signing out twice is no error.
     *
     * Problems: `validation_failed`.
     */
    logout: (body: LogoutBody, options?: RequestOptions) => Answer<void>
    passwordReset: {
      /**
       * Ask for a new password.
       *
       * Sends a mail to the account with this email: its link sets another password, once, within 30 minutes. The
       * answer is the same whether there is such an account or not.
       *
       * Problems: `validation_failed`.
       */
      request: (body: PasswordResetBody, options?: RequestOptions) => Answer<void>
      /**
       * Set a new password by a mail's token.
       *
       * Sets the password of the account that the mail was sent to, and ends all of its sessions: sign in with the new
       * one. API keys go on. The token is good for one use within 30 minutes.
       *
       * Problems: `validation_failed`, `reset_token_invalid`.
       */
      confirm: (body: ConfirmPasswordResetBody, options?: RequestOptions) => Answer<void>
    }
    emailVerification: {
      /**
       * Ask for a mail that verifies your email.
       *
       * Sends a mail to the account's email: its link shows that the email is yours, once, within 30 minutes. One is
       * sent by itself when an account is made and when its email changes. An email that is verified already gets none.
       *
       * Problems: `forbidden`.
       */
      request: (options?: RequestOptions) => Answer<void>
      /**
       * Verify an email by a mail's token.
       *
       * Marks the email that the mail was sent to as verified, if it is still the account's email. The token is good
       * for one use within 30 minutes.
       *
       * Problems: `validation_failed`, `verification_token_invalid`.
       */
      confirm: (body: ConfirmEmailVerificationBody, options?: RequestOptions) => Answer<void>
    }
    /**
     * List your sessions.
     *
     * Where you are signed in, the session that was used last first; at most 100.
     *
     * Problems: `forbidden`.
     */
    listSessions: (options?: RequestOptions) => Answer<ListedSessions>
    /**
     * End a session.
     *
     * Signs out wherever this session is used, within a second. The one you are using can be ended too.
     *
     * Problems: `validation_failed`, `forbidden`, `session_not_found`.
     */
    endSession: (sessionId: string, options?: RequestOptions) => Answer<void>
  }
  users: {
    profile: {
      /**
       * Show your account.
       *
       * The account of the signed-in user.
       *
       * Problems: `validation_failed`, `forbidden`.
       */
      get: (options?: RequestOptions) => Answer<User>
      /**
       * Change your account.
       *
       * Changes your name, your email, or both; what is left out stays. A new email needs your password: a forgotten
       * one is set by a mail to it. The next sign-in uses the new email. It is not verified yet, and gets a mail that
       * asks; the old one gets a mail that tells.
       *
       * Problems: `validation_failed`, `current_password_wrong`, `forbidden`, `email_taken`.
       */
      update: (body: UpdateProfileBody, options?: RequestOptions) => Answer<User>
      /**
       * Delete your account.
       *
       * Erases you, for good: name, email, sessions and API keys, and the name and email of everybody that you have
       * named as a buyer. What you hold unpaid is released, and you leave the waitlists. Your bookings stay as facts
       * without a person: seats, amounts, tickets that are valid. Your email can be used for another account.
       *
       * An organizer first cancels the events that are still to come, or waits until they have ended. The last admin
       * can't be deleted.
       *
       * Problems: `validation_failed`, `current_password_wrong`, `forbidden`, `account_has_events`.
       */
      delete: (body: DeleteProfileBody, options?: RequestOptions) => Answer<void>
      /**
       * Change your password.
       *
       * Sets a new password, given the current one. Every other session of the account ends; this one continues.
       *
       * Problems: `validation_failed`, `current_password_wrong`, `forbidden`.
       */
      changePassword: (body: ChangePasswordBody, options?: RequestOptions) => Answer<void>
    }
    /**
     * List all accounts.
     *
     * Every account of the installation, newest first, for its admins. Narrow it down by email or role.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`.
     */
    list: (query?: QueryOf<'users.listUsers'>, options?: RequestOptions) => PageAnswer<ManagedUserList>
    /**
     * Change an account's role or disable it.
     *
     * For admins. Gives an account another role, or disables it: a disabled account can't sign in and its sessions end.
     * Its bookings and events stay as they are.
     *
     * Problems: `validation_failed`, `forbidden`, `user_not_found`.
     */
    update: (userId: string, body: UpdateUserBody, options?: RequestOptions) => Answer<ManagedUser>
    /**
     * Send somebody a mail to set a new password.
     *
     * For admins. Sends the mail that the account's owner could ask for. Nobody but who reads the account's mail can
     * set the password. A disabled account gets none.
     *
     * Problems: `validation_failed`, `forbidden`, `user_not_found`.
     */
    sendPasswordReset: (userId: string, options?: RequestOptions) => Answer<void>
  }
  buyers: {
    /**
     * Erase a buyer that you have named.
     *
     * Takes a person out of everything that you have bought, held or waited for in their name: reference, name and
     * email. What they hold unpaid is released, and they leave the waitlists. Their bookings stay, under a reference
     * that nobody can trace back, and their tickets stay valid.
     *
     * It is done at once, or as soon as a service that is away is back; a purchase under way is erased when it ends. A
     * reference that you use again within the next minute may be erased with it. Whoever was never named is no error.
     *
     * Problems: `validation_failed`, `insufficient_scope`.
     */
    erase: (reference: string, options?: RequestOptions) => Answer<void>
  }
  apiKeys: {
    /**
     * List your API keys.
     *
     * The account's keys, newest first, each with its scopes and when it was last used. The keys themselves are not
     * kept and can't be shown.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`.
     */
    list: (query?: QueryOf<'users.listApiKeys'>, options?: RequestOptions) => PageAnswer<ApiKeyList>
    /**
     * Make an API key.
     *
     * Makes a key that acts for your account within the scopes you choose. The key is in this answer and nowhere else:
     * keep it safe, and delete it here if it gets out.
     *
     * Problems: `validation_failed`, `forbidden`, `api_key_limit_reached`, `idempotency_in_flight`,
     * `idempotency_key_reused`.
     */
    create: (body: CreateApiKeyBody, options?: RequestOptions) => Answer<CreatedApiKey>
    /**
     * Delete an API key.
     *
     * The key stops working at once, for good.
     *
     * Problems: `validation_failed`, `forbidden`, `api_key_not_found`.
     */
    delete: (apiKeyId: string, options?: RequestOptions) => Answer<void>
  }
  events: {
    /**
     * List published events.
     *
     * Published events, also those that have ended, soonest first. Filter by category, city, time, price or seats left;
     * to find words or places on the map, use the search. Drafts and cancelled events are not in it.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    list: (query?: QueryOf<'events.list'>, options?: RequestOptions) => PageAnswer<EventList>
    /**
     * Look at an event.
     *
     * An event with its venue, its ticket types and the seats that are left. Anybody can see a published, cancelled or
     * ended event. A draft is seen by its organizer and by admins; for everybody else it does not exist. The ETag is
     * what a change must send as If-Match.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `event_not_found`.
     */
    get: (eventId: string, options?: RequestOptions) => Answer<Event>
    /**
     * List the events you run.
     *
     * Your own events in every state, drafts too; an admin sees everybody's. `externalId` finds the event that has your
     * own id.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`.
     */
    listManaged: (query?: QueryOf<'events.listManaged'>, options?: RequestOptions) => PageAnswer<EventList>
    /**
     * Make an event.
     *
     * Makes an event, with its ticket types and all its seats, as a draft or at once on sale (`publish`). Name a known
     * venue or describe a new one. A single price makes one ticket type, "General Admission"; otherwise list the ticket
     * types. Both capacities apply: the event's and, where it has one, the ticket type's.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `venue_not_found`, `event_not_publishable`,
     * `external_id_taken`, `idempotency_in_flight`, `idempotency_key_reused`, `currency_mismatch`.
     */
    create: (body: EventToMake, options?: RequestOptions) => Answer<Event>
    /**
     * Make or replace an event by your own id.
     *
     * Makes the event with this external id, or makes the one of yours that has it be as you say, all of it or nothing:
     * what you leave out returns to its default. So a script can say again and again how an event is to be. Where
     * nothing is different, nothing is written, nobody is told, and the answer says `unchanged`. The status stays as it
     * is, but `publish` puts a draft on sale. Ticket types are found by their own `externalId`, otherwise by name;
     * those that you leave out are deleted, which is refused while seats of one are held or sold. What an event may
     * become is bounded as by its other changes. `If-None-Match: *` only makes; `If-Match` only replaces.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `venue_not_found`, `event_not_editable`,
     * `event_not_publishable`, `start_in_past`, `external_id_taken`, `capacity_below_taken`, `ticket_type_in_use`,
     * `precondition_failed`, `currency_mismatch`.
     */
    upsert: (
      input: PutEventBody & { /** Your own id of the event. */ externalId: string },
      options?: RequestOptions,
    ) => Answer<EventPut>
    /**
     * Change an event.
     *
     * Changes what you name, all of it or nothing, and leaves the rest as it is. New seats go to the waitlist first.
     * The capacity can be lowered to the number of seats that are held or sold. Prices and sales times belong to the
     * ticket types. Start and end of a published event that has not begun must stay in the future, as its buyers may
     * cancel until it begins.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `venue_not_found`,
     * `event_not_editable`, `start_in_past`, `external_id_taken`, `capacity_below_taken`, `precondition_failed`,
     * `precondition_required`.
     */
    update: (eventId: string, body: EventChanges, options: IfMatchOptions) => Answer<Event>
    /**
     * Delete a draft.
     *
     * Deletes an event that was never published. A published one is cancelled instead, so that its buyers get their
     * money back.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_draft`.
     */
    delete: (eventId: string, options?: RequestOptions) => Answer<void>
    /**
     * Put an event on sale.
     *
     * Publishes a draft: everybody can see it, find it and reserve seats, within the sales times of its ticket types.
     * It must not have begun yet.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_draft`,
     * `event_not_publishable`.
     */
    publish: (eventId: string, options?: RequestOptions) => Answer<Event>
    /**
     * Call an event off.
     *
     * Ends the sale for good, gives back what is held, cancels every booking with a refund and ends the waitlist. The
     * event stays visible as cancelled, and its stats show the progress. A repeated call changes nothing. It can't be
     * undone.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_published`,
     * `event_not_editable`.
     */
    cancel: (eventId: string, options?: RequestOptions) => Answer<Event>
    /**
     * Advance the clock of a test event.
     *
     * Brings everything of a test event that is to come nearer by `advanceSeconds`: its start and end, the sales of its
     * ticket types, the ends of reservations and offers, and the time after which freed seats go past the head of the
     * waitlist. So the times that the event shows afterwards are earlier; the time that it is does not change.
     *
     * What is due by then has happened when this answers: reservations and offers have expired, their seats have gone
     * to the waitlist or are free again, offers have been made, and of an event that has ended nobody waits any more.
     * What has already happened stays: bookings, and whatever is over. A reservation that is being paid for at this
     * moment stays with its payment.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_test`,
     * `event_not_editable`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    advanceClock: (eventId: string, body: TestClockBody, options?: RequestOptions) => Answer<TestClockResult>
    /**
     * Make a copy of an event.
     *
     * Makes a new draft of an event in whatever state: with the same texts, place, capacity, ticket types, prices,
     * limits and rules of its waitlist, for another date. Reservations, bookings, the waitlist and the `externalId` are
     * not copied. Without `startsAt` the copy has the times of the original, and needs others before it can be
     * published if these are over. The copy is the original organizer's, also when an admin makes it.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `external_id_taken`,
     * `idempotency_in_flight`, `idempotency_key_reused`.
     */
    duplicate: (eventId: string, body: DuplicateBody, options?: RequestOptions) => Answer<Event>
    /**
     * Look at a series.
     *
     * The rule that a series was made by, its zone, and its events that you may see, as they are now: all of them if
     * you run it, otherwise those that are or were on sale. Whoever may see none of them is told that there is no such
     * series. To see the events themselves, list them with its `seriesId`.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `series_not_found`.
     */
    getSeries: (seriesId: string, options?: RequestOptions) => Answer<Series>
    /**
     * List the series you run.
     *
     * Your own series, the newest first; an admin sees everybody's. Each with its rule, and with how many events it has
     * and when.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`.
     */
    listSeries: (query?: QueryOf<'events.listSeries'>, options?: RequestOptions) => PageAnswer<SeriesList>
    /**
     * Make a series of an event.
     *
     * Makes copies of an event by a recurrence rule of RFC 5545, on the clock of its zone: what is at 20:30 stays at
     * 20:30 when the clocks change. A time that a change of the clocks leaves out is an hour later; of one that comes
     * twice, the first is meant. The event itself is the first of the series. Its copies last as long, and are on sale
     * if it is; the sales times of their ticket types move with them. Each is an event of its own, with the `seriesId`
     * of all. All of them are made or none. There can be 400 with the event itself; a rule without an end is refused.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_in_series`,
     * `event_not_editable`, `event_not_publishable`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    createSeries: (eventId: string, body: SeriesBody, options?: RequestOptions) => Answer<Series>
    /**
     * Change an event and all that follow in its series.
     *
     * Changes an event and every later one of its series, each by itself and as if it were changed alone: all of what
     * you name, or nothing of it. The answer says of each event whether it was changed, and why not. To change one
     * event alone, change that. After an answer that was lost, repeat the request: what is as you say already stays so.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_in_series`.
     */
    updateSeries: (eventId: string, body: SeriesChanges, options?: RequestOptions) => Answer<SeriesOutcomes>
    /**
     * Put an event and all that follow in its series on sale.
     *
     * Publishes an event and every later one of its series, each by itself. Those that are on sale already stay so. The
     * answer says of each event whether it was published, and why not. A repeated call does the rest.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_in_series`.
     */
    publishSeries: (eventId: string, options?: RequestOptions) => Answer<SeriesOutcomes>
    /**
     * Call off an event and all that follow in its series.
     *
     * Calls off an event and every later one of its series, each by itself and as if it were called off alone: their
     * bookings are refunded. A draft is not called off, but deleted: it is refused here. The answer says of each event
     * whether it was called off, and why not. A repeated call does the rest. It can't be undone.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_in_series`.
     */
    cancelSeries: (eventId: string, options?: RequestOptions) => Answer<SeriesOutcomes>
    /**
     * See how many seats are left.
     *
     * The seats that can be reserved now, for the event and for each ticket type, and whether people are in the
     * waitlist. It is small and may be asked often: send the ETag back and get a 304 while nothing has changed.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `event_not_found`.
     */
    availability: (eventId: string, options?: RequestOptions) => Answer<Availability>
    /**
     * Watch the free seats.
     *
     * Server-sent events: at once, and then whenever seats move, an event named `availability` whose data is what the
     * availability operation answers, as JSON, and whose id is its version. Changes that follow quickly are sent
     * together, a few times a second, and a slow reader gets only the newest. Comments keep the connection alive. The
     * stream ends when the event is over or cancelled. If it ends for another reason, connect again: the first message
     * has the present state, so nothing is missed. It is left out when the `Last-Event-ID` header says that the reader
     * has it. The number of open streams per address is limited. A stream of a draft or a test event ends when its
     * reader may not see the event any more, or when the access token expires.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `event_not_found`.
     */
    stream: (eventId: string, options?: RequestOptions) => AsyncIterable<Availability>
    /**
     * See who waits for an event.
     *
     * The waitlist of an event, its head first: who waits, for how many seats, and who has an offer. Use the status
     * filter to see entries that have ended.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    waitlist: (
      eventId: string,
      query?: QueryOf<'inventory.listWaitlist'>,
      options?: RequestOptions,
    ) => PageAnswer<WaitlistEntryList>
    /**
     * Read the ledger.
     *
     * Every movement of seats, newest first: from which bucket to which, how many, why, and for which hold. The
     * counters are the sum of these rows, and none of them is changed.
     *
     * Some time after an event's end (90 days, unless the server is set otherwise), once its audit is clean, its
     * movements are folded into one per bucket, with the cause `carried_forward`. The answer then has `folded`, also
     * where the list is empty because a filter asks for what was folded.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    movements: (
      eventId: string,
      query?: QueryOf<'inventory.listMovements'>,
      options?: RequestOptions,
    ) => PageAnswer<MovementList>
    /**
     * See how an event sells.
     *
     * Seats by bucket, revenue, how many wait and how many have an offer, for the event and for each of its ticket
     * types; and how many of its tickets have been let in at the door. Once the event is cancelled, `cancellation` says
     * how far that has come.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    stats: (eventId: string, options?: RequestOptions) => Answer<EventStats>
    /**
     * Check an event against its ledger.
     *
     * Checks the invariants of one event: the counters add up, the holds and the ledger say the same, every sold seat
     * has its booking. A violation is a fault of the server, never of a buyer.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    audit: (eventId: string, options?: RequestOptions) => Answer<AuditReport>
    /**
     * List an event's bookings.
     *
     * The bookings of an event, newest first, for its organizer, with the name and email of who has booked. While the
     * accounts can't be read, `buyer` of those who have booked for themselves is null.
     *
     * With `Accept: text/csv` the answer is a table of all of them, a row for each ticket; `limit` and `cursor` have no
     * meaning there. It is UTF-8 with CRLF (RFC 4180). Prices have a decimal point, times the clock of the event's
     * zone. `unitPrice` is the ticket's price, `paid` what was paid for it: less what a promotion took off. What begins
     * like a formula has an apostrophe in front. It is sent while it is read: an answer that breaks off is no whole
     * table. While the accounts can't be read, there is none (503).
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    bookings: (
      eventId: string,
      query?: QueryOf<'bookings.listForEvent'>,
      options?: RequestOptions,
    ) => PageAnswer<BookingList>
    /**
     * List an event's bookings, as CSV.
     *
     * The bookings of an event, newest first, for its organizer, with the name and email of who has booked. While the
     * accounts can't be read, `buyer` of those who have booked for themselves is null.
     *
     * With `Accept: text/csv` the answer is a table of all of them, a row for each ticket; `limit` and `cursor` have no
     * meaning there. It is UTF-8 with CRLF (RFC 4180). Prices have a decimal point, times the clock of the event's
     * zone. `unitPrice` is the ticket's price, `paid` what was paid for it: less what a promotion took off. What begins
     * like a formula has an apostrophe in front. It is sent while it is read: an answer that breaks off is no whole
     * table. While the accounts can't be read, there is none (503).
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    bookingsCsv: (eventId: string, query?: QueryOf<'bookings.listForEvent'>, options?: RequestOptions) => Answer<string>
    /**
     * See who comes.
     *
     * The guest list: every ticket of an event, newest booking first, with its code, who has bought it, who comes with
     * it, their answers, and whether it has let somebody in. While the accounts can't be read, `buyer` of those who
     * have bought for themselves is null.
     *
     * Scanners keep a copy. Read the whole list, keep `after` of the last page, and send it as `after` from time to
     * time: the answer has the tickets that have been sold, transferred, cancelled or let in since, as they are now,
     * and the `after` for the next time. Nothing is missed, and a ticket may come twice; the higher `serial` is the
     * later one. Changes of holders don't bring a ticket again. The tickets of one booking come together, so that a
     * page may be longer than `limit`. What has happened is in the list within about two seconds. An `after` that is
     * older than 30 days is refused with `activity_gone`: read the whole list again.
     *
     * With `Accept: text/csv` the answer is a table of all tickets; `limit`, `cursor` and `after` have no meaning
     * there. It is UTF-8 with CRLF (RFC 4180), with a column for each of the event's questions. Times have the clock of
     * the event's zone. What begins like a formula has an apostrophe in front. It is sent while it is read: an answer
     * that breaks off is no whole table. While the accounts can't be read, there is none (503).
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`,
     * `activity_gone`.
     */
    tickets: (
      eventId: string,
      query?: QueryOf<'bookings.listTickets'>,
      options?: RequestOptions,
    ) => PageAnswer<GuestTicketList>
    /**
     * See who comes, as CSV.
     *
     * The guest list: every ticket of an event, newest booking first, with its code, who has bought it, who comes with
     * it, their answers, and whether it has let somebody in. While the accounts can't be read, `buyer` of those who
     * have bought for themselves is null.
     *
     * Scanners keep a copy. Read the whole list, keep `after` of the last page, and send it as `after` from time to
     * time: the answer has the tickets that have been sold, transferred, cancelled or let in since, as they are now,
     * and the `after` for the next time. Nothing is missed, and a ticket may come twice; the higher `serial` is the
     * later one. Changes of holders don't bring a ticket again. The tickets of one booking come together, so that a
     * page may be longer than `limit`. What has happened is in the list within about two seconds. An `after` that is
     * older than 30 days is refused with `activity_gone`: read the whole list again.
     *
     * With `Accept: text/csv` the answer is a table of all tickets; `limit`, `cursor` and `after` have no meaning
     * there. It is UTF-8 with CRLF (RFC 4180), with a column for each of the event's questions. Times have the clock of
     * the event's zone. What begins like a formula has an apostrophe in front. It is sent while it is read: an answer
     * that breaks off is no whole table. While the accounts can't be read, there is none (503).
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`,
     * `activity_gone`.
     */
    ticketsCsv: (eventId: string, query?: QueryOf<'bookings.listTickets'>, options?: RequestOptions) => Answer<string>
  }
  venues: {
    /**
     * List venues.
     *
     * All venues, by name. Anybody may look at them, and any organizer may hold an event at one.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    list: (query?: QueryOf<'events.listVenues'>, options?: RequestOptions) => PageAnswer<VenueList>
    /**
     * Look at a venue.
     *
     * A venue with its address, coordinates and time zone. The ETag is what a change must send as If-Match.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `venue_not_found`.
     */
    get: (venueId: string, options?: RequestOptions) => Answer<Venue>
    /**
     * Make a venue.
     *
     * Adds a place where events can happen. With a `location` its events can be found by distance. Its events get its
     * time zone unless they name another.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `external_id_taken`, `idempotency_in_flight`,
     * `idempotency_key_reused`.
     */
    create: (body: VenueToMake, options?: RequestOptions) => Answer<Venue>
    /**
     * Make or replace a venue by your own id.
     *
     * Makes the venue with this external id, or makes the one of yours that has it be as you say: what you leave out
     * returns to its default. So a script can say again and again how a venue is to be. Where nothing is different,
     * nothing is written, and the answer says `unchanged`. `If-None-Match: *` only makes; `If-Match` only replaces.
     * Events at the venue show the change; their own time zones stay.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `precondition_failed`.
     */
    upsert: (
      input: PutVenueBody & { /** Your own id of the venue. */ externalId: string },
      options?: RequestOptions,
    ) => Answer<VenuePut>
    /**
     * Change a venue.
     *
     * Changes what you name and leaves the rest as it is. Only the account that made the venue, or an admin, may do it.
     * Events at the venue show the change; their own time zones stay.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `venue_not_found`, `external_id_taken`,
     * `precondition_failed`, `precondition_required`.
     */
    update: (venueId: string, body: VenueChanges, options: IfMatchOptions) => Answer<Venue>
    /**
     * Delete a venue.
     *
     * Deletes a venue where no event takes place or has taken place. Only the account that made it, or an admin, may do
     * it.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `venue_not_found`, `venue_in_use`.
     */
    delete: (venueId: string, options?: RequestOptions) => Answer<void>
  }
  ticketTypes: {
    /**
     * Add a ticket type.
     *
     * Adds a priced class of seat to an event that is not over, in the currency of the others. It adds no seats: the
     * event's own capacity stays as it is.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `event_not_editable`,
     * `external_id_taken`, `ticket_type_name_taken`, `ticket_type_limit_reached`, `idempotency_in_flight`,
     * `idempotency_key_reused`, `currency_mismatch`.
     */
    create: (eventId: string, body: TicketTypeToMake, options?: RequestOptions) => Answer<TicketType>
    /**
     * Change a ticket type.
     *
     * Changes what you name, all of it or nothing, and leaves the rest as it is. A new price is for new reservations;
     * seats that are held already keep their price. A type can be `hidden` while nobody waits for it and everybody sees
     * another one. If-Match takes the ETag of the event, and the ETag of the answer is the event's new one.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `ticket_type_not_found`,
     * `event_not_editable`, `external_id_taken`, `capacity_below_taken`, `ticket_type_in_use`,
     * `ticket_type_name_taken`, `precondition_failed`, `precondition_required`.
     */
    update: (
      eventId: string,
      ticketTypeId: string,
      body: TicketTypeChanges,
      options: IfMatchOptions,
    ) => Answer<TicketType>
    /**
     * Delete a ticket type.
     *
     * Deletes a ticket type that has no held or sold seats and nobody waiting. The last one stays: an event has at
     * least one.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `ticket_type_not_found`,
     * `event_not_editable`, `ticket_type_in_use`.
     */
    delete: (eventId: string, ticketTypeId: string, options?: RequestOptions) => Answer<void>
  }
  resellers: {
    /**
     * See who else may name buyers.
     *
     * The accounts that may name buyers at an event besides its organizer: how many seats each may have outstanding,
     * and how many it has. One that was named by its email has that email as it was written. In the order in which the
     * accounts were made.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    list: (
      eventId: string,
      query?: QueryOf<'inventory.listResellers'>,
      options?: RequestOptions,
    ) => PageAnswer<ResellerList>
    /**
     * Let an account name buyers.
     *
     * Lets another account name buyers at this event, as you do: it reserves and joins the waitlist for them by its own
     * `reference`, and sees what it has made for them and nothing else. Name it by `accountId` or by the `email` that
     * it signs in with: you are told its id, and of its name and email no more than you have said. The event's limits
     * count for each buyer that it names; two accounts that use the same reference mean two buyers.
     *
     * `seatsMax` bounds the seats that the account may have outstanding at the event, over all buyers that it names:
     * what it holds unpaid, what is offered to them, and what they wait for. Sold seats do not count. Beyond it the
     * account gets `outstanding_seats_exceeded`.
     *
     * An account that is a reseller already gets this `seatsMax` from now on, and the answer is 200; a new one is
     * answered with 201. Less than it has outstanding takes nothing from it: it gets nothing new until it has less. An
     * event has at most 100 resellers.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `user_not_found`, `event_not_found`,
     * `reseller_is_organizer`, `reseller_limit_reached`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    add: (eventId: string, body: ResellerBody, options?: RequestOptions) => Answer<Reseller>
    /**
     * Let an account name buyers no more.
     *
     * From now on the account gets nothing new for the buyers that it names. What it holds it may still confirm or
     * release, its bookings stay, and the buyers that it has put in the waitlist keep their places.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `reseller_not_found`.
     */
    remove: (eventId: string, accountId: string, options?: RequestOptions) => Answer<void>
  }
  promotions: {
    /**
     * List the promotions of an event.
     *
     * The codes of an event with how often each is used, in the order in which they were made. Those that were deleted
     * after they had been used are among them, as `closed`.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    list: (
      eventId: string,
      query?: QueryOf<'inventory.listPromotions'>,
      options?: RequestOptions,
    ) => PageAnswer<PromotionList>
    /**
     * Give out a code.
     *
     * Makes a code that takes something off the price of tickets (`discount`), or that gets seats of ticket types which
     * are `hidden` (`access`). Buyers give it with their reservation, or when they accept an offer; one reservation has
     * one code.
     *
     * Of a discount the price is fixed with the reservation, ticket by ticket: what a share of a price comes to is
     * rounded half up, and the total is the sum of its lines. A total of 0 needs no payment.
     *
     * A use is one reservation. It is given back when the reservation ends unsold, and never after a sale. However many
     * buyers ask at once, `usesMax` of them get it. An event has at most 1,000 promotions, those that are `closed`
     * included. Copies of an event have none.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `ticket_type_not_found`,
     * `promotion_code_taken`, `promotion_limit_reached`, `event_not_editable`, `idempotency_in_flight`,
     * `idempotency_key_reused`.
     */
    create: (eventId: string, body: PromotionToMake, options?: RequestOptions) => Answer<Promotion>
    /**
     * Change a promotion.
     *
     * Changes what you name, all of it or nothing, from the next reservation on; who has reserved keeps their price.
     * Once a promotion was used, only how often and when it can be used may change, and `usesMax` not below what is
     * used.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `ticket_type_not_found`,
     * `promotion_not_found`, `promotion_code_taken`, `promotion_in_use`, `event_not_editable`.
     */
    update: (
      eventId: string,
      promotionId: string,
      body: PromotionChanges,
      options?: RequestOptions,
    ) => Answer<Promotion>
    /**
     * Delete a promotion.
     *
     * From now on nobody can use the code. Who has reserved with it keeps their price, and may confirm. One that was
     * never used is gone; one that was used stays in the list as `closed`, with its history. Its code can be given out
     * again.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `promotion_not_found`.
     */
    delete: (eventId: string, promotionId: string, options?: RequestOptions) => Answer<void>
  }
  audit: {
    /**
     * Check everything against the ledger.
     *
     * Checks the invariants of all events, bookings and payments of this installation, page by page while it is in use.
     * A million holds take about a minute: give the request that time, and don't ask every second. A request during a
     * running audit gets that audit's report. An audit that can't finish answers 503, is counted in
     * `evently_audit_failures_total`, and its cause is in the log.
     *
     * Problems: `forbidden`.
     */
    run: (options?: RequestOptions) => Answer<AuditReport>
    /**
     * See how far the audit is.
     *
     * The progress of the audit of everything in the server that answers. Where there are several servers, the metric
     * `evently_audit_progress_ratio` and the log of each server show it too.
     *
     * Problems: `forbidden`.
     */
    progress: (options?: RequestOptions) => Answer<AuditProgress>
  }
  bookings: {
    /**
     * Hold seats for five minutes.
     *
     * Sets seats aside for one buyer. Confirm before `expiresAt`, or they go back. Name a `quantity` when the event has
     * a single ticket type, or `items` to choose types; all of them are held or none. One request takes at most 100
     * seats in all. The event's `holdsPerBuyerMax` and `holdSeatsPerBuyerMax` limit what one buyer may hold of it at a
     * time. An Idempotency-Key counts for this event alone: with another event it is another key.
     *
     * You reserve for yourself. The event's organizer, a reseller that the organizer has named, or an admin may name a
     * `buyer`: the reservation is then for that person, and the limits count for that person. Anybody else who names
     * one gets `buyer_not_allowed`, and nothing is held. A reseller has a bound over all buyers that it names:
     * `outstanding_seats_exceeded`.
     *
     * A `promotionCode` fixes the price with the reservation: `discountMinor` is what it takes off. An access code gets
     * seats of ticket types that nobody else sees. A code that can't be used refuses the whole reservation.
     *
     * With the same Idempotency-Key the answer is replayed: the same reservation, with its present `status`.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `buyer_not_allowed`, `event_not_found`,
     * `ticket_type_not_found`, `promotion_not_found`, `sold_out`, `sales_closed`, `limit_exceeded`,
     * `hold_limit_reached`, `outstanding_seats_exceeded`, `promotion_used_up`, `promotion_buyer_limit_reached`,
     * `promotion_not_for_these_tickets`, `idempotency_in_flight`, `idempotency_key_reused`, `ticket_type_required`.
     */
    reserve: (body: ReserveBody, options?: RequestOptions) => Answer<Reservation>
    reservations: {
      /**
       * Look at a reservation.
       *
       * What is held for you, what it costs and until when. A reservation past its `expiresAt` is shown as expired.
       *
       * Problems: `validation_failed`, `insufficient_scope`, `reservation_not_found`.
       */
      get: (reservationId: string, options?: RequestOptions) => Answer<Reservation>
      /**
       * Give a reservation back.
       *
       * Releases the seats before the time is up. They go to the waitlist if somebody is in it, otherwise on sale.
       * Releasing twice is no error.
       *
       * Problems: `validation_failed`, `insufficient_scope`, `reservation_not_found`, `reservation_expired`,
       * `reservation_not_held`.
       */
      release: (reservationId: string, options?: RequestOptions) => Answer<Reservation>
    }
    /**
     * Pay for a reservation.
     *
     * Turns a held reservation into a booking: pays, and issues a ticket for each seat. Free reservations need no
     * payment. A declined payment leaves the seats held until `expiresAt`, so another one can be tried. When the
     * provider's answer is not known in time, repeat the call with the same Idempotency-Key: nobody pays twice. While
     * the first call is still running, the repeated one waits for its answer and gets the same, or
     * `payment_outcome_unknown` with the `bookingId`. In the rare case that a provider authorizes a payment and then
     * refuses to pay it out, the seats go back (`capture_refused`); reserve them again.
     *
     * Once the booking is cancelled, the answer is replayed only for the Idempotency-Key that confirmed it; any other
     * request gets `reservation_not_held` with the `bookingId`.
     *
     * The sandbox's tokens, each with what happens every time:
     *
     * - `tok_ok`: succeeds
     * - `tok_declined`: is declined: `payment_declined`
     * - `tok_slow`: succeeds, after most of the time that a provider is given
     * - `tok_timeout`: never answers and never charges: `payment_outcome_unknown`, in the end `payment_declined`
     * - `tok_late_success`: charges, but answers too late: the server asks and finds out
     * - `tok_answer_lost`: charges, and the connection breaks before the answer: the server asks and finds out
     * - `tok_capture_refused`: is authorized, but the capture is refused: `capture_refused`
     * - `tok_refund_fails`: succeeds; its refund fails at every try
     * - `tok_refund_fails_once`: succeeds; its refund fails at the first try
     * - `tok_refunded_at_provider`: succeeds; half of it is given back at the provider a little later
     * - `tok_disputed`: succeeds; it is disputed a little later
     * - `tok_dispute_lost`: succeeds; it is disputed a little later, and the dispute is lost
     *
     *
     * Problems: `validation_failed`, `payment_declined`, `payment_required`, `insufficient_scope`,
     * `reservation_not_found`, `reservation_expired`, `reservation_not_held`, `confirmation_in_progress`,
     * `payment_outcome_unknown`, `seats_gone`, `capture_refused`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    confirm: (body: ConfirmBody, options?: RequestOptions) => Answer<Booking>
    /**
     * See who takes the payments.
     *
     * The payment provider that this server is set up with. With `sandbox` no money moves, and the test tokens of
     * `bookings.confirm` work. Test events are always paid by the sandbox, whatever this says.
     */
    paymentProvider: (options?: RequestOptions) => Answer<PaymentProviderInUse>
    /**
     * List your bookings.
     *
     * Your bookings, newest first, also those that were cancelled or failed. A partner sees the bookings of all its
     * buyers, and can ask for those of one.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    list: (query?: QueryOf<'bookings.list'>, options?: RequestOptions) => PageAnswer<BookingList>
    /**
     * Look at a booking.
     *
     * A booking with its payment and its tickets; for the event's organizer, also with who has booked. While it is
     * pending its payment is being settled; look again in a moment.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`.
     */
    get: (bookingId: string, options?: RequestOptions) => Answer<Booking>
    /**
     * Cancel a booking.
     *
     * Cancels a booking until the event begins: all its seats go back, and its money too. For the buyer the event's
     * `cancellationPolicy`, if it has one, says until when, and which share of the price goes back. The tickets are
     * void at once; the refund may take longer and is shown in `refund`. The buyer and the event's organizer may do it.
     * Cancelling twice is no error.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `cancellation_deadline_passed`,
     * `ticket_not_cancellable`, `booking_not_cancellable`.
     */
    cancel: (bookingId: string, options?: RequestOptions) => Answer<Booking>
    /**
     * Cancel some tickets.
     *
     * Cancels tickets of a booking until the event begins: they let nobody in any more, and their seats go to the
     * waitlist or back on sale. For the buyer the event's `cancellationPolicy` says until when, and which share of
     * their price goes back; a ticket that has been used at the door stays. The event's organizer may cancel any of
     * them, and all of their price goes back. With the last ticket the booking is cancelled. Repeating it is no error.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`,
     * `cancellation_deadline_passed`, `ticket_not_cancellable`, `booking_not_cancellable`.
     */
    cancelTickets: (bookingId: string, body: CancelTicketsBody, options?: RequestOptions) => Answer<Booking>
    /**
     * List the refunds of a booking.
     *
     * All refunds of a booking: of cancellations, made by hand, and those that began at the payment provider. With why,
     * and how often each has been tried. What the buyer sees of them is in the booking.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `booking_not_found`.
     */
    listRefunds: (bookingId: string, options?: RequestOptions) => Answer<BookingRefunds>
    /**
     * Give money back.
     *
     * Gives money back for a booking: before, during and after the event, as much as you name, whatever the event's
     * policy. With `returnSeats` the tickets are cancelled too, and their seats go to the waitlist or back on sale;
     * with the last ticket the booking is cancelled. Without it tickets stay valid. Never more goes back than was paid:
     * `refund_exceeds_payment` says what is left, after what went back at the payment provider too. A refund that fails
     * is tried again automatically, as that of a cancellation.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`,
     * `ticket_not_cancellable`, `booking_not_refundable`, `refund_exceeds_payment`, `idempotency_in_flight`,
     * `idempotency_key_reused`.
     */
    refund: (bookingId: string, body: RefundBody, options?: RequestOptions) => Answer<BookingRefund>
    /**
     * Say who comes with which ticket.
     *
     * Names the holders of a booking's tickets and gives their answers to the event's questions, all of them or
     * nothing. The buyer and the event's organizer may do it, before and after the event has begun. A ticket's code
     * stays as it is: to give the ticket to somebody else, so that the code that is known is void, transfer it. Answers
     * are checked against the event's questions as they are now: each must fit its question, and whoever gives any must
     * answer those that are `required`. Holders are told nothing. They are erased with their buyer.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`, `ticket_not_valid`.
     */
    setHolders: (bookingId: string, body: SetHoldersBody, options?: RequestOptions) => Answer<Booking>
    tickets: {
      /**
       * Give a ticket to somebody else.
       *
       * Gives a ticket another holder and a new code. The code that it had is void at once: nobody comes in with it any
       * more. The new holder gets the new code by mail, if the holder has an email, and the buyer is told. The booking
       * stays the buyer's, who sees the new code, may transfer the ticket again, and may cancel the booking.
       *
       * The buyer and the event's organizer may do it, until the event has ended. A ticket that has let somebody in is
       * not transferred: of a transfer and a scan at the same moment, one comes first and decides the other. A ticket
       * can be transferred 20 times.
       *
       * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`,
       * `ticket_not_transferable`, `idempotency_in_flight`, `idempotency_key_reused`.
       */
      transfer: (bookingId: string, ticketId: string, body: TransferBody, options?: RequestOptions) => Answer<Ticket>
      /**
       * See who has had a ticket.
       *
       * The transfers of a ticket, oldest first, for its buyer and the event's organizer.
       *
       * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`.
       */
      transfers: (bookingId: string, ticketId: string, options?: RequestOptions) => Answer<TicketTransferList>
    }
    /**
     * Draw a ticket's QR picture.
     *
     * The picture of a ticket's `qr`, for the door: SVG, or PNG with `Accept: image/png`. It is black on white, with
     * the white edge that scanners need. The buyer and the event's organizer may have it. A ticket that is cancelled
     * has none.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`, `ticket_not_valid`.
     */
    qr: (
      bookingId: string,
      ticketId: string,
      query?: QueryOf<'bookings.getTicketQr'>,
      options?: RequestOptions,
    ) => Answer<string>
    /**
     * Draw a ticket's QR picture, as PNG.
     *
     * The picture of a ticket's `qr`, for the door: SVG, or PNG with `Accept: image/png`. It is black on white, with
     * the white edge that scanners need. The buyer and the event's organizer may have it. A ticket that is cancelled
     * has none.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`, `ticket_not_found`, `ticket_not_valid`.
     */
    qrPng: (
      bookingId: string,
      ticketId: string,
      query?: QueryOf<'bookings.getTicketQr'>,
      options?: RequestOptions,
    ) => Answer<Uint8Array>
    /**
     * Get a booking for a calendar.
     *
     * The event of a booking as iCalendar (RFC 5545), to be opened by a calendar: when and where it is, what was
     * booked, and where the booking is shown; no code of a ticket. Opened again after the event was changed or the
     * booking cancelled, it replaces what the calendar has: its UID stays, and its SEQUENCE goes up. While the booking
     * is pending it is tentative.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `booking_not_found`.
     */
    calendar: (bookingId: string, options?: RequestOptions) => Answer<string>
    /**
     * Try a refund again.
     *
     * Tries a failed refund again now. The event's organizer calls it when the cause of the failure is mended. A refund
     * that fails is tried again automatically, at growing intervals, for about a day; then it `needs_attention`. If it
     * fails again after this call, those tries start again. The buyer is never repaid twice.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `booking_not_found`, `refund_not_failed`.
     */
    retryRefund: (bookingId: string, options?: RequestOptions) => Answer<Booking>
  }
  checkIns: {
    /**
     * See who has come.
     *
     * The scans at an event's doors, newest first, with what was said of each, and how many of the event's valid
     * tickets have been admitted. `conflict=true` lists what was found too late: two scanners without a network have
     * admitted one ticket each.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    list: (
      eventId: string,
      query?: QueryOf<'bookings.listCheckIns'>,
      options?: RequestOptions,
    ) => PageAnswer<CheckInList>
    /**
     * Let tickets in.
     *
     * Says what a ticket's code is worth at this door, and admits it if it is good for one person more:
     *
     * - `admitted`: let them in. The ticket is used from now on.
     * - `already_admitted`: it has let somebody in before; `admission` says when and where.
     * - `void`: its booking is cancelled, or the ticket was given to somebody else and has another code.
     * - `wrong_event`: a true ticket of another event of yours.
     * - `unknown`: no ticket of yours has this code, or it is forged.
     *
     * However many scanners ask at once, a ticket is admitted once. `scanId` is your scanner's own id of the scan,
     * unique within the event: a repeat with it gets the first verdict again and changes nothing, so that a scan whose
     * answer was lost can be sent again. A verdict is an answer, no error: each is 200.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `scan_id_reused`.
     */
    create: (eventId: string, body: Scan, options?: RequestOptions) => Answer<CheckIn>
    /**
     * Hand in scans that were kept.
     *
     * What a scanner has scanned while it had no network, up to 500 scans in the order in which they happened, each
     * answered as by `POST …/check-ins`. Batches may come in any order and more than once: what was handed in before is
     * answered as before.
     *
     * The first admission that arrives stands. A scan that happened earlier and arrives later is `already_admitted`
     * with `conflict: true`: two people have come in with one ticket, and `GET …/check-ins?conflict=true` shows it.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`, `scan_id_reused`.
     */
    createMany: (eventId: string, body: CheckInBatchBody, options?: RequestOptions) => Answer<CheckInBatch>
    /**
     * Get the keys that tickets are signed with.
     *
     * The public keys by which a scanner without a network tells a true ticket of this event from a forged one: as PEM,
     * and as JWK. A ticket's `qr` is `EV1:` and, in base45 (RFC 9285), 86 bytes:
     *
     * - bytes 0–1: the key's id
     * - bytes 2–17: the ticket's id, 128 bits in big-endian order; behind `tic_` they are written in 26 digits of
     *   Crockford's base32
     * - bytes 18–21: the ticket's serial, in big-endian order
     * - bytes 22–85: the Ed25519 signature of bytes 0–21
     *
     * New tickets are signed with the first key. After the server's secret was changed there is a second one, by which
     * codes from before are still true. A true code may belong to a ticket that is void by now: `GET …/check-in-list`
     * says which are.
     *
     * Problems: `validation_failed`, `forbidden`, `insufficient_scope`, `event_not_found`.
     */
    key: (eventId: string, options?: RequestOptions) => Answer<CheckInKeys>
    /**
     * Download the tickets for scanners without a network.
     *
     * What a scanner needs to judge codes by itself: the event's tickets, each with its serial, whether it is valid and
     * whether it has been admitted, and the keys that codes are signed with. There is nothing personal, and nothing to
     * make a code of.
     *
     * Read on with `nextCursor` as `after` while `hasMore` is true. Keep the last `nextCursor`: with it you get, now or
     * hours later, only the tickets that are new or have changed since then, each as it is now. A change is never
     * missed, however many happen at once; a ticket may come more than once. Changes show within a second or two. A
     * cursor is good for 30 days; an older one is refused with `activity_gone`: download the whole list again.
     *
     * To judge a code that begins with `EV1:`, see `GET …/check-in-key`: it is true if one of the keys says so, and
     * void if its ticket is cancelled or has a higher serial. A true one that the list does not have was sold since.
     * Any other code belongs to the ticket with its `codeHash`.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `forbidden`, `insufficient_scope`, `event_not_found`,
     * `activity_gone`.
     */
    download: (
      eventId: string,
      query?: QueryOf<'bookings.getCheckInList'>,
      options?: RequestOptions,
    ) => PageAnswer<CheckInTicketList>
  }
  waitlist: {
    /**
     * Join a waitlist.
     *
     * Joins an event's waitlist when the seats you want are not available. Seats that become free are offered in order,
     * each offer to one buyer for ten minutes; accept yours in time. A buyer has at most one entry in an event's
     * waitlist. Nobody waits for what is not on sale yet: `sales_closed` says when sales begin (`salesStartAt`). Once
     * sales or the event are over, entries expire; `expiredReason` says why. Without a `ticketTypeId` you take any
     * type, and of each at most its `maxPerUser` seats: they count for that limit while you wait. `limit_exceeded` says
     * that you have seats of such a type already, or that you ask for more than the limits of all types together. An
     * Idempotency-Key counts for this event alone: with another event it is another key.
     *
     * You wait for yourself. The event's organizer, a reseller that the organizer has named, or an admin may name a
     * `buyer` who gets the entry; anybody else who names one gets `buyer_not_allowed`, and nobody joins. For a
     * reseller's bound the seats count that its buyers wait for: `outstanding_seats_exceeded`.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `buyer_not_allowed`, `event_not_found`,
     * `ticket_type_not_found`, `sales_closed`, `limit_exceeded`, `outstanding_seats_exceeded`, `already_waiting`,
     * `seats_available`, `idempotency_in_flight`, `idempotency_key_reused`, `quantity_above_capacity`.
     */
    join: (body: JoinWaitlistBody, options?: RequestOptions) => Answer<WaitlistEntry>
    /**
     * List your waitlist entries.
     *
     * Your waitlist entries, newest first, also those that have ended. A partner sees those of all its buyers.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    list: (query?: QueryOf<'bookings.listWaitlistEntries'>, options?: RequestOptions) => PageAnswer<WaitlistEntryList>
    /**
     * Look at your waitlist entry.
     *
     * Your position and, once it is your turn, the offer and when it ends.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `waitlist_entry_not_found`.
     */
    get: (waitlistEntryId: string, options?: RequestOptions) => Answer<WaitlistEntry>
    /**
     * Ask for less, or change your metadata.
     *
     * Lowers the quantity of a waiting entry, or lets it accept fewer seats; it keeps its place. If that is enough to
     * be served, the answer has the offer. To ask for more, leave the waitlist and join it again. The event's organizer
     * may change an entry too. `metadata` may be changed whatever has become of the entry, unless its buyer was erased.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `waitlist_entry_not_found`, `entry_not_waiting`,
     * `wish_raised`.
     */
    update: (waitlistEntryId: string, body: ChangeWaitlistEntryBody, options?: RequestOptions) => Answer<WaitlistEntry>
    /**
     * Leave a waitlist.
     *
     * Gives up your entry, and an open offer with it. An entry that has ended stays as it is. The event's organizer may
     * remove an entry too.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `waitlist_entry_not_found`.
     */
    leave: (waitlistEntryId: string, options?: RequestOptions) => Answer<WaitlistEntry>
    /**
     * Accept an offer.
     *
     * Turns the open offer into a reservation of the same seats. Confirm it before its `expiresAt`, like any other. A
     * `promotionCode` fixes the price of the reservation; one that can't be used leaves the offer open. A repeated call
     * is replayed: the same reservation, with its present `status`.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `waitlist_entry_not_found`, `promotion_not_found`,
     * `sales_closed`, `promotion_used_up`, `promotion_buyer_limit_reached`, `promotion_not_for_these_tickets`,
     * `no_open_offer`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    accept: (waitlistEntryId: string, body?: AcceptOfferBody, options?: RequestOptions) => Answer<Reservation>
    /**
     * Decline an offer.
     *
     * Declines the open offer. Its seats go to the next entry, and yours ends.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `waitlist_entry_not_found`, `no_open_offer`.
     */
    decline: (waitlistEntryId: string, options?: RequestOptions) => Answer<WaitlistEntry>
  }
  search: {
    /**
     * Search events.
     *
     * Finds published events by words, place, time and price. Every word must be found, but stop words (`in`, `the`),
     * days and months only lift what has them. Words may be misspelt, joined or apart (`hiphop`), singular or plural.
     * Where no event has all words, those with some of them are found, best first. The title counts most, then the
     * venue, the tags and the description. `near` adds the distance to every hit. The facets count the whole result,
     * not just the page. Sorting by distance needs `near`. Prices are compared in one currency: where the events that
     * are found have several, a price or sorting by price needs `currency`, and without it no prices are counted.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    events: (query?: QueryOf<'search.search'>, options?: RequestOptions) => PageAnswer<SearchResult>
    /**
     * Complete what is being typed.
     *
     * Suggests titles, venues, cities and categories that begin with the letters so far. Fast enough to ask at every
     * key press.
     *
     * Problems: `validation_failed`, `insufficient_scope`.
     */
    suggestions: (query: QueryOf<'search.suggest'>, options?: RequestOptions) => Answer<SuggestionList>
    /**
     * Rebuild the search index.
     *
     * Puts every published event into a new index and then switches to it; searching goes on meanwhile. Needed only
     * after the index was lost: it is kept up to date automatically. An event that the index does not take is skipped
     * and named in `failed`; all others are indexed.
     *
     * Problems: `forbidden`.
     */
    reindex: (options?: RequestOptions) => Answer<ReindexReport>
  }
  webhookEndpoints: {
    /**
     * List your webhook endpoints.
     *
     * The URLs of yours that messages are sent to, newest first. Their secrets are not shown.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`.
     */
    list: (query?: QueryOf<'webhooks.listEndpoints'>, options?: RequestOptions) => PageAnswer<WebhookEndpointList>
    /**
     * Add a webhook endpoint.
     *
     * Registers an address of yours for messages of the types you name. Each one is signed by the Standard Webhooks
     * specification with the secret in this answer, which is shown only now. Only a 2xx answer within ten seconds
     * counts as delivered; anything else is tried again for three days. An account has at most 20 endpoints.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_limit_reached`, `external_id_taken`,
     * `idempotency_in_flight`, `idempotency_key_reused`.
     */
    create: (body: CreateWebhookEndpointBody, options?: RequestOptions) => Answer<WebhookEndpointWithSecret>
    /**
     * Make or replace a webhook endpoint by your own id.
     *
     * Makes the endpoint with this external id, or makes the one that has it be as you say: what you leave out returns
     * to its default. Its secret stays, and whether it is disabled. So a script can say again and again how an endpoint
     * is to be. `If-None-Match: *` only makes; `If-Match` only replaces.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_limit_reached`, `precondition_failed`.
     */
    put: (externalId: string, body: PutWebhookEndpointBody, options?: RequestOptions) => Answer<WebhookEndpointPut>
    /**
     * Get a webhook endpoint.
     *
     * One endpoint of yours, without its secret.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`.
     */
    get: (webhookEndpointId: string, options?: RequestOptions) => Answer<WebhookEndpoint>
    /**
     * Change a webhook endpoint.
     *
     * Changes what you name and leaves the rest as it is, its secret too. Disabling it gives up what is still to be
     * sent to it; enabled again, it gets what happens from then on.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`, `external_id_taken`,
     * `precondition_failed`, `precondition_required`.
     */
    update: (
      webhookEndpointId: string,
      body: UpdateWebhookEndpointBody,
      options: IfMatchOptions,
    ) => Answer<WebhookEndpoint>
    /**
     * Delete a webhook endpoint.
     *
     * Nothing more is sent to it, what was still on its way is dropped, and its deliveries are shown no more.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`.
     */
    delete: (webhookEndpointId: string, options?: RequestOptions) => Answer<void>
    /**
     * Replace the secret of a webhook endpoint.
     *
     * Makes a new secret, shown only in this answer. For 24 hours messages carry two signatures, one by the new secret
     * and one by the old, so that you can switch over without losing any. A secret that was replaced before is good no
     * more.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`, `idempotency_in_flight`,
     * `idempotency_key_reused`.
     */
    rotateSecret: (webhookEndpointId: string, options?: RequestOptions) => Answer<WebhookEndpointWithSecret>
    /**
     * Send a test message to a webhook endpoint.
     *
     * Sends an example message of the type you name, signed like any other, to test your receiver. What it is about
     * does not exist. Look at its delivery to see what your endpoint answered. Nothing is sent to a disabled endpoint.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`, `webhook_endpoint_disabled`,
     * `idempotency_in_flight`, `idempotency_key_reused`.
     */
    test: (webhookEndpointId: string, body: SendTestBody, options?: RequestOptions) => Answer<WebhookDelivery>
    /**
     * List the deliveries of a webhook endpoint.
     *
     * What was sent to the endpoint in the last 30 days or is still to be sent, newest first, with the number of
     * attempts and the status of the last answer.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`, `webhook_endpoint_not_found`.
     */
    deliveries: (
      webhookEndpointId: string,
      query?: QueryOf<'webhooks.listDeliveries'>,
      options?: RequestOptions,
    ) => PageAnswer<WebhookDeliveryList>
    /**
     * Get a delivery with its attempts.
     *
     * One delivery with what is sent, when it was tried, and what was answered.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`, `webhook_delivery_not_found`.
     */
    delivery: (
      webhookEndpointId: string,
      deliveryId: string,
      options?: RequestOptions,
    ) => Answer<WebhookDeliveryDetails>
    /**
     * Send a message once more.
     *
     * Sends the message of a delivery again, at once, whether it arrived, failed or was abandoned. It keeps its message
     * id, so a receiver that remembers ids can tell that it is the same. One that had arrived or was abandoned before
     * no longer waits for other messages about its resource, and none waits for it.
     *
     * Problems: `validation_failed`, `insufficient_scope`, `webhook_endpoint_not_found`, `webhook_delivery_not_found`,
     * `webhook_endpoint_disabled`, `idempotency_in_flight`, `idempotency_key_reused`.
     */
    redeliver: (webhookEndpointId: string, deliveryId: string, options?: RequestOptions) => Answer<WebhookDelivery>
  }
  activity: {
    /**
     * Read your messages as a feed.
     *
     * What has happened to what is yours: the same messages that are sent to webhook endpoints, oldest first, each
     * once, and always in the same order. Keep `nextCursor` and send it as `after` to read on from there, now or days
     * later; it is always there, also at the end of the feed. A cursor is a position: it stays good when you change the
     * filters. Messages are kept for 30 days. A position that is older is refused with `activity_gone`, so that nothing
     * is skipped in silence.
     *
     * A page may hold fewer messages than `limit`, or none, while `hasMore` is true: with `types`, one request looks at
     * 5,000 messages at most. Messages of test events are a feed of their own: `mode=test`. Messages about reservations
     * are made only for accounts that have read the feed in the last 30 days, or have a webhook endpoint that wants
     * them: the first reading of a feed shows none.
     *
     * With `wait` a request that finds nothing is answered when there is something, or when the time is up (long poll).
     *
     * With `Accept: text/event-stream` the answer is a stream of server-sent events that goes on: the data of each
     * event is one message, the very text that an endpoint gets as its body, and its id is the cursor after it. `limit`
     * and `wait` have no meaning there. Reconnect with `Last-Event-ID`, which goes before `after`, and nothing is
     * missed and nothing comes twice. An event without data only moves the position on; at least one line is sent every
     * 15 seconds. A stream ends after 10 minutes at the latest: connect again. A reader that takes nothing for 30
     * seconds is disconnected. The number of requests that wait and of streams is limited, per account and in all.
     *
     * About a second after a key is deleted, a session has ended, or an account is disabled or deleted, its streams end
     * and its waiting requests are refused. When an access token expires its streams end, and a waiting request is
     * answered with what there is: renew it and go on from the same cursor.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`, `activity_gone`.
     */
    list: (query?: QueryOf<'webhooks.listActivity'>, options?: RequestOptions) => PageAnswer<ActivityList>
    /**
     * Read your messages as a feed, as it grows.
     *
     * What has happened to what is yours: the same messages that are sent to webhook endpoints, oldest first, each
     * once, and always in the same order. Keep `nextCursor` and send it as `after` to read on from there, now or days
     * later; it is always there, also at the end of the feed. A cursor is a position: it stays good when you change the
     * filters. Messages are kept for 30 days. A position that is older is refused with `activity_gone`, so that nothing
     * is skipped in silence.
     *
     * A page may hold fewer messages than `limit`, or none, while `hasMore` is true: with `types`, one request looks at
     * 5,000 messages at most. Messages of test events are a feed of their own: `mode=test`. Messages about reservations
     * are made only for accounts that have read the feed in the last 30 days, or have a webhook endpoint that wants
     * them: the first reading of a feed shows none.
     *
     * With `wait` a request that finds nothing is answered when there is something, or when the time is up (long poll).
     *
     * With `Accept: text/event-stream` the answer is a stream of server-sent events that goes on: the data of each
     * event is one message, the very text that an endpoint gets as its body, and its id is the cursor after it. `limit`
     * and `wait` have no meaning there. Reconnect with `Last-Event-ID`, which goes before `after`, and nothing is
     * missed and nothing comes twice. An event without data only moves the position on; at least one line is sent every
     * 15 seconds. A stream ends after 10 minutes at the latest: connect again. A reader that takes nothing for 30
     * seconds is disconnected. The number of requests that wait and of streams is limited, per account and in all.
     *
     * About a second after a key is deleted, a session has ended, or an account is disabled or deleted, its streams end
     * and its waiting requests are refused. When an access token expires its streams end, and a waiting request is
     * answered with what there is: renew it and go on from the same cursor.
     *
     * Problems: `validation_failed`, `invalid_cursor`, `insufficient_scope`, `activity_gone`.
     */
    follow: (query?: QueryOf<'webhooks.listActivity'>, options?: RequestOptions) => Following<WebhookMessage>
  }
}
