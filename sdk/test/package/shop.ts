// What every fixture does with the package, and a server for it: lists, reserves, confirms, is refused.
import type { Script } from '../support/scripted-server.ts'
import { aProblem } from '../support/scripted-server.ts'

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': '*',
}

/** Answers as Evently does, to pages of other origins too. */
export const shop: Script = ({ method, path, body }) => {
  const reply = { headers: cors }
  if (method === 'OPTIONS') return { ...reply, status: 204 }
  if (path === '/api/v1/events')
    return { ...reply, json: { data: [{ id: 'evt_1' }], hasMore: false, nextCursor: null } }
  if (path === '/api/v1/bookings/reserve') return { ...reply, status: 201, json: { id: 'rsv_1', of: body } }
  if (path === '/api/v1/bookings/confirm') return { ...reply, status: 201, json: { id: 'bkg_1', of: body } }
  return { ...aProblem('event_not_found'), ...reply }
}

/** What a program prints that has done all of it. */
export const done = 'evt_1 rsv_1 bkg_1 refused=true closed\n'

/** The program after its import; typed, it says of what type a reservation is, and that an item is there. */
const work = (baseUrl: string, { isTyped }: { readonly isTyped: boolean } = { isTyped: false }) => `
const evently = new Evently({ baseUrl: '${baseUrl}', apiKey: 'evk_fixture' })
const { data } = await evently.events.list()
const eventId = data[0]${isTyped ? '!' : ''}.id
const reservation${isTyped ? ': Reservation' : ''} = await evently.bookings.reserve({ eventId, quantity: 2 })
const booking = await evently.bookings.confirm({ reservationId: reservation.id, payment: { token: 'tok_ok' } })
let refused = false
try {
  await evently.events.get('evt_gone')
} catch (error) {
  if (isProblem(error, 'event_not_found')) refused = error.status === 404
}
await evently.close()
const said = eventId + ' ' + reservation.id + ' ' + booking.id + ' refused=' + refused + ' closed'
`

const main = (text: string) => `async function main() {${text}\nreturn said }\n`

export const moduleProgram = (baseUrl: string, name = '@evently/sdk') =>
  `import { Evently, isProblem } from '${name}'\n${work(baseUrl)}\nconsole.log(said)\n`

/** A module of a worker whose test is the program. */
export const workerProgram = (baseUrl: string) =>
  `import { Evently, isProblem } from '@evently/sdk'\n${main(work(baseUrl))}\n` +
  'export default { async test() { console.log(await main()) } }\n'

/** Sells over the server for tests, in the program's own process; prints what is left, and `closed`. */
export const testingProgram = `import { Evently } from '@evently/sdk'
import { startTestServer } from '@evently/sdk/testing'
const server = await startTestServer()
const evently = new Evently(server.clientOptions(server.organizer))
const event = server.addEvent({ capacity: 5 })
await evently.bookings.reserve({ eventId: event.id, quantity: 2, buyer: { reference: 'ada' } })
for await (const { availableSeats } of evently.events.watch(event.id)) {
  console.log(availableSeats)
  break
}
await evently.close()
await server.close()
console.log('closed')
`

export const commonJsProgram = (baseUrl: string, name = '@evently/sdk') =>
  `const { Evently, isProblem } = require('${name}')\n${main(work(baseUrl))}\nmain().then(console.log)\n`

const typedImport = `import { Evently, isProblem, type Reservation } from '@evently/sdk'\n`

export const typedModule = (baseUrl: string) =>
  `${typedImport}${work(baseUrl, { isTyped: true })}\nconsole.log(said)\nexport {}\n`

export const typedCommonJs = (baseUrl: string) =>
  `${typedImport}${main(work(baseUrl, { isTyped: true }))}void main().then(console.log)\n`

export const jestTest = (baseUrl: string) =>
  `const { Evently, isProblem } = require('@evently/sdk')\ntest('buys', async () => {${work(baseUrl)}\n` +
  `expect(said + '\\n').toBe(${JSON.stringify(done)}) })\n`
