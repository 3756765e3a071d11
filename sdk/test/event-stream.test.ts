// Watching seats go: messages as they come, comments passed over, and what happens when a stream breaks off.
import { expect } from 'chai'
import { ApiError } from '../src/index.ts'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'

const availability = (version: number) => ({
  eventId: 'evt_1',
  availableSeats: 100 - version,
  waitlistOpen: false,
  ticketTypes: [],
  version,
})
const message = (version: number, end = '\n') =>
  [`event: availability`, `id: ${version}`, `data: ${JSON.stringify(availability(version))}`, '', ''].join(end)
const streamed = (text: string) => () => ({ text, headers: { 'content-type': 'text/event-stream' } })

describe('sdk: events.stream', () => {
  it('gives every message, and nothing for comments and retry', async () => {
    await withServer(
      streamed(`retry: 2000\n\n${message(1)}: still here\n\n${message(2, '\r\n')}`),
      {},
      async ({ client, asked }) => {
        const seen = []
        for await (const each of client.events.stream('evt_1')) seen.push(each)
        expect(seen).to.deep.equal([availability(1), availability(2)])
        expect(asked[0]?.path).to.equal('/api/v1/events/evt_1/stream')
        expect(asked[0]?.headers['accept']).to.equal('text/event-stream')
      },
    )
  })

  it('ends when its reader leaves the loop', async () => {
    await withServer(streamed(message(1) + message(2)), {}, async ({ client }) => {
      for await (const { version } of client.events.stream('evt_1')) {
        expect(version).to.equal(1)
        break
      }
    })
  })

  it('throws the problem that it was refused with', async () => {
    await withServer(
      () => aProblem('event_not_found'),
      {},
      async ({ client }) => {
        const read = async () => {
          for await (const each of client.events.stream('evt_1')) expect.fail(`there is none: ${each.version}`)
        }
        expect(await faultOf(read()))
          .to.be.instanceOf(ApiError)
          .and.to.have.property('code', 'event_not_found')
      },
    )
  })
})
