// The evening itself: two scanners that ask the server, and one that has lost its network.
import { randomUUID } from 'node:crypto'
import type { Booking, CheckIn, Evently, Ticket } from '@evently/sdk'
import { sellLate } from './after-the-sale.ts'
import type { Live } from './live.ts'
import { createOfflineDoor, download, type ScannersList } from './offline-door.ts'
import type { People } from './people.ts'
import type { Show } from './sale.ts'
import { readSignedCode } from './signed-codes.ts'
import { act, check, say } from './telling.ts'

type Verdict = CheckIn['verdict']

/** What people have in their hands. */
export interface Hands {
  readonly ada: Booking
  readonly ben: Booking
  readonly cleo: Booking
  readonly dan: Booking
  readonly eve: Booking
  /** The ticket that Ada gave to Grace, as it is now. */
  readonly grace: Ticket
  readonly elsewhere: Booking
}

export async function openDoor(people: People, show: Show, hands: Hands, live: Live): Promise<void> {
  const { event } = show
  const scanner = await people.addScanner('Scanners')
  act('Before the door opens: the scanner of door 3 downloads its list')
  const list = await download(scanner, event.id)
  say(`${list.tickets.size} tickets, and the public key ${list.keys[0]!.id} of the event`)
  const { ada, grace } = hands
  const [kept, given] = ada.tickets as [Ticket, Ticket]
  check("the public key alone knows Ada's code", readSignedCode(kept.qr!, list.keys), { ticketId: kept.id, serial: 1 })
  check("and Grace's, whose serial is 2", readSignedCode(grace.qr!, list.keys), { ticketId: grace.id, serial: 2 })
  check('and knows no code with one sign changed', readSignedCode(forged(kept.qr!), list.keys), undefined)
  const late = await sellLate(people, show)

  act('Doors 1 and 2 ask the server')
  const [door1, door2] = [doorOf(scanner, event.id, 'Door 1'), doorOf(scanner, event.id, 'Door 2')]
  await shows(door1, 'Ada', kept.qr!, 'admitted')
  const again = await shows(door2, 'somebody with a copy, who reads its plain code out', kept.code, 'already_admitted')
  check('door 2 is told where she came in', again.admission?.device, 'Door 1')
  await shows(door2, 'Charles, with the code that was his before', given.qr!, 'void')
  await shows(door2, 'Grace, with the code that she was given', grace.qr!, 'admitted')
  await shows(door1, 'Dan, who has his money back', hands.dan.tickets[0]!.code, 'void')
  await shows(door1, 'somebody for the other evening', hands.elsewhere.tickets[0]!.qr!, 'wrong_event')
  await shows(door2, 'somebody with a code of nothing', 'AAAA-BBBB-CCCC-DDDD', 'unknown')
  await tellCount(people, show, live, 2)

  await withoutNetwork(scanner, { show, hands, late, list, door1 })
  await tellCount(people, show, live, 6)

  const later = await download(scanner, event.id, list)
  const inside = [...later.tickets.values()].filter(({ admission }) => admission !== undefined)
  check('downloaded again, the list knows all who are in', inside.length, 6)
}

interface Outage {
  readonly show: Show
  readonly hands: Hands
  readonly late: Booking
  readonly list: ScannersList
  readonly door1: Door
}

async function withoutNetwork(scanner: Evently, { show: { event }, hands, late, list, door1 }: Outage) {
  act('Door 3 has no network')
  const door3 = createOfflineDoor('Door 3', list)
  const [ben, gone] = hands.ben.tickets as [Ticket, Ticket]
  const judged = (who: string, code: string, verdict: Verdict) =>
    check(`${who}: ${verdict}`, door3.judge(code), verdict)
  judged('Ben', ben.qr!, 'admitted')
  judged('Cleo of the crew', hands.cleo.tickets[0]!.qr!, 'admitted')
  judged('Fay, whose ticket is not in the list: it was sold since', late.tickets[0]!.qr!, 'admitted')
  judged('somebody with the ticket that Ben has cancelled', gone.qr!, 'void')
  judged('a forged code', forged(ben.qr!), 'unknown')
  judged('a ticket of the other evening, which another key has signed', hands.elsewhere.tickets[0]!.qr!, 'unknown')
  say('meanwhile at door 1')
  await shows(door1, 'Eve', hands.eve.tickets[0]!.qr!, 'admitted')
  await shows(door1, "somebody with a copy of Ben's ticket; the server has not heard of him", ben.qr!, 'admitted')
  say('and again at door 3')
  judged('Ben, who has been out for a moment', ben.qr!, 'already_admitted')

  act('Door 3 hands in what it has scanned')
  const handIn = async () => (await scanner.checkIns.createMany(event.id, { scans: [...door3.scans] })).data
  const said = await handIn()
  check(
    'the server has the same verdicts, but for Ben, whose copy was faster, and for the other evening',
    said.map(({ verdict }) => verdict),
    ['already_admitted', 'admitted', 'admitted', 'void', 'unknown', 'wrong_event', 'already_admitted'],
  )
  check(
    'there is one conflict: two people have come in with one ticket',
    said.flatMap(({ conflict, ticket, admission }) => (conflict ? [[ticket?.id, admission?.device]] : [])),
    [[ben.id, 'Door 1']],
  )
  check('handed in once more, it is answered as before', await handIn(), said)
}

type Door = (code: string) => Promise<CheckIn>

const doorOf =
  (scanner: Evently, eventId: string, device: string): Door =>
  async code =>
    scanner.checkIns.create(eventId, { code, scanId: randomUUID(), at: new Date().toISOString(), device })

async function shows(door: Door, who: string, code: string, verdict: Verdict): Promise<CheckIn> {
  const checkIn = await door(code)
  check(`${checkIn.device}: ${who}: ${verdict}`, checkIn.verdict, verdict)
  return checkIn
}

/** Another sign where the signature is. */
const forged = (code: string) => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0')

/** What the feed has told by itself, beside what the server counts. */
async function tellCount({ organizer: { evently } }: People, { event }: Show, live: Live, count: number) {
  await live.until(`${count} admissions in the feed`, () => live.admitted.size >= count)
  const { admittedTickets, validTickets } = await evently.checkIns.list(event.id)
  check(`live: ${count} of 6 have come`, [live.admitted.size, admittedTickets, validTickets], [count, count, 6])
}
