import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'chai'

const heap = new URL('../../src/platform/heap.js', import.meta.url).href

/**
 * 40 MB are in use, and what is thrown away has become old by then, as requests have that wait for their batch. Tells
 * how many MB the heap had at most.
 */
const script = `
const kept = Array.from({ length: 400_000 }, (_, n) => ({ n, text: 'kept ' + n }))
const waiting = new Array(600_000)
let max = 0
for (let n = 0; n < 3_000_000; n++) {
  waiting[n % waiting.length] = { n, next: { n } }
  if (n % 50_000 === 0) max = Math.max(max, process.memoryUsage().heapTotal)
}
process.stdout.write(String(max / 1e6) + ' ' + kept.length)`

async function heapMegabytesMax(before: string): Promise<number> {
  // As on a machine with plenty of memory; the new objects take little of it.
  const args = [
    '--max-old-space-size=4096',
    '--max-semi-space-size=4',
    '--input-type=module',
    '-e',
    `${before}\n${script}`,
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return parseFloat(stdout)
}

describe('the heap of a process', function () {
  this.timeout(20_000)

  it('grows by half of what is in use at most, where V8 would let it grow to a multiple', async () => {
    const unbounded = await heapMegabytesMax('')
    const bounded = await heapMegabytesMax(`import { boundHeapGrowth } from '${heap}'; boundHeapGrowth()`)
    expect(bounded, `without it ${unbounded}`).to.be.lessThan(0.7 * unbounded)
  })
})
