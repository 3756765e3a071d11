// The environment of the process, where there is one: pages and workers have none, Deno may not let it be read.

interface WithProcess {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> }
}

/** The value of an environment variable; undefined where it is empty or there is no environment. */
export function environmentValue(name: string): string | undefined {
  try {
    return (globalThis as WithProcess).process?.env?.[name] || undefined
  } catch {
    return undefined
  }
}
