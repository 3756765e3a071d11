// Callers' own words: externalId and metadata, as they are kept, shown and looked for.
export type Metadata = Readonly<Record<string, string>>

export interface Words {
  readonly externalId?: string
  readonly metadata?: Metadata
}

/** What there is of them; nothing is left out that was said. */
export function wordsOf({ externalId, metadata }: { externalId?: unknown; metadata?: unknown }): Words {
  const { length } = Object.keys(metadata ?? {})
  return {
    ...(externalId !== undefined && { externalId: externalId as string }),
    ...(length > 0 && { metadata: { ...(metadata as Metadata) } }),
  }
}

/** The words after a change of their metadata: null removes a name, all others stay. */
export function changedWords(
  { externalId, metadata }: Words,
  changes: Readonly<Record<string, string | null>> | undefined,
): Words {
  const after = Object.entries({ ...metadata, ...changes }).filter(([, text]) => text !== null)
  return wordsOf({ externalId, metadata: Object.fromEntries(after) })
}

/** Whether they are what a list asks for by `externalId` and `metadata=name=text`. */
export function hasWords(words: Words, asked: Readonly<Record<string, unknown>>): boolean {
  const { externalId, metadata } = asked
  if (externalId !== undefined && words.externalId !== externalId) return false
  if (typeof metadata !== 'string') return true
  const at = metadata.indexOf('=')
  return words.metadata?.[metadata.slice(0, at)] === metadata.slice(at + 1)
}
