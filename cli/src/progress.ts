// How far something is that takes its time: a line on a terminal, drawn again and again; elsewhere nothing at all.

export interface Progress {
  /** So many are done by now. */
  at(done: number): void
  /** Takes the line away. */
  end(): void
}

export interface ProgressOptions {
  /** `Importing events` */
  readonly what: string
  readonly total: number
  /** Done before: they count for how far it is, not for how fast it goes. */
  readonly before?: number
}

const drawEveryMs = 100
const barWidth = 24

export function startProgress(options: ProgressOptions): Progress {
  const { stderr } = process
  if (!stderr.isTTY) return { at: () => undefined, end: () => undefined }
  const startedMs = performance.now()
  let drawnMs = -Infinity
  return {
    at(done) {
      const nowMs = performance.now()
      if (nowMs - drawnMs < drawEveryMs) return
      drawnMs = nowMs
      const line = progressText(options, { done, seconds: (nowMs - startedMs) / 1_000 })
      stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns || 80) - 1)}`)
    },
    end: () => stderr.write('\r\u001b[K'),
  }
}

/** `Importing events  [######      ]  3,120 of 10,000  420/s  16 s left` */
export function progressText(
  { what, total, before = 0 }: ProgressOptions,
  { done, seconds }: { readonly done: number; readonly seconds: number },
): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const bar = '#'.repeat(Math.round(share * barWidth)).padEnd(barWidth)
  const perSecond = seconds > 0 ? (done - before) / seconds : 0
  const left = perSecond > 0 ? timeLeft((total - done) / perSecond) : ''
  return [what, `[${bar}]`, `${counted(done)} of ${counted(total)}`, perSecond > 0 && `${rounded(perSecond)}/s`, left]
    .filter(Boolean)
    .join('  ')
}

/** `12,345`, the same wherever it runs. */
export const counted = (n: number): string => n.toLocaleString('en-GB')

const rounded = (n: number) => (n >= 10 ? counted(Math.round(n)) : n.toFixed(1))

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s left`
  return `${Math.ceil(seconds / 60)} min left`
}
