// The clock of a test event: every deadline that is stored comes nearer, and what is due by then ends at once. Pure.
//
// No second clock is kept: times are compared with the database's clock as ever, and only the times move. So all of
// them move by as much (the event's end, the sales, the holds, the clocks of the pools), also those that have passed.
import { refuse, type AdvanceClock, type Decision, type Result } from './commands.ts'
import { expire } from './hold-rules.ts'
import type { Hold, InventoryDraft, InventoryState } from './inventory-state.ts'

/**
 * Holds that are held or being paid for end so much sooner; who is held beyond the end has expired. One that is being
 * paid for stays with its confirmation, which decides what becomes of it. Bought ones stay as they are.
 */
export function advanceClock(state: InventoryState, { seconds }: AdvanceClock): Decision {
  if (state.testOf === null) return refuse({ code: 'event_not_test' })
  const open = [...state.holds.values()].filter(({ state: of }) => of === 'held' || of === 'confirming')
  const ends = open.map(hold => endOf(state, { ...hold, expiresAt: sooner(hold.expiresAt, seconds) }))
  return {
    kind: 'granted',
    result: {},
    movements: ends.flatMap(({ movements }) => movements),
    others: ends.map(({ result }) => result),
  }
}

function endOf(state: InventoryState, hold: Hold): { readonly result: Result; readonly movements: Moves } {
  const decision = expire({ ...state, holds: new Map([[hold.id, hold]]) }, { kind: 'expire', holdId: hold.id })
  if (decision.kind === 'refused') throw new Error(`${hold.id} can't expire: ${decision.refusal.code}`)
  return { result: decision.result, movements: decision.kind === 'granted' ? decision.movements : [] }
}
type Moves = Extract<Decision, { kind: 'granted' }>['movements']

/** The times of the event, of its ticket types and its promotions, and the clocks of the types' pools. */
export function advanceTimes(draft: InventoryDraft, { seconds }: AdvanceClock) {
  draft.endsAt = sooner(draft.endsAt, seconds)
  for (const type of draft.ticketTypes.values()) {
    type.salesStartAt = type.salesStartAt && sooner(type.salesStartAt, seconds)
    type.salesEndAt = type.salesEndAt && sooner(type.salesEndAt, seconds)
    type.pooledSince = type.pooledSince && sooner(type.pooledSince, seconds)
  }
  for (const promotion of draft.promotions.values()) {
    promotion.startsAt = promotion.startsAt && sooner(promotion.startsAt, seconds)
    promotion.endsAt = promotion.endsAt && sooner(promotion.endsAt, seconds)
  }
}

const sooner = (time: Date, seconds: number) => new Date(time.getTime() - seconds * 1_000)
