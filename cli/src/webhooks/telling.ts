// How a command that forwards messages tells what it does: a line or a document for each attempt, and sentences.
import { attemptDocument, attemptLine, forwardingHeader } from '../views/forwarding.ts'
import type { ForwardingTold } from './forwarding.ts'
import { secretVariable, type Secret } from './secret.ts'

/** The ways of a command to show things. */
export interface Teller {
  readonly json: boolean
  readonly print: (text: string) => void
  /** One of many that come one after the other, as --output says. */
  readonly showNext: <Data>(data: Data, view: (data: Data) => string) => void
  readonly note: (sentence: string) => void
}

export const toldBy = (
  { showNext, note }: Teller,
  progress: ForwardingTold['progress'] = () => undefined,
): ForwardingTold => ({
  attempt: report => showNext(attemptDocument(report), () => attemptLine(report)),
  note,
  progress,
})

/** Where the secret is one of the listener's own, this is where people see it. */
export function sayStart({ json, print, note }: Teller, what: string, { text, origin }: Secret): void {
  const whose = { own: text, environment: `that of ${secretVariable}`, stdin: 'that of stdin' }[origin]
  note(`${what}. The secret that messages are signed with: ${whose}`)
  if (!json) print(forwardingHeader())
}
