// events.watch: streams that break off are opened again, after the last message that came.
import { expect } from 'chai'
import { aProblem, faultOf, withServer } from './support/scripted-server.ts'
import type { Asked, Reply, Script } from './support/scripted-server.ts'

const message = (version: number) => `id: ${version}\ndata: ${JSON.stringify({ version })}\n\n`
const streamed = (text: string): Reply => ({ text, headers: { 'content-type': 'text/event-stream' } })
const isStream = ({ path }: Asked) => path.endsWith('/stream')
const event = (status = 'published'): Reply => ({ json: { id: 'evt_1', status, endsAt: '2030-06-01T23:00:00.000Z' } })

/** Streams by their turn; the event is over once there is none left. */
const streams = (...replies: readonly Reply[]): Script => {
  let next = 0
  return asked => {
    if (!isStream(asked)) return event(next < replies.length ? 'published' : 'cancelled')
    return replies[next++] ?? aProblem('event_not_found')
  }
}

async function versionsOf(watched: AsyncIterable<{ readonly version: number }>): Promise<number[]> {
  const versions: number[] = []
  for await (const { version } of watched) versions.push(version)
  return versions
}

describe('sdk: events.watch', () => {
  it('goes on after the last message whenever the stream ends, and ends with the event', async () => {
    const script = streams(streamed(message(1) + message(2)), streamed(message(3)), streamed(''), streamed(message(4)))
    await withServer(script, {}, async ({ client, asked }) => {
      expect(await versionsOf(client.events.watch('evt_1'))).to.deep.equal([1, 2, 3, 4])
      const resumed = asked.filter(isStream).map(({ headers }) => headers['last-event-id'])
      expect(resumed).to.deep.equal([undefined, '2', '3', '3'])
    })
  })

  const faults: Readonly<Record<string, Reply>> = {
    'a connection that breaks': { fault: 'reset' },
    'a stream that is cut in the middle of a message': { ...streamed('id: 2\ndata: {"ver'), fault: 'cut' },
    'a server that restarts': aProblem('service_unavailable', {}, { 'retry-after': '2' }),
    'a gateway without a server': { status: 502, text: 'bad gateway' },
    'too many streams': aProblem('rate_limited', {}, { 'retry-after': '5' }),
  }
  for (const [what, fault] of Object.entries(faults))
    it(`outlives ${what}`, async () => {
      const script = streams(streamed(message(1)), fault, fault, streamed(message(2)))
      await withServer(script, {}, async ({ client, slept }) => {
        expect(await versionsOf(client.events.watch('evt_1'))).to.deep.equal([1, 2])
        expect(slept).to.have.length(3)
      })
    })

  it('waits as long as the server wants, longer each time that nothing comes, 30 seconds at most', async () => {
    const script = streams(streamed(`retry: 4000\n\n${message(1)}`), ...Array.from({ length: 5 }, () => streamed('')))
    await withServer(script, {}, async ({ client, slept }) => {
      await versionsOf(client.events.watch('evt_1'))
      expect(slept).to.deep.equal([3_000, 6_000, 12_000, 22_500, 22_500])
    })
  })

  it('throws a refusal that trying again would not mend', async () => {
    await withServer(
      () => aProblem('event_not_found'),
      {},
      async ({ client, asked }) => {
        expect(await faultOf(versionsOf(client.events.watch('evt_1')))).to.include({ code: 'event_not_found' })
        expect(asked).to.have.length(1)
      },
    )
  })

  it("ends with the signal's reason, while it waits too", async () => {
    const controller = new AbortController()
    const script: Script = asked => {
      if (!isStream(asked)) controller.abort(new Error('enough'))
      return isStream(asked) ? streamed(message(1)) : event()
    }
    await withServer(script, {}, async ({ client }) => {
      const watching = versionsOf(client.events.watch('evt_1', { signal: controller.signal }))
      expect(await faultOf(watching)).to.equal(controller.signal.reason)
    })
  })
})
