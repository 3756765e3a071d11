// What is told to everybody who has booked an event or waits for it: each person once, however it is interrupted.
import { expect } from 'chai'
import { createFanOut } from '../../src/domains/webhooks/mails/fan-out.ts'
import { createMailsStore, type MailsStore } from '../../src/domains/webhooks/mails/store.ts'
import { newId } from '../../src/platform/ids.ts'
import {
  aBooking,
  anEntry,
  anEvent,
  anEventMessage,
  eventId,
  openMailRoom,
  subjectOf,
  type MailRoom,
} from './mail-room.ts'

describe('mails about an event', () => {
  let room: MailRoom
  beforeEach(async () => {
    room = await openMailRoom()
  })
  afterEach(() => room.close())

  /** Somebody with an account, and a booking in the database and in the facts. */
  async function booked({
    userId = newId('usr'),
    status = 'confirmed',
    cancelledAt,
    reference,
  }: {
    userId?: string
    status?: 'confirmed' | 'cancelled' | 'failed'
    cancelledAt?: Date
    reference?: string
  } = {}) {
    const named = reference === undefined ? {} : { named: { reference } }
    const booking = aBooking({ buyer: { userId, ...named }, status, cancelledAt: cancelledAt ?? null })
    room.facts.profiles.set(userId, `${userId}@example.com`)
    room.facts.bookings.set(booking.id, booking)
    await room.knex('bookings').insert({
      id: booking.id,
      user_id: userId,
      reservation_id: booking.reservationId,
      event_id: eventId,
      buyer_reference: reference ?? null,
      buyer: reference === undefined ? null : JSON.stringify({ reference }),
      status,
      failure: status === 'failed' ? JSON.stringify({ code: 'payment_declined' }) : null,
      items: JSON.stringify(booking.items),
      quantity: 2,
      total_minor: 9000,
      currency: 'EUR',
      cancelled_at: cancelledAt ?? null,
    })
    return { userId, booking, address: `${userId}@example.com` }
  }
  function waits(userId = newId('usr'), status: 'waiting' | 'offered' | 'left' = 'waiting') {
    const entry = anEntry({ userId, status, offer: undefined })
    room.facts.profiles.set(userId, `${userId}@example.com`)
    room.facts.entries.set(entry.id, entry)
    room.facts.waiters.push({ id: entry.id, seq: room.facts.waiters.length + 1, userId })
    return { userId, entry, address: `${userId}@example.com` }
  }
  const changed = (...names: string[]) => anEventMessage('event.updated', { data: { changed: names } })
  /** Who has got a mail, once for each. */
  const tell = async () => {
    await room.hurry()
    return (await room.sent()).map(({ to }) => to[0]!)
  }

  it('go to who has booked and who waits, once each, though they have done both or twice', async () => {
    const [ada, ben] = [await booked(), await booked()]
    await booked({ userId: ada.userId })
    const cleo = waits()
    waits(ben.userId)
    await booked({ status: 'cancelled', cancelledAt: new Date() })
    await booked({ reference: 'a customer of a partner' })
    await room.append([changed('startsAt')])
    expect(await tell()).to.have.members([ada, ben, cleo].map(({ address }) => address))
    expect(await room.waiting()).to.deep.equal([])
    expect(await room.knex('event_mails')).to.deep.equal([])
  })

  it('say what has changed and how it is now', async () => {
    await booked()
    await room.append([changed('startsAt', 'endsAt', 'venue', 'capacity')])
    await room.hurry()
    const [mail] = await room.sent()
    expect(subjectOf(mail!)).to.equal('Changed: Tea & <Jazz>')
    expect(mail!.content).to.include('has changed (time, venue)').and.include('The Hall, Ring 1, Vienna')
  })

  it('are not made of what no buyer need know', async () => {
    await booked()
    await room.append([changed('capacity', 'waitlistPolicy'), anEventMessage('event.published')])
    expect(await room.knex('event_mails')).to.deep.equal([])
  })

  it('tell changes together that come one after the other', async () => {
    const ada = await booked()
    await room.append([changed('startsAt'), changed('title')])
    await room.append([changed('venue'), changed('startsAt')])
    expect(await room.sent(), 'while more may come').to.deep.equal([])
    await room.hurry()
    const mails = await room.sent()
    expect(mails.map(({ to }) => to[0])).to.deep.equal([ada.address])
    for (const word of ['time', 'title', 'venue'])
      expect(mails[0]!.content).to.match(new RegExp(`changed \\(.*${word}`))
  })

  it('tell a change that comes while another is being told by itself', async () => {
    await booked()
    await room.append([changed('startsAt')])
    await room.hurry()
    const { eventMails } = createMailsStore(room.knex)
    const [begun] = await eventMails.take(1)
    await eventMails.begin(begun!)
    await room.append([changed('title')])
    expect((await room.knex('event_mails').select('changes')).map(({ changes }) => changes)).to.have.deep.members([
      ['startsAt'],
      ['title'],
    ])
  })

  it('are not sent of a change once the event is cancelled', async () => {
    await booked()
    await room.append([changed('startsAt')])
    room.facts.event = anEvent({ status: 'cancelled' })
    expect(await tell()).to.deep.equal([])
  })

  it('of its cancellation go to whoever was to come or waited, and to nobody who had cancelled before', async () => {
    room.facts.event = anEvent({ status: 'cancelled' })
    const [ada, ben] = [await booked(), await booked({ status: 'cancelled', cancelledAt: new Date() })]
    await booked({ status: 'cancelled', cancelledAt: new Date(Date.now() - 3_600_000) })
    await booked({ status: 'failed' })
    const cleo = waits(undefined, 'left')
    await room.append([anEventMessage('event.cancelled')])
    await room.hurry()
    const mails = await room.sent()
    expect(mails.map(({ to }) => to[0])).to.have.members([ada, ben, cleo].map(({ address }) => address))
    for (const { to, content } of mails)
      expect(content).to.include(to[0] === cleo.address ? 'do not wait for seats any more' : 'is paid back')
  })

  it('go to all, page by page, though each page is another process that dies', async () => {
    const people = [
      ...(await Promise.all(Array.from({ length: 13 }, () => booked()))),
      ...Array.from({ length: 7 }, () => waits()),
    ]
    await room.append([changed('title')])
    const { eventMails: store } = createMailsStore(room.knex)
    let deaths = 0
    for (;;) {
      await room.hurry()
      const [mail] = await store.take(1)
      if (!mail) break
      let pages = 0
      const fanOut = createFanOut({
        store: {
          begin: store.begin,
          addPage: async (...page) => {
            if (++pages > 1) throw new Error('it has died')
            return store.addPage(...page)
          },
        },
        records: () => room.records,
        inventory: () => ({
          waitersOf: async (_event, { afterSeq, limit }) =>
            room.facts.waiters.filter(({ seq }) => seq > afterSeq).slice(0, limit),
        }),
        pageMax: 3,
      })
      await fanOut(mail).catch(() => deaths++)
    }
    expect(deaths).to.be.greaterThan(5)
    expect(await tell()).to.have.members(people.map(({ address }) => address))
  })

  describe('of a process that was slow while another took over', () => {
    /** The slow one has read its page when the other one takes over, makes and sends all; then it goes on. */
    async function takeOver(
      storeOf: (store: MailsStore['eventMails']) => Pick<MailsStore['eventMails'], 'begin' | 'addPage'>,
    ) {
      const people = await Promise.all(Array.from({ length: 4 }, () => booked()))
      await room.append([changed('title')])
      await room.hurry()
      const store = createMailsStore(room.knex).eventMails
      const [mail] = await store.take(1)
      const got: string[] = []
      let isFirst = true
      const slow = createFanOut({
        store: storeOf(store),
        records: () => ({
          ...room.records,
          firstOfEachUser: async (...of) => {
            const page = await room.records.firstOfEachUser(...of)
            if (isFirst) {
              isFirst = false
              got.push(...(await tell()))
            }
            return page
          },
        }),
        inventory: () => ({ waitersOf: async () => [] }),
      })
      await slow(mail!)
      return { addresses: people.map(({ address }) => address), got: [...got, ...(await tell())] }
    }

    it('go to everybody once', async () => {
      const { addresses, got } = await takeOver(store => store)
      expect(got).to.have.members(addresses)
    })

    it('go to some twice where it does not look whether it still has it (the control)', async () => {
      const { addresses, got } = await takeOver(store => ({
        begin: store.begin,
        addPage: async (mail, resourceIds, following) => {
          await room.knex('mails').insert(
            resourceIds.map(id => ({
              id: `${mail.id}.${id}`,
              type: 'event.updated',
              event_id: eventId,
              resource_id: id,
              changes: ['title'],
              test: false,
              priority: 2,
            })),
          )
          return following !== undefined && following.stage === 'bookings'
        },
      }))
      expect(got.length).to.equal(2 * addresses.length)
    })
  })
})
