// Messages about reservations are made for those who listen, whether they are few or many.
import { expect } from 'chai'
import { makePartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import type { Listeners } from '../../src/domains/webhooks/relay/relay.ts'
import { newId } from '../../src/platform/ids.ts'
import { aCaller, openBoxOffice, type BoxOffice } from '../bookings/box-office.ts'
import { messagesOf } from '../support/messages.ts'
import { relayOf } from './relays.ts'

const few = (accounts: readonly string[]): Listeners => ({
  few: async () => new Set(accounts),
  among: async () => {
    throw new Error('all of them are known')
  },
})
const many = (accounts: readonly string[]): Listeners => ({
  few: async () => undefined,
  among: async asked => new Set(accounts.filter(account => asked.includes(account))),
})

describe('messages about reservations', () => {
  let office: BoxOffice
  let event: Awaited<ReturnType<BoxOffice['anEvent']>>
  const [anna, boris] = [aCaller(), aCaller()]
  before(async () => {
    office = await openBoxOffice()
    await makePartitions(office.databases.bookings.knex)
    event = await office.anEvent({ capacity: 6 })
    const [first, second] = [await office.aHold(event, anna), await office.aHold(event, boris)]
    await office.inventory.release(second.hold)
    await office.aHold(event, boris)
    await office.inventory.release(first.hold)
  })
  after(() => office.close())

  /** As the relay tells it from the beginning. */
  async function toldTo(listeners: Listeners, names: Readonly<Record<string, string>>) {
    const { bookings } = office.databases
    await bookings.knex('messages').delete()
    await bookings.knex('relay_cursors').delete()
    const relay = relayOf(office.databases, event.organizerId, undefined, listeners)
    relay.note([event.id])
    await relay.relayInventories()
    const messages = await messagesOf(bookings, event.id)
    return messages.map(({ accountId, type }) => `${names[accountId]}: ${type}`)
  }

  const ofAnna = ['created', 'released']
  const ofBoris = ['created', 'released', 'created']
  const inOrder = ['created', 'created', 'released', 'created', 'released']
  const names = () => ({ [anna.userId]: 'anna', [boris.userId]: 'boris', [event.organizerId]: 'organizer' })
  const tellings: readonly [string, () => readonly string[], readonly string[]][] = [
    ['nobody', () => [], []],
    ['a stranger', () => [newId('usr')], []],
    ['one buyer', () => [anna.userId], ofAnna.map(step => `anna: reservation.${step}`)],
    ['the other buyer', () => [boris.userId], ofBoris.map(step => `boris: reservation.${step}`)],
    ['the organizer', () => [event.organizerId], inOrder.map(step => `organizer: reservation.${step}`)],
    [
      'the organizer and a buyer',
      () => [event.organizerId, anna.userId],
      [...inOrder.map(step => `organizer: reservation.${step}`), ...ofAnna.map(step => `anna: reservation.${step}`)],
    ],
  ]
  for (const [who, accounts, expected] of tellings)
    for (const [size, listenersOf] of Object.entries({ few, many }))
      it(`reach ${who} where ${size} listen`, async () => {
        expect(await toldTo(listenersOf(accounts()), names())).to.have.members(expected)
      })
})
