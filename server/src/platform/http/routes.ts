// Which of the contract's paths a request is for. A path matches to the letter or not at all: two spellings of one path
// would be two keys to one door, and whoever stands in front of the server, or counts, would know only one of them.

/** What answers at a path, by method, and the values that stand where the path has its parameters. */
export interface Route<Target> {
  readonly methods: ReadonlyMap<string, Target>
  /** For `Allow`. */
  readonly allow: string
  readonly params: Readonly<Record<string, string>>
}

export interface Routes<Target> {
  /** Adds a path such as `/events/{eventId}`. GET answers HEAD too. */
  add(method: string, path: string, target: Target): void
  /** Throws URIError where a parameter is not well encoded. */
  find(path: string): Route<Target> | undefined
}

interface Entry<Target> {
  readonly segments: readonly string[]
  readonly methods: Map<string, Target>
  allow: string
}

export function createRoutes<Target>(): Routes<Target> {
  const entries = new Map<string, Entry<Target>>()
  /** Found by one look-up: no parameter. */
  const fixed = new Map<string, Route<Target>>()
  /**
   * Tried one after the other, by how many segments they have: those that begin with more fixed ones first, so that a
   * fixed one wins.
   */
  const patterns = new Map<number, Entry<Target>[]>()

  function entryOf(path: string): Entry<Target> {
    const known = entries.get(path)
    if (known) return known
    const entry: Entry<Target> = { segments: path.split('/'), methods: new Map(), allow: '' }
    entries.set(path, entry)
    const ofThisLength = [...(patterns.get(entry.segments.length) ?? []), entry]
    if (path.includes('{'))
      patterns.set(
        entry.segments.length,
        ofThisLength.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1)),
      )
    return entry
  }

  return {
    add(method, path, target) {
      const entry = entryOf(path)
      entry.methods.set(method, target)
      if (method === 'GET') entry.methods.set('HEAD', target)
      entry.allow = [...entry.methods.keys()].sort().join(', ')
      if (!path.includes('{')) fixed.set(path, { ...entry, params: {} })
    },

    find(path) {
      const known = fixed.get(path)
      if (known) return known
      const segments = path.split('/')
      const entry = patterns
        .get(segments.length)
        ?.find(each =>
          each.segments.every((wanted, n) => (isParameter(wanted) ? segments[n] !== '' : wanted === segments[n])),
        )
      return entry && { methods: entry.methods, allow: entry.allow, params: paramsOf(entry.segments, segments) }
    },
  }
}

const isParameter = (segment: string) => segment.startsWith('{')

const rankOf = ({ segments }: { readonly segments: readonly string[] }) =>
  segments.map(segment => (isParameter(segment) ? '1' : '0')).join('')

function paramsOf(wanted: readonly string[], segments: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    wanted.flatMap((name, n) => (isParameter(name) ? [[name.slice(1, -1), decodeURIComponent(segments[n]!)]] : [])),
  )
}
