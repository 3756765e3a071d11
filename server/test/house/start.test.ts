// What `npm start` builds: README goes on with the CLI, the SDK and the example, in the same clone.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'

const read = (path: string) => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8')

describe('a start', () => {
  it('builds every package of the house', async () => {
    const { workspaces } = JSON.parse(await read('package.json')) as { workspaces: string[] }
    expect(packagesBuilt(await read('run.mjs'))).to.have.members(workspaces)
  })

  it('would be found out if it left one out (the control)', async () => {
    const withoutCli = (await read('run.mjs')).replace(/^ *\{ project: 'cli\/src'.*\n/m, '')
    expect(packagesBuilt(withoutCli)).not.to.include('cli')
  })

  const packagesBuilt = (runner: string) =>
    [...runner.matchAll(/\{\s+project: '([^']+)'/g)].map(([, project]) => project!.replace(/\/src$/, ''))
})
