// Work that may not take for ever.

/**
 * What the work comes to, or, when that takes longer than `ms`, a rejection with this sentence. The signal tells the
 * work that nobody waits any more; it need not listen, and what becomes of it then is heard by nobody.
 */
export async function within<Result>(
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
  sentence = `no answer within ${ms} ms`,
): Promise<Result> {
  const aborting = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(sentence)
      reject(reason)
      aborting.abort(reason)
    }, ms)
  })
  try {
    return await Promise.race([work(aborting.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
