// Webhooks by hand: more messages and kills than a test may take.
//
//   npm run webhooks -- [--bookings 10000] [--per-second 100] [--kill-every-ms 4000] [--source purchases|appended]
//     [--seed N] [--report FILE]
//   npm run webhooks -- --points
//
// `--kill-every-ms 0`: nobody is killed. `--points`: a kill before and after each step of a delivery instead.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { cloneDatabases, type TestDatabases } from '../../test/support/databases.ts'
import { onDatabases, onPostgres } from '../by-hand.ts'
import { deliveries } from './deliveries.ts'
import { deliveryPoints, recoveredWithinMs, strikeDelivery } from './points.ts'
import { appended, purchases } from './sources.ts'

const { values } = parseArgs({
  options: {
    'bookings': { type: 'string', default: '10000' },
    'per-second': { type: 'string' },
    'kill-every-ms': { type: 'string', default: '4000' },
    'source': { type: 'string', default: 'purchases' },
    'seed': { type: 'string', default: String(Date.now() % 1_000_000) },
    'report': { type: 'string' },
    'points': { type: 'boolean', default: false },
  },
})

async function everyPoint(): Promise<boolean> {
  let isWell = true
  for (const point of deliveryPoints) {
    const databases = await cloneDatabases()
    const { recoveredMs, faults } = await strikeDelivery(databases, point).finally(async () => databases.close())
    process.stdout.write(`${point.padEnd(24)} ${(recoveredMs / 1_000).toFixed(1)} s  ${faults.join(', ') || 'well'}\n`)
    isWell &&= faults.length === 0 && recoveredMs <= recoveredWithinMs
  }
  return isWell
}

async function randomKills(databases: TestDatabases): Promise<boolean> {
  const perSecond = Number(values['per-second']) || undefined
  const killEveryMs = Number(values['kill-every-ms']) || undefined
  const [bookings, seed] = [Number(values.bookings), Number(values.seed)]
  const source = values.source === 'appended' ? appended : purchases
  const {
    told: _,
    receipts: __,
    secret: ___,
    violations,
    ...report
  } = await deliveries(databases, { source, bookings, perSecond, killEveryMs, seed })
  const lines = [
    `${bookings} bookings (${values.source}), ${perSecond ?? 'as many as it takes'} a second, ` +
      `${killEveryMs === undefined ? 'no kills' : `a kill about every ${killEveryMs} ms`}, seed ${seed}`,
    JSON.stringify(report, undefined, 2),
    `${violations.length} violations`,
    ...violations.slice(0, 20),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (values.report !== undefined) await writeFile(values.report, `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`)
  return violations.length === 0
}

if (values.points) onPostgres(everyPoint)
else onDatabases(randomKills)
