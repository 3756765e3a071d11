// Runs a command, and is the one place where a failure becomes words and an exit code.
import { fileURLToPath } from 'node:url'
import { run, settings } from '@oclif/core'
import { runningCommand } from './base-command.ts'
import { exit } from './exit-codes.ts'
import { failureOf } from './failures.ts'
import type { Failure } from './failures.ts'
import { formatOf } from './formats.ts'
import { Interrupted, watchInterruption } from './interruption.ts'
import { hasPrinted, print, say, watchOutput } from './output.ts'

/**
 * Sets the exit code: see exit-codes.ts. The process ends by itself, once everything is written.
 */
export async function main(argv: string[]): Promise<void> {
  watchOutput()
  settings.enableAutoTranspile = false // the compiled commands are what we ship: never look for their sources
  const unwatch = watchInterruption(() => {
    void tell(failureOf(new Interrupted()), argv).finally(() => process.exit(exit.cancelled))
  })
  try {
    await run(argv, fileURLToPath(new URL('../..', import.meta.url)))
  } catch (error) {
    const failure = failureOf(error, runningCommand())
    process.exitCode = failure.exitCode
    await tell(failure, argv)
  } finally {
    unwatch()
  }
}

/** For programs as a document on stdout, unless there is one already: then, and for people, on stderr. */
async function tell({ message, document }: Failure, argv: readonly string[]): Promise<void> {
  if (message === undefined) return
  const format = formatOf(argv)
  if (format === 'ndjson') return print(JSON.stringify({ error: document }) + '\n')
  if (hasPrinted() || (format !== 'json' && format !== 'yaml')) return say(message)
  if (format === 'json') return print(JSON.stringify({ error: document }, null, 2) + '\n')
  const { yamlText } = await import('./formats.ts')
  print((await yamlText())({ error: document }) + '\n')
}
