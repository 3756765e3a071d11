// The client's own way to them: loaded with the first use, so that pages that never check a message don't carry it.
import type * as module from './webhooks.ts'

type Webhooks = Pick<typeof module, 'unwrap' | 'verify' | 'sign'>
type AnyCall = (...given: readonly unknown[]) => Promise<unknown>

/** All of them answer promises, so nobody sees that the first one waits for the module too. */
const lazily = <Name extends keyof Webhooks>(name: Name) =>
  (async (...given) => ((await import('./webhooks.ts'))[name] as AnyCall)(...given)) as AnyCall as Webhooks[Name]

export const webhooks = { unwrap: lazily('unwrap'), verify: lazily('verify'), sign: lazily('sign') }
