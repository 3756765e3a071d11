// Words for what a schema allows (`x-evently-says`): whoever gets a pattern wrong reads them, never the pattern.
import type { OpenApiDocument, Schema } from './openapi.ts'

/** Patterns that mean the same wherever they stand. */
const wordsOfPatterns: Readonly<Record<string, string>> = { '\\S': 'must not be blank' }
/** A fault of one of these can't be put in words without being told. */
const needingWords = ['pattern', 'anyOf', 'not']

/** Writes the words out that follow from a schema itself; one that needs words and has none is an error. */
export function addWords(document: OpenApiDocument): void {
  eachSchema(document, '#', (schema, at) => {
    if (schema['x-evently-says'] !== undefined) return
    const words = wordsOf(schema)
    if (words !== undefined) schema['x-evently-says'] = words
    else if (needingWords.some(keyword => keyword in schema))
      throw new Error(`${at}: say in x-evently-says what it allows`)
  })
}

function wordsOf(schema: Schema): string | undefined {
  const thing = schema['x-evently-id-of']
  const [example] = Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : []
  if (typeof thing === 'string' && typeof example === 'string') return `must be the id of ${thing}, such as ${example}`
  return typeof schema['pattern'] === 'string' ? wordsOfPatterns[schema['pattern']] : undefined
}

/** Every object that may be a schema: not examples. */
function eachSchema(node: unknown, at: string, visit: (schema: Schema, at: string) => void): void {
  if (node === null || typeof node !== 'object') return
  if (!Array.isArray(node)) visit(node as Schema, at)
  for (const [key, value] of Object.entries(node)) {
    if (!['examples', 'example', 'default'].includes(key)) eachSchema(value, `${at}/${key}`, visit)
  }
}
