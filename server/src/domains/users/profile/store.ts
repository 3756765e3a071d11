// The SQL of what somebody changes about their own account.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { refuseTakenEmail, userColumns, type User } from '../store.ts'

export type ProfileStore = ReturnType<typeof createProfileStore>

export interface NewEmail {
  readonly email: string
  readonly emailKey: string
}

export function createProfileStore(sql: Sql) {
  return {
    /** Undefined when the account is gone. */
    async passwordHash(id: string): Promise<string | undefined> {
      const [hash] = (await sql('users')
        .where({ id })
        .whereNull('erased_at')
        .limit(1)
        .pluck('password_hash')) as string[]
      return hash
    },

    /** False when the account's password is no longer the one that was checked. */
    async replacePassword(id: string, { from, to }: { from: string; to: string }): Promise<boolean> {
      return (await sql('users').where({ id, password_hash: from }).update({ password_hash: to })) === 1
    },

    async setPassword(id: string, passwordHash: string): Promise<void> {
      await sql('users').where({ id }).update({ password_hash: passwordHash })
    },

    /** Undefined when the account is gone. */
    async rename(id: string, name: string): Promise<User | undefined> {
      const [user] = (await sql('users')
        .where({ id })
        .whereNull('erased_at')
        .update({ name, version: sql.raw('version + 1') })
        .returning(userColumns)) as User[]
      return user
    },

    /**
     * Gives the account another email, which nobody has verified unless it is the same in other letters. Undefined when
     * its password is no longer the one that was checked. Problem: email_taken.
     */
    async moveTo(
      id: string,
      { email, emailKey, name, passwordHash }: NewEmail & { name: string | undefined; passwordHash: string },
    ): Promise<User | undefined> {
      const changes = { email, email_key: emailKey, name } // knex leaves out what is undefined
      const verified = sql.raw('case when email_key = ? then email_verified_at end', [emailKey])
      const [user] = (await sql('users')
        .where({ id, password_hash: passwordHash })
        .update({ ...changes, email_verified_at: verified, version: sql.raw('version + 1') })
        .returning(userColumns)
        .catch(refuseTakenEmail)) as User[]
      return user
    },

    /** Its owner has read mail there; a second time changes nothing. */
    async verifyEmail(id: string): Promise<void> {
      await sql('users')
        .where({ id })
        .whereNull('email_verified_at')
        .update({ email_verified_at: sql.fn.now(3), version: sql.raw('version + 1') })
    },
  }
}
