// `evently events movements` of an event that is long over: what is missing in the list is said, in every format.
import { expect } from 'chai'
import { aPage, anEvent } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const event = anEvent().id
const carried = {
  id: 'mov_412_1',
  eventId: event,
  from: 'outside',
  to: 'sold',
  quantity: 3,
  cause: 'carried_forward',
  version: 412,
  at: '2030-06-01T18:30:00.000Z',
}
const folded = { version: 412, at: '2030-06-01T18:30:00.000Z', movements: 98_213, holds: 49_106 }
const path = `GET /api/v1/admin/events/${event}/movements`

describe('evently events movements', () => {
  for (const output of ['table', 'csv', 'ndjson', 'json', 'id'] as const)
    it(`says on stderr what was folded, beside ${output}`, () =>
      withTerminal({ [path]: { json: { ...aPage([carried]), folded } } }, async ({ run }) => {
        const { code, stdout, stderr } = await run(['events', 'movements', event, '--output', output], { env })
        expect(code).to.equal(0)
        expect(stderr).to.contain(
          'The 98,213 movements of 49,106 holds before version 412 were folded at 2030-06-01 18:30 UTC:',
        )
        expect(stdout).to.contain(output === 'id' ? 'mov_412_1' : 'carried_forward')
      }))

  it('says it where a filter finds nothing because of it, and nothing of a ledger that is whole', () =>
    withTerminal({ [path]: { json: { ...aPage([]), folded } } }, async ({ run }) => {
      expect((await run(['events', 'movements', event], { env })).stderr).to.match(/Nothing found\.[^]*were folded at/)
    }).then(() =>
      withTerminal({ [path]: { json: aPage([carried]) } }, async ({ run }) => {
        expect((await run(['events', 'movements', event], { env })).stderr).not.to.contain('folded')
      }),
    ))
})
