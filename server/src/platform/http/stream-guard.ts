// A stream is open for minutes: whoever has opened it must be let in all that time, or a key that is deleted would go
// on hearing.
import type { StreamBody } from '../../contract/types.ts'
import { Problem } from '../problems.ts'

const checkEveryMs = 2_000

/**
 * Ends a stream once the token is refused that has opened it: its session or key has ended, or its account is disabled.
 * That a token has expired ends nothing, as it was good when the stream began. Whoever can't be asked refuses nobody.
 */
export function endedWhenRefused(stream: StreamBody, authenticate: () => unknown): StreamBody {
  return reader => {
    let isChecking = false
    async function check() {
      if (isChecking) return
      isChecking = true
      if (await isRefused(authenticate)) reader.end()
      isChecking = false
    }
    const timer = setInterval(() => void check(), checkEveryMs)
    reader.onClose(() => {
      clearInterval(timer)
    })
    stream(reader)
  }
}

async function isRefused(authenticate: () => unknown): Promise<boolean> {
  try {
    await authenticate()
    return false
  } catch (error) {
    return error instanceof Problem && (error.status === 401 || error.status === 403) && error.code !== 'token_expired'
  }
}
