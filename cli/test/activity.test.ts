// The feed on a terminal: a table, or a line for each message as it comes, and how to go on from there.
import { expect } from 'chai'
import { aProblem, type Reply } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const feed = 'GET /api/v1/activity'
const message = (n: number) => ({
  id: `msg_${n}`,
  type: 'booking.confirmed',
  occurredAt: `2030-06-01T18:30:0${n}.000Z`,
  test: false,
  resource: { type: 'booking', id: `bkg_${n}`, version: n },
  data: { id: `bkg_${n}` },
})
const line = (n: number) => `2030-06-01 18:30 UTC  booking.confirmed  bkg_${n}  ${n}  msg_${n}\n`
const streamed = (...numbers: readonly number[]): Reply => ({
  text: numbers.map(n => `id: cursor-${n}\ndata: ${JSON.stringify(message(n))}\n\n`).join(''),
  mediaType: 'text/event-stream',
})

describe('evently activity', () => {
  it('list shows messages, with the filters that were given', () =>
    withTerminal(
      { [feed]: { json: { data: [message(1)], hasMore: false, nextCursor: 'cursor-1' } } },
      async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(
          [
            'activity',
            'list',
            '--type',
            'booking.confirmed',
            '--type',
            'booking.cancelled',
            '--resource',
            'bkg_1',
          ].concat(['--since', '2030-06-01', '--mode', 'test', '--wait', '5', '--after', 'cursor-0']),
          { env },
        )
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
        expect(stdout).to.match(
          /^WHEN +TYPE +RESOURCE +VERSION +ID\n2030-06-01 18:30 UTC +booking.confirmed +bkg_1 +1 +msg_1\n/,
        )
        expect(asked[0]?.query).to.deep.equal({
          types: 'booking.cancelled', // the last of the two, as they are kept here
          resourceId: 'bkg_1',
          since: '2030-06-01T00:00:00.000Z',
          mode: 'test',
          wait: '5',
          limit: '20',
          after: 'cursor-0',
        })
      },
    ))

  it('list --all reads on by the cursor', () =>
    withTerminal(
      {
        [feed]: ({ query }) => {
          const n = query['after'] === undefined ? 1 : 2
          return { json: { data: [message(n)], hasMore: n === 1, nextCursor: `cursor-${n}` } }
        },
      },
      async ({ run, asked }) => {
        const { stdout } = await run(['activity', 'list', '--all', '--json'], { env })
        expect(JSON.parse(stdout)).to.deep.equal({
          data: [message(1), message(2)],
          hasMore: false,
          nextCursor: 'cursor-2',
        })
        expect(asked.map(({ query }) => query['after'])).to.deep.equal([undefined, 'cursor-1'])
      },
    ))

  it('tail prints a line for each that comes, across the ends of streams, and how to go on', () =>
    withTerminal(
      { [feed]: ({ headers }) => (headers['last-event-id'] === 'cursor-2' ? streamed(3, 4) : streamed(1, 2)) },
      async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(['activity', 'tail', '--count', '3'], { env })
        expect({ code, stdout }).to.deep.equal({ code: 0, stdout: line(1) + line(2) + line(3) })
        expect(stderr).to.equal('Go on from here with --after cursor-3\n')
        expect(asked[0]?.query).to.deep.equal({ from: 'end' })
      },
    ))

  it('tail --json prints one document a line', () =>
    withTerminal({ [feed]: streamed(1, 2) }, async ({ run }) => {
      const { stdout } = await run(['activity', 'tail', '--from', 'beginning', '--count', '2', '--json'], { env })
      expect(stdout).to.equal(`${JSON.stringify(message(1))}\n${JSON.stringify(message(2))}\n`)
    }))

  it('tail ends well with Ctrl-C, and says how to go on', () =>
    withTerminal({ [feed]: streamed(1) }, async ({ run }) => {
      const { stdout, stderr } = await run(['activity', 'tail'], {
        env,
        // As a terminal does it: once the first line is there.
        shell:
          '("$@" & echo $! >&3; wait $!) 3>"$HOME/pid" | { head -1; kill -INT "$(cat "$HOME/pid")"; cat > /dev/null; }',
      })
      expect(stdout).to.equal(line(1))
      expect(stderr).to.equal('Go on from here with --after cursor-1\n')
    }))

  it('tail says what is wrong with an old position', () =>
    withTerminal({ [feed]: aProblem('activity_gone') }, async ({ run }) => {
      const { code, stderr } = await run(['activity', 'tail', '--after', 'cursor-0'], { env })
      expect(code).to.equal(5)
      expect(stderr).to.contain('activity_gone')
    }))

  it('tail needs a credential', () =>
    withTerminal({}, async ({ run, asked }) => {
      expect((await run(['activity', 'tail'])).code).to.equal(4)
      expect(asked).to.deep.equal([])
    }))
})
