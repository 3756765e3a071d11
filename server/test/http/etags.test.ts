// Conditions on versions: weak ETags and lists compare by value, and what is no ETag is refused.
import { expect } from 'chai'
import { versionsOf } from '../../src/platform/http/etags.ts'
import { anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the ETags of a condition', () => {
  const read: [header: string, versions: readonly string[] | '*' | undefined][] = [
    ['"3"', ['3']],
    ['W/"3"', ['3']],
    [' "3.17" ', ['3.17']],
    ['"1", W/"2" ,"3"', ['1', '2', '3']],
    ['"a,b", "c"', ['a,b', 'c']],
    [', "1",, "2",', ['1', '2']],
    ['"W/"', ['W/']],
    ['""', ['']],
    ['"\u00e9"', ['\u00e9']],
    ['*', '*'],
    [' * ', '*'],
    ['', undefined],
    [',', undefined],
    ['3', undefined],
    ['w/"3"', undefined],
    ['W/3', undefined],
    ['W/ "3"', undefined],
    ['"3', undefined],
    ['3"', undefined],
    ['"3" "4"', undefined],
    ['"3";"4"', undefined],
    ['"3", *', undefined],
    ['*, "3"', undefined],
    ['**', undefined],
    ['"a b"', undefined],
    ["'3'", undefined],
    ['W/W/"3"', undefined],
    ['"3"\u0000', undefined],
  ]
  for (const [header, versions] of read)
    it(`${JSON.stringify(header)} ${versions ? `name ${JSON.stringify(versions)}` : 'are none'}`, () =>
      expect(versionsOf(header)).to.deep.equal(versions))

  it('are read in no time, however many there are', () => {
    const startedMs = performance.now()
    for (const header of [`${'"1",'.repeat(4_000)}x`, `"${'W/'.repeat(8_000)}`, `${', '.repeat(8_000)}x`])
      expect(versionsOf(header)).to.equal(undefined)
    expect(performance.now() - startedMs).to.be.lessThan(500)
  })
})

describe('a condition on a version', () => {
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(() => server.close())

  const anEventToChange = async () => {
    const event = await anEvent(server, { organizer })
    const { headers } = expectStatus(await server.call('GET', `/events/${event.id}`), 200)
    const change = (ifMatch: string) =>
      server.call('PATCH', `/admin/events/${event.id}`, {
        token: organizer.token,
        headers: { 'if-match': ifMatch },
        body: { title: 'Changed' },
      })
    return { id: event.id, etag: String(headers['etag']), change }
  }

  const accepted: Record<string, (etag: string) => string> = {
    'the ETag': etag => etag,
    'the ETag that a proxy has made weak': etag => `W/${etag}`,
    'a list that has it': etag => `"0.1", W/"0.2", ${etag}`,
    'any version': () => '*',
  }
  for (const [what, header] of Object.entries(accepted))
    it(`lets a change pass with ${what}`, async () => {
      const { etag, change } = await anEventToChange()
      expectStatus(await change(header(etag)), 200)
    })

  for (const outdated of ['"0.1"', 'W/"0.1"', '"0.1", "0.2"'])
    it(`stops a change with ${outdated}`, async () => {
      const { change } = await anEventToChange()
      expectProblem(await change(outdated), 'precondition_failed')
    })

  for (const [malformed, more] of [
    ['3', '; put it in double quotes: "3"'],
    ['w/"3"', ', in double quotes'],
    ['"3" "4"', ', in double quotes'],
    ['"3', ', in double quotes'],
    ['*, "3"', ', in double quotes'],
    [',', ', in double quotes'],
  ] as const)
    it(`refuses ${malformed}, in words`, async () => {
      const { change } = await anEventToChange()
      const { status, body } = expectProblem(await change(malformed), 'validation_failed')
      expect(status).to.equal(400)
      expect(body.errors).to.deep.equal([
        {
          pointer: '/header/If-Match',
          keyword: 'format',
          message: `must be the ETag you have read, a list of these, or *${more}`,
        },
      ])
    })

  it('spares who has read it the answer, also to HEAD, by a weak ETag and by a list', async () => {
    const { id, etag } = await anEventToChange()
    for (const method of ['GET', 'HEAD'])
      for (const condition of [etag, `W/${etag}`, `"0.1", W/${etag}`, '*']) {
        const answer = await server.call(method, `/events/${id}`, { headers: { 'if-none-match': condition } })
        expect([answer.status, answer.headers['etag'], answer.text], condition).to.deep.equal([304, etag, ''])
        expect(answer.headers['vary']).to.equal('Accept-Language, Accept-Encoding')
      }
    for (const condition of ['"0.1"', 'nonsense', ',']) {
      const answer = await server.call('GET', `/events/${id}`, { headers: { 'if-none-match': condition } })
      expect(answer.status, condition).to.equal(200)
    }
  })
})
