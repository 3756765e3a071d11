// `evently ticket-types create`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { askEvent } from '../../event-questions.ts'
import { asked, flagsLeftOut, mustAsk } from '../../prompts.ts'
import { checkNewTicketType, newTicketTypeFlags, ticketTypeToMake } from '../../ticket-type-input.ts'
import { ticketTypeView } from '../../views/events.ts'

export default class TicketTypesCreate extends BaseCommand {
  static override summary = summaryOf('events.addTicketType')
  static override description = descriptionOf('events.addTicketType')
  static override examples = [
    '<%= config.bin %> ticket-types create --event evt_… --name Balcony --price 65.00',
    "<%= config.bin %> ticket-types create --event evt_… --name 'Early bird' --price 30.00 --capacity 40 " +
      '--max-per-user 4 --sales-end-at 2030-05-01T12:00',
  ]
  static override flags = {
    event: Flags.string({ summary: asked('The event.'), helpValue: '<event id>' }),
    ...newTicketTypeFlags,
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(TicketTypesCreate)
    await checkNewTicketType(flags)
    const { event: id, name, price } = flags
    mustAsk(flagsLeftOut({ event: id, name, price }))
    const event = await this.evently.events.get(id ?? (await askEvent(this.evently)))
    const ticketType = await this.evently.ticketTypes.create(event.id, await ticketTypeToMake(flags, event), {
      idempotencyKey: flags['idempotency-key'],
    })
    this.show(ticketType, ticketTypeView(event.timezone))
  }
}
