// What somebody changes about their own account: name, email, password.
import { emailKeyOf } from '../../../contract/emails.ts'
import type { Caller } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import { createMailsStore } from '../mails/store.ts'
import type { Passwords } from '../passwords.ts'
import type { Revocations } from '../revocations.ts'
import { createUsersStore, existing, type User } from '../store.ts'
import { createProfileStore } from './store.ts'

export type ProfileService = ReturnType<typeof createProfileService>

export interface ProfileServiceOptions {
  readonly database: Database
  readonly passwords: Passwords
  readonly revocations: Revocations
}

export function createProfileService({ database, passwords, revocations }: ProfileServiceOptions) {
  const users = createUsersStore(database.knex)
  const profiles = createProfileStore(database.knex)

  return { get, update, changePassword, checkPassword }

  /** Problem: token_invalid when the account is gone. */
  async function get(caller: Caller): Promise<User> {
    return existing(await users.find(caller.userId))
  }

  /**
   * Changes the name, the email, or both. An email needs the password: it is where a new password is sent to. Problems:
   * email_taken, current_password_wrong, token_invalid, overloaded.
   */
  async function update(
    caller: Caller,
    { name, email, currentPassword }: { name?: string; email?: string; currentPassword?: string },
  ): Promise<User> {
    if (email !== undefined) return move(caller, { name, email, currentPassword: currentPassword ?? '' })
    return existing(name === undefined ? await users.find(caller.userId) : await profiles.rename(caller.userId, name))
  }

  /** The old address is told, the new one is asked; what was mailed to the old one is worth nothing from then on. */
  async function move(
    { userId }: Caller,
    { name, email, currentPassword }: { name: string | undefined; email: string; currentPassword: string },
  ): Promise<User> {
    const passwordHash = await checkPassword(userId, currentPassword)
    const before = existing(await users.find(userId))
    const emailKey = emailKeyOf(email)
    const isSame = emailKeyOf(before.email) === emailKey
    return inTransaction(
      database,
      sql => ({ profiles: createProfileStore(sql), mails: createMailsStore(sql) }),
      async ({ profiles, mails }) => {
        // The tokens before the account, in the order in which who uses one locks them.
        if (!isSame) await mails.forget(userId)
        const user = await profiles.moveTo(userId, { email, emailKey, name, passwordHash })
        if (!user) throw problem('current_password_wrong')
        if (isSame) return user
        await mails.enqueueChanged({ id: newId('mail'), userId, address: before.email })
        await mails.enqueue({ id: newId('mail'), userId, purpose: 'email_verification' })
        return user
      },
    )
  }

  /**
   * Sets another password and ends every other session of the account; a new password that was asked for by mail can't
   * be set any more. Problems: current_password_wrong, overloaded.
   */
  async function changePassword(
    caller: Caller,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  ): Promise<void> {
    const from = await checkPassword(caller.userId, currentPassword)
    const to = await passwords.hash(newPassword)
    const ended = await inTransaction(
      database,
      sql => ({ users: createUsersStore(sql), profiles: createProfileStore(sql), mails: createMailsStore(sql) }),
      async ({ users, profiles, mails }) => {
        await mails.forget(caller.userId, 'password_reset')
        if (!(await profiles.replacePassword(caller.userId, { from, to }))) throw problem('current_password_wrong')
        return users.revokeSessions(caller.userId, { keep: caller.credentialId })
      },
    )
    revocations.revoke(ended)
  }

  /** The hash that a password was found to be of. Problems: current_password_wrong, overloaded. */
  async function checkPassword(userId: string, password: string): Promise<string> {
    const passwordHash = await profiles.passwordHash(userId)
    if (!(await passwords.verify(passwordHash, password)) || passwordHash === undefined)
      throw problem('current_password_wrong')
    return passwordHash
  }
}
