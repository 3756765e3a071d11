// Where a process is on its way out, for those who can't wait for the end of their own accord: streams, and what asks
// whether it is ready.
export interface Lifecycle {
  /** True from the first sign on that the process is to stop: it still answers, but wants no new work. */
  isStopping(): boolean
  /**
   * Called when it takes no more requests and waits for those under way: whatever would not end by itself ends now.
   * Returns how to take that back.
   */
  onDrain(end: () => void): () => void
  /** Says that the process is to stop. */
  stopping(): void
  /** Ends what would not end by itself. */
  drain(): void
}

export function createLifecycle(): Lifecycle {
  const endings = new Set<() => void>()
  let isStopping = false
  return {
    isStopping: () => isStopping,
    onDrain(end) {
      endings.add(end)
      return () => {
        endings.delete(end)
      }
    },
    stopping() {
      isStopping = true
    },
    drain() {
      isStopping = true
      for (const end of endings) end()
      endings.clear()
    },
  }
}
