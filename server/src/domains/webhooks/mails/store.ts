// Every SQL statement of the mails that wait: sending them, and one message becoming mails to many.
import type { TakenMail } from '../../../platform/mail-queue.ts'
import { ageSecondsSql, leaseSeconds, mailQueueOn, takeMailsSql } from '../../../platform/postgres/mail-statements.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import { priorities, type EventMailType, type MailType } from './rules.ts'

export interface DueMail extends TakenMail {
  readonly type: MailType
  readonly eventId: string
  readonly resourceId: string
  /** Names of what has changed; of some tickets that were cancelled or of a refund, their ids. */
  readonly changes: readonly string[] | null
  /** About one ticket of the booking, as it was at this serial; null: about all of it. */
  readonly ticket: { readonly id: string; readonly serial: number } | null
  /** It goes to who comes with the ticket. */
  readonly isToHolder: boolean
  readonly test: boolean
  /** A mail server has it. */
  readonly isSent: boolean
  /** It was not sent so far because its email is not verified. */
  readonly waits: boolean
}

/** A message that is to become mails to many. */
export interface EventMail extends TakenMail {
  readonly type: EventMailType
  readonly eventId: string
  readonly occurredAt: Date
}

/** How far it has come: behind which booking, or which place of the waitlist. */
export interface Progress {
  readonly stage: 'bookings' | 'waitlist'
  readonly after: string
}

export type MailsStore = ReturnType<typeof createMailsStore>

export function createMailsStore(sql: Sql) {
  const mailColumns =
    'id, type, event_id, resource_id, changes, ticket_id, ticket_serial, to_holder, test, sent_at, waits, priority'
  const takenMailSql = takeMailsSql(mailColumns, {
    order: 'priority, due_at',
  })
  const takenEventMailSql = takeMailsSql('id, type, event_id, occurred_at', { table: 'event_mails' })
  const returned = `id, attempts, ${ageSecondsSql('created_at')} as "ageSeconds", type, event_id as "eventId"`

  return {
    mails: {
      ...mailQueueOn(sql, { counted: 'not waits' }),

      async take(limit: number): Promise<readonly DueMail[]> {
        const { rows } = await sql.raw<{ rows: DueMail[] }>(
          `with taken as (${takenMailSql})
          select ${returned}, resource_id as "resourceId", changes, test, sent_at is not null as "isSent", waits,
            case when ticket_id is not null then json_build_object('id', ticket_id, 'serial', ticket_serial) end
              as ticket,
            to_holder as "isToHolder"
          from taken order by priority, created_at, id`,
          [limit],
        )
        return rows
      },

      /** Does nothing where another process has taken it since. */
      async markSent({ id, attempts }: TakenMail): Promise<void> {
        await sql('mails').where({ id, attempts }).update({ sent_at: sql.fn.now() })
      },

      async noteWaiting({ id, attempts }: TakenMail, waits: boolean): Promise<void> {
        await sql('mails').where({ id, attempts }).update({ waits })
      },
    },

    eventMails: {
      ...mailQueueOn(sql, { table: 'event_mails' }),

      async take(limit: number): Promise<readonly EventMail[]> {
        const { rows } = await sql.raw<{ rows: EventMail[] }>(
          `with taken as (${takenEventMailSql})
          select ${returned}, occurred_at as "occurredAt" from taken`,
          [limit],
        )
        return rows
      },

      /** How far it has come; from here on no other change is told with it. Undefined: another process has it. */
      async begin({ id, attempts }: TakenMail): Promise<Progress | undefined> {
        const { rows } = await sql.raw<{ rows: Progress[] }>(
          `update event_mails set stage = coalesce(stage, 'bookings') where id = ? and attempts = ?
          returning stage, after`,
          [id, attempts],
        )
        return rows[0]
      },

      /**
       * Queues a mail to each of these and moves on, or is done where nothing follows: both or neither. False where
       * another process has it, and nothing is queued.
       */
      async addPage(
        { id, attempts }: TakenMail,
        resourceIds: readonly string[],
        following: Progress | undefined,
      ): Promise<boolean> {
        const moved = following
          ? `update event_mails set stage = ?, after = ?, due_at = now() + interval '${leaseSeconds} seconds'`
          : 'delete from event_mails'
        const { rows } = await sql.raw<{ rows: { moved: boolean }[] }>(
          `
          with moved as (${moved} where id = ? and attempts = ? returning id, type, event_id, changes, test),
          added as (
            insert into mails (id, type, event_id, resource_id, changes, test, priority)
            select moved.id || '.' || resource_id, type, event_id, resource_id, changes, test, ${priorities.toMany}
            from moved, unnest(?::text[]) as resource_id
          )
          select exists (select from moved) as moved`,
          [...(following ? [following.stage, following.after] : []), id, attempts, [...resourceIds]],
        )
        return rows[0]!.moved
      },
    },
  }
}
