// Answers that take long, and whether their caller may still have them.
import { expect } from 'chai'
import type { Caller } from '../../src/contract/types.ts'
import { createAdmissions } from '../../src/platform/http/admission.ts'
import { problem, type Problem } from '../../src/platform/problems.ts'
import { listenAtEdge } from '../support/edge.ts'
import { eventually } from '../support/processes.ts'

const organizer: Caller = { kind: 'session', userId: 'usr_organizer', role: 'organizer', credentialId: 'ses_one' }

describe('an admission', () => {
  it('is looked at again and again until it ends, and one that is refused never more', async () => {
    const { watch } = createAdmissions({ lookEveryMs: 1 })
    let isGood = true
    let looks = 0
    let looksAtEnded = 0
    const ended = watch(async () => void looksAtEnded++)
    const refused = watch(async () => {
      looks++
      if (!isGood) throw problem('token_invalid')
    })
    const looked = (count: () => number, atLeast: number) =>
      eventually(
        async () => count(),
        seen => seen >= atLeast,
        { withinMs: 5_000 },
      )
    await Promise.all([looked(() => looks, 3), looked(() => looksAtEnded, 3)])
    ended.end()
    const seenOfEnded = looksAtEnded
    await looked(() => looks, looks + 3)
    expect(looksAtEnded).to.equal(seenOfEnded)
    isGood = false
    await eventually(
      async () => refused.refused.aborted,
      aborted => aborted,
      { withinMs: 5_000 },
    )
    expect((refused.refused.reason as Problem).code).to.equal('token_invalid')
    const control = watch(async () => void looksAtEnded++)
    const seen = looks
    await looked(() => looksAtEnded, looksAtEnded + 3)
    control.end()
    expect(looks).to.equal(seen)
  })

  it('is looked at once at a time, however long a look takes', async () => {
    const { watch } = createAdmissions({ lookEveryMs: 1 })
    let under = 0
    let most = 0
    let looks = 0
    const slow = watch(async () => {
      most = Math.max(most, ++under)
      await new Promise(resolve => setImmediate(() => setImmediate(resolve)))
      under--
      looks++
    })
    await eventually(
      async () => looks,
      count => count >= 5,
      { withinMs: 5_000 },
    )
    slow.end()
    expect(most).to.equal(1)
  })
})

describe('a table that is sent piece by piece', () => {
  const table = async (laterOn: () => Caller) => {
    const pieces: string[] = []
    let authenticate = () => organizer
    async function* chunks() {
      pieces.push('first')
      yield 'first\r\n'
      authenticate = laterOn
      pieces.push('second')
      yield 'second\r\n'
      pieces.push('third')
      yield 'third\r\n'
    }
    const edge = await listenAtEdge({
      authenticate: () => authenticate(),
      handlers: {
        'bookings.listForEvent': async () => ({ status: 200, mediaType: 'text/csv', body: chunks() }),
      },
    })
    try {
      const url = `http://127.0.0.1:${edge.port}/api/v1/admin/events/evt_01jz3t5m8qf0vab9x2k4c7d6eh/bookings`
      const answer = await fetch(url, { headers: { authorization: 'Bearer one', accept: 'text/csv' } })
      expect(answer.status).to.equal(200)
      const text = await answer.text().catch(() => 'broken off')
      return { text, pieces }
    } finally {
      await edge.close()
    }
  }
  const throwing = (code: 'token_invalid' | 'token_expired') => () => {
    throw problem(code)
  }

  it('breaks off where its caller is refused', async () => {
    expect(await table(throwing('token_invalid'))).to.deep.equal({ text: 'broken off', pieces: ['first', 'second'] })
  })

  it('goes on to its end where nobody is refused, and where the token has only expired', async () => {
    for (const laterOn of [() => organizer, throwing('token_expired')])
      expect((await table(laterOn)).text).to.equal('first\r\nsecond\r\nthird\r\n')
  })
})
