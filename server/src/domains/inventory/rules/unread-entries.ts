// A waitlist that is longer than one read: what those may want whom the read has not shown, and what must be read
// next. Pure.
//
// A read shows the head of every group: its first entries (`unseen` says up to which place). Behind the head nobody is
// skipped. Once seats have no claimants any more, a second read shows who of those behind counts (`fitting`): the
// first, who may still have all that can be claimed, and those whom the seats fit that nobody has a claim to. The
// others can have nothing: the first has a claim to the rest.
import { choiceOfGroup, freeOf, seatsFitting, unclaimedFor, type Free } from './free-seats.ts'
import {
  anyType,
  groupOf,
  type FittingEntries,
  type InventoryDraft,
  type InventoryState,
  type WaitlistEntry,
} from './inventory-state.ts'
import { canEverFit, isGroupServable, isWaitlistServable, mostEverFor } from './servable.ts'

/** Whether the entry stands in the head of its group, or all of its group have been read. */
export const isInHead = ({ waitlist }: Pick<InventoryState, 'waitlist'>, entry: WaitlistEntry) =>
  entry.seq <= (waitlist.unseen.get(groupOf(entry)) ?? Infinity)

/**
 * An entry that was not read may stand before this one and fit, or every entry read of its group has been served. Then
 * another read of the waitlist comes first.
 */
export const mayHaveUnreadPredecessor = (draft: InventoryDraft, { seq }: WaitlistEntry, free: Free) =>
  [...draft.waitlist.unseen].some(
    ([group, seenTo]) =>
      seq > seenTo &&
      isGroupServable(draft, group) &&
      (mayFitUnread(draft, group, seq, free) || !standsBefore(draft, group, seq)),
  )

/** Whether an entry of the group that was read still stands before this position. */
const standsBefore = ({ waitlist }: InventoryDraft, group: string, seq: number) =>
  waitlist.entries.some(entry => entry.seq < seq && groupOf(entry) === group)

/** Whether the seats may fit an entry of the group before this position that no read has shown. */
function mayFitUnread({ waitlist }: InventoryDraft, group: string, seq: number, free: Free) {
  const there = seatsFitting(free, choiceOfGroup(group))
  const { next, seats, seenTo } = waitlist.fitting.get(group) ?? nobodySeen
  return there > 0 && seq > next && (there > seats || seq > seenTo)
}

const nobodySeen: FittingEntries = { next: 0, seats: 0, seenTo: 0 }

/**
 * Whether a waitlist that is longer than one read must be read again: every entry of some group that was read and can
 * be served has been served, or the waiting of a group ends. Under `skip`, and once claims have ended, an entry may
 * also have been stopped by entries that were not read.
 */
export function needsAnotherLook(draft: InventoryDraft) {
  const { open, order, unseen, entries } = draft.waitlist
  const free = freeOf(draft)
  const isDue = ([group, seenTo]: readonly [string, number]) =>
    order === 'skip' ||
    unclaimedFor(free, choiceOfGroup(anyType)) > 0 ||
    !entries.some(entry => groupOf(entry) === group && entry.seq <= seenTo && canEverFit(draft, entry))
  return open && [...unseen].some(isDue)
}

/** What a second read must show of a group, of those behind the place `seenTo`. */
export interface EntriesToFind {
  readonly seenTo: number
  /** The first who asks for no more than so many seats in all, or accepts fewer. */
  readonly mostEver: number
  /** And those who would do with so many seats: nobody has a claim to these. */
  readonly seats: number
}

/**
 * Where there are seats that nobody has a claim to any more, and not all entries were read: what must be found of each
 * group that there are seats for. The entry that they fit may stand anywhere in it. Only the groups that have not been
 * searched for so many seats yet.
 */
export function entriesToFind(state: InventoryState): ReadonlyMap<string, EntriesToFind> {
  const found = new Map<string, EntriesToFind>()
  if (!isWaitlistServable(state)) return found
  const free = freeOf(state)
  if (unclaimedFor(free, choiceOfGroup(anyType)) === 0) return found
  for (const [group, seenTo] of state.waitlist.unseen) {
    const choice = choiceOfGroup(group)
    const seats = unclaimedFor(free, choice)
    const isSearched = seats <= (state.waitlist.fitting.get(group)?.seats ?? -1)
    if (isGroupServable(state, group) && seatsFitting(free, choice) > 0 && !isSearched)
      found.set(group, { seenTo, seats, mostEver: mostEverFor(state, choice) })
  }
  return found
}
