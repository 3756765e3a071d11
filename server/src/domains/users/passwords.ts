// Passwords, hashed with argon2id in threads of lower priority, a few at a time.
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { problem } from '../../platform/problems.ts'
import { hashPassword, verifyPassword, type PasswordCost } from './hashing.ts'

export type { PasswordCost } from './hashing.ts'

export type Passwords = ReturnType<typeof createPasswords>

/**
 * OWASP's first choice of low memory: 19 MiB, two passes, one lane
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Argon2id is the package's
 * default.
 */
const ordinaryCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** How many hashes are computed at once on so many cores: one is left to those who buy, however many sign in. */
export const hashesAtOnce = (cores: number): number => Math.max(1, Math.min(4, cores - 1))

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
  /** Made for the first who is verified, whether they have a hash or not. */
  let ofNobody: Promise<string> | undefined

  return {
    /**
     * To be asked before anything else is done for a stranger. Problem: overloaded, after half a second: whoever asks
     * again as soon as they are answered would keep the server busy with refusals.
     */
    refuseWhenFull: turn.refuseWhenFull,

    hash: (password: string): Promise<string> => turn.take(() => hashPassword(bytesOf(password), cost)),

    /** Takes as long without a hash as with one: the time does not show whether an account exists. */
    verify: (passwordHash: string | undefined, password: string): Promise<boolean> =>
      turn.take(async () => {
        const other = await (ofNobody ??= hashPassword(randomBytes(32), cost))
        const matches = await verifyPassword(passwordHash ?? other, bytesOf(password))
        return matches && passwordHash !== undefined
      }),
  }
}

/** The same password may be typed composed on one device and decomposed on another. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFC'))

const refusalMs = 500
/** Beyond so many, who is refused is refused at once: they would only take memory. */
const refusingMax = 5_000

function createTurns(runningMax: number, waitingMax: number) {
  const waiting: (() => void)[] = []
  let running = 0
  let refusing = 0

  const isFull = () => running >= runningMax && waiting.length >= waitingMax
  const overloaded = () =>
    problem('overloaded', 'Too many sign-ins are waiting ahead of this one.', { retryAfterSeconds: 1 })

  async function refuseWhenFull(): Promise<void> {
    if (!isFull()) return
    if (refusing < refusingMax) {
      refusing += 1
      await setTimeout(refusalMs)
      refusing -= 1
    }
    throw overloaded()
  }

  async function take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isFull()) throw overloaded()
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
