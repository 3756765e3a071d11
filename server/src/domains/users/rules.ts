// The users' pure decisions: who may sign up as what, when a refresh token is good.
import type { Role } from '../../contract/types.ts'

export type OrganizerSignup = 'open' | 'closed'

export const maySignUpAs = (role: Role, organizerSignup: OrganizerSignup) =>
  role === 'attendee' || (role === 'organizer' && organizerSignup === 'open')

export interface RefreshTokenFacts {
  readonly used: boolean
  readonly expired: boolean
  readonly sessionRevoked: boolean
  readonly accountDisabled: boolean
}

/**
 * What becomes of a refresh token that is presented. `reused`: it was used before, so two parties hold it and nobody
 * can tell which is the owner: the session ends (https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2).
 */
export function evaluateRefreshToken({
  used,
  expired,
  sessionRevoked,
  accountDisabled,
}: RefreshTokenFacts): 'good' | 'reused' | 'invalid' | 'disabled' {
  if (accountDisabled) return 'disabled'
  if (sessionRevoked || expired) return 'invalid'
  return used ? 'reused' : 'good'
}

export interface AccountState {
  readonly role: Role
  readonly disabled: boolean
}

/** Whether somebody who counts as an admin no longer would. */
export const losesAdmin = (before: AccountState, after: AccountState) => isActiveAdmin(before) && !isActiveAdmin(after)

const isActiveAdmin = ({ role, disabled }: AccountState) => role === 'admin' && !disabled
