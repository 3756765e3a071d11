// Work in turns: some things at a time, and one turn for all who have asked before it began.
import { setImmediate as nextTick } from 'node:timers/promises'
import { expect } from 'chai'
import { nextTurn } from '../../src/platform/single-flight.ts'
import { someAtATime } from '../../src/platform/some-at-a-time.ts'

describe('some at a time', () => {
  it('are worked on, never more, and each once', async () => {
    let running = 0
    let most = 0
    const done: number[] = []
    await someAtATime([1, 2, 3, 4, 5, 6, 7], 3, async thing => {
      most = Math.max(most, ++running)
      for (let turn = 0; turn < 3 + (thing % 2); turn++) await nextTick()
      running--
      done.push(thing)
    })
    expect(most).to.equal(3)
    expect(done.sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7])
  })

  it('end with the first failure, when what was begun is over', async () => {
    const begun: number[] = []
    let over = 0
    const failing = someAtATime([1, 2, 3, 4, 5], 2, async thing => {
      begun.push(thing)
      for (let turn = 0; turn < 4; turn++) await nextTick()
      over++
      if (thing === 2) throw new Error('the second')
    })
    expect(await failing.catch((error: Error) => error.message)).to.equal('the second')
    expect(over).to.equal(begun.length)
    expect(begun).not.to.include(5)
  })
})

describe('the next turn', () => {
  it('is one for all who ask before it begins, and never one that has begun', async () => {
    let begun = 0
    const finish: (() => void)[] = []
    const ask = nextTurn(() => {
      const turn = ++begun
      return new Promise<number>(resolve => finish.push(() => resolve(turn)))
    })
    const first = ask()
    await nextTick()
    const [second, third] = [ask(), ask()]
    await nextTick()
    expect(begun).to.equal(1)
    finish[0]!()
    expect(await first).to.equal(1)
    await nextTick()
    finish[1]!()
    expect(await Promise.all([second, third])).to.deep.equal([2, 2])
  })

  it('is taken after one that has failed', async () => {
    let turns = 0
    const ask = nextTurn(async () => {
      if (++turns === 1) throw new Error('the first')
      return turns
    })
    const [first] = await Promise.allSettled([ask()])
    expect(first!.status).to.equal('rejected')
    expect(await ask()).to.equal(2)
  })
})
