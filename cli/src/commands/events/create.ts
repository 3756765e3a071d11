// `evently events create`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { eventToMake, newEventFlags } from '../../event-input.ts'
import { stepsAfterMaking } from '../../views/next-steps.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { eventView } from '../../views/events.ts'

export default class EventsCreate extends BaseCommand {
  static override summary = summaryOf('events.create')
  static override description = descriptionOf('events.create')
  static override examples = [
    "<%= config.bin %> events create --title 'Night of Strings' --category music --venue ven_… --starts-at " +
      '2030-06-01T20:00 --ends-at 2030-06-01T23:00 --capacity 120 --price 45.00 --currency EUR --publish',
    "<%= config.bin %> events create --title Gala --category music --venue-name 'Harbour Hall' --city Hamburg " +
      '--country DE --timezone Europe/Berlin --starts-at 2030-06-01T20:00 --ends-at 2030-06-01T23:00 --capacity ' +
      '120 --currency EUR --ticket-type VIP:120.00:50 --ticket-type Standard:45.00',
    '<%= config.bin %> events create --from event.json --publish',
    '<%= config.bin %> events create --from event.json --publish --test',
    '<%= config.bin %> events create',
  ]
  static override flags = { ...newEventFlags, 'idempotency-key': idempotencyKeyFlag }

  override async run() {
    const { flags } = await this.parse(EventsCreate)
    const options = { idempotencyKey: flags['idempotency-key'] }
    const event = await this.evently.events.create(await eventToMake(flags, this.evently), options)
    this.show(event, eventView)
    this.suggest(stepsAfterMaking(event))
  }
}
