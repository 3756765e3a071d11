// The README of the CLI: its list of commands is what they say of themselves, and it installs nothing of others.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const cli = fileURLToPath(new URL('../../../../cli/', import.meta.url))
const readme = join(cli, 'README.md')

/** Names that somebody else may have on npm, or will; ours are not published yet. */
const strangers = /\bnpx (?:--yes )?(?:@evently\/)?(?:cli|evently)\b|npm (?:install|i) (?:-g )?(?:evently|cli)\b/

describe('the README of the CLI', () => {
  const check = (page: string) =>
    spawnSync(process.execPath, [join(cli, 'readme.mjs'), 'check', page], { encoding: 'utf8' })

  it('lists the commands that there are (else: npm run cli-readme)', () => {
    const { status, stderr } = check(readme)
    expect(stderr).to.equal('')
    expect(status).to.equal(0)
  })

  it('would be found out if a command were missing (the control)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evently-readme-'))
    const page = join(folder, 'README.md')
    await writeFile(page, (await readFile(readme, 'utf8')).replace(/^\| `evently events list .*\n/m, ''))
    expect(check(page).status).to.equal(1)
    await rm(folder, { recursive: true })
  })

  it('has nobody install what is not ours', async () => {
    expect(await readFile(readme, 'utf8')).not.to.match(strangers)
    for (const planted of ['npx @evently/cli events list', 'npx evently', 'npm install -g evently'])
      expect(planted).to.match(strangers)
  })
})
