// Names and texts of one's own, as they are given by flags and shown to people.
import { Flags } from '@oclif/core'
import { UsageError } from './failures.ts'

const repeated = { multiple: true, multipleNonGreedy: true } as const
const words = 'A name and a text of your own; several by repeating the flag.'

/** Of what is made. */
export const metadataFlag = Flags.string({ summary: words, helpValue: 'season=spring-2030', ...repeated })

/** Of what is changed: all other names stay. */
export const changedMetadataFlags = {
  'metadata': Flags.string({ summary: `${words} All others stay.`, helpValue: 'season=spring-2030', ...repeated }),
  'remove-metadata': Flags.string({
    summary: 'A name of your own that goes, with its text; several by repeating the flag.',
    helpValue: 'season',
    ...repeated,
  }),
}

/** Undefined where no flag was given. */
export const metadataOf = (given: readonly string[] | undefined): Record<string, string> | undefined =>
  given && Object.fromEntries(given.map(pairOf))

interface ChangedMetadataFlags {
  readonly 'metadata'?: readonly string[] | undefined
  readonly 'remove-metadata'?: readonly string[] | undefined
}

/** The same for a change: what goes is null. */
export function metadataChangesOf(flags: ChangedMetadataFlags): Record<string, string | null> | undefined {
  const { metadata, 'remove-metadata': gone } = flags
  if (metadata === undefined && gone === undefined) return undefined
  return { ...Object.fromEntries((gone ?? []).map(name => [name, null])), ...metadataOf(metadata) }
}

/** `season=spring-2030, team=sales` */
export const metadataText = (metadata: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(metadata ?? {})
    .map(([name, text]) => `${name}=${text}`)
    .join(', ')

function pairOf(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`${JSON.stringify(text)} is not a name and a text: write it like team=sales.`)
  return [text.slice(0, at), text.slice(at + 1)]
}
