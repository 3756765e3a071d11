import { expect } from 'chai'
import { inBatches } from '../../src/platform/batches.ts'

/** A write that notes its batches and answers when it is let. */
function aWrite(failing: (items: readonly number[]) => Error | undefined = () => undefined) {
  const batches: (readonly number[])[] = []
  const letGo: (() => void)[] = []
  return {
    batches,
    letGo: () => letGo.shift()!(),
    write: (items: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        batches.push(items)
        const error = failing(items)
        letGo.push(() => (error ? reject(error) : resolve(items.map(item => item * 10))))
      }),
  }
}

const aTurn = () =>
  new Promise(resolve => {
    setImmediate(resolve)
  })
/** As PostgreSQL says it. */
const refusal = (code = '22003') => Object.assign(new Error('refused'), { severity: 'ERROR', code })

describe('batches', () => {
  it('write together what arrives while the batch before is under way', async () => {
    const { batches, letGo, write } = aWrite()
    const submit = inBatches(write)
    const first = [submit(1), submit(2)]
    await aTurn()
    const second = [submit(3), submit(4), submit(5)]
    letGo()
    expect(await Promise.all(first)).to.deep.equal([10, 20])
    await aTurn()
    letGo()
    expect(await Promise.all(second)).to.deep.equal([30, 40, 50])
    expect(batches).to.deep.equal([
      [1, 2],
      [3, 4, 5],
    ])
  })

  it('are no larger than they may be', async () => {
    const { batches, letGo, write } = aWrite()
    const submit = inBatches(write, { batchMax: 2 })
    const all = Promise.all([submit(1), submit(2), submit(3)])
    for (let turn = 0; turn < 2; turn++) {
      await aTurn()
      letGo()
    }
    expect(await all).to.deep.equal([10, 20, 30])
    expect(batches).to.deep.equal([[1, 2], [3]])
  })

  it('that are refused are taken apart until the one at fault stands alone, in the order of arrival', async () => {
    const items = Array.from({ length: 100 }, (_, n) => n)
    for (const poison of [[0], [99], [50, 51], [3, 40, 77]]) {
      const written: number[] = []
      let writes = 0
      const submit = inBatches(async (batch: readonly number[]) => {
        writes++
        if (batch.some(item => poison.includes(item))) throw refusal()
        written.push(...batch)
        return batch
      })
      const outcomes = await Promise.allSettled(items.map(submit))
      expect(items.filter(n => outcomes[n]!.status === 'rejected')).to.deep.equal(poison)
      expect(written).to.deep.equal(items.filter(item => !poison.includes(item)))
      expect(writes).to.be.at.most(1 + poison.length * 2 * Math.ceil(Math.log2(items.length)))
    }
  })

  it('stop being taken apart once the database is away', async () => {
    const writes: (readonly number[])[] = []
    const submit = inBatches(async (items: readonly number[]) => {
      writes.push(items)
      if (writes.length === 1) throw refusal()
      if (items.includes(3)) throw new Error('the connection broke')
      return items
    })
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(submit))
    expect(outcomes.map(({ status }) => status)).to.deep.equal(Array(8).fill('rejected'))
    expect(writes).to.deep.equal([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [1, 2, 3, 4],
    ])
  })

  it("fail together when the fault is the database's and not one item's", async () => {
    for (const code of ['57014', '55P03', '53100', '53200', '25006', '40001', '40P01', '42P01', 'XX000']) {
      let writes = 0
      const submit = inBatches(async () => {
        writes++
        throw refusal(code)
      })
      const outcomes = await Promise.allSettled([submit(1), submit(2), submit(3)])
      expect(
        outcomes.map(({ status }) => status),
        code,
      ).to.deep.equal(['rejected', 'rejected', 'rejected'])
      expect(writes, code).to.equal(1)
    }
  })

  it('that may have been written are not tried again', async () => {
    let writes = 0
    const submit = inBatches(async () => {
      writes++
      throw new Error('the connection broke')
    })
    const outcomes = await Promise.allSettled([submit(1), submit(2)])
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected'])
    expect(writes).to.equal(1)
  })

  it('refuse what their queue has no room for', async () => {
    const { write, letGo } = aWrite()
    const submit = inBatches(write, { queueMax: 1 })
    const taken = submit(1)
    expect(await submit(2).catch((error: { code: string }) => error.code)).to.equal('overloaded')
    await aTurn()
    letGo()
    expect(await taken).to.equal(10)
  })
})
