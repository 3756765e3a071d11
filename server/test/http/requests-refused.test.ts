// Requests that can't be understood, or are too much: refused in words, and their connection ends.
import { expect } from 'chai'
import type { DocumentName } from '../../src/contract/types.ts'
import type { Listener } from '../../src/platform/http/listener.ts'
import { listenAtEdge } from '../support/edge.ts'
import { expectRefusal, head, rawClient } from '../support/raw-http.ts'

const livePaths: Readonly<Record<DocumentName, string>> = { evently: '/livez', internal: '/nowhere' }

for (const document of ['evently', 'internal'] as const) {
  describe(`the listener of ${document}`, () => {
    let listener: Listener
    const { ask, destroy } = rawClient(() => listener.port)
    before(async () => {
      listener = await listenAtEdge({ document, limits: { lingerMsMax: 300 } })
    })
    afterEach(destroy)
    after(() => listener.close())
    const found = document === 'evently' ? 200 : 404

    async function expectLast(text: string | Buffer, code: string) {
      const { connection, ...answer } = await ask(text)
      expectRefusal(answer, code)
      expect(answer.headers['connection']).to.equal('close')
      await connection.hungUp()
      expect(connection.wasReset()).to.equal(false)
    }

    const path = livePaths[document]
    const hosts: Readonly<Record<string, readonly string[]>> = {
      'no Host': [],
      'two': ['Host: x', 'Host: y'],
      'two alike': ['Host: x', 'host: x'],
      'three': ['Host: x', 'X-A: b', 'HOST: y', 'hOsT: z'],
      'an empty one': ['Host:'],
      'one of blanks': ['Host:   '],
      'two in one': ['Host: x, y'],
      'a path': ['Host: x/y'],
      'a URL': ['Host: http://x'],
      'a user': ['Host: user@x'],
      'a blank within': ['Host: x y'],
      'a port that is none': ['Host: x:http'],
      'a port below zero': ['Host: x:-1'],
      'a port beyond all': ['Host: x:65536'],
      'two ports': ['Host: x:1:2'],
      'a port alone': ['Host: :80'],
      'an IPv6 address without brackets': ['Host: ::1'],
      'half a bracket': ['Host: [::1'],
      'no IPv6 address in brackets': ['Host: [x]'],
      'an empty bracket': ['Host: []'],
      'a query': ['Host: x?y'],
      'a fragment': ['Host: x#y'],
      'a backslash': ['Host: x\\y'],
      'half an encoding': ['Host: x%2'],
      'markup': ['Host: <script>'],
      'letters beyond ASCII': ['Host: b\xfccher'],
      'a quote': ['Host: "x"'],
    }
    for (const [what, lines] of Object.entries(hosts)) {
      it(`refuses ${what} as Host`, () =>
        expectLast(Buffer.from(head(`GET ${path} HTTP/1.1`, ...lines), 'latin1'), 'malformed_request'))
    }
    for (const [what, lines] of Object.entries(hosts).filter(([, { length }]) => length > 0)) {
      it(`refuses ${what} as Host in HTTP/1.0 too`, () =>
        expectLast(head(`GET ${path} HTTP/1.0`, ...lines), 'malformed_request'))
    }

    for (const host of [
      'x',
      'localhost:3000',
      'api.example.com',
      'api.example.com:',
      'my_service:80',
      '127.0.0.1',
      '127.0.0.1:65535',
      '[::1]',
      '[::1]:3000',
      '[2001:db8::7]',
      'X',
      'x%41',
    ]) {
      it(`answers to the name ${host}`, async () => {
        expect((await ask(head(`GET ${path} HTTP/1.1`, `Host: ${host}`))).status).to.equal(found)
      })
    }

    it('answers HTTP/1.0 without a Host', async () => {
      expect((await ask(head(`GET ${path} HTTP/1.0`))).status).to.equal(found)
    })

    for (const target of ['http://elsewhere.example', 'HTTP://elsewhere.example:8080', 'https://[::1]']) {
      it(`takes the host of the target ${target} instead of the header (RFC 9112, 3.2.2)`, async () => {
        expect((await ask(head(`GET ${target}${path} HTTP/1.1`, 'Host: x'))).status).to.equal(found)
      })
    }
    for (const target of ['http://', 'http:///x', 'http://user@x', 'http://x:y', 'http://[x]', 'http://:80']) {
      it(`refuses the target ${target}${path}, whose host is none`, () =>
        expectLast(head(`GET ${target}${path} HTTP/1.1`, 'Host: x'), 'malformed_request'))
    }
    it('refuses a target with letters beyond ASCII', () =>
      expectLast(Buffer.from(head(`GET ${path}\xa0 HTTP/1.1`, 'Host: x'), 'latin1'), 'malformed_request'))
    it('wants a Host beside a target that names one', () =>
      expectLast(head(`GET http://x${path} HTTP/1.1`), 'malformed_request'))

    it('takes a hundred headers and no more', async () => {
      const some = (count: number) => Array.from({ length: count - 1 }, (_, n) => `X-${n}: y`)
      expect((await ask(head(`GET ${path} HTTP/1.1`, 'Host: x', ...some(100)))).status).to.equal(found)
      await expectLast(head(`GET ${path} HTTP/1.1`, 'Host: x', ...some(101)), 'headers_too_large')
      await expectLast(head(`GET ${path} HTTP/1.1`, 'Host: x', ...some(2_500).map(() => 'a:')), 'headers_too_large')
    })

    it('takes headers of 16 kB and no more', async () => {
      expect((await ask(head(`GET ${path} HTTP/1.1`, 'Host: x', `X-Much: ${'y'.repeat(15_000)}`))).status).to.equal(
        found,
      )
      await expectLast(head(`GET ${path} HTTP/1.1`, 'Host: x', `X-Much: ${'y'.repeat(17_000)}`), 'headers_too_large')
      await expectLast(
        head(`GET ${path} HTTP/1.1`, 'Host: x', ...Array.from({ length: 9 }, () => `X-Much: ${'y'.repeat(2_000)}`)),
        'headers_too_large',
      )
    })

    it('takes a URL of 8 kB and no more, however long it is', async () => {
      expect(
        (await ask(head(`GET ${path}?${'y'.repeat(8_192 - path.length - 1)} HTTP/1.1`, 'Host: x'))).status,
      ).to.be.oneOf([200, 400, 404])
      for (const length of [8_193, 15_000, 17_000, 200_000])
        await expectLast(head(`GET /${'y'.repeat(length - 1)} HTTP/1.1`, 'Host: x'), 'uri_too_long')
    })
  })
}
