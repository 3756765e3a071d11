// Whether a caller may still have an answer that takes long: a revoked key is refused within a second there too.
import type { StreamReader } from '../../contract/types.ts'
import { Problem } from '../problems.ts'

/** Throws the problem that the caller would be refused with now. */
type AdmitAgain = () => Promise<unknown>

/** A look at one long answer's caller, again and again. */
export interface Admission {
  /** Aborted as soon as the caller is refused; its reason is the problem. */
  readonly refused: AbortSignal
  /** Looks at once. Problems: as when the request came, token_invalid for example. */
  check(): Promise<void>
  /** The answer is over: nobody looks any more. */
  end(): void
}

export type Admissions = ReturnType<typeof createAdmissions>

/** With the time until a change is heard of (half a second) it makes less than a second. */
const lookEveryMsUsually = 250

/**
 * Looks after the callers of a process's long answers: one timer for all of them. To look costs no database: whose a
 * key or token is, and what has been revoked, is in memory. Whoever can't be looked at is refused as well.
 */
export function createAdmissions({ lookEveryMs = lookEveryMsUsually }: { readonly lookEveryMs?: number } = {}) {
  const looks = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  function forget(look: () => void) {
    looks.delete(look)
    if (looks.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function watch(admitAgain: AdmitAgain): Admission {
    const refusal = new AbortController()
    let isLooking = false

    async function check() {
      try {
        await admitAgain()
      } catch (error) {
        forget(look)
        refusal.abort(error)
      }
      refusal.signal.throwIfAborted()
    }

    /** One at a time: a question to another service may take longer than a turn. */
    function look() {
      if (isLooking) return
      isLooking = true
      void check()
        .catch(() => {}) // `refused` tells
        .finally(() => {
          isLooking = false
        })
    }

    looks.add(look)
    timer ??= setInterval(() => {
      for (const each of looks) each()
    }, lookEveryMs)
    return { refused: refusal.signal, check, end: () => forget(look) }
  }

  return { watch }
}

/** Ends a stream as soon as its caller is refused. */
export function endWhenRefused(reader: StreamReader, { refused, end }: Admission) {
  reader.onClose(end)
  refused.addEventListener('abort', () => {
    hangUp(reader)
  })
}

/** Who has not taken yet what they were sent is not waited for. */
export function hangUp(reader: StreamReader) {
  if (reader.isBlocked()) reader.destroy()
  else reader.end()
}

/**
 * A text whose caller is looked at before each piece: it breaks off where the caller is refused. It was asked for in
 * time, though the token may have expired meanwhile.
 */
export async function* whileAdmitted(chunks: AsyncIterable<string>, admitAgain: AdmitAgain): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    await admitAgain().catch(unlessExpired)
    yield chunk
  }
}

/** Nothing was revoked: the token's time is over, and its owner may renew it. */
export const hasExpired = (error: unknown) => error instanceof Problem && error.code === 'token_expired'

function unlessExpired(error: unknown) {
  if (!hasExpired(error)) throw error
}
