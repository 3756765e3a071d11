// `evently check-in download`
import { ApiError } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { readTicketList, withPage, writeTicketList, type TicketList } from '../../check-in/ticket-list.ts'
import { summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { counted } from '../../progress.ts'

/** As many as the contract gives at once. */
const pageMax = 1_000

export default class CheckInDownload extends BaseCommand {
  static override summary = summaryOf('bookings.getCheckInList')
  static override description =
    "Writes the event's tickets into a file, from which `check-in scan --offline` judges codes without a network. " +
    'There is nothing personal in it, and nothing to make a code of. Where the file is there already, only what is ' +
    'new or has changed since is fetched: do so again whenever there is a network.'
  static override examples = ['<%= config.bin %> check-in download evt_… --file tickets.json']
  static override args = { event: idArg('bookings.getCheckInList', 'eventId') }
  static override flags = {
    file: Flags.string({ required: true, summary: 'Where to keep the tickets.', helpValue: '<file>' }),
  }

  override async run() {
    const { args, flags } = await this.parse(CheckInDownload)
    const kept = await readTicketList(flags.file, args.event)
    const { list, fetched } = await this.readOn(args.event, kept).catch((error: unknown) => {
      // It has not been looked at for longer than changes are kept: all of it is read again.
      if (kept && error instanceof ApiError && error.code === 'activity_gone') return this.readOn(args.event, undefined)
      throw error
    })
    await writeTicketList(flags.file, list)
    const [tickets, valid] = [list.tickets.length, list.tickets.filter(({ status }) => status === 'valid').length]
    this.done(
      `${counted(fetched)} fetched; ${flags.file} has ${counted(tickets)} tickets, ${counted(valid)} of them valid.`,
      { file: flags.file, fetched, tickets, valid },
    )
  }

  private async readOn(eventId: string, kept: TicketList | undefined) {
    let [list, fetched] = [kept, 0]
    for (;;) {
      const after = list?.nextCursor
      const page = await this.evently.checkIns.download(eventId, {
        limit: pageMax,
        ...(after !== undefined && { after }),
      })
      list = withPage(list, page)
      fetched += page.data.length
      if (!page.hasMore) return { list, fetched }
    }
  }
}
