// What other domains may ask of the users.
import type { Role } from '../../contract/types.ts'

export interface UsersPort {
  /** Says whether an access token or API key is valid now, and whose it is; one that isn't valid is no error. */
  verify(token: string): Promise<Verification>
  /** What has ended or changed within the last seconds: whoever remembers a verification must hear of it. */
  changesWithin(lastSeconds: number): Promise<RecentChanges>
  /** Keys that were used where the users don't run. */
  noteApiKeyUses(apiKeyIds: readonly string[]): Promise<void>
  /**
   * Who these users are now: at most `profilesMax` of them. Those that are gone are left out. Not to be copied: a user
   * may take another name, or go.
   */
  profilesOf(ids: readonly string[]): Promise<readonly Profile[]>
  /** Whose email this is, however it is written; undefined: nobody's. */
  profileOfEmail(email: string): Promise<Profile | undefined>
}

export const profilesMax = 1_000

export interface Profile {
  readonly id: string
  readonly name: string
  readonly email: string
  /**
   * Whether somebody has shown that they read mail there. Left out by `profileOfEmail`, and by a users service of an
   * earlier release: then nobody has.
   */
  readonly emailVerified?: boolean | undefined
}

/** Sessions and keys that ended, and accounts with a new role, within the last seconds, each with how long ago. */
export interface RecentChanges {
  readonly revokedCredentials: readonly { readonly id: string; readonly ageSeconds: number }[]
  readonly roles: readonly {
    readonly userId: string
    readonly role: Role
    readonly version: number
    readonly ageSeconds: number
  }[]
}

export type CredentialKind = 'session' | 'api_key'

export type Verification =
  | {
      readonly active: true
      readonly kind: CredentialKind
      readonly userId: string
      readonly role: Role
      /** The session or the key. */
      readonly credentialId: string
      /** What an API key may do; a session has none and needs none. */
      readonly scopes?: readonly string[]
      readonly expiresAt?: Date
      /** To `expiresAt`, by the clock that set it. */
      readonly leftMs?: number
    }
  | {
      readonly active: false
      readonly kind: CredentialKind
      readonly reason: 'token_invalid' | 'token_expired' | 'account_disabled'
    }

/** Whom to erase: an account with every buyer that it has named, or one of these. */
export interface Erasure {
  readonly userId: string
  /** Null: the account itself. */
  readonly buyerReference: string | null
  /** Makes what stands in a reference's place: the same everywhere, and traced back by nobody. */
  readonly salt: string
  /** A buyer whom the account has named since is another one. */
  readonly requestedSecondsAgo: number
}

/** `more`: there may be more at once; `underWay`: something has to end first. */
export interface Erased {
  readonly more: boolean
  readonly underWay: boolean
}

/** Of a domain that keeps who bought, held or waited for what. */
export interface PersonalDataPort {
  /** Erases a page of it. May be asked again and by several at once. */
  erase(erasure: Erasure): Promise<Erased>
}

/**
 * So long after the request a buyer of that reference is still taken for the same person: a request under way may have
 * named them.
 */
export const erasureSlackSeconds = 60
