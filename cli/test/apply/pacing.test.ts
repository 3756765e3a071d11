// A large file: as fast as the server's rate limits allow, and no faster.
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { aPage, anEvent } from '../support/factories.ts'
import { aProblem, type Asked, type Reply } from '../support/scripted-server.ts'
import { withTerminal } from '../support/terminal.ts'

const events = 500
const writesMax = 200
const windowMs = 1_000

describe('evently apply of a large file', () => {
  it('keeps below the limits of the server, and comes to its end', async function () {
    this.timeout(60_000)
    const hall = { ...anEvent().venue, externalId: 'hall', organizerId: anEvent().organizerId }
    let window = { endsAtMs: 0, left: 0 }
    let refused = 0
    /** Counts writes in windows of a second, and says so in the field of the IETF. */
    const limited =
      (reply: (asked: Asked) => Reply) =>
      (asked: Asked): Reply => {
        if (Date.now() >= window.endsAtMs) window = { endsAtMs: Date.now() + windowMs, left: writesMax }
        const headers = { 'retry-after': '1', 'ratelimit': `"write";r=${Math.max(0, window.left - 1)};t=1` }
        window.left -= 1
        if (window.left >= 0) return { ...reply(asked), headers }
        refused += 1
        return { ...aProblem('rate_limited', { retryAfterSeconds: 1 }), headers }
      }
    const made = new Set<string>()
    const put = limited(({ path }) => {
      made.add(path)
      return { status: 201, json: { ...anEvent(), unchanged: false } }
    })
    const names = Array.from({ length: events }, (_, n) => `e${n}`)
    const script = {
      'GET /api/v1/venues': { json: aPage([hall]) },
      'GET /api/v1/admin/events': { json: aPage([]) },
      [`PUT /api/v1/admin/venues/by-external-id/hall`]: aProblem('precondition_failed', { currentETag: '"1"' }),
      ...Object.fromEntries(names.map(name => [`PUT /api/v1/admin/events/by-external-id/${name}`, put])),
    }
    const file = {
      events: names.map(externalId => ({
        ...{ externalId, title: externalId, category: 'music', venue: 'hall', capacity: 9 },
        ...{ startsAt: '2031-06-01T20:00', endsAt: '2031-06-01T22:00' },
      })),
    }
    await withTerminal(script, async ({ run, configFile }) => {
      const path = join(dirname(configFile), 'events.json')
      await writeFile(path, JSON.stringify(file))
      const { code, stdout, stderr } = await run(['apply', path, '--yes'], { env: { EVENTLY_API_KEY: 'evk_test' } })
      expect(code, stderr.slice(-500)).to.equal(0)
      expect(stdout).to.equal(`${events} made.\n`)
      expect({ made: made.size, refused }).to.deep.equal({ made: events, refused: 0 })
    })
  })
})
