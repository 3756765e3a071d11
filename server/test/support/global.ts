// For mocha alone, without `npm test`: ends what the tests have started for all of them.
import { closeSharedStores } from './shared-stores.ts'

export const mochaGlobalTeardown = closeSharedStores
