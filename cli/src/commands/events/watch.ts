// `evently events watch`
import { ApiError, ConnectionError, TimeoutError } from '@evently/sdk'
import type { Availability, Event, EventStats } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { untilInterrupted } from '../../interruption.ts'
import { canDraw, hasColours, openScreen } from '../../live-screen.ts'
import { createSoldRate } from '../../sold-rate.ts'
import { timeText } from '../../times.ts'
import { availabilityLine } from '../../views/events.ts'
import { liveSeatsLines } from '../../views/live-seats.ts'
import type { SeatsNow } from '../../views/live-seats.ts'

/** The waitlist gets longer without a seat that moves. */
const refreshMs = 2_000

export default class EventsWatch extends BaseCommand {
  static override summary = summaryOf('inventory.streamAvailability')
  static override description =
    'On a terminal: draws the seats of each ticket type, and for the organizer what is sold and held, who waits, and ' +
    'the rate, until the event is over or you end it with Ctrl-C. Otherwise: a line for each change. When the ' +
    `connection is lost or the server starts again, it connects again. ${descriptionOf('inventory.streamAvailability')}`
  static override examples = [
    '<%= config.bin %> events watch evt_…',
    '<%= config.bin %> events watch evt_… --count 1 --json',
  ]
  static override args = { event: idArg('inventory.streamAvailability', 'eventId') }
  static override flags = {
    count: Flags.integer({
      summary: 'End after so many changes; left out: when the event is over.',
      min: 1,
      helpValue: '<n>',
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(EventsWatch)
    const count = flags.count ?? Infinity
    const isDrawn = !this.json && canDraw()
    const event = isDrawn ? await this.evently.events.get(args.event) : undefined
    await untilInterrupted(signal => {
      const changes = this.changes(args.event, count, signal)
      return event ? this.drawn(event, changes) : this.printed(changes)
    })
    if (!this.json && process.exitCode === undefined && count === Infinity) this.note(await this.endOf(args.event))
  }

  /** Each change, as many as were asked for, or until it is interrupted. */
  private async *changes(eventId: string, count: number, signal: AbortSignal): AsyncGenerator<Availability> {
    let seen = 0
    try {
      for await (const availability of this.evently.events.watch(eventId, { signal })) {
        yield availability
        if (++seen === count) return
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** One a line, so that a pipe can read them as they come. */
  private async printed(changes: AsyncIterable<Availability>): Promise<void> {
    for await (const availability of changes) this.showNext(availability, availabilityLine)
  }

  private async drawn(event: Event, changes: AsyncIterable<Availability>): Promise<void> {
    const rate = createSoldRate()
    let now: SeatsNow = {
      event,
      availability: undefined,
      stats: undefined,
      soldLastMinute: undefined,
      awaySince: undefined,
    }
    const lines = (columns: number) => liveSeatsLines(now, { columns, hasColours: hasColours() })
    const refresh = async () => {
      const read = await this.statsOf(event.id)
      if (typeof read === 'object') rate.see(read.soldSeats, Date.now())
      now = {
        ...now,
        ...(typeof read === 'object' && { stats: read }),
        soldLastMinute: rate.lastMinute(Date.now()),
        awaySince: read === 'away' ? (now.awaySince ?? timeText(new Date().toISOString())) : undefined,
      }
    }
    await refresh()
    const screen = openScreen(({ columns }) => lines(columns))
    const draw = oneAtATime(async () => {
      await refresh()
      screen.draw()
    })
    const timer = setInterval(draw, refreshMs)
    try {
      for await (const availability of changes) {
        now = { ...now, availability, awaySince: undefined }
        screen.draw()
        draw()
      }
      await refresh() // as it is at the end
    } finally {
      clearInterval(timer)
      screen.close()
    }
    this.print(
      lines(process.stdout.columns ?? 80)
        .slice(0, -1)
        .join('\n'),
    )
  }

  /** Undefined for who may not see them, `away` while the server is. */
  private async statsOf(eventId: string): Promise<EventStats | 'away' | undefined> {
    if (this.connection.credential === undefined) return undefined
    try {
      return await this.evently.events.stats(eventId)
    } catch (error) {
      if (error instanceof ConnectionError || error instanceof TimeoutError) return 'away'
      if (!(error instanceof ApiError)) throw error
      return error.problem.retryable ? 'away' : undefined
    }
  }

  private async endOf(eventId: string): Promise<string> {
    const { status, title } = await this.evently.events.get(eventId)
    return status === 'cancelled' ? `${title} was called off.` : `${title} is over.`
  }
}

/** Whoever asks while it is being done gets it done once more afterwards, and not twice. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      await work()
    } while (again)
    running = false
  }
  return () => void run()
}
