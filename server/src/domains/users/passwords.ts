// Passwords, hashed with argon2id in the thread pool, a few at a time.
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { problem } from '../../platform/problems.ts'

export type Passwords = ReturnType<typeof createPasswords>

/**
 * OWASP's first choice of low memory: 19 MiB, two passes, one lane
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Argon2id is the package's
 * default.
 */
const ordinaryCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What a hash costs whoever makes it: memory in KiB, passes, lanes. Tests that sign many people up make it cheap. */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/** Four is the whole thread pool of libuv; more than there are cores only makes each of them slower. */
const runningMaxDefault = Math.min(4, availableParallelism())

/**
 * At most `runningMax` hashes are computed at once and `waitingMax` wait (a hash takes about 50 ms of one core, so two
 * hundred waiting are a few seconds); whoever comes then gets `overloaded`.
 */
export function createPasswords({
  runningMax = runningMaxDefault,
  waitingMax = 200,
  cost = ordinaryCost,
}: {
  runningMax?: number
  waitingMax?: number
  cost?: PasswordCost
} = {}) {
  const turn = createTurns(runningMax, waitingMax)
  const ofNobody = hash(randomBytes(32), cost)

  return {
    hash: (password: string): Promise<string> => turn(() => hash(bytesOf(password), cost)),

    /** Takes as long without a hash as with one: the time does not show whether an account exists. */
    verify: (passwordHash: string | undefined, password: string): Promise<boolean> =>
      turn(async () => {
        const matches = await verify(passwordHash ?? (await ofNobody), bytesOf(password))
        return matches && passwordHash !== undefined
      }),
  }
}

/** The same password may be typed composed on one device and decomposed on another. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFC'))

function createTurns(runningMax: number, waitingMax: number) {
  const waiting: (() => void)[] = []
  let running = 0

  return async function turn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running < runningMax) running += 1
    // Wakes up in the place of one that ended.
    else if (waiting.length < waitingMax) await new Promise<void>(resolve => waiting.push(resolve))
    else throw problem('overloaded', 'Too many sign-ins are waiting ahead of this one.', { retryAfterSeconds: 1 })
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
