import { expect } from 'chai'
import { anAccount, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Answer, type Call } from '../support/server.ts'

/** Of those that are to expire while their server is dead. */
const shortHoldSeconds = '2'

describe('several processes on one event', function () {
  this.timeout(90_000)
  let databases: TestDatabases
  const running: ServerProcess[] = []
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const server = await spawnServer(databases, env)
    running.push(server)
    return { ...server, call: callOn(server.url) }
  }
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.kill()))
    await databases.close()
  })

  /** Each buyer reserves a seat and confirms it: how many won one, and what the others were answered, if anything. */
  async function race(
    calls: readonly Call[],
    event: { id: string; organizer: Account },
    buyers: number,
    onWon: (won: number) => void = () => {},
  ) {
    const counts: Record<string, number> = {}
    let next = 0
    const buy = async (n: number): Promise<string> => {
      const call = calls[n % calls.length]!
      const send = (path: string, body: object) => call('POST', path, { token: event.organizer.token, body })
      const reserved = await send('/bookings/reserve', {
        eventId: event.id,
        quantity: 1,
        buyer: { reference: `buyer-${n}` },
      })
      if (reserved.status !== 201) return reserved.body.code
      const confirmed = await send('/bookings/confirm', {
        reservationId: reserved.body.id,
        payment: { token: 'tok_ok' },
      })
      return confirmed.status === 201 ? 'won' : confirmed.body.code
    }
    const takeTurns = async () => {
      while (next < buyers) {
        const outcome = await buy(next++).catch(() => 'no answer')
        counts[outcome] = (counts[outcome] ?? 0) + 1
        if (outcome === 'won') onWon(counts['won']!)
      }
    }
    await Promise.all(Array.from({ length: 64 }, takeTurns))
    return counts
  }

  const auditOf = (call: Call, event: { id: string; organizer: Account }) => () =>
    call('GET', `/admin/events/${event.id}/audit`, { token: event.organizer.token })
  const statsOf = async (call: Call, event: { id: string; organizer: Account }) =>
    expectStatus(await call('GET', `/admin/events/${event.id}/stats`, { token: event.organizer.token }), 200).body
  const isClean = (answer: Answer) => answer.status === 200 && answer.body.clean

  it('sell each seat once, and the audit is clean', async () => {
    const [one, other] = [await start(), await start()]
    const event = await anEvent(one, { organizer: await anAccount(one, { role: 'organizer' }), capacity: 100 })
    expect(await race([one.call, other.call], event, 400)).to.deep.equal({ won: 100, sold_out: 300 })
    expect(await statsOf(one.call, event)).to.include({ soldSeats: 100, heldSeats: 0, availableSeats: 0 })
    await eventually(auditOf(other.call, event), isClean, { withinMs: 1_000 })
  })

  it('lose nothing acknowledged when one is killed in the middle; the audit is clean once holds expired', async () => {
    const doomed = await start({ EVENTLY_HOLD_SECONDS: shortHoldSeconds })
    const event = await anEvent(doomed, { organizer: await anAccount(doomed, { role: 'organizer' }), capacity: 300 })
    let killed: Promise<void> | undefined
    const counts = await race([doomed.call], event, 600, won => {
      if (won === 60) killed = doomed.kill()
    })
    await killed
    expect(counts['no answer']).to.be.greaterThan(0)

    const next = await start({ EVENTLY_HOLD_SECONDS: shortHoldSeconds })
    const bookings = async () =>
      Object.fromEntries(
        (
          await databases.bookings
            .knex('bookings')
            .where({ event_id: event.id })
            .select('status')
            .count('* as count')
            .groupBy('status')
        ).map(({ status, count }) => [status, Number(count)]),
      )
    const settled = await eventually(
      async () => ({
        audit: await auditOf(next.call, event)(),
        stats: await statsOf(next.call, event),
        bookings: await bookings(),
      }),
      seen => isClean(seen.audit) && seen.stats.heldSeats === 0 && !seen.bookings['pending'],
      { withinMs: 60_000 },
    )
    expect(settled.stats.soldSeats).to.be.at.least(counts['won']!)
    expect(settled.bookings['confirmed']).to.equal(settled.stats.soldSeats)
  })

  it('stop in order when they are asked to', async () => {
    const server = await start()
    expect(await server.stop()).to.equal(0)
  })
})
