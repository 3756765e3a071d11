// `npm start`: settings from the environment, a running server, a few lines that say where it is, a clean stop on Ctrl-C.
import { pino } from 'pino'
import { ConfigError, readConfig, type Config } from './config.ts'
import { DEMO_ORGANIZER, seedDemo } from './demo/seed.ts'
import { startServer, type Server } from './server.ts'

/** The embedded default's first admin, on loopback only; a server that others can reach has none until you name one. */
const LOCAL_ADMIN = { email: 'admin@example.com', password: 'evently-admin' }

async function main() {
  const startedMs = performance.now()
  const config = withLocalAdmin(readConfig(process.env, process.argv.slice(2)))
  const log = pino({ level: config.logLevel, redact: ['authorization', 'password', 'token', '*.authorization', '*.password', '*.token'] }, pino.destination(2))
  const server = await startServer(config, log)
  stopOnSignals(server)
  if (config.demo) await seedDemo(server.domains)
  process.stdout.write(banner(config, server, performance.now() - startedMs))
}

function withLocalAdmin(config: Config): Config {
  const isLocal = config.databases.kind === 'embedded' && ['127.0.0.1', '::1', 'localhost'].includes(config.host)
  return config.admin || !isLocal ? config : { ...config, admin: LOCAL_ADMIN }
}

/** The first signal stops in order; a second one doesn't wait. */
function stopOnSignals(server: Server) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      process.stderr.write('\nStopping: answering what is under way, then closing the databases.\n')
      server.close().then(() => process.exit(0), (error: unknown) => {
        process.stderr.write(`Did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      })
    })
  }
}

function banner(config: Config, server: Server, ms: number) {
  const accounts = [
    ...(config.admin === LOCAL_ADMIN ? [`  admin      ${LOCAL_ADMIN.email}  ${LOCAL_ADMIN.password}`] : []),
    ...(config.demo ? [`  organizer  ${DEMO_ORGANIZER.email}  ${DEMO_ORGANIZER.password}`] : []),
  ]
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
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `Evently could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
