// Runs the real `evently` on a pseudo-terminal, and shows what its user sees: a terminal emulator keeps the screen.
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export interface PtyOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly columns?: number
  readonly rows?: number
}

export interface Pty {
  /** Text as it is typed. */
  type(text: string): void
  press(key: keyof typeof keys): void
  /** The screen as text, without the blanks at the ends of its lines and below them. */
  screen(): string
  /** Waits until the screen shows this, and answers the screen. Fails with what it shows once the command ends. */
  shows(what: string | RegExp): Promise<string>
  resize(columns: number, rows: number): void
  signal(signal: NodeJS.Signals): void
  /** Ends it on the spot; it may have ended. */
  kill(): void
  /** Whether the second screen is shown, and whether the cursor can be seen. */
  state(): { readonly isSecondScreen: boolean; readonly hasCursor: boolean }
  /** All that was written to it. */
  written(): string
  readonly ended: Promise<{ readonly code: number; readonly signal: number | undefined }>
}

const keys = { enter: '\r', down: '\u001b[B', up: '\u001b[A', space: ' ', ctrlC: '\u0003' } as const

/** Far more than it takes: a test that waits in vain says what it sees. */
const shownMsMax = 20_000

export function openPty(program: readonly string[], { env = {}, columns = 80, rows = 24 }: PtyOptions = {}): Pty {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  const child = spawn(process.execPath, [...program], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: { TERM: 'xterm-256color', ...env } as Record<string, string>,
  })
  let written = ''
  const watchers = new Set<() => void>()
  const look = () => {
    for (const watcher of watchers) watcher()
  }
  child.onData(data => {
    written += data
    terminal.write(data, look)
  })
  const ended = new Promise<{ code: number; signal: number | undefined }>(resolve => {
    // What was written last is parsed first.
    child.onExit(({ exitCode, signal }) => terminal.write('', () => resolve({ code: exitCode, signal })))
  })
  const screen = () => {
    const { active } = terminal.buffer
    const lines = Array.from({ length: active.length }, (_, n) => active.getLine(n)?.translateToString(true) ?? '')
    return lines.join('\n').trimEnd()
  }
  const shows = (what: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const isThere = () => (typeof what === 'string' ? screen().includes(what) : what.test(screen()))
      const watcher = () => {
        if (!isThere()) return
        watchers.delete(watcher)
        clearTimeout(timer)
        resolve(screen())
      }
      const fail = (why: string) => {
        clearTimeout(timer)
        reject(new Error(`${why}, and ${String(what)} is not on the screen:\n${screen()}`))
      }
      const timer = setTimeout(() => fail(`${shownMsMax / 1_000} s have passed`), shownMsMax)
      watchers.add(watcher)
      watcher()
      void ended.then(({ code }) => {
        watcher()
        fail(`It has ended with ${code}`)
      })
    })
  return {
    type: text => child.write(text),
    press: key => child.write(keys[key]),
    screen,
    shows,
    resize(wide, high) {
      terminal.resize(wide, high)
      child.resize(wide, high)
    },
    signal: signal => child.kill(signal),
    kill() {
      try {
        child.kill('SIGKILL')
      } catch {
        // it has ended
      }
    },
    state: () => ({
      isSecondScreen: terminal.buffer.active.type === 'alternate',
      hasCursor: written.lastIndexOf('\u001b[?25h') >= written.lastIndexOf('\u001b[?25l'),
    }),
    written: () => written,
    ended,
  }
}
