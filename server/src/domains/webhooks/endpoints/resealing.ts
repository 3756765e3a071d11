// When the secret of the server changes, what was sealed under the one before is sealed anew while that is still known.
import type { Sealing } from '../../../platform/sealing.ts'
import type { EndpointsStore } from './store.ts'

const pageMax = 500

/** Looks at every endpoint; those whose secrets nobody can open stay as they are. */
export async function resealSecrets(
  store: Pick<EndpointsStore, 'sealedSecrets' | 'reseal'>,
  sealing: Pick<Sealing, 'resealed'>,
): Promise<void> {
  let afterId = ''
  for (;;) {
    const page = await store.sealedSecrets(afterId, pageMax)
    for (const each of page) {
      const secret = sealing.resealed(each.secret)
      const previousSecret = each.previousSecret === null ? undefined : sealing.resealed(each.previousSecret)
      if (secret !== undefined || previousSecret !== undefined)
        await store.reseal(each, {
          secret: secret ?? each.secret,
          previousSecret: previousSecret ?? each.previousSecret,
        })
    }
    if (page.length < pageMax) return
    afterId = page.at(-1)!.id
  }
}
