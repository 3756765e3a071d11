// `evently ticket-types delete`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class TicketTypesDelete extends BaseCommand {
  static override summary = summaryOf('events.deleteTicketType')
  static override description = descriptionOf('events.deleteTicketType')
  static override examples = ['<%= config.bin %> ticket-types delete tkt_… --event evt_…']
  static override args = { 'ticket-type': idArg('events.deleteTicketType', 'ticketTypeId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
  }

  override async run() {
    const { args, flags } = await this.parse(TicketTypesDelete)
    const id = args['ticket-type']
    await this.evently.ticketTypes.delete(flags.event, id)
    this.done(`Deleted ${id}.`, { id, deleted: true })
  }
}
