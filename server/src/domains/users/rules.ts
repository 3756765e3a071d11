// The users' pure decisions: who may sign up as what, when a refresh token is good.
import type { Role } from '../../contract/types.ts'

export type OrganizerSignup = 'open' | 'closed'

export const maySignUpAs = (role: Role, organizerSignup: OrganizerSignup) =>
  role === 'attendee' || (role === 'organizer' && organizerSignup === 'open')

export interface RefreshTokenFacts {
  /** Null: it has not been used. */
  readonly usedSecondsAgo: number | null
  /** Of a used token: its successor is known again and has not been used itself. */
  readonly successorUnused: boolean
  readonly expired: boolean
  readonly sessionRevoked: boolean
  readonly accountDisabled: boolean
}

/** How long a used token may come again: an answer was lost, or two processes share a session. */
export const repeatSecondsMax = 10

/**
 * What becomes of a refresh token that is presented. `repeated`: it gets the successor that it got before. `reused`: it
 * was used before, so two parties hold it and nobody can tell which is the owner: the session ends
 * (https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2). With `strict` every second use is that.
 */
export function evaluateRefreshToken(
  { usedSecondsAgo, successorUnused, expired, sessionRevoked, accountDisabled }: RefreshTokenFacts,
  { strict }: { strict: boolean },
): 'good' | 'repeated' | 'reused' | 'invalid' | 'disabled' {
  if (accountDisabled) return 'disabled'
  if (sessionRevoked || expired) return 'invalid'
  if (usedSecondsAgo === null) return 'good'
  return !strict && usedSecondsAgo <= repeatSecondsMax && successorUnused ? 'repeated' : 'reused'
}

export interface AccountState {
  readonly role: Role
  readonly disabled: boolean
}

/** Whether somebody who counts as an admin no longer would. */
export const losesAdmin = (before: AccountState, after: AccountState) => isActiveAdmin(before) && !isActiveAdmin(after)

const isActiveAdmin = ({ role, disabled }: AccountState) => role === 'admin' && !disabled
