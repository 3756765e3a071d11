// Flags and arguments that come from the contract: names, types, choices and words.
import { Args, Flags } from '@oclif/core'
import type { Interfaces } from '@oclif/core'
import { operations } from '@evently/sdk'
import type { OperationId, ParameterDescription, QueryInput } from '@evently/sdk'
import { parameterOf, typedParameter } from './contract.ts'
import { UsageError } from './failures.ts'
import { typedMinor } from './money.ts'
import { instantOf, localZone } from './times.ts'
import { needs } from './flag-ties.ts'

type QueryFlag =
  | Interfaces.OptionFlag<string | undefined>
  | Interfaces.OptionFlag<string[] | undefined>
  | Interfaces.BooleanFlag<boolean | undefined>

/** The id that a command is about. An argument: it is the one thing nobody leaves out. */
export const idArg = (id: OperationId, name: string) =>
  Args.string({ required: true, description: parameterOf(id, name).description, ignoreStdin: true })

/** A flag for each query parameter of an operation, except for paging. */
export function queryFlags(id: OperationId): Interfaces.FlagInput {
  return Object.fromEntries<QueryFlag>(
    queryParameters(id).map(parameter => [flagNameOf(parameter), queryFlag(parameter)] as const),
  )
}

/** What was given for them, as the contract wants it. */
export async function queryOf(id: OperationId, flags: Readonly<Record<string, unknown>>): Promise<QueryInput> {
  const query: Record<string, QueryInput[string]> = {}
  for (const parameter of queryParameters(id)) {
    const value = await queryValue(parameter, flags[flagNameOf(parameter)], flags)
    if (value !== undefined) query[parameter.name] = value
  }
  return query
}

const queryParameters = (id: OperationId) =>
  operations[id].parameters.filter(
    parameter =>
      parameter.in === 'query' && !(operations[id].paginated && ['limit', 'cursor', 'after'].includes(parameter.name)),
  )

/** One of a list at a time: `types` → `type`. */
const flagNameOf = ({ name, type }: ParameterDescription) => flagName(type === 'array' ? name.replace(/s$/, '') : name)

/** `startsAfter` → `starts-after`, `eventId` → `event`, `q` → `query` */
function flagName(parameterName: string): string {
  if (parameterName === 'q') return 'query'
  return parameterName
    .replace(/(?<=.)Id$/, match => (parameterName === 'externalId' ? match : ''))
    .replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

const isPrice = ({ name }: ParameterDescription) => /^(min|max)Price$/.test(name)
const isTime = ({ name }: ParameterDescription) => /^(starts(After|Before)|since)$/.test(name)

function queryFlag(parameter: ParameterDescription): QueryFlag {
  const { name, description, type, required } = parameter
  if (type === 'boolean') return Flags.boolean({ summary: description, allowNo: true }) as QueryFlag
  if (isPrice(parameter))
    return Flags.string({
      summary: `Only those with a ticket on offer at this price or ${name === 'minPrice' ? 'above' : 'below'}.`,
      helpValue: '45.00',
      ...needs('currency'), // without it nobody knows how many minor units that is
    })
  if (isTime(parameter)) return Flags.string({ summary: description, helpValue: '2030-06-01T20:00' })
  const choices = parameter.enum && { options: [...parameter.enum] }
  if (type === 'array')
    return Flags.string({ summary: description, multiple: true, multipleNonGreedy: true, ...choices }) as QueryFlag
  const summary = parameter.default === undefined ? description : `${description} [default: ${parameter.default}]`
  return Flags.string({
    summary,
    required,
    ...choices,
    ...(choices ? {} : { helpValue: type === 'string' ? '<text>' : '<number>' }),
  })
}

async function queryValue(
  parameter: ParameterDescription,
  given: unknown,
  flags: Readonly<Record<string, unknown>>,
): Promise<QueryInput[string]> {
  if (given === undefined || typeof given === 'boolean' || Array.isArray(given)) return given
  const text = String(given)
  if (isPrice(parameter)) return typedMinor(text, String(flags['currency']), flagName(parameter.name))
  if (isTime(parameter)) return instantOf(text, { flag: flagName(parameter.name), zone: localZone() })
  return typedParameter({ ...parameter, name: `--${flagName(parameter.name)}` }, text)
}

/** Without what was not given; and something must have been. */
export function changesOf<Changes extends object>(changes: Changes): Changes {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Changes
  if (Object.keys(given).length === 0) throw new UsageError('Nothing to change: name at least one thing with a flag.')
  return given
}

export const ifMatchFlag = Flags.string({
  summary: 'Only if this is still its version; without it, the one it has now.',
  helpValue: '<version>',
})

export const promotionCodeFlag = Flags.string({
  summary: 'A code that the organizer has given out.',
  helpValue: 'EARLY-10',
})
export const idempotencyKeyFlag = Flags.string({
  summary: 'Makes it safe to run the same command again: it is done once.',
  helpValue: '<key>',
})

/** For what can't be undone. */
export const yesFlag = Flags.boolean({ char: 'y', summary: 'Do it without asking.' })

/** The buyer that a partner or the organizer buys or waits for. */
export const buyerFlags = {
  buyer: Flags.string({
    summary: 'Your own id of the person the seats are for, if you organize the event; else they are for you.',
    helpValue: '<reference>',
  }),
  'buyer-email': Flags.string({ summary: "That person's email.", ...needs('buyer') }),
  'buyer-name': Flags.string({ summary: "That person's name.", ...needs('buyer') }),
}

export function buyerOf(flags: {
  readonly buyer?: string
  readonly 'buyer-email'?: string
  readonly 'buyer-name'?: string
}) {
  const { buyer: reference, 'buyer-email': email, 'buyer-name': name } = flags
  return reference === undefined ? undefined : { reference, email, name }
}

export const passwordFlags = {
  password: Flags.string({
    summary: 'Your password. Others on this machine may see it: better let it be asked for, or use --password-stdin.',
    exclusive: ['password-stdin'],
  }),
  'password-stdin': Flags.boolean({ summary: 'Read the password from stdin.' }),
}

export const mailedTokenFlag = Flags.string({ summary: 'The code of the mail.', helpValue: '<code>' })

export const locationFlag = Flags.string({ summary: 'Where it is on the map.', helpValue: '<lat>,<lon>' })

export function locationOf(text: string | undefined): { lat: number; lon: number } | undefined {
  if (text === undefined) return undefined
  const [lat, lon, ...more] = text.split(',').map(part => (part.trim() === '' ? NaN : Number(part)))
  if (lat === undefined || lon === undefined || more.length > 0 || !Number.isFinite(lat) || !Number.isFinite(lon)) {
    throw new UsageError(`${JSON.stringify(text)} is not a place: write it like 53.5413,9.9841.`)
  }
  return { lat, lon }
}
