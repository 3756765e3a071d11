// What the relay reads of an inventory: its crossings of zero one by one, a crowd's versions in between as one.
import { expect } from 'chai'
import { createInventoryChanges } from '../../src/domains/inventory/queries/change-queries.ts'
import type { InventoryChanges, KnownVersion } from '../../src/domains/inventory/port.ts'
import { openBoxOffice, type BoxOffice } from '../bookings/box-office.ts'

interface Left {
  readonly version: number
  readonly left: number
}

describe("an inventory's changes", () => {
  let office: BoxOffice
  let eventId: string
  before(async () => {
    office = await openBoxOffice()
    const event = await office.anEvent({ capacity: 5 })
    eventId = event.id
    const reserve = async (quantity: number) => (await office.aHold(event, undefined, quantity)).hold
    const one = await reserve(1)
    await reserve(1)
    const two = await reserve(2)
    await reserve(1) // sold out
    await office.inventory.release(one) // available
    await office.inventory.release(two)
    await reserve(3) // sold out
  })
  after(() => office.close())

  const changesAfter = async (known: Omit<KnownVersion, 'eventId'>, rowsMax = 1_000): Promise<InventoryChanges> =>
    (await createInventoryChanges(office.databases.events).changesAfter([{ eventId, ...known }], rowsMax))[0]!

  /** After each version that is shown. */
  function leftAfter({ availableSeats, typeSeats, versions }: InventoryChanges): readonly Left[] {
    let [seats, types] = [availableSeats, typeSeats]
    return versions.map(moved => {
      seats += moved.seats
      types += moved.types
      return { version: moved.version, left: Math.min(seats, types) }
    })
  }

  /** Where the last seat went or the first came. */
  const crossings = (before: number, left: readonly Left[]) =>
    left.filter((each, n) => each.left > 0 !== (left[n - 1]?.left ?? before) > 0)

  const oneByOne = async () => leftAfter(await changesAfter({ after: 0 }))

  it('are shown one by one where nobody says what was left before', async () => {
    expect((await oneByOne()).map(({ left }) => left)).to.deep.equal([5, 4, 3, 1, 0, 1, 3, 0])
  })

  it('are summed up where no last seat goes and no first one comes', async () => {
    const shown = leftAfter(await changesAfter({ after: 0, availableSeats: 0, typeSeats: 0 }))
    expect(shown.map(({ left }) => left)).to.deep.equal([5, 1, 0, 1, 3, 0])
    expect(await oneByOne()).to.include.deep.members([...shown])
  })

  it('cross zero in the same versions from wherever they are read, in pages of any size', async () => {
    const all = [{ version: 0, left: 0 }, ...(await oneByOne())]
    for (const [n, { version, left }] of all.entries()) {
      const expected = crossings(left, all.slice(n + 1))
      for (const rowsMax of [1, 2, 3, 5, 1_000]) {
        let known = { after: version, availableSeats: left, typeSeats: left }
        const seen: Left[] = []
        for (let isLast = false; !isLast; ) {
          const page = await changesAfter(known, rowsMax)
          const shown = leftAfter(page)
          seen.push(...crossings(Math.min(known.availableSeats, known.typeSeats), shown))
          const leftNow = shown.at(-1)?.left ?? known.availableSeats
          known = { after: page.upTo, availableSeats: leftNow, typeSeats: leftNow }
          isLast = page.upTo === page.current
        }
        expect(seen, `from version ${version}, ${rowsMax} rows a page`).to.deep.equal(expected)
      }
    }
  })
})
