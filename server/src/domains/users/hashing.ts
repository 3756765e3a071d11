// Argon2id in threads of lower priority: a flood of sign-ins takes the cores only as far as nobody else wants them, and
// none of libuv's threads. The threads are the process's; they are started when they are needed, and keep nobody up.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What a hash costs whoever makes it: memory in KiB, passes, lanes. Tests that sign many people up make it cheap. */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

export type HashingTask =
  | { readonly kind: 'hash'; readonly password: Uint8Array; readonly cost: PasswordCost }
  | { readonly kind: 'verify'; readonly password: Uint8Array; readonly passwordHash: string }

export type HashingResult = { readonly value: string | boolean } | { readonly error: string }

export const hashPassword = (password: Uint8Array, cost: PasswordCost) =>
  inThread({ kind: 'hash', password, cost }) as Promise<string>

export const verifyPassword = (passwordHash: string, password: Uint8Array) =>
  inThread({ kind: 'verify', password, passwordHash }) as Promise<boolean>

const idle: Worker[] = []

/** As many threads as tasks at once: how many those are is the caller's to bound. */
async function inThread(task: HashingTask): Promise<string | boolean> {
  const thread = idle.pop() ?? new Worker(new URL('./hashing-thread.js', import.meta.url))
  thread.ref()
  thread.postMessage(task)
  const [result] = (await once(thread, 'message')) as [HashingResult] // rejects when the thread fails
  thread.unref()
  idle.push(thread)
  if ('error' in result) throw new Error(result.error)
  return result.value
}
