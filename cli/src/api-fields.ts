// The fields of `evently api`: `key=value`, typed by the contract where it knows the key, and put where they belong.
import { operations } from '@evently/sdk'
import type { OperationId, OperationInput, QueryInput } from '@evently/sdk'
import { typedParameter } from './contract.ts'
import { UsageError } from './failures.ts'

export interface Field {
  readonly text: string
  /** Taken as text, whatever it looks like. */
  readonly isText: boolean
}

type Json = { [key: string]: unknown }

/** What an operation gets: parameters by the contract, the rest into the body. */
export function inputOf(id: OperationId, fields: readonly Field[], input: unknown): OperationInput {
  const { parameters, hasBody } = operations[id]
  const path: Record<string, string> = {}
  const query: Record<string, string | number | boolean> = {}
  const rest: Field[] = []
  for (const field of fields) {
    const [key, value] = keyAndValue(field)
    const parameter = parameters.find(one => one.name === key)
    if (parameter?.in === 'path') path[key] = value
    else if (parameter) query[key] = typedParameter(parameter, value)
    else rest.push(field)
  }
  const missing = parameters
    .filter(one => one.required && !Object.hasOwn(one.in === 'path' ? path : query, one.name))
    .map(one => one.name)
  if (missing.length > 0) throw new UsageError(`${id} needs ${missing.map(name => `-f ${name}=…`).join(' ')} too.`)
  if (rest.length > 0 && (!hasBody || input !== undefined)) {
    const known = parameters.map(one => one.name).join(', ') || 'none'
    const reason = hasBody ? 'the body comes from --input' : 'it has no body'
    throw new UsageError(
      `${id} has no parameter ${rest.map(field => keyAndValue(field)[0]).join(', ')}, and ${reason}. ` +
        `Its parameters: ${known}.`,
    )
  }
  if (input !== undefined && !hasBody) throw new UsageError(`${id} takes no body.`)
  return { path, query, body: hasBody ? (input ?? bodyOf(rest)) : undefined }
}

/** A query as text together with fields. */
export function parametersOf(search: string | undefined, fields: readonly Field[] = []): QueryInput {
  const query = new Map<string, string[]>()
  const pairs = [...new URLSearchParams(search), ...fields.map(keyAndValue)]
  for (const [name, value] of pairs) query.set(name, [...(query.get(name) ?? []), value])
  return Object.fromEntries(query)
}

/** `venue[city]=Hamburg`, `items[][quantity]=2`: a new item begins when its key comes again. */
export function bodyOf(fields: readonly Field[]): Json {
  const body: Json = Object.create(null) as Json
  for (const field of fields) {
    const [key, text] = keyAndValue(field)
    put(body, stepsOf(key), field.isText ? text : valueOf(text))
  }
  return body
}

function keyAndValue({ text }: Field): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError('A field is written key=value.') // not repeated: it may be a secret
  return [text.slice(0, at), text.slice(at + 1)]
}

/** `items[][quantity]` → items, '', quantity */
function stepsOf(key: string): string[] {
  const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? []
  if (first === undefined || rest === undefined)
    throw new UsageError(`${JSON.stringify(key)} is not a name like venue[city] or items[][quantity].`)
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(match => match[1] ?? '')]
}

function put(target: Json, [step = '', next, ...rest]: readonly string[], value: unknown): void {
  if (next === undefined) target[step] = value
  else if (next !== '') put(objectAt(target, step), [next, ...rest], value)
  else arrayAt(target, step).push(...itemFor(arrayAt(target, step), rest, value))
}

/** What is to be appended: nothing if the value fits into the last item. */
function itemFor(items: readonly unknown[], steps: readonly string[], value: unknown): unknown[] {
  const [step] = steps
  if (step === undefined) return [value]
  const last = items.at(-1) as Json | undefined
  const isNew = last === undefined || (steps.length === 1 && Object.hasOwn(last, step))
  const item = isNew ? (Object.create(null) as Json) : last
  put(item, steps, value)
  return isNew ? [item] : []
}

function objectAt(target: Json, step: string): Json {
  const there = (target[step] ??= Object.create(null))
  if (typeof there !== 'object' || there === null || Array.isArray(there))
    throw new UsageError(`${step} is a value and an object at once.`)
  return there as Json
}

function arrayAt(target: Json, step: string): unknown[] {
  const there = (target[step] ??= [])
  if (!Array.isArray(there)) throw new UsageError(`${step} is a list and something else at once.`)
  return there
}

/** JSON where it is JSON, else the text. */
function valueOf(text: string): unknown {
  if (!/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|[[{"][^]*)$/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
