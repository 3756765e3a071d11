// `evently bookings qr`
import type { Booking } from '@evently/sdk'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { parameterOf, summaryOf } from '../../contract.ts'
import { CommandError, exit, UsageError } from '../../failures.ts'
import { idArg } from '../../flags.ts'
import { needs } from '../../flag-ties.ts'
import { writeTo } from '../../output-file.ts'
import { qrText } from '../../views/qr-codes.ts'

type Drawn = Booking['tickets'][number] & { readonly qr: string }

export default class BookingsQr extends BaseCommand {
  static override summary = summaryOf('bookings.getTicketQr')
  static override description =
    'Draws the QR pictures of a booking in the terminal, to be held before a scanner: of one ticket, or of all that ' +
    'are valid. With --file a ticket goes into a file, as SVG or PNG by what the name ends in. --json prints the ' +
    'texts of the pictures.'
  static override examples = [
    '<%= config.bin %> bookings qr bkg_… tic_… --file ticket.png',
    '<%= config.bin %> bookings qr bkg_…',
    '<%= config.bin %> bookings qr bkg_… --json --fields id,qr',
  ]
  static override args = {
    booking: idArg('bookings.getTicketQr', 'bookingId'),
    ticket: Args.string({ description: 'The ticket; left out: all of the booking.', ignoreStdin: true }),
  }
  static override flags = {
    file: Flags.string({ summary: 'Write the picture into this file: .svg or .png.', helpValue: '<file>' }),
    size: Flags.integer({
      summary: `${parameterOf('bookings.getTicketQr', 'size').description} [default: 384]`,
      helpValue: '<pixels>',
      ...needs('file'),
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(BookingsQr)
    const { file, size } = flags
    if (file !== undefined) return this.write(args, { file, size })
    const data = drawnOf(await this.evently.bookings.get(args.booking), args.ticket)
    this.show({ data }, shown => shown.data.map(drawing).join('\n\n'))
  }

  private async write(
    { booking, ticket }: { readonly booking: string; readonly ticket?: string | undefined },
    { file, size }: { readonly file: string; readonly size: number | undefined },
  ) {
    const kind = kindOf(file)
    const ticketId = ticket ?? onlyOf(drawnOf(await this.evently.bookings.get(booking), undefined)).id
    await writeTo(file, await this.evently.bookings[kind](booking, ticketId, size === undefined ? {} : { size }))
    this.done(`The picture of ${ticketId} is in ${file}.`, { ticketId, file })
  }
}

function kindOf(file: string): 'qr' | 'qrPng' {
  if (/\.svg$/i.test(file)) return 'qr'
  if (/\.png$/i.test(file)) return 'qrPng'
  throw new UsageError('--file must end in .svg or .png, so that it is known which of them to write.')
}

function onlyOf([ticket, another]: readonly Drawn[]): Drawn {
  if (another) throw new UsageError('The booking has several tickets: name the one whose picture the file is to have.')
  return ticket!
}

/** At least one. */
function drawnOf({ tickets }: Booking, id: string | undefined): readonly Drawn[] {
  const named = tickets.filter(ticket => id === undefined || ticket.id === id)
  if (named.length === 0 && id !== undefined)
    throw new CommandError('ticket_not_found', `The booking has no ticket ${id}.`, exit.notFound)
  const drawn = named.filter((ticket): ticket is Drawn => ticket.qr !== undefined)
  if (drawn.length > 0) return drawn
  const why = id === undefined ? 'the booking has no valid ticket' : 'the ticket is cancelled'
  throw new CommandError('ticket_not_valid', `There is no picture: ${why}.`, exit.conflict)
}

const drawing = ({ id, code, qr }: Drawn) =>
  `${qrText(qr, { isColoured: Boolean(process.stdout.isTTY) })}\n${id}  ${code}`
