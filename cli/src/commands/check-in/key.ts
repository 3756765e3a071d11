// `evently check-in key`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class CheckInKey extends BaseCommand {
  static override summary = summaryOf('bookings.getCheckInKey')
  static override description = descriptionOf('bookings.getCheckInKey')
  static override examples = [
    '<%= config.bin %> check-in key evt_… > tickets.pem',
    "<%= config.bin %> check-in key evt_… --jq '.keys[0].jwk'",
  ]
  static override args = { event: idArg('bookings.getCheckInKey', 'eventId') }

  override async run() {
    const { args } = await this.parse(CheckInKey)
    this.show(await this.evently.checkIns.key(args.event), ({ keys }) => keys.map(({ pem }) => pem).join(''))
  }
}
