// `evently waitlist join`
import { WaitlistEndedError } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { buyerFlags, buyerOf, idempotencyKeyFlag } from '../../flags.ts'
import { metadataFlag, metadataOf } from '../../metadata-input.ts'
import { stepsAfterWaiting } from '../../views/next-steps.ts'
import { waitlistEntryView } from '../../views/waitlist.ts'
import { notOver, waited, waitFlags } from '../../waiting.ts'

export default class WaitlistJoin extends BaseCommand {
  static override summary = summaryOf('bookings.joinWaitlist')
  static override description = descriptionOf('bookings.joinWaitlist')
  static override examples = [
    '<%= config.bin %> waitlist join --event evt_… --quantity 2',
    '<%= config.bin %> waitlist join --event evt_… --quantity 2 --wait --wait-seconds 3600',
    '<%= config.bin %> waitlist join --event evt_… --quantity 4 --ticket-type tkt_… --accept-fewer',
  ]
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    quantity: Flags.integer({ char: 'q', summary: 'Seats.', required: true, min: 1 }),
    'ticket-type': Flags.string({
      summary: 'Seats of this ticket type; without it, of any.',
      helpValue: '<ticket type id>',
    }),
    'accept-fewer': Flags.boolean({ summary: 'Be offered what there is rather than wait for all of them.' }),
    ...buyerFlags,
    'metadata': metadataFlag,
    'idempotency-key': idempotencyKeyFlag,
    ...waitFlags('there is an offer'),
  }

  override async run() {
    const { flags } = await this.parse(WaitlistJoin)
    const {
      event: eventId,
      quantity,
      'ticket-type': ticketTypeId,
      'accept-fewer': acceptFewer,
      'idempotency-key': idempotencyKey,
    } = flags
    const input = {
      eventId,
      quantity,
      ticketTypeId,
      acceptFewer,
      buyer: buyerOf(flags),
      metadata: metadataOf(flags.metadata),
    }
    const joined = await this.evently.waitlist.join(input, { idempotencyKey })
    if (!flags.wait) {
      this.show(joined, waitlistEntryView)
      return this.suggest(stepsAfterWaiting(joined))
    }
    const { data: entry, isOver } = await waited(flags, {
      read: () => this.evently.waitlist.get(joined.id),
      isOver: ({ status }) => status !== 'waiting',
    })
    this.show(entry, waitlistEntryView)
    if (!isOver) throw notOver('there was no offer', `evently waitlist get ${entry.id}`)
    if (entry.status !== 'offered') throw new WaitlistEndedError(entry)
  }
}
