// Cells as values: texts, numbers, yes and no, lists. What could mean two things is a fault, never a guess.
import { limits } from './limits.ts'

/** What is wrong with a cell, to be read behind its column's name. */
export class CellFault extends Error {
  override readonly name = 'CellFault'
}

export const fault = (message: string) => new CellFault(message)
export const shown = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return JSON.stringify(text.length > shownMax ? `${text.slice(0, shownMax)}…` : text)
}
const shownMax = 60

/** Undefined for what is empty. */
export function textIn(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') throw fault(`must be a text, not ${shown(value)}`)
  const text = value.trim()
  if (text === '') return undefined
  // A program has written the formula into the file instead of what it stands for.
  if (/^=(?!=)/.test(text)) throw fault(`is a formula, ${shown(text)}: save the file with the values of its formulas`)
  return text
}

/** Of one line, with so many characters at most. */
export const lineOf = (charactersMax: number) => (value: unknown) => {
  const text = textIn(value)
  if (text?.includes('\n')) throw fault('must be one line, and has a line break')
  return checked(text, charactersMax)
}

/** With line breaks, if there are any. */
export const linesOf = (charactersMax: number) => (value: unknown) => checked(textIn(value), charactersMax)

function checked(text: string | undefined, charactersMax: number): string | undefined {
  if (text === undefined) return undefined
  const length = [...text].length
  if (length > charactersMax) throw fault(`must have ${charactersMax} characters at most, and has ${length}`)
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text))
    throw fault('has a control character')
  return text
}

/** A whole number; `1,200` and `1.200` are refused: they may be 1.2 as well. */
export const wholeOf =
  ({ min, max }: { readonly min: number; readonly max: number }) =>
  (value: unknown): number | undefined => {
    const text = textIn(value)
    if (text === undefined) return undefined
    if (!/^\d{1,15}$/.test(text)) throw fault(`must be a whole number such as 120, not ${shown(text)}`)
    const number = Number(text)
    if (number < min || number > max) throw fault(`must be from ${min} to ${max}, not ${number}`)
    return number
  }

/** A decimal number, with a point. */
export const decimalOf =
  ({ min, max }: { readonly min: number; readonly max: number }) =>
  (value: unknown): number | undefined => {
    const text = textIn(value)
    if (text === undefined) return undefined
    if (!/^-?\d{1,10}(\.\d+)?$/.test(text)) throw fault(`must be a number such as 53.5413, not ${shown(text)}`)
    const number = Number(text)
    if (number < min || number > max) throw fault(`must be from ${min} to ${max}, not ${text}`)
    return number
  }

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1', 'x'].map(word => [word, true] as const),
  ...['false', 'no', 'n', '0'].map(word => [word, false] as const),
])

export function yesOrNo(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = textIn(value)
  if (text === undefined) return undefined
  const known = words.get(text.toLowerCase())
  if (known === undefined) throw fault(`must be yes or no, not ${shown(text)}`)
  return known
}

/** A list of JSON, or a text separated by one of these. Nothing where it is empty. */
export const listOf =
  (separator: RegExp) =>
  (value: unknown): readonly string[] => {
    const parts = Array.isArray(value) ? value.map(textIn) : (textIn(value)?.split(separator).map(textIn) ?? [])
    return parts.filter(part => part !== undefined)
  }

/** `season=spring | budget=7711`; an object as it is. */
export function pairsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const pairs = isObject
    ? Object.entries(value).map(([name, text]) => [name, textIn(text) ?? ''] as const)
    : listOf(/[|\n]/)(value).map(pairIn)
  if (pairs.length === 0) return undefined
  if (pairs.length > limits.metadataNames)
    throw fault(`must have ${limits.metadataNames} names at most, and has ${pairs.length}`)
  return Object.fromEntries(pairs)
}

function pairIn(text: string): readonly [name: string, text: string] {
  const at = text.indexOf('=')
  if (at < 1) throw fault(`must be names and texts such as season=spring, not ${shown(text)}`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

/** An https URL; the server looks at the rest of it. */
export function urlIn(value: unknown): string | undefined {
  const text = lineOf(limits.url)(value)
  if (text !== undefined && !/^https:\/\/[^/@\s]+/.test(text))
    throw fault(`must be a URL that begins with https://, not ${shown(text)}`)
  return text
}

export const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (value: unknown): Choice | undefined => {
    const text = textIn(value)
    if (text === undefined) return undefined
    const found = choices.find(choice => choice === text.toLowerCase())
    if (found === undefined) throw fault(`must be ${choices.join(' or ')}, not ${shown(text)}`)
    return found
  }
