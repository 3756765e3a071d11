// Messages as their receivers check them: by the specification's known answer, beside its own library, and each way to
// get it wrong with the words that say so.
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { Evently } from '../../src/index.ts'
import { sign, unwrap, verify, WebhookError } from '../../src/webhooks/index.ts'
import type { VerifyOptions, WebhookErrorReason, WebhookHeaders, WebhookMessageOf } from '../../src/webhooks/index.ts'
import { faultOf } from '../support/scripted-server.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const now = new Date('2030-06-01T18:30:00Z')
const id = 'msg_01jz3t5m8qf0vab9x2k4c7d6eh'
const message = {
  id,
  type: 'booking.confirmed',
  occurredAt: '2030-06-01T18:29:59.000Z',
  test: false,
  resource: { type: 'booking', id: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh', version: 1 },
  data: { eventId: 'evt_01jz3t5m8qf0vab9x2k4c7d6eh', totalMinor: 9000, currency: 'EUR', note: 'Zoë ☂' },
}
const body = JSON.stringify(message)
const signed = () => sign(body, secret, { id, timestamp: now })
const secondsFromNow = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe('sdk: webhooks', () => {
  it("have the signature of the specification's known answer", async () => {
    const known = await sign('{"test": 2432232314}', secret, {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: new Date(1_614_265_330_000),
    })
    expect(known).to.deep.equal({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  for (const text of [body, '', '{}', 'ä'.repeat(70_000), '\uFEFF{"a":1}', '\u0000']) {
    it(`agree with the specification's library on ${text.length} characters, both ways`, async () => {
      const library = new Webhook(secret)
      const timestamp = new Date()
      const ours = await sign(text, secret, { id, timestamp })
      expect(library.sign(id, timestamp, text)).to.equal(ours['webhook-signature'])
      expect(() => library.verify(text, { ...ours }, { jsonParse: false })).not.to.throw()
      await verify(text, { ...ours, 'webhook-signature': library.sign(id, timestamp, text) }, secret)
    })
  }

  it('are handed over as typed messages, by the function and by the client', async () => {
    const evently = new Evently({ baseUrl: 'http://127.0.0.1:9' })
    for (const unwrapped of [unwrap, evently.webhooks.unwrap]) {
      const received = await unwrapped(body, await signed(), secret, { now })
      expect(received).to.deep.equal(message)
      if (received.type !== 'booking.confirmed') throw new Error('another message')
      const confirmed: WebhookMessageOf<'booking.confirmed'> = received
      const kind: 'booking' = confirmed.resource.type
      expect(kind).to.equal('booking')
    }
    await evently.close()
  })

  const bytes = new TextEncoder().encode(body)
  const bodies: Readonly<Record<string, string | ArrayBuffer | Uint8Array>> = {
    'text': body,
    'bytes': bytes,
    'a Buffer': Buffer.from(body),
    'a part of a larger Buffer': Buffer.from(`xx${body}xx`).subarray(2, 2 + bytes.length),
    'an ArrayBuffer': new Uint8Array(bytes).buffer,
  }
  for (const [what, each] of Object.entries(bodies)) {
    it(`are read from ${what}`, async () => {
      expect(await unwrap(each, await signed(), secret, { now })).to.deep.equal(message)
    })
  }

  const shapes: Readonly<Record<string, (headers: Record<string, string>) => WebhookHeaders>> = {
    'a Headers': headers => new Headers(headers),
    'an object in lower case': headers => headers,
    'an object as others write it': headers =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.replaceAll(/\b[a-z]/g, c => c.toUpperCase()), value]),
      ),
    'an object of lists': headers =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  }
  for (const [what, shape] of Object.entries(shapes)) {
    it(`take their headers from ${what}`, async () => {
      expect(await unwrap(body, shape({ ...(await signed()) }), secret, { now })).to.deep.equal(message)
    })
  }

  describe('while a secret is changed', () => {
    it('are signed with both, and either one will do', async () => {
      const headers = await sign(body, [otherSecret, secret], { id, timestamp: now })
      expect(headers['webhook-signature'].split(' ')).to.have.length(2)
      for (const one of [secret, otherSecret]) await verify(body, headers, one, { now })
    })

    it('are believed by a receiver that knows both', async () => {
      await verify(body, await signed(), [otherSecret, secret], { now })
    })

    it('have signatures of other versions and damaged ones passed over', async () => {
      const headers = await signed()
      for (const before of ['v1a,abcd', 'v2,====', 'v1,!', 'v1,', 'v1,AAAA'])
        await verify(body, { ...headers, 'webhook-signature': `${before} ${headers['webhook-signature']}` }, secret, {
          now,
        })
    })

    it('need no prefix before the secret', async () => {
      await verify(body, await signed(), secret.slice('whsec_'.length), { now })
    })
  })

  interface Case {
    readonly given?: unknown
    readonly headers?: Readonly<Record<string, string | undefined>>
    readonly secret?: unknown
    readonly options?: VerifyOptions
    readonly signs?: string
    readonly reason: WebhookErrorReason
    readonly says: RegExp
  }
  const cases: Readonly<Record<string, Case>> = {
    'a body that express.json() has parsed': { given: message, reason: 'body_not_raw', says: /express\.raw/ },
    'a body that somebody has turned into text': {
      given: '[object Object]',
      reason: 'body_not_raw',
      says: /has been parsed/,
    },
    'no body': { given: undefined, reason: 'body_not_raw', says: /Read the raw body/ },
    'a parsed body, written as text again with spaces': {
      given: JSON.stringify(message, null, 2),
      reason: 'signature_mismatch',
      says: /written the same JSON again/,
    },
    'a body with a line break at its end': {
      given: `${body}\n`,
      reason: 'signature_mismatch',
      says: /written the same JSON again/,
    },
    'an empty body, read before': { given: '', reason: 'signature_mismatch', says: /has read the body before/ },
    'a body of another message': {
      given: JSON.stringify({ ...message, id: 'msg_other' }),
      reason: 'signature_mismatch',
      says: /The body is message msg_other, the headers are those of msg_01/,
    },
    'a body with one amount changed': {
      given: body.replace('9000', '1'),
      reason: 'signature_mismatch',
      says: /the body was changed/,
    },
    'the secret of another endpoint': {
      secret: otherSecret,
      reason: 'signature_mismatch',
      says: /secret is that of another endpoint/,
    },
    'an empty secret': { secret: '', reason: 'secret_malformed', says: /There is no secret/ },
    'a setting that is not there': { secret: undefined, reason: 'secret_malformed', says: /There is no secret/ },
    'a list without secrets': { secret: [], reason: 'secret_malformed', says: /There is no secret/ },
    'a key of the API as secret': { secret: 'evk_a-b', reason: 'secret_malformed', says: /whsec_ and base64/ },
    'a secret with a line break': { secret: `${secret}\n`, reason: 'secret_malformed', says: /white space/ },
    'headers of another request': {
      headers: { 'webhook-id': undefined, 'webhook-timestamp': undefined, 'webhook-signature': undefined },
      reason: 'header_missing',
      says: /webhook-id, webhook-timestamp, webhook-signature.*does not come from Evently/,
    },
    'a header taken away': {
      headers: { 'webhook-timestamp': undefined },
      reason: 'header_missing',
      says: /no header webhook-timestamp\. Somebody between/,
    },
    'an empty header': { headers: { 'webhook-id': '' }, reason: 'header_missing', says: /webhook-id/ },
    'a time in words': {
      headers: { 'webhook-timestamp': now.toISOString() },
      reason: 'header_malformed',
      says: /whole seconds/,
    },
    'a signature without a version': {
      headers: { 'webhook-signature': 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
      reason: 'header_malformed',
      says: /no signature of version 1/,
    },
    'another id in the header': {
      headers: { 'webhook-id': 'msg_other' },
      reason: 'signature_mismatch',
      says: /headers are those of msg_other/,
    },
    'another time in the header': {
      headers: { 'webhook-timestamp': '1906569001' },
      reason: 'signature_mismatch',
      says: /No signature matches/,
    },
    'a message of six minutes ago': {
      options: { now: secondsFromNow(360) },
      reason: 'timestamp_too_old',
      says: /signed 360 seconds ago, and 300 are allowed.*clock of this machine is fast/,
    },
    'a message of the future': {
      options: { now: secondsFromNow(-301) },
      reason: 'timestamp_too_new',
      says: /301 seconds in the future.*clock of this machine is slow/,
    },
    'an old message with a wrong secret: the secret is the reason': {
      options: { now: secondsFromNow(360) },
      secret: otherSecret,
      reason: 'signature_mismatch',
      says: /secret/,
    },
    'a tolerance of ten seconds': {
      options: { now: secondsFromNow(11), toleranceSeconds: 10 },
      reason: 'timestamp_too_old',
      says: /and 10 are allowed/,
    },
    'what is signed and no message': { signs: '[]', reason: 'message_malformed', says: /not a message/ },
    'what is signed and no JSON': { signs: 'hello', reason: 'message_malformed', says: /not a message/ },
  }
  for (const [what, { reason, says, ...given }] of Object.entries(cases)) {
    it(`refuse ${what} and say why`, async () => {
      const signs = given.signs ?? body
      const headers = { ...(await sign(signs, secret, { id, timestamp: now })), ...given.headers }
      const error = await faultOf(
        unwrap(
          ('given' in given ? given.given : signs) as string,
          headers,
          ('secret' in given ? given.secret : secret) as string,
          { now, ...given.options },
        ),
      )
      expect(error).to.be.instanceOf(WebhookError)
      const { reason: found, message: text } = error as WebhookError
      expect([found, text]).to.deep.equal([reason, text])
      expect(text).to.match(says)
      for (const kept of [secret, otherSecret].map(each => each.slice('whsec_'.length)))
        expect(text).not.to.include(kept)
    })
  }

  for (const seconds of [-300, 300]) {
    it(`allow ${seconds} seconds`, async () => {
      await verify(body, await signed(), secret, { now: secondsFromNow(seconds) })
    })
  }

  it('say what cannot be used at all', async () => {
    const headers = await signed()
    for (const wrong of [NaN, -1])
      expect(await faultOf(verify(body, headers, secret, { toleranceSeconds: wrong }))).to.be.instanceOf(TypeError)
    expect(await faultOf(verify(body, headers, secret, { now: new Date(NaN) }))).to.be.instanceOf(TypeError)
    expect(await faultOf(verify(body, null as unknown as WebhookHeaders, secret))).to.be.instanceOf(TypeError)
    expect(await faultOf(sign(body, secret, { id: '' }))).to.be.instanceOf(TypeError)
    expect(await faultOf(sign(body, secret, { id, timestamp: new Date(NaN) }))).to.be.instanceOf(TypeError)
  })
})
