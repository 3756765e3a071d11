// --dry-run and --print: what would be sent is shown, and nothing that changes anything is sent.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { operations } from '@evently/sdk'
import type { Method, OperationId } from '@evently/sdk'
import { requestFaults } from '@evently/sdk/testing'
import { expect } from 'chai'
import ts from 'typescript'
import { asCurl, asProgram, requestFacts } from '../src/request-printing.ts'
import type { RecordedRequest } from '../src/recording.ts'
import { contractDocument } from './support/contract-document.ts'
import { anEvent, aPage, aSession, aTicketType } from './support/factories.ts'
import { here } from './support/in-process.ts'

const event = anEvent().id
const baseUrl = 'https://evently.example.com'

/** Each operation that writes, with each example of its body that the contract has. */
async function documentedRequests(): Promise<RecordedRequest[]> {
  const { bodyExamplesOf } = await contractDocument()
  return Object.entries(operations).flatMap(([id, { method, cli }]) => {
    if (method === 'GET' || cli === null) return []
    const examples = bodyExamplesOf(id)
    return (examples.length === 0 ? [undefined] : examples).map(body => aRequest(id as OperationId, body))
  })
}

function aRequest(operation: OperationId, body?: unknown): RecordedRequest {
  const { method, path, ifMatch, idempotent } = operations[operation]
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const parameters = Object.fromEntries(names.map(name => [name, idFor(name)]))
  return {
    operation,
    method: method as Method,
    baseUrl,
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name]!),
    parameters,
    query: {},
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotent && { 'idempotency-key': "it's mine" }),
      ...(ifMatch && { 'if-match': '"3"' }),
    },
    body,
  }
}

const prefixes: Readonly<Record<string, string>> = {
  eventId: 'evt',
  venueId: 'ven',
  ticketTypeId: 'tkt',
  bookingId: 'bkg',
  reservationId: 'rsv',
  waitlistEntryId: 'wle',
  webhookEndpointId: 'whe',
  deliveryId: 'whd',
  sessionId: 'ses',
  apiKeyId: 'key',
  userId: 'usr',
  accountId: 'usr',
  promotionId: 'prm',
  ticketId: 'tic',
}
const idFor = (name: string) =>
  prefixes[name] === undefined ? 'customer-4711' : `${prefixes[name]}_01jz3t5m8qf0vab9x2k4c7d6eh`

describe('a printed request', function () {
  this.timeout(60_000)
  let requests: RecordedRequest[]
  before(async () => {
    requests = await documentedRequests()
  })

  it('there is one of, for each operation that writes and has a command', () => {
    const wanted = Object.entries(operations).filter(([, { method, cli }]) => method !== 'GET' && cli !== null)
    expect([...new Set(requests.map(({ operation }) => operation))].sort()).to.deep.equal(
      wanted.map(([id]) => id).sort(),
    )
  })

  it('compiles as a program on the SDK, whatever it is', () => {
    const files = new Map(requests.map((request, n) => [`/printed/${n}-${request.operation}.mts`, asProgram(request)]))
    const raw = { ...aRequest('events.publish'), operation: undefined, query: { 'a-b': 'c' } }
    files.set('/printed/raw.mts', asProgram(raw))
    expect(faultsOf(files)).to.deep.equal([])
    expect(
      faultsOf(new Map([['/printed/wrong.mts', asProgram(aRequest('events.create', { title: 1 }))]])),
    ).not.to.deep.equal([])
  })

  it('fits the contract, as --dry-run finds it', async () => {
    for (const { operation, parameters, query, body } of requests)
      expect(await requestFaults(operation!, { path: parameters, query, body }), operation).to.deep.equal([])
  })

  it('reaches curl as it is, whatever a shell would make of it', async () => {
    const title = `it's "$HOME" \`id\` \\ $(id) !\n=\u00e9 弦`
    for (const body of [{ title }, { title, password: 'hunter2' }]) {
      const request = { ...aRequest('users.updateProfile', body), headers: { 'if-match': `"a'b"` } }
      const script = `curl() { printf '%s\\0' "$@"; }\n${asCurl(request)}`
      const env = { EVENTLY_ACCESS_TOKEN: 'token', EVENTLY_PASSWORD: 'hunter2', PATH: process.env['PATH'] }
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { env })
      expect(stdout.split('\0').slice(0, -1)).to.deep.equal([
        '--request',
        'PATCH',
        `${baseUrl}/api/v1/users/profile`,
        '--header',
        'Authorization: Bearer token',
        '--header',
        `if-match: "a'b"`,
        '--data-raw',
        JSON.stringify(body),
      ])
    }
  })

  it('shows no secret of its body, in any form', () => {
    for (const request of requests) {
      const { operation, body } = request
      const secrets = Object.entries((body ?? {}) as object).filter(
        ([name]) => /password|refreshToken/i.test(name) || (name === 'token' && operation!.startsWith('users.')),
      )
      for (const [, secret] of secrets)
        for (const text of [asCurl(request), asProgram(request), JSON.stringify(requestFacts(request))])
          expect(text, operation).not.to.contain(secret)
    }
  })
})

/** What the compiler says of files that are nowhere, under the strictest settings. */
function faultsOf(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile: read, getSourceFile } = host
  const here = new URL('../../test/', import.meta.url).pathname
  const own = (name: string) => files.get(name.replace(here, '/printed/'))
  host.fileExists = name => own(name) !== undefined || fileExists(name)
  host.readFile = name => own(name) ?? read(name)
  host.getSourceFile = (name, how, ...more) => {
    const text = own(name)
    return text === undefined ? getSourceFile(name, how, ...more) : ts.createSourceFile(name, text, how)
  }
  const names = [...files.keys()].map(name => name.replace('/printed/', here))
  return ts
    .getPreEmitDiagnostics(ts.createProgram(names, options, host))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
}

const script = {
  [`GET /api/v1/events/${event}`]: { json: anEvent() },
  'GET /api/v1/events': { json: aPage([anEvent()]) },
  'POST /api/v1/auth/login': { json: aSession() },
}
const create = [
  ...['events', 'create', '--title', 'Gala', '--category', 'music', '--venue-name', 'Hall', '--city', 'Hamburg'],
  ...['--country', 'DE', '--timezone', 'Europe/Berlin', '--starts-at', '2030-06-01T20:00'],
  ...['--ends-at', '2030-06-01T23:00', '--capacity', '10'],
]

describe('a command that is tried', () => {
  it('shows what it would send, and sends nothing', () =>
    here(script, async ({ run, asked, url }) => {
      const { code, stdout, stderr } = await run([...create, '--idempotency-key', 'mine', '--dry-run'])
      expect({ code, stderr }).to.deep.equal({
        code: 0,
        stderr: 'Nothing was sent: this is what would be. It fits the contract.\n',
      })
      const [head, body = ''] = stdout.split('\n\n')
      expect(head).to.equal(`POST ${url}/api/v1/admin/events\ncontent-type: application/json\nidempotency-key: mine`)
      expect(JSON.parse(body)).to.deep.include({ title: 'Gala', startsAt: '2030-06-01T18:00:00.000Z' })
      const json = JSON.parse((await run([...create, '--dry-run', '--json'])).stdout)
      expect(json).to.deep.include({ dryRun: true })
      expect(json.request).to.deep.include({ operation: 'events.create', method: 'POST' })
      expect(asked).to.deep.equal([])
    }))

  it('reads what it needs to know, and says of flags what does not fit the contract', () =>
    here(script, async ({ run, asked }) => {
      const update = ['events', 'update', event, '--starts-at', '2030-06-01T21:00', '--category', 'Not One']
      const { code, stderr } = await run([...update, '--dry-run'])
      expect(code).to.equal(3)
      expect(stderr).to.match(/^The request does not fit the contract\. Nothing was sent\.\n {2}--category .+\n$/)
      expect(asked.map(({ method }) => method)).to.deep.equal(['GET'])
      const printed = await run(['events', 'update', event, '--starts-at', '2030-06-01T21:00', '--print', 'curl'])
      expect(printed.stdout).to.contain(`--header 'if-match: "${anEvent().version}"'`)
    }))

  it('needs no credential, and shows none', () =>
    here(script, async ({ run, asked }) => {
      for (const form of ['curl', 'sdk']) {
        const without = await run(['events', 'publish', event, '--print', form], { env: { EVENTLY_API_KEY: '' } })
        expect(without.code).to.equal(0)
        const { stdout, stderr } = await run(['events', 'publish', event, '--print', form])
        expect(stdout).to.contain('EVENTLY_API_KEY').and.not.to.contain('evk_test')
        expect(stderr).to.match(/^It needs EVENTLY_API_KEY, an API key.\n(Save it as a file that ends with .mts.\n)?$/)
        const login = ['auth', 'login', '--email', 'ada@example.com', '--password-stdin', '--print', form]
        const printed = await run(login, { stdin: 'hunter2\n' })
        expect(printed.stdout).to.contain('EVENTLY_PASSWORD').and.not.to.contain('hunter2')
      }
      expect(asked).to.deep.equal([])
    }))

  it('may be any that writes, and none that only reads', () =>
    here(script, async ({ run, asked }) => {
      const reserve = ['api', 'bookings.reserve', '-f', `eventId=${event}`, '-f', 'quantity=2']
      const anonymous = await run([...reserve, '--print', 'curl'], { env: { EVENTLY_API_KEY: '' } })
      expect(anonymous.code).to.equal(0)
      expect((await run([...reserve, '--print', 'sdk'])).stdout).to.contain('await evently.bookings.reserve({')
      const raw = await run(['api', 'POST', '/api/v1/else', '-f', 'a=1', '--print', 'sdk'])
      expect(raw.stdout).to.contain("await evently.raw({\n  method: 'POST',\n  path: '/api/v1/else',")
      expect((await run(['ticket-types', 'delete', aTicketType().id, '--event', event, '--dry-run'])).stdout).to.match(
        /^DELETE /,
      )
      expect((await run(['auth', 'logout', '--local', '--dry-run'])).code).to.equal(2)
      expect((await run(['events', 'list', '--dry-run'])).code).to.equal(2)
      expect((await run(['events', 'publish', event, '--dry-run', '--print', 'curl'])).code).to.equal(2)
      expect(asked).to.deep.equal([])
    }))

  it('there are these flags, and a key where the operation takes one, on every command that writes', async () => {
    const { Config } = await import('@oclif/core')
    const config = await Config.load(new URL('../..', import.meta.url).pathname)
    for (const { id, flags } of config.commands.filter(({ pluginName }) => pluginName === '@evently/cli')) {
      const operation = Object.values(operations).find(({ cli }) => cli === id.replaceAll(':', ' '))
      if (operation === undefined) continue
      const has = ['dry-run', 'print', 'idempotency-key'].filter(name => name in flags)
      const wanted = operation.method === 'GET' ? [] : ['dry-run', 'print']
      expect(has, id).to.deep.equal([...wanted, ...(operation.idempotent ? ['idempotency-key'] : [])])
    }
  })
})
