// Several things at once: never more than so many, and none is begun after one has failed.
import { expect } from 'chai'
import { inParallel } from '../src/in-parallel.ts'
import { progressText } from '../src/progress.ts'

describe('things that are done in parallel', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

  it('are all done, and never more of them at once than may be', async () => {
    let [atOnce, most] = [0, 0]
    const done: number[] = []
    await inParallel(numbers(50), { atOnceMax: 7 }, async n => {
      most = Math.max(most, (atOnce += 1))
      await new Promise(resolve => setImmediate(resolve))
      atOnce -= 1
      done.push(n)
    })
    expect(done.sort((a, b) => a - b)).to.deep.equal(numbers(50))
    expect(most).to.equal(7)
  })

  it('end with the first failure, once what is under way has ended', async () => {
    const ended: number[] = []
    const work = async (n: number) => {
      await new Promise(resolve => setImmediate(resolve))
      if (n === 3) throw new Error('no 3')
      ended.push(n)
    }
    const failure = await inParallel(numbers(100), { atOnceMax: 4 }, work).catch((error: unknown) => error)
    expect((failure as Error).message).to.equal('no 3')
    expect(ended).to.have.length.below(8)
  })

  it('are begun no more once they are to stop, and the source is closed', async () => {
    const stop = new AbortController()
    let isClosed = false
    async function* source() {
      try {
        yield* numbers(100)
      } finally {
        isClosed = true
      }
    }
    const done: number[] = []
    await inParallel(source(), { atOnceMax: 2, signal: stop.signal }, async n => {
      done.push(n)
      if (n === 10) stop.abort()
    })
    expect(done).to.have.length.within(11, 12)
    expect(isClosed).to.equal(true)
  })
})

describe('the line that shows how far something is', () => {
  const of = { what: 'Importing events', total: 10_000 }
  const cases: readonly [done: number, seconds: number, before: number, text: string][] = [
    [0, 0, 0, `Importing events  [${' '.repeat(24)}]  0 of 10,000`],
    [2_500, 10, 0, `Importing events  [######${' '.repeat(18)}]  2,500 of 10,000  250/s  30 s left`],
    [5_000, 10, 4_950, `Importing events  [############${' '.repeat(12)}]  5,000 of 10,000  5.0/s  17 min left`],
    [10_000, 40, 0, `Importing events  [${'#'.repeat(24)}]  10,000 of 10,000  250/s  0 s left`],
  ]
  for (const [done, seconds, before, text] of cases) {
    it(`says after ${seconds} s that ${done} are done`, () =>
      expect(progressText({ ...of, before }, { done, seconds })).to.equal(text))
  }
})
