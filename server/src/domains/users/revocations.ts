// What has changed about sessions, API keys and accounts since tokens were signed and keys looked up: small enough to
// keep in memory.
import type { Caller, Role } from '../../contract/types.ts'
import type { RecentChanges } from './port.ts'

export type Revocations = ReturnType<typeof createRevocations>

/**
 * A change may become visible only so long after the time it bears: by then its transaction was cut off (30 s a
 * statement, 30 s idle).
 */
const visibleAfterSecondsMax = 90

/**
 * An access token is good without asking the database, unless its session is among the few that have ended since the
 * oldest good token was signed; so is an API key that was looked up no longer ago. `read` learns of them from the
 * database; this process adds its own at once.
 */
export function createRevocations({
  rememberSeconds,
  readChanges,
  clock = Date.now,
}: {
  /** How long an access token lives, and a key that was looked up counts. */
  rememberSeconds: number
  readChanges: (lastSeconds: number) => Promise<RecentChanges>
  clock?: () => number
}) {
  const rememberMs = (rememberSeconds + visibleAfterSecondsMax) * 1_000
  const revoked = new Map<string, { readonly forgetAtMs: number }>()
  const roles = new Map<string, { readonly role: Role; readonly version: number; readonly forgetAtMs: number }>()
  let readAtMs: number | undefined

  return {
    isRevoked: (credentialId: string) => revoked.has(credentialId),

    /** The caller with the role that holds now. */
    current(caller: Caller): Caller {
      const changed = roles.get(caller.userId)
      return changed && changed.role !== caller.role ? { ...caller, role: changed.role } : caller
    },

    revoke(credentialIds: readonly string[]) {
      for (const id of credentialIds) revoked.set(id, { forgetAtMs: clock() + rememberMs })
    },

    changeRole({ id, role, version }: { id: string; role: Role; version: number }) {
      learnRole({ userId: id, role, version }, clock() + rememberMs)
    },

    /** Everything that still matters the first time, then only what is new. */
    async read() {
      const startedMs = clock()
      const sinceMs = readAtMs === undefined ? rememberMs : startedMs - readAtMs + visibleAfterSecondsMax * 1_000
      const changes = await readChanges(Math.ceil(Math.min(sinceMs, rememberMs) / 1_000))
      for (const { id, ageSeconds } of changes.revokedCredentials)
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
