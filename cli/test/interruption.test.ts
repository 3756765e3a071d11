// Ctrl-C, wherever a command is: the exit code is 130, and programs get their document.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { exit } from '../src/exit-codes.ts'
import { untilInterrupted, untilStopped, watchInterruption } from '../src/interruption.ts'
import { withTerminal } from './support/terminal.ts'

describe('Ctrl-C', () => {
  for (const [format, wanted] of [
    ['json', { stdout: '{\n  "error": {\n    "code": "cancelled",\n    "detail": "Cancelled."\n  }\n}\n', stderr: '' }],
    ['table', { stdout: '', stderr: 'Cancelled.\n' }],
  ] as const)
    it(`ends a command that waits for its answer with 130, as ${format}`, () => {
      let folder = ''
      // The server, which never gives an answer, presses it.
      const press = () => {
        process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGINT')
        return { status: 503, text: 'busy', mediaType: 'text/plain' }
      }
      return withTerminal({ 'GET /api/v1/events': press }, async ({ run, configFile }) => {
        folder = dirname(configFile)
        const shell = '"$@" & echo $! > "$HOME/pid"; wait $!'
        const outcome = await run(['events', 'list', '--output', format], { shell })
        expect(outcome).to.deep.equal({ code: exit.cancelled, ...wanted })
      })
    })

  it('lets a command put things right first, and ends it at once the second time', async () => {
    const before = process.exitCode
    let ended = 0
    const unwatch = watchInterruption(() => (ended += 1))
    try {
      await untilInterrupted(async signal => {
        process.emit('SIGINT')
        expect([signal.aborted, ended]).to.deep.equal([true, 0])
        process.emit('SIGINT')
        expect(ended).to.equal(1)
      })
      expect(process.exitCode).to.equal(exit.cancelled)
      process.emit('SIGINT')
      expect(ended).to.equal(2)
    } finally {
      unwatch()
      process.exitCode = before
    }
  })

  it('asks work in steps to stop, aborts its step the second time, and ends it the third time', async () => {
    const before = process.exitCode
    const said: string[] = []
    let ended = 0
    const unwatch = watchInterruption(() => (ended += 1))
    try {
      await untilStopped(
        async stop => {
          const seen = () => [stop.isAsked, stop.signal.aborted, ended]
          process.emit('SIGINT')
          expect(seen()).to.deep.equal([true, false, 0])
          process.emit('SIGTERM')
          expect(seen()).to.deep.equal([true, true, 0])
          process.emit('SIGINT')
          expect(seen()).to.deep.equal([true, true, 1])
        },
        sentence => said.push(sentence),
      )
      expect(said).to.deep.equal(['Stopping after the write that is under way; once more to stop at once.'])
      expect(process.listenerCount('SIGTERM')).to.equal(0)
    } finally {
      unwatch()
      process.exitCode = before
    }
  })
})
