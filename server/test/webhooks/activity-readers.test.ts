// Who listens: for them alone messages about reservations are made.
import { expect } from 'chai'
import { createReadersStore, endpointsWantReservations } from '../../src/domains/webhooks/activity/readers-store.ts'
import { createReaders } from '../../src/domains/webhooks/activity/readers.ts'
import { anAccount, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { startOneProcess } from '../support/server.ts'

describe('who listens', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const usedBefore = (interval: string) =>
    databases.bookings.knex.raw(`update activity_readers set used_at = clock_timestamp() - interval '${interval}'`)
  const usedAt = async (accountId: string) =>
    (await databases.bookings.knex('activity_readers').where({ account_id: accountId }).first('used_at'))?.used_at

  it('is whoever has read the feed in the last 30 days', async () => {
    const store = createReadersStore(databases.bookings.knex)
    const { note, listens } = createReaders(store, [])
    await note('usr_reader')
    expect([...(await listens(['usr_reader', 'usr_other']))]).to.deep.equal(['usr_reader'])
    await usedBefore('29 days 23 hours')
    expect([...(await listens(['usr_reader']))]).to.deep.equal(['usr_reader'])
    await usedBefore('30 days 1 minute')
    expect([...(await listens(['usr_reader']))]).to.deep.equal([])
    await store.forget()
    expect(await usedAt('usr_reader')).to.equal(undefined)
  })

  it('is whoever listens in another way, once', async () => {
    const { note, listens } = createReaders(createReadersStore(databases.bookings.knex), [
      async ids => new Set(ids.filter(id => id !== 'usr_nobody')),
    ])
    await note('usr_both')
    const listening = [...(await listens(['usr_both', 'usr_endpoint', 'usr_nobody']))]
    expect(listening.sort()).to.deep.equal(['usr_both', 'usr_endpoint'])
  })

  it('is whose enabled endpoint wants messages about reservations', async () => {
    await databases.bookings.knex.transaction(async transaction => {
      // Goes before the table of this name, if there is one.
      await transaction.raw(`create temporary table webhook_endpoints
        (account_id text, types text[], disabled_at timestamptz) on commit drop`)
      await transaction.raw(`insert into webhook_endpoints values
        ('usr_wants', '{booking.confirmed,reservation.expired}', null), ('usr_wants', '{reservation.created}', null),
        ('usr_disabled', '{reservation.created}', now()), ('usr_bookings', '{booking.confirmed}', null)`)
      const among = await endpointsWantReservations(transaction)(['usr_wants', 'usr_disabled', 'usr_bookings'])
      expect([...among]).to.deep.equal(['usr_wants'])
    })
  })

  it('is written down at most once a minute, whichever process is asked', async () => {
    const [here, there] = [1, 2].map(() => createReaders(createReadersStore(databases.bookings.knex), []))
    await here!.note('usr_busy')
    const first = await usedAt('usr_busy')
    await here!.note('usr_busy')
    await there!.note('usr_busy')
    expect(await usedAt('usr_busy')).to.deep.equal(first)
    await usedBefore('61 seconds')
    await createReaders(createReadersStore(databases.bookings.knex), []).note('usr_busy')
    expect(Number(await usedAt('usr_busy'))).to.be.at.least(Number(first))
  })

  it('begins with the first reading', async () => {
    const server = await startOneProcess({ databases })
    try {
      const { id, token } = await anAccount(server)
      const { listens } = server.server.domains.webhooks
      expect((await listens([id])).has(id)).to.equal(false)
      expectStatus(await server.call('GET', '/activity', { token }), 200)
      expect((await listens([id])).has(id)).to.equal(true)
    } finally {
      await server.close()
    }
  })
})
