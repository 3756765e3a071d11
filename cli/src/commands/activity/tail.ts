// `evently activity tail`
import type { QueryOf } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { parameterOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { untilInterrupted } from '../../interruption.ts'
import { messageLine } from '../../views/activity.ts'

const { wait: _, ...filters } = queryFlags('webhooks.listActivity')

export default class ActivityTail extends BaseCommand {
  static override summary = 'Print messages as they come'
  static override description =
    'Prints a line for each message of the feed, and goes on until you end it with Ctrl-C: it then says how to go on ' +
    'from there. When the connection is lost or the server starts again, it connects again and misses nothing.'
  static override examples = [
    '<%= config.bin %> activity tail',
    '<%= config.bin %> activity tail --from beginning --type booking.confirmed --json',
    '<%= config.bin %> activity tail --after CURSOR --count 10',
  ]
  static override flags = {
    ...filters,
    after: Flags.string({
      summary: parameterOf('webhooks.listActivity', 'after').description,
      helpValue: '<cursor>',
    }),
    from: Flags.string({
      summary: 'Without --after and --since: begin with the oldest message that is kept, or with the next one.',
      options: ['beginning', 'end'],
      default: 'end',
    }),
    count: Flags.integer({ summary: 'End after so many messages.', min: 1, helpValue: '<n>' }),
  }

  override async run() {
    const { flags } = await this.parse(ActivityTail)
    this.mustBeSignedIn()
    const given = (await queryOf('webhooks.listActivity', flags)) as QueryOf<'webhooks.listActivity'>
    const query = { ...given, after: flags.after }
    await untilInterrupted(signal => this.follow(query, flags.count, signal))
  }

  private async follow(query: QueryOf<'webhooks.listActivity'>, countMax: number | undefined, signal: AbortSignal) {
    const messages = this.evently.activity.follow(query, { signal })
    let seen = 0
    try {
      for await (const message of messages) {
        this.showNext(message, messageLine)
        if (++seen === countMax) break
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      if (messages.cursor !== undefined) this.note(`Go on from here with --after ${messages.cursor}`)
    }
  }
}
