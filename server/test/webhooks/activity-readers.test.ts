// Who listens: for them alone messages about reservations are made.
import { expect } from 'chai'
import { createReadersStore } from '../../src/domains/webhooks/activity/readers-store.ts'
import { createReaders } from '../../src/domains/webhooks/activity/readers.ts'
import { newId } from '../../src/platform/ids.ts'
import { anAccount, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { messageTypes } from '../support/messages.ts'
import { startOneProcess } from '../support/server.ts'

const reservationTypes = messageTypes.filter(type => type.startsWith('reservation.'))

describe('who listens', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  /** Where nobody but these listens. */
  async function listenersWhere(
    these: (
      endpoint: (accountId: string, types: readonly string[], disabledAt?: Date) => Promise<void>,
      reader: (accountId: string) => Promise<void>,
    ) => Promise<void>,
  ) {
    const { knex } = databases.bookings
    await knex('webhook_endpoints').delete()
    await knex('activity_readers').delete()
    const endpoint = async (accountId: string, types: readonly string[], disabledAt: Date | null = null) => {
      await knex('webhook_endpoints').insert({
        id: newId('whe'),
        account_id: accountId,
        url: 'https://example.com',
        types,
        payload_version: '1',
        secret: '-',
        disabled_at: disabledAt,
        disabled_reason: disabledAt && 'owner',
      })
    }
    const store = createReadersStore(knex)
    await these(endpoint, store.note)
    return createReaders(store).listeners
  }

  const usedBefore = (interval: string) =>
    databases.bookings.knex.raw(`update activity_readers set used_at = clock_timestamp() - interval '${interval}'`)
  const usedAt = async (accountId: string) =>
    (await databases.bookings.knex('activity_readers').where({ account_id: accountId }).first('used_at'))?.used_at

  it('is whoever has read the feed in the last 30 days', async () => {
    const store = createReadersStore(databases.bookings.knex)
    const { note, listeners } = createReaders(store)
    const expectListening = async (ids: readonly string[]) => {
      expect([...(await listeners.among(['usr_reader', 'usr_other']))]).to.deep.equal(ids)
      expect([...(await listeners.few())!]).to.deep.equal(ids)
    }
    await note('usr_reader')
    await expectListening(['usr_reader'])
    await usedBefore('29 days 23 hours')
    await expectListening(['usr_reader'])
    await usedBefore('30 days 1 minute')
    await expectListening([])
    await store.forget()
    expect(await usedAt('usr_reader')).to.equal(undefined)
  })

  it('is whoever listens in another way, once', async () => {
    const { note, listeners } = createReaders(
      createReadersStore(databases.bookings.knex),
      async ids => new Set(ids.filter(id => id !== 'usr_nobody')),
    )
    await note('usr_both')
    const listening = [...(await listeners.among(['usr_both', 'usr_other', 'usr_nobody']))]
    expect(listening.sort()).to.deep.equal(['usr_both', 'usr_other'])
    expect(await listeners.few()).to.equal(undefined)
  })

  for (const type of reservationTypes)
    it(`is whose enabled endpoint wants ${type}`, async () => {
      const listeners = await listenersWhere(async endpoint => {
        await endpoint('usr_wants', ['booking.confirmed', type])
        await endpoint('usr_wants', [type])
        await endpoint('usr_disabled', [type], new Date())
        await endpoint('usr_bookings', ['booking.confirmed'])
      })
      expect([...(await listeners.among(['usr_wants', 'usr_disabled', 'usr_bookings']))]).to.deep.equal(['usr_wants'])
      expect([...(await listeners.few())!]).to.deep.equal(['usr_wants'])
    })

  for (const [count, are] of [
    [100, 'few'],
    [101, 'many'],
  ] as const)
    it(`is ${are} when ${count} accounts listen, whatever number of endpoints they have`, async () => {
      const listeners = await listenersWhere(async (endpoint, reader) => {
        for (let n = 0; n < count; n += 2) await reader(`usr_${n}`)
        for (let n = 1; n < count; n += 2)
          for (let some = 0; some < 3; some++) await endpoint(`usr_${n}`, [...reservationTypes])
      })
      expect((await listeners.few())?.size).to.equal(are === 'few' ? count : undefined)
    })

  it('is written down at most once a minute, whichever process is asked', async () => {
    const [here, there] = [1, 2].map(() => createReaders(createReadersStore(databases.bookings.knex)))
    await here!.note('usr_busy')
    const first = await usedAt('usr_busy')
    await here!.note('usr_busy')
    await there!.note('usr_busy')
    expect(await usedAt('usr_busy')).to.deep.equal(first)
    await usedBefore('61 seconds')
    await createReaders(createReadersStore(databases.bookings.knex)).note('usr_busy')
    expect(Number(await usedAt('usr_busy'))).to.be.at.least(Number(first))
  })

  it('begins with the first reading', async () => {
    const server = await startOneProcess({ databases })
    try {
      const { id, token } = await anAccount(server)
      const { listeners } = server.server.domains.webhooks
      expect((await listeners.among([id])).has(id)).to.equal(false)
      expectStatus(await server.call('GET', '/activity', { token }), 200)
      expect((await listeners.among([id])).has(id)).to.equal(true)
    } finally {
      await server.close()
    }
  })
})
