// Which name somebody meant, wherever one is mistyped: a command, a flag, a column, a profile, a field of a file.
import { expect } from 'chai'
import { nearestOf } from '../src/nearest.ts'

describe('the name that was meant', () => {
  const known = ['externalId', 'description', 'venue', 'startsAt', 'ticketTypes', 'webhookEndpoints']
  const meant: [given: string, name: string | undefined][] = [
    ['external_id', 'externalId'],
    ['ExternalID', 'externalId'],
    ['desc', 'description'],
    ['starts', 'startsAt'],
    ['startAt', 'startsAt'],
    ['tickets', 'ticketTypes'],
    ['veneu', 'venue'],
    ['vneue', 'venue'], // two letters that have changed places
    ['evnue', 'venue'],
    ['webhooks', 'webhookEndpoints'],
    ['x', undefined],
    ['price', undefined],
    ['', undefined],
    ['ab', undefined],
  ]
  for (const [given, name] of meant)
    it(`${JSON.stringify(given)} is ${name ?? 'none'}`, () => expect(nearestOf(given, known)).to.equal(name))
})
