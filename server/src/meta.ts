// The operations about the server itself: is it alive, is it ready, its metrics, its contract, the reference page.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import type { ExtraRoute } from './app.ts'
import { readDocument } from './contract/document.ts'
import type { ServiceName } from './contract/services.ts'
import { ok, type HandlersOf, type Shape } from './contract/types.ts'
import { securityHeaders } from './platform/http/browsers.ts'
import { compressed, encodingFor, isCompressible } from './platform/http/compression.ts'
import type { Peer } from './platform/http/peer-checks.ts'
import type { Metrics } from './platform/observability/metrics.ts'
import { asHtml, problemPage, wantsHtml } from './problem-pages.ts'
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

const swaggerFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const docsFiles = [
  ['swagger-ui.css', 'text/css'],
  ['swagger-ui-bundle.js', 'text/javascript'],
  ['favicon-32x32.png', 'image/png'],
] as const

/**
 * The way to the reference page, and the page's own files, from the package on this machine: the page works offline.
 */
export const docsRoutes: readonly ExtraRoute[] = [
  { path: '/', answer: leadToDocs },
  ...docsFiles.map(([file, type]) => {
    const read = once(() => readFile(join(swaggerFolder, file)))
    return docsRoute(file, type, async context => {
      const content = await read()
      const isVaried = isCompressible(context.method, type, content.byteLength)
      const encoding = isVaried ? encodingFor(context.req) : undefined
      const body = encoding ? await compressed(content, encoding, content) : content
      // From here on nothing fails: a refusal must not bear these.
      context.set('Cache-Control', 'public, max-age=86400')
      if (isVaried) context.vary('Accept-Encoding')
      if (encoding) context.set('Content-Encoding', encoding)
      return body
    })
  }),
  docsRoute('start.js', 'text/javascript', () => startScript),
]

/** Kept from the first call on; a failure is not. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

/**
 * Requests go to where the page was opened, whatever stands before the server. `validatorUrl`: the library would ask a
 * service elsewhere.
 */
const startScript = `const place = document.getElementById('reference')
fetch('/openapi.json')
  .then(answer => answer.json())
  .then(document => {
    const spec = { ...document, servers: [{ url: window.location.origin }] }
    const look = { deepLinking: true, docExpansion: 'list', persistAuthorization: true }
    window.ui = SwaggerUIBundle({ spec, dom_id: '#reference', validatorUrl: null, ...look })
  })
  .catch(error => {
    place.textContent = 'The description of the API could not be loaded: ' + error.message
  })
`

/**
 * 303: there is nothing at `/`, and the page describes the server. Not permanent, so that `/` may be something one day.
 */
function leadToDocs(context: Context) {
  context.set(securityHeaders)
  context.status = 303
  context.redirect('/docs')
}

function docsRoute(file: string, type: string, bodyOf: (context: Context) => unknown): ExtraRoute {
  return {
    path: `/docs/${file}`,
    async answer(context) {
      context.set(securityHeaders)
      context.type = type
      context.body = await bodyOf(context)
    },
  }
}

const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Evently: the API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`
