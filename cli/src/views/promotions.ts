// Promotions, for people to read.
import type { Event, Promotion } from '@evently/sdk'
import { moneyText } from '../money.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

const usesText = ({ uses, usesMax }: Promotion) => (usesMax === undefined ? `${uses}` : `${uses} of ${usesMax}`)

function givesText({ kind, percent, amountMinor }: Promotion, currency: string | undefined): string {
  if (kind === 'access') return 'access'
  if (percent !== undefined) return `${percent} % off`
  return `${currency === undefined ? `${amountMinor} minor units` : moneyText(amountMinor!, currency)} off`
}

export const promotionView =
  ({ timezone, ticketTypes }: Pick<Event, 'timezone' | 'ticketTypes'>) =>
  (promotion: Promotion): string => {
    const { startsAt, endsAt, ticketTypeIds, perBuyerMax } = promotion
    const nameOf = (id: string) => ticketTypes.find(type => type.id === id)?.name ?? id
    return fields({
      ID: promotion.id,
      Code: promotion.code,
      Status: promotion.status,
      Gives: givesText(promotion, ticketTypes[0]?.currency),
      For: ticketTypeIds?.map(nameOf).join(', '),
      Uses: usesText(promotion),
      'Per buyer': perBuyerMax,
      Starts: startsAt && timeText(startsAt, timezone),
      Ends: endsAt && timeText(endsAt, timezone),
    })
  }

export const promotionsView = ({ data }: { readonly data: readonly Promotion[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        ID: promotion => promotion.id,
        CODE: promotion => promotion.code,
        STATUS: promotion => promotion.status,
        GIVES: promotion => givesText(promotion, undefined),
        USES: usesText,
        ENDS: promotion => promotion.endsAt && timeText(promotion.endsAt),
      })
