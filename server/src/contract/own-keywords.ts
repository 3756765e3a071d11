// The contract's own keywords for strings, checked with words of our own: `x-evently-code`, `x-evently-text`; and the
// format `idn-email`, which Ajv's formats lack.
//
// They are for what people send. What is kept may be older than a check, and has to be read, passed between the
// services and shown all the same: there the keywords mean nothing, and the patterns beside them hold.
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { SchemaValidateFunction } from 'ajv/dist/types/index.js'
import { faultOfCode, type CodeKind } from './codes.ts'
import type { ContractDocument } from './document.ts'
import { isEmail } from './emails.ts'
import { faultOfText, type TextKind } from './texts.ts'

/** What is wrong with a text, in words; undefined if nothing is. */
type Check = (parameter: string, text: string) => string | undefined

const checks: Readonly<Record<string, Check>> = {
  'x-evently-code': (kind, text) => faultOfCode(kind as CodeKind, text),
  'x-evently-text': (kind, text) => faultOfText(kind as TextKind, text),
}

export function addOwnKeywords(ajv: Ajv2020): void {
  for (const [keyword, check] of Object.entries(checks)) {
    const validate: SchemaValidateFunction = (parameter: string, text: string) => {
      const message = check(parameter, text)
      if (message === undefined) return true
      validate.errors = [{ keyword, message, params: {} }]
      return false
    }
    ajv.addKeyword({ keyword, type: 'string', schemaType: 'string', errors: true, validate })
  }
  ajv.addFormat('idn-email', isEmail)
}

export const ignoreOwnKeywords = (ajv: Ajv2020): void => {
  ajv.addVocabulary(Object.keys(checks))
  ajv.addFormat('idn-email', true)
}

/** Takes the patterns away that say a part of the same: a fault is named once. */
export function keepOwnKeywords(document: ContractDocument): ContractDocument {
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    if (Object.keys(checks).some(keyword => keyword in node)) delete (node as { pattern?: string }).pattern
    Object.values(node).forEach(visit)
  }
  visit(document)
  return document
}
