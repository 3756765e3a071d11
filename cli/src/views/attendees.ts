// Who comes to an event, a row for each ticket, for people to read.
import type { GuestTicket } from '@evently/sdk'
import { table } from '../table.ts'

/** The holder; where nobody is named, the buyer. */
const person = ({ holder, buyer }: GuestTicket) => ({
  name:
    holder?.name ??
    (holder ? undefined : (buyer?.name ?? buyer?.reference ?? (buyer === null ? 'not known now' : undefined))),
  email: holder ? holder.email : buyer?.email,
})

export const attendeesView = ({ data }: { readonly data: readonly GuestTicket[] }): string =>
  data.length === 0
    ? ''
    : table(data, {
        NAME: ticket => person(ticket).name,
        EMAIL: ticket => person(ticket).email,
        TYPE: ({ ticketTypeName }) => ticketTypeName,
        CODE: ({ code }) => code,
        STATUS: ({ status }) => status,
        'CAME IN': ({ admitted }) => (admitted ? 'yes' : undefined),
      })
