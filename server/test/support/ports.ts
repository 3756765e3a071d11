// Ports for what must know its own before it listens, or listens again where it did: services that name each other,
// stores that are killed and come back.
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Below the ports that a system gives to whoever names none (Linux: from 32768, others: from 49152), so that no
 * connection and no server of another test gets one of them meanwhile. Nodes of a Redis cluster talk to each other
 * 10,000 above their port, which is below them too.
 */
const firstPort = 10_000
const sliceSize = 100
const sliceCount = 100

let slice: Promise<Server> | undefined
let given = 0

/** A port of 127.0.0.1 that is this process's as long as it lives; given out again after 99 others. */
export async function reservePort(): Promise<number> {
  const first = portOf(await (slice ??= takeSlice()))
  for (let tries = 1; tries < sliceSize; tries++) {
    given = (given % (sliceSize - 1)) + 1
    const port = first + given // others may be asked for while we look at this one
    if (await isFree(port)) return port
  }
  throw new Error(`Every port from ${first} to ${first + sliceSize - 1} is in use.`)
}

/** Whoever listens on the first port of a slice has the rest of it. The system ends that with the process. */
async function takeSlice(): Promise<Server> {
  for (let n = 0; n < sliceCount; n++) {
    const holder = await listenOn(firstPort + n * sliceSize)
    if (holder) return holder.unref()
  }
  throw new Error('Every slice of ports is taken.')
}

async function isFree(port: number): Promise<boolean> {
  const holder = await listenOn(port)
  if (!holder) return false
  holder.close()
  await once(holder, 'close')
  return true
}

/** Undefined: somebody else does. */
async function listenOn(port: number): Promise<Server | undefined> {
  const server = createServer().listen({ host: '127.0.0.1', port })
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined
    throw error
  }
}

const portOf = (server: Server) => (server.address() as { port: number }).port
