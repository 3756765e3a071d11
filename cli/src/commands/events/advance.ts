// `evently events advance`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { UsageError } from '../../failures.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { clockView } from '../../views/events.ts'

/** Of each flag that says how far. */
const secondsIn = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const
const unitFlag = (unit: keyof typeof secondsIn) =>
  Flags.integer({ summary: `How many ${unit}; may stand beside other units.`, min: 1 })

export default class EventsAdvance extends BaseCommand {
  static override summary = summaryOf('events.advanceClock')
  static override description = descriptionOf('events.advanceClock')
  static override examples = [
    '<%= config.bin %> events advance evt_… --minutes 10',
    '<%= config.bin %> events advance evt_… --days 30 --hours 2',
  ]
  static override args = { event: idArg('events.advanceClock', 'eventId') }
  static override flags = {
    seconds: unitFlag('seconds'),
    minutes: unitFlag('minutes'),
    hours: unitFlag('hours'),
    days: unitFlag('days'),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsAdvance)
    const units = Object.keys(secondsIn) as (keyof typeof secondsIn)[]
    const advanceSeconds = units.reduce((sum, unit) => sum + (flags[unit] ?? 0) * secondsIn[unit], 0)
    if (advanceSeconds === 0) throw new UsageError('Say how far: --minutes 10, or --seconds, --hours, --days.')
    const options = { idempotencyKey: flags['idempotency-key'] }
    this.show(await this.evently.events.advanceClock(args.event, { advanceSeconds }, options), clockView)
  }
}
