// An organizer's evening, from the sale to the sums: npm run -w examples/organizers-evening start
import { parseArgs } from 'node:util'
import { Evently } from '@evently/sdk'
import { addUp, tellGuests } from './afterwards.ts'
import { cancelOneOfTwo, refundFreely, transfer } from './after-the-sale.ts'
import { openDoor } from './door.ts'
import { watchLive } from './live.ts'
import { openPeople } from './people.ts'
import { giveOutCodes, openSale, sell, sellElsewhere } from './sale.ts'
import { NotAsExpected, say } from './telling.ts'

const usage = `Usage: npm run -w examples/organizers-evening start -- [options]

  --url URL        where the server is (EVENTLY_BASE_URL, else http://127.0.0.1:3000)

It makes new accounts and an event of its own. It ends with 0 if everything was as it should be, else with 1.
`

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string' }, help: { type: 'boolean', default: false } } })
  if (values.help) return void process.stdout.write(usage)
  const baseUrl = values.url ?? process.env['EVENTLY_BASE_URL'] ?? 'http://127.0.0.1:3000'
  await refuseRealMoney(baseUrl)
  const people = await openPeople(baseUrl)
  try {
    await spendEvening(people)
  } finally {
    await people.close()
  }
}

async function spendEvening(people: Awaited<ReturnType<typeof openPeople>>) {
  const show = await openSale(people)
  const live = await watchLive({ organizer: people.organizer.evently, visitor: people.visitor }, show.event.id)
  try {
    await live.until('the stream tells of all seats', () => live.seats[0] === 5)
    await giveOutCodes(people, show)
    const { ada, ben, cleo, dan } = await sell(people, show)
    await live.until('the stream tells that no seat is left', () => live.seats.at(-1) === 0)
    say(`what visitors have seen of it, live: ${live.seats.join(', ')} seats left`)

    const grace = await transfer(people, ada)
    const eve = await cancelOneOfTwo(people, show, ben)
    await refundFreely(people, dan)
    await live.until('the stream tells of the free seat', () => live.seats.at(-1) === 1)
    say('visitors see one free seat, live')
    await tellGuests(people, show)

    const elsewhere = await sellElsewhere(people)
    await openDoor(people, show, { ada, ben, cleo, dan, eve, grace, elsewhere }, live)
    await addUp(people, show)
  } finally {
    await live.close()
  }
}

/** Its cards are the sandbox's. */
async function refuseRealMoney(baseUrl: string) {
  const evently = new Evently({ baseUrl })
  try {
    const { provider } = await evently.bookings.paymentProvider()
    if (provider !== 'sandbox')
      throw new NotAsExpected(`${baseUrl} takes real money (${provider}): use another server.`)
  } finally {
    await evently.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`  ✗ ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
