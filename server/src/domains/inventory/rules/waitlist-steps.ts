// What happens to a waitlist entry, as the rows that tell of it: what no movement of seats says. Pure.
import type { EntryState, Hold, WaitlistEntry } from './inventory-state.ts'
import { offerIdOf } from './offer-rules.ts'

/** `claim_ended`: seats that the entry had a claim to were offered to somebody behind it, as the claim had ended. */
export type StepState = 'joined' | 'changed' | 'claim_ended' | Exclude<EntryState, 'waiting'>

export interface WaitlistStep {
  readonly entryId: string
  /** The offer that the step is about; of a claim that has ended, the offer that was made past it. */
  readonly holdId: string | null
  readonly state: StepState
  /** What the entry asks for after the step. */
  readonly quantity: number
  readonly acceptFewer: boolean
  /** Until when the offer can be accepted, or the reservation that it became be confirmed. */
  readonly expiresAt: Date | null
}

/** The step from one state of an entry to the next, if that is one. `hold`: the offer, where the step is about one. */
export function stepOf(
  before: WaitlistEntry | undefined,
  { id, state, quantity, acceptFewer }: WaitlistEntry,
  hold: Hold | undefined,
): WaitlistStep | undefined {
  const stepTo = (of: StepState, more: Partial<WaitlistStep> = {}): WaitlistStep => ({
    entryId: id,
    holdId: null,
    state: of,
    quantity,
    acceptFewer,
    expiresAt: null,
    ...more,
  })
  if (!before) return stepTo('joined')
  if (state === 'waiting')
    return before.quantity !== quantity || before.acceptFewer !== acceptFewer ? stepTo('changed') : undefined
  if (before.state === state) return undefined
  const isOpen = state === 'offered' || state === 'converted'
  return stepTo(state, {
    ...(before.state === 'offered' || isOpen ? { holdId: offerIdOf(id) } : {}),
    ...(isOpen && hold ? { expiresAt: hold.expiresAt } : {}),
  })
}

/** Seats were offered past a claim that had ended. */
export const claimEnded = ({ id, quantity, acceptFewer }: WaitlistEntry, past: Hold): WaitlistStep => ({
  entryId: id,
  holdId: past.id,
  state: 'claim_ended',
  quantity,
  acceptFewer,
  expiresAt: null,
})
