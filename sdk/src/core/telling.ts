// Tells of requests, in the log and to the caller's hooks, without credentials. Loaded when somebody wants to hear.
import type { Attempted, Hooks, Logger, RequestFacts, Told } from './observing.ts'
import { idOf } from './operations-by-id.ts'

const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|api-?key|password/

type Telling = { readonly [What in keyof Told]: (facts: Told[What], log: Logger, hooks: Hooks) => void }

export const telling: Telling = {
  request(facts, log, hooks) {
    const told = factsOf(facts)
    log.debug(`evently: ${nameOf(facts)}`, told)
    hooks.onRequest?.(told)
  },
  response({ response, durationMs, ...facts }, log, hooks) {
    const { status, requestId } = response
    log.debug(`evently: ${nameOf(facts)} was answered with ${status} in ${durationMs} ms`, { requestId })
    hooks.onResponse?.({
      ...factsOf(facts),
      response: { ...response, headers: redacted(response.headers) },
      durationMs,
    })
  },
  retry({ error, delayMs, ...facts }, log, hooks) {
    log.info(`evently: ${nameOf(facts)} goes out again in ${delayMs} ms: ${error.message}`)
    hooks.onRetry?.({ ...factsOf(facts), error, delayMs })
  },
}

const factsOf = ({ route, headers, ...facts }: Attempted): RequestFacts => ({
  operation: route === undefined ? undefined : idOf(route),
  ...facts,
  headers: redacted(headers),
})

const nameOf = ({ method, url, attempt }: Attempted) => `${method} ${url}${attempt > 1 ? `, attempt ${attempt},` : ''}`

const redacted = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? '[redacted]' : value]),
  )
