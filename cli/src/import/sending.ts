// What became of a row by what the server has answered.
import type { Answer, RequestOptions } from '@evently/sdk'
import type { Sent } from './kinds.ts'

export async function made(answer: Answer<{ readonly id: string }>): Promise<Sent> {
  return { id: (await answer).id, outcome: 'made' }
}

/** A PUT takes no key: it can be sent as often as one likes. */
export const withoutKey = (options: RequestOptions): RequestOptions => ({ ...options, idempotencyKey: undefined })

/** Of a PUT: 201 says that it was made. */
export async function put(answer: Answer<{ readonly id: string; readonly unchanged: boolean }>): Promise<Sent> {
  const { data, response } = await answer.withResponse()
  if (response.status === 201) return { id: data.id, outcome: 'made' }
  return { id: data.id, outcome: data.unchanged ? 'unchanged' : 'changed' }
}
