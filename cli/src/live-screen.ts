// A screen that is drawn again and again in place. It is the terminal's second one: what was on the first is there
// again when it is closed, however the command ends.
import { print } from './output.ts'

const show = '\u001b[?1049h\u001b[?25l'
const hide = '\u001b[?25h\u001b[?1049l'
const home = '\u001b[H'
const clearLine = '\u001b[K'
const clearRest = '\u001b[J'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface LiveScreen {
  /** Draws it now, and by itself whenever the terminal gets another size. */
  draw(): void
  /** Gives the terminal back. Closing it twice is no error. */
  close(): void
}

/** Whether stdout is a terminal that can be drawn on. */
export const canDraw = (): boolean => Boolean(process.stdout.isTTY) && process.env['TERM'] !== 'dumb'

/** Whether stdout shows colours: https://no-color.org */
export const hasColours = (): boolean => canDraw() && !process.env['NO_COLOR']

const endings = ['SIGTERM', 'SIGHUP'] as const

/** `linesOf` makes the lines of a screen of that size; those that do not fit below are left out. */
export function openScreen(linesOf: (size: Size) => readonly string[]): LiveScreen {
  let isOpen = true
  const draw = () => {
    if (!isOpen) return
    const { columns = 80, rows = 24 } = process.stdout
    const lines = linesOf({ columns, rows }).slice(0, rows)
    print(home + lines.map(line => line + clearLine).join('\r\n') + clearRest)
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    print(hide)
    process.stdout.off('resize', draw)
    process.off('exit', close)
    for (const ending of endings) process.off(ending, end)
  }
  const end = (signal: NodeJS.Signals) => {
    close()
    process.kill(process.pid, signal)
  }
  print(show)
  process.stdout.on('resize', draw)
  process.on('exit', close)
  for (const ending of endings) process.once(ending, end)
  return { draw, close }
}
