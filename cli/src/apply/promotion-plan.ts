// What has to be done so that the codes of an event are as its file says: pure. A code is the same code however its
// upper and lower case and blanks are written; its uses stay what they are.
import type { Promotion } from '@evently/sdk'
import { moneyText } from '../money.ts'
import { placeText } from './entries.ts'
import type { Values } from './entries.ts'
import { nameKeyOf } from './event-rules.ts'
import { type Change, fieldText, keyOf, nameInFile, promotionFields } from './fields.ts'
import { codeKeyOf, type WantedPromotion } from './promotion-entries.ts'

export interface PromotionWrite {
  readonly action: 'create' | 'change' | 'delete'
  /** `code EARLY-10` */
  readonly label: string
  /** Of what is there. */
  readonly id?: string
  readonly updatedAt?: string
  /** How it is to be, and by their names what of that is different. */
  readonly values: Values
  readonly fields: readonly string[]
  /** Before the event itself is written: it is for a ticket type that goes. */
  readonly isFirst: boolean
}

export interface PromotionPlan {
  readonly writes: readonly PromotionWrite[]
  readonly changes: readonly Change[]
  /** Why the server would refuse it. */
  readonly reasons: readonly string[]
}

export interface PromotionPlanInput {
  /** Undefined where the file doesn't speak of codes: then they stay. */
  readonly wanted: readonly WantedPromotion[] | undefined
  readonly there: readonly Promotion[]
  /** What there is now, and of each the name that it is to have; undefined: it goes. */
  readonly types: readonly KnownType[]
  readonly currency: string
  readonly zone: string
  /** Whether access codes may be shown: who has one gets in. */
  readonly showsCodes: boolean
}

export interface KnownType {
  readonly id: string
  readonly name: string
  readonly nameAfter: string | undefined
}

const nothing: PromotionPlan = { writes: [], changes: [], reasons: [] }

export function promotionPlanOf(input: PromotionPlanInput): PromotionPlan {
  const { wanted } = input
  const open = input.there.filter(({ status }) => status !== 'closed')
  if (!wanted) return joined(open.map(promotion => ({ ...nothing, reasons: typesInUse(promotion, input) })))
  const known = new Map(open.map(promotion => [codeKeyOf(promotion.code), promotion]))
  const keyOfWanted = ({ values }: WantedPromotion) => codeKeyOf(String(values['code']))
  const named = new Set(wanted.map(keyOfWanted))
  return joined([
    ...wanted.map(each => {
      const promotion = known.get(keyOfWanted(each))
      return promotion ? changed(promotion, each, input) : created(each, input)
    }),
    ...open.filter(({ code }) => !named.has(codeKeyOf(code))).map(promotion => deleted(promotion, input)),
  ])
}

const joined = (plans: readonly PromotionPlan[]): PromotionPlan => ({
  writes: plans.flatMap(({ writes }) => writes),
  changes: plans.flatMap(({ changes }) => changes),
  reasons: plans.flatMap(({ reasons }) => reasons),
})

/** The code, or of an access code that may not be shown what else tells it from others. */
const nameOf = ({ kind, code }: Values, other: string, { showsCodes }: PromotionPlanInput) =>
  kind === 'access' && !showsCodes ? `access code ${other}` : String(code)

function created({ values, place }: WantedPromotion, input: PromotionPlanInput): PromotionPlan {
  const name = nameOf(values, `at ${placeText(place)}`, input)
  return {
    writes: [{ action: 'create', label: `code ${name}`, values, fields: promotionFields, isFirst: false }],
    changes: [{ field: `promotions[${name}]`, from: null, to: wholeText(values, input) }],
    reasons: [],
  }
}

function deleted(promotion: Promotion, input: PromotionPlanInput): PromotionPlan {
  const { id, uses, updatedAt } = promotion
  const name = nameOf(valuesOf(promotion, input), id, input)
  const used = uses === 0 ? '' : `, used ${uses} ${uses === 1 ? 'time' : 'times'}`
  const from = wholeText(valuesOf(promotion, input), input) + used
  const isFirst = isForTypeThatGoes(promotion, input)
  return {
    writes: [{ action: 'delete', label: `code ${name}`, id, updatedAt, values: {}, fields: [], isFirst }],
    changes: [{ field: `promotions[${name}]`, from, to: null }],
    reasons: [],
  }
}

function changed(promotion: Promotion, { values: wanted }: WantedPromotion, input: PromotionPlanInput): PromotionPlan {
  const { id, updatedAt } = promotion
  const before = valuesOf(promotion, input)
  const name = nameOf(before, id, input)
  const fields = promotionFields.filter(
    field => comparedKey(field, before[field]) !== comparedKey(field, wanted[field]),
  )
  if (fields.length === 0) return { ...nothing, reasons: typesInUse(promotion, input) }
  const isFirst = fields.includes('ticketTypes') && isForTypeThatGoes(promotion, input)
  return {
    writes: [{ action: 'change', label: `code ${name}`, id, updatedAt, values: wanted, fields, isFirst }],
    changes: fields.map(field => ({
      field: `promotions[${name}].${nameInFile(field)}`,
      from: partText(field, before[field], input),
      to: partText(field, wanted[field], input),
    })),
    reasons: [
      ...refusedChanges(promotion, { fields, wanted, name }),
      ...(fields.includes('ticketTypes') ? [] : typesInUse(promotion, input)),
    ],
  }
}

/** Ticket types are told by the names that they are to have, so that one that is only renamed is the same. */
const valuesOf = (promotion: Promotion, { types }: PromotionPlanInput): Values => ({
  ...promotion,
  ...(promotion.ticketTypeIds && {
    ticketTypes: promotion.ticketTypeIds.map(id => {
      const type = types.find(each => each.id === id)
      return type?.nameAfter ?? type?.name ?? id
    }),
  }),
})

/** They are a set, and of names the case makes no difference. */
function comparedKey(field: string, value: unknown): string {
  if (field !== 'ticketTypes' || value === undefined) return keyOf(field, value)
  return JSON.stringify([...(value as readonly string[])].map(nameKeyOf).sort())
}

/** What only a code may change that nobody has used: the server knows of former uses too. */
const fixedOnceUsed: readonly string[] = ['percent', 'amountMinor', 'ticketTypes']

function refusedChanges(
  { kind, uses }: Promotion,
  { fields, wanted, name }: { readonly fields: readonly string[]; readonly wanted: Values; readonly name: string },
): readonly string[] {
  if (fields.includes('kind'))
    return [`the code ${name} is of kind ${kind}, and that stays: give out another code for the other kind`]
  const { usesMax } = wanted
  return [
    ...(uses > 0 && fields.some(field => fixedOnceUsed.includes(field))
      ? [`the code ${name} is used, so what it takes off and what it is for stay: give out another code`]
      : []),
    ...(usesMax !== undefined && Number(usesMax) < uses
      ? [`usesMax of the code ${name} can't be below ${uses}: so often it is used`]
      : []),
  ]
}

const isForTypeThatGoes = (promotion: Promotion, input: PromotionPlanInput) => typesThatGo(promotion, input).length > 0

const typesThatGo = ({ ticketTypeIds = [] }: Promotion, { types }: PromotionPlanInput) =>
  types.filter(({ id, nameAfter }) => nameAfter === undefined && ticketTypeIds.includes(id))

/** A code that stays as it is keeps its ticket types. */
const typesInUse = (promotion: Promotion, input: PromotionPlanInput): readonly string[] =>
  typesThatGo(promotion, input).map(
    type =>
      `the ticket type ${type.name} can't be left out while the code ` +
      `${nameOf(valuesOf(promotion, input), promotion.id, input)} is for it`,
  )

/** `20 % off, usesMax 100` */
function wholeText(values: Values, input: PromotionPlanInput): string {
  const { kind, percent, amountMinor } = values
  const off = percent === undefined ? amountMinor : percent
  const takes =
    kind === 'access' ? 'access' : `${partText(percent === undefined ? 'amountMinor' : 'percent', off, input)} off`
  const others = promotionFields.filter(
    field => !['code', 'kind', 'percent', 'amountMinor'].includes(field) && values[field] !== undefined,
  )
  return [takes, ...others.map(field => `${field} ${partText(field, values[field], input)}`)].join(', ')
}

function partText(field: string, value: unknown, { currency, zone }: PromotionPlanInput): string | null {
  if (value === undefined) return null
  if (field === 'percent') return `${String(value)} %`
  return field === 'amountMinor' ? moneyText(Number(value), currency) : fieldText(field, value, zone)
}
