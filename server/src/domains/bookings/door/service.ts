// Who comes in: scans are judged in one transaction behind the locks of their tickets, so that a ticket is admitted
// once, however many scanners ask at once and however often a scan is sent. A signed code leads to its ticket once its
// signature is true; any other is looked up as it is.
import { createHash } from 'node:crypto'
import type { Caller } from '../../../contract/types.ts'
import { connectionOf, inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import type { Access } from '../access.ts'
import { readTicketCode } from '../attendees/ticket-codes.ts'
import type { CodeKeys } from '../codes/code-keys.ts'
import { readSignedCode, type SignedCode } from '../codes/signed-code.ts'
import { step } from './recovery-steps.ts'
import { createDoorStore, type CheckInFilter, type CodedTicket, type DoorStore, type KnownScan } from './store.ts'
import {
  afterwards,
  judge,
  type CheckIn,
  type Found,
  type Scan,
  type TicketFacts,
  type TicketState,
} from './verdicts.ts'

export interface DoorOptions {
  readonly database: Database
  readonly access: Pick<Access, 'admitOrganizer' | 'runs'>
  readonly keys: Pick<CodeKeys, 'isTrue'>
  /** Somebody was admitted: there are messages to come. */
  readonly bookingChanged?: () => void
}

export type DoorService = ReturnType<typeof createDoorService>

/** Where a code leads, by what never changes. */
type Lead = CodedTicket | 'elsewhere' | undefined

/** Two who hand in the same scans at the same moment: the later reads what the earlier has written. */
const attemptsMax = 5

export function createDoorService({ database, access, keys, bookingChanged = () => {} }: DoorOptions) {
  const store = createDoorStore(database.pool)

  return { checkIn, list }

  /**
   * Judges scans in their order. A scan that was handed in before is answered as before. Problems: event_not_found,
   * scan_id_reused.
   */
  async function checkIn(caller: Caller, eventId: string, scans: readonly Scan[]): Promise<readonly CheckIn[]> {
    await access.admitOrganizer(caller, eventId)
    if (new Set(scans.map(({ scanId }) => scanId)).size < scans.length)
      throw problem('scan_id_reused', 'Two scans of the batch have the same scanId. Make a new one for each scan.')
    const leads = await leadsOf(caller, eventId, scans)
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      try {
        const checkIns = await step('door.admit', () =>
          inOneTransaction(door => judgeAll(door, { eventId, scans, leads })),
        )
        if (checkIns.some(({ verdict }) => verdict === 'admitted')) bookingChanged()
        return checkIns
      } catch (error) {
        if (!(error instanceof RacedScan)) throw error
      }
    }
    throw problem(
      'service_unavailable',
      'These scans are being handed in by several scanners at once. Send them again.',
    )
  }

  /** A ticket of an event that isn't the caller's is none that they know. */
  async function leadsOf(caller: Caller, eventId: string, scans: readonly Scan[]): Promise<ReadonlyMap<string, Lead>> {
    const codes = [...new Set(scans.map(codeOf))]
    const signed = new Map(codes.flatMap(code => readSignedCode(code) ?? []).map(read => [read.code, read]))
    const [byCode, byId] = await Promise.all([
      store.ticketsOf(codes.filter(code => !signed.has(code))),
      store.ticketsById([...signed.values()].map(({ ticketId }) => ticketId)),
    ])
    const leads = new Map<string, Lead>()
    await Promise.all(
      codes.map(async code => {
        const read = signed.get(code)
        const ticket = read ? await trueTicket(read, byId.get(read.ticketId)) : byCode.get(code)
        if (ticket?.eventId === eventId) leads.set(code, ticket)
        else if (ticket && (await access.runs(caller, ticket.eventId))) leads.set(code, 'elsewhere')
      }),
    )
    return leads
  }

  /** Undefined: nobody of ours has signed this code for the ticket that it names. */
  async function trueTicket(read: SignedCode, ticket: TicketFacts | undefined): Promise<CodedTicket | undefined> {
    return ticket && (await keys.isTrue(ticket.eventId, read)) ? { ...ticket, codeSerial: read.serial } : undefined
  }

  /** Newest first, with how many of the event's tickets have come. Problems: event_not_found. */
  async function list(caller: Caller, filter: CheckInFilter) {
    await access.admitOrganizer(caller, filter.eventId)
    // Not on the connections of those who buy: the counts look at every ticket of the event.
    return inOneTransaction(async door => ({
      checkIns: await door.list(filter),
      counts: await door.counts(filter.eventId),
    }))
  }

  function inOneTransaction<Result>(work: (door: DoorStore) => Promise<Result>): Promise<Result> {
    return inTransaction(
      database,
      transaction => transaction,
      async transaction => work(createDoorStore(await connectionOf(transaction))),
    )
  }
}

interface Batch {
  readonly eventId: string
  readonly scans: readonly Scan[]
  readonly leads: ReadonlyMap<string, Lead>
}

/** Somebody else has just handed in one of the scans. */
class RacedScan extends Error {}

async function judgeAll(door: DoorStore, { eventId, scans, leads }: Batch): Promise<readonly CheckIn[]> {
  const ours = [...leads.values()].flatMap(lead => (lead === undefined || lead === 'elsewhere' ? [] : [lead]))
  const tickets = new Map<string, TicketState>(await door.lock(ours))
  const known = await door.known(
    eventId,
    scans.map(({ scanId }) => scanId),
  )
  const now = await door.now()
  const fresh: KnownScan[] = []
  const answers = scans.map(scan => {
    const fingerprint = fingerprintOf(codeOf(scan))
    const before = known.get(scan.scanId)
    if (before) {
      if (before.fingerprint !== fingerprint)
        throw problem('scan_id_reused', `The scanId ${scan.scanId} was used with another code at this event.`)
      return before.checkIn
    }
    const lead = leads.get(codeOf(scan))
    const found = foundBy(lead, tickets)
    const checkIn = judge(found, scan, now)
    if (found !== undefined && found !== 'elsewhere') tickets.set(found.facts.id, afterwards(found, checkIn))
    fresh.push({ checkIn, fingerprint })
    return checkIn
  })
  if (fresh.length === 0) return answers
  const admitted = fresh.flatMap(({ checkIn: { verdict, ticket, scanId, scannedAt: at, device } }) =>
    verdict === 'admitted' && ticket ? [{ ticket: tickets.get(ticket.id)!, scanId, at, device }] : [],
  )
  if (!(await door.record(eventId, fresh))) throw new RacedScan()
  if (admitted.length > 0) await door.admit(admitted)
  return answers
}

function foundBy(lead: Lead, tickets: ReadonlyMap<string, TicketState>): Found {
  if (lead === undefined || lead === 'elsewhere') return lead
  const state = tickets.get(lead.id)
  return state && { ...state, codeSerial: lead.codeSerial }
}

/** One spelling of each code. */
const codeOf = ({ code }: Pick<Scan, 'code'>) => readSignedCode(code)?.code ?? readTicketCode(code)
const fingerprintOf = (code: string) => createHash('sha256').update(code).digest('base64url')
