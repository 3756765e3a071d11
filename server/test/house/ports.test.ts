import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { reservePort } from '../support/ports.ts'

const ports = fileURLToPath(new URL('../support/ports.js', import.meta.url))
const asking = `import(${JSON.stringify(ports)}).then(async ({ reservePort }) => {
  process.send([await reservePort(), await reservePort()])
  setInterval(() => {}, 60_000)
})`

describe('ports that tests reserve', () => {
  it('are different in every process, and never one that a system gives to whoever names none', async () => {
    const others = [0, 1, 2].map(() =>
      spawn(process.execPath, ['--input-type=module', '-e', asking], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    )
    try {
      const theirs = await Promise.all(others.map(async other => (await once(other, 'message'))[0] as number[]))
      const all = [...theirs.flat(), await reservePort(), await reservePort()]
      expect(new Set(all).size).to.equal(8)
      for (const port of all) expect(port).to.be.within(10_000, 20_000)
    } finally {
      for (const other of others) other.kill('SIGKILL')
    }
  })

  it('are different when they are asked for at once', async () => {
    const given = await Promise.all(Array.from({ length: 20 }, reservePort))
    expect(new Set(given).size).to.equal(20)
  })

  it('are never one that somebody listens on, and come round again', async () => {
    const taken = await reservePort()
    const server = createServer().listen(taken, '127.0.0.1')
    await once(server, 'listening')
    const given: number[] = []
    for (let times = 0; times < 120; times++) given.push(await reservePort())
    server.close()
    expect(given).to.not.contain(taken)
    expect(new Set(given).size).to.equal(98)
  })
})
