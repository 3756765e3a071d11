// `evently ticket-types update`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { ticketTypeChanges, ticketTypeFlags } from '../../ticket-type-input.ts'
import { ticketTypeView } from '../../views/events.ts'

export default class TicketTypesUpdate extends BaseCommand {
  static override summary = summaryOf('events.updateTicketType')
  static override description = descriptionOf('events.updateTicketType')
  static override examples = [
    '<%= config.bin %> ticket-types update tkt_… --event evt_… --price 70.00 --capacity 50',
    '<%= config.bin %> ticket-types update tkt_… --event evt_… --capacity none --max-per-user none',
  ]
  static override args = { 'ticket-type': idArg('events.updateTicketType', 'ticketTypeId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    ...ticketTypeFlags,
    'if-match': Flags.string({
      summary: "Only if this is still the event's version; without it, the one it has now.",
      helpValue: '<version>',
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(TicketTypesUpdate)
    const changes = await ticketTypeChanges(flags)
    const event = await this.evently.events.get(flags.event)
    const ifMatch = flags['if-match'] ?? event.version
    const ticketType = await this.evently.ticketTypes.update(event.id, args['ticket-type'], await changes(event), {
      ifMatch,
    })
    this.show(ticketType, ticketTypeView(event.timezone))
  }
}
