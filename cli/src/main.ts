// Runs a command. What a failure needs is loaded with the first one: help and the version wait for none of it.
import { fileURLToPath } from 'node:url'
import { run, settings } from '@oclif/core'
import { exit } from './exit-codes.ts'
import { Interrupted, watchInterruption } from './interruption.ts'
import { watchOutput } from './output.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Sets the exit code: see exit-codes.ts. The process ends by itself, once everything is written.
 */
export async function main(argv: string[]): Promise<void> {
  watchOutput()
  settings.enableAutoTranspile = false // the compiled commands are what we ship: never look for their sources
  const unwatch = watchInterruption(() => {
    void tell(new Interrupted(), argv).finally(() => process.exit(exit.cancelled))
  })
  try {
    await run(argv, { root, devPlugins: false, userPlugins: false })
  } catch (error) {
    process.exitCode = await tell(error, argv)
  } finally {
    unwatch()
  }
}

async function tell(error: unknown, argv: readonly string[]): Promise<number> {
  const { tellFailure } = await import('./telling.ts')
  return tellFailure(error, argv, root)
}
