// `evently check-in upload`
import type { CheckIn } from '@evently/sdk'
import { Args } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { keptScans } from '../../check-in/kept-scans.ts'
import { summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { checkInsView } from '../../views/check-ins.ts'

/** As many as the contract takes at once. */
const batchMax = 500

export default class CheckInUpload extends BaseCommand {
  static override summary = summaryOf('bookings.checkInBatch')
  static override description =
    'Hands in what `check-in scan --keep` has kept while there was no network, in its order. It may be handed in ' +
    'more than once: what was handed in before is answered as before. Shown is what is to be looked at: tickets that ' +
    'were in already, and codes that are void, unknown or of another event. --json shows every scan.'
  static override examples = ['<%= config.bin %> check-in upload evt_… scans.ndjson']
  static override args = {
    event: idArg('bookings.checkInBatch', 'eventId'),
    file: Args.string({ required: true, description: 'What was kept; `-` reads stdin.', ignoreStdin: true }),
  }

  override async run() {
    const { args } = await this.parse(CheckInUpload)
    const scans = await keptScans(args.file)
    const data: CheckIn[] = []
    for (let from = 0; from < scans.length; from += batchMax) {
      const batch = { scans: scans.slice(from, from + batchMax) }
      data.push(...(await this.evently.checkIns.createMany(args.event, batch)).data)
    }
    this.show({ data }, shown => checkInsView({ data: shown.data.filter(({ verdict }) => verdict !== 'admitted') }))
    const [admitted, conflicts] = [
      data.filter(({ verdict }) => verdict === 'admitted').length,
      data.filter(({ conflict }) => conflict).length,
    ]
    this.suggest([`${data.length} handed in, ${admitted} admitted, ${conflicts} in conflict with another scanner.`])
  }
}
