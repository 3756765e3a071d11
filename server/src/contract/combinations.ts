// Properties that belong together or exclude each other: the contract's own keywords, checked with words of our own.
// The documents say the same in standard keywords too (openapi/generator/combinations.ts), for everybody else.
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { SchemaValidateFunction } from 'ajv/dist/types/index.js'
import type { ContractDocument } from './document.ts'

type Pair = readonly [string, string]

/** A fault of one of these keywords: in words, and the property that it concerns where it is one. */
interface CombinationFault {
  readonly message: string
  readonly property?: string
}
type Check = (pair: Pair, value: Readonly<Record<string, unknown>>) => CombinationFault | undefined

const checks: Readonly<Record<string, Check>> = {
  'x-evently-exactly-one': ([a, b], value) => {
    const message = `must have either ${a} or ${b}`
    if (has(value, a) === has(value, b))
      return { message: has(value, a) ? `${message}, not both: leave one out` : message }
    return undefined
  },
  'x-evently-at-most-one': ([a, b], value) =>
    has(value, a) && has(value, b) ? { message: `must not have both ${a} and ${b}: leave one out` } : undefined,
  'x-evently-all-or-none': ([a, b], value) => {
    if (has(value, a) === has(value, b)) return undefined
    const [given, missing] = has(value, a) ? [a, b] : [b, a]
    return { message: `is required with ${given}`, property: missing }
  },
}

const has = (value: Readonly<Record<string, unknown>>, name: string) => value[name] !== undefined

export function addCombinations(ajv: Ajv2020): void {
  for (const [keyword, check] of Object.entries(checks)) {
    const validate: SchemaValidateFunction = (pair: Pair, value: Readonly<Record<string, unknown>>) => {
      const fault = check(pair, value)
      if (!fault) return true
      validate.errors = [{ keyword, message: fault.message, params: { property: fault.property } }]
      return false
    }
    ajv.addKeyword({ keyword, type: 'object', schemaType: 'array', errors: true, validate })
  }
}

const standardKeywords = ['if', 'then', 'else', 'dependentRequired', 'dependentSchemas']

/** Takes the standard keywords away that say the same: a fault is named once. */
export function keepOwnCombinations(document: ContractDocument): ContractDocument {
  const combining = Object.values(document.components.schemas).filter(schema =>
    Object.keys(checks).some(keyword => keyword in schema),
  ) as Record<string, unknown>[]
  for (const schema of combining) for (const keyword of standardKeywords) delete schema[keyword]
  return document
}
