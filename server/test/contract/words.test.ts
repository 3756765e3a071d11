// What somebody reads who has sent something that the contract doesn't allow: words, for every rule that it has.
import { expect } from 'chai'
import { formats, wordings } from '../../src/contract/fault-words.ts'
import { readDocument, type ContractDocument } from '../../src/contract/document.ts'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { meantName } from '../../src/contract/names.ts'
import type { DocumentName, Fault, OperationId } from '../../src/contract/types.ts'
import { validatorsIn } from '../../src/contract/validation.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly format?: string
  readonly [keyword: string]: unknown
}

/** Of JSON Schema and OpenAPI, what refuses nothing by itself. */
const annotations = new Set([
  // Of a name that isn't known another is shown, or all that there are.
  'additionalProperties',
  ...['$ref', 'description', 'examples', 'title', 'default', 'properties', 'items'],
  ...['x-evently-says', 'x-evently-id-of', 'x-evently-aliases', 'format'],
  // Read by others; the contract's own keywords say the same (combinations.test.ts).
  ...['if', 'then', 'else', 'dependentSchemas', 'dependentRequired'],
])

const documents = (['evently', 'internal'] as const).map(name => ({
  name,
  document: readDocument(name),
  validatorsOf: validatorsIn(name),
}))
const [{ document: publicDocument, validatorsOf }] = documents as [(typeof documents)[number]]

/** The schemas that something sent is checked by, with where each stands. */
function requestSchemas(document: ContractDocument): Map<Schema, string> {
  const found = new Map<Schema, string>()
  const visit = (schema: Schema | undefined, at: string): void => {
    if (!schema || found.has(schema)) return
    found.set(schema, at)
    if (schema.$ref) visit(resolved(document, schema), schema.$ref)
    for (const [name, child] of Object.entries(schema.properties ?? {})) visit(child, `${at}/${name}`)
    visit(schema.items, `${at}/items`)
    for (const child of (schema['anyOf'] as Schema[] | undefined) ?? []) visit(child, `${at}/anyOf`)
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
      for (const parameter of parameters) {
        const { name, schema } =
          '$ref' in parameter ? document.components.parameters![parameter.$ref.split('/').pop()!]! : parameter
        visit(schema as Schema, `${method} ${path} ${name}`)
      }
      for (const { schema } of Object.values(requestBody?.content ?? {})) visit(schema as Schema, `${method} ${path}`)
    }
  }
  return found
}

const resolved = (document: ContractDocument, schema: Schema): Schema =>
  schema.$ref ? resolved(document, document.components.schemas[schema.$ref.split('/').pop()!] as Schema) : schema

/** Why nobody could be told what a schema allows. */
function speechless(schema: Schema): string[] {
  return [
    ...Object.keys(schema).filter(keyword => !annotations.has(keyword) && !(keyword in wordings)),
    ...(schema.format === undefined || schema.format in formats ? [] : [`format ${schema.format}`]),
    ...(['pattern', 'not', 'anyOf'].some(keyword => keyword in schema) &&
    !/^must /.test(String(schema['x-evently-says']))
      ? ['x-evently-says']
      : []),
  ]
}

const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e12,
    '',
    ' ',
    '5',
    'x',
    'Rock & Roll',
    '2030-06-01',
    '2030-06-01T18:30',
    'x'.repeat(20_000),
  ],
  ...[
    'bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
    'evt_short',
    '\u{1f600}'.repeat(100),
    [],
    [1, 1],
    {},
    [{ valueOf: 1 }, { valueOf: 1 }],
    { unknown: 1 },
  ],
  ...[Array.from({ length: 200 }, () => 'same'), Array.from({ length: 60 }, () => ({ name: 1 }))],
]

/** Ways to get a request wrong: each of its values by an odd one, all else left out. */
function* mistakes(document: ContractDocument, schema: Schema, depth = 0): Generator<unknown> {
  const { properties = {}, items, anyOf } = resolved(document, schema) as Schema & { anyOf?: Schema[] }
  yield* oddValues
  if (depth > 4) return
  for (const [name, child] of Object.entries(properties))
    for (const value of mistakes(document, child, depth + 1)) yield { [name]: value }
  yield Object.fromEntries(Object.keys(properties).map(name => [name, 'x']))
  if (items) for (const value of mistakes(document, items, depth + 1)) yield [value]
  for (const branch of anyOf ?? []) yield* mistakes(document, branch, depth + 1)
}

/** Nothing of how the contract checks: an expression, a keyword, a place in a schema. */
const machinery = new RegExp(
  [
    'must match|pattern|oneOf|anyOf|allOf|NOT be|schema|keyword|undefined|NaN',
    String.raw`\[object|#/|\$ref|\\[dwsS]|\[[^\]]*-[^\]]*\]|\{\d+,?\d*\}`,
  ].join('|'),
)
/** A code is named before what is wrong with it. */
const beginning = (keyword: string) =>
  keyword === 'x-evently-code' ? /^("(?:[^"\\]|\\.)*"|[^ ]+) (is|has|\()/ : /^(must |is |of |asks |goes |has )/
const isWords = ({ keyword, message }: Fault) =>
  beginning(keyword).test(message) &&
  message.length < 500 &&
  !machinery.test(message.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'))

describe('the words of the contract', () => {
  for (const { name, document } of documents) {
    it(`are there for every rule of what is sent: ${name}`, () => {
      const schemas = requestSchemas(document)
      expect(schemas.size).to.be.greaterThan(60)
      const found = [...schemas].flatMap(([schema, at]) => speechless(schema).map(what => `${at}: ${what}`))
      expect(found).to.deep.equal([])
    })
  }

  it('would be missed where a rule has none (the control)', () => {
    expect(speechless({ type: 'string', pattern: '^x$' })).to.deep.equal(['x-evently-says'])
    expect(speechless({ type: 'string', format: 'ipv6' })).to.deep.equal(['format ipv6'])
    expect(speechless({ type: 'object', patternProperties: {} })).to.deep.equal(['patternProperties'])
  })

  for (const id of Object.keys(operationFacts) as OperationId[]) {
    const {
      document: name,
      method,
      path,
    } = operationFacts[id] as { document: DocumentName; method: string; path: string }
    const { document, validatorsOf } = documents.find(each => each.name === name)!
    const operation = document.paths[path]![method]!

    it(`are all that ${id} answers to what is wrong`, () => {
      const validators = validatorsOf(id)
      const parameters = (operation.parameters ?? []).map(parameter =>
        '$ref' in parameter ? document.components.parameters![parameter.$ref.split('/').pop()!]! : parameter,
      )
      const sent = oddValues.filter(value => typeof value === 'string')
      const faults = (['path', 'query'] as const).flatMap(part => {
        const names = parameters.filter(parameter => parameter.in === part).map(parameter => parameter.name)
        return [...names, 'unknown', 'per_page'].flatMap(each =>
          sent.flatMap(value => validators[part]({ [each]: value })),
        )
      })
      const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema as Schema | undefined
      if (schema && validators.body) {
        faults.push(...validators.body(undefined))
        for (const value of mistakes(document, schema)) faults.push(...validators.body(structuredClone(value)))
      }
      expect(faults.length).to.be.greaterThan(0)
      expect(faults.filter(fault => !isWords(fault))).to.deep.equal([])
    })
  }

  it('would be missed in what Ajv says by itself (the control)', () => {
    const said = [
      'must match pattern "^[A-Z]{3}$"',
      'must NOT be valid',
      'must match exactly one schema in oneOf',
      'must match a schema in anyOf',
      'must match "then" schema',
      'must be one of ^[a-z][a-z0-9-]{0,39}$',
    ]
    expect(said.filter(message => isWords({ pointer: '', keyword: '', message }))).to.deep.equal([])
  })

  it('never repeat what was sent where a text is wanted: it may be a password', () => {
    const faults = validatorsOf('users.login').body!({ email: 'ada@example.com', password: 83749201 })
    expect(faults).to.deep.equal([{ pointer: '/password', keyword: 'type', message: 'must be a string, not a number' }])
  })

  it('name fifty faults of a request that has ten thousand, in the time of one', () => {
    const { body } = validatorsOf('users.login')
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`property${n}`, n]))
    body!(structuredClone(many))
    const startedAt = process.cpuUsage()
    for (let n = 0; n < 10; n++) expect(body!(many)).to.have.length(50)
    expect(process.cpuUsage(startedAt).user / 10_000, 'ms each').to.be.lessThan(50)
  })

  it('say the one fault of a request too large to be explained as a whole, and no other', () => {
    const sound = {
      title: 'Night of Strings',
      category: 'music',
      capacity: 10,
      venueId: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh',
      startsAt: '2030-06-01T18:30:00Z',
    }
    const faults = validatorsOf('events.create').body!({
      tags: Array.from({ length: 2_000 }, () => 'tag'),
      ...sound,
      endsAt: '2030-06-01T21:00:00Z',
    })
    expect(faults.map(({ pointer }) => pointer)).to.deep.equal(['/tags'])
  })
})

describe('a name that is not known', () => {
  const { 'x-evently-aliases': aliases = {} } = publicDocument
  const event = Object.keys((publicDocument.components.schemas['EventToMake'] as Schema).properties!)
  const list = ['category', 'city', 'startsAfter', 'startsBefore', 'maxPrice', 'available', 'sort', 'limit', 'cursor']
  for (const [typed, known, meant] of [
    ['start_at', event, 'startsAt'],
    ['starts_at', event, 'startsAt'],
    ['StartsAt', event, 'startsAt'],
    ['start', event, 'startsAt'],
    ['titel', event, 'title'],
    ['name', event, 'title'],
    ['price', event, 'priceMinor'],
    ['curency', event, 'currency'],
    ['external_id', event, 'externalId'],
    ['location', event, 'venue'],
    ['published', event, 'publish'],
    ['per_page', list, 'limit'],
    ['pageSize', list, 'limit'],
    ['page', list, 'cursor'],
    ['from', list, 'startsAfter'],
    ['price', list, 'maxPrice'],
    ['orderBy', list, 'sort'],
    ['colour', event, undefined],
    ['x', event, undefined],
    ['constructor', event, undefined],
    ['x'.repeat(10_000), event, undefined],
  ] as const) {
    it(`${typed.slice(0, 20)} is taken for ${meant ?? 'none'}`, () =>
      expect(meantName(typed, known, aliases)?.name).to.equal(meant))
  }

  it('is never another name of ours that the operation has too', () => {
    for (const [name, { names }] of Object.entries(aliases)) expect(names, name).not.to.include(name)
  })

  it('can be one that the contract has a property or a parameter for', () => {
    const names = new Set(
      [...requestSchemas(publicDocument).keys()].flatMap(({ properties = {} }) => Object.keys(properties)),
    )
    const parameters = Object.values(publicDocument.paths)
      .flatMap(methods => Object.values(methods))
      .flatMap(({ parameters = [] }) => parameters.flatMap(each => ('name' in each ? [each.name] : [])))
    const shared = Object.values(publicDocument.components.parameters ?? {}).map(each => each.name)
    const known = new Set([...names, ...parameters, ...shared])
    expect(Object.keys(aliases).filter(name => !known.has(name))).to.deep.equal([])
  })
})
