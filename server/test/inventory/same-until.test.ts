// Which times make a difference to what is decided on remembered state.
import { expect } from 'chai'
import { isSameUntil } from '../../src/domains/inventory/rules/same-until.ts'
import { aHold, anInventoryState, aTicketType, now, secondsFromNow } from './builders.ts'

const withType = (over: Parameters<typeof aTicketType>[0]) => anInventoryState({ ticketTypes: [aTicketType(over)] })
const withHold = (expiresAt: Date) => {
  const hold = aHold({ expiresAt })
  return anInventoryState({ holds: new Map([[hold.id, hold]]) })
}

describe('what is known of an event is the same until', () => {
  const times: Readonly<Record<string, (at: Date) => ReturnType<typeof anInventoryState>>> = {
    'the event ends': endsAt => anInventoryState({ endsAt }),
    'sales of a ticket type begin': salesStartAt => withType({ salesStartAt }),
    'sales of a ticket type end': salesEndAt => withType({ salesEndAt }),
    'a hold ends': withHold,
  }
  for (const [what, stateWith] of Object.entries(times))
    it(what, () => {
      const latest = secondsFromNow(5)
      const answers = [now, secondsFromNow(1), latest, secondsFromNow(6)].map(at => isSameUntil(stateWith(at), latest))
      expect(answers).to.deep.equal([true, false, false, true])
    })
})
