// Who runs an event, for those who name buyers at it: asked of the events once, and kept only when it is known.
import { expect } from 'chai'
import { createAccess } from '../../src/domains/bookings/access.ts'
import type { EventsPort } from '../../src/domains/events/port.ts'

type Found = Awaited<ReturnType<EventsPort['find']>>

const organizer = { kind: 'session', userId: 'usr_1', role: 'organizer', credentialId: 'ses_1' } as const

describe('who runs an event', () => {
  let asked: number
  let answer: () => Promise<Found>
  const access = () => {
    asked = 0
    const find = () => {
      asked++
      return answer()
    }
    return createAccess({ events: () => ({ find }) })
  }
  const theirs = async () => ({ organizerId: 'usr_1' }) as Found

  it('is asked once for all who ask at the same time, and never again', async () => {
    answer = theirs
    const { runs } = access()
    expect(await Promise.all(Array.from({ length: 20 }, () => runs(organizer, 'evt_1')))).to.not.include(false)
    expect(await runs(organizer, 'evt_1')).to.equal(true)
    expect(asked).to.equal(1)
  })

  it('is asked again when there was no such event, as there may be one by then', async () => {
    answer = async () => undefined
    const { runs } = access()
    expect(await runs(organizer, 'evt_1')).to.equal(false)
    answer = theirs
    expect(await runs(organizer, 'evt_1')).to.equal(true)
    expect(asked).to.equal(2)
  })

  it('is asked again when the events gave no answer', async () => {
    answer = () => Promise.reject(new Error('away'))
    const { runs } = access()
    expect(await runs(organizer, 'evt_1').catch(String)).to.equal('Error: away')
    answer = theirs
    expect(await runs(organizer, 'evt_1')).to.equal(true)
  })
})
