// Mails about tickets that were given to somebody else: to who comes with them now, and to who has bought them.
import { expect } from 'chai'
import type { Ticket } from '../../src/domains/bookings/port.ts'
import { aBooking, aTransfer, buyerId, openMailRoom, subjectOf, type MailRoom } from './mail-room.ts'

describe('mails of a ticket that was given to somebody else', () => {
  let room: MailRoom
  beforeEach(async () => {
    room = await openMailRoom()
  })
  afterEach(() => room.close())

  const grace = { name: 'Grace <Hopper>', email: 'grace@example.com' }
  const [first] = aBooking().tickets
  const transferred = (over: Partial<Ticket> = {}, buyer = aBooking().buyer) => {
    const booking = aBooking({ buyer, tickets: [{ ...first!, serial: 2, holder: grace, ...over }] })
    room.facts.bookings.set(booking.id, booking)
    return booking
  }

  it('go to the new holder with the code, and to the buyer without', async () => {
    await room.append([aTransfer(transferred()), aTransfer(transferred(), { accountId: 'usr_organizer' })])
    const sent = await room.sent()
    const [toBuyer, toHolder] = ['buyer@example.com', grace.email].map(to => sent.find(mail => mail.to.includes(to)))
    expect(sent).to.have.length(2)
    expect(subjectOf(toBuyer!)).to.equal('A ticket was transferred: Tea & <Jazz>')
    expect(toBuyer!.content).to.contain('given to Grace <Hopper>').and.not.contain(first!.code)
    expect(subjectOf(toHolder!)).to.equal('Your ticket: Tea & <Jazz>')
    expect(toHolder!.content).to.contain(`${first!.code}  Standing`).and.contain('Hello Grace &lt;Hopper&gt;')
    expect(toHolder!.content).to.not.contain('tickets.example.com/bookings')
  })

  it('go to the buyer with the code where the holder has no email', async () => {
    await room.append([aTransfer(transferred({ holder: { name: 'Ada' } }))])
    const [mail, ...more] = await room.sent()
    expect(more).to.deep.equal([])
    expect(mail!.to).to.deep.equal(['buyer@example.com'])
    expect(mail!.content).to.contain(`The new one, to be shown at the door: ${first!.code}`)
  })

  it('go to the new holder alone where an account has named the buyer', async () => {
    const named = { userId: buyerId, named: { reference: 'r', email: 'x@example.com' } }
    await room.append([aTransfer(transferred({}, named))])
    expect((await room.sent()).flatMap(({ to }) => to)).to.deep.equal([grace.email])
  })

  it('go only to who has it last, once it was given on, and to nobody once it is cancelled', async () => {
    const booking = transferred()
    await room.append([aTransfer(booking)])
    room.facts.bookings.set(booking.id, { ...booking, tickets: [{ ...booking.tickets[0]!, serial: 3 }] })
    expect(await room.sent()).to.deep.equal([])
    await room.append([aTransfer(transferred({ status: 'cancelled' }))])
    expect(await room.sent()).to.deep.equal([])
  })

  it('go to a holder whom nobody knows to read mail there once they are known, where that is asked for', async () => {
    const careful = room.newProcess({ to: 'verified' })
    room.facts.verified.add(buyerId)
    await room.append([aTransfer(transferred())], careful)
    expect((await room.sent(careful)).flatMap(({ to }) => to)).to.deep.equal(['buyer@example.com'])
    room.facts.profiles.set('usr_grace', grace.email)
    room.facts.verified.add('usr_grace')
    await room.hurry()
    expect((await room.sent(careful)).flatMap(({ to }) => to)).to.deep.equal([grace.email])
  })
})
