// The client's own way to them: loaded with the first use, so that pages that never check a message don't carry it.

type Webhooks = Pick<typeof import('./webhooks.ts'), 'unwrap' | 'verify' | 'sign'>

const load = (): Promise<Webhooks> => import('./webhooks.ts')

export const webhooks: Webhooks = {
  unwrap: async (...given) => (await load()).unwrap(...given),
  verify: async (...given) => (await load()).verify(...given),
  sign: async (...given) => (await load()).sign(...given),
}
