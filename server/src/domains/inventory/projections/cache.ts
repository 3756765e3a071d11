// What is kept outside PostgreSQL, for speed alone: the port, and the table of its keys. Another domain may keep a
// family of its own here.
//
// | key                           | owner     | what                                       | version               |
// |-------------------------------|-----------|--------------------------------------------|-----------------------|
// | evently:{evt_…}:availability  | inventory | SeatsLeft of an event that is no draft     | the inventory's       |
// | evently:{evt_…}:event         | events    | the event without its live seats, no draft | the event's           |
// | evently:{rsv_…}:reservation   | inventory | a held reservation, as JSON                | the inventory's then  |
// | evently:{evt_…}:line          | inventory | sorted set: seq of all who wait            | none: changes commute |
// | evently:{evt_…}:line:gone     | inventory | who ceased to wait lately                  | –                     |
// | evently:{evt_…}:line:complete | inventory | the waitlist is known to be complete       | –                     |
//
// Documents, the first two, are kept for 5 s; the next reader makes them again from PostgreSQL. A reservation is kept
// as long as its hold; a job makes it again. `line` is kept for an hour and `line:gone` for a minute; when
// `line:complete`, which is kept for 10 s, is missing, all three are rebuilt.
//
// An older document never overwrites a newer one. That each is kept for seconds only is what makes a lost write, a
// crash between commit and write, or a Redis that comes back with old data harmless: whatever is wrong is gone by then.
// A reservation's is there for as long as it is held, but answers nobody 5 s after it was written (queries/
// reservations.ts).
// The repair (cache-reconciler.ts) looks through what is there besides, and takes away what differs from PostgreSQL.
//
// How old an answer may be in normal operation: 50 ms in the process, and 50 ms until a change is written: 100 ms.
// Without Redis (memory-cache.ts) 100 ms, however many processes there are. To both comes the one read that was under
// way when it changed. A process never answers older than what it has itself written. What is read when most of its
// time is over is asked for again meanwhile: of many readers nobody waits for PostgreSQL.
/** `availability` is the inventory's; whoever keeps another brings its `FamilyTruth`. */
export type Family = 'availability' | (string & {})

export interface Document {
  readonly version: number
  readonly value: unknown
  /**
   * Availability only: the version at which a hold of the event last changed its state; reservations of before are not
   * to be trusted.
   */
  readonly holdsChangedAt?: number
}

/** A document as it was found, with the version that was kept beside it. */
export interface FoundDocument {
  readonly version: string
  readonly document: Document | undefined
}

/** What PostgreSQL says of a family of documents: they are compared with it, and taken away where they differ. */
export interface FamilyTruth {
  readonly family: Family
  /** Reads what there is of these ids. The answer says in words what is wrong with a document; undefined: nothing. */
  read(ids: readonly string[]): Promise<(id: string, found: FoundDocument) => string | undefined>
}

/** What is wrong with a document, by its version and by whether it says the same. */
export function differs(version: string, wanted: number | undefined, isSame: boolean): string | undefined {
  if (Number(version) !== wanted) return `it has version ${version}, PostgreSQL ${wanted}`
  return isSame ? undefined : `it has the version of PostgreSQL, ${version}, and says something else`
}

export interface NewDocument extends Document {
  readonly family: Family
  /** Of the event. */
  readonly id: string
  /** Kept no longer than this. */
  readonly keptMsMax?: number
}

export interface Documents {
  /**
   * What this process knows and may still answer with; at once. Tells `onAging` when that is soon over: who asks again
   * meanwhile spares the readers to come from waiting.
   */
  peek(family: Family, id: string, onAging?: (id: string) => void): Document | undefined
  /**
   * Asks once more where other processes look, whatever is known here. Undefined: PostgreSQL has to say. Never throws.
   */
  renew(family: Family, id: string): Promise<Document | undefined>
  /** Undefined: it isn't known here, PostgreSQL has to say. Never throws. */
  get(family: Family, id: string): Promise<Document | undefined>
  /** What this process has itself seen written: from now on it answers nothing older. Others learn of it by `put`. */
  note(documents: readonly NewDocument[]): void
  /** Keeps them unless newer ones are known. False when they may not have got where others look. Never throws. */
  put(documents: readonly NewDocument[]): Promise<boolean>
}

/** Where a read was answered from. */
export type ReadSource = 'process' | 'redis' | 'postgres'
export type CountRead = (source: ReadSource) => void

/** How an event's waitlist has changed from one version of the inventory to a later one. */
export interface WaitlistChange {
  readonly eventId: string
  readonly fromVersion: number
  readonly version: number
  readonly joined: readonly number[]
  /** Who waits no more, for good. */
  readonly gone: readonly number[]
}

export interface Waitlists {
  /**
   * The place (from 1) of the one who waits with this `seq`, in O(log n); undefined when the waitlist isn't known
   * completely. `version` is the inventory's, read together with the entry.
   */
  rank(eventId: string, seq: number, version: number): Promise<number | undefined>
  /** False when some of it may be lost. Never throws. */
  change(changes: readonly WaitlistChange[]): Promise<boolean>
  /** Makes a waitlist complete, from what `read` finds in PostgreSQL: those who wait, in their order. */
  rebuild(
    eventId: string,
    read: () => Promise<{ readonly version: number; readonly seqs: readonly number[] }>,
  ): Promise<void>
}

/** A held reservation as it was at a version of its event's inventory. */
export interface NewReservation {
  readonly id: string
  readonly version: number
  /** The hold; its times are texts once they have been kept. */
  readonly hold: unknown
  /** Milliseconds that are left of it, at least 1: so long it is kept. */
  readonly leftMs: number
}

/** The reservations that are held, one by one. None of them throws. */
export interface HeldReservations {
  /** Undefined: it isn't there, or was written longer ago than a document is believed. */
  get(id: string): Promise<Omit<NewReservation, 'id'> | undefined>
  /** False when some may not have got there. */
  put(reservations: readonly NewReservation[]): Promise<boolean>
  /** False when some may still be there. */
  remove(ids: readonly string[]): Promise<boolean>
  /** Which of these aren't there; none where that can't be told. */
  missing(ids: readonly string[]): Promise<readonly string[]>
}

export interface Projections {
  readonly documents: Documents
  readonly waitlists: Waitlists
  /** Undefined in the process alone: nobody would hear of what other processes change. */
  readonly reservations: HeldReservations | undefined
  /** Whether other processes share them. */
  readonly kind: 'process' | 'redis'
}

/** Whether all parts, one after the other, have been answered. */
export async function everyPart<Thing>(
  things: readonly Thing[],
  size: number,
  work: (part: readonly Thing[]) => Promise<unknown>,
): Promise<boolean> {
  for (let n = 0; n < things.length; n += size) if ((await work(things.slice(n, n + size))) === undefined) return false
  return true
}

export const keyOf = (family: Family, id: string) => `evently:{${id}}:${family}`
export const reservationKeyOf = (id: string) => keyOf('reservation', id)
export const waitlistKeysOf = (eventId: string) => ({
  waitlist: `evently:{${eventId}}:line`,
  gone: `evently:{${eventId}}:line:gone`,
  complete: `evently:{${eventId}}:line:complete`,
})

export const documentKeptMs = 5_000
export const waitlistKeptMs = 3_600_000
export const goneKeptMs = 60_000
export const completeKeptMs = 10_000
