// How commands end: a table over every problem of the contract, and over every kind of fault that there is.
import { readFile } from 'node:fs/promises'
import * as sdk from '@evently/sdk'
import { WebhookError } from '@evently/sdk/webhooks'
import { expect } from 'chai'
import { exit, exitMeanings, exitOfProblem, problemsByExit } from '../src/exit-codes.ts'
import type { Exit } from '../src/exit-codes.ts'
import { CommandError, failureOf, profileNotFound, RequestRefused, UsageError } from '../src/failures.ts'
import { Interrupted } from '../src/interruption.ts'
import { aWaitlistEntry } from './support/factories.ts'
import { here } from './support/in-process.ts'
import { aProblem } from './support/scripted-server.ts'

type Code = sdk.ProblemCode
const codes = Object.keys(sdk.problemRegistry) as Code[]

const apiError = (code: Code, more: object = {}) =>
  new sdk.ApiError({ ...sdk.problemRegistry[code], code, type: `/problems/${code}`, requestId: 'r', ...more } as never)

const response = { status: 304, headers: {}, requestId: undefined, etag: undefined, replayed: false }

/** Each class of errors that the SDK throws, with the numbers that its errors end with. */
const ofSdk: Readonly<Record<string, readonly (readonly [error: Error, ends: Exit])[]>> = {
  EventlyError: [[new sdk.EventlyError('no id'), 'usage']],
  ApiError: codes.map(code => [apiError(code), exitOfProblem(code, 0)]),
  NotModifiedError: [[new sdk.NotModifiedError(response), 'unexpected']],
  ConnectionError: [[new sdk.ConnectionError('gone'), 'network']],
  TimeoutError: [[new sdk.TimeoutError(1_000), 'network']],
  UnexpectedAnswerError: (
    [
      [200, 'unexpected'],
      [302, 'unexpected'],
      [400, 'unexpected'],
      [401, 'notSignedIn'],
      [404, 'unexpected'],
      [407, 'network'],
      [429, 'rateLimited'],
      [500, 'unexpected'],
      [502, 'network'],
      [503, 'network'],
      [504, 'network'],
    ] as const
  ).map(([status, ends]) => [new sdk.UnexpectedAnswerError(status, 'text/html', undefined), ends]),
  WaitlistEndedError: [[new sdk.WaitlistEndedError(aWaitlistEntry({ status: 'expired' })), 'conflict']],
  WebhookError: [[new WebhookError('signature_mismatch', 'not from Evently'), 'validation']],
}

const own: readonly (readonly [error: unknown, ends: Exit])[] = [
  [new UsageError('what?'), 'usage'],
  [new CommandError('some', 'own'), 'unexpected'],
  [new CommandError('some', 'own', exit.partlyDone), 'partlyDone'],
  [new RequestRefused([]), 'validation'],
  [profileNotFound('stagin', ['staging']), 'usage'],
  [new Interrupted(), 'cancelled'],
  [Object.assign(new Error('Ctrl-C'), { name: 'ExitPromptError' }), 'cancelled'],
  [new TypeError('a mistake of ours'), 'unexpected'],
  ['not even an error', 'unexpected'],
]

describe('the exit code', () => {
  it('has one row for each problem of the contract', () => {
    const rows = Object.values(problemsByExit).flat()
    expect([...rows].sort()).to.deep.equal([...codes].sort())
  })

  for (const [name, ends] of Object.entries(problemsByExit))
    it(`is ${exit[name as Exit]} for ${ends.length} problems: ${name}`, () => {
      for (const code of ends) expect(failureOf(apiError(code)).exitCode, code).to.equal(exit[name as Exit])
    })

  it('goes by the status for a code of a newer server', () => {
    const statuses = { 401: 4, 403: 4, 404: 5, 410: 5, 402: 6, 409: 6, 412: 6, 422: 3, 429: 7, 500: 1, 503: 8, 504: 8 }
    for (const [status, code] of Object.entries(statuses))
      expect(exit[exitOfProblem('never_heard_of', Number(status))], status).to.equal(code)
  })

  it('is known for each class of errors of the SDK', () => {
    const classes = Object.entries({ ...sdk, WebhookError })
      .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
      .map(([name]) => name)
    expect(Object.keys(ofSdk).sort()).to.deep.equal(classes.sort())
    for (const [error, ends] of Object.values(ofSdk).flat())
      expect(failureOf(error).exitCode, `${error.name} ${error.message}`).to.equal(exit[ends])
  })

  it('is known for every fault of the commands themselves', () => {
    for (const [error, ends] of own) expect(failureOf(error).exitCode, String(error)).to.equal(exit[ends])
  })

  it('comes with a sentence for people and a code for programs, whatever failed, and with no JSON pointer', () => {
    const typed = { flags: ['title'], args: [], baseUrl: 'http://127.0.0.1:3000' }
    const faulty = new RequestRefused([{ pointer: '/title', message: 'is required' }])
    for (const error of [...Object.values(ofSdk).flat(), ...own, [faulty, 'validation'] as const].map(
      ([each]) => each,
    )) {
      const { message, document } = failureOf(error, typed)
      expect(document?.code, String(error)).to.match(/^[a-z_]+$/)
      expect(message, String(error))
        .to.match(/\S/)
        .and.not.to.match(/ \/\w|Nonexistent|undefined/)
    }
    expect(failureOf(faulty, typed).message).to.contain('--title is required')
  })

  it('comes with commands where the API speaks of its requests, and with the very detail for programs', () => {
    const detail = 'No seat is left. Join with POST /api/v1/waitlist/join, or GET /api/v1/events/{eventId}/x.'
    const { message, document } = failureOf(apiError('sold_out', { detail }))
    expect(message).to.contain('Join with `evently waitlist join`, or GET /api/v1/events/{eventId}/x.')
    expect(document).to.include({ detail })
    const paths = Object.values(sdk.operations).flatMap(one => (one.cli === null ? [] : [one]))
    for (const { method, path, cli } of paths)
      expect(failureOf(apiError('sold_out', { detail: `Use ${method} ${path}.` })).message).to.contain(
        `Use \`evently ${cli}\`.`,
      )
  })

  it('is that of the process, in every format, and only one document is on stdout', () =>
    here({ 'GET /api/v1/events': aProblem('rate_limited', { retryAfterSeconds: 90 }) }, async ({ run }) => {
      for (const format of ['table', 'json', 'ndjson', 'csv', 'yaml', 'id']) {
        const { code, stdout, stderr } = await run(['events', 'list', '--output', format])
        expect(code, format).to.equal(exit.rateLimited)
        const isDocument = ['json', 'ndjson', 'yaml'].includes(format)
        expect(isDocument ? stdout : stderr, format).to.contain('rate_limited')
        expect(isDocument ? stderr : stdout, format).to.equal('')
      }
    }))

  it('stands in the README and in the help as it is', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const { oclif } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
    const lines = Object.entries(exit).map(([name, code]) => `${code} ${exitMeanings[name as Exit]}`)
    expect(oclif.topics['exit-codes'].description.split('\n').slice(2)).to.deep.equal(lines)
    for (const [name, code] of Object.entries(exit))
      expect(readme).to.contain(`| ${code} | ${exitMeanings[name as Exit]} |`)
  })
})
