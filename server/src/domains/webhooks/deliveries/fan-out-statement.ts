// Which endpoints a message is delivered to: a delivery for each, in the transaction that appends the message.
import type { MessageConsumer } from '../messages/append-statement.ts'

/**
 * To every endpoint of its account that wants its type and is enabled; test messages to those for tests alone. The
 * delivery's id follows from message and endpoint. Messages are appended one transaction after the other, so the
 * deliveries' numbers are in the order of the messages.
 */
export const fanOut: MessageConsumer = async (transaction, { after, to }) => {
  await transaction.raw(fanOutSql, [after, to])
}

/** Where a message was appended is known within this: its partition is found without looking into the others. */
const fanOutSql = `
insert into webhook_deliveries (id, endpoint_id, message_id, type, place, appended_at, resource, ordered)
select 'whd_' || left(encode(sha256(convert_to(message.id || ' ' || endpoint.id, 'UTF8')), 'hex'), 26),
  endpoint.id, message.id, message.type, message.place, message.appended_at,
  message.resource_type || '/' || message.resource_id, true
from messages as message
join webhook_endpoints as endpoint on endpoint.account_id = message.account_id and endpoint.disabled_at is null
  and message.type = any(endpoint.types) and endpoint.mode = case when message.test then 'test' else 'live' end
where message.place > ? and message.place <= ? and message.appended_at >= now() - interval '1 minute'
  and not message.silent
order by message.place, endpoint.id
on conflict (id) do nothing`
