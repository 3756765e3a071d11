// An address behind which something else may stand a moment later, as a name in DNS or a balancer's before PostgreSQL.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface MovingAddress {
  readonly port: number
  /** From now on it stands for this port; undefined: for nothing. Connections to what stood there are cut. */
  standFor(port: number | undefined): void
  close(): Promise<void>
}

export async function startMovingAddress(): Promise<MovingAddress> {
  let target: number | undefined
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
  }
  const server = createServer(client => {
    keep(client)
    if (target === undefined) return void client.destroy()
    const onward = connect({ host: '127.0.0.1', port: target })
    keep(onward)
    client.pipe(onward).pipe(client)
    client.on('close', () => onward.destroy())
    onward.on('close', () => client.destroy())
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    standFor(port) {
      target = port
      cut()
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        cut()
      }),
  }
}
