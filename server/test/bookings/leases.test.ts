import { expect } from 'chai'
import { createBookingsStore } from '../../src/domains/bookings/store.ts'
import type { Hold } from '../../src/domains/inventory/port.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('the lease of a booking', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const aHold = () =>
    ({
      id: newId('rsv'),
      eventId: 'evt_1',
      buyer: { userId: 'usr_1' },
      items: [],
      quantity: 1,
      totalMinor: 0,
      currency: 'EUR',
    }) as unknown as Hold
  const opened = async (store: ReturnType<typeof createBookingsStore>) =>
    (await store.open({ id: newId('bkg'), hold: aHold(), payment: null, test: false, idempotency: undefined }))!

  it('is kept from everybody while its process is at work', async () => {
    const [own, other] = [createBookingsStore(databases.bookings), createBookingsStore(databases.bookings)]
    const booking = await opened(own)
    expect(await own.claim(booking)).to.equal(undefined)
    expect(await other.claim(booking)).to.equal(undefined)
  })

  it('is free for its own process once nobody there is at work: a run that lost the database kept it', async () => {
    const [own, other] = [createBookingsStore(databases.bookings), createBookingsStore(databases.bookings)]
    const booking = await opened(own)
    own.endWork(booking)
    expect(await other.claim(booking)).to.equal(undefined)
    const claims = await Promise.all([own.claim(booking), own.claim(booking), own.claim(booking)])
    expect(claims.map(claimed => claimed?.fence)).to.have.members([2, undefined, undefined])
  })

  it('is free too when the answer to its very making was lost', async () => {
    const { pool } = databases.bookings
    let broken = false
    const query = async (...given: Parameters<typeof pool.query>) => {
      const result: unknown = await Promise.resolve(pool.query(...given))
      if (!broken) {
        broken = true
        throw Object.assign(new Error('Connection terminated unexpectedly'))
      }
      return result
    }
    const breaking = { query } as unknown as typeof pool
    const store = createBookingsStore({ pool: breaking, plannedOncePool: breaking })
    const hold = aHold()
    const id = newId('bkg')
    expect(
      await store
        .open({ id, hold, payment: null, test: false, idempotency: undefined })
        .catch((error: Error) => error.message),
    ).to.match(/terminated/)
    const booking = (await store.find(id))!
    expect((await store.claim(booking))?.fence).to.equal(2)
  })
})
