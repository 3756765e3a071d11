// A request as text: as it would be sent, as a command for curl, and as a program on the SDK. No secret is in any of
// them: each names the variable of the environment that has it.
import { operations } from '@evently/sdk'
import type { RecordedRequest } from './recording.ts'

export const printForms = ['curl', 'sdk'] as const
export type PrintForm = (typeof printForms)[number]

/** The variable that stands for a secret of a body, by the name it has there. */
const secretVariables: Readonly<Record<string, string>> = {
  password: 'EVENTLY_PASSWORD',
  currentPassword: 'EVENTLY_CURRENT_PASSWORD',
  newPassword: 'EVENTLY_NEW_PASSWORD',
  refreshToken: 'EVENTLY_REFRESH_TOKEN',
}
/** The codes of mails are named like the tokens of payments, which are no secrets. */
const mailedToken = 'EVENTLY_MAIL_CODE'

/** A secret of a body, told from all other texts. */
class Secret {
  readonly variable: string

  constructor(variable: string) {
    this.variable = variable
  }
}

/** The body with its secrets named instead of shown. */
function withoutSecrets({ operation, body }: RecordedRequest): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const variableOf = (name: string) =>
    secretVariables[name] ?? (name === 'token' && operation?.startsWith('users.') ? mailedToken : undefined)
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const variable = typeof value === 'string' ? variableOf(name) : undefined
      return [name, variable === undefined ? value : new Secret(variable)]
    }),
  )
}

/** Facts for programs, and what `asHttp` shows. */
export function requestFacts(request: RecordedRequest) {
  const { operation, method, baseUrl, path, headers } = request
  const shown = (_: string, value: unknown) => (value instanceof Secret ? '[secret]' : value)
  const body = request.body === undefined ? {} : { body: JSON.parse(JSON.stringify(withoutSecrets(request), shown)) }
  return { ...(operation && { operation }), method, url: baseUrl + path, headers, ...body }
}

/** As it would be sent. */
export function asHttp(request: RecordedRequest): string {
  const { method, url, headers, ...rest } = requestFacts(request)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const body = 'body' in rest ? ['', JSON.stringify(rest.body, null, 2)] : []
  return [`${method} ${url}`, ...lines, ...body].join('\n')
}

/** What goes along with the request: a key where one may do it, else the token of a session. */
function credentialVariable({ operation }: RecordedRequest): string | undefined {
  if (operation === undefined) return 'EVENTLY_API_KEY'
  const { authentication, scope } = operations[operation]
  if (authentication === 'none') return undefined
  return scope === null && authentication === 'required' ? 'EVENTLY_ACCESS_TOKEN' : 'EVENTLY_API_KEY'
}

/** Which variables of the environment a printed request needs, each with what it must be. */
export function variablesOf(request: RecordedRequest): readonly (readonly [name: string, what: string])[] {
  const credential = credentialVariable(request)
  const body = withoutSecrets(request)
  const secrets = typeof body === 'object' && body !== null ? Object.values(body) : []
  return [
    ...(credential === 'EVENTLY_API_KEY' ? [[credential, 'an API key'] as const] : []),
    ...(credential === 'EVENTLY_ACCESS_TOKEN'
      ? [[credential, 'the access token of a session: a signed-in user alone may do this'] as const]
      : []),
    ...secrets.flatMap(value =>
      value instanceof Secret ? [[value.variable, 'a secret of the request'] as const] : [],
    ),
  ]
}

/** A line for a POSIX shell. */
export function asCurl(request: RecordedRequest): string {
  const { method, baseUrl, path, headers } = request
  const credential = credentialVariable(request)
  const parts = [
    `curl --request ${method} ${quoted(baseUrl + path)}`,
    ...(credential ? [`--header "Authorization: Bearer $${credential}"`] : []),
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`--data-raw ${bodyForShell(request)}`]),
  ]
  return parts.join(' \\\n  ')
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** JSON within single quotes; where a secret stands, the shell puts its variable in. */
function bodyForShell(request: RecordedRequest): string {
  const mark = '\u0000'
  const json = JSON.stringify(withoutSecrets(request), (_, value: unknown) =>
    value instanceof Secret ? `${mark}${value.variable}${mark}` : value,
  )
  return quoted(json).replaceAll(/\\u0000(\w+?)\\u0000/g, `'"$$$1"'`)
}

/** A whole module that runs. */
export function asProgram(request: RecordedRequest): string {
  const { baseUrl, operation } = request
  const isOfSession = credentialVariable(request) === 'EVENTLY_ACCESS_TOKEN'
  const signIn = [
    '',
    `await evently.auth.login({ email: ${secretText('EVENTLY_EMAIL')}, password: ${secretText('EVENTLY_PASSWORD')} })`,
  ]
  const answersNothing = operation !== undefined && operations[operation].mediaTypes.length === 0
  const call = operation === undefined ? rawCall(request) : methodCall(request, operations[operation].sdk)
  return [
    "import { Evently } from '@evently/sdk'",
    '',
    ...(credentialVariable(request) === 'EVENTLY_API_KEY' ? ['// The key comes from EVENTLY_API_KEY.'] : []),
    `const evently = new Evently({ baseUrl: ${textLiteral(baseUrl)} })`,
    ...(isOfSession ? signIn : []),
    '',
    ...(answersNothing ? [`await ${call}`] : [`const answer = await ${call}`, 'console.log(answer)']),
    'await evently.close()',
  ].join('\n')
}

function methodCall(request: RecordedRequest, method: string | null): string {
  const { operation, parameters, query } = request
  const { path, hasBody, oneArgument, parameters: described } = operations[operation!]
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const takesQuery = described.some(parameter => parameter.in === 'query')
  const hasQuery = Object.keys(query).length > 0
  const body = withoutSecrets(request)
  if (method === null)
    return `evently.request(${list([textLiteral(operation!), literal({ path: parameters, query, body })])})`
  const given = [
    ...(oneArgument ? [] : names.map(name => textLiteral(parameters[name] ?? ''))),
    ...(hasBody ? [literal(oneArgument ? { ...parameters, ...(body as object) } : body)] : []),
    ...(takesQuery ? [hasQuery ? literal(query) : 'undefined'] : []),
    optionsLiteral(request),
  ]
  while (given.at(-1) === 'undefined') given.pop()
  return `evently.${method}(${list(given)})`
}

function rawCall(request: RecordedRequest): string {
  const { method, path, query } = request
  const body = withoutSecrets(request)
  const parts = {
    method,
    path: path.split('?', 1)[0],
    ...(Object.keys(query).length > 0 && { query }),
    ...(body !== undefined && { body }),
  }
  const given = [literal(parts), optionsLiteral(request)].filter(text => text !== 'undefined')
  return `evently.raw(${list(given)})`
}

const list = (given: readonly string[]) => given.join(', ')

function optionsLiteral({ headers }: RecordedRequest): string {
  const { 'idempotency-key': idempotencyKey, 'if-match': ifMatch } = headers
  const options = { ...(idempotencyKey && { idempotencyKey }), ...(ifMatch && { ifMatch }) }
  return Object.keys(options).length > 0 ? literal(options) : 'undefined'
}

/** A value as TypeScript has it, over as many lines as it has parts. */
function literal(value: unknown, indent = ''): string {
  if (value === undefined) return 'undefined'
  if (value instanceof Secret) return secretText(value.variable)
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const deeper = `${indent}  `
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map(one => literal(one, deeper))
    : Object.entries(value).map(([name, one]) => `${nameLiteral(name)}: ${literal(one, deeper)}`)
  const [open, close] = isList ? '[]' : '{}'
  return parts.length === 0
    ? `${open}${close}`
    : `${open}\n${parts.map(part => `${deeper}${part},\n`).join('')}${indent}${close}`
}

const nameLiteral = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name))
const secretText = (variable: string) => `process.env[${textLiteral(variable)}] ?? ''`

/** In single quotes. JSON escapes the rest as TypeScript does. */
const textLiteral = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
