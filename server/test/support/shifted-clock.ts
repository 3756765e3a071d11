// Loaded before everything else (node --import), it makes a process's wall clock wrong by EVENTLY_TEST_CLOCK_SHIFT_MS.
import { fileURLToPath } from 'node:url'

const shiftMs = Number(process.env['EVENTLY_TEST_CLOCK_SHIFT_MS'] ?? 0)

/** The settings of a process whose clock is to be wrong. */
export const withClockShifted = (ms: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import ${fileURLToPath(import.meta.url)}`,
  EVENTLY_TEST_CLOCK_SHIFT_MS: String(ms),
})

if (shiftMs !== 0) {
  const now = Date.now.bind(Date)
  globalThis.Date = new Proxy(Date, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now() + shiftMs] : given, newTarget) as Date,
    apply: () => new Date().toString(),
    get: (target, name) => (name === 'now' ? () => now() + shiftMs : (Reflect.get(target, name) as unknown)),
  })
}
