// What `platform/` may speak of: nothing that belongs to a domain. The imports are held apart by imports.test.ts; this
// is about words.
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const platform = fileURLToPath(new URL('../../../../server/src/platform/', import.meta.url))

/** What the domains call their own things, also within longer names: in a metric's, a table's or a step's. */
const anywhere =
  'inventory|waitlist|booking|reservation|venue|organizer|buyer|stripe|sandbox|saga|refund|payment|elasticsearch'
const whole = 'lanes?|seats?|search|holds_|hold_id'
const words = new RegExp(`${anywhere}|ticket_?type|(?<![a-z])(?:${whole})(?![a-z])`, 'i')
const strings = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g
const withoutComments = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
const wordsOfDomains = (text: string) =>
  (withoutComments(text).match(strings) ?? []).filter(string => words.test(string))

describe('the platform', () => {
  it('names nothing of a domain in its strings', async () => {
    const files = (await readdir(platform, { recursive: true })).filter(name => name.endsWith('.ts'))
    expect(files.length).to.be.greaterThan(40)
    const found = await Promise.all(
      files.map(async name =>
        wordsOfDomains(await readFile(platform + name, 'utf8')).map(string => `${name}: ${string}`),
      ),
    )
    expect(found.flat()).to.deep.equal([])
  })

  for (const planted of [
    `step('saga.commit', work)`,
    `new Counter({ name: 'evently_lane_conflicts_total' })`,
    `gauge('evently_audit_violations', 'Broken seats.')`,
    'const KEY = `evently:{${id}}:reservation`',
    `sql('waitlist_entries')`,
  ]) {
    it(`is caught at ${planted}`, () => expect(wordsOfDomains(planted)).to.have.length.greaterThan(0))
  }

  for (const harmless of [
    `const hold = 'keeps'`,
    `// the saga asks again\nconst at = 'noon'`,
    `'evently_database_connections'`,
    `throw new Error('it holds a lock')`,
  ]) {
    it(`may say ${JSON.stringify(harmless)}`, () => expect(wordsOfDomains(harmless)).to.deep.equal([]))
  }
})
