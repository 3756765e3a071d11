// Mails to buyers: which messages become one, what they say, and that each is sent at least once.
import { expect } from 'chai'
import { pino } from 'pino'
import { openMailer } from '../../src/platform/mail.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import { createMailsStore } from '../../src/domains/webhooks/mails/store.ts'
import {
  aBooking,
  aMessage,
  anEntry,
  anEvent,
  aRefund,
  buyerId,
  messageIdOf,
  openMailRoom,
  subjectOf,
  type MailRoom,
} from './mail-room.ts'

describe('mails to buyers', () => {
  let room: MailRoom
  beforeEach(async () => {
    room = await openMailRoom()
  })
  afterEach(() => room.close())

  const told = (type: string, over: Parameters<typeof aBooking>[0] = {}, message: Partial<NewMessage> = {}) => {
    const booking = aBooking(over)
    room.facts.bookings.set(booking.id, booking)
    return aMessage(type, booking, message)
  }
  const offered = (over: Parameters<typeof anEntry>[0] = {}, message: Partial<NewMessage> = {}) => {
    const entry = anEntry(over)
    room.facts.entries.set(entry.id, entry)
    return aMessage('waitlist.offered', entry, message)
  }

  describe('are made', () => {
    const cancelled = { status: 'cancelled', cancelledAt: new Date(), refund: aRefund } as const
    const forOne = { ...aRefund, id: 'ref_2', amountMinor: 4_500, tickets: [{ id: 'tic_1', amountMinor: 4_500 }] }
    const partly = { refund: aRefund, refunds: [forOne, aRefund] } as const
    const said: readonly [string, () => NewMessage, subject: string, ...says: string[]][] = [
      [
        'of a confirmed booking, with its codes',
        () => told('booking.confirmed'),
        'Your booking: Tea & <Jazz>',
        '2 × Standing\nPaid: 90.00 EUR\n',
        'AAAA-1111  Standing\nBBBB-2222  Standing\n',
        'Saturday, 1 June 2030, 20:00–22:30 CEST (UTC+02:00)\nThe Hall, Ring 1, Vienna\n',
        '<strong>Tea &amp; &lt;Jazz&gt;</strong>',
      ],
      [
        'of a booking that a promotion made cheaper',
        () =>
          told('booking.confirmed', {
            items: [{ ...aBooking().items[0]!, unitDiscountMinor: 1_503 }],
            totalMinor: 2 * (4_500 - 1_503),
          }),
        'Your booking: Tea & <Jazz>',
        '2 × Standing\nDiscount: 30.06 EUR\nPaid: 59.94 EUR\n',
        '<p>Discount: 30.06 EUR</p>',
      ],
      [
        'of a booking that a promotion made free',
        () =>
          told('booking.confirmed', { items: [{ ...aBooking().items[0]!, unitDiscountMinor: 4_500 }], totalMinor: 0 }),
        'Your booking: Tea & <Jazz>',
        '2 × Standing\nDiscount: 90.00 EUR\n\nYour ticket codes',
      ],
      [
        'of a cancelled booking',
        () => told('booking.cancelled', cancelled),
        'Cancelled: your booking for Tea & <Jazz>',
        'Tickets: 2\nYou get 90.00 EUR back',
      ],
      [
        'of tickets that were cancelled one by one',
        () => told('booking.tickets_cancelled', partly, { data: { userId: buyerId, ticketIds: ['tic_1'] } }),
        'Cancelled: some of your tickets for Tea & <Jazz>',
        'Cancelled tickets: 1\nYou get 45.00 EUR back',
      ],
      [
        'of the refund that it tells of, where there are several',
        () => told('booking.refunded', partly, { data: { userId: buyerId, refund: { id: 'ref_2' } } }),
        'Your money back: Tea & <Jazz>',
        'we have paid back 45.00 EUR',
      ],
      [
        'of money that was paid back',
        () => told('booking.refunded', cancelled),
        'Your money back: Tea & <Jazz>',
        'we have paid back 90.00 EUR',
      ],
      [
        'of an offer, with its end and a link',
        () => offered(),
        'Seats for you: Tea & <Jazz>',
        'now there are seats for you: 2.',
        '\nWednesday, 1 May 2030, 12:10 CEST (UTC+02:00)\n',
        '\nhttps://tickets.example.com/waitlist/wle_',
      ],
      [
        'of an offer that has run out',
        () => {
          const { resource } = offered({ status: 'expired', expiredReason: 'offer_expired' })
          return aMessage('waitlist.expired', resource, { data: { expiredReason: 'offer_expired' } })
        },
        'Your offer has ended: Tea & <Jazz>',
        'not accepted in time',
      ],
      ['of a test event', () => told('booking.confirmed', {}, { test: true }), '[Test] Your booking: Tea & <Jazz>'],
    ]
    for (const [what, message, subject, ...says] of said) {
      it(what, async () => {
        await room.append([message()])
        const [mail, ...more] = await room.sent()
        expect(more).to.deep.equal([])
        expect(mail!.to).to.deep.equal(['buyer@example.com'])
        expect(subjectOf(mail!)).to.equal(subject)
        for (const words of says) expect(mail!.content).to.include(words)
        expect(mail!.content, 'text and HTML').to.match(/text\/plain[^]+text\/html/)
        expect(await room.waiting()).to.deep.equal([])
      })
    }

    const silent: readonly [string, () => NewMessage][] = [
      ["of the organizer's message", () => told('booking.confirmed', {}, { accountId: 'usr_organizer' })],
      ['of what is in the feed alone', () => told('booking.confirmed', {}, { silent: true })],
      ['of a reservation', () => told('reservation.created')],
      ['of an entry', () => aMessage('waitlist.joined', anEntry())],
      [
        'of an entry that ended with its sales',
        () => aMessage('waitlist.expired', anEntry(), { data: { expiredReason: 'sales_ended' } }),
      ],
    ]
    for (const [what, message] of silent) {
      it(`not ${what}`, async () => {
        await room.append([message()])
        expect(await room.waiting()).to.deep.equal([])
      })
    }

    it('not where they are off, and what waits is forgotten', async () => {
      await room.append([told('booking.confirmed')])
      const off = room.newProcess({ to: 'off' })
      await room.append([told('booking.confirmed')], off)
      expect(await room.waiting()).to.have.length(1)
      expect(await room.sent(off)).to.deep.equal([])
      expect(await room.waiting()).to.deep.equal([])
    })

    describe('for verified emails', () => {
      const counted = async (process: MailRoom['mails']) => (await process.probe.read())['evently_buyer_mails']

      it('at once where they are', async () => {
        const careful = room.newProcess({ to: 'verified' })
        room.facts.verified.add(buyerId)
        await room.append([told('booking.confirmed')], careful)
        expect(await counted(careful)).to.equal(1)
        expect(await room.sent(careful)).to.have.length(1)
      })

      it('once they are: until then they wait, and are not counted', async () => {
        const careful = room.newProcess({ to: 'verified' })
        await room.append([told('booking.confirmed'), offered()], careful)
        expect(await room.sent(careful)).to.deep.equal([])
        expect(await counted(careful)).to.equal(0)
        await room.hurry()
        expect(await room.sent(careful)).to.deep.equal([])
        expect(await room.waiting()).to.have.length(2)
        expect(room.facts.notified).to.deep.equal([])

        room.facts.verified.add(buyerId)
        await room.hurry()
        room.server.become('fail')
        expect(await room.sent(careful)).to.deep.equal([])
        expect(await counted(careful)).to.equal(2)
        room.server.become('take')
        await room.hurry()
        expect(await room.sent(careful)).to.have.length(2)
        expect(room.facts.notified).to.have.length(1)
        expect(await room.waiting()).to.deep.equal([])
      })

      it('and never where nobody has shown for a day that they read them; it is no failure', async () => {
        const lines: string[] = []
        const log = pino({ level: 'warn' }, { write: line => void lines.push(line) })
        const careful = room.newProcess({ to: 'verified' }, log)
        await room.append([told('booking.confirmed')], careful)
        await room.sent(careful)
        await room.knex('mails').update({ created_at: room.knex.raw(`now() - interval '25 hours'`) })
        await room.hurry()
        expect(await room.sent(careful)).to.deep.equal([])
        expect(await room.waiting()).to.deep.equal([])
        expect(lines).to.deep.equal([])
      })
    })

    it('with the message or not at all', async () => {
      const trouble = new Error('the transaction ends badly')
      const failing = room.newProcess()
      const consumers = [...failing.consumers, () => Promise.reject(trouble)]
      await room.append([told('booking.confirmed')], { ...failing, consumers }).catch(() => {})
      expect(await room.waiting()).to.deep.equal([])
      expect(await room.knex('messages')).to.deep.equal([])
    })
  })

  describe('go to nobody', () => {
    const cases: readonly [string, () => NewMessage][] = [
      ['whose account is gone', () => (room.facts.profiles.clear(), told('booking.confirmed'))],
      [
        'whom an account has named',
        () =>
          told('booking.confirmed', { buyer: { userId: buyerId, named: { reference: 'r', email: 'x@example.com' } } }),
      ],
      ['who waits by a name that an account gave', () => offered({ buyer: { reference: 'r' } })],
      ['of a booking that is not valid any more', () => told('booking.confirmed', { status: 'cancelled' })],
      ['of an offer that has been accepted', () => offered({ status: 'converted', offer: undefined })],
      ['of an event that is not there', () => ((room.facts.event = undefined as never), told('booking.confirmed'))],
      [
        'of a booking that ended with its event, whose mail says so',
        () => {
          room.facts.event = anEvent({ status: 'cancelled', updatedAt: '2030-05-01T10:00:30.000Z' })
          return told('booking.cancelled', { status: 'cancelled', cancelledAt: new Date('2030-05-01T10:00:00Z') })
        },
      ],
    ]
    for (const [whom, message] of cases) {
      it(whom, async () => {
        await room.append([message()])
        expect(await room.sent()).to.deep.equal([])
        expect(await room.waiting()).to.deep.equal([])
      })
    }
  })

  it('have nothing of a person while they wait', async () => {
    await room.append([told('booking.confirmed'), offered()])
    const rows = JSON.stringify(await room.knex('mails').select())
    for (const word of ['buyer@', 'usr_', 'AAAA', 'Ada']) expect(rows).not.to.include(word)
  })

  it('leave in the order of their haste', async () => {
    const own = Array.from({ length: 6 }, () => told('booking.confirmed'))
    const offer = offered()
    await room.append([...own, offer])
    await room.mails.sendDue()
    expect(room.server.received.map(subjectOf)).to.include('Seats for you: Tea & <Jazz>')
    expect(await room.waiting()).to.have.length(2)
  })

  it('are written to the log without the codes where there is no mail server', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
    const logging = room.newProcess({ mailer: await openMailer({ kind: 'log' }, log) }, log)
    await room.append([told('booking.confirmed'), offered()])
    while (await logging.sendDue()) continue
    const said = lines.join('')
    expect(said).to.include('Your booking: Tea').and.include('[hidden]  Standing').and.include('Seats for you')
    for (const secret of ['AAAA-1111', 'BBBB-2222', 'buyer@example.com']) expect(said).not.to.include(secret)
    expect(room.facts.notified, 'nobody has been told').to.deep.equal([])
  })

  describe('and a mail server that', () => {
    it('fails is tried again, later each time', async () => {
      room.server.become('fail')
      await room.append([told('booking.confirmed')])
      expect(await room.sent()).to.deep.equal([])
      room.server.become('take')
      expect(await room.sent(), 'not before its time').to.deep.equal([])
      await room.hurry()
      expect(await room.sent(room.newProcess())).to.have.length(1)
      expect(await room.waiting()).to.deep.equal([])
    })

    it('refuses the address is believed', async () => {
      room.server.become('refuse')
      await room.append([told('booking.confirmed'), offered()])
      expect(await room.sent()).to.deep.equal([])
      expect(await room.waiting()).to.deep.equal([])
      expect(room.facts.notified).to.deep.equal([])
    })

    it('stalls may have it: it is sent again, under the same id', async () => {
      room.server.become('stall')
      await room.append([told('booking.confirmed')])
      const [first] = await room.sent(room.newProcess({ mailer: room.impatient }))
      room.server.become('take')
      await room.hurry()
      const [again] = await room.sent()
      expect(messageIdOf(again!)).to.equal(messageIdOf(first!))
    })
  })

  describe('of several processes', () => {
    /** A process that never hears whether its mails were sent: it has died by then. */
    const dying = () =>
      room.newProcess({
        mailer: {
          send: async mail => {
            await room.mailer.send(mail)
            return new Promise<never>(() => {})
          },
        },
      })
    const arrived = async (count: number) => {
      while (room.server.received.length < count) await room.knex.raw('select 1')
      return room.server.received.splice(0)
    }

    it('are taken over from one that died between sending and noting it, under the same id', async () => {
      const message = told('booking.confirmed')
      await room.append([message])
      void dying().sendDue()
      const [first] = await arrived(1)
      expect(await room.sent(), 'while the first has it').to.deep.equal([])
      await room.hurry()
      const [again] = await room.sent()
      expect(messageIdOf(first!)).to.equal(`<${message.id}@example.com>`)
      expect(messageIdOf(again!)).to.equal(messageIdOf(first!))
      expect(await room.waiting()).to.deep.equal([])
    })

    it('are not forgotten by one that was slow while another took over', async () => {
      await room.append([told('booking.confirmed')])
      const { mails } = createMailsStore(room.knex)
      const [slow] = await mails.take(1)
      await room.hurry()
      const [other] = await mails.take(1)
      await mails.done(slow!)
      await mails.markSent(slow!)
      await mails.postpone(slow!, 1_000)
      expect(await room.waiting(), 'the other one still has it').to.have.length(1)
      expect((await room.waiting())[0].sent_at).to.equal(null)
      await mails.done(other!)
      expect(await room.waiting()).to.deep.equal([])
    })

    it('are sent once where all send at the same time', async () => {
      const { mailIds, sentIds } = await sendTogether(take => take)
      expect(sentIds).to.have.members(mailIds)
    })

    it('are sent more than once where nobody takes them for themself (the control)', async () => {
      // All look once before any of them sends.
      let [looks, letAllGo] = [0, () => {}]
      const allHaveLooked = new Promise<void>(resolve => (letAllGo = resolve))
      const { mailIds, sentIds } = await sendTogether(() => async () => {
        const rows = await room.knex('mails').limit(5).select('id', 'attempts')
        if (++looks === processes) letAllGo()
        return allHaveLooked.then(() => rows)
      })
      expect(sentIds.length).to.be.greaterThan(mailIds.length)
    })

    type Take = (limit: number) => Promise<readonly { id: string }[]>
    const processes = 4
    /** Each of them takes and sends until nothing is due. */
    async function sendTogether(taking: (own: Take) => Take) {
      const messages = Array.from({ length: 20 }, () => told('booking.confirmed'))
      await room.append(messages)
      const sentIds: string[] = []
      const { mails } = createMailsStore(room.knex)
      const take = taking(mails.take)
      await Promise.all(
        Array.from({ length: processes }, async () => {
          for (let due = await take(5); due.length > 0 && sentIds.length < 200; due = await take(5))
            for (const mail of due) {
              sentIds.push(mail.id)
              await room.knex('mails').where({ id: mail.id }).delete()
            }
        }),
      )
      return { mailIds: messages.map(({ id }) => id), sentIds }
    }
  })

  describe('about an offer', () => {
    it('are noted at the entry once they are sent', async () => {
      const message = offered()
      await room.append([message])
      await room.sent()
      expect(room.facts.notified).to.deep.equal([message.resource.id])
    })

    it('are noted later where the inventory is away, and not sent again for it', async () => {
      room.facts.trouble = new Error('away')
      const message = offered()
      await room.append([message])
      expect(await room.sent()).to.have.length(1)
      expect(room.facts.notified).to.deep.equal([])
      room.facts.trouble = undefined
      await room.hurry()
      expect(await room.sent(room.newProcess())).to.deep.equal([])
      expect(room.facts.notified).to.deep.equal([message.resource.id])
      expect(await room.waiting()).to.deep.equal([])
    })
  })
})
