// Work that may not take for ever.

/** How long somebody waits for work: until the signal says that nobody does any more. */
export interface Patience {
  readonly signal: AbortSignal
}

/**
 * What the work comes to, or, when that takes longer than `ms`, a rejection with this sentence. The patience tells the
 * work that nobody waits any more; it need not listen, and what becomes of it then is heard by nobody.
 */
export async function within<Result>(
  ms: number,
  work: (patience: Patience) => Promise<Result>,
  sentence = `no answer within ${ms} ms`,
): Promise<Result> {
  const patience = new LazyPatience()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(sentence)
      reject(reason)
      patience.end(reason)
    }, ms)
  })
  try {
    return await Promise.race([work(patience), late])
  } finally {
    clearTimeout(timer)
  }
}

/** A signal takes as long to make as much of the work that never asks for one, so it is made for who asks. */
class LazyPatience implements Patience {
  #aborting: AbortController | undefined
  #reason: Error | undefined

  get signal(): AbortSignal {
    this.#aborting ??= new AbortController()
    if (this.#reason) this.#aborting.abort(this.#reason)
    return this.#aborting.signal
  }

  end(reason: Error) {
    this.#reason = reason
    this.#aborting?.abort(reason)
  }
}
