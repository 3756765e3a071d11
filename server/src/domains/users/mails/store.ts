// Every SQL statement of the mails about accounts and of their tokens.
import type { TakenMail } from '../../../platform/mail-queue.ts'
import { ageSecondsSql, leaseSeconds, mailQueueOn, takeMailsSql } from '../../../platform/postgres/mail-statements.ts'
import type { Sql } from '../../../platform/postgres/sql.ts'
import { tokenPurposes, type TokenPurpose } from './tokens.ts'

export type MailsStore = ReturnType<typeof createMailsStore>

export type MailPurpose = TokenPurpose | 'email_changed'

/** A mail whose turn it is, with the account as it is now. */
export interface DueMail extends TakenMail {
  readonly purpose: MailPurpose
  /** Where to, if not to the account's email. */
  readonly address: string | null
  /** Null: there is no such account, or it is disabled. */
  readonly account: {
    readonly id: string
    readonly email: string
    readonly emailKey: string
    readonly emailVerified: boolean
  } | null
}

type DueRow = Omit<DueMail, 'account'> & {
  readonly userId: string | null
  readonly email: string
  readonly emailKey: string
  readonly emailVerified: boolean
}

/** A request while a mail is on its way adds none, and hastens one that failed: never before its sender is done. */
const onItsWay = `
  on conflict (user_id, purpose) where purpose <> 'email_changed'
  do update set due_at = least(mails.due_at, now() + interval '${leaseSeconds} seconds')`

export function createMailsStore(sql: Sql) {
  return {
    ...mailQueueOn(sql),

    async enqueue({ id, userId, purpose }: { id: string; userId: string; purpose: TokenPurpose }): Promise<void> {
      await sql.raw(`insert into mails (id, user_id, purpose) values (?, ?, ?) ${onItsWay}`, [id, userId, purpose])
    },

    /** To an address that the account has had. */
    async enqueueChanged({ id, userId, address }: { id: string; userId: string; address: string }): Promise<void> {
      await sql('mails').insert({ id, user_id: userId, purpose: 'email_changed', address })
    },

    /** One statement that writes one row, whether an account has this email or not. */
    async enqueueReset({ id, emailKey }: { id: string; emailKey: string }): Promise<void> {
      await sql.raw(
        `
        insert into mails (id, user_id, purpose)
        values (?, (select id from users where email_key = ? and not disabled), 'password_reset')
        ${onItsWay}`,
        [id, emailKey],
      )
    },

    /** At most `limit` mails whose time has come; each is due again later unless it is done by then. */
    async take(limit: number): Promise<readonly DueMail[]> {
      const { rows } = await sql.raw<{ rows: DueRow[] }>(
        `
        with taken as (${takeMailsSql('id, user_id, purpose, address')})
        select taken.id, purpose, address, attempts,
          ${ageSecondsSql('taken.created_at')} as "ageSeconds", users.id as "userId", email,
          email_key as "emailKey", email_verified_at is not null as "emailVerified"
        from taken left join users on users.id = taken.user_id and not users.disabled`,
        [limit],
      )
      return rows.map(({ userId, email, emailKey, emailVerified, ...mail }) => ({
        ...mail,
        account: userId === null ? null : { id: userId, email, emailKey, emailVerified },
      }))
    },

    /**
     * Keeps a token for the account as long as it has this email. False, and none is kept, where so many other mails
     * with a good token have been sent that this one would be too many, or the email is another one by now.
     */
    async addToken({
      hash,
      userId,
      purpose,
      mailId,
      emailKey,
      livesMinutes,
      goodMax,
    }: {
      hash: Buffer
      userId: string
      purpose: TokenPurpose
      mailId: string
      emailKey: string
      livesMinutes: number
      goodMax: number
    }): Promise<boolean> {
      const { rowCount } = await sql.raw<{ rowCount: number }>(
        `
        insert into mailed_tokens (token_hash, user_id, purpose, mail_id, email_key, expires_at)
        select :hash, id, :purpose, :mailId, email_key, now() + make_interval(mins => :livesMinutes)
        from users where id = :userId and email_key = :emailKey and not disabled and :goodMax > (
          select count(distinct mail_id) from mailed_tokens
          where user_id = :userId and purpose = :purpose and mail_id <> :mailId and expires_at > now())`,
        { hash, userId, purpose, mailId, emailKey, livesMinutes, goodMax },
      )
      return rowCount === 1
    },

    /** Whether a token is good at this moment. Only `useToken` says whether it is one's own to use. */
    async isGood(hash: Buffer, purpose: TokenPurpose): Promise<boolean> {
      const { rows } = await sql.raw<{ rows: unknown[] }>(`select ${goodToken}`, [hash, purpose])
      return rows.length === 1
    },

    /**
     * Uses a token up, and with it every other one of the account for the same purpose: of two that present it one
     * gets the account's id, and the other undefined, as whoever comes with a token that is not good.
     */
    async useToken(hash: Buffer, purpose: TokenPurpose): Promise<string | undefined> {
      const {
        rows: [used],
      } = await sql.raw<{ rows: { userId: string }[] }>(
        `
        delete from mailed_tokens where token_hash in (select token.token_hash ${goodToken} for update of token)
        returning user_id as "userId"`,
        [hash, purpose],
      )
      if (used) await sql('mailed_tokens').where({ user_id: used.userId, purpose }).delete()
      return used?.userId
    },

    /** Tokens that the account was mailed are good no more, and none is mailed that was still to be. */
    async forget(userId: string, ...purposes: readonly TokenPurpose[]): Promise<void> {
      const these = { user_id: userId }
      const of = purposes.length > 0 ? purposes : tokenPurposes
      await sql('mailed_tokens').where(these).whereIn('purpose', of).delete()
      await sql('mails').where(these).whereIn('purpose', of).delete()
    },

    /** Deletes tokens that are over, at most `limit`; says whether there may be more. */
    async forgetEnded(limit: number): Promise<boolean> {
      const { rowCount } = await sql.raw<{ rowCount: number }>(
        `
        delete from mailed_tokens where token_hash in
          (select token_hash from mailed_tokens where expires_at < now() order by expires_at limit ?
            for update skip locked)`,
        [limit],
      )
      return rowCount === limit
    },
  }
}

const goodToken = `
  from mailed_tokens token join users on users.id = token.user_id and users.email_key = token.email_key
  where token.token_hash = ? and token.purpose = ? and token.expires_at > now() and not users.disabled`
