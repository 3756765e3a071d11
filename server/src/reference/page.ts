// The reference page at /docs and its files. Redoc draws it in the browser, from this server alone: it works offline.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Context } from 'koa'
import type { ExtraRoute } from '../app.ts'
import { securityHeaders } from '../platform/http/browsers.ts'
import { compressed, encodingFor, isCompressible } from '../platform/http/compression.ts'
import { referenceDocument } from './document.ts'

const renderer = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js')

/** The way to the reference page, and the page's own files. */
export const docsRoutes: readonly ExtraRoute[] = [
  { path: '/', answer: leadToDocs },
  keptRoute('redoc.js', 'text/javascript', () => readFile(renderer)),
  keptRoute('reference.json', 'application/json', async () => Buffer.from(referenceDocument())),
  docsRoute('start.js', 'text/javascript', () => startScript),
  docsRoute('favicon.svg', 'image/svg+xml', () => favicon),
]

/** Made at the first request and the same from then on; a browser keeps it for a day. */
function keptRoute(file: string, type: string, make: () => Promise<Buffer>): ExtraRoute {
  const read = once(make)
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
}

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

/**
 * Requests in the samples go to where the page was opened, whatever stands before the server. `disableTelemetry`: the
 * renderer would tell a service elsewhere what is read.
 */
const startScript = `import { init } from '/docs/redoc.js'

const place = document.getElementById('reference')
try {
  const answer = await fetch('/docs/reference.json')
  const reference = { ...(await answer.json()), servers: [{ url: window.location.origin }] }
  if (!location.hash) history.replaceState(null, '', '#/guide-guides')
  init(reference, { disableTelemetry: true, router: 'hash', jsonSamplesExpandLevel: 3 }, place)
} catch (error) {
  place.textContent = 'The description of the API could not be loaded: ' + error.message
}
`

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#4338ca"/>' +
  '<path d="M10 8h13v4h-9v2.500h8v3.500h-8V20h9v4H10z" fill="#fff"/></svg>\n'

export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Evently: guides and reference</title>
    <link rel="icon" href="/docs/favicon.svg">
    <style>body { margin: 0 } a[href^='https://redocly.com/redoc'] { display: none !important }</style>
  </head>
  <body>
    <div id="reference"></div>
    <noscript>This page needs JavaScript; <a href="/openapi.json">/openapi.json</a> does not.</noscript>
    <script type="module" src="/docs/start.js"></script>
  </body>
</html>
`
