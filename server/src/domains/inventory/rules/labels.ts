// Callers' own words about reservations and waitlist entries. Nothing is decided by them.

/** What an account says of its reservation, in its own words. */
export interface Labels {
  readonly externalId?: string
  readonly metadata?: Readonly<Record<string, string>>
}
