// Secrets are shown once: they go where they were sent, or nothing is made.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openSecrets } from '../../src/apply/secrets.ts'
import { UsageError } from '../../src/failures.ts'

const secret = { externalId: 'shop', id: 'whe_1', secret: 'whsec_abc=' }

describe('secrets of new endpoints', function () {
  if (process.platform === 'win32') return

  let folder: string
  let file: string
  let said: string[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evently-secrets-'))
    file = join(folder, 'secrets')
    said = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const open = (own: Partial<Parameters<typeof openSecrets>[1]> = {}, count = 1) =>
    openSecrets(count, { file: undefined, show: false, isTerminal: false, say: line => said.push(line), ...own })

  it('are added to a file that only its owner can read, a line of JSON each', () => {
    for (const id of ['whe_1', 'whe_2']) {
      const secrets = open({ file })
      expect(secrets.keep({ ...secret, id })).to.equal(undefined)
      secrets.close()
    }
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).id),
    ).to.deep.equal(['whe_1', 'whe_2'])
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    expect(said).to.deep.equal([])
  })

  it('leave no empty file behind where nothing was made', () => {
    open({ file }).close()
    expect(existsSync(file)).to.equal(false)
  })

  it('are refused a file that others can read, a link, and a place that is none', () => {
    writeFileSync(file, 'x\n')
    chmodSync(file, 0o644)
    expect(() => open({ file })).to.throw(UsageError, 'can be read by others')
    symlinkSync(file, join(folder, 'link'))
    expect(() => open({ file: join(folder, 'link') })).to.throw(UsageError, "can't be written")
    expect(() => open({ file: join(folder, 'no', 'where') })).to.throw(UsageError, "can't be written: ENOENT")
  })

  it('are said at a terminal, or where that is asked for; otherwise nothing is made', () => {
    for (const own of [{ isTerminal: true }, { show: true }]) open(own).keep(secret)
    expect(said).to.have.length(2)
    expect(said[0]).to.contain('whsec_abc=')
    expect(() => open()).to.throw(UsageError, '--secrets-file')
    expect(() => open({}, 0).close()).not.to.throw()
  })

  it("that can't be written down are never shown instead: their endpoint is named, to get another one", () => {
    const secrets = open({ file: '/dev/full' })
    const words = secrets.keep(secret)
    expect(words)
      .to.contain('ENOSPC')
      .and.to.contain('evently webhooks rotate-secret whe_1')
      .and.not.to.contain('whsec_')
  })
})
