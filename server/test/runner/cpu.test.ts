import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'chai'
import { endedChildrenMs, familyMs } from './cpu.ts'

const busyMs = 200
const busy = `const untilMs = Date.now() + ${busyMs}; while (Date.now() < untilMs);`

describe('the CPU time of processes', function () {
  before(function () {
    if (process.platform !== 'linux') this.skip()
  })

  it('counts a child once it has ended', () => {
    const before = endedChildrenMs()
    spawnSync(process.execPath, ['-e', busy])
    expect(endedChildrenMs() - before).to.be.greaterThan(busyMs / 10) // a busy machine may give it less
  })

  it('counts a child that lives, in the family', async () => {
    const child = spawn(process.execPath, ['-e', `${busy} console.log('done'); setInterval(() => {}, 1_000)`])
    await once(child.stdout, 'data')
    const alive = familyMs(child.pid!)
    expect(alive).to.be.greaterThan(busyMs / 10)
    expect(familyMs(process.pid)).to.be.at.least(alive)
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('knows nothing of a process that is not there', () => {
    expect(familyMs(2 ** 30)).to.equal(0)
  })
})
