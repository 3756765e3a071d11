// A ticket, and who has had it, for people to read.
import type { Holder, Ticket, TicketTransferList } from '@evently/sdk'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

/** `Grace Hopper, grace@example.com`, of as much as there is. */
export const holderText = (holder: Holder | undefined): string | undefined =>
  holder && [holder.name, holder.email].filter(part => part !== undefined).join(', ')

export const ticketView = (ticket: Ticket) =>
  fields({
    Ticket: ticket.id,
    Code: ticket.code,
    Status: ticket.status,
    Holder: holderText(ticket.holder),
    Serial: ticket.serial,
    ...ticket.answers,
  })

export const transfersView = ({ data }: TicketTransferList) =>
  data.length === 0
    ? ''
    : table(data, {
        SERIAL: ({ serial }) => serial,
        FROM: ({ from }) => holderText(from),
        TO: ({ to }) => holderText(to),
        BY: ({ by }) => by,
        TRANSFERRED: ({ transferredAt }) => timeText(transferredAt),
      })
