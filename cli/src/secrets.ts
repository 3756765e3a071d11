// Secrets of a command line: where they may come from, and what is said where others could see them.
import { CommandError, exit, UsageError } from './failures.ts'
import { secretLine } from './input.ts'

/** Flags whose value is worth stealing. A payment's token is spent with its payment, and a mail's code once. */
const secretFlags: Readonly<Record<string, string>> = {
  'api-key': 'set EVENTLY_API_KEY, or use --api-key-stdin',
  'password': 'let it be asked for, or use --password-stdin',
  'secret': 'put it into a variable of the environment or a file',
}

/** What was typed: a value that comes from the environment is none of it. */
export type TypedTokens = readonly { readonly type: string; readonly flag?: string }[]

/** A sentence for each secret that was typed into the command line. */
export const secretWarnings = (typed: TypedTokens): readonly string[] =>
  [...new Set(typed.flatMap(({ type, flag }) => (type === 'flag' && flag !== undefined ? [flag] : [])))].flatMap(
    flag => {
      const instead = secretFlags[flag]
      return instead === undefined
        ? []
        : [`Others on this computer may see --${flag}, and the shell keeps it in its history: better ${instead}.`]
    },
  )

/** The API key that was given, without the white space around it; empty variables of the environment are none. */
export async function apiKeyOf(flags: {
  readonly 'api-key'?: string
  readonly 'api-key-stdin'?: boolean
}): Promise<string | undefined> {
  const key = flags['api-key-stdin'] ? await secretLine('--api-key-stdin', 'API key') : flags['api-key']?.trim()
  if (key && !/^[\x21-\x7e]+$/.test(key))
    throw new CommandError(
      'api_key_malformed',
      'The API key has a character that no key has: give it as it was shown when it was made.',
      exit.notSignedIn,
    )
  return key || undefined
}

/** Flags for which - is stdin. */
const fileFlags: ReadonlySet<string> = new Set(['input', 'from', 'file', 'holders'])

/** There is one stdin: two flags that read it are a mistake, found before anything is read or sent. */
export function mustReadStdinOnce(flags: Readonly<Record<string, unknown>>): void {
  const readers = Object.entries(flags).flatMap(([name, value]) => {
    if (name.endsWith('-stdin') && value === true) return [`--${name}`]
    return value === '-' && fileFlags.has(name) ? [`--${name} -`] : []
  })
  if (readers.length > 1)
    throw new UsageError(`${readers.join(' and ')} both read stdin: one of them must come another way.`)
}
