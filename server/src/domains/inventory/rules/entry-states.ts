// How a waitlist entry stands, and why one has expired.

/** waiting → offered → converted | expired | declined, or → left from either; all but the first two are final. */
export type EntryState = 'waiting' | 'offered' | 'converted' | 'expired' | 'declined' | 'left'

/**
 * Why an entry is `expired`: its offer ran out, nothing that it waited for is sold any more, or its buyer may have no
 * more of it since a limit was lowered.
 */
export type ExpiredReason = 'offer_expired' | 'sales_ended' | 'event_ended' | 'limit_lowered'
