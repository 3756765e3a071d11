// `evently check-in scan`
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { ApiError, ConnectionError, UnexpectedAnswerError } from '@evently/sdk'
import type { CheckIn, Scan } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { keepScan, keptScansIfAny, openKeptScans } from '../../check-in/kept-scans.ts'
import { createOfflineDoor, type OfflineDoor } from '../../check-in/offline-door.ts'
import { readTicketList } from '../../check-in/ticket-list.ts'
import { summaryOf } from '../../contract.ts'
import { UsageError } from '../../failures.ts'
import { needs } from '../../flag-ties.ts'
import { idArg } from '../../flags.ts'
import { untilInterrupted } from '../../interruption.ts'
import { verdictLine } from '../../views/check-ins.ts'

/** A queue at the door waits no longer for what can be kept. */
const patienceMs = 5_000
/** As many characters as the contract takes. */
const codeLengthMax = 500

type Word = CheckIn['verdict'] | 'not_checked' | 'unreadable'

export default class CheckInScan extends BaseCommand {
  static override summary = summaryOf('bookings.checkIn')
  static override description =
    'Reads codes line by line, as a hardware scanner types them, and says of each whether to let its holder in: ' +
    'ADMITTED, ALREADY IN, VOID, WRONG EVENT or UNKNOWN; UNREADABLE is no code at all. A ticket is admitted once, ' +
    'however many scanners there are. It ends with its input, or with Ctrl-C.\n\n' +
    "With --keep, a code that can't be asked about within five seconds, because the network or the server is away, " +
    'goes into a file and is NOT CHECKED: decide yourself, and hand the file in later with `check-in upload`. ' +
    'Without it the command ends there.\n\n' +
    'With --offline nobody is asked: codes are judged by their signature and by the list of tickets that `check-in ' +
    'download` has written, and every scan is kept, to be handed in later. A ticket is admitted once at this ' +
    'scanner; whether it comes in at another one too, the server finds out when both have handed in their scans.'
  static override examples = [
    '<%= config.bin %> check-in scan evt_… --code 7K2M-9QXD-4T8B-0ZRW',
    '<%= config.bin %> check-in scan evt_… --device "Door 1"',
    '<%= config.bin %> check-in scan evt_… --device "Door 1" --keep scans.ndjson < /dev/ttyACM0',
    '<%= config.bin %> check-in scan evt_… --offline tickets.json --keep scans.ndjson --device "Door 1"',
  ]
  static override args = { event: idArg('bookings.checkIn', 'eventId') }
  static override flags = {
    code: Flags.string({ summary: 'One code, instead of lines on stdin.' }),
    device: Flags.string({ summary: 'Which door or scanner this is, in your words.' }),
    keep: Flags.string({ summary: "Where to keep what can't be asked about.", helpValue: '<file>' }),
    offline: Flags.string({
      summary: 'Judge codes by this list of tickets, and ask nobody.',
      helpValue: '<file>',
      ...needs('keep'),
    }),
  }
  #offline: OfflineDoor | undefined

  /** Neither a server nor an account is needed. */
  protected override get isLocal() {
    return this.argv.some(arg => /^--offline(=|$)/.test(arg))
  }

  override async run() {
    const { args, flags } = await this.parse(CheckInScan)
    if (flags.offline !== undefined && flags.keep !== undefined)
      this.#offline = await this.offlineDoor(args.event, { list: flags.offline, keep: flags.keep })
    if (flags.keep !== undefined) await openKeptScans(flags.keep)
    if (flags.code !== undefined) return void (await this.check(args.event, flags.code, flags))
    const said = new Map<Word, number>()
    await untilInterrupted(async signal => {
      for await (const line of createInterface({ input: process.stdin, signal })) {
        const code = codeIn(line)
        if (code === '') continue
        const word = await this.check(args.event, code, { ...flags, signal }).catch((error: unknown) => {
          if (!isUnreadable(error)) throw error
          return this.unreadable(code)
        })
        said.set(word, (said.get(word) ?? 0) + 1)
      }
    })
    this.suggest([countsIn(said)])
    if (this.#offline) this.suggest([`Hand them in: evently check-in upload ${args.event} ${flags.keep}`])
  }

  private unreadable(code: string): Word {
    this.showNext({ code, verdict: 'unreadable' }, () => 'UNREADABLE   not the code of a ticket: scan it again')
    return 'unreadable'
  }

  /** It goes on where it was ended: who was let in by what is kept is in. */
  private async offlineDoor(event: string, { list: file, keep }: { readonly list: string; readonly keep: string }) {
    const list = await readTicketList(file, event)
    if (!list) throw new UsageError(`There is no ${file}: \`check-in download\` writes it while there is a network.`)
    return createOfflineDoor(list, await keptScansIfAny(keep))
  }

  private async check(
    event: string,
    code: string,
    { device, keep, signal }: { readonly device?: string; readonly keep?: string; readonly signal?: AbortSignal },
  ): Promise<Word> {
    const at = new Date().toISOString()
    const scan: Scan = { code, scanId: randomUUID(), at, ...(device !== undefined && { device }) }
    if (this.#offline && keep !== undefined) {
      // It would be refused when it is handed in, and what comes with it.
      if (code.length > codeLengthMax) return this.unreadable(code)
      // Kept first: a scanner that stops in between lets nobody in twice.
      await keepScan(keep, scan)
      const checkIn = this.#offline.judge(scan)
      this.showNext(checkIn, verdictLine)
      return checkIn.verdict
    }
    const options = { ...(signal && { signal }), ...(keep !== undefined && { deadlineMs: patienceMs }) }
    try {
      const checkIn = await this.evently.checkIns.create(event, scan, options)
      this.showNext(checkIn, verdictLine)
      return checkIn.verdict
    } catch (error) {
      if (keep === undefined || !isAway(error) || signal?.aborted) throw error
      await keepScan(keep, scan)
      this.showNext({ ...scan, verdict: 'not_checked' }, () => `NOT CHECKED  nobody answers; kept in ${keep}`)
      return 'not_checked'
    }
  }
}

/** Without what a scanner sends around it, such as STX and ETX. */
const codeIn = (line: string) => line.replaceAll(/\p{Cc}/gu, '').trim()

/** The network or the server: the code may be as good as any. */
const isAway = (error: unknown) =>
  error instanceof ConnectionError || (error instanceof ApiError && error.retryable) || isOfGateway(error)

const isOfGateway = (error: unknown) => error instanceof UnexpectedAnswerError && error.status >= 500

const isUnreadable = (error: unknown) => error instanceof ApiError && error.status === 400

function countsIn(said: ReadonlyMap<Word, number>): string {
  const [admitted, kept, unreadable] = (['admitted', 'not_checked', 'unreadable'] as const).map(
    word => said.get(word) ?? 0,
  ) as [number, number, number]
  const turnedAway = [...said.values()].reduce((sum, count) => sum + count, 0) - admitted - kept - unreadable
  return [
    `${admitted} admitted, ${turnedAway} turned away`,
    ...(unreadable > 0 ? [`, ${unreadable} unreadable`] : []),
    ...(kept > 0 ? [`, ${kept} kept to be handed in with \`check-in upload\``] : []),
    '.',
  ].join('')
}
