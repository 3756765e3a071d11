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
