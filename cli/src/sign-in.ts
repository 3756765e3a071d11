// What is said and kept once somebody has signed in or up.
import type { User } from '@evently/sdk'
import { noteEmail } from './connection.ts'
import type { Connection } from './connection.ts'

/** The SDK has handed over the session already; here its owner is noted. */
export async function signedIn(
  { profileName, evently, credential }: Connection,
  user: User,
): Promise<{ sentence: string; facts: object }> {
  await noteEmail(profileName, user.email)
  const shadow =
    credential === 'api_key'
      ? ' An API key is set too (--api-key or EVENTLY_API_KEY): commands use the key as long as it is.'
      : ''
  return {
    sentence: `Signed in to ${evently.baseUrl} as ${user.email} (${user.role}), profile ${profileName}.${shadow}`,
    facts: { profile: profileName, baseUrl: evently.baseUrl, user },
  }
}
