// Names that somebody has probably mistyped, or calls by another word, and the names that they mean.
import { editDistance } from './edit-distance.ts'

/** The contract's `x-evently-aliases`: by a name of ours, names that people try. */
export type Aliases = Readonly<Record<string, { readonly names: readonly string[]; readonly note?: string }>>

/** A name that is meant, and what one must know besides to use it. */
export interface Meant {
  readonly name: string
  readonly note?: string | undefined
}

/** Names longer than this are compared with nothing: nobody has mistyped them. */
const lettersMax = 60

/** The known name that is meant: the same but for its writing, an alias, or one that few mistakes away. */
export function meantName(typed: string, known: readonly string[], aliases: Aliases = {}): Meant | undefined {
  if (typed.length > lettersMax) return undefined
  const plain = plainName(typed)
  const same = known.find(name => plainName(name) === plain)
  if (same !== undefined) return { name: same }
  const other = known.find(name => isAlias(aliases, name, plain))
  if (other !== undefined) return { name: other, note: aliases[other]!.note }
  return nearestName(plain, known)
}

function isAlias(aliases: Aliases, name: string, plain: string) {
  return Object.hasOwn(aliases, name) && aliases[name]!.names.some(alias => plainName(alias) === plain)
}

function nearestName(plain: string, known: readonly string[]): Meant | undefined {
  const near = known
    .map(name => ({ name, mistakes: editDistance(plain, plainName(name)) }))
    .filter(({ name, mistakes }) => mistakes <= mistakesMax(Math.max(plain.length, name.length)))
    .sort((one, other) => one.mistakes - other.mistakes)
  return near[0] && { name: near[0].name }
}

/** A third of the letters may be wrong, three at most. */
const mistakesMax = (length: number) => Math.min(3, Math.floor(length / 3))

/** `start_at`, `start-at` and `startAt` are one name. */
const plainName = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
