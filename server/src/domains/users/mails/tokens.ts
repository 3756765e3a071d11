// The tokens that mails carry: what somebody has who reads the account's mail.
import { createHash, randomBytes } from 'node:crypto'

export const tokenPurposes = ['email_verification', 'password_reset'] as const
export type TokenPurpose = (typeof tokenPurposes)[number]

const begins: Readonly<Record<TokenPurpose, string>> = { email_verification: 'evv_', password_reset: 'evp_' }

/** 256 random bits, so that a plain SHA-256 keeps them as safe as a slow hash would. */
export const newMailedToken = (purpose: TokenPurpose) => begins[purpose] + randomBytes(32).toString('base64url')

export const mailedTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
