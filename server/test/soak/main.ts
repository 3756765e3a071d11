// Several server processes, one sold-out event, a long line, and a minute of cancellations, refusals and expiries. Then
// the ledger is replayed: was every offer made in its turn, and how long after the seats were there?
//
//   npm run soak -- [--processes 3] [--seats 200] [--waiting 300] [--seconds 60] [--seed N]
import { parseArgs } from 'node:util'
import { anAccount, anEvent, expectStatus, type Account } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { mochaGlobalSetup, mochaGlobalTeardown } from '../support/global.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'
import { createCrowd } from './crowd.ts'
import { replayOf } from './replay.ts'

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' }, seats: { type: 'string', default: '200' }, waiting: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [processes, seats, waiting, seconds, seed] = (['processes', 'seats', 'waiting', 'seconds', 'seed'] as const).map(name => Number(values[name])) as [number, number, number, number, number]

/** Short enough for many of them to run out within the minute. */
const TERMS = { EVENTLY_HOLD_SECONDS: '3', EVENTLY_OFFER_SECONDS: '3' }

async function main() {
  await mochaGlobalSetup()
  const databases = await cloneDatabases()
  const servers = await Promise.all(Array.from({ length: processes }, () => spawnServer(databases, TERMS)))
  try {
    process.exitCode = await soak(databases, servers) ? 0 : 1
  } finally {
    await Promise.all(servers.map(server => server.stop()))
    await databases.close()
    await mochaGlobalTeardown()
  }
}

/** True when everything was in order. */
async function soak(databases: TestDatabases, servers: readonly ServerProcess[]): Promise<boolean> {
  const calls = servers.map(({ url }) => callOn(url))
  const organizer = await anAccount({ call: calls[0]! }, { role: 'organizer' })
  const event = await anEvent({ call: calls[0]! }, { organizer, capacity: seats })
  const crowd = createCrowd({ calls, event, organizer, seed })
  process.stdout.write(`${processes} processes, ${seats} seats, ${waiting} waiting, ${seconds} s, seed ${seed}\n`)
  await crowd.sellOut(seats)
  await crowd.lineUp(waiting)
  const untilMs = performance.now() + seconds * 1_000
  await Promise.all(Array.from({ length: 24 }, () => crowd.actUntil(untilMs, waiting)))

  const audit = await cleanAudit(calls[0]!, event, organizer)
  const replay = await replayOf(databases.events, event.id)
  const { violations, ...told } = replay
  process.stdout.write(`${JSON.stringify({ actions: crowd.counts, ...told, audit: audit.clean ? 'clean' : audit.checks }, undefined, 2)}\n`)
  for (const violation of violations.slice(0, 20)) process.stdout.write(`VIOLATION ${violation}\n`)
  return audit.clean && violations.length === 0 && replay.offers > 0 && replay.slowestOfferMs <= 1_000
}

/** The audit at rest: the last holds have run out and every saga has ended. */
async function cleanAudit(call: Call, event: { id: string }, { token }: Account) {
  const ask = async () => expectStatus(await call('GET', `/admin/events/${event.id}/audit`, { token }), 200).body as { clean: boolean; checks: unknown[] }
  return eventually(ask, ({ clean }) => clean, { withinMs: 30_000 }).catch(ask)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
