import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'
import { validatorsIn } from '../../src/contract/validation.ts'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { problemRegistry } from '../../src/contract/generated/problem-registry.ts'
import type { DocumentName, OperationId } from '../../src/contract/types.ts'

interface Example {
  readonly value: unknown
}
interface Media {
  readonly schema: unknown
  readonly examples?: Record<string, Example>
  readonly example?: unknown
}
interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: string[]
  readonly security?: unknown[]
  readonly parameters?: { name: string; description?: string }[]
  readonly requestBody?: { content: Record<string, Media> }
  readonly responses: Record<string, { description?: string; content?: Record<string, Media> }>
  readonly [extension: `x-evently-${string}`]: unknown
}

const root = new URL('../../../../', import.meta.url)
const documents = await Promise.all(
  (['evently', 'internal'] as const).map(async name => ({
    name,
    document: JSON.parse(await readFile(new URL(`openapi/generated/${name}.json`, root), 'utf8')) as {
      paths: Record<string, Record<string, Operation>>
      tags: { name: string }[]
      components: {
        securitySchemes: object
        schemas: Record<
          string,
          {
            properties: { code: { const: string }; status: { const: number } }
            enum?: readonly string[]
            maxItems?: number
          }
        >
      }
    },
  })),
)
const operations = documents.flatMap(({ name, document }) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ document: name as DocumentName, path, method, operation })),
  ),
)
const examplesOf = ({ examples, example }: Media) => [
  ...Object.values(examples ?? {}).map(({ value }) => value),
  ...(example === undefined ? [] : [example]),
]

/** What an operation lacks that every operation must have. */
function lacks({ document, path, method, operation }: (typeof operations)[number]): string[] {
  const missing = (['operationId', 'summary', 'description', 'tags', 'security'] as const).filter(
    field => operation[field] === undefined || operation[field] === '',
  )
  const extensions = (['x-evently-sdk', 'x-evently-cli'] as const).filter(field => operation[field] === undefined)
  const unsaid = document === 'internal' && method === 'post' && operation['x-evently-repeatable'] === undefined
  const isApi = document === 'evently' && path.startsWith('/api/v1/')
  const media = [
    ...Object.values(operation.requestBody?.content ?? {}),
    ...Object.entries(operation.responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, response]) =>
        Object.entries(response.content ?? {})
          .filter(([type]) => type === 'application/json')
          .map(([, each]) => each),
      ),
  ]
  const bare = isApi && media.some(each => examplesOf(each).length === 0)
  const unexplained = (operation.parameters ?? [])
    .filter(parameter => !('$ref' in parameter) && !parameter.description)
    .map(({ name }) => `a description of ${name}`)
  return [
    ...missing,
    ...extensions,
    ...unexplained,
    ...(bare ? ['examples'] : []),
    ...(unsaid ? ['x-evently-repeatable'] : []),
    ...(method === 'get' && operation.requestBody ? ['a GET without a body'] : []),
  ]
}

/** The ids in every file of paths/, sorted. */
async function describedOperations(): Promise<readonly string[]> {
  const folder = new URL('openapi/paths/', root)
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.yaml'))
  const items = await Promise.all(
    files.map(async file => parse(await readFile(new URL(file, folder), 'utf8')) as Record<string, Partial<Operation>>),
  )
  return items.flatMap(item => Object.values(item).flatMap(({ operationId }) => operationId ?? [])).sort()
}

/** POSTs that take no Idempotency-Key, each with the reason why repeating them does no harm. */
const withoutKey: Readonly<Record<string, string>> = {
  'users.register':
    'There is no caller yet whose key it could be; an email has one account, and a repeated request is told ' +
    'email_taken.',
  'users.login': 'Makes a session and nothing else; one too many runs out by itself.',
  'users.refresh': 'A refresh token is good for one use, which is its own key.',
  'users.logout': 'What has ended stays ended.',
  'users.changePassword': 'Needs the current password, which a repeated request no longer has.',
  'users.requestPasswordReset': 'However often it is asked for, one mail is on its way.',
  'users.confirmPasswordReset': 'A token is good for one use, which is its own key.',
  'users.sendPasswordReset': 'However often it is asked for, one mail is on its way.',
  'users.requestEmailVerification': 'However often it is asked for, one mail is on its way.',
  'users.confirmEmailVerification': 'A token is good for one use, which is its own key.',
  'events.publish': 'A state is reached once; repeating it is no error.',
  'events.publishSeries': 'A state is reached once; repeating it is no error, and does the rest.',
  'events.cancelSeries': 'A state is reached once; repeating it is no error, and does the rest.',
  'events.cancel': 'A state is reached once; repeating it is no error.',
  'bookings.declineOffer': 'An offer ends once.',
  'bookings.retryRefund': 'The refund has a key of its own at the provider, however often it is asked for.',
  'bookings.checkIn': 'A scan has an id of its own, by which a repeat gets the first verdict.',
  'bookings.checkInBatch': 'Each scan has an id of its own, by which a repeat gets the first verdict.',
  'bookings.receiveStripeWebhook': "Stripe's messages have ids, and are taken in once by them.",
  'search.reindex': 'Builds the same index from the same events again.',
}
const keyless = (all: typeof operations) =>
  all
    .filter(
      ({ document, method, operation }) =>
        document === 'evently' && method === 'post' && !operation['x-evently-idempotent'],
    )
    .map(({ operation: { operationId } }) => operationId)

describe('the contract', () => {
  it('describes every operation: id, summary, description, tag, security, examples, its place in SDK and CLI', () => {
    expect(operations.length).to.be.greaterThan(65)
    expect(
      operations
        .map(entry => [entry.operation.operationId, lacks(entry)] as const)
        .filter(([, missing]) => missing.length > 0),
    ).to.deep.equal([])
  })

  it('would notice an operation that is described by half (the control)', () => {
    const {
      summary: _,
      'x-evently-sdk': __,
      ...operation
    } = operations.find(({ operation: { operationId } }) => operationId === 'bookings.reserve')!.operation
    expect(
      lacks({ document: 'evently', path: '/api/v1/x', method: 'post', operation: operation as Operation }),
    ).to.deep.equal(['summary', 'x-evently-sdk'])
  })

  it('takes an Idempotency-Key on every POST, but for those that have a reason not to', () => {
    expect(keyless(operations)).to.have.members(Object.keys(withoutKey))
  })

  it('would notice a POST without a key and without a reason (the control)', () => {
    const { 'x-evently-idempotent': _, ...operation } = operations.find(
      ({ operation: { operationId } }) => operationId === 'bookings.reserve',
    )!.operation
    expect(
      keyless([
        ...operations,
        {
          document: 'evently',
          path: '/api/v1/x',
          method: 'post',
          operation: { ...operation, operationId: 'bookings.new' } as Operation,
        },
      ]).filter(id => !(id in withoutKey)),
    ).to.deep.equal(['bookings.new'])
  })

  it('names each operation, each SDK method and each command once', () => {
    for (const nameOf of [
      ({ operationId }: Operation) => operationId,
      (operation: Operation) => operation['x-evently-sdk'],
      (operation: Operation) => operation['x-evently-cli'],
    ]) {
      const names = operations.map(({ operation }) => nameOf(operation)).filter(name => typeof name === 'string')
      expect(names).to.have.length(new Set(names).size)
    }
  })

  for (const {
    document,
    operation: { operationId, requestBody, responses },
  } of operations) {
    it(`has only examples that it would accept itself: ${operationId}`, () => {
      const validators = validatorsIn(document)(operationId as OperationId)
      for (const example of Object.values(requestBody?.content ?? {}).flatMap(examplesOf))
        expect(validators.body?.(structuredClone(example)), 'request').to.deep.equal([])
      for (const [status, { content = {} }] of Object.entries(responses)) {
        for (const [type, media] of Object.entries(content))
          for (const example of examplesOf(media))
            expect(validators.response(Number(status), type)?.(example), status).to.deep.equal([])
      }
    })
  }

  it("has one schema per problem code, with the registry's status", () => {
    for (const { document } of documents) {
      const schemas = Object.entries(document.components.schemas)
        .filter(([name]) => name.endsWith('Problem'))
        .map(([, schema]) => [schema.properties.code.const, schema.properties.status.const])
      expect(Object.fromEntries(schemas)).to.deep.equal(
        Object.fromEntries(Object.entries(problemRegistry).map(([code, { status }]) => [code, status])),
      )
    }
  })

  it('checks answers that operations share like any other', () => {
    const { response } = validatorsIn('evently')('bookings.reserve')
    const problem = {
      type: '/problems/overloaded',
      title: 'Overloaded',
      status: 503,
      detail: 'Later.',
      instance: '/',
      code: 'overloaded',
      requestId: 'req_1',
      retryable: true,
    }
    expect(response(503, 'application/problem+json')!(problem)).to.deep.equal([])
    expect(response(503, 'application/problem+json')!({ ...problem, code: 'sold_out' })).not.to.deep.equal([])
  })

  it('lets every code but those of routing and of HTTP itself be answered by some operation', () => {
    const answered = new Set<string>(Object.values(operationFacts).flatMap(({ problems }) => [...problems]))
    expect(Object.keys(problemRegistry).filter(code => !answered.has(code))).to.have.members([
      'route_not_found',
      'method_not_allowed',
      'request_timeout',
      'uri_too_long',
      'expectation_failed',
      'headers_too_large',
    ])
  })

  it('has every operation that is described in paths/, but for those that planned.yaml lists', async () => {
    const planned = parse(await readFile(new URL('openapi/planned.yaml', root), 'utf8')) as string[]
    const described = await describedOperations()
    const published = operations.map(({ operation: { operationId } }) => operationId)
    expect(planned.length).to.equal(new Set(planned).size)
    expect([...published, ...planned].sort()).to.deep.equal(described)
  })

  it('speaks of waitlists, positions and entries, never of lines and places in them', () => {
    const aLine = /\b(?:in|the|a|this|event's|waiting|free) lines?\b|\bplaces? in (?:the )?lines?\b/i
    for (const { name, document } of documents)
      expect(aLine.exec(JSON.stringify(document))?.[0], name).to.equal(undefined)
    for (const planted of ['Your place in line.', 'Leave the line', "an event's line"])
      expect(planted, 'the control').to.match(aLine)
  })

  it('says nothing of what is planned: no schema or tag without an operation, and no answer 501', () => {
    expect(Object.values(problemRegistry).map(({ status }) => status)).not.to.include(501)
    for (const { name, document } of documents) {
      const text = JSON.stringify({ ...document, components: undefined })
      const shapes = Object.keys(document.components.schemas).filter(each => !each.endsWith('Problem'))
      const isReferredTo = (shape: string) =>
        `${text}${JSON.stringify(document.components)}`.includes(`"#/components/schemas/${shape}"`)
      expect(
        shapes.filter(shape => !isReferredTo(shape)),
        name,
      ).to.deep.equal([])
      const tags = new Set(
        Object.values(document.paths).flatMap(item => Object.values(item).flatMap(each => each.tags)),
      )
      expect(document.tags.map(tag => tag.name)).to.have.members([...tags])
    }
  })

  it('offers the scopes that some operation takes, and has the security schemes that some operation asks for', () => {
    for (const { name, document } of documents) {
      const ways = Object.values(document.paths)
        .flatMap(item => Object.values(item))
        .flatMap(({ security }) => (security ?? []) as Record<string, string[]>[])
      const { securitySchemes, schemas } = document.components
      expect(Object.keys(securitySchemes), name).to.have.members([...new Set(ways.flatMap(Object.keys))])
      if (name !== 'evently') continue
      const taken = new Set(ways.flatMap(({ apiKey }) => apiKey ?? []))
      expect(schemas['ApiKeyScope']!.enum).to.have.members([...taken])
      expect(schemas['ApiKeyScopes']!.maxItems).to.equal(taken.size)
    }
  })

  it('is what every generated file was made from', async function () {
    this.timeout(60_000)
    const { generateAll, driftOf } = (await import(
      fileURLToPath(new URL('openapi/generator/dist/generate.js', root))
    )) as { generateAll(): Promise<Map<string, string>>; driftOf(files: Map<string, string>): Promise<string[]> }
    const files = await generateAll()
    expect(await driftOf(files)).to.deep.equal([])
    expect(
      await driftOf(new Map([...files].map(([path, text], n) => [path, n === 0 ? `${text} ` : text]))),
      'the control',
    ).to.have.length(1)
  })
})
