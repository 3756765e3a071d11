// Properties that belong together or exclude each other. Generators of clients can't read `oneOf` of bare `required`,
// so the contract has words of its own, each with two property names:
//
//   x-evently-exactly-one: [a, b]    a or b, not both
//   x-evently-at-most-one: [a, b]    not both
//   x-evently-all-or-none: [a, b]    both or neither
//
// The published document says the same in standard keywords that those generators skip; the SDK's types are unions.
import type { OpenApiDocument, Schema } from './openapi.ts'

type Pair = readonly [string, string]
type Properties = Record<string, Schema>

/** The property is not there, beside another one or without it. `typesOf` makes `undefined` of it. */
const absent = (how: 'beside' | 'without', other: string): Schema => ({
  'x-evently-absent': true,
  'description': `Not ${how} \`${other}\`.`,
})

interface Combination {
  /** The same in JSON Schema's own keywords. */
  readonly standard: (pair: Pair) => Schema
  /** What objects of the union's members have of the two properties. */
  readonly variants: (pair: Pair, properties: Properties) => Schema[]
}

const combinations: Readonly<Record<string, Combination>> = {
  'x-evently-exactly-one': {
    standard: ([a, b]) => ({ if: { required: [a] }, then: { not: { required: [b] } }, else: { required: [b] } }),
    variants: ([a, b], properties) => [
      objectWith({ [a]: properties[a]!, [b]: absent('beside', a) }, [a]),
      objectWith({ [a]: absent('beside', b), [b]: properties[b]! }, [b]),
    ],
  },
  'x-evently-at-most-one': {
    standard: ([a, b]) => ({ dependentSchemas: { [a]: { not: { required: [b] } } } }),
    variants: ([a, b], properties) => [
      objectWith({ [a]: properties[a]!, [b]: absent('beside', a) }),
      objectWith({ [a]: absent('beside', b), [b]: properties[b]! }),
    ],
  },
  'x-evently-all-or-none': {
    standard: ([a, b]) => ({ dependentRequired: { [a]: [b], [b]: [a] } }),
    variants: ([a, b], properties) => [
      objectWith({ [a]: properties[a]!, [b]: properties[b]! }, [a, b]),
      objectWith({ [a]: absent('without', b), [b]: absent('without', a) }),
    ],
  },
}

function objectWith(properties: Properties, required: string[] = []): Schema {
  return { type: 'object', required, properties }
}

/** Writes the standard keywords beside the contract's own, which only named schemas may have. */
export function addStandardKeywords(document: OpenApiDocument): void {
  let written = 0
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    for (const { combination, pair } of combinationsOf(name, schema)) {
      written++
      for (const [keyword, value] of Object.entries(combination.standard(pair))) {
        if (keyword in schema) throw new Error(`${name}: ${keyword} is there already`)
        schema[keyword] = value
      }
    }
  }
  const all = JSON.stringify(document).match(new RegExp(`"(${Object.keys(combinations).join('|')})":`, 'g')) ?? []
  if (all.length !== written) throw new Error('a schema without a name combines properties: put it under schemas/')
}

/** A schema as a plain object: what it combines is optional. */
export function asPlainObject(name: string, schema: Schema): Schema {
  const found = combinationsOf(name, schema)
  const gone = found.flatMap(({ keyword, combination, pair }) => [keyword, ...Object.keys(combination.standard(pair))])
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !gone.includes(keyword)))
}

/** A schema that allows only what its combinations allow. */
export function asUnion(name: string, schema: Schema): Schema {
  const found = combinationsOf(name, schema)
  return found.length === 0 ? schema : unionOf(asPlainObject(name, schema), found)
}

/** What all have in common, and for each combination one of its variants. */
function unionOf({ description, ...schema }: Schema, found: readonly Found[]): Schema {
  const combined = found.flatMap(({ pair }) => pair)
  const common = Object.fromEntries(Object.entries(schema.properties!).filter(([name]) => !combined.includes(name)))
  const unions = found.map(({ combination, pair }) => ({ oneOf: combination.variants(pair, schema.properties!) }))
  return { description, allOf: [{ ...schema, properties: common }, ...unions] }
}

interface Found {
  readonly keyword: string
  readonly combination: Combination
  readonly pair: Pair
}

function combinationsOf(name: string, schema: Schema): Found[] {
  return Object.entries(combinations).flatMap(([keyword, combination]) => {
    const pair = schema[keyword]
    if (pair === undefined) return []
    if (!isPair(pair) || pair.some(property => !schema.properties?.[property])) {
      throw new Error(`${name}: ${keyword} names two of its properties`)
    }
    return [{ keyword, combination, pair }]
  })
}

const isPair = (value: unknown): value is Pair => Array.isArray(value) && value.length === 2
