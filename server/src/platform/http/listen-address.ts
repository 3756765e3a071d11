// Whether a listener can have its address, and why not, as a sentence that says which setting to change.
import { createServer } from 'node:net'
import { StartError } from '../start-error.ts'

const settings = 'PORT or EVENTLY_INTERNAL_PORT'
/** The setting that says on which address a listener is reached. */
export type HostSetting = 'EVENTLY_HOST' | 'EVENTLY_INTERNAL_HOST'

export interface ListenAddress {
  readonly host: string
  readonly port: number
  readonly hostSetting: HostSetting
}

/** Where the two listeners of a server are to be. */
export const listenAddresses = (settings: {
  readonly host: string
  readonly port: number
  readonly internalHost: string
  readonly internalPort: number
}) =>
  ({
    public: { host: settings.host, port: settings.port, hostSetting: 'EVENTLY_HOST' },
    internal: { host: settings.internalHost, port: settings.internalPort, hostSetting: 'EVENTLY_INTERNAL_HOST' },
  }) as const satisfies Readonly<Record<string, ListenAddress>>

/**
 * Listens there for a moment, so that a start that can't succeed ends before it has made anything. Throws what `listen`
 * would.
 */
export function tryAddress({ host, port, hostSetting }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) =>
      reject(listenFault(error, { host, port, hostSetting })),
    )
    server.listen({ host, port }, () => {
      server.close(() => resolve())
    })
  })
}

/** The error as it is where no sentence is known for it. */
export function listenFault(error: NodeJS.ErrnoException, address: ListenAddress): Error {
  const sentence = sentenceFor(error.code, address)
  return sentence === undefined ? error : new StartError(sentence, { cause: error })
}

function sentenceFor(code: string | undefined, { host, port, hostSetting }: ListenAddress): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop what listens there or choose another port with ${settings}.`
    case 'EACCES':
      return (
        `This user may not listen on port ${port}: ports below 1024 are for the administrator. ` +
        `Choose a higher port with ${settings}.`
      )
    case 'EADDRNOTAVAIL':
      return (
        `This machine has no address ${host}. ` +
        `Set ${hostSetting} to one that it has, to 127.0.0.1 or to 0.0.0.0 for all of them.`
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return (
        `${hostSetting} is ${host}, and no address is known for this name. ` +
        `Set it to an address of this machine, to 127.0.0.1 or to 0.0.0.0 for all of them.`
      )
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return (
        `This machine can't listen on ${host}. ` +
        `Set ${hostSetting} to another of its addresses, to 127.0.0.1 or to 0.0.0.0 for all of them.`
      )
    default:
      return undefined
  }
}
