// Time-outs: work with a signal that ends it when the time is over or the caller gives up.
import { onAbort } from './abort.ts'
import { EventlyError } from './errors.ts'

/**
 * The time is over with `reason`; a caller who gives up has a reason of their own. Either is what is thrown, unless the
 * work has something of the SDK's own to say.
 */
export async function withinTime<Result>(
  {
    ms,
    reason,
    signal,
  }: { readonly ms: number; readonly reason: () => Error; readonly signal: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted()
  const timed = new AbortController()
  const timer = setTimeout(() => timed.abort(reason()), ms)
  const forget = onAbort(signal, () => timed.abort(signal?.reason))
  try {
    return await work(timed.signal)
  } catch (error) {
    if (timed.signal.aborted && !(error instanceof EventlyError)) throw timed.signal.reason
    throw error
  } finally {
    clearTimeout(timer)
    forget()
  }
}
