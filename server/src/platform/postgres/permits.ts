// Who has a connection to a database, and who waits for one: so many at once, and who comes first is served first.
//
// Everyday statements never take the last connections: a report that reads for seconds leaves one to those that sell
// seats and take money.

/** What a connection is used for; each has a setup of its own. */
export type Use = 'knex' | 'prepared' | 'planned_once'

export interface Permits {
  /** Resolves when it is one's turn. Throws NoneFree. */
  take(use: Use, options?: { readonly isFirst?: boolean }): Promise<void>
  give(use: Use): void
  /** Takes one that is free beyond doubt, for a connection that is being closed; answers how to give it back. */
  takeForClosing(): () => void
  used(use: Use): number
  waiting(use: Use): number
}

export interface PermitOptions {
  readonly max: number
  /** How many of them everyday statements leave alone; they always have one. */
  readonly keptFromKnex: number
  readonly waitMsMax: number
}

/** All connections have been in use for too long. */
export class NoneFree extends Error {
  readonly code = 'ETIMEDOUT'
}

interface Waiter {
  readonly use: Use
  begin(): void
}

export function createPermits({ max, keptFromKnex, waitMsMax }: PermitOptions): Permits {
  const used: Record<Use, number> = { knex: 0, prepared: 0, planned_once: 0 }
  const waiters: Waiter[] = []
  const knexMax = Math.max(1, max - keptFromKnex)
  let closing = 0

  const isFree = (use: Use) =>
    closing + used.knex + used.prepared + used.planned_once < max && (use !== 'knex' || used.knex < knexMax)

  function beginNext() {
    const next = waiters.findIndex(({ use }) => isFree(use))
    if (next >= 0) waiters.splice(next, 1)[0]!.begin()
  }

  function wait(use: Use, isFirst: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        use,
        begin() {
          clearTimeout(timer)
          used[use]++
          resolve()
        },
      }
      const timer = setTimeout(() => {
        waiters.splice(waiters.indexOf(waiter), 1)
        reject(new NoneFree(`No connection to PostgreSQL became free within ${waitMsMax} ms: all ${max} are in use.`))
      }, waitMsMax)
      if (isFirst) waiters.unshift(waiter)
      else waiters.push(waiter)
    })
  }

  return {
    async take(use, { isFirst = false } = {}) {
      if (isFree(use)) used[use]++
      else await wait(use, isFirst)
    },
    give(use) {
      used[use]--
      beginNext()
    },
    takeForClosing() {
      closing++
      return () => {
        closing--
        beginNext()
      }
    },
    used: use => used[use],
    waiting: use => waiters.filter(waiter => waiter.use === use).length,
  }
}
