// A sign on a terminal that the server takes its time. It comes after a moment, and goes before anything is printed or
// asked, so that no command has to think of it.

/** What is answered sooner needs no sign. */
const silentMs = 300

let timer: NodeJS.Timeout | undefined
let spinner: { stop(): unknown } | undefined

/** From now on the server is waited for. Nothing is shown where stderr is no terminal. */
export function beginWaiting(): void {
  endWaiting()
  if (!process.stderr.isTTY) return
  const begun = setTimeout(() => {
    void show(begun)
  }, silentMs).unref()
  timer = begun
}

/** Takes the sign away. */
export function endWaiting(): void {
  clearTimeout(timer)
  timer = undefined
  spinner?.stop()
  spinner = undefined
}

async function show(begun: NodeJS.Timeout): Promise<void> {
  const { default: yoctoSpinner } = await import('yocto-spinner') // loaded for who waits alone
  if (timer !== begun) return
  process.once('exit', endWaiting) // it hides the cursor
  spinner = yoctoSpinner({ text: 'Waiting for the server', stream: process.stderr, handleSignals: false }).start()
}
