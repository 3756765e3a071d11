// `evently check-in list`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { admittedText, checkInsView } from '../../views/check-ins.ts'

export default class CheckInList extends BaseCommand {
  static override summary = summaryOf('bookings.listCheckIns')
  static override description = descriptionOf('bookings.listCheckIns')
  static override examples = [
    '<%= config.bin %> check-in list evt_…',
    '<%= config.bin %> check-in list evt_… --conflict',
    '<%= config.bin %> check-in list evt_… --verdict admitted --all --output csv',
  ]
  static override args = { event: idArg('bookings.listCheckIns', 'eventId') }
  static override flags = { ...queryFlags('bookings.listCheckIns'), ...listFlags }

  override async run() {
    const { args, flags } = await this.parse(CheckInList)
    const query = await queryOf('bookings.listCheckIns', flags)
    const input = { path: { eventId: args.event }, query }
    const { admittedTickets, validTickets } = await this.showList('bookings.listCheckIns', input, flags, checkInsView)
    this.suggest([admittedText({ valid: validTickets, admitted: admittedTickets })])
  }
}
