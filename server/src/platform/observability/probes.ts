// Gauges that have to be asked of a database: one statement each, in bounded time, and not at every scrape that anybody
// makes.
import { Counter, Gauge, type Registry } from 'prom-client'
import { within } from '../time-out.ts'

/** One statement and what it tells: gauges by name, with what they mean. */
export interface Probe<Name extends string = string> {
  readonly name: string
  readonly gauges: Readonly<Record<Name, string>>
  read(): Promise<Readonly<Record<Name, number>>>
}

const readMsMax = 1_000

/**
 * However often it is scraped, a probe is read once in `everyMs`: the metrics are public, and must not become a way to
 * load the databases.
 */
export function createProbes(registry: Registry, { everyMs }: { readonly everyMs: number }) {
  const failures = new Counter({
    name: 'evently_probe_failures_total',
    help: 'Gauges that could not be read from their database: they are missing meanwhile.',
    labelNames: ['probe'] as const,
    registers: [registry],
  })

  return {
    watchProbe(probe: Probe) {
      failures.inc({ probe: probe.name }, 0)
      const latest = remembered(
        () =>
          within(readMsMax, () => probe.read()).catch(() => {
            failures.inc({ probe: probe.name })
            return undefined
          }),
        everyMs,
      )
      for (const [name, help] of Object.entries(probe.gauges)) {
        new Gauge({
          name,
          help,
          registers: [registry],
          async collect() {
            const read = await latest()
            if (read) this.set(read[name]!)
            else this.remove() // better no number than an old one
          },
        })
      }
    },
  }
}

/** Asks again only when the last answer is `forMs` old; whoever comes meanwhile shares it. */
export function remembered<Result>(ask: () => Promise<Result>, forMs: number): () => Promise<Result> {
  let asked: Promise<Result> | undefined
  let askedAtMs = -Infinity
  return () => {
    if (!asked || performance.now() - askedAtMs >= forMs) [asked, askedAtMs] = [ask(), performance.now()]
    return asked
  }
}
