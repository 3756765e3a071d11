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

/**
 * How many hashes are computed at once on so many cores: one core is left to those who buy, however many sign in, and
 * one of the four threads of libuv's pool to everything else that needs it.
 */
export const hashesAtOnce = (cores: number): number => Math.max(1, Math.min(3, cores - 1))

/**
 * At most `runningMax` hashes are computed at once and `waitingMax` wait (a hash takes about 25 ms of one core, so two
 * hundred waiting are some seconds); whoever comes then gets `overloaded`.
 */
export function createPasswords({
  runningMax = hashesAtOnce(availableParallelism()),
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
    /** To be asked before anything else is done for a stranger. Problem: overloaded. */
    refuseWhenFull: turn.refuseWhenFull,

    hash: (password: string): Promise<string> => turn.take(() => hash(bytesOf(password), cost)),

    /** Takes as long without a hash as with one: the time does not show whether an account exists. */
    verify: (passwordHash: string | undefined, password: string): Promise<boolean> =>
      turn.take(async () => {
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

  function refuseWhenFull() {
    if (running >= runningMax && waiting.length >= waitingMax)
      throw problem('overloaded', 'Too many sign-ins are waiting ahead of this one.', { retryAfterSeconds: 1 })
  }

  async function take<Result>(work: () => Promise<Result>): Promise<Result> {
    refuseWhenFull()
    if (running < runningMax) running += 1
    else await new Promise<void>(resolve => waiting.push(resolve)) // wakes up in the place of one that ended
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }

  return { refuseWhenFull, take }
}
