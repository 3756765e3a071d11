// What a test run says: a line for each file as it ends, what has failed in full, and at the end the counts and the
// slowest.
import type { SharedStore } from '../support/shared-stores.ts'
import type { Count } from './messages.ts'
import type { FileResult } from './queue.ts'
import type { Mode } from './files.ts'

const slowestMax = 10
const failureLinesMax = 60
const storeNames: Readonly<Record<SharedStore, string>> = {
  postgres: 'PostgreSQL',
  elasticsearch: 'Elasticsearch',
  server: 'program of a server',
}
const names: Readonly<Record<Mode, string>> = { together: 'all', apart: 'the services apart' }

export interface Report {
  onDone(result: FileResult, left: number): void
  /** The whole, once; returns the exit code. */
  end(results: readonly FileResult[], faults: readonly string[], whole: WholeRun): number
}

export interface WholeRun {
  /** Whether it was only of the tests with a certain name. */
  readonly isSelection: boolean
  /** The CPU time of what all files have shared. */
  readonly storesMs: ReadonlyMap<SharedStore, number>
}

/** `isDetailed`: also the names of the tests that have passed. */
export function createReport({
  total,
  isDetailed,
  isBuffered,
  write = text => {
    process.stdout.write(text)
  },
}: {
  readonly total: number
  readonly isDetailed: boolean
  readonly isBuffered: boolean
  readonly write?: (text: string) => void
}): Report {
  const width = String(total).length
  return {
    onDone(result, left) {
      const { file, mode, count, ms, said, broken } = result
      if (!isBuffered && broken === undefined) return
      const isBad = hasFailed(result)
      if ((isDetailed || isBad) && isBuffered) write(`${said.trimEnd()}\n`)
      const where = `${String(total - left).padStart(width)}/${total}`
      const what = broken ?? `${told(count)}${count.pending > 0 ? `, ${count.pending} pending` : ''}`
      write(
        `${where} ${isBad ? '✘' : '✔'} ${file}${mode === 'apart' ? ` (${names.apart})` : ''}: ` +
          `${what}, ${seconds(ms)}\n`,
      )
    },
    end(results, faults, { isSelection, storesMs }) {
      const bad = results.filter(hasFailed)
      if (results.length > 1) tellAll(results, { bad, storesMs, write })
      for (const fault of faults) write(`\n${fault}\n`)
      if (results.length > 1) tellFailures(bad, write)
      const count = sum(results)
      if (results.length > 1 || !isBuffered) write(`\n${told(count)}\n`)
      const ran = count.passes + count.failures
      const empty = results.filter(
        each => each.broken === undefined && each.count.passes + each.count.failures + each.count.pending === 0,
      )
      if (isSelection && ran === 0) write('No test has run: nothing matches --grep.\n')
      if (!isSelection) for (const { file } of empty) write(`${file} holds no test.\n`)
      const isGood = bad.length === 0 && faults.length === 0 && (isSelection ? ran > 0 : empty.length === 0)
      return isGood ? 0 : 1
    },
  }
}

/** What each failed file has said of its failures, once more at the end: a long log is often kept by its end alone. */
function tellFailures(bad: readonly FileResult[], write: (text: string) => void) {
  for (const each of bad) {
    const lines = each.said.trimEnd().split('\n')
    const first = lines.findIndex(line => /^ +\d+ failing$/.test(line))
    const told = lines.slice(first === -1 ? -failureLinesMax : first).slice(0, failureLinesMax)
    write(`\n${nameOf(each)}:\n${told.join('\n')}\n`)
  }
}

interface Summary extends Pick<WholeRun, 'storesMs'> {
  readonly bad: readonly FileResult[]
  write(text: string): void
}

function tellAll(results: readonly FileResult[], { bad, storesMs, write }: Summary) {
  if (bad.length > 0)
    write(
      `\nFailed, with what they said above, and of their failures once more ` +
        `at the end:\n${bad.map(each => `  ${nameOf(each)}: ${each.broken ?? told(each.count)}\n`).join('')}`,
    )
  const slowest = [...results].sort((one, other) => other.ms - one.ms).slice(0, slowestMax)
  write(`\nThe slowest files, with the CPU of their tests and of the processes that these have started:\n`)
  for (const each of slowest) {
    const cpu = [each.cpu.workerMs, each.cpu.childrenMs].map(ms => seconds(ms).padStart(7)).join(' ')
    write(`  ${seconds(each.ms).padStart(8)} ${cpu}  ${nameOf(each)}\n`)
  }
  write('\n')
  write(`${cpuTold(results, storesMs)}\n\n`)
  for (const mode of ['together', 'apart'] as const) {
    const ofMode = results.filter(each => each.mode === mode)
    if (ofMode.length > 0) write(`${names[mode]}: ${told(sum(ofMode))}, in ${ofMode.length} files\n`)
  }
}

/** Where the time of a long run goes: it has two cores, and most of it is not in the tests themselves. */
function cpuTold(results: readonly FileResult[], storesMs: ReadonlyMap<SharedStore, number>): string {
  const used = [
    ['tests', results.reduce((soFar, { cpu }) => soFar + cpu.workerMs, 0)],
    ['the processes that they have started', results.reduce((soFar, { cpu }) => soFar + cpu.childrenMs, 0)],
    ...[...storesMs].map(([store, ms]) => [`the shared ${storeNames[store]}`, ms] as const),
  ] as const
  return `CPU: ${used.map(([who, ms]) => `${who} ${seconds(ms)}`).join(', ')}.`
}

const hasFailed = ({ count, broken }: FileResult) => count.failures > 0 || broken !== undefined
const nameOf = ({ file, mode }: FileResult) => `${file}${mode === 'apart' ? ` (${names.apart})` : ''}`
const told = ({ passes, failures }: Count) => `${passes} passed, ${failures} failed`
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

function sum(results: readonly FileResult[]): Count {
  const total = (what: keyof Count) => results.reduce((soFar, { count }) => soFar + count[what], 0)
  return { passes: total('passes'), failures: total('failures'), pending: total('pending') }
}
