// The secret that `webhooks listen` signs with: the listener's own, one for each profile and the same at each start.
import { randomBytes } from 'node:crypto'
import { Flags } from '@oclif/core'
import { UsageError } from '../failures.ts'
import { secretLine } from '../input.ts'
import { oneAtATime } from '../profiles.ts'
import { fileAbout, keep, readKept } from './files.ts'

/** The same variable from which the guides' receivers take it. */
export const secretVariable = 'EVENTLY_WEBHOOK_SECRET'

export const secretStdinFlag = Flags.boolean({
  summary: `Read the secret, whsec_…, from stdin. It may also be in ${secretVariable}.`,
})

const secretBytes = 32

export interface Secret {
  readonly text: string
  /** Whose it is; `own`: the listener's. */
  readonly origin: 'stdin' | 'environment' | 'own'
}

/** From stdin, else of the environment, else the profile's own, made at the first time. Problems: UsageError. */
export async function secretFor(profileName: string, { stdin }: { readonly stdin: boolean }): Promise<Secret> {
  if (stdin)
    return { text: checked(await secretLine('--secret-stdin', 'secret'), 'The secret on stdin'), origin: 'stdin' }
  const given = process.env[secretVariable]
  if (given) return { text: checked(given, secretVariable), origin: 'environment' }
  return { text: await ownSecret(profileName), origin: 'own' }
}

/** By the specification: 24 to 64 bytes in base64. */
function checked(text: string, what: string): string {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1]
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length
  if (bytes >= 24 && bytes <= 64) return text
  throw new UsageError(`${what} is not a secret: it begins with whsec_, and 24 to 64 bytes in base64 follow.`)
}

function ownSecret(profileName: string): Promise<string> {
  const file = fileAbout('secret', profileName)
  return oneAtATime(async () => {
    const kept = (await readKept(file)) as { readonly secret?: unknown } | undefined
    if (typeof kept?.secret === 'string') return checked(kept.secret, file)
    const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`
    await keep(file, { profile: profileName, secret })
    return secret
  })
}
