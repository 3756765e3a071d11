// One request whose answer is read as it comes: a stream.
import type { RequestOptions } from './contract.ts'
import type { HttpAnswer, OpenAnswer } from './http.ts'
import type { Shared } from './shared.ts'
import type { Outgoing, Transport } from './transport.ts'

/** Sends once and hands over the open answer of a success. The time-out is for its beginning, the signal for all. */
export async function open(
  { onAbort }: Shared,
  transport: Transport,
  { outgoing, options, signal }: { outgoing: Outgoing; options: RequestOptions; signal: AbortSignal },
): Promise<OpenAnswer> {
  const attempt = transport.firstAttempt(outgoing, options)
  const whole = new AbortController()
  const forget = onAbort(signal, () => whole.abort(signal.reason))
  try {
    return await transport.timed(attempt, signal, async timedSignal => {
      const forgetTime = onAbort(timedSignal, () => whole.abort(timedSignal.reason))
      const answer = await transport.exchange(attempt, whole.signal)
      if (answer.status !== 200) await transport.read(answer, timedSignal)
      forgetTime()
      const end = () => {
        forget()
        whole.abort() // nothing of it is read any more
      }
      const faultOf = (error: unknown) => {
        if (signal.aborted) return signal.reason as unknown
        return whole.signal.aborted ? (whole.signal.reason as unknown) : transport.faultOf(error)
      }
      return { ...answer, chunks: () => chunksOf(answer, faultOf, end), end: reason => whole.abort(reason) }
    })
  } catch (error) {
    forget()
    throw error
  }
}

async function* chunksOf(
  answer: HttpAnswer,
  faultOf: (error: unknown) => unknown,
  end: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* answer.chunks()
  } catch (error) {
    throw faultOf(error)
  } finally {
    end()
  }
}
