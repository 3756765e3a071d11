// What can be said of a thing when it is made can be said when it is changed, replaced, or changed with its series.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'

const { components } = JSON.parse(
  await readFile(new URL('../../../../openapi/generated/evently.json', import.meta.url), 'utf8'),
) as { components: { schemas: Readonly<Record<string, { readonly properties: object }>> } }
const propertiesOf = (schema: string) => Object.keys(components.schemas[schema]!.properties)

describe('what can be changed', () => {
  for (const [what, made, changed, never, added] of [
    [
      'of an event',
      'EventToMake',
      'EventChanges',
      ['venue', 'ticketTypes', 'priceMinor', 'currency', 'test', 'publish'],
      [],
    ],
    ['by replacing an event', 'EventToMake', 'PutEventBody', ['externalId'], []],
    [
      'of the events of a series',
      'EventChanges',
      'SeriesChanges',
      ['startsAt', 'endsAt', 'timezone', 'externalId'],
      ['localStartTime', 'durationMinutes'],
    ],
    ['of a venue', 'VenueToMake', 'VenueChanges', [], []],
    ['by replacing a venue', 'VenueToMake', 'PutVenueBody', ['externalId'], []],
    ['of a ticket type', 'TicketTypeToMake', 'TicketTypeChanges', ['currency'], []],
    ['of a waitlist entry', 'JoinWaitlistBody', 'ChangeWaitlistEntryBody', ['eventId', 'ticketTypeId', 'buyer'], []],
    ['of a webhook endpoint', 'CreateWebhookEndpointBody', 'UpdateWebhookEndpointBody', [], ['disabled']],
    ['by replacing a webhook endpoint', 'CreateWebhookEndpointBody', 'PutWebhookEndpointBody', ['externalId'], []],
  ] as const)
    it(`${what} is what it was made of, but for what never changes`, () => {
      const stays = propertiesOf(made).filter(name => !(never as readonly string[]).includes(name))
      expect(propertiesOf(changed)).to.have.members([...stays, ...added])
    })
})
