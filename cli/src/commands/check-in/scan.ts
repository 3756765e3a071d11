// `evently check-in scan`
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { ConnectionError } from '@evently/sdk'
import type { Scan } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { keepScan } from '../../check-in/kept-scans.ts'
import { summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'
import { untilInterrupted } from '../../interruption.ts'
import { verdictLine } from '../../views/check-ins.ts'

export default class CheckInScan extends BaseCommand {
  static override summary = summaryOf('bookings.checkIn')
  static override description =
    'Reads codes line by line, as a hardware scanner types them, and says of each whether to let its holder in: ' +
    'ADMITTED, ALREADY IN, VOID, WRONG EVENT or UNKNOWN. A ticket is admitted once, however many scanners there are. ' +
    'It ends with its input, or with Ctrl-C.\n\n' +
    'With --keep, a code that can’t be asked about because the network is away goes into a file, and is NOT CHECKED: ' +
    'decide yourself, and hand the file in later with `check-in upload`.'
  static override examples = [
    '<%= config.bin %> check-in scan evt_… --code 7K2M-9QXD-4T8B-0ZRW',
    '<%= config.bin %> check-in scan evt_… --device "Door 1"',
    '<%= config.bin %> check-in scan evt_… --device "Door 1" --keep scans.ndjson < /dev/ttyACM0',
  ]
  static override args = { event: idArg('bookings.checkIn', 'eventId') }
  static override flags = {
    code: Flags.string({ summary: 'One code, instead of lines on stdin.' }),
    device: Flags.string({ summary: 'Which door or scanner this is, in your words.' }),
    keep: Flags.string({ summary: 'Where to keep what can’t be asked about.', helpValue: '<file>' }),
  }
  static override readonly writes = true

  override async run() {
    const { args, flags } = await this.parse(CheckInScan)
    const said = new Map<string, number>()
    const check = async (code: string, signal?: AbortSignal) => {
      const word = await this.check(args.event, code, { ...flags, ...(signal && { signal }) })
      said.set(word, (said.get(word) ?? 0) + 1)
    }
    if (flags.code !== undefined) return check(flags.code)
    await untilInterrupted(async signal => {
      const lines = createInterface({ input: process.stdin, signal })
      for await (const line of lines) if (line.trim() !== '') await check(line.trim(), signal)
    })
    this.suggest([countsIn(said)])
  }

  /** Resolves to what was said of it. */
  private async check(
    event: string,
    code: string,
    { device, keep, signal }: { readonly device?: string; readonly keep?: string; readonly signal?: AbortSignal },
  ): Promise<string> {
    const scan: Scan = {
      code,
      scanId: randomUUID(),
      at: new Date().toISOString(),
      ...(device !== undefined && { device }),
    }
    try {
      const checkIn = await this.evently.checkIns.create(event, scan, signal && { signal })
      this.showNext(checkIn, verdictLine)
      return checkIn.verdict
    } catch (error) {
      if (keep === undefined || !(error instanceof ConnectionError) || signal?.aborted) throw error
      await keepScan(keep, scan)
      this.showNext({ ...scan, verdict: 'not_checked' }, () => `NOT CHECKED  there is no network; kept in ${keep}`)
      return 'not_checked'
    }
  }
}

function countsIn(said: ReadonlyMap<string, number>): string {
  const [admitted, kept] = [said.get('admitted') ?? 0, said.get('not_checked') ?? 0]
  const all = [...said.values()].reduce((sum, count) => sum + count, 0)
  const away = `${admitted} admitted, ${all - admitted - kept} turned away`
  return kept === 0 ? `${away}.` : `${away}, ${kept} kept to be handed in with \`check-in upload\`.`
}
