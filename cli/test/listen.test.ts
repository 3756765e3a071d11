// The commands around webhook messages on one's own machine: secrets, recorded messages, checks, and what is refused.
import { writeFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { operations } from '@evently/sdk'
import { sign } from '@evently/sdk/webhooks'
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { cert, key } from './support/certificate.ts'
import { aProblem, startScriptedServer } from './support/scripted-server.ts'
import type { Asked, Script, ScriptedServer } from './support/scripted-server.ts'
import { anonymousHere } from './support/in-process.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const secret = `whsec_${Buffer.from('a secret of the tests, of 32 byte').toString('base64')}`
const message = (n: number) => ({
  id: `msg_${n}`,
  type: 'booking.confirmed',
  occurredAt: `2030-06-01T18:30:0${n}.000Z`,
  test: false,
  resource: { type: 'booking', id: `bkg_${n}`, version: n },
  data: { id: `bkg_${n}`, totalMinor: 4500 },
})
const feed = 'GET /api/v1/activity'
const recordOf = async (n: number, over: object = {}) => {
  const body = JSON.stringify(message(n))
  const headers = await sign(body, secret, { id: `msg_${n}`, timestamp: new Date('2030-06-01T18:30:00Z') })
  return JSON.stringify({ recordedAt: '', forwardTo: '', attempt: 1, headers, body, latencyMs: 1, ...over }) + '\n'
}

describe('the secret of webhooks listen', () => {
  const printed = ['webhooks', 'listen', '--print-secret']

  it('is one for each profile, the same each time, and nobody else can read it', () =>
    anonymousHere({}, async ({ run, url, configFile }) => {
      const secretOf = async (...more: readonly string[]) => (await run([...printed, ...more])).stdout.trim()
      const profiles = { default: { baseUrl: url }, staging: { baseUrl: url } }
      await writeFile(configFile, JSON.stringify({ current: 'default', profiles }))
      const own = await secretOf()
      expect(own).to.match(/^whsec_[A-Za-z0-9+/]{43}=$/)
      expect(() => new Webhook(own)).not.to.throw()
      expect(await secretOf()).to.equal(own)
      expect(await secretOf('--profile', 'staging'))
        .to.match(/^whsec_/)
        .and.not.to.equal(own)
      const folder = join(dirname(configFile), 'listen')
      for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o077).to.equal(0)
      const { stdout } = await run([...printed, '--json'])
      expect(JSON.parse(stdout)).to.deep.equal({ secret: own })
    }))

  it('may be of the environment or of stdin', () =>
    anonymousHere({}, async ({ run }) => {
      expect((await run(printed, { env: { EVENTLY_WEBHOOK_SECRET: secret } })).stdout).to.equal(`${secret}\n`)
      expect((await run([...printed, '--secret-stdin'], { stdin: `${secret}\r\nmore` })).stdout).to.equal(`${secret}\n`)
    }))

  it('is refused where it is none, without being repeated', () =>
    anonymousHere({}, async ({ run }) => {
      for (const text of ['hunter2-hunter2', 'whsec_????', 'whsec_c2hvcnQ=', `${secret} `]) {
        const { code, stdout, stderr } = await run(printed, { env: { EVENTLY_WEBHOOK_SECRET: text } })
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
        expect(stderr)
          .to.match(/^EVENTLY_WEBHOOK_SECRET is not a secret/)
          .and.not.to.contain(text)
      }
    }))
})

describe('evently webhooks listen', () => {
  const refused: [args: readonly string[], code: number, why: RegExp][] = [
    [[], 2, /--forward-to is needed/],
    [['--forward-to', 'https://93.184.216.34/'], 2, /--allow-remote/],
    [['--forward-to', '3000', '--header', 'Webhook-Id: msg_1'], 2, /webhook-id: …': this header is the message's own/],
    [['--forward-to', '3000', '--type', 'booking.confirmed,booking.sold'], 2, /booking\.sold|--type/],
    [['--forward-to', '3000', '--replay', '/nowhere.ndjson'], 2, /nowhere\.ndjson can't be read/],
  ]
  for (const [args, expected, why] of refused)
    it(`${args.join(' ') || 'without a flag'} is refused before anything is asked`, () =>
      anonymousHere({}, async ({ run, asked }) => {
        const { code, stderr } = await run(['webhooks', 'listen', ...args], { env })
        expect(stderr).to.match(why)
        expect(code).to.equal(expected)
        expect(asked).to.deep.equal([])
      }))

  it('needs a credential', () =>
    anonymousHere({}, async ({ run, asked }) => {
      expect((await run(['webhooks', 'listen', '--forward-to', '3000'])).code).to.equal(4)
      expect(asked).to.deep.equal([])
    }))

  it('says what is wrong with its feed, and ends', () =>
    anonymousHere({ [feed]: aProblem('activity_gone') }, async ({ run }) => {
      const { code, stderr } = await run(['webhooks', 'listen', '--forward-to', '3000', '--since', 'beginning'], {
        env,
      })
      expect(code).to.equal(5)
      expect(stderr).to.contain('--since beginning')
    }))

  it('takes filters as they are in the feed, several types at once', () =>
    anonymousHere(
      {
        [feed]: ({ headers }) =>
          headers.accept === 'text/event-stream'
            ? aProblem('token_invalid')
            : { json: { data: [], hasMore: false, nextCursor: 'cursor-0' } },
      },
      async ({ run, asked }) => {
        const args = ['--types', 'booking.cancelled', '--resource', 'bkg_1', '--mode', 'live', '--since', 'now']
        const { code } = await run(['webhooks', 'listen', '--forward-to', '3000', ...args], { env })
        expect(code).to.equal(4)
        expect(asked.map(({ query }) => query)).to.deep.equal([
          { from: 'end', mode: 'live', limit: '1' },
          { after: 'cursor-0', types: 'booking.cancelled', resourceId: 'bkg_1', mode: 'live' },
        ])
      },
    ))
})

describe('recorded messages', () => {
  let folder: string
  let file: string
  let app: ScriptedServer
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-records-'))
    file = join(folder, 'messages.ndjson')
    app = await startScriptedServer({ 'POST /hook': { status: 204 } })
  })
  afterEach(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  const replay = (...more: readonly string[]) =>
    ['webhooks', 'listen', '--forward-to', `${app.url}/hook`, '--replay', file].concat(more)

  it('are sent once each, signed again, with the headers that were given', async () => {
    await writeFile(file, (await recordOf(1)) + (await recordOf(1, { attempt: 2 })) + (await recordOf(2)) + '{"cut of')
    await anonymousHere({}, async ({ run, asked }) => {
      const given = { env: { EVENTLY_WEBHOOK_SECRET: secret } }
      const { code, stdout, stderr } = await run(replay('--header', 'X-Shop: 7'), given)
      expect(stderr).to.match(/^Sending 2 messages to .*that of EVENTLY_WEBHOOK_SECRET\n2 delivered\.\n$/)
      expect(code).to.equal(0)
      expect(stdout).to.match(/^TIME {6}TYPE {18}RESOURCE {24}ANSWER {2}TOOK\n/)
      expect(stdout.match(/^\d\d:\d\d:\d\d {2}booking\.confirmed {5}bkg_[12] +204 +\d+ ms$/gm)).to.have.length(2)
      expect(asked).to.deep.equal([])
    })
    expect(app.asked.map(({ body }) => body)).to.have.deep.members([message(1), message(2)])
    for (const { headers, body } of app.asked) {
      expect(headers).to.include({ 'x-shop': '7', 'content-type': 'application/json' })
      expect(new Webhook(secret).verify(JSON.stringify(body), headers as Record<string, string>)).to.deep.equal(body)
    }
  })

  it('are sent with the signatures of then, if that is wanted', async () => {
    await writeFile(file, await recordOf(1))
    await anonymousHere({}, async ({ run }) => {
      expect((await run(replay('--as-recorded'))).code).to.equal(0)
    })
    const { headers } = JSON.parse(await recordOf(1)) as { headers: Record<string, string> }
    expect(app.asked[0]?.headers).to.include(headers)
  })

  it('end with 9 where the app has refused some', async () => {
    await writeFile(file, await recordOf(1))
    await app.close()
    app = await startScriptedServer({ 'POST /hook': { status: 500, text: 'oh' } })
    await anonymousHere({}, async ({ run }) => {
      const { code, stdout, stderr } = await run(replay('--attempts', '1', '--json'))
      expect(code).to.equal(9)
      expect(JSON.parse(stdout.split('\n')[0]!)).to.include({ messageId: 'msg_1', outcome: 'givenUp', status: 500 })
      expect(stderr).to.contain('0 delivered, 1 given up.')
    })
  })

  it('go to an app whose certificate is its own, if that is wanted', async () => {
    await writeFile(file, await recordOf(1))
    const own = createHttpsServer({ key, cert }, (_request, response) => response.writeHead(204).end())
    await new Promise<void>(resolve => own.listen(0, '127.0.0.1', resolve))
    const url = `https://localhost:${(own.address() as AddressInfo).port}/hook`
    await anonymousHere({}, async ({ run }) => {
      const args = ['webhooks', 'listen', '--forward-to', url, '--replay', file]
      const { code, stderr } = await run(args)
      expect(stderr).to.match(/can't be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS.*--insecure/)
      expect(code).to.equal(8)
      expect((await run([...args, '--insecure'])).code).to.equal(0)
    })
    own.close()
  })

  it('are named by their line where they are none', async () => {
    await writeFile(file, (await recordOf(1)) + '{"body":7}\n')
    await anonymousHere({}, async ({ run }) => {
      const { code, stderr } = await run(replay())
      expect(code).to.equal(2)
      expect(stderr).to.contain(`${file} line 2 is not a recorded message`)
    })
    expect(app.asked).to.deep.equal([])
  })
})

describe('evently webhooks verify', () => {
  const body = JSON.stringify(message(1))
  const own = { env: { EVENTLY_WEBHOOK_SECRET: secret } }
  const headersOf = async (at = new Date()) =>
    Object.entries(await sign(body, secret, { id: 'msg_1', timestamp: at })).flatMap(([name, value]) => [
      '--header',
      `${name}: ${value}`,
    ])
  const hourAgo = () => new Date(Date.now() - 3_600_000)

  it('says that a message is valid', () =>
    anonymousHere({}, async ({ run }) => {
      const verify = ['webhooks', 'verify', ...(await headersOf())]
      const { code, stdout, stderr } = await run(verify, { ...own, stdin: body })
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' })
      expect(stderr).to.match(/^Valid: message msg_1, signed at /)
      const json = await run([...verify, '--json'], { ...own, stdin: body })
      expect(JSON.parse(json.stdout)).to.include({ valid: true, messageId: 'msg_1' })
    }))

  const refused: [what: string, given: () => Promise<{ args: string[]; stdin?: string }>, why: RegExp][] = [
    [
      'another body',
      async () => ({ args: await headersOf(), stdin: body.replace('4500', '1') }),
      /No signature matches/,
    ],
    [
      'a body that was parsed and written again',
      async () => ({ args: await headersOf(), stdin: JSON.stringify(JSON.parse(body), null, 2) }),
      /the same JSON again/,
    ],
    ['no header', async () => ({ args: [] }), /has no header webhook-id, webhook-timestamp, webhook-signature/],
    ['a message of an hour ago', async () => ({ args: await headersOf(hourAgo()) }), /signed 36\d\d seconds ago/],
  ]
  for (const [what, given, why] of refused)
    it(`says why not: ${what}`, () =>
      anonymousHere({}, async ({ run }) => {
        const { args, stdin = body } = await given()
        const { code, stderr } = await run(['webhooks', 'verify', ...args], { ...own, stdin })
        expect(stderr)
          .to.match(/^Do not believe it: /)
          .and.to.match(why)
        expect(code).to.equal(3)
      }))

  it('says why not: another secret, which is the one of the listener where none is given', () =>
    anonymousHere({}, async ({ run }) => {
      const { code, stdout } = await run(['webhooks', 'verify', ...(await headersOf()), '--json'], { stdin: body })
      expect(code).to.equal(3)
      expect(JSON.parse(stdout)).to.have.nested.property('error.code', 'signature_mismatch')
    }))

  it('takes a file, an old one, a secret on stdin, and a message that was recorded', () =>
    anonymousHere({}, async ({ run, configFile }) => {
      const [file, record] = [join(dirname(configFile), 'body'), join(dirname(configFile), 'record')]
      await writeFile(file, body)
      const old = ['webhooks', 'verify', file, ...(await headersOf(hourAgo())), '--tolerance', '4000']
      expect((await run([...old, '--secret-stdin'], { stdin: secret })).code).to.equal(0)
      await writeFile(record, (await recordOf(1)) + (await recordOf(2)))
      const recorded = ['webhooks', 'verify', '--recorded', record, '--tolerance', '999999999']
      expect((await run(recorded, own)).stderr).to.contain('Valid: message msg_2')
      expect((await run([...recorded, '--id', 'msg_1'], own)).stderr).to.contain('Valid: message msg_1')
      expect((await run([...recorded, '--id', 'msg_3'], own)).code).to.equal(2)
      expect((await run(['webhooks', 'verify', '--secret-stdin'], { stdin: secret })).code).to.equal(2)
    }))
})

describe('evently webhooks trigger', () => {
  it('lists every type of the contract, and what is done for it', () =>
    anonymousHere({}, async ({ run, asked }) => {
      const { code, stdout } = await run(['webhooks', 'trigger', '--list', '--json'])
      expect(code).to.equal(0)
      const listed = JSON.parse(stdout) as { data: { type: string; does: string }[] }
      const types = operations['webhooks.listActivity'].parameters.find(({ name }) => name === 'types')?.enum
      expect(listed.data.map(({ type }) => type)).to.have.members([...(types ?? [])])
      for (const { does } of listed.data) expect(does).to.match(/^[a-z].*[^.]$/)
      expect(asked).to.deep.equal([])
    }))

  it('refuses a type that is none, and an event that is no test event', () =>
    anonymousHere(
      {
        [feed]: { json: { data: [], hasMore: false, nextCursor: 'cursor-0' } },
        'GET /api/v1/events/evt_1': { json: { id: 'evt_1', test: false, status: 'published' } },
      },
      async ({ run, asked }) => {
        expect((await run(['webhooks', 'trigger', 'booking.sold'], { env })).code).to.equal(2)
        expect((await run(['webhooks', 'trigger'], { env })).stderr).to.contain('--list')
        expect(asked).to.deep.equal([])
        const live = await run(['webhooks', 'trigger', 'booking.confirmed', '--event', 'evt_1'], { env })
        expect(live.code).to.equal(2)
        expect(live.stderr).to.contain('is no test event')
        expect(asked.map(({ method }) => method)).to.deep.equal(['GET', 'GET'])
      },
    ))

  describe('whose message is not seen', () => {
    let folder: string
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'evently-trigger-'))
    })
    afterEach(() => rm(folder, { recursive: true }))

    const event = (status: string) => ({ json: { id: 'evt_1', test: true, status } })
    const script: Script = {
      [feed]: ({ headers }) => {
        if (headers.accept !== 'text/event-stream')
          return { json: { data: [], hasMore: false, nextCursor: 'cursor-0' } }
        writeFileSync(join(folder, 'waits'), '')
        return { text: '', mediaType: 'text/event-stream' }
      },
      'GET /api/v1/admin/events': { json: { data: [], hasMore: false, nextCursor: null } },
      'POST /api/v1/admin/events': { status: 201, ...event('draft') },
      'POST /api/v1/admin/events/evt_1/publish': event('published'),
      'GET /api/v1/events/evt_1': event('published'),
      'POST /api/v1/admin/events/evt_1/cancel': event('cancelled'),
    }
    const isCancelled = (asked: readonly Asked[]) => asked.some(({ path }) => path.endsWith('/cancel'))
    const command = ['webhooks', 'trigger', 'event.published']

    it('takes its event away, and says where to look', () =>
      anonymousHere(script, async ({ run, asked }) => {
        const { code, stderr } = await run([...command, '--timeout', '1'], { env })
        expect(stderr).to.contain('not in the feed within 1 s')
        expect(code).to.equal(1)
        expect(isCancelled(asked)).to.equal(true)
      }))

    it('takes its event away when it is interrupted', () =>
      withTerminal(script, async ({ run, asked }) => {
        const shell = `"$@" & until [ -e ${folder}/waits ]; do sleep 0.05; done; kill -INT $!; wait $!`
        const { code, stderr } = await run(command, { env, shell })
        expect(stderr).to.contain('Cancelled.')
        expect(code).to.equal(130)
        expect(isCancelled(asked)).to.equal(true)
      }))

    it('leaves its event where that is wanted', () =>
      anonymousHere(script, async ({ run, asked }) => {
        const { stderr } = await run([...command, '--timeout', '1', '--keep'], { env })
        expect(stderr).to.contain('Test event evt_1 is kept: cancel it with `evently events cancel evt_1`.')
        expect(isCancelled(asked)).to.equal(false)
      }))
  })
})
