// What an account's mail is for: a new password in the place of a forgotten one, and whose an email is.
import { emailKeyOf } from '../../../contract/emails.ts'
import type { Caller } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import { createMailsStore } from '../mails/store.ts'
import { mailedTokenHash } from '../mails/tokens.ts'
import type { Passwords } from '../passwords.ts'
import { createProfileStore } from '../profile/store.ts'
import type { Revocations } from '../revocations.ts'
import { createUsersStore } from '../store.ts'

export type RecoveryService = ReturnType<typeof createRecoveryService>

export interface RecoveryServiceOptions {
  readonly database: Database
  readonly passwords: Passwords
  readonly revocations: Revocations
}

export function createRecoveryService({ database, passwords, revocations }: RecoveryServiceOptions) {
  const users = createUsersStore(database.knex)
  const mails = createMailsStore(database.knex)

  return {
    requestPasswordReset,
    sendPasswordReset,
    confirmPasswordReset,
    requestEmailVerification,
    confirmEmailVerification,
  }

  /** The same work whether somebody has this email or not, so that neither the answer nor its time says which. */
  async function requestPasswordReset(email: string): Promise<void> {
    await mails.enqueueReset({ id: newId('mail'), emailKey: emailKeyOf(email) })
  }

  /** An admin does it for somebody. Problem: user_not_found. */
  async function sendPasswordReset(userId: string): Promise<void> {
    if (!(await users.find(userId))) throw problem('user_not_found')
    await mails.enqueue({ id: newId('mail'), userId, purpose: 'password_reset' })
  }

  /**
   * Sets the password, once for a token, and ends every session of the account. Whoever has the token has read the
   * account's mail, so the email is verified too. Problems: reset_token_invalid, overloaded.
   */
  async function confirmPasswordReset({ token, newPassword }: { token: string; newPassword: string }): Promise<void> {
    const hash = mailedTokenHash(token)
    // Before the costly hash; the transaction decides.
    if (!(await mails.isGood(hash, 'password_reset'))) throw problem('reset_token_invalid')
    const passwordHash = await passwords.hash(newPassword)
    const ended = await inTransaction(
      database,
      sql => ({ users: createUsersStore(sql), mails: createMailsStore(sql), profiles: createProfileStore(sql) }),
      async ({ users, mails, profiles }) => {
        const userId = await mails.useToken(hash, 'password_reset')
        if (userId === undefined) throw problem('reset_token_invalid')
        await profiles.setPassword(userId, passwordHash)
        await profiles.verifyEmail(userId)
        return users.revokeSessions(userId)
      },
    )
    revocations.revoke(ended)
  }

  /** Problem: token_invalid when the account is gone. */
  async function requestEmailVerification({ userId }: Caller): Promise<void> {
    if (!(await users.find(userId))) throw problem('token_invalid', 'The account is gone.')
    await mails.enqueue({ id: newId('mail'), userId, purpose: 'email_verification' })
  }

  /** Problem: verification_token_invalid. */
  async function confirmEmailVerification(token: string): Promise<void> {
    await inTransaction(
      database,
      sql => ({ mails: createMailsStore(sql), profiles: createProfileStore(sql) }),
      async ({ mails, profiles }) => {
        const userId = await mails.useToken(mailedTokenHash(token), 'email_verification')
        if (userId === undefined) throw problem('verification_token_invalid')
        await profiles.verifyEmail(userId)
      },
    )
  }
}
