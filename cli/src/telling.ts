// The one place where a failure becomes words and an exit code.
import { runningCommand } from './base-command.ts'
import { failureOf } from './failures.ts'
import type { Failure } from './failures.ts'
import { formatOf, yamlText } from './formats.ts'
import { withWhatWasMeant } from './meant.ts'
import { hasPrinted, print, say } from './output.ts'

/** Says what went wrong, and answers the exit code. `root`: the folder of the package. */
export async function tellFailure(error: unknown, argv: readonly string[], root: string): Promise<number> {
  const failure = failureOf(await withWhatWasMeant(error, argv, root), runningCommand())
  await tell(failure, argv)
  if (failure.document?.code === 'internal' && isDebugging() && error instanceof Error) say(error.stack ?? '')
  return failure.exitCode
}

/** Where in the sources it came from; bin/run.js has the source maps read then. */
const isDebugging = () => /\bevently\b/.test(process.env['DEBUG'] ?? '')

/** For programs as a document on stdout, unless there is one already: then, and for people, on stderr. */
async function tell({ message, document }: Failure, argv: readonly string[]): Promise<void> {
  if (message === undefined) return
  const format = formatOf(argv)
  if (format === 'ndjson') return print(JSON.stringify({ error: document }) + '\n')
  if (hasPrinted() || (format !== 'json' && format !== 'yaml')) return say(message)
  if (format === 'json') return print(JSON.stringify({ error: document }, null, 2) + '\n')
  print((await yamlText())({ error: document }) + '\n')
}
