// Who may ask this process's own clock: nobody who compares it with a time that a database keeps.
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const domains = fileURLToPath(new URL('../../../../server/src/domains/', import.meta.url))
const asksItsClock = (text: string) =>
  /\bDate\s*\.\s*now\b|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\(\)|\btimeOrigin\b/.test(text)

const allowed: Readonly<Record<string, string>> = {
  'users/tokens.ts': "the issuer's own clock decides how long its tokens live",
  'users/revocations.ts': 'remembers for so long: the ages come from the database',
  'users/api-keys/service.ts': 'remembers for so long: what is left of a key is said by the database',
  'users/remote.ts': 'remembers for so long: what is left of a token is said by its issuer',
  'inventory/audit/audit-runs.ts': 'tells people when it began; what it compares is in the database',
  'events/remote.ts': "a server of the release before doesn't say whether an event has begun",
  'inventory/remote.ts': "a server of the release before doesn't say what is left of a hold",
  'search/elasticsearch/engine.ts': 'the name of an index; its clock is handed in',
}

describe("the process's own clock", () => {
  it('is asked by those alone who compare it with no stored time', async () => {
    const files = (await readdir(domains, { recursive: true }))
      .filter(name => name.endsWith('.ts'))
      .map(name => name.replaceAll('\\', '/'))
    expect(files.length).to.be.greaterThan(50)
    const asking = await Promise.all(
      files.map(async name => (asksItsClock(await readFile(domains + name, 'utf8')) ? name : undefined)),
    )
    expect(asking.filter(name => name !== undefined)).to.have.members(Object.keys(allowed))
  })

  for (const planted of [
    'hold.expiresAt <= new Date()',
    'expiresAt.getTime() > Date.now()',
    'clock = Date.now',
    'Date\n  .now()',
    'new Date',
    'performance.timeOrigin + performance.now()',
  ]) {
    it(`is seen in ${JSON.stringify(planted)}`, () => expect(asksItsClock(planted)).to.equal(true))
  }

  for (const harmless of [
    'new Date(row.created_at)',
    'clock.now()',
    'performance.now()',
    'Date.parse(text)',
    'readonly expiresAt: Date',
  ]) {
    it(`is not seen in ${JSON.stringify(harmless)}`, () => expect(asksItsClock(harmless)).to.equal(false))
  }
})
