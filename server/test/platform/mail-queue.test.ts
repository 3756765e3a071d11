// What becomes of a queued mail: sent, tried again, or given up. Pure but for the queue's own words.
import { expect } from 'chai'
import { pino } from 'pino'
import { createMailQueue, retrySeconds, waitSeconds } from '../../src/platform/mail-queue.ts'

describe('retrySeconds', () => {
  it('doubles up to a quarter of an hour, for a day', () => {
    const waits = [1, 2, 3, 8, 9, 100].map(attempts => retrySeconds({ attempts, ageSeconds: 60 }))
    expect(waits).to.deep.equal([5, 10, 20, 640, 900, 900])
    expect(retrySeconds({ attempts: 1, ageSeconds: 86_400 })).to.equal(undefined)
  })
})

describe('waitSeconds', () => {
  it('doubles up to an hour, for a day', () => {
    const waits = [1, 2, 3, 8, 9, 100].map(attempts => waitSeconds({ attempts, ageSeconds: 60 }))
    expect(waits).to.deep.equal([15, 30, 60, 1_920, 3_600, 3_600])
    expect(waitSeconds({ attempts: 1, ageSeconds: 86_400 })).to.equal(undefined)
  })
})

describe('a queue of mails', () => {
  /** What is done with mails that fail so, and what the log says. */
  async function outcomeOf(error: Error, { attempts = 1, ageSeconds = 0, mails = 1 } = {}) {
    const done: string[] = []
    const postponed: number[] = []
    const lines: string[] = []
    let givenUp = 0
    const due = Array.from({ length: mails }, (_, n) => ({ id: `mail_${n}`, attempts, ageSeconds }))
    await createMailQueue({
      queue: {
        take: async () => due,
        done: async ({ id }) => void done.push(id),
        postpone: async (_mail, seconds) => void postponed.push(seconds),
      },
      send: async () => {
        throw error
      },
      describe: () => ({ purpose: 'test' }),
      onGivenUp: () => givenUp++,
      log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
    })()
    return { done, postponed, givenUp, said: lines.join('') }
  }
  const failed = (facts: object) => Object.assign(new Error('said of ada@example.com'), facts)

  const finals: readonly [string, object][] = [
    ['who does not exist', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }],
    ['who has moved', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 551 }],
  ]
  for (const [whom, facts] of finals) {
    it(`gives up a mail to somebody ${whom}, as the mail server says`, async () => {
      const { done, postponed, givenUp } = await outcomeOf(failed(facts))
      expect({ done, postponed, givenUp }).to.deep.equal({ done: ['mail_0'], postponed: [], givenUp: 1 })
    })
  }

  const passing: readonly [string, object][] = [
    ['whose mailbox is full', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }],
    ['where our address is refused', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }],
    ['where our login is', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }],
    ['where the text is', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }],
    ['where nobody answers', { code: 'ECONNECTION' }],
    ['where something else went wrong', {}],
  ]
  for (const [whom, facts] of passing) {
    it(`tries a mail again ${whom}`, async () => {
      const { done, postponed, givenUp } = await outcomeOf(failed(facts), { attempts: 3 })
      expect({ done, givenUp }).to.deep.equal({ done: [], givenUp: 0 })
      expect(postponed[0]).to.be.within(18, 22)
    })
  }

  it('gives up what is a day old', async () => {
    expect(await outcomeOf(failed({ code: 'ECONNECTION' }), { ageSeconds: 86_400 })).to.deep.include({
      done: ['mail_0'],
      givenUp: 1,
    })
  })

  it('does not let many come back at once', async () => {
    const { postponed } = await outcomeOf(failed({ code: 'ECONNECTION' }), { mails: 20 })
    expect(new Set(postponed).size).to.be.greaterThan(10)
  })

  it("says the server's codes and no address", async () => {
    const { said } = await outcomeOf(failed({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }))
    expect(said).to.include('"responseCode":550').and.include('mail_0').and.not.include('ada@')
  })
})
