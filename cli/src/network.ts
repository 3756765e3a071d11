// By which way requests leave this computer: straight, or through the proxy that the environment names.
import type { Dispatcher } from 'undici'
import { UsageError } from './failures.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Undefined where requests go straight: to this computer itself always, as Go and its programs have it. */
export async function proxyDispatcher(
  baseUrl: string,
  env: Environment = process.env,
): Promise<Dispatcher | undefined> {
  const httpProxy = proxyOf(env, 'http_proxy')
  const httpsProxy = proxyOf(env, 'https_proxy')
  if ((httpProxy === undefined && httpsProxy === undefined) || isThisComputer(new URL(baseUrl).hostname))
    return undefined
  const { EnvHttpProxyAgent } = await import('undici')
  return new EnvHttpProxyAgent({
    // An empty text is none: the agent would read the environment for itself, and not as it was checked here.
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    noProxy: valueOf(env, 'no_proxy')?.value ?? '',
  })
}

/** The lower-case name goes first, as in curl. */
function valueOf(env: Environment, name: string): { name: string; value: string } | undefined {
  for (const each of [name, name.toUpperCase()]) {
    const value = env[each]?.trim()
    if (value) return { name: each, value }
  }
  return undefined
}

/** Its URL; `proxy.example.com:3128` is one of http. Says what is wrong without repeating a password. */
function proxyOf(env: Environment, variable: string): string | undefined {
  const given = valueOf(env, variable)
  if (given === undefined) return undefined
  const text = given.value.includes('://') ? given.value : `http://${given.value}`
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new UsageError(`${given.name} is not the URL of an HTTP proxy: write it like http://proxy.example.com:3128.`)
}

const isThisComputer = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
