// A server that is killed while a mail server has its mail and has not answered yet: the next one sends it again.
import { expect } from 'chai'
import { cloneDatabases } from '../support/databases.ts'
import { startMailServer } from '../support/mail-server.ts'
import { eventually, spawnServer } from '../support/processes.ts'
import { callOn } from '../support/server.ts'
import { anOffered, look } from '../waitlist/waitlists.ts'
import { messageIdOf, subjectOf } from '../webhooks/mail-room.ts'

const patient = { withinMs: 30_000 }
const subject = 'Seats for you: Few seats'

describe('a server that is killed while it sends a mail', function () {
  this.timeout(120_000)

  it('leaves it to the next one, which sends it under the same id and notes that the buyer knows', async () => {
    const databases = await cloneDatabases()
    const mails = await startMailServer()
    const start = () =>
      spawnServer(databases, {
        EVENTLY_BUYER_MAILS: 'on',
        SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
        EVENTLY_MAIL_FROM: 'tickets@example.com',
        EVENTLY_PUBLIC_URL: 'https://tickets.example.com',
      })
    const arrived = async (count: number) =>
      eventually(
        async () => mails.received.filter(mail => subjectOf(mail) === subject),
        found => found.length === count,
        patient,
      )
    const first = await start()
    try {
      mails.become('stall')
      const { waiter } = await anOffered({ call: callOn(first.url) }, { title: 'Few seats' })
      const [before] = await arrived(1)
      expect(await look({ call: callOn(first.url) }, waiter)).not.to.have.property('notifiedAt')
      await first.kill()

      mails.become('take')
      await databases.bookings.knex('mails').update({ due_at: databases.bookings.knex.fn.now() })
      const second = await start()
      try {
        const [, again] = await arrived(2)
        expect(messageIdOf(again!)).to.equal(messageIdOf(before!))
        await eventually(
          () => look({ call: callOn(second.url) }, waiter),
          entry => 'notifiedAt' in entry,
          patient,
        )
        await eventually(
          () => databases.bookings.knex('mails').select('id'),
          left => left.length === 0,
          patient,
        )
      } finally {
        await second.stop()
      }
    } finally {
      await first.kill()
      await mails.close()
      await databases.close()
    }
  })
})
