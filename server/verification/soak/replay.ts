// The ledger and the waitlist of an event with one ticket type, replayed version by version, apart from the rules that
// made them.
import type { Database } from '../../src/platform/postgres/sql.ts'

export interface Replay {
  readonly versions: number
  readonly movements: number
  readonly offers: number
  readonly seatsOffered: number
  /** Offers past somebody whose claim had ended. */
  readonly offersPastClaims: number
  /** From the moment the seats for the head of the waitlist were there to the moment they were offered. */
  readonly slowestOfferMs: number
  readonly violations: readonly string[]
}

interface MovementRow {
  version: number
  source: string
  target: string
  quantity: number
  cause: string
  at: Date
  hold_id: string | null
}
interface StepRow {
  version: number
  entry_id: string
  hold_id: string | null
  state: string
  quantity: number
  accept_fewer: boolean
}
interface EntryRow {
  id: string
  seq: number
  joined_version: number
  served_version: number | null
  offered: number | null
  hold_id: string | null
}

/** Replays a strict waitlist. Every violation is a sentence. */
export async function replayOf(
  { knex }: Database,
  eventId: string,
  { claimSeconds }: { readonly claimSeconds: number },
): Promise<Replay> {
  const movements = await knex('movements')
    .where({ event_id: eventId, scope: 'seat' })
    .orWhere({ event_id: eventId, scope: 'event' })
    .orderBy(['version', 'line'])
    .select<MovementRow[]>('version', 'source', 'target', 'quantity', 'cause', 'at', 'hold_id')
  const entries = await knex('waitlist_entries')
    .leftJoin('holds', 'holds.waitlist_entry_id', 'waitlist_entries.id')
    .where({ 'waitlist_entries.event_id': eventId })
    .orderBy('seq')
    .select<EntryRow[]>('waitlist_entries.id', 'seq', 'joined_version', 'served_version', {
      offered: 'holds.quantity',
      hold_id: 'holds.id',
    })
  const steps = await knex('waitlist_steps')
    .where({ event_id: eventId })
    .orderBy(['version', 'line'])
    .select<StepRow[]>('version', 'entry_id', 'hold_id', 'state', 'quantity', 'accept_fewer')
  const wishes = groupBy(
    steps.filter(({ state }) => state === 'joined' || state === 'changed'),
    step => step.entry_id,
  )
  const wishAt = ({ id }: EntryRow, version: number) =>
    wishes
      .get(id)!
      .filter(step => step.version <= version)
      .at(-1)!
  const endings = new Set(
    steps.filter(({ state }) => state === 'claim_ended').map(step => `${step.version} ${step.hold_id}`),
  )
  const violations: string[] = []
  const free = { available: 0, pooled: 0 } as Record<string, number>
  let dueSince: { id: string; at: Date } | undefined
  let slowestOfferMs = 0,
    offersPastClaims = 0
  let pooledSince: Date | undefined

  for (const [version, lines] of groupBy(movements, ({ version: each }) => each)) {
    const waitingBefore = entries.filter(
      entry => entry.joined_version < version && (entry.served_version === null || entry.served_version > version),
    )
    for (const { source, target, quantity, cause } of lines) {
      if (source in free) free[source]! -= quantity
      if (target in free) free[target]! += quantity
      if (waitingBefore.length > 0 && (source === 'held' || source === 'sold') && target === 'available')
        violations.push(
          `version ${version}: ${quantity} seats went to the public by ${cause} while ${waitingBefore.length} waited`,
        )
    }
    for (const served of entries.filter(entry => entry.served_version === version && entry.offered !== null)) {
      const passed = entries.find(
        entry =>
          entry.seq < served.seq &&
          entry.joined_version <= version &&
          (entry.served_version === null || entry.served_version > version),
      )
      if (!passed) continue
      // The clock and the step that tells of it, each by itself; and the seats must not have fitted who was passed
      // over.
      const hasEnded =
        pooledSince !== undefined &&
        lines[0]!.at.getTime() - pooledSince.getTime() >= claimSeconds * 1_000 &&
        endings.has(`${version} ${served.hold_id}`)
      const ahead = entries.filter(
        entry =>
          entry.seq < served.seq &&
          entry.joined_version < version &&
          (entry.served_version === null || entry.served_version > version),
      )
      const fitted = ahead.find(entry => leastOf(wishAt(entry, version)) <= served.offered!)
      if (hasEnded && !fitted) offersPastClaims++
      else
        violations.push(
          `version ${version}: ${served.id} (place ${served.seq}) was offered seats while ` +
            `${(fitted ?? passed).id} (place ${(fitted ?? passed).seq}) waited`,
        )
    }
    pooledSince = free['pooled']! > 0 ? (pooledSince ?? lines[0]!.at) : undefined
    const head = entries.find(
      entry => entry.joined_version <= version && (entry.served_version === null || entry.served_version > version),
    )
    const there = free['pooled']! + free['available']!
    const isDue = head !== undefined && there >= leastOf(wishAt(head, version))
    const at = lines[0]!.at
    if (dueSince && dueSince.id !== head?.id) {
      slowestOfferMs = Math.max(slowestOfferMs, at.getTime() - dueSince.at.getTime())
      dueSince = undefined
    }
    if (isDue) dueSince ??= { id: head.id, at }
  }
  if (dueSince)
    violations.push(
      `${dueSince.id} has been at the head of the line with its seats there since ${dueSince.at.toISOString()}`,
    )

  const offers = entries.filter(({ offered }) => offered !== null)
  return {
    versions: new Set(movements.map(({ version }) => version)).size,
    movements: movements.length,
    offers: offers.length,
    seatsOffered: offers.reduce((sum, { offered }) => sum + offered!, 0),
    slowestOfferMs,
    offersPastClaims,
    violations,
  }
}

const leastOf = ({ quantity, accept_fewer: acceptFewer }: StepRow) => (acceptFewer ? 1 : quantity)

function groupBy<Thing, Key>(things: readonly Thing[], keyOf: (thing: Thing) => Key): Map<Key, Thing[]> {
  const groups = new Map<Key, Thing[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing))
    if (group) group.push(thing)
    else groups.set(keyOf(thing), [thing])
  }
  return groups
}
