// A server that others can reach does not run with accounts whose passwords are in the source for everybody to read.
import type { Config } from './config.ts'
import { demoOrganizer, knownAccounts } from './demo/accounts.ts'
import type { createUsers } from './domains/users/index.ts'
import { StartError } from './platform/start-error.ts'

type Users = Pick<ReturnType<typeof createUsers>, 'accountState'>

/**
 * Throws a StartError where one of the accounts can be signed in to with its known password, or would be made with it.
 */
export async function refuseKnownPasswords(
  users: Users,
  config: Pick<Config, 'demo' | 'host' | 'trustProxy'>,
): Promise<void> {
  const open: string[] = []
  for (const account of knownAccounts) {
    if ((await users.accountState(account)) === 'open') open.push(account.email)
  }
  if (open.length > 0) throw new StartError(openSentence(open, config))
  if (config.demo && (await users.accountState(demoOrganizer)) === 'missing') throw new StartError(demoSentence(config))
}

const reach = ({ host, trustProxy }: Pick<Config, 'host' | 'trustProxy'>) =>
  trustProxy > 0
    ? `behind a proxy (EVENTLY_TRUST_PROXY=${trustProxy}) others can reach this server`
    : `others can reach this server on ${host}`

const admin = 'For an admin of your own, set EVENTLY_ADMIN_EMAIL and EVENTLY_ADMIN_PASSWORD.'

const openSentence = (emails: readonly string[], config: Pick<Config, 'host' | 'trustProxy'>) =>
  [
    `${reach(config)}, and everybody knows the password of ${emails.join(' and ')}, which the demo has made.`,
    'To keep this data, start once with EVENTLY_HOST=127.0.0.1 and without EVENTLY_TRUST_PROXY, and there ' +
      'change the password ' +
      '(`evently auth login`, then `evently users password`) or disable the account (`evently users set`).',
    'To start without the demo, use --empty with another folder in EVENTLY_DATA_DIR.',
    admin,
  ].join('\n')

const demoSentence = (config: Pick<Config, 'host' | 'trustProxy'>) =>
  [
    `${reach(config)}, and everybody would know the password of ${demoOrganizer.email}, which the demo makes.`,
    'Start with --empty to have no demo, or with EVENTLY_HOST=127.0.0.1 and without EVENTLY_TRUST_PROXY to try ' +
      'it on this machine.',
    admin,
  ].join('\n')
