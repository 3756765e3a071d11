// What may be made and changed of promotions: pure.
import type { Fault, Shape } from '../../../contract/types.ts'
import { codeKeyOf } from '../rules/promotion-rules.ts'

/** A promotion as it is kept. */
export interface PromotionRecord {
  readonly id: string
  readonly eventId: string
  readonly code: string
  readonly kind: 'discount' | 'access'
  readonly percent: number | null
  readonly amountMinor: number | null
  readonly ticketTypeIds: readonly string[] | null
  readonly uses: number
  readonly usesMax: number | null
  readonly perBuyerMax: number | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly closedAt: Date | null
  /** Whether any hold has or had it. */
  readonly wasUsed: boolean
  /** By the database's clock, when it was read. */
  readonly now: Date
}

/** What its organizer says of it. */
export type PromotionTerms = Pick<
  PromotionRecord,
  'code' | 'kind' | 'percent' | 'amountMinor' | 'ticketTypeIds' | 'usesMax' | 'perBuyerMax' | 'startsAt' | 'endsAt'
>

export const termsOf = (input: Shape<'PromotionToMake'>): PromotionTerms => ({
  code: input.code,
  kind: input.kind,
  percent: input.percent ?? null,
  amountMinor: input.amountMinor ?? null,
  ticketTypeIds: input.ticketTypeIds ?? null,
  usesMax: input.usesMax ?? null,
  perBuyerMax: input.perBuyerMax ?? null,
  startsAt: timeOf(input.startsAt) ?? null,
  endsAt: timeOf(input.endsAt) ?? null,
})

/** A discount is either a share or an amount: naming one takes the other away. */
export function termsAfter(before: PromotionTerms, changes: Shape<'PromotionChanges'>): PromotionTerms {
  const { code, percent, amountMinor, ticketTypeIds, usesMax, perBuyerMax } = changes
  const isRepriced = percent !== undefined || amountMinor !== undefined
  const [startsAt, endsAt] = [timeOf(changes.startsAt), timeOf(changes.endsAt)]
  return {
    kind: before.kind,
    code: code ?? before.code,
    percent: isRepriced ? (percent ?? null) : before.percent,
    amountMinor: isRepriced ? (amountMinor ?? null) : before.amountMinor,
    ticketTypeIds: ticketTypeIds === undefined ? before.ticketTypeIds : ticketTypeIds,
    usesMax: usesMax === undefined ? before.usesMax : usesMax,
    perBuyerMax: perBuyerMax === undefined ? before.perBuyerMax : perBuyerMax,
    startsAt: startsAt === undefined ? before.startsAt : startsAt,
    endsAt: endsAt === undefined ? before.endsAt : endsAt,
  }
}

const timeOf = (time: string | null | undefined) => (typeof time === 'string' ? new Date(time) : time)

/** What is wrong with times that no calendar of ours has: a leap second, an offset without minutes. */
export const faultsOfTimes = (input: Pick<Shape<'PromotionChanges'>, 'startsAt' | 'endsAt'>): Fault[] =>
  (['startsAt', 'endsAt'] as const)
    .filter(name => typeof input[name] === 'string' && Number.isNaN(Date.parse(input[name])))
    .map(name => fault(`/${name}`, 'format', 'must be a date and time that exists, such as 2030-06-01T18:30:00Z'))

/** What is wrong with a promotion as it would be. */
export function faultsOfTerms({ kind, percent, amountMinor, startsAt, endsAt }: PromotionTerms): Fault[] {
  const isPriced = percent !== null || amountMinor !== null
  return [
    ...(kind === 'discount' && !isPriced
      ? [fault('/percent', 'required', 'is required of a discount, or amountMinor is')]
      : []),
    ...(kind === 'access' && isPriced
      ? [
          fault(
            percent === null ? '/amountMinor' : '/percent',
            'not',
            'must be left out of an access code: it takes nothing off',
          ),
        ]
      : []),
    ...(startsAt && endsAt && endsAt <= startsAt ? [fault('/endsAt', 'order', 'must be after startsAt')] : []),
  ]
}

const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })

/** Whether the change would say something else of those who have used it, or let there be fewer of them. */
export function wouldLie(before: PromotionRecord, after: PromotionTerms): boolean {
  if (after.usesMax !== null && after.usesMax < before.uses) return true
  const { code, percent, amountMinor, ticketTypeIds } = after
  const isOther =
    codeKeyOf(code) !== codeKeyOf(before.code) ||
    percent !== before.percent ||
    amountMinor !== before.amountMinor ||
    String(ticketTypeIds && [...ticketTypeIds].sort()) !==
      String(before.ticketTypeIds && [...before.ticketTypeIds].sort())
  return before.wasUsed && isOther
}

export function statusOf(promotion: PromotionRecord): Shape<'PromotionStatus'> {
  const { closedAt, startsAt, endsAt, uses, usesMax, now } = promotion
  if (closedAt !== null) return 'closed'
  if (endsAt !== null && endsAt <= now) return 'ended'
  if (usesMax !== null && uses >= usesMax) return 'used_up'
  return startsAt !== null && startsAt > now ? 'upcoming' : 'active'
}
