// The pages that problems lead to: every code has one, it opens, and it needs nothing from elsewhere.
import { expect } from 'chai'
import { request } from 'undici'
import { problemRegistry } from '../../src/contract/generated/problem-registry.ts'
import { problemPath, type ProblemCode } from '../../src/platform/problems.ts'
import { wantsHtml } from '../../src/problem-pages.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const codes = Object.keys(problemRegistry) as ProblemCode[]
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe("a problem's page", () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  for (const code of codes) {
    it(`opens and says what ${code} means, why it comes, and how to mend it`, async () => {
      const path = problemPath(code)
      const { body, headers } = expectStatus(await server.call('GET', path), 200)
      expect(headers['content-type']).to.equal('application/json')
      const { status, title, description, cause, fix } = problemRegistry[code]
      expect(body).to.include({ code, status, title, description, cause, fix })

      const page = expectStatus(await server.call('GET', path, { headers: { accept: browser } }), 200)
      expect(page.headers['content-type']).to.equal('text/html; charset=utf-8')
      for (const part of ['Why', 'How to mend it', code]) expect(page.text).to.include(part)
      expect(page.text).not.to.include('undefined')
      for (const [, link] of page.text.matchAll(/(?:src|href)="([^"]*)"/g))
        expectStatus(await server.call('GET', link!), 200)
    })
  }

  it('is where the `type` of an answer leads, from the place that was asked', async () => {
    const { body } = expectProblem(
      await server.call('GET', '/events/evt_01jz3t5m8qf0vab9x2k4c7d6eh'),
      'event_not_found',
    )
    const opened = await request(new URL(body.type as string, `${server.url}/api/v1/events/x`))
    expect([opened.statusCode, ((await opened.body.json()) as { code: string }).code]).to.deep.equal([
      200,
      'event_not_found',
    ])
  })

  it('names the operations that answer it, and what the answer carries', async () => {
    const { body } = await server.call('GET', problemPath('venue_in_use'))
    expect([body.operations, body.carries]).to.deep.equal([
      [{ method: 'DELETE', path: '/api/v1/admin/venues/{venueId}', summary: 'Delete a venue' }],
      ['events', 'moreEvents'],
    ])
  })

  it('that there is not is refused with all the codes that there are', async () => {
    for (const name of ['sold-out', 'constructor', 'SOLD_OUT', '<script>alert(1)</script>'.replaceAll('/', '')]) {
      const { body } = expectProblem(
        await server.call('GET', `/problems/${encodeURIComponent(name)}`),
        'problem_not_found',
      )
      expect(body.codes, name).to.deep.equal(codes)
    }
  })

  for (const [accept, isHtml] of [
    [browser, true],
    ['text/html', true],
    ['TEXT/HTML;q=0.9, */*', true],
    ['*/*', false],
    ['application/json', false],
    ['application/json, text/html', false],
    ['text/htmlish', false],
    ['', false],
  ] as const) {
    it(`is ${isHtml ? 'HTML' : 'JSON'} for Accept: ${accept}`, () => expect(wantsHtml(accept)).to.equal(isHtml))
  }

  it('has sentences in its parts, for people', () => {
    for (const [code, { cause, fix, description }] of Object.entries(problemRegistry))
      for (const text of [cause, fix, description]) expect(text, code).to.match(/^[A-Z`].{10,}[.?]$/s)
  })
})
