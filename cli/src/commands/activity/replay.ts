// `evently activity replay`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { UsageError } from '../../failures.ts'
import { feedFilter, feedFilterFlags, feedStart, modeFlag, sinceFlag } from '../../webhooks/feed-start.ts'
import { readFeed } from '../../webhooks/feed.ts'
import { endForwarding, forwardingFlags, forwardingOf, forwardToFlag } from '../../webhooks/forwarding.ts'
import { secretFor, secretStdinFlag } from '../../webhooks/secret.ts'
import { sayStart, toldBy, type Teller } from '../../webhooks/telling.ts'

export default class ActivityReplay extends BaseCommand {
  static override summary = 'Send past messages to an app on your own machine'
  static override description =
    'Sends the messages of the feed from there on, of the past 30 days at most, to the address, signed as ' +
    '`webhooks listen` signs them and tried again as it does, and ends with the last one. When it is interrupted it ' +
    'says how to go on. It changes nothing on the server, and your endpoints get nothing.'
  static override examples = [
    '<%= config.bin %> activity replay --since 2d --forward-to http://localhost:3000/hook',
    '<%= config.bin %> activity replay --after CURSOR --type booking.confirmed --forward-to localhost:3000/hook',
    '<%= config.bin %> activity replay --since beginning --mode test --forward-to localhost:3000/hook --attempts 1',
  ]
  static override flags = {
    'forward-to': Flags.string({ ...forwardToFlag, required: true }),
    'after': Flags.string({ summary: 'Begin after this position of the feed.', helpValue: '<cursor>' }),
    'since': Flags.string({ ...sinceFlag, exactlyOne: ['after', 'since'] }),
    ...feedFilterFlags,
    'mode': modeFlag,
    ...forwardingFlags,
    'secret-stdin': secretStdinFlag,
  }

  override async run() {
    const { flags } = await this.parse(ActivityReplay)
    this.mustBeSignedIn()
    const start = flags.since === undefined ? { after: flags.after } : await feedStart(flags.since)
    if ('from' in start && start.from === 'end') throw new UsageError('--since now: nothing has been told since now.')
    const secret = await secretFor(this.connection.profileName, { stdin: flags['secret-stdin'] })
    const forwarding = await forwardingOf({
      forwardTo: flags['forward-to'],
      flags,
      secret: secret.text,
      version: this.config.version,
    })
    const filter = await feedFilter(flags)
    const teller: Teller = {
      json: this.json,
      print: text => this.print(text),
      showNext: (data, view) => this.showNext(data, view),
      note: sentence => this.note(sentence),
    }
    let reached = flags.after
    const told = toldBy(teller, (_mode, cursor) => {
      reached = cursor
    })
    let isDone = false
    try {
      const forwarded = await forwarding.run(told, async (forwarder, signal) => {
        sayStart(teller, `Sending past messages to ${forwarding.address.url.href}`, secret)
        const feed = { mode: flags.mode, query: { ...filter, ...start }, signal }
        for await (const parcel of readFeed(this.evently, feed)) await forwarder.offer(parcel)
      })
      isDone = !forwarded.wasInterrupted
      endForwarding(forwarded, teller.note)
    } finally {
      if (!isDone && reached !== undefined) this.note(`Go on from here with --after ${reached}`)
    }
  }
}
