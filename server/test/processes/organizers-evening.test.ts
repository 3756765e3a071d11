// The example of an organizer's evening, as its reader runs it: it ends with 0 beside a server that does what it
// should, and with 1 beside one that says something else at any of its steps.
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { openRetelling, type Retelling } from '../support/retelling.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const program = fileURLToPath(new URL('../../../../examples/organizers-evening/dist/src/main.js', import.meta.url))

async function evening(url: string) {
  const child = spawn(process.execPath, [program, '--url', url], { env: { PATH: process.env['PATH'] } })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number | null, stdout, stderr }
}

const aPublicKey = () => generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString()

describe("the example of an organizer's evening", function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())

  it('goes as it should, and says so step by step', async () => {
    const { code, stdout, stderr } = await evening(server.url)
    expect(stderr).to.equal('')
    expect(code).to.equal(0)
    const verdicts = ['admitted', 'already_admitted', 'void', 'wrong_event', 'unknown']
    for (const verdict of verdicts) expect(stdout).to.match(new RegExp(`: ${verdict}$`, 'm'))
    for (const line of ['live: 6 of 6 have come', '307.00 EUR paid, 81.00 EUR given back, 226.00 EUR kept'])
      expect(stdout).to.include(line)
    expect(stdout.trimEnd().split('\n').at(-1)).to.match(/the audit is clean/)
  })

  /** The answer with a text in the place of another one: once, or everywhere. */
  const saying =
    (before: string | RegExp, after: string) =>
    (answer: string): string =>
      answer.replace(before, after)

  const api = '^/api/v1'
  const lies: Readonly<Record<string, readonly [Retelling, says: string]>> = {
    'shows visitors the hidden ticket type': [
      { method: 'GET', path: new RegExp(`${api}/events/evt_\\w+$`), retell: saying('"Standard"', '"Crew"') },
      'visitors see one ticket type',
    ],
    'takes nothing off': [
      {
        method: 'GET',
        path: new RegExp(`${api}/bookings/bkg_`),
        retell: saying('"totalMinor":7200', '"totalMinor":9000'),
      },
      'Ada pays 72.00',
    ],
    'leaves the code of a ticket that was given away as it was': [
      { method: 'POST', path: /transfer$/, retell: saying('"serial":2', '"serial":1') },
      'the next serial',
    ],
    'gives back all that a cancelled ticket has cost': [
      { method: 'POST', path: /cancel-tickets$/, retell: saying('"refundedMinor":3600', '"refundedMinor":4500') },
      '80 % by the policy',
    ],
    'offers the freed seat to nobody': [
      { method: 'GET', path: new RegExp(`${api}/waitlist/wle_`), retell: saying('"offered"', '"waiting"') },
      'Eve has an offer at once',
    ],
    'loses a guest': [
      { method: 'GET', path: /tickets\?/, retell: saying(/^.*Grace.*\r\n/m, '') },
      'a row for each valid ticket',
    ],
    'gives out the key of another event': [
      {
        method: 'GET',
        path: /check-in-list/,
        retell: saying(/"pem":"[^"]*"/, `"pem":${JSON.stringify(aPublicKey())}`),
      },
      "the public key alone knows Ada's code",
    ],
    'lets in whoever comes': [
      { method: 'POST', path: /check-ins$/, retell: saying(/"verdict":"\w+"/, '"verdict":"admitted"') },
      'already_admitted',
    ],
    'knows no conflict': [
      { method: 'POST', path: /batch$/, retell: saying('"conflict":true', '"conflict":false') },
      'one conflict',
    ],
    'gives more back than it says': [
      { method: 'GET', path: /\/bookings(\?|$)/, retell: saying('"refundedMinor":4500', '"refundedMinor":4501') },
      '81.00 EUR went back',
    ],
    'has a ledger that does not add up': [
      { method: 'GET', path: /audit$/, retell: saying('"clean":true', '"clean":false') },
      'the audit is clean',
    ],
  }
  for (const [what, [retelling, says]] of Object.entries(lies))
    it(`ends with 1 beside a server that ${what} (a control)`, async () => {
      const liar = await openRetelling(server.url, retelling)
      try {
        const { code, stderr } = await evening(liar.url)
        expect(stderr)
          .to.match(/^ {2}✗ /)
          .and.to.include(says)
        expect(code).to.equal(1)
      } finally {
        await liar.close()
      }
    })

  it('ends with 1 where nobody answers', async () => {
    const { code, stderr } = await evening('http://127.0.0.1:9')
    expect([code, stderr]).to.deep.equal([1, stderr.match(/^ {2}✗ The server could not be reached.*\n$/)?.[0]])
  })
})
