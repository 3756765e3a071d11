// `evently events cancel`
import { BaseCommand } from '../../base-command.ts'
import { ofCancellingEvent } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { CommandError, exit } from '../../failures.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { startProgress, type Progress } from '../../progress.ts'
import { confirmOrRefuse } from '../../prompts.ts'
import { eventView, returnedText } from '../../views/events.ts'
import { notOver, waited, waitFlags } from '../../waiting.ts'
import type { WaitFlags } from '../../waiting.ts'

export default class EventsCancel extends BaseCommand {
  static override summary = summaryOf('events.cancel')
  static override description = descriptionOf('events.cancel')
  static override examples = [
    '<%= config.bin %> events cancel evt_…',
    '<%= config.bin %> events cancel evt_… --yes',
    '<%= config.bin %> events cancel evt_… --yes --wait',
  ]
  static override args = { event: idArg('events.cancel', 'eventId') }
  static override flags = { ...waitFlags('every booking is cancelled and its refund asked for'), yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(EventsCancel)
    await confirmOrRefuse(() => ofCancellingEvent(this.evently, args.event), flags)
    const event = await this.evently.events.cancel(args.event)
    const next = `evently events stats ${args.event}`
    const end = flags.wait ? await this.waitForCancellation(args.event, flags) : undefined
    this.show(event, eventView)
    if (end?.isOver === false) throw notOver(`not every booking was cancelled${end.howFar}`, next)
    if (end) await this.mustBeRefunded(args.event)
    else if (!this.json) this.note(`How far the refunds are: ${next}`)
  }

  /** On a terminal it shows how many seats have been given back. */
  private async waitForCancellation(eventId: string, flags: WaitFlags) {
    let progress: Progress | undefined
    const { data, isOver } = await waited(flags, {
      read: () => this.evently.events.stats(eventId),
      isOver: ({ cancellation }) => cancellation?.finishedAt !== undefined,
      onRead: ({ cancellation }) => {
        if (!cancellation || this.json) return
        const { seatsTotal: total, seatsReturned: done } = cancellation
        progress ??= startProgress({ what: 'Giving seats back', total, before: done })
        progress.at(done)
      },
    }).finally(() => progress?.end())
    const returned = data.cancellation && returnedText(data.cancellation)
    return { isOver, howFar: returned ? ` (${returned})` : '' }
  }

  /** A refund that nobody but its organizer can bring on is no success. */
  private async mustBeRefunded(eventId: string): Promise<void> {
    const { data } = await this.evently.events.bookings(eventId, { refund: 'needs_attention', limit: 1 })
    if (data.length === 0) return
    const next = `evently events bookings ${eventId} --refund needs_attention`
    throw new CommandError('refund_failed', `Some refunds need attention: ${next}`, exit.partlyDone)
  }
}
