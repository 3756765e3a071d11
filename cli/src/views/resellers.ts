// Who else may name buyers at an event, for people to read.
import type { Reseller } from '@evently/sdk'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

export const resellerView = ({ accountId, email, seatsMax, outstandingSeats }: Reseller) =>
  fields({
    'Account': accountId,
    'Email': email,
    'Seats outstanding': `${outstandingSeats} of at most ${seatsMax}`,
  })

export const resellersView = ({ data }: { readonly data: readonly Reseller[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        ACCOUNT: reseller => reseller.accountId,
        EMAIL: reseller => reseller.email,
        OUTSTANDING: reseller => `${reseller.outstandingSeats}/${reseller.seatsMax}`,
        SINCE: reseller => timeText(reseller.createdAt),
      })
