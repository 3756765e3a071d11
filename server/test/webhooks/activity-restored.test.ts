// The feed after a restore to an earlier moment: positions from before it go on, those from later are refused.
import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { anAccount, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { aMessage, appendTo, type Append } from './messages.ts'

type Query = Readonly<Record<string, string | number>>

describe('the feed after a restore', () => {
  let server: TestServer
  let append: Append
  let reader: Account
  before(async () => {
    server = await startTestServer()
    append = appendTo(server.databases)
  })
  after(() => server.close())
  beforeEach(async () => {
    reader = await anAccount(server)
  })

  const ask = (query: Query) => server.call('GET', '/activity', { token: reader.token, query })
  const page = async (query: Query) => expectStatus(await ask(query), 200).body
  /** What they are about: each is about another. */
  const idsOf = ({ data }: { data: { resource: { id: string } }[] }) => data.map(({ resource }) => resource.id)
  const knex = () => server.databases.bookings.knex
  async function told(count: number): Promise<string[]> {
    const messages = Array.from({ length: count }, () => aMessage(reader.id))
    await append(messages)
    return messages.map(({ resource }) => resource.id)
  }
  const endsAt = async () => (await page({ from: 'end' })).nextCursor as string
  /** As a backup has it that was made before the last `count` messages. */
  async function loseLast(count: number) {
    await knex().raw('delete from messages where place > (select place from message_end) - ?', [count])
    await knex().raw('update message_end set place = place - ?', [count])
  }
  const skipPlaces = () => knex().raw('select skip_message_places()')

  it('lets who was behind read on across the places that are skipped', async () => {
    const [first, second] = await told(2)
    const { nextCursor } = await page({ limit: 1 })
    await told(3)
    await loseLast(3)
    await skipPlaces()
    const next = await told(2)
    expect(idsOf(await page({ after: nextCursor }))).to.deep.equal([second, ...next])
    expect(idsOf(await page({}))).to.deep.equal([first, second, ...next])
  })

  it('lets who was at the end of what is restored read on', async () => {
    await told(2)
    const atEnd = await endsAt()
    await told(3)
    await loseLast(3)
    await skipPlaces()
    const { data, nextCursor } = await page({ after: atEnd })
    expect(data).to.deep.equal([])
    const next = await told(2)
    for (const after of [atEnd, nextCursor]) expect(idsOf(await page({ after }))).to.deep.equal(next)
  })

  it('gives a message another id than what was told of the same version before, and keeps to it', async () => {
    const version = aMessage(reader.id, { resource: { type: 'event', id: newId('evt'), version: 7 } })
    await append([version])
    const [lost] = (await page({})).data
    await loseLast(1)
    await skipPlaces()
    await append([version])
    const [told] = (await page({})).data
    expect(told.resource).to.deep.equal(lost.resource)
    expect(told.id)
      .to.match(/^msg_[0-9a-z]{26}$/)
      .and.not.to.equal(lost.id)
    expect((await page({})).data[0].id).to.equal(told.id)
  })

  const skipping: Record<string, () => Promise<unknown>> = {
    'once places are skipped': skipPlaces,
    'where nobody has skipped places, and the end has not come as far': async () => {},
  }
  for (const [when, skip] of Object.entries(skipping))
    it(`refuses who has read what is lost: ${when}`, async () => {
      await told(2)
      const kept = await endsAt()
      await told(3)
      const lost = await endsAt()
      await loseLast(3)
      await skip()
      const next = await told(1)
      const { body } = expectProblem(await ask({ after: lost }), 'activity_gone')
      expect(body.status).to.equal(410)
      expect(idsOf(await page({ after: kept }))).to.deep.equal(next)
    })
})
