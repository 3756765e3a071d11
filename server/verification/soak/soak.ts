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
    const buyers = createWaitingBuyers({ calls, event, token: organizer.token, seed })
    await buyers.sellOut(seats)
    await buyers.fillWaitlist(waiting)
    const windows = await anEventWithWindows()

    const auditOf = (id: string) => async () =>
      expectStatus(await calls[0]!('GET', `/admin/events/${id}/audit`, { token: organizer.token }), 200).body as Audit
    const audits = [event, windows.event].map(({ id }) => auditOf(id))
    await windows.open()
    const untilMs = performance.now() + seconds * 1_000
    const [audited] = await Promise.all([
      Promise.all(audits.map(audit => auditUntil(untilMs, audit))),
      buyers.actUntil(untilMs, { many: people, waiting }),
      windows.buyers.actUntil(untilMs, windows),
    ])
    const last = await Promise.all(
      audits.map(audit => eventually(audit, ({ clean }) => clean, { withinMs: 30_000 }).catch(audit)),
    )

    const replay = await replayOf(databases.events, event.id, { claimSeconds })
    const violations = [
      ...new Set([
        ...audited.flatMap(each => each.violations),
        ...last.flatMap(violationsOf),
        ...replay.violations,
        ...(await windows.stillWaiting()),
      ]),
    ]
    return {
      ...replay,
      violations,
      actions: buyers.counts,
      audits: audited.reduce((sum, { audits: of }) => sum + of, 0),
    }

    /** A smaller event whose types go on and off sale while people wait for them: one ends, one begins and ends. */
    async function anEventWithWindows() {
      const type = (name: string) => ({ name, priceMinor: 1_000, currency: 'EUR' })
      const small = await anEvent(
        { call: calls[0]! },
        {
          organizer,
          capacity: 12,
          claimSecondsMax: claimSeconds,
          priceMinor: undefined,
          currency: undefined,
          ticketTypes: [type('Always'), type('Early'), type('Late')],
        },
      )
      const [always, early, late] = small.ticketTypes.map(({ id }) => id)
      const few = createWaitingBuyers({ calls, event: small, token: organizer.token, seed: seed + 1 })
      await few.sellOut(12)
      await few.fillWaitlist(12)
      const after = (share: number) => new Date(Date.now() + share * seconds * 1_000).toISOString()
      const change = async (ticketTypeId: string | undefined, body: object) =>
        expectStatus(
          await calls[0]!('PATCH', `/admin/events/${small.id}/ticket-types/${ticketTypeId}`, {
            token: organizer.token,
            body,
            headers: { 'if-match': '*' },
          }),
          200,
        )
      return {
        event: small,
        buyers: few,
        waiting: 12,
        many: 4,
        async open() {
          await change(early, { salesEndAt: after(0.4) })
          await change(late, { salesStartAt: after(0.3), salesEndAt: after(0.8) })
        },
        /** Everybody whose sales have ended has been told; the last who wait do so for what is sold still. */
        async stillWaiting() {
          const left = () =>
            databases.events
              .knex('waitlist_entries')
              .where({ event_id: small.id, state: 'waiting' })
              .whereIn('ticket_type_id', [early!, late!])
              .select<{ id: string }[]>('id')
          const rows = await eventually(left, found => found.length === 0, { withinMs: 10_000 }).catch(left)
          return rows.map(({ id }) => `${id} waits for sales that have ended, beside ${always}`)
        },
      }
    }
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
