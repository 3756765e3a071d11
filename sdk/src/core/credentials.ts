// Who a client acts for: the API key or the session that a request goes out with.
import { isProblem } from './errors.ts'
import type { OperationRoute } from './operation-route.ts'
import type { SessionKeeper } from './session.ts'

/** What an operation says of the credential to send. */
export type Needs = Pick<OperationRoute, 'takesCredential' | 'takesApiKey'>
/** Of a request that is no operation by name: whatever there is. */
export const anyCredential: Needs = { takesCredential: true, takesApiKey: true }

/** A credential, and by what name the server's rate limits know its holder. */
export interface Credential {
  readonly text: string | undefined
  readonly holder: string
}

export interface Credentials {
  /**
   * Does the work with the credential there is, and once more if that was an expired access token: it was refused
   * before anything was done.
   */
  used<Result>(
    needs: Needs,
    signal: AbortSignal | undefined,
    work: (credential: Credential) => Promise<Result>,
  ): Promise<Result>
}

const nobody: Credential = { text: undefined, holder: '' }
let sessions = 0

export function createCredentials(apiKey: string | undefined, session: SessionKeeper): Credentials {
  const sessionHolder = `session ${(sessions += 1)}`
  const byKey: Credential = apiKey === undefined ? nobody : { text: apiKey, holder: `key ${apiKey}` }
  const byToken = (text: string): Credential => ({ text, holder: sessionHolder })

  return {
    async used({ takesCredential, takesApiKey }, signal, work) {
      if (!takesCredential) return work(nobody)
      signal?.throwIfAborted()
      if (apiKey !== undefined && takesApiKey) return work(byKey)
      const accessToken = await session.accessToken(signal)
      if (accessToken === undefined) return work(byKey)
      try {
        return await work(byToken(accessToken))
      } catch (error) {
        if (!isProblem(error, 'token_expired')) throw error
        const renewed = await session.renew(accessToken, signal)
        if (renewed === undefined) throw error
        return work(byToken(renewed))
      }
    },
  }
}
