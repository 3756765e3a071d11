// Flags that say who comes with a ticket, and what they have answered.
import type { Holder, HolderToSet } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { UsageError } from './failures.ts'
import { readJson } from './input.ts'

export const ticketFlag = Flags.string({ summary: 'The ticket.', required: true, helpValue: '<ticket id>' })

export const holderFlags = {
  name: Flags.string({ summary: 'The name of who comes with it.', helpValue: '<name>' }),
  email: Flags.string({ summary: 'Their email.', helpValue: '<email>' }),
  answer: Flags.string({
    summary: "Their answer to one of the event's questions; may be repeated.",
    helpValue: '<question id>=<answer>',
    multiple: true,
    multipleNonGreedy: true,
  }),
}

export const holdersFlag = Flags.string({
  summary: 'Who comes with each ticket, in the order of the tickets: JSON, `[{"holder":{"name":…},"answers":{…}}]`.',
  helpValue: '<file>',
})

/** Those of a file, or of stdin for `-`; the server checks them. */
export async function holdersIn(file: string): Promise<HolderToSet[]> {
  const holders = await readJson(file)
  if (Array.isArray(holders)) return holders as HolderToSet[]
  throw new UsageError('--holders must be a JSON list, with one entry for each ticket.')
}

/** Undefined: nobody was named. */
export function holderOf({ name, email }: { readonly name?: string; readonly email?: string }): Holder | undefined {
  if (name === undefined && email === undefined) return undefined
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) }
}

/** `diet=vegan` of each; undefined: there are none. */
export function answersOf(given: readonly string[] | undefined): Record<string, string> | undefined {
  if (given === undefined) return undefined
  return Object.fromEntries(
    given.map(text => {
      const [, id, answer] = /^([^=]+)=(.+)$/s.exec(text) ?? []
      if (id === undefined || answer === undefined)
        throw new UsageError(`${JSON.stringify(text)} is not a question and an answer: write it like diet=vegan.`)
      return [id, answer]
    }),
  )
}
