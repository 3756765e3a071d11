// Verdicts without a network: by the codes' signatures, a list of tickets, and what this scanner has scanned itself.
import type { CheckIn, CheckInTicket, Scan } from '@evently/sdk'
import { codeHash, createCodeReader, isSigned } from './ticket-code.ts'
import type { TicketList } from './ticket-list.ts'

/** As the server would say it, who has not heard of it yet. */
export interface OfflineCheckIn extends Omit<CheckIn, 'recordedAt' | 'ticket'> {
  /** Of one that was sold after the list was downloaded no more than its id is known. */
  readonly ticket?: Pick<Known, 'id'> & Partial<NonNullable<CheckIn['ticket']>>
}

export type OfflineDoor = ReturnType<typeof createOfflineDoor>

/** What is known of a ticket; of one that was sold after the list was downloaded, no more than its code says. */
type Known = Pick<CheckInTicket, 'id' | 'serial' | 'status' | 'admission'> & Partial<CheckInTicket>

/** `kept`: scans of this scanner that the server has not heard of; who was let in by one of them is in. */
export function createOfflineDoor({ tickets, keys }: TicketList, kept: readonly Scan[] = []) {
  const read = createCodeReader(keys)
  const byId = new Map<string, Known>(tickets.map(ticket => [ticket.id, ticket]))
  const idOfHash = new Map(tickets.map(({ id, codeHash: hash }) => [hash, id]))
  for (const scan of kept) judge(scan)
  return { judge }

  /** A ticket that it admits is used from then on. */
  function judge({ code, scanId, device, at: given }: Scan): OfflineCheckIn {
    const at = new Date(given ?? Date.now()).toISOString()
    const said = { scanId, ...(device !== undefined && { device }), conflict: false, scannedAt: at }
    const found = ticketOf(code)
    if (!found) return { ...said, verdict: 'unknown' }
    const { ticket, serial } = found
    const { id, ticketTypeId, bookingId } = ticket
    const of = { ...said, ticket: { id, ...(ticketTypeId && bookingId && { ticketTypeId, bookingId }) } }
    // A higher serial than the list's: it was given to somebody else since.
    if (ticket.status !== 'valid' || serial < ticket.serial) return { ...of, verdict: 'void' }
    if (ticket.admission) return { ...of, verdict: 'already_admitted', admission: ticket.admission }
    const admission = { scanId, at, ...(device !== undefined && { device }) }
    byId.set(id, { ...ticket, serial, admission })
    return { ...of, verdict: 'admitted' }
  }

  function ticketOf(code: string): { readonly ticket: Known; readonly serial: number } | undefined {
    if (!isSigned(code)) {
      const ticket = byId.get(idOfHash.get(codeHash(code)) ?? '')
      return ticket && { ticket, serial: ticket.serial }
    }
    const signed = read(code)
    if (!signed) return undefined
    const { ticketId: id, serial } = signed
    return { ticket: byId.get(id) ?? { id, serial, status: 'valid' }, serial }
  }
}
