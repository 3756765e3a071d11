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

/** Whether they are what a list asks for by `externalId` and `metadata=name=text`. */
export function hasWords(words: Words, asked: Readonly<Record<string, unknown>>): boolean {
  const { externalId, metadata } = asked
  if (externalId !== undefined && words.externalId !== externalId) return false
  if (typeof metadata !== 'string') return true
  const at = metadata.indexOf('=')
  return words.metadata?.[metadata.slice(0, at)] === metadata.slice(at + 1)
}
