// Messages as they stand in their table, each checked against what the contract says of its type.
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import { expect } from 'chai'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { eventually } from './processes.ts'
import type { TestServer } from './server.ts'

export interface SeenMessage {
  readonly place: number
  readonly id: string
  readonly accountId: string
  readonly type: string
  readonly resourceType: string
  readonly resourceId: string
  readonly version: number
  readonly eventId: string
  readonly test: boolean
  readonly silent: boolean
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test expects of it, it says itself
  readonly data: any
  readonly occurredAt: Date
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly $ref?: string
}
interface Document {
  readonly webhooks: Readonly<Record<string, { readonly post: { readonly requestBody: { readonly content: object } } }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const document = JSON.parse(
  await readFile(new URL('../../../../openapi/generated/evently.json', import.meta.url), 'utf8'),
) as Document
export const messageTypes: readonly string[] = Object.keys(document.webhooks)
const ajv = new Ajv2020({ strict: false, allErrors: true })
;(addFormatsModule as unknown as (ajv: Ajv2020) => void)(ajv)
ajv.addSchema(document, 'contract')

const typeSchema = (type: string) =>
  `${type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Message`

/** Every message so far in the order of the feed, of one event or of all. */
export async function messagesOf({ knex }: Database, eventId?: string): Promise<readonly SeenMessage[]> {
  const rows = await knex('messages')
    .modify(query => {
      if (eventId !== undefined) void query.where({ event_id: eventId })
    })
    .orderBy('place')
    .select<SeenMessage[]>({
      place: 'place',
      id: 'id',
      accountId: 'account_id',
      type: 'type',
      resourceType: 'resource_type',
      resourceId: 'resource_id',
      version: 'resource_version',
      eventId: 'event_id',
      test: 'test',
      silent: 'silent',
      data: 'data',
      occurredAt: 'occurred_at',
    })
  for (const message of rows) expectContract(message)
  return rows
}

/** Asks for an event's messages until there are as many as expected, or more. */
export const messagesWhen = (
  { databases }: Pick<TestServer, 'databases'>,
  eventId: string,
  isSo: (messages: readonly SeenMessage[]) => boolean,
): Promise<readonly SeenMessage[]> =>
  eventually(() => messagesOf(databases.bookings, eventId), isSo, { withinMs: 10_000 })

/** It is as the contract's webhook of its type says, and has nothing that isn't described there. */
export function expectContract({ id, type, resourceType, resourceId, version, test, data, occurredAt }: SeenMessage) {
  const resource = { type: resourceType, id: resourceId, version }
  const body = { id, type, occurredAt: occurredAt.toISOString(), test, resource, data }
  const name = typeSchema(type)
  const validate = ajv.getSchema(`contract#/components/schemas/${name}`)
  if (!validate) throw new Error(`the contract describes no ${name}`)
  expect(validate(body), `${type}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`).to.equal(true)
  expect(undescribed(body, document.components.schemas[name]!, ''), type).to.deep.equal([])
}

/** The properties that no schema describes: nothing personal gets into a message by being left unsaid. */
function undescribed(value: unknown, schema: Schema, path: string): string[] {
  if (schema.$ref) return undescribed(value, document.components.schemas[schema.$ref.split('/').at(-1)!]!, path)
  if (Array.isArray(value)) return value.flatMap((each, n) => undescribed(each, schema.items ?? {}, `${path}/${n}`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, each]) => {
    const described = schema.properties?.[name]
    return described ? undescribed(each, described, `${path}/${name}`) : [`${path}/${name}`]
  })
}

/** What has been told of a booking so far, or is going to be: the types of its messages in their order. */
export async function toldOf({ knex }: Database, bookingId: string): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: { type: string }[] }>(
    `select type from (
      select type, place, false as waits from messages where resource_id = :bookingId and account_id = data ->> 'userId'
      union all select type, place, true from outbox where resource ->> 'id' = :bookingId) as told
    order by waits, place`,
    { bookingId },
  )
  return rows.map(({ type }) => type)
}

/** A message in short. */
export const inShort = ({ type, accountId }: SeenMessage, names: Readonly<Record<string, string>>) =>
  `${type} → ${names[accountId] ?? accountId}`
