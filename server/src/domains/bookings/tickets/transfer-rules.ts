// Which tickets can be given to somebody else: pure.
import type { Ticket } from '../booking.ts'

/** Whoever has a ticket's mail sent to strangers again and again is stopped by it. */
export const transfersMax = 20

export interface TransferableTicket {
  readonly status: Ticket['status']
  readonly serial: number
  readonly isAdmitted: boolean
}

/** Why a ticket can't be transferred, as a sentence; undefined: it can. */
export function refusalOfTransfer({ status, serial, isAdmitted }: TransferableTicket): string | undefined {
  if (status !== 'valid') return 'The ticket is cancelled.'
  if (isAdmitted) return 'Somebody has come in with the ticket.'
  if (serial > transfersMax) return `The ticket was transferred ${transfersMax} times; that is as often as it can be.`
  return undefined
}

/** The same of its event. */
export function refusalOfEvent(status: string): string | undefined {
  if (status === 'ended') return 'The event has ended.'
  if (status === 'cancelled') return 'The event is cancelled.'
  return undefined
}
