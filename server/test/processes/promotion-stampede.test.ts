// 5,000 buyers for the last ten uses of a code, over HTTP at two processes. The control says that without a
// bound all of them get it; promotion-races.test.ts has the control of what reads and checks the uses.
import { expect } from 'chai'
import { anEvent, aPromotion } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { messagesOf } from '../support/messages.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

const atOnce = 200

describe('a stampede for a code', function () {
  this.timeout(180_000)
  let databases: TestDatabases
  let servers: ServerProcess[] = []
  before(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()))
  })
  after(() => databases.close())

  async function stampede({ buyers, usesMax }: { buyers: number; usesMax?: number }) {
    servers = await Promise.all([spawnServer(databases), spawnServer(databases)])
    const calls = servers.map(({ url }) => callOn(url))
    const event = await anEvent({ call: calls[0]! }, { capacity: 10_000 })
    const terms = { kind: 'discount', percent: 20, ...(usesMax && { usesMax }) }
    const { id, code } = await aPromotion({ call: calls[0]! }, event, terms)
    const answers: Record<string, number> = {}
    let next = 0
    const ask = async () => {
      for (let n = next++; n < buyers; n = next++) {
        const body = { eventId: event.id, quantity: 1, promotionCode: code, buyer: { reference: `buyer-${n}` } }
        const answer = await calls[n % 2]!('POST', '/bookings/reserve', { token: event.organizer.token, body })
        const what = answer.status === 201 ? 'reserved' : String(answer.body.code)
        answers[what] = (answers[what] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, ask))
    const { uses } = await databases.events.knex('promotions').where({ id }).first<{ uses: number }>('uses')
    return { event, answers, uses }
  }

  it('gives the last 10 uses to 10 of 5,000, and says once that it is used up', async () => {
    const { event, answers, uses } = await stampede({ buyers: 5_000, usesMax: 10 })
    expect({ answers, uses }).to.deep.equal({ answers: { reserved: 10, promotion_used_up: 4_990 }, uses: 10 })
    const told = await eventually(
      async () => (await messagesOf(databases.bookings, event.id)).filter(({ type }) => type === 'promotion.used_up'),
      messages => messages.length > 0,
      { withinMs: 10_000 },
    )
    expect(told).to.have.length(1)
  })

  it('gives it to everybody where it has no bound (the control)', async () => {
    const { answers, uses } = await stampede({ buyers: 500 })
    expect({ answers, uses }).to.deep.equal({ answers: { reserved: 500 }, uses: 500 })
  })
})
