// The commands for webhook endpoints and deliveries: what they send, and what they print.
import { expect } from 'chai'
import { withTerminal } from './support/terminal.ts'

const time = '2030-06-01T18:30:00.000Z'
const id = 'whe_01jz3t5m8qf0vab9x2k4c7d6eh'
const endpoint = {
  id,
  url: 'https://shop.example.com/evently',
  types: ['booking.confirmed'],
  mode: 'live',
  payloadVersion: '2026-11-01',
  disabled: false,
  metadata: {},
  version: 3,
  createdAt: time,
  updatedAt: time,
}
const secret = 'whsec_YW4gZXhhbXBsZSwgbm90IGEgc2VjcmV0'
const delivery = {
  id: 'whd_01jz3t5m8qf0vab9x2k4c7d6eh',
  messageId: 'msg_01jz3t5m8qf0vab9x2k4c7d6eh',
  type: 'booking.confirmed',
  status: 'failed',
  attempts: 2,
  lastStatus: 503,
  createdAt: time,
}

/** Others' text: a terminal is to show it, not to obey it. */
const answer = 'No matching\n\u001b[31msignature'

const env = { EVENTLY_API_KEY: 'evk_test' }

describe('evently webhooks', () => {
  it('create sends what was said, and shows the secret once', () =>
    withTerminal(
      { 'POST /api/v1/webhook-endpoints': { status: 201, json: { ...endpoint, secret } } },
      async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(
          [
            'webhooks',
            'create',
            '--url',
            endpoint.url,
            '--type',
            'booking.confirmed',
            '--type',
            'booking.cancelled',
            '--metadata',
            'team=sales=west',
            '--mode',
            'live',
          ],
          { env },
        )
        expect({ code, stderr }).to.deep.equal({
          code: 0,
          stderr:
            'Keep the secret: it is shown this once.\n' +
            `Send it a message to try it: evently webhooks test ${id} --type booking.confirmed\n`,
        })
        expect(stdout).to.contain(secret)
        expect(asked[0]?.body).to.deep.equal({
          url: endpoint.url,
          types: ['booking.confirmed', 'booking.cancelled'],
          metadata: { team: 'sales=west' },
          mode: 'live',
        })
      },
    ))

  it('create refuses metadata without a name, before anything is sent', () =>
    withTerminal({}, async ({ run, asked }) => {
      const args = ['webhooks', 'create', '--url', endpoint.url, '--type', 'booking.confirmed', '--metadata', 'sales']
      const { code, stderr } = await run(args, { env })
      expect(code).to.equal(2)
      expect(stderr).to.contain('write it like team=sales')
      expect(asked).to.deep.equal([])
    }))

  it('update changes the version that is there, and no more than was said', () =>
    withTerminal(
      {
        [`GET /api/v1/webhook-endpoints/${id}`]: { json: endpoint },
        [`PATCH /api/v1/webhook-endpoints/${id}`]: {
          json: { ...endpoint, version: 4, disabled: true, disabledReason: 'owner' },
        },
      },
      async ({ run, asked }) => {
        const { code, stdout } = await run(['webhooks', 'update', id, '--disable'], { env })
        expect(code).to.equal(0)
        expect(stdout).to.contain('disabled (owner)')
        expect(asked[1]?.body).to.deep.equal({ disabled: true })
        expect(asked[1]?.headers['if-match']).to.equal('"3"')
      },
    ))

  it('delivery shows each attempt, what the server answered at the last, and what was sent', () =>
    withTerminal(
      {
        [`GET /api/v1/webhook-endpoints/${id}/deliveries/${delivery.id}`]: {
          json: {
            ...delivery,
            attemptList: [
              { attempt: 2, startedAt: time, durationMs: 30_000, error: 'It did not answer within 10 seconds.' },
              { attempt: 1, startedAt: time, durationMs: 41, status: 503, error: 'It answered 503.', answer },
            ],
            body: '{"id":"msg_1"}',
          },
        },
      },
      async ({ run }) => {
        const { code, stdout } = await run(['webhooks', 'delivery', delivery.id, '--endpoint', id], { env })
        expect(code).to.equal(0)
        for (const part of ['failed', '41 ms', 'It answered 503.', '{"id":"msg_1"}']) expect(stdout).to.contain(part)
        expect(stdout).to.contain('Answer 1: No matching [31msignature')
      },
    ))
})
