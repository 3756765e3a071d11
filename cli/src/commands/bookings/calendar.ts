// `evently bookings calendar`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { writeTo } from '../../output-file.ts'

export default class BookingsCalendar extends BaseCommand {
  static override summary = summaryOf('bookings.getCalendar')
  static override description = descriptionOf('bookings.getCalendar')
  static override examples = [
    '<%= config.bin %> bookings calendar bkg_… --file booking.ics',
    '<%= config.bin %> bookings calendar bkg_…',
  ]
  static override args = { booking: idArg('bookings.getCalendar', 'bookingId') }
  static override flags = {
    file: Flags.string({ summary: 'Write it into this file, instead of on stdout.', helpValue: '<file>' }),
  }

  override async run() {
    const { args, flags } = await this.parse(BookingsCalendar)
    const calendar = await this.evently.bookings.calendar(args.booking)
    if (flags.file === undefined) return this.show({ calendar }, () => calendar)
    await writeTo(flags.file, calendar)
    this.done(`Written to ${flags.file}.`, { file: flags.file })
  }
}
