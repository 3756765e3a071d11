// Tells, within this process, that messages have been appended: whoever delivers or shows them looks at once.

export interface AppendedSignal {
  /** Messages have been appended, and their transaction has committed. */
  notify(): void
  /**
   * Resolves with the next `notify`, after `timeoutMs` at the latest, or when `signal` is aborted. Whoever waits reads
   * again each time: other processes append too, and nobody tells of theirs. What is appended between a read and the
   * wait is not missed if `next` is called before the read.
   */
  next(signal: AbortSignal | undefined, timeoutMs: number): Promise<void>
}

export function createAppendedSignal(): AppendedSignal {
  const waiting = new Set<() => void>()

  return {
    notify() {
      for (const wake of [...waiting]) wake()
    },
    next: (signal, timeoutMs) =>
      new Promise(resolve => {
        const wake = () => {
          waiting.delete(wake)
          clearTimeout(timer)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, timeoutMs)
        if (signal?.aborted) return wake()
        waiting.add(wake)
        signal?.addEventListener('abort', wake)
      }),
  }
}
