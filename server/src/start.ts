// Settings from the environment, a running server, a few lines that say where it is.
import { readConfig, type Config } from './config.ts'
import { serviceNames } from './contract/services.ts'
import { demoOrganizer, localAdmin } from './demo/accounts.ts'
import { seedDemo } from './demo/seed.ts'
import { reasonOf, watchEnding, type Ending } from './ending.ts'
import { boundHeapGrowth } from './platform/heap.ts'
import { createLog } from './platform/observability/log.ts'
import { startServer, type AllDomains, type Server } from './server.ts'

function settings(): Config {
  try {
    return withLocalAdmin(readConfig(process.env, process.argv.slice(2)))
  } catch (error) {
    process.stderr.write(reasonOf(error))
    process.exit(1)
  }
}

function withLocalAdmin(config: Config): Config {
  const isForTrying = config.databases.kind === 'embedded' && config.isLocal
  return config.admin || !isForTrying ? config : { ...config, admin: localAdmin }
}

async function start(config: Config, log: ReturnType<typeof createLog>, ending: Ending) {
  const startedMs = performance.now()
  boundHeapGrowth()
  const server = await startServer(config, log, { signal: ending.signal })
  ending.up(server)
  // The embedded default runs all services.
  if (config.demo)
    await server.alone('evently demo events', ({ signal }) => seedDemo(server.domains as AllDomains, signal))
  process.stdout.write(banner(config, server, performance.now() - startedMs))
}

function banner(config: Config, server: Server, ms: number) {
  const accounts = [
    ...(config.admin === localAdmin ? [`  admin      ${localAdmin.email}  ${localAdmin.password}`] : []),
    ...(config.demo ? [`  organizer  ${demoOrganizer.email}  ${demoOrganizer.password}`] : []),
  ]
  const seconds = (ms / 1_000).toFixed(1)
  if (config.services.length < serviceNames.length) {
    const services = config.services.join(', ')
    const reach = `The other services reach it at ${server.internalUrl}.`
    return `
Evently is up at ${server.url} (after ${seconds} s), with ${services} alone. ${reach}

Ctrl-C stops it. The data stays in your databases.
`
  }
  // Where the CLI looks by itself; elsewhere it must be told.
  const tellCli = server.url === 'http://127.0.0.1:3000' ? '' : `  export EVENTLY_BASE_URL=${server.url}\n`
  const signIn = config.demo ? `login --email ${demoOrganizer.email}` : 'register --role organizer'
  return `
Evently is up at ${server.url} (after ${seconds} s). Reference: ${server.url}/docs
${accounts.length > 0 ? `\nAccounts\n${accounts.join('\n')}\n` : ''}
Try next, in another terminal
${tellCli}  npx evently search events --query jazz
  curl '${server.url}/api/v1/events?limit=3'
  npx evently auth ${signIn}

Ctrl-C stops it. The data stays in ${config.databases.kind === 'embedded' ? config.dataDir : 'your databases'}.
`
}

const config = settings()
const log = createLog({ level: config.logLevel })
const ending = watchEnding(log)
start(config, log, ending).catch(ending.failed)
