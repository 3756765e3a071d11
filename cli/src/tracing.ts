// A line for each request, its answer, and each time it goes out again: for --verbose. No credential is in one.
import type { EventlyOptions } from '@evently/sdk'

type Hooks = Pick<EventlyOptions, 'onResponse' | 'onRetry'>

/** `GET https://… 200, 34 ms, request req_…`, and why something is sent again. */
export const tracing = (tell: (line: string) => void): Hooks => ({
  onResponse({ method, url, attempt, response, durationMs }) {
    const told = [response.status, `${durationMs} ms`, response.requestId && `request ${response.requestId}`]
    const again = attempt > 1 ? ` (attempt ${attempt})` : ''
    tell(`${method} ${url}${again} ${told.filter(Boolean).join(', ')}`)
  },
  onRetry({ method, url, error, delayMs }) {
    tell(`${method} ${url} goes out again in ${delayMs} ms: ${error.message}`)
  },
})
