// Output that can't be written: never lost in silence, never a stack trace.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { anEvent, aPage } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

/** More than a pipe holds, so that whoever writes is still at it when the reader is gone. */
const manyEvents = aPage(Array.from({ length: 100 }, (_, n) => anEvent({ title: `No ${n} ${'.'.repeat(2_000)}` })))
const script = { 'GET /api/v1/events': { json: manyEvents } }
const incomplete = /^The output can't be written: .+\. It is not complete, but what was asked for may be done\.\n$/

describe('output', function () {
  if (process.platform === 'win32') return

  const lost: Record<string, [args: string[], shell: string]> = {
    'a list onto a full device': [['events', 'list'], '"$@" > /dev/full'],
    'help onto a full device': [['events', 'list', '--help'], '"$@" > /dev/full'],
    'a failure as JSON onto a full device': [['events', 'list', '--nonsense', '--json'], '"$@" > /dev/full'],
  }
  for (const [what, [args, shell]] of Object.entries(lost))
    it(`ends with 1 and a sentence: ${what}`, () =>
      withTerminal(script, async ({ run }) => {
        const { code, stderr } = await run(args, { shell })
        expect(code).to.equal(1)
        expect(stderr).to.match(incomplete)
      }))

  it('ends with 1 where the disk takes a part of it', () =>
    withTerminal(script, async ({ run, configFile }) => {
      const file = join(dirname(configFile), 'events.json')
      const whole = await run(['events', 'list', '--json'], { shell: `"$@" > '${file}'` })
      expect(whole).to.deep.equal({ code: 0, stdout: '', stderr: '' })
      expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.equal(manyEvents)

      const part = await run(['events', 'list', '--json'], { shell: `ulimit -f 16; "$@" > '${file}'` })
      expect(part.code).to.equal(1)
      expect(part.stderr).to.match(incomplete)
      expect((await readFile(file)).length).to.be.greaterThan(0)
    }))

  it('ends in silence, with 141, once its reader has seen enough', () =>
    withTerminal(script, async ({ run }) => {
      const { stdout, stderr } = await run(['events', 'list'], {
        shell: '{ "$@"; echo "ended with $?" >&2; } | head -n 1',
      })
      expect(stdout).to.match(/^ID +TITLE .*\n$/)
      expect(stderr).to.equal('ended with 141\n')
    }))

  it('is no success when only stderr could not be written', () =>
    withTerminal({ 'GET /api/v1/events': { json: aPage([]) } }, async ({ run }) => {
      const { code, stdout } = await run(['events', 'list'], { shell: '"$@" 2> /dev/full' })
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
      const refused = await run(['events', 'list', '--nonsense'], { shell: '"$@" 2> /dev/full' })
      expect(refused.code).to.equal(2)
    }))
})
