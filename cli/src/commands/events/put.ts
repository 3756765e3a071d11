// `evently events put`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { eventToMake, newEventFlags } from '../../event-input.ts'
import { idArg } from '../../flags.ts'
import { eventView } from '../../views/events.ts'

const { 'external-id': _, ...flagsOfPut } = newEventFlags

export default class EventsPut extends BaseCommand {
  static override summary = summaryOf('events.put')
  static override description = descriptionOf('events.put')
  static override examples = [
    "<%= config.bin %> events put spring-2030-17 --title 'Night of Strings' --category music --venue ven_… " +
      '--starts-at 2030-06-01T20:00 --ends-at 2030-06-01T23:00 --capacity 120 --price 45.00 --currency EUR --publish',
    '<%= config.bin %> events put spring-2030-17 --from event.json',
  ]
  static override args = { 'external-id': idArg('events.put', 'externalId') }
  static override flags = flagsOfPut

  override async run() {
    const { args, flags } = await this.parse(EventsPut)
    const event = await eventToMake(flags, this.evently)
    const put = await this.evently.events.upsert({ ...event, externalId: args['external-id'] })
    this.show(put, eventView)
    if (put.unchanged && !this.json) this.note('It was like this before.')
  }
}
