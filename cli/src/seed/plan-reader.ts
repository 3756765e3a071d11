// Reads YAML into values, and says of everything that is wrong on which line and column it stands.
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Pair } from 'yaml'
import { nearestOf } from '../nearest.ts'

export interface PlanFault {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Makes a value of a node, or throws what is wrong with it. */
export type Reader<Value> = (at: Place) => Value

/** A node, with where it stands. */
export interface Place {
  readonly node: Node | null
  /** `fixtures.gala.price` */
  readonly path: string
  wrong(message: string): never
  /** The same for what is within it. */
  within(node: Node | null, name: string, where?: Node | null): Place
  /** Reads what is within, and goes on after a fault. */
  tried<Value>(read: () => Value): Value | undefined
}

class Wrong extends Error {}

/** The value, or every fault. An alias is read as what it stands for. */
export function readYaml<Value>(
  text: string,
  read: Reader<Value>,
): { readonly value: Value } | { readonly faults: readonly PlanFault[] } {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const faults: PlanFault[] = []
  const add = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset)
    faults.push({ line: Math.max(1, line), column: Math.max(1, col), message })
  }
  for (const { pos, message } of document.errors) add(pos[0], message.split('\n')[0] ?? message)
  if (faults.length > 0) return { faults }

  function placeOf(given: Node | null, path: string, where: Node | null = given): Place {
    return {
      node: isAlias(given) ? (given.resolve(document) ?? null) : given,
      path,
      wrong(message) {
        add(where?.range?.[0] ?? 0, path === '' ? `The plan ${message}` : `${path} ${message}`)
        throw new Wrong()
      },
      within: (inner, name, at = inner) => placeOf(inner, path === '' ? name : `${path}.${name}`, at ?? where),
      tried(inner) {
        try {
          return inner()
        } catch (error) {
          if (!(error instanceof Wrong)) throw error
          return undefined
        }
      },
    }
  }
  const root = placeOf(document.contents as Node | null, '')
  const value = root.tried(() => ({ value: read(root) }))
  return faults.length > 0 || !value ? { faults } : value
}

type Readers<Shape> = { readonly [Name in keyof Shape]-?: Reader<Exclude<Shape[Name], undefined>> }

/** An object of these, each of them optional; what is not among them is a fault. */
export function objectOf<Shape extends object>(
  readers: Readers<Shape>,
  required: readonly (keyof Shape & string)[] = [],
): Reader<Shape> {
  return at => {
    if (!isMap(at.node)) return at.wrong('must have names and values, like name: autumn')
    const found: Record<string, unknown> = {}
    for (const pair of at.node.items as Pair<Node, Node | null>[]) {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      const place = at.within(pair.value, name, pair.key)
      const read = Object.hasOwn(readers, name) ? readers[name as keyof Shape] : undefined
      if (read) at.tried(() => (found[name] = read(at.within(pair.value, name))))
      else place.tried(() => place.wrong(unknown(name, Object.keys(readers))))
    }
    const missing = required.filter(name => !(at.node as unknown as { has(key: string): boolean }).has(name))
    if (missing.length > 0) return at.wrong(`has no ${missing.join(' and no ')}`)
    return found as Shape
  }
}

function unknown(name: string, names: readonly string[]): string {
  const near = nearestOf(name, names)
  return near === undefined ? `is none of ${names.join(', ')}` : `is not known: did you mean ${near}?`
}

/** Values by names of one's own. */
export const recordOf =
  <Value>(read: Reader<Value>, name: RegExp, says: string): Reader<ReadonlyMap<string, Value>> =>
  at => {
    if (!isMap(at.node)) return at.wrong('must have names and values')
    const found = new Map<string, Value>()
    for (const pair of at.node.items as Pair<Node, Node | null>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const place = at.within(pair.value, key, pair.key)
      at.tried(() => {
        if (!name.test(key)) place.wrong(says)
        found.set(key, read(at.within(pair.value, key)))
      })
    }
    return found
  }

export const listOf =
  <Value>(read: Reader<Value>): Reader<readonly Value[]> =>
  at => {
    if (!isSeq(at.node)) return at.wrong('must be a list, like [a, b]')
    const items = at.node.items as Node[]
    if (items.length === 0) return at.wrong('must not be empty')
    return items.flatMap((item, n) => {
      const value = at.tried(() => ({ value: read(at.within(item, String(n + 1))) }))
      return value ? [value.value] : []
    })
  }

/** What the YAML says, as text: `45.00` stays what was written. */
export function writtenIn({ node, wrong }: Place): string {
  if (!isScalar(node) || node.value === null || node.value === '') return wrong('must have a value')
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

export const text =
  ({ pattern, says }: { readonly pattern: RegExp; readonly says: string }): Reader<string> =>
  at => {
    const written = writtenIn(at)
    return pattern.test(written) ? written : at.wrong(`must be ${says}, not ${JSON.stringify(written)}`)
  }

export const oneOf =
  <Choice extends string>(choices: readonly Choice[]): Reader<Choice> =>
  at => {
    const written = writtenIn(at)
    const found = choices.find(choice => choice.toLowerCase() === written.toLowerCase())
    return found ?? at.wrong(`must be one of ${choices.join(', ')}, not ${JSON.stringify(written)}`)
  }

export const yesOrNo: Reader<boolean> = at => {
  if (isScalar(at.node) && typeof at.node.value === 'boolean') return at.node.value
  return at.wrong('must be true or false')
}

export const whole =
  ({ min, max }: { readonly min: number; readonly max: number }): Reader<number> =>
  at => {
    const written = writtenIn(at)
    const number = /^\d{1,9}$/.test(written) ? Number(written) : NaN
    return number >= min && number <= max
      ? number
      : at.wrong(`must be a whole number from ${min} to ${max}, not ${written}`)
  }

export interface Range {
  readonly min: number
  readonly max: number
}

/** `6`, or `0-6`. */
export const range =
  (bounds: Range): Reader<Range> =>
  at => {
    const written = writtenIn(at)
    const [, first = '', last = first] = /^(\d{1,7})(?:\s*(?:-|to)\s*(\d{1,7}))?$/.exec(written) ?? []
    const found = { min: Number(first), max: Number(last) }
    const fits = first !== '' && found.min >= bounds.min && found.max <= bounds.max && found.min <= found.max
    return fits
      ? found
      : at.wrong(`must be a number from ${bounds.min} to ${bounds.max}, or two like ${bounds.min}-6, not ${written}`)
  }

/** `10%`, or `0.1`. */
export const share: Reader<number> = at => {
  const written = writtenIn(at)
  const [, number = '', percent] = /^(\d{1,3}(?:\.\d+)?)\s*(%)?$/.exec(written) ?? []
  const found = Number(number) / (percent === undefined ? 1 : 100)
  return number !== '' && found <= 1 ? found : at.wrong(`must be a share like 10% or 0.1, not ${written}`)
}
