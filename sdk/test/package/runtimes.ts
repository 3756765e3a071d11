// Other programs than Node that run JavaScript; each is there where the environment names it (.ci/runtimes).
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Installed } from './packed.ts'

export interface Runtime {
  /** What names its program. */
  readonly variable: string
  /** Runs a module there; answers what it printed. */
  readonly run: (program: string, installed: Installed, file: string) => Promise<string>
}

export const runtimes: Readonly<Record<string, Runtime>> = {
  Deno: {
    variable: 'EVENTLY_TEST_DENO',
    run: (program, { run }, file) =>
      run(program, 'run', '--no-remote', '--no-lock', '--allow-net', '--allow-read', '--allow-env', file),
  },
  Bun: { variable: 'EVENTLY_TEST_BUN', run: (program, { run }, file) => run(program, file) },
}

/** Workers take one file, so a bundler comes first, with the conditions that the tools of workers set. */
export async function runWorker(program: string, { folder, run }: Installed, file: string): Promise<string> {
  const { warnings } = await build({
    entryPoints: [join(folder, file)],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
    absWorkingDir: folder,
  })
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
  return run(program, 'test', 'worker.capnp')
}

export const workerConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2025-09-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
);
`
