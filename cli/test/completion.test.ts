// What a shell offers on Tab, asked of the shells themselves.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Config } from '@oclif/core'
import { expect } from 'chai'
import { shells } from '../src/completion/candidates.ts'
import type { Shell } from '../src/completion/candidates.ts'
import { completionScript } from '../src/completion/scripts.ts'
import { withTerminal } from './support/terminal.ts'

/** What is typed, and what must be offered, by its words alone. */
const cases: readonly (readonly [typed: readonly string[], offered: readonly string[]])[] = [
  [['ev'], ['events']],
  [['events', 'mov'], ['movements']],
  [['events', 'list', '--cit'], ['--city']],
  [
    ['events', 'list', '--output', ''],
    ['table', 'json', 'ndjson', 'csv', 'yaml', 'id'],
  ],
  [['events', 'list', '-o', 'y'], ['yaml']],
  [['events', 'list', '--city', 'x', '--output', 'cs'], ['csv']],
  [['bookings', 'list', '--status', 'confi'], ['confirmed']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['help', 'eve'], ['events']],
  [['events', 'list', '--city', ''], []],
  [['frobnicate', '--x'], []],
]

/** The shell's own way to ask: what it prints is a candidate a line. */
const ways: Readonly<Record<Shell, (file: string, typed: readonly string[]) => readonly string[]>> = {
  bash: (file, typed) => [
    'bash',
    '--norc',
    '-c',
    `source ${file}; COMP_WORDS=(evently "$@"); COMP_CWORD=$#; _evently; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
    ...typed,
  ],
  // zsh completes only where somebody types: what its functions would be handed is printed instead.
  zsh: (file, typed) => [
    'zsh',
    '-f',
    '-c',
    `compdef() { }
    _describe() { [[ $1 == -o ]] && shift; local one; for one in \${(P)2}; do offer "\${one%%:*}"; done }
    compadd() { shift; local one; for one in "$@"; do offer "$one"; done }
    offer() { [[ $1 == $PREFIX* ]] && print -r -- "$1" }
    source ${file}
    words=(evently "$@"); CURRENT=$#words; PREFIX=$words[-1]; _evently`,
    'zsh',
    ...typed,
  ],
  fish: (file, typed) => [
    'fish',
    '--no-config',
    '-c',
    `source ${file}; complete -C (string join ' ' -- evently ${typed.map(word => `'${word}'`).join(' ')})`,
  ],
}

for (const shell of shells)
  describe(`completion in ${shell}`, () => {
    let folder: string
    let file: string
    before(async function () {
      if (spawnSync(shell, ['--version']).status !== 0) {
        console.error(`  NOT RUN: completion in ${shell}, which is not installed`)
        this.skip()
      }
      folder = await mkdtemp(join(tmpdir(), 'evently-completion-'))
      file = join(folder, `evently.${shell}`)
      const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
      await writeFile(file, completionScript(shell, config))
    })
    after(() => folder && rm(folder, { recursive: true }))

    const offers = (typed: readonly string[]) => {
      const [program = '', ...args] = ways[shell](file, typed)
      const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, HOME: folder } })
      expect(stderr).to.equal('')
      return stdout
        .split('\n')
        .map(line => line.split('\t')[0] ?? '')
        .filter(Boolean)
    }

    for (const [typed, offered] of cases)
      it(`evently ${typed.join(' ')}⇥ offers ${offered.join(', ') || 'nothing'}`, () =>
        expect(offers(typed)).to.have.members([...offered]))

    it('offers every flag of a command, and no other', () => {
      const flags = offers(['completion', '--'])
      expect(flags).to.include.members(['--help', '--output', '--json']).and.not.include('--city')
    })
  })

describe('evently completion', () => {
  it('prints the script, and refuses shells that it does not know', () =>
    withTerminal({}, async ({ run }) => {
      const { code, stdout } = await run(['completion', 'bash'])
      expect(code).to.equal(0)
      expect(spawnSync('bash', ['-n'], { input: stdout }).status).to.equal(0)
      expect((await run(['completion', 'tcsh'])).code).to.equal(2)
    }))
})
