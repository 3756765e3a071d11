// `npm test`: all test files side by side, or those that are named. `npm test -- --help` says how.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { writeFileSync } from 'node:fs'
import { useFastFolder } from '../support/fast-folder.ts'
import { closeSharedStores, sharedStorePids } from '../support/shared-stores.ts'
import { familyMs } from './cpu.ts'
import { NothingThere, runsOf, type TestRun } from './files.ts'
import type { MochaOptions } from './messages.ts'
import { runQueue } from './queue.ts'
import { createReport } from './report.ts'

const usage = `npm test                        every test file; those of apart.ts also over the services apart
npm test -- FILE or FOLDER …    those that are named
    -g, --grep PATTERN          only the tests whose name matches
    -f, --fgrep TEXT            only the tests whose name contains the text
    -i, --invert                the other tests
    -b, --bail                  stop after the first file that fails
    -t, --timeout MS            of one test; 60000 unless said otherwise, 0 for none
    -j, --jobs NUMBER           how many files at once; two more than there are cores, unless said otherwise
        --times FILE            write what each file took, as JSON
    -w, --watch                 run them again whenever a source changes
EVENTLY_TEST_SERVICES=apart runs what is named, or else all with a whole server, over the services apart.
`

/** More than this many files tell only what has failed. */
const detailedMax = 10

const { values, positionals } = argumentsOf(process.argv.slice(2))
process.exitCode = values.help ? help() : await main()

async function main(): Promise<number> {
  const runs = runsOrStop()
  useFastFolder()
  const isBuffered = runs.length > 1
  const isSelection = values.grep !== undefined || values.fgrep !== undefined
  const report = createReport({
    total: runs.length,
    isBuffered,
    isDetailed: runs.length <= detailedMax && !isSelection,
  })
  try {
    const { results, faults } = await runQueue(runs, {
      workersMax: jobs(),
      mocha: mochaOptions(),
      isBuffered,
      onDone: report.onDone,
    })
    if (values.times !== undefined)
      writeFileSync(
        values.times,
        JSON.stringify(
          results.map(({ said: _, ...each }) => each),
          null,
          1,
        ),
      )
    const storesMs = new Map([...(await sharedStorePids())].map(([store, pid]) => [store, familyMs(pid)] as const))
    return report.end(results, faults, { isSelection, storesMs })
  } finally {
    await closeSharedStores()
  }
}

function mochaOptions(): MochaOptions {
  const { grep, fgrep, invert, bail, timeout } = values
  return {
    color: Boolean(process.stdout.isTTY),
    ...(grep !== undefined && { grep }),
    ...(fgrep !== undefined && { fgrep }),
    ...(invert && { invert }),
    ...(bail && { bail }),
    ...(timeout !== undefined && { timeout: wholeNumber('timeout', timeout) }),
  }
}

/** Tests wait more than they compute. */
function jobs(): number {
  return values.jobs === undefined ? availableParallelism() + 2 : Math.max(1, wholeNumber('jobs', values.jobs))
}

function runsOrStop(): readonly TestRun[] {
  try {
    return runsOf(positionals, process.env['EVENTLY_TEST_SERVICES'] === 'apart' ? 'apart' : 'together')
  } catch (error) {
    if (error instanceof NothingThere) stopWith(error.message)
    throw error
  }
}

function argumentsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        grep: { type: 'string', short: 'g' },
        fgrep: { type: 'string', short: 'f' },
        invert: { type: 'boolean', short: 'i' },
        bail: { type: 'boolean', short: 'b' },
        timeout: { type: 'string', short: 't' },
        jobs: { type: 'string', short: 'j' },
        times: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    stopWith(`${(error as Error).message}\n\n${usage}`)
  }
}

function wholeNumber(name: string, given: string): number {
  const value = Number(given)
  if (!Number.isSafeInteger(value) || value < 0) stopWith(`--${name} must be a whole number, not ${given}.`)
  return value
}

function help(): number {
  process.stdout.write(usage)
  return 0
}

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
