// The page of each problem code, where the `type` of a problem leads: what it means, why somebody gets it, how to mend
// it.
import { operationFacts } from './contract/generated/operation-facts.ts'
import { problemRegistry, type ProblemCode } from './contract/generated/problem-registry.ts'
import type { Shape } from './contract/types.ts'
import { problem } from './platform/problems.ts'

const codes = Object.keys(problemRegistry) as ProblemCode[]
const isCode = (text: string): text is ProblemCode => Object.hasOwn(problemRegistry, text)

/** Problems: problem_not_found, which lists the codes that there are. */
export function problemPage(code: string): Shape<'ProblemPage'> {
  if (!isCode(code)) throw problem('problem_not_found', undefined, { codes })
  const { carries, ...entry } = problemRegistry[code]
  return { code, ...entry, carries: [...carries], operations: operationsWith(code) }
}

function operationsWith(code: ProblemCode) {
  return Object.values(operationFacts)
    .filter(({ document }) => document === 'evently')
    .filter(({ problems }) => (problems as readonly string[]).includes(code))
    .map(({ method, path, summary }) => ({ method: method.toUpperCase(), path, summary }))
}

/** Of an Accept header: a browser names HTML, and names it before anything else. */
export const wantsHtml = (accept: string): boolean => /^[^,]*\btext\/html\b/i.test(accept)

export function asHtml({ code, status, title, description, cause, fix, retryable, ...page }: Shape<'ProblemPage'>) {
  const carries = page.carries.map(name => `<code>${escaped(name)}</code>`).join(', ')
  const operations = page.operations.map(
    ({ method, path, summary }) => `<li><code>${escaped(`${method} ${path}`)}</code> ${escaped(summary)}</li>`,
  )
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}: ${code}</title>
    <link rel="icon" href="/docs/favicon.svg">
    <style>
      :root { color-scheme: light dark }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
      code { font-family: ui-monospace, monospace; background: #8882; padding: 0 .2em; border-radius: 3px }
      code { overflow-wrap: anywhere }
      h2 { font-size: 1.1rem; margin: 1.5rem 0 0 }
      p, ul { margin: .3rem 0 }
    </style>
  </head>
  <body>
    <h1>${escaped(title)}</h1>
    <p><code>${code}</code>, HTTP status ${status}</p>
    <p>${marked(description)}</p>
    <h2>Why</h2>
    <p>${marked(cause)}</p>
    <h2>How to mend it</h2>
    <p>${marked(fix)}</p>
    <h2>Try again?</h2>
    <p>${retryable ? 'The same request may succeed later.' : 'The same request will be refused again.'}</p>
    ${carries === '' ? '' : `<h2>What the answer carries</h2>\n    <p>${carries}</p>`}
    ${operations.length === 0 ? '' : `<h2>Who answers it</h2>\n    <ul>${operations.join('')}</ul>`}
    <p><a href="/docs#/${code}">In the reference of the API</a></p>
  </body>
</html>
`
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => signs[sign]!)

/** What stands in backticks as code. */
const marked = (text: string) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
