// The operations about the server itself: is it alive, is it ready, its metrics, its contract, the reference page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LRUCache } from 'lru-cache'
import type { ExtraRoute } from './app.ts'
import { readDocument } from './contract/document.ts'
import type { ServiceName } from './contract/services.ts'
import { ok, type HandlersOf, type Shape } from './contract/types.ts'
import { securityHeaders } from './platform/http/browsers.ts'
import type { Peer } from './platform/http/peer-checks.ts'
import type { Metrics } from './platform/observability/metrics.ts'
import { asHtml, problemPage, wantsHtml } from './problem-pages.ts'
import { docsPage } from './reference/page.ts'
import type { Databases } from './resources.ts'

/** Of this package. */
export const { version } = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@evently/server/package.json'), 'utf8'),
) as { version: string }

export interface MetaOptions {
  readonly metrics: Metrics
  readonly databases: Databases
  /**
   * Stores that help, each with what is wrong with it now, in words. They are shown; the server is ready without them.
   */
  readonly helpers?: Readonly<Record<string, () => string | undefined>>
  /**
   * The services that are asked and run elsewhere. One that is away mends itself, and services that wait for each other
   * would never be ready.
   */
  readonly peers?: readonly Peer[]
  /** A server that is shutting down still answers, but wants no new work. */
  readonly isStopping: () => boolean
}

export function metaHandlers({
  metrics,
  databases,
  helpers = {},
  peers = [],
  isStopping,
}: MetaOptions): HandlersOf<'meta'> {
  const documentFrom = documentsByOrigin()
  return {
    'meta.live': async () => ({ status: 200, body: { status: 'live' } }),
    'meta.ready': async () => {
      const asked = Promise.all(
        peers.map(async ({ service, ask }) => ({ name: `${service}_service`, ...(await ask()) })),
      )
      const checks: Shape<'ReadinessCheck'>[] = await Promise.all(
        Object.entries(databases).map(async ([name, database]) => {
          const trouble = await database.trouble()
          return {
            name: `${name}_database`,
            ok: trouble === undefined,
            ...(trouble !== undefined && { detail: trouble }),
          }
        }),
      )
      const found = await asked
      const ready = !isStopping() && checks.every(({ ok }) => ok) && found.every(({ state }) => state !== 'wrong')
      checks.push(
        ...found.map(({ name, ...peer }) =>
          peer.state === 'answers' ? { name, ok: true } : { name, ok: false, detail: peer.detail },
        ),
      )
      for (const [name, troubleOf] of Object.entries(helpers)) {
        const trouble = troubleOf()
        checks.push({
          name,
          ok: trouble === undefined,
          ...(trouble !== undefined && { detail: `${trouble}; the server is ready without it` }),
        })
      }
      return ready
        ? { status: 200, body: { status: 'ready', checks } }
        : { status: 503, body: { status: 'not_ready', checks }, mediaType: 'application/json' }
    },
    'meta.metrics': async () => ({ status: 200, body: await metrics.registry.metrics(), mediaType: 'text/plain' }),
    'meta.document': async ({ request }) => ok(documentFrom(request.origin())),
    'meta.docs': async () => ({ status: 200, body: docsPage, mediaType: 'text/html' }),
    'meta.problem': async ({ params: { code }, accept }) => {
      const page = problemPage(code)
      return wantsHtml(accept) ? { status: 200, body: asHtml(page), mediaType: 'text/html' } : ok(page)
    },
  }
}

/** As many names as a server is asked by, and a few that somebody makes up. */
const originsMax = 8

/** The contract, with the place that it was fetched from as its server: generators and `/docs` send requests there. */
function documentsByOrigin() {
  let read: Shape<'OpenApiDocument'> | undefined
  const known = new LRUCache<string, Shape<'OpenApiDocument'>>({ max: originsMax })
  return (origin = '/'): Shape<'OpenApiDocument'> => {
    read ??= readDocument('evently') as unknown as Shape<'OpenApiDocument'>
    // Frozen, so that each is checked, written and compressed once.
    const made = known.get(origin) ?? Object.freeze({ ...read, servers: [{ url: origin }] })
    known.set(origin, made)
    return made
  }
}

/** What a process says about itself to the other services. */
export const metaInternalHandlers = (services: readonly ServiceName[]): HandlersOf<'meta', 'internal'> => ({
  'meta.services': async () => ({ status: 200, body: { services: [...services], version } }),
})

/** The metrics again, on the internal listener: for those who let nobody outside see them. */
export const metricsRoute = ({ registry }: Pick<Metrics, 'registry'>): ExtraRoute => ({
  path: '/metrics',
  async answer(context) {
    context.set(securityHeaders)
    context.type = 'text/plain'
    context.body = await registry.metrics()
  },
})
