// The SQL that makes mails of messages, in the transaction that appends them.
import type { MessageConsumer } from '../messages/append-statement.ts'
import { changesTogetherSeconds, priorities, tellableChanges } from './rules.ts'

/**
 * Bindings: from which place (exclusive) to which. They were appended since the transaction began, which "now" says: the
 * partitions before that are not looked at.
 */
const appended = `place > ?::bigint and place <= ?::bigint and not silent
  and appended_at >= now() - interval '1 second'`

/** The organizer has a message of its own of the same fact: the buyer's is the one for the account in it. */
const buyersSql = `
insert into mails (id, type, event_id, resource_id, test, priority)
select id, type, event_id, resource_id, test,
  case type when 'waitlist.offered' then ${priorities.offer} else ${priorities.own} end
from messages
where ${appended} and account_id = data ->> 'userId'
  and (type in ('booking.confirmed', 'booking.cancelled', 'booking.refunded', 'waitlist.offered')
    or type = 'waitlist.expired' and data ->> 'expiredReason' = 'offer_expired')
on conflict (id) do nothing`

const cancelledEventsSql = `
insert into event_mails (id, type, event_id, test, occurred_at)
select min(id), type, event_id, bool_or(test), min(occurred_at) from messages
where ${appended} and type = 'event.cancelled'
group by type, event_id
on conflict do nothing`

const changedEventsSql = `
insert into event_mails (id, type, event_id, changes, test, occurred_at, due_at)
select min(id), type, event_id, array_agg(distinct change), bool_or(test), max(occurred_at),
  now() + interval '${changesTogetherSeconds} seconds'
from messages cross join lateral jsonb_array_elements_text(data -> 'changed') as change
where ${appended} and type = 'event.updated' and change = any(?::text[])
group by type, event_id
on conflict (type, event_id) where stage is null do update
set changes = array(select distinct unnest(event_mails.changes || excluded.changes))`

/** Buyers get mails about what is their own; a change or the cancellation of an event becomes mails to many. */
export const queueMails: MessageConsumer = async (transaction, { after, to }) => {
  await transaction.raw(buyersSql, [after, to])
  await transaction.raw(cancelledEventsSql, [after, to])
  await transaction.raw(changedEventsSql, [after, to, Object.keys(tellableChanges)])
}
