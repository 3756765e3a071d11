// Where the two listeners are: as the settings say it, and as somebody on this machine reaches them.
import type { Config } from './config.ts'
import type { Listener } from './platform/http/listener.ts'

export const listenAddresses = ({ host, port, internalHost, internalPort }: Config) =>
  ({
    public: { host, port, hostSetting: 'EVENTLY_HOST' },
    internal: { host: internalHost, port: internalPort, hostSetting: 'EVENTLY_INTERNAL_HOST' },
  }) as const

export const urlOf = (host: string, { port }: Pick<Listener, 'port'>) =>
  `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
