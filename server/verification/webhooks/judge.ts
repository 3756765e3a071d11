// What an endpoint got, beside what it was to get.
import { Webhook } from 'standardwebhooks'
import type { Received } from '../../test/webhooks/receiver.ts'

/** As it was appended. */
export interface Told {
  readonly id: string
  readonly type: string
  readonly resource: { readonly type: string; readonly id: string; readonly version: number }
  readonly data: unknown
  readonly occurredAt: Date
}

/** `atMs`: since 1970. */
export type Receipt = Pick<Received, 'headers' | 'body'> & { readonly atMs: number }

/** Neither forged nor out of order: what holds for every endpoint, however it answers. In words, with the ids. */
export function faultsOf(told: ReadonlyMap<string, Told>, receipts: readonly Receipt[], secret: string): string[] {
  const webhook = new Webhook(secret)
  const faults: string[] = []
  const lastOf = new Map<string, number>()
  for (const { headers, body } of receipts) {
    const id = String(headers['webhook-id'])
    let message: Told
    try {
      message = webhook.verify(body, headers as Record<string, string>) as Told
    } catch (error) {
      faults.push(`forged: ${id} (${(error as Error).message})`)
      continue
    }
    const known = told.get(id)
    if (!known || message.id !== id || essence(message) !== essence(known)) {
      faults.push(`made up: ${id} says what was never told`)
      continue
    }
    const { type, id: resource, version } = message.resource
    const last = lastOf.get(`${type}/${resource}`) ?? -1
    if (version < last) faults.push(`out of order: ${id} of ${resource} at ${version}, after ${last}`)
    lastOf.set(`${type}/${resource}`, Math.max(version, last))
  }
  return faults
}

export function missingOf(told: ReadonlyMap<string, Told>, receipts: readonly Receipt[]): string[] {
  const got = new Set(receipts.map(({ headers }) => headers['webhook-id']))
  return [...told.keys()].filter(id => !got.has(id)).map(id => `missing: ${id}`)
}

/** From what happened to its first receipt, in milliseconds: half of them, and all but one in a hundred. */
export function delaysOf(told: ReadonlyMap<string, Told>, receipts: readonly Receipt[]) {
  const first = new Map<string, number>()
  for (const { headers, atMs } of receipts) {
    const id = String(headers['webhook-id'])
    if (!first.has(id)) first.set(id, atMs)
  }
  const delays = [...first].flatMap(([id, atMs]) => (told.get(id) ? [atMs - told.get(id)!.occurredAt.getTime()] : []))
  delays.sort((one, other) => one - other)
  const at = (share: number) =>
    Math.round(delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? NaN)
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}

const essence = ({ type, resource, data }: Told) =>
  JSON.stringify([type, resource.type, resource.id, resource.version, sorted(data)])

/** PostgreSQL has an order of keys of its own. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]))
}
