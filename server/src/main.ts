// `npm start`: settings from the environment, a running server, a few lines that say where it is, a clean stop on Ctrl-C.
import type { Logger } from 'pino'
import { ConfigError, readConfig, type Config } from './config.ts'
import { serviceNames } from './contract/services.ts'
import { DEMO_ORGANIZER, seedDemo } from './demo/seed.ts'
import { createLog, scrubbed } from './platform/log.ts'
import { startServer, type AllDomains, type Server } from './server.ts'

/** The embedded default's first admin, on loopback only; a server that others can reach has none until you name one. */
const LOCAL_ADMIN = { email: 'admin@example.com', password: 'evently-admin' }

// Where they lead to may be full or gone, which must not end the server.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})

async function main() {
  const startedMs = performance.now()
  const config = withLocalAdmin(readConfig(process.env, process.argv.slice(2)))
  const log = createLog({ level: config.logLevel })
  const server = await startServer(config, log)
  stopOnSignals(server)
  stopOnFaults(server, log)
  if (config.demo) await server.alone('evently demo events', () => seedDemo(server.domains as AllDomains)) // the embedded default runs all services
  process.stdout.write(banner(config, server, performance.now() - startedMs))
}

function withLocalAdmin(config: Config): Config {
  const isLocal = config.databases.kind === 'embedded' && ['127.0.0.1', '::1', 'localhost'].includes(config.host)
  return config.admin || !isLocal ? config : { ...config, admin: LOCAL_ADMIN }
}

/** Within what orchestrators mostly wait before they kill (30 s). */
const STOP_MS_MAX = 25_000
/** After a fault of our own nothing is certain any more; what is under way still gets this long. */
const FAULT_STOP_MS_MAX = 5_000

/**
 * The first signal stops in order; a second one doesn't wait. SIGTERM comes from what also has balancers to tell, so they are
 * given time to notice; Ctrl-C comes from somebody who waits.
 */
function stopOnSignals(server: Server) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      process.stderr.write('\nStopping: answering what is under way, then closing the databases.\n')
      const drained = signal === 'SIGTERM' ? server.drain() : Promise.resolve()
      void drained.then(() => stop(server, { exitCode: 0, msMax: STOP_MS_MAX }))
    })
  }
}

/** A fault that nobody caught leaves the process in a state that nobody knows: it ends, and its supervisor starts another. */
function stopOnFaults(server: Server, log: Logger) {
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(fault, (error: unknown) => {
      log.fatal({ err: error }, 'a fault that nobody caught: the process ends')
      process.on(fault, () => {}) // one is enough to end by
      void stop(server, { exitCode: 1, msMax: FAULT_STOP_MS_MAX })
    })
  }
}

async function stop(server: Server, { exitCode, msMax }: { exitCode: number; msMax: number }) {
  setTimeout(() => {
    process.stderr.write(`Did not stop within ${msMax / 1_000} s; given up: ${server.left().slice(0, 20).join(', ')}\n`)
    process.exit(1)
  }, msMax).unref()
  try {
    await server.close()
    process.exit(exitCode)
  } catch (error) {
    process.stderr.write(`Did not stop cleanly: ${scrubbed(String(error))}\n`)
    process.exit(1)
  }
}

function banner(config: Config, server: Server, ms: number) {
  const accounts = [
    ...(config.admin === LOCAL_ADMIN ? [`  admin      ${LOCAL_ADMIN.email}  ${LOCAL_ADMIN.password}`] : []),
    ...(config.demo ? [`  organizer  ${DEMO_ORGANIZER.email}  ${DEMO_ORGANIZER.password}`] : []),
  ]
  if (config.services.length < serviceNames.length) {
    return `
Evently is up at ${server.url} (after ${(ms / 1_000).toFixed(1)} s), with ${config.services.join(', ')} alone. The other services reach it at ${server.internalUrl}.

Ctrl-C stops it. The data stays in your databases.
`
  }
  return `
Evently is up at ${server.url} (after ${(ms / 1_000).toFixed(1)} s). Reference: ${server.url}/docs
${accounts.length > 0 ? `\nAccounts\n${accounts.join('\n')}\n` : ''}
Try next, in another terminal
  npx evently search events --query jazz
  curl '${server.url}/api/v1/events?limit=3'
  ${config.demo ? `npx evently auth login --email ${DEMO_ORGANIZER.email} --password ${DEMO_ORGANIZER.password}` : 'npx evently auth register --role organizer'}

Ctrl-C stops it. The data stays in ${config.databases.kind === 'embedded' ? config.dataDir : 'your databases'}.
`
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : scrubbed(`Evently could not start: ${error instanceof Error ? error.message : String(error)}\n`))
  process.exit(1)
})
