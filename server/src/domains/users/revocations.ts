// What has changed about sessions and accounts since their access tokens were signed: small enough to keep in memory.
import type { Caller, Role } from '../../contract/types.ts'

export type Revocations = ReturnType<typeof createRevocations>

/** Sessions that ended, and accounts with a new role, within the last seconds, each with how long ago. */
export interface RecentChanges {
  readonly revokedSessions: readonly { readonly id: string; readonly ageSeconds: number }[]
  readonly roles: readonly {
    readonly userId: string
    readonly role: Role
    readonly version: number
    readonly ageSeconds: number
  }[]
}

/**
 * A change may become visible only so long after the time it bears: by then its transaction was cut off (30 s a
 * statement, 30 s idle).
 */
const visibleAfterSecondsMax = 90

/**
 * An access token is good without asking the database, unless its session is among the few that have ended since the
 * oldest good token was signed. `read` learns of them from the database; this process adds its own at once.
 */
export function createRevocations({
  accessTokenSeconds,
  readChanges,
  clock = Date.now,
}: {
  accessTokenSeconds: number
  readChanges: (lastSeconds: number) => Promise<RecentChanges>
  clock?: () => number
}) {
  const rememberMs = (accessTokenSeconds + visibleAfterSecondsMax) * 1_000
  const revoked = new Map<string, { readonly forgetAtMs: number }>()
  const roles = new Map<string, { readonly role: Role; readonly version: number; readonly forgetAtMs: number }>()
  let readAtMs: number | undefined

  return {
    isRevoked: (sessionId: string) => revoked.has(sessionId),

    /** The caller with the role that holds now. */
    current(caller: Caller): Caller {
      const changed = roles.get(caller.userId)
      return changed && changed.role !== caller.role ? { ...caller, role: changed.role } : caller
    },

    revoke(sessionIds: readonly string[]) {
      for (const id of sessionIds) revoked.set(id, { forgetAtMs: clock() + rememberMs })
    },

    changeRole({ id, role, version }: { id: string; role: Role; version: number }) {
      learnRole({ userId: id, role, version }, clock() + rememberMs)
    },

    /** Everything that still matters the first time, then only what is new. */
    async read() {
      const startedMs = clock()
      const sinceMs = readAtMs === undefined ? rememberMs : startedMs - readAtMs + visibleAfterSecondsMax * 1_000
      const changes = await readChanges(Math.ceil(Math.min(sinceMs, rememberMs) / 1_000))
      for (const { id, ageSeconds } of changes.revokedSessions)
        revoked.set(id, { forgetAtMs: startedMs + rememberMs - ageSeconds * 1_000 })
      for (const change of changes.roles) learnRole(change, startedMs + rememberMs - change.ageSeconds * 1_000)
      forgetOld(revoked, startedMs)
      forgetOld(roles, startedMs)
      readAtMs = startedMs
    },
  }

  /** What was read may be older than what this process has done meanwhile. */
  function learnRole({ userId, role, version }: { userId: string; role: Role; version: number }, forgetAtMs: number) {
    if (version >= (roles.get(userId)?.version ?? 0)) roles.set(userId, { role, version, forgetAtMs })
  }
}

function forgetOld(known: Map<string, { readonly forgetAtMs: number }>, nowMs: number) {
  for (const [key, { forgetAtMs }] of known) if (forgetAtMs <= nowMs) known.delete(key)
}
