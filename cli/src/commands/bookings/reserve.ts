// `evently bookings reserve`
import type { ReserveBody } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { UsageError } from '../../failures.ts'
import { buyerFlags, buyerOf, idempotencyKeyFlag, promotionCodeFlag } from '../../flags.ts'
import { metadataFlag, metadataOf } from '../../metadata-input.ts'
import { reservationView } from '../../views/bookings.ts'
import { stepsAfterReserving } from '../../views/next-steps.ts'

export default class BookingsReserve extends BaseCommand {
  static override summary = summaryOf('bookings.reserve')
  static override description = descriptionOf('bookings.reserve')
  static override examples = [
    '<%= config.bin %> bookings reserve --event evt_… --quantity 2',
    '<%= config.bin %> bookings reserve --event evt_… --quantity 2 --promotion-code EARLY-10',
    '<%= config.bin %> bookings reserve --event evt_… --item tkt_…=2 --item tkt_…=1',
    '<%= config.bin %> bookings reserve --event evt_… --quantity 2 --external-id order-4711 --metadata cart=7711',
    '<%= config.bin %> bookings reserve --event evt_… --quantity 1 --buyer customer-4711 --buyer-email ada@example.com',
  ]
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    quantity: Flags.integer({
      char: 'q',
      summary: "Seats of the event's only ticket type.",
      min: 1,
      exactlyOne: ['quantity', 'item'],
    }),
    item: Flags.string({
      summary: 'Seats of one ticket type; may be repeated.',
      helpValue: '<ticket type id>=<quantity>',
      multiple: true,
    }),
    'promotion-code': promotionCodeFlag,
    ...buyerFlags,
    'external-id': Flags.string({ summary: 'Your own id of it, such as the number of an order.' }),
    'metadata': metadataFlag,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(BookingsReserve)
    const { event: eventId, quantity, item, 'promotion-code': promotionCode, 'idempotency-key': idempotencyKey } = flags
    const words = { promotionCode, externalId: flags['external-id'], metadata: metadataOf(flags.metadata) }
    const input = { eventId, quantity, items: item?.map(itemOf), buyer: buyerOf(flags), ...words } as ReserveBody
    const reservation = await this.evently.bookings.reserve(input, { idempotencyKey })
    this.show(reservation, reservationView)
    this.suggest(stepsAfterReserving(reservation))
  }
}

/** `tkt_…=2` */
function itemOf(text: string) {
  const [, ticketTypeId, quantity] = /^([^=]+)=([1-9]\d{0,2})$/.exec(text) ?? []
  if (ticketTypeId === undefined)
    throw new UsageError(`${JSON.stringify(text)} is not a ticket type and a quantity: write it like tkt_…=2.`)
  return { ticketTypeId, quantity: Number(quantity) }
}
