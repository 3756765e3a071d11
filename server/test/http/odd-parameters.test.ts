// Every parameter of every operation, given what nobody gives in good faith: answered, or refused in words, and never
// by a fault of ours.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { anEvent, anAccount, expectProblem, expectStatus, inDays, theAdmin, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
}
interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
type DocumentName = 'evently' | 'internal'

const root = new URL('../../../../', import.meta.url)
const documents = await Promise.all(
  (['evently', 'internal'] as const).map(async name => ({
    name,
    document: JSON.parse(await readFile(new URL(`openapi/generated/${name}.json`, root), 'utf8')) as Document,
  })),
)

const numbers = [
  '5e-324',
  '-5e-324',
  '1e-310',
  '2.2250738585072014e-308',
  '1e-30',
  '1e308',
  '1e309',
  '-1e308',
  '1.7976931348623157e308',
  'Infinity',
  '-Infinity',
  'NaN',
  'inf',
  '0',
  '-0',
  '-1',
  '1',
  '00',
  '1.5',
  '.5',
  '5.',
  '1e2',
  '1E2',
  '1e-2',
  '1e',
  '0x10',
  '0b11',
  '0o17',
  '+5',
  ' 5',
  '5 ',
  '\t5',
  '\n',
  '5,0',
  '1_000',
  '5n',
  '٥',
  '５',
  '𝟓',
  '2147483648',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  '9'.repeat(400),
  `0.${'0'.repeat(400)}1`,
  '',
  ' ',
  '-',
  'null',
  'true',
  '[]',
  '{}',
  '\0',
  '1\0',
]
const times = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-23:59',
  '2030-02-30T00:00:00Z',
  '2030-01-01T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '+275760-09-13T00:00:00Z',
  '2030-01-01T00:00:00.000000000000000001Z',
  '2030-01-01 00:00:00Z',
  '2030-01-01',
  'now',
  '0',
  '',
  '\0',
]
const textsGiven = ['\0', 'a\0b', '\ud800', '\u{10FFFF}', '𞤀'.repeat(100), "'", '\\', '%', ' ', '\u202e', '-0', 'NaN']
const points = [
  '0,0',
  '-0,-0',
  '90,180',
  '-90,-180',
  '0.000000000000001,0.000000000000001',
  '91,0',
  '0,181',
  'NaN,NaN',
  '5e-324,0',
  '0,',
  ',',
  '１,１',
  '\0',
]
const cursors = ['AAAA', 'A'.repeat(1_000), 'e30', '-', '"', '5e-324', '\0', '𞤀']

describe('parameters that nobody gives in good faith', function () {
  this.timeout(120_000)
  let server: TestServer
  let admin: Account
  let eventId: string
  before(async () => {
    server = await startTestServer()
    admin = await theAdmin(server)
    eventId = (
      await anEvent(server, {
        venue: { name: 'Hall', city: 'Null', country: 'AT', timezone: 'Etc/UTC', location: { lat: 5e-324, lon: -0 } },
      })
    ).id
  })
  after(() => server.close())

  const listed = ({ name, document }: (typeof documents)[number]) =>
    Object.entries(document.paths)
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]) => {
          const parameters = (operation.parameters ?? [])
            .map(each => resolved<Parameter>(document, each))
            .map(each => ({ ...each, schema: resolved<Schema>(document, each.schema) }))
          return { name: name as DocumentName, path, method, operation, parameters }
        }),
      )
      .filter(({ path }) => path.startsWith('/api/') || path.startsWith('/internal/'))
  const all = documents.flatMap(listed)
  const reading = all.filter(({ method }) => method === 'get')

  /** By the name of a parameter in a path: what ids of its kind begin with. */
  const prefixes = new Map(
    all.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, in: part, schema }) => {
        const prefix = part === 'path' ? /^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1] : undefined
        return prefix === undefined ? [] : [[name, prefix] as const]
      }),
    ),
  )
  const idFor = (name: string) => (name === 'eventId' ? eventId : `${prefixes.get(name) ?? 'x'}_${'0'.repeat(26)}`)
  const pathOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => idFor(name))
  const ask = (name: DocumentName, method: string, path: string, query: string) =>
    name === 'internal'
      ? server.internal(method.toUpperCase(), `${pathOf(path)}?${query}`)
      : server.call(method.toUpperCase(), `${pathOf(path)}?${query}`, { token: admin.token })

  /** Lone surrogates as the bytes that some clients make of them, everything else as it should be. */
  const encoded = (value: string) => (value === '\ud800' ? '%ED%A0%80' : encodeURIComponent(value))

  async function faults(kind: (parameter: Parameter) => boolean, values: readonly string[], beside = '') {
    const asked: string[] = []
    const failed: string[] = []
    for (const { name, method, path, parameters } of reading) {
      const required = parameters.filter(each => each.in === 'query' && each.required)
      for (const parameter of parameters.filter(each => each.in === 'query' && kind(each))) {
        const others = required
          .filter(each => each.name !== parameter.name)
          .map(each => `${each.name}=${each.schema.type === 'integer' ? 1 : each.name.endsWith('Id') ? admin.id : 'a'}`)
        asked.push(`${name} ${path} ${parameter.name}`)
        const answers = await Promise.all(
          values.map(async value => ({
            value,
            answer: await ask(
              name,
              method,
              path,
              [...others, beside, `${parameter.name}=${encoded(value)}`].filter(Boolean).join('&'),
            ),
          })),
        )
        for (const { value, answer } of answers)
          if (answer.status >= 500)
            failed.push(
              `${path}?${parameter.name}=${JSON.stringify(value)}: ${answer.status} ${answer.text.slice(0, 200)}`,
            )
      }
    }
    return { asked, failed }
  }

  it('numbers: denormal, huge, infinite, none, in any notation', async () => {
    const { asked, failed } = await faults(
      ({ schema }) => schema.type === 'integer' || schema.type === 'number',
      numbers,
    )
    expect(asked).to.include.members([
      'evently /api/v1/search radiusKm',
      'evently /api/v1/search minPrice',
      'evently /api/v1/search/suggestions limit',
      'evently /api/v1/events maxPrice',
      'evently /api/v1/events limit',
      'internal /internal/events limit',
    ])
    expect(failed).to.deep.equal([])
  })

  it('what is no decimal number is refused, not taken for one', async () => {
    for (const value of ['Infinity', '1e309', '-1e309', 'NaN', '0x10', '+5', ' 5', '5 ', '1_000', '５', '']) {
      for (const name of ['limit', 'maxPrice']) {
        const { body } = expectProblem(
          await server.call('GET', '/events', { query: { [name]: value } }),
          'validation_failed',
        )
        expect(body.errors[0].pointer, value).to.equal(`/query/${name}`)
      }
      expectProblem(
        await server.call('GET', '/search', { query: { near: '0,0', radiusKm: value } }),
        'validation_failed',
      )
    }
  })

  it('numbers beside a place to measure from', async () => {
    const { failed } = await faults(
      ({ name, schema }) => name === 'radiusKm' || (name === 'limit' && schema.type === 'integer'),
      numbers,
      'near=0,0',
    )
    expect(failed).to.deep.equal([])
  })

  it('a radius finds what is at its very middle, however small it is', async () => {
    for (const radiusKm of ['5e-324', '1e-310', '1e-9', '0.001', '1', '20000']) {
      const { body } = expectStatus(
        await server.call('GET', '/search', { query: { near: '0,0', radiusKm, sort: 'distance' } }),
        200,
      )
      expect(
        (body.data as { id: string }[]).map(({ id }) => id),
        radiusKm,
      ).to.deep.equal([eventId])
    }
  })

  it('times', async () =>
    expect((await faults(({ schema }) => schema.format === 'date-time', times)).failed).to.deep.equal([]))
  it('places', async () => expect((await faults(({ name }) => name === 'near', points)).failed).to.deep.equal([]))
  it('cursors', async () => expect((await faults(({ name }) => name === 'cursor', cursors)).failed).to.deep.equal([]))

  it('texts with NUL, half letters, letters beyond the basic plane', async () => {
    const { asked, failed } = await faults(
      ({ schema }) => schema.type === 'string' && schema.format === undefined,
      textsGiven,
    )
    expect(asked).to.include.members([
      'evently /api/v1/search q',
      'evently /api/v1/search city',
      'evently /api/v1/search/suggestions q',
    ])
    expect(failed).to.deep.equal([])
  })

  it('texts in bodies with NUL or half a letter are refused before anything is done with them', async () => {
    const withBody = all.filter(
      ({ name, operation }) => name === 'evently' && operation.requestBody?.content['application/json'],
    )
    expect(withBody.length).to.be.greaterThan(15)
    for (const { path, method } of withBody) {
      for (const text of ['\\u0000', '\\ud800', 'a\\udfff', '\\udc00\\ud800']) {
        const answer = await server.call(method.toUpperCase(), pathOf(path), {
          token: admin.token,
          body: `{"title":"${text}"}`,
          headers: { 'if-match': '*' },
        })
        expectProblem(answer, 'malformed_request')
      }
    }
  })

  it('lengths in the contract count letters, not code units', async () => {
    const { token } = await anAccount(server, { role: 'organizer' })
    const create = (title: string) =>
      server.call('POST', '/admin/events', {
        token,
        body: {
          title,
          category: 'music',
          venue: { name: '𞤀'.repeat(100), city: '𑄌𑄋𑄟', country: 'AT', timezone: 'Etc/UTC' },
          startsAt: inDays(3),
          endsAt: inDays(4),
          capacity: 5,
          priceMinor: 100,
          currency: 'EUR',
          publish: true,
        },
      })
    expect(expectStatus(await create('𞤀'.repeat(200)), 201).body.title).to.equal('𞤀'.repeat(200))
    expectProblem(await create('𞤀'.repeat(201)), 'validation_failed')
    expectStatus(await server.call('GET', '/search', { query: { q: '𞤀'.repeat(200) } }), 200)
    expectProblem(await server.call('GET', '/search', { query: { q: '𞤀'.repeat(201) } }), 'validation_failed')
  })
})

function resolved<Thing extends { readonly $ref?: string }>(document: Document, thing: Thing): Thing {
  if (!thing.$ref) return thing
  const [, , kind, name] = thing.$ref.split('/')
  return resolved(document, document.components[kind!]![name!] as Thing)
}
