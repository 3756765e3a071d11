// `evently ticket-types delete`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { ofDeletingTicketType } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class TicketTypesDelete extends BaseCommand {
  static override summary = summaryOf('events.deleteTicketType')
  static override description = descriptionOf('events.deleteTicketType')
  static override examples = [
    '<%= config.bin %> ticket-types delete tkt_… --event evt_…',
    '<%= config.bin %> ticket-types delete tkt_… --event evt_… --yes',
  ]
  static override args = { 'ticket-type': idArg('events.deleteTicketType', 'ticketTypeId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    yes: yesFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(TicketTypesDelete)
    const id = args['ticket-type']
    await confirmOrRefuse(() => ofDeletingTicketType(this.evently, flags.event, id), flags)
    await this.evently.ticketTypes.delete(flags.event, id)
    this.done(`Deleted ${id}.`, { id, deleted: true })
  }
}
