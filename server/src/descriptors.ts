// What a server needs of the files and connections it may have open: first its stores and the other services, then its
// clients.
import type { Config } from './config.ts'
import { StartError } from './platform/start-error.ts'

/**
 * Node's own, the program's files while they are read, the listeners. Below it not even our own files can be loaded.
 */
export const descriptorsForNode = 128
/** What is opened to a database besides its connections: one that asks whether it answers again. */
const besidesPerDatabase = 1
const perRedisUrl = 4
const forElasticsearch = 32
/** More may be opened to another service when many ask at once; without them requests wait for one another. */
const perService = 32
/** A server that takes fewer at once is of no use. */
const clientsMin = 64

type Needs = Pick<Config, 'databaseConnections' | 'redisUrls' | 'elasticsearchUrl' | 'serviceUrls'>

export interface ClientConnections {
  readonly public: number
  readonly internal: number
}

/**
 * How many clients each listener may have at once, so that they never take what the stores need: a server that can't
 * open a connection to its database helps nobody. Throws a StartError where too little is left.
 */
export function clientConnections(needs: Needs, descriptorsMax: number, wanted = 20_000): ClientConnections {
  const held =
    descriptorsForNode +
    Object.values(needs.databaseConnections).reduce((sum, connections) => sum + connections + besidesPerDatabase, 0) +
    (needs.redisUrls?.length ?? 0) * perRedisUrl +
    (needs.elasticsearchUrl === undefined ? 0 : forElasticsearch) +
    Object.keys(needs.serviceUrls).length * perService
  const left = descriptorsMax - held
  if (left < clientsMin) throw new StartError(tooFewDescriptors(descriptorsMax, held + clientsMin))
  const internal = Math.min(wanted, Math.ceil(left / 4))
  return { internal, public: Math.min(wanted, left - internal) }
}

export const tooFewDescriptors = (have: number, need: number) =>
  `This process may have ${have} files and connections open, and needs ${need} or more. ` +
  'Raise the limit before starting it, for example with `ulimit -n 4096`.'
