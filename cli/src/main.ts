// Runs a command, and is the one place where a failure becomes words and an exit code.
import { fileURLToPath } from 'node:url'
import { run, settings } from '@oclif/core'
import { typedNames } from './base-command.ts'
import { exit, failureOf } from './failures.ts'
import { Interrupted, watchInterruption } from './interruption.ts'
import { print, say, watchOutput } from './output.ts'

/**
 * Sets the exit code: 0 done, 1 refused or failed, 2 not understood, 4 not signed in, 130 cancelled, 141 when nobody
 * reads the output any more. The process ends by itself, once everything is written.
 */
export async function main(argv: string[]): Promise<void> {
  watchOutput()
  settings.enableAutoTranspile = false // the compiled commands are what we ship: never look for their sources
  const unwatch = watchInterruption(() => {
    say(failureOf(new Interrupted()).message ?? '')
    process.exit(exit.cancelled)
  })
  try {
    await run(argv, fileURLToPath(new URL('../..', import.meta.url)))
  } catch (error) {
    const failure = failureOf(error, typedNames())
    process.exitCode = failure.exitCode
    if (failure.message === undefined) return
    if (asksForJson(argv)) print(JSON.stringify({ error: failure.document }, null, 2) + '\n')
    else say(failure.message)
  } finally {
    unwatch()
  }
}

/** Asked of the arguments as they are: they may be the very thing that could not be parsed. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  return before.some((arg, n) => /^(--json|--output=json|-o=?json)$/.test(arg) || isOutputJson(arg, before[n + 1]))
}

const isOutputJson = (flag: string, value: string | undefined) => /^(--output|-o)$/.test(flag) && value === 'json'
