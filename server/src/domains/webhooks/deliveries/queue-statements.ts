// Every SQL statement of what is on its way: which deliveries are due, who sends them, and what came of it.
import { inTransaction, type Database, type Sql } from '../../../platform/postgres/sql.ts'
import type { SentMessage } from './body.ts'
import { failuresBeforePause, failuresMax, pauseSecondsMax, triedSecondsMax } from './rules.ts'

export type DeliveryQueue = ReturnType<typeof createDeliveryQueue>

/** Whoever has taken a delivery has it for themself for so long. */
export const leaseSeconds = 15

export interface DueEndpoint {
  readonly id: string
  /** In a row, since the last success. */
  readonly failures: number
}

/** A delivery that this process is to send. */
export interface TakenDelivery {
  readonly number: number
  /** Its number, this one too. */
  readonly attempt: number
  /** Since it was queued, this one too. */
  readonly tries: number
  readonly ageSeconds: number
  /** By the database's clock. */
  readonly takenAt: Date
  readonly endpointId: string
  readonly url: string
  /** Sealed; the one before it too, while it is good. */
  readonly secrets: readonly string[]
  /** Whether something that was sent to the endpoint has failed lately. */
  readonly isFailing: boolean
  /** Undefined: it is kept no longer. */
  readonly message: SentMessage | undefined
}

/** What came of an attempt. */
export interface Attempted {
  readonly number: number
  readonly attempt: number
  readonly endpointId: string
  readonly wasFailing: boolean
  readonly startedAt: Date
  readonly durationMs: number
  readonly status?: number | undefined
  readonly answer?: string | undefined
  /** Undefined: it was delivered. */
  readonly error?: string | undefined
  readonly state: 'waiting' | 'delivered' | 'abandoned'
  readonly retrySeconds?: number | undefined
  /** What the endpoint asked for. */
  readonly retryAfterSeconds?: number | undefined
  readonly isGone: boolean
}

export function createDeliveryQueue(database: Database) {
  const { knex } = database

  return {
    /** The endpoints that can be sent something now. Costs as much as there are endpoints with something to send. */
    async dueEndpoints(): Promise<readonly DueEndpoint[]> {
      const { rows } = await knex.raw<{ rows: DueEndpoint[] }>(dueEndpointsSql)
      return rows
    },

    /**
     * Takes what is due at these endpoints, the longest due first: at most `free` for this process, and at most `max`
     * under way at all processes together.
     */
    async take(
      places: readonly { readonly endpointId: string; readonly free: number; readonly max: number }[],
    ): Promise<readonly TakenDelivery[]> {
      const { rows } = await knex.raw<{ rows: TakenRow[] }>(takeSql, [
        places.map(({ endpointId }) => endpointId),
        places.map(({ free }) => free),
        places.map(({ max }) => max),
      ])
      return rows.map(takenOf)
    },

    /** Gives back what was taken and not sent. */
    async release(taken: readonly Pick<TakenDelivery, 'number' | 'attempt'>[]): Promise<void> {
      await knex.raw(releaseSql, [taken.map(({ number }) => number), taken.map(({ attempt }) => attempt)])
    },

    /** Writes down what came of attempts, and what follows for their endpoints; all or nothing. */
    async record(attempts: readonly Attempted[]): Promise<void> {
      const rows = JSON.stringify(attempts.map(attemptRow))
      const endpoints = outcomesOf(attempts)
      if (endpoints.length === 0) return void (await knex.raw(recordSql, [rows]))
      await inTransaction(
        database,
        sql => sql,
        async sql => {
          await sql.raw(recordSql, [rows])
          await sql('webhook_endpoints')
            .whereIn(
              'id',
              endpoints.map(({ id }) => id),
            )
            .orderBy('id')
            .forNoKeyUpdate()
            .select('id')
          await sql.raw(outcomesSql, [JSON.stringify(endpoints)])
        },
      )
    },

    /** Gives up a batch of what disabled endpoints are not sent any more; true when there may be more. */
    giveUpDropped: (limit: number) => hasMore(knex, giveUpDroppedSql, [], limit),
    /** Deletes a batch of what was sent to endpoints that are gone; true when there may be more. */
    forgetOrphans: (limit: number) => hasMore(knex, forgetOrphansSql, [], limit),
    /** Deletes a batch of what is kept no longer; true when there may be more. */
    forgetOld: (keptDays: number, limit: number) => hasMore(knex, forgetOldSql, [keptDays], limit),

    /** What waits (counted up to 10,000), for how long what could be sent has been due, and who fails. */
    async backlog(): Promise<{ waiting: number; overdueSeconds: number; failing: number }> {
      const {
        rows: [row],
      } = await knex.raw<{ rows: { waiting: number; overdueSeconds: number; failing: number }[] }>(backlogSql)
      return row!
    },
  }
}

async function hasMore(sql: Sql, statement: string, bindings: readonly number[], limit: number): Promise<boolean> {
  const { rowCount } = await sql.raw<{ rowCount: number }>(statement, [...bindings, limit])
  return rowCount === limit
}

/** Endpoints with something that waits, found by skipping from one to the next in the index. */
const waitingEndpoints = `
with recursive waiting (endpoint_id) as (
  (select endpoint_id from webhook_deliveries where state = 'waiting' order by endpoint_id limit 1)
  union all
  select (
    select next.endpoint_id from webhook_deliveries as next
    where next.state = 'waiting' and next.endpoint_id > waiting.endpoint_id order by next.endpoint_id limit 1)
  from waiting where waiting.endpoint_id is not null
)`

const dueEndpointsSql = `${waitingEndpoints}
select endpoint.id, endpoint.failures from waiting join webhook_endpoints as endpoint on endpoint.id = endpoint_id
where endpoint.disabled_at is null and (endpoint.paused_until is null or endpoint.paused_until <= now())
  and exists (
    select from webhook_deliveries as delivery where delivery.endpoint_id = endpoint.id and delivery.state = 'waiting'
      and delivery.due_at <= now() and (delivery.leased_until is null or delivery.leased_until <= now()))`

/** What was queued before the endpoint was enabled is dropped: it is not sent, and nothing waits for it. */
const takeSql = `
with place as (
  select endpoint.id as endpoint_id, endpoint.enabled_at, greatest(0, least(place.free, place.max - (
      select count(*) from webhook_deliveries as sent
      where sent.endpoint_id = place.endpoint_id and sent.leased_until > now())))::int as free
  from unnest(?::text[], ?::int[], ?::int[]) as place (endpoint_id, free, max)
  join webhook_endpoints as endpoint on endpoint.id = place.endpoint_id and endpoint.disabled_at is null
), head as (
  select head.number from place cross join lateral (
    select delivery.number from webhook_deliveries as delivery
    where delivery.endpoint_id = place.endpoint_id and delivery.state = 'waiting' and delivery.due_at <= now()
      and (delivery.leased_until is null or delivery.leased_until <= now())
      and delivery.queued_at >= place.enabled_at
      and not (delivery.ordered and exists (
        select from webhook_deliveries as earlier
        where earlier.endpoint_id = delivery.endpoint_id and earlier.resource = delivery.resource
          and earlier.state = 'waiting' and earlier.ordered and earlier.number < delivery.number
          and earlier.queued_at >= place.enabled_at))
    order by delivery.due_at limit place.free for update skip locked
  ) as head
), taken as (
  update webhook_deliveries as delivery set attempts = attempts + 1, tries = tries + 1,
    leased_until = now() + interval '${leaseSeconds} seconds', first_tried_at = coalesce(first_tried_at, now())
  from head where delivery.number = head.number
  returning delivery.number, attempts, tries, first_tried_at, endpoint_id, place, appended_at, example
)
select taken.number, taken.attempts as attempt, taken.tries,
  extract(epoch from now() - taken.first_tried_at)::float8 as "ageSeconds", now() as "takenAt",
  taken.endpoint_id as "endpointId", endpoint.url, endpoint.secret,
  case when endpoint.previous_secret_until > now() then endpoint.previous_secret end as "previousSecret",
  endpoint.failures > 0 as "isFailing", taken.example, message.id, message.type, message.occurred_at as "occurredAt",
  message.test, message.resource_type as "resourceType", message.resource_id as "resourceId",
  message.resource_version as "resourceVersion", message.data
from taken join webhook_endpoints as endpoint on endpoint.id = taken.endpoint_id
left join messages as message on message.place = taken.place and message.appended_at = taken.appended_at`

interface TakenRow extends Omit<TakenDelivery, 'secrets' | 'message'>, MessageRow {
  readonly secret: string
  readonly previousSecret: string | null
}

/** A delivery's message: the one that was appended, or the example that is kept with it. */
export interface MessageRow {
  readonly example: (Omit<SentMessage, 'occurredAt'> & { readonly occurredAt: string }) | null
  readonly id: string | null
  readonly type: string
  readonly occurredAt: Date
  readonly test: boolean
  readonly resourceType: string
  readonly resourceId: string
  readonly resourceVersion: number
  readonly data: Readonly<Record<string, unknown>>
}

export function messageOf(row: MessageRow): SentMessage | undefined {
  if (row.example) return { ...row.example, occurredAt: new Date(row.example.occurredAt) }
  const { id, type, occurredAt, test, data } = row
  if (id === null) return undefined
  const resource = { type: row.resourceType, id: row.resourceId, version: row.resourceVersion }
  return { id, type, occurredAt, test, resource, data }
}

function takenOf(row: TakenRow): TakenDelivery {
  const { number, attempt, tries, ageSeconds, takenAt, endpointId, url, secret, previousSecret, isFailing } = row
  const secrets = previousSecret === null ? [secret] : [secret, previousSecret]
  return { number, attempt, tries, ageSeconds, takenAt, endpointId, url, secrets, isFailing, message: messageOf(row) }
}

const releaseSql = `
update webhook_deliveries as delivery set attempts = attempts - 1, tries = tries - 1, leased_until = null
from unnest(?::bigint[], ?::int[]) as given (number, attempt)
where delivery.number = given.number and delivery.attempts = given.attempt and delivery.state = 'waiting'`

/** A row is as whoever has it taken last says; a process that was paused past its lease changes it no more. */
const recordSql = `
with attempted as (
  select * from jsonb_to_recordset(?::jsonb) as attempted (number bigint, attempt int, started_at timestamptz,
    duration_ms int, status int, answer text, error text, state text, retry_seconds float8)
), noted as (
  update webhook_deliveries as delivery set state = attempted.state, leased_until = null,
    last_attempt_at = attempted.started_at, last_status = attempted.status,
    due_at = clock_timestamp() + make_interval(secs => coalesce(attempted.retry_seconds, 0))
  from attempted
  where delivery.number = attempted.number and delivery.attempts = attempted.attempt and delivery.state = 'waiting'
)
insert into webhook_attempts (delivery_number, attempt, started_at, duration_ms, status, answer, error)
select number, attempt, started_at, duration_ms, status, answer, error from attempted
where exists (select from webhook_deliveries as delivery where delivery.number = attempted.number)
on conflict do nothing`

const attemptRow = (attempted: Attempted) => ({
  number: attempted.number,
  attempt: attempted.attempt,
  started_at: attempted.startedAt,
  duration_ms: attempted.durationMs,
  status: attempted.status,
  answer: attempted.answer,
  error: attempted.error,
  state: attempted.state,
  retry_seconds: attempted.retrySeconds,
})

/** What attempts say of an endpoint; nothing of one that was well and is. */
function outcomesOf(attempts: readonly Attempted[]) {
  const byEndpoint = new Map<string, Attempted[]>()
  for (const each of attempts) byEndpoint.set(each.endpointId, [...(byEndpoint.get(each.endpointId) ?? []), each])
  return [...byEndpoint].flatMap(([id, own]) => {
    const failed = own.filter(({ error }) => error !== undefined)
    if (failed.length === 0 && !own.some(({ wasFailing }) => wasFailing)) return []
    return [
      {
        id,
        delivered: failed.length < own.length,
        failed: failed.length,
        failed_at: failed.map(({ startedAt }) => startedAt.toISOString()).sort()[0],
        retry_after: Math.max(0, ...own.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds)),
        gone: own.some(({ isGone }) => isGone),
      },
    ]
  })
}

/**
 * A success ends a failing endpoint's troubles; so many failures in a row, and it is left alone for a while, longer
 * each time. No answer shortens a pause: it is to something that was on its way when the pause began. 410, or three
 * days without a success, and it is disabled, and its owner is to be told.
 */
const outcomesSql = `
with outcome as (
  select * from jsonb_to_recordset(?::jsonb) as outcome (id text, delivered boolean, failed int,
    failed_at timestamptz, retry_after float8, gone boolean)
), counted as (
  select outcome.*, case when delivered then 0 else least(endpoint.failures + failed, ${failuresMax}) end as failures,
    case when delivered then null else coalesce(endpoint.failing_since, failed_at) end as failing_since
  from outcome join webhook_endpoints as endpoint using (id)
), judged as (
  select counted.*, case when gone then 'gone'
      when failing_since <= clock_timestamp() - interval '${triedSecondsMax} seconds' then 'failing' end as reason,
    greatest(retry_after, case when failures < ${failuresBeforePause} then 0 else least(${pauseSecondsMax},
      greatest(1, extract(epoch from clock_timestamp() - failing_since) / 4)) * (0.8 + 0.4 * random()) end) as pause
  from counted
)
update webhook_endpoints as endpoint set failures = judged.failures, failing_since = judged.failing_since,
  paused_until = greatest(paused_until,
    case when pause > 0 then clock_timestamp() + make_interval(secs => pause) end),
  disabled_at = case when reason is not null then clock_timestamp() end, disabled_reason = reason,
  notice_due_at = case when reason is not null then clock_timestamp() end, notice_attempts = 0,
  version = version + case when reason is null then 0 else 1 end,
  updated_at = case when reason is null then updated_at else clock_timestamp() end
from judged where endpoint.id = judged.id and endpoint.disabled_at is null`

const giveUpDroppedSql = `${waitingEndpoints}, dropped as (
  select dropped.number from waiting join webhook_endpoints as endpoint on endpoint.id = waiting.endpoint_id
  cross join lateral (
    select number from webhook_deliveries as delivery
    where delivery.endpoint_id = endpoint.id and delivery.state = 'waiting'
      and delivery.queued_at < case when endpoint.disabled_at is null then endpoint.enabled_at else 'infinity' end
      and (delivery.leased_until is null or delivery.leased_until <= now())
  ) as dropped
  limit ?
)
update webhook_deliveries as delivery set state = 'abandoned', leased_until = null from dropped
where delivery.number = dropped.number and delivery.state = 'waiting'`

const forgetOrphansSql = `
with recursive known (endpoint_id) as (
  (select endpoint_id from webhook_deliveries order by endpoint_id limit 1)
  union all
  select (
    select next.endpoint_id from webhook_deliveries as next where next.endpoint_id > known.endpoint_id
    order by next.endpoint_id limit 1)
  from known where known.endpoint_id is not null
), orphan as (
  select delivery.number from known cross join lateral (
    select number from webhook_deliveries where endpoint_id = known.endpoint_id limit 10000
  ) as delivery
  where not exists (select from webhook_endpoints as endpoint where endpoint.id = known.endpoint_id)
  limit ?
)
delete from webhook_deliveries where number in (select number from orphan)`

const forgetOldSql = `
delete from webhook_deliveries where number in (
  select number from webhook_deliveries where created_at < now() - make_interval(days => ?)
  order by created_at limit ?)`

/** What waits behind another message is not overdue, and what failing endpoints are sent is not either. */
const backlogSql = `
with waiting as (
  select number, endpoint_id, resource, ordered, due_at, leased_until, queued_at from webhook_deliveries
  where state = 'waiting' limit 10000
)
select (select count(*)::int from waiting) as waiting,
  coalesce(greatest(0, extract(epoch from clock_timestamp() - (
    select min(due_at) from waiting
    join webhook_endpoints as endpoint on endpoint.id = waiting.endpoint_id and endpoint.disabled_at is null
      and endpoint.failures = 0 and waiting.queued_at >= endpoint.enabled_at
    where leased_until is null and not (ordered and exists (
      select from webhook_deliveries as earlier
      where earlier.endpoint_id = waiting.endpoint_id and earlier.resource = waiting.resource
        and earlier.state = 'waiting' and earlier.ordered and earlier.number < waiting.number))
  ))), 0)::float8 as "overdueSeconds",
  (select count(*)::int from webhook_endpoints where failing_since is not null and disabled_at is null) as failing`
