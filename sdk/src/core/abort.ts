// Many calls may share one AbortSignal: they share one listener too, which goes when the last of them is done. Node
// warns of a leak from the eleventh listener on.

interface Shared {
  readonly callbacks: Set<() => void>
  readonly listener: () => void
}

const sharedOf = new WeakMap<AbortSignal, Shared>()

/** Calls back once the signal is aborted, at once if it is already. The answer takes the callback back. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => undefined
  if (signal.aborted) {
    callback()
    return () => undefined
  }
  const own = () => callback() // the same callback may be given twice
  const shared = sharedOf.get(signal) ?? listenTo(signal)
  shared.callbacks.add(own)
  return () => {
    if (shared.callbacks.delete(own) && shared.callbacks.size === 0) {
      signal.removeEventListener('abort', shared.listener)
      sharedOf.delete(signal)
    }
  }
}

/**
 * A promise that rejects with the signal's reason once that is aborted. `begin` answers what there is to undo when the
 * promise is settled, whatever with.
 */
export function abortable<Result>(
  signal: AbortSignal | undefined,
  begin: (resolve: (result: Result) => void, reject: (error: unknown) => void) => (() => unknown) | undefined,
): Promise<Result> {
  const undoing: ((() => unknown) | undefined)[] = []
  return new Promise<Result>((resolve, reject) => {
    undoing.push(
      begin(resolve, reject),
      onAbort(signal, () => reject(signal?.reason as Error)),
    )
  }).finally(() => {
    for (const undo of undoing) undo?.()
  })
}

function listenTo(signal: AbortSignal): Shared {
  const callbacks = new Set<() => void>()
  const listener = () => {
    sharedOf.delete(signal)
    const all = [...callbacks]
    callbacks.clear()
    for (const callback of all) callback()
  }
  const shared = { callbacks, listener }
  sharedOf.set(signal, shared)
  signal.addEventListener('abort', listener, { once: true })
  return shared
}
