// Several server processes, one sold-out event, a long waitlist, and a while of cancellations, refusals and expiries,
// audited all along. Then the ledger is replayed: was every offer made in its turn, and how long after the seats were
// there?
import { anAccount, anEvent, expectStatus } from '../../test/support/builders.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import { eventually, spawnServer } from '../../test/support/processes.ts'
import { callOn } from '../../test/support/server.ts'
import { replayOf, type Replay } from './replay.ts'
import { createWaitingBuyers } from './waiting-buyers.ts'

export interface SoakOptions {
  readonly processes: number
  readonly seats: number
  readonly waiting: number
  readonly seconds: number
  readonly seed: number
}

export interface SoakReport extends Replay {
  /** What the buyers did and were answered, and how often. */
  readonly actions: Readonly<Record<string, number>>
  /** Audits while it went on, one after the other. */
  readonly audits: number
}

interface Audit {
  readonly clean: boolean
  readonly checks: readonly { readonly violations: readonly { readonly detail: string }[] }[]
}

/** Short enough for many of them to run out in the meantime. */
const soakTerms = { EVENTLY_HOLD_SECONDS: '3', EVENTLY_OFFER_SECONDS: '3' }
/** Claims end in the meantime too: to a pool that somebody who asks for many keeps from those behind. */
const claimSeconds = 1
/** People who act at the same time. */
const people = 24
const auditEveryMs = 500

export async function soak(
  databases: TestDatabases,
  { processes, seats, waiting, seconds, seed }: SoakOptions,
): Promise<SoakReport> {
  const servers = await Promise.all(Array.from({ length: processes }, () => spawnServer(databases, soakTerms)))
  try {
    const calls = servers.map(({ url }) => callOn(url))
    const organizer = await anAccount({ call: calls[0]! }, { role: 'organizer' })
    const event = await anEvent({ call: calls[0]! }, { organizer, capacity: seats, claimSecondsMax: claimSeconds })
    const buyers = createWaitingBuyers({ calls, eventId: event.id, token: organizer.token, seed })
    await buyers.sellOut(seats)
    await buyers.fillWaitlist(waiting)

    const audit = async () =>
      expectStatus(await calls[0]!('GET', `/admin/events/${event.id}/audit`, { token: organizer.token }), 200)
        .body as Audit
    const untilMs = performance.now() + seconds * 1_000
    const [audited] = await Promise.all([
      auditUntil(untilMs, audit),
      buyers.actUntil(untilMs, { many: people, waiting }),
    ])
    const last = await eventually(audit, ({ clean }) => clean, { withinMs: 30_000 }).catch(audit)

    const replay = await replayOf(databases.events, event.id, { claimSeconds })
    const violations = [...new Set([...audited.violations, ...violationsOf(last), ...replay.violations])]
    return { ...replay, violations, actions: buyers.counts, audits: audited.audits }
  } finally {
    await Promise.all(servers.map(server => server.stop()))
  }
}

const violationsOf = ({ checks }: Audit) => checks.flatMap(({ violations }) => violations.map(({ detail }) => detail))

async function auditUntil(untilMs: number, audit: () => Promise<Audit>) {
  const violations: string[] = []
  let audits = 0
  while (performance.now() < untilMs) {
    violations.push(...violationsOf(await audit()))
    audits++
    await new Promise(resolve => setTimeout(resolve, auditEveryMs))
  }
  return { audits, violations }
}
