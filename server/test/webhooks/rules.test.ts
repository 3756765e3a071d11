// When a message is tried again, what an answer asks for, and how a message is signed.
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { bodyOf } from '../../src/domains/webhooks/deliveries/body.ts'
import { retryAfterSecondsOf, retrySeconds, sendingMaxOf } from '../../src/domains/webhooks/deliveries/rules.ts'
import { newSecret, signatureOf } from '../../src/domains/webhooks/deliveries/signature.ts'

const days = 86_400

describe('a message that was not taken', () => {
  it('is tried again after longer and longer pauses, for three days', () => {
    let ageSeconds = 0
    const pauses: number[] = []
    for (let tries = 1; ; tries++) {
      const pause = retrySeconds({ tries, ageSeconds }, 0.5)
      if (pause === undefined) break
      pauses.push(pause)
      ageSeconds += pause
    }
    expect(pauses.slice(0, 9)).to.deep.equal([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800])
    expect(ageSeconds).to.equal(3 * days)
    expect(pauses.length).to.be.within(15, 20)
  })

  it('is tried again up to a fifth sooner or later', () => {
    expect([0, 0.5, 1].map(random => Math.round(retrySeconds({ tries: 2, ageSeconds: 5 }, random)!))).to.deep.equal([
      24, 30, 36,
    ])
  })

  it('waits for as long as the endpoint asks, if that is longer', () => {
    expect(retrySeconds({ tries: 1, ageSeconds: 0, retryAfterSeconds: 60 }, 0.5)).to.equal(60)
    expect(retrySeconds({ tries: 4, ageSeconds: 0, retryAfterSeconds: 60 }, 0.5)).to.equal(600)
  })

  it('goes alone once five have failed in a row', () => {
    expect([0, 1, 4, 5, 100].map(failures => sendingMaxOf(failures).overAll)).to.deep.equal([100, 100, 100, 1, 1])
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2030-06-01T12:00:00Z')
  const cases: [header: string | undefined, seconds: number | undefined][] = [
    [undefined, undefined],
    ['120', 120],
    [' 120 ', 120],
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['99999999', 43_200],
    ['soon', undefined],
    ['', undefined],
    ['Sat, 01 Jun 2030 12:01:00 GMT', 60],
    ['Sat, 01 Jun 2030 11:59:00 GMT', undefined],
    ['Mon, 01 Jun 2093 12:00:00 GMT', 43_200],
  ]
  for (const [header, seconds] of cases)
    it(`${JSON.stringify(header)} asks for ${seconds} seconds`, () =>
      expect(retryAfterSecondsOf(header, undefined, now)).to.equal(seconds))
  it('is compared with the clock of who says it', () =>
    expect(
      retryAfterSecondsOf('Sat, 01 Jun 2030 12:01:00 GMT', 'Sat, 01 Jun 2030 12:00:30 GMT', now + 86_400_000),
    ).to.equal(30))
})

describe('a signature', () => {
  it('is the known answer of the specification', () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/index.test.ts
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' }
    expect(signatureOf(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).to.equal(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('of each of two secrets is verified by the package of the specification, and by no other secret', () => {
    const [one, other, third] = [newSecret(), newSecret(), newSecret()]
    const timestamp = Math.floor(Date.now() / 1_000)
    const body = '{"text":"Zoë’s 🎻"}'
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf({ id: 'msg_1', timestamp, body }, [one, other]),
    }
    for (const secret of [one, other]) new Webhook(secret).verify(body, headers)
    expect(() => new Webhook(third).verify(body, headers)).to.throw(/No matching signature/)
    expect(() => new Webhook(one).verify(`${body} `, headers)).to.throw(/No matching signature/)
    expect(() => new Webhook(one).verify(body, { ...headers, 'webhook-id': 'msg_2' })).to.throw(/No matching/)
  })

  it('has a secret of 256 bits', () => {
    const secret = newSecret()
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).to.have.length(32)
    expect(newSecret()).not.to.equal(secret)
  })
})

describe('a body', () => {
  it('has the same order whatever the order of what it is made of', () => {
    const message = {
      data: { b: 1, a: 2 },
      resource: { version: 3, id: 'bkg_1', type: 'booking' },
      test: false,
      occurredAt: new Date(0),
      type: 'booking.confirmed',
      id: 'msg_1',
    }
    expect(bodyOf(message)).to.equal(
      '{"id":"msg_1","type":"booking.confirmed","occurredAt":"1970-01-01T00:00:00.000Z","test":false,' +
        '"resource":{"type":"booking","id":"bkg_1","version":3},"data":{"b":1,"a":2}}',
    )
  })
})
