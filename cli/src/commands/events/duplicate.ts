// `evently events duplicate`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { eventChanges, eventFlags } from '../../event-input.ts'
import { idArg, idempotencyKeyFlag } from '../../flags.ts'
import { eventView } from '../../views/events.ts'
import { stepsAfterMaking } from '../../views/next-steps.ts'

export default class EventsDuplicate extends BaseCommand {
  static override summary = summaryOf('events.duplicate')
  static override description = descriptionOf('events.duplicate')
  static override examples = [
    '<%= config.bin %> events duplicate evt_… --starts-at 2030-06-08T20:00',
    "<%= config.bin %> events duplicate evt_… --title 'Night of Strings, encore'",
  ]
  static override args = { event: idArg('events.duplicate', 'eventId') }
  static override flags = {
    'title': eventFlags.title,
    'starts-at': eventFlags['starts-at'],
    'ends-at': eventFlags['ends-at'],
    'external-id': eventFlags['external-id'],
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(EventsDuplicate)
    const body = async (zone: string) => {
      const { startsAt, endsAt, title } = await eventChanges(flags, zone)
      return { startsAt, endsAt, title, externalId: flags['external-id'] }
    }
    await body('UTC') // reports a mistake in the flags before it sends a request
    const hasTimes = flags['starts-at'] !== undefined || flags['ends-at'] !== undefined
    const zone = hasTimes ? (await this.evently.events.get(args.event)).timezone : 'UTC'
    const options = { idempotencyKey: flags['idempotency-key'] }
    const event = await this.evently.events.duplicate(args.event, await body(zone), options)
    this.show(event, eventView)
    this.suggest(stepsAfterMaking(event))
  }
}
