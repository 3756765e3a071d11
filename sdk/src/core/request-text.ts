// What is sent, as text: path, query and body. What JSON or a query would turn into something else in silence, a Date
// or a number that is none, is a TypeError that names it.
import type { QueryInput } from './contract.ts'
import { EventlyError } from './errors.ts'

/** An empty id, or one of dots, would make another path of it. */
export function pathText(template: string, parameters: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (typeof value !== 'string' || value === '' || /^\.+$/.test(value))
      throw new EventlyError(`${name} must be an id.`)
    return encodeURIComponent(value)
  })
}

/** With its question mark; empty where there is nothing to send: `undefined` and `null` are left out. */
export function queryText(query: QueryInput = {}): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (one !== undefined && one !== null) pairs.append(name, parameterText(name, one))
  return pairs.size > 0 ? `?${pairs.toString()}` : ''
}

/** JSON, with a Date as RFC 3339 in UTC. */
export function bodyText(body: unknown): string {
  return JSON.stringify(body, function (this: Readonly<Record<string, unknown>>, name: string, value: unknown) {
    const given = this[name] // as it was before Date.toJSON
    if (given instanceof Date) return timeText(name, given)
    if (typeof value === 'number') return finite(name, value)
    return value
  })
}

function parameterText(name: string, value: unknown): string {
  if (value instanceof Date) return timeText(name, value)
  if (typeof value === 'number') return String(finite(name, value))
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  throw new TypeError(`${name} must be a string, a number, a boolean, a Date or an array of these.`)
}

/** RFC 3339 has years of four digits. */
function timeText(name: string, time: Date): string {
  const text = Number.isNaN(time.getTime()) ? '' : time.toISOString()
  if (!/^\d{4}-/.test(text)) throw new TypeError(`${name || 'The body'} must be a valid Date of the years 0 to 9999.`)
  return text
}

function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new TypeError(`${name || 'The body'} must be a finite number; it is ${value}.`)
  return value
}
