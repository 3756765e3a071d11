import { CommandError, exit, UsageError } from './failures.ts'
// Questions to whoever sits at the terminal.

const asking = { output: process.stderr }
/** Loaded only for who is asked: it takes as long as half the start of a command. */
const prompts = () => import('@inquirer/prompts')

/** Whether there is somebody to ask. Questions are on stderr: stdout may be a file. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY)

export async function confirm(question: string, { otherwise = false } = {}): Promise<boolean> {
  const prompt = await prompts()
  return prompt.confirm({ message: question, default: otherwise }, asking)
}


/**
 * `what` says what it will do, in lines. `--yes` goes on without a question. Throws UsageError where nobody can be
 * asked, and a CommandError when the answer is no.
 */
export async function confirmOrRefuse(
  what: string | (() => Promise<string>),
  { yes }: { readonly yes: boolean },
): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UsageError("This can't be undone: say --yes where nobody can be asked.")
  process.stderr.write(`${typeof what === 'string' ? what : await what()}\n`)
  const { confirm } = await import('@inquirer/prompts')
  if (!(await confirm({ message: "This can't be undone. Go on?", default: false }, { output: process.stderr })))
    throw new CommandError('cancelled', 'Cancelled: nothing was done.', exit.cancelled)
}
