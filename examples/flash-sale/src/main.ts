// A flash sale: one event, few seats, many buyers at once. Prints who won, how fast it went, and what the ledger says.
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { Evently, type AuditReport, type Event } from '@evently/sdk'
import { runBuyers, type Purchase } from './buyers.ts'
import { summaryOf } from './summary.ts'

const usageSql = `Usage: npm run -w examples/flash-sale start -- [options]

  --buyers N       how many want a seat (2000)
  --seats N        how many seats there are (500)
  --url URL        where the server is (http://127.0.0.1:3000); give it several times to race through several servers
  --at-once N      how many buyers act at the same time, over all servers (256)
  --retries N      how often a request is repeated when a server can't be reached or is overloaded (4)
`

const { values } = parseArgs({
  options: {
    buyers: { type: 'string', default: '2000' },
    seats: { type: 'string', default: '500' },
    url: { type: 'string', multiple: true, default: [process.env['EVENTLY_BASE_URL'] ?? 'http://127.0.0.1:3000'] },
    'at-once': { type: 'string', default: '256' },
    retries: { type: 'string', default: '4' },
    help: { type: 'boolean', default: false },
  },
})

async function main() {
  if (values.help) return void process.stdout.write(usageSql)
  const [buyers, seats, atOnce, retriesMax] = [whole('buyers'), whole('seats'), whole('at-once'), whole('retries')]
  const servers = await openServers(values.url, { connectionsMax: Math.ceil(atOnce / values.url.length), retriesMax })
  const [organizer] = servers
  if (!organizer) throw new Error('Name at least one --url.')

  const event = await makeEvent(organizer, seats)
  process.stderr.write(
    `${event.title}: ${buyers} buyers, ${seats} seats, ${atOnce} at once through ${servers.length} ` +
      `server${servers.length === 1 ? '' : 's'}\n`,
  )
  const bar = new SingleBar({
    format: '{bar} {value}/{total} buyers  {sold} sold',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  })
  bar.start(buyers, 0, { sold: 0 })
  let sold = 0
  const startedMs = performance.now()
  const purchases = await runBuyers({
    servers,
    event,
    buyers,
    atOnce,
    onDone: ({ outcome }) => bar.increment({ sold: (sold += Number(outcome === 'won')) }),
  })
  const seconds = (performance.now() - startedMs) / 1_000
  bar.stop()

  const [stats, audit] = [await organizer.events.stats(event.id), await organizer.events.audit(event.id)]
  process.stdout.write(summaryOf({ purchases, seconds, stats, audit }))
  process.exitCode = isSound(purchases, stats.soldSeats, { seats, audit }) ? 0 : 1
  await Promise.all(servers.map(server => server.close()))
}

function whole(name: 'buyers' | 'seats' | 'at-once' | 'retries') {
  const number = Number(values[name])
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} must be a whole number.`)
  return number
}

/** One client per server, all of them signed in as one new organizer: an organizer may name the buyer of each seat. */
async function openServers(
  urls: readonly string[],
  options: { connectionsMax: number; retriesMax: number },
): Promise<Evently[]> {
  const clients = urls.map(baseUrl => new Evently({ baseUrl, ...options }))
  const credentials = { email: `flash-sale-${Date.now()}@example.com`, password: crypto.randomUUID() }
  await clients[0]?.auth.register({ ...credentials, name: 'Flash Sale', role: 'organizer' })
  for (const client of clients.slice(1)) await client.auth.login(credentials)
  return clients
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const makeEvent = (organizer: Evently, seats: number): Promise<Event> =>
  organizer.events.create({
    title: 'Flash sale',
    category: 'music',
    venue: { name: 'The Small Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
    startsAt: inDays(30),
    endsAt: inDays(30.2),
    capacity: seats,
    priceMinor: 4_500,
    currency: 'EUR',
    publish: true,
    holdsPerBuyerMax: 10_000,
    holdSeatsPerBuyerMax: 10_000,
  })

/** Every seat that was won is sold and nothing more; the ledger agrees. */
function isSound(
  purchases: readonly Purchase[],
  soldSeats: number,
  { seats, audit }: { seats: number; audit: AuditReport },
) {
  const won = purchases.filter(({ outcome }) => outcome === 'won').length
  return audit.clean && soldSeats <= seats && won === soldSeats
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
