// To which hosts webhooks may go that are not public.
import type { AllowedHost } from '../platform/outgoing/public-agent.ts'
import { ConfigError, text, type Environment } from './environment.ts'

const setting = 'EVENTLY_WEBHOOK_HOSTS_ALLOWED'

/** Each is a name or an address, IPv6 in brackets, and perhaps a port. They are kept as URLs have them. */
export function webhookHostsAllowed(env: Environment): readonly AllowedHost[] {
  const given = text(env, setting)
  return given === undefined ? [] : given.split(',').map(part => hostOf(part.trim()))
}

function hostOf(part: string): AllowedHost {
  const [, digits] = /^(?:\[[\da-f:.]+\]|[a-z\d.-]+)(?::(\d{1,5}))?$/i.exec(part) ?? [part, 'none']
  const port = digits === undefined ? undefined : Number(digits)
  if ((port !== undefined && !(port >= 1)) || !URL.canParse(`http://${part}`))
    throw new ConfigError(
      `${setting} must be hosts with commas between them, each perhaps with a port, ` +
        `such as localhost:4000,hooks.internal, not "${part}".`,
    )
  return { host: new URL(`http://${part}`).hostname.replace(/^\[|\]$/g, ''), port }
}
