// Every SQL statement of deliveries as their owner sees them: listed, looked at, sent again.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { keptDays } from '../messages/partition-statements.ts'
import type { SentMessage } from './body.ts'
import { messageOf, type MessageRow } from './queue-statements.ts'

export type DeliveriesStore = ReturnType<typeof createDeliveriesStore>

export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'abandoned'

export interface Delivery {
  readonly number: number
  readonly id: string
  readonly messageId: string
  readonly type: string
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly lastAttemptAt: Date | null
  readonly lastStatus: number | null
  readonly nextAttemptAt: Date | null
  readonly createdAt: Date
}

export interface Attempt {
  readonly attempt: number
  readonly startedAt: Date
  readonly durationMs: number
  readonly status: number | null
  readonly answer: string | null
  readonly error: string | null
}

export interface DeliveryOf {
  readonly accountId: string
  readonly endpointId: string
  readonly deliveryId: string
}

interface LockedEndpoint {
  readonly isDisabled: boolean
  readonly now: Date
}

const attemptsMax = 100

/** What a disabled endpoint has missed is given up at once, whenever the row says so too. */
const statusSql = `case when delivery.state <> 'waiting' then delivery.state
  when endpoint.disabled_at is not null or delivery.queued_at < endpoint.enabled_at then 'abandoned'
  when delivery.tries > 0 and (delivery.leased_until is null or delivery.leased_until <= now()) then 'failed'
  else 'pending' end`

/** The rows that can have a status, so that an index finds them. */
const mayHave: Readonly<Record<DeliveryStatus, string>> = {
  pending: `delivery.state = 'waiting'`,
  failed: `delivery.state = 'waiting'`,
  delivered: `delivery.state = 'delivered'`,
  abandoned: `delivery.state in ('waiting', 'abandoned')`,
}

const columns = `delivery.number, delivery.id, delivery.message_id as "messageId", delivery.type,
  ${statusSql} as status, delivery.attempts, delivery.last_attempt_at as "lastAttemptAt",
  delivery.last_status as "lastStatus", case when ${statusSql} in ('pending', 'failed')
    then greatest(delivery.due_at, endpoint.paused_until) end as "nextAttemptAt",
  delivery.created_at as "createdAt"`

const ofOwner = `
from webhook_deliveries as delivery join webhook_endpoints as endpoint on endpoint.id = delivery.endpoint_id
where endpoint.account_id = :accountId and endpoint.id = :endpointId
  and delivery.created_at > now() - interval '${keptDays} days'`

export function createDeliveriesStore(sql: Sql) {
  return {
    /** Newest first. */
    async list({
      status,
      beforeNumber,
      ...of
    }: Omit<DeliveryOf, 'deliveryId'> & {
      status: DeliveryStatus | undefined
      beforeNumber: number | undefined
      limit: number
    }): Promise<readonly Delivery[]> {
      const withStatus = status === undefined ? '' : `and ${mayHave[status]} and ${statusSql} = :status`
      const before = beforeNumber === undefined ? '' : 'and delivery.number < :beforeNumber::bigint'
      const { rows } = await sql.raw<{ rows: Delivery[] }>(
        `select ${columns} ${ofOwner} ${withStatus} ${before} order by delivery.number desc limit :limit`,
        { ...of, ...(status !== undefined && { status }), ...(beforeNumber !== undefined && { beforeNumber }) },
      )
      return rows
    },

    async find(of: DeliveryOf): Promise<Delivery | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: Delivery[] }>(`select ${columns} ${ofOwner} and delivery.id = :deliveryId`, { ...of })
      return row
    },

    /** Its last attempts that have ended, the last one first. */
    async attempts(number: number): Promise<readonly Attempt[]> {
      return (await sql('webhook_attempts')
        .where({ delivery_number: number })
        .orderBy('attempt', 'desc')
        .limit(attemptsMax)
        .select(
          'attempt',
          'started_at as startedAt',
          'duration_ms as durationMs',
          'status',
          'answer',
          'error',
        )) as Attempt[]
    },

    async message(number: number): Promise<SentMessage | undefined> {
      const {
        rows: [row],
      } = await sql.raw<{ rows: MessageRow[] }>(
        `
        select delivery.example, message.id, message.type, message.occurred_at as "occurredAt", message.test,
          message.resource_type as "resourceType", message.resource_id as "resourceId",
          message.resource_version as "resourceVersion", message.data
        from webhook_deliveries as delivery
        left join messages as message on message.place = delivery.place and message.appended_at = delivery.appended_at
        where delivery.number = ?`,
        [number],
      )
      return row && messageOf(row)
    },

    /** Whether the endpoint is disabled; undefined: the account has none like it. Nobody changes it meanwhile. */
    async lockEndpoint(accountId: string, id: string): Promise<LockedEndpoint | undefined> {
      return (await sql('webhook_endpoints')
        .where({ account_id: accountId, id })
        .forNoKeyUpdate()
        .first(sql.raw('disabled_at is not null as "isDisabled", now() as now'))) as LockedEndpoint | undefined
    },

    /** Its owner is there and looks: what it asked to wait for is over. */
    async unpause(endpointId: string): Promise<void> {
      await sql('webhook_endpoints')
        .where({ id: endpointId })
        .whereNotNull('paused_until')
        .update({ paused_until: null })
    },

    /** Queues it once more, from its first try on. What has ended before waits for nobody now, and nobody for it. */
    async requeue(number: number): Promise<void> {
      await sql.raw(
        `
        update webhook_deliveries set state = 'waiting', tries = 0, first_tried_at = null,
          queued_at = clock_timestamp(), due_at = clock_timestamp(),
          ordered = ordered and state = 'waiting' and queued_at >= (
            select enabled_at from webhook_endpoints where id = endpoint_id)
        where number = ?`,
        [number],
      )
    },

    /** A message that only this endpoint gets. */
    async insertExample({ id, endpointId, message }: { id: string; endpointId: string; message: SentMessage }) {
      await sql('webhook_deliveries').insert({
        id,
        endpoint_id: endpointId,
        message_id: message.id,
        type: message.type,
        example: JSON.stringify(message),
        resource: `${message.resource.type}/${message.resource.id}`,
        ordered: false,
      })
    },
  }
}
