// A scanner without a network: it judges by the public keys and a downloaded list, and keeps what it has scanned.
import { randomUUID } from 'node:crypto'
import type { CheckIn, CheckInKey, CheckInTicket, Evently, Scan } from '@evently/sdk'
import { readSignedCode } from './signed-codes.ts'

export interface ScannersList {
  readonly keys: readonly CheckInKey[]
  readonly tickets: ReadonlyMap<string, CheckInTicket>
  /** Where to read on from. */
  readonly cursor: string
}

/** The whole list; behind one that there is, what has changed since. */
export async function download(scanner: Evently, eventId: string, before?: ScannersList): Promise<ScannersList> {
  const tickets = new Map(before?.tickets)
  for (let after = before?.cursor; ; ) {
    const page = await scanner.checkIns.download(eventId, { ...(after !== undefined && { after }) })
    for (const ticket of page.data) tickets.set(ticket.id, ticket)
    after = page.nextCursor
    if (!page.hasMore) return { keys: page.keys, tickets, cursor: after }
  }
}

/** `scans` are to be handed in once there is a network. */
export function createOfflineDoor(device: string, { keys, tickets }: ScannersList) {
  const scans: Scan[] = []
  const letIn = new Set<string>()
  return { scans, judge }

  function judge(code: string): CheckIn['verdict'] {
    scans.push({ code, scanId: randomUUID(), at: new Date().toISOString(), device })
    const signed = readSignedCode(code, keys)
    if (!signed) return 'unknown'
    // One that is not in the list was sold since: its signature is enough.
    const listed = tickets.get(signed.ticketId)
    if (listed && (listed.status !== 'valid' || signed.serial < listed.serial)) return 'void'
    if (listed?.admission || letIn.has(signed.ticketId)) return 'already_admitted'
    letIn.add(signed.ticketId)
    return 'admitted'
  }
}
