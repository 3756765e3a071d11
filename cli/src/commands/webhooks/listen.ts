// `evently webhooks listen`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { UsageError } from '../../failures.ts'
import { timeText } from '../../times.ts'
import { feedFilter, feedFilterFlags, feedStart, sinceFlag } from '../../webhooks/feed-start.ts'
import { checkedStart, followFeed, parcelOf, type FeedFilter } from '../../webhooks/feed.ts'
import type { Forwarder } from '../../webhooks/forwarder.ts'
import { endForwarding, forwardingFlags, forwardingOf, forwardToFlag, outcomeText } from '../../webhooks/forwarding.ts'
import type { Forwarding } from '../../webhooks/forwarding.ts'
import { keptPositions } from '../../webhooks/positions.ts'
import type { FeedMode, FeedStart, KeptPositions } from '../../webhooks/positions.ts'
import { parcelOfRecord, recordedMessages } from '../../webhooks/records.ts'
import { secretFor, secretStdinFlag, secretVariable, type Secret } from '../../webhooks/secret.ts'
import { sayStart, toldBy, type Teller } from '../../webhooks/telling.ts'
import { goesWithout, needs } from '../../flag-ties.ts'

/** How often it is kept how far a feed has come that has nothing to forward. */
const idleMs = 1_000

export default class WebhooksListen extends BaseCommand {
  static override summary = 'Forward your messages to an app on your own machine'
  static override description =
    'Follows the activity feed and sends each message to the address, signed as an endpoint would get it, until you ' +
    'end it with Ctrl-C. No endpoint is made, and your app need not be reachable from outside.\n\n' +
    'While nobody listens at the address, messages wait. A message that the app answers, but not with 2xx (or not in ' +
    'time), is sent again after 1, 2, 4, 8 seconds and given up after --attempts; meanwhile later messages about the ' +
    'same resource wait, and others go on. A 410 is final.\n\n' +
    'How far it has come is kept for each profile, server and address: --resume goes on from there, and sends again ' +
    'what was on its way. A message may come twice, then: know it by its webhook-id.\n\n' +
    'Messages are signed with a secret of this profile that is not that of any endpoint. --print-secret prints it, ' +
    `for the app's setting; ${secretVariable} or --secret-stdin replaces it.\n\n` +
    'Messages about your account go to the address that you name. One outside private networks is refused without ' +
    '--allow-remote.'
  static override examples = [
    '<%= config.bin %> webhooks listen --forward-to http://localhost:3000/hook',
    '<%= config.bin %> webhooks listen --forward-to localhost:3000/hook --type booking.confirmed,booking.cancelled ' +
      '--since 10m',
    '<%= config.bin %> webhooks listen --forward-to localhost:3000/hook --resume --record messages.ndjson',
    '<%= config.bin %> webhooks listen --forward-to localhost:3000/hook --replay messages.ndjson',
    '<%= config.bin %> webhooks listen --print-secret',
  ]
  static override flags = {
    'forward-to': Flags.string(forwardToFlag),
    'since': Flags.string({ ...sinceFlag, ...goesWithout('resume', 'replay') }),
    'resume': Flags.boolean({ summary: 'Begin where the last one stopped.', ...goesWithout('since', 'replay') }),
    ...feedFilterFlags,
    'mode': Flags.option({
      summary: 'Messages of live events, of test events, or of all.',
      options: ['all', 'live', 'test'] as const,
      default: 'all' as const,
    })(),
    ...forwardingFlags,
    'replay': Flags.string({
      summary: 'Send the messages of a file that --record has written, signed again, and end.',
      helpValue: '<file>',
    }),
    'as-recorded': Flags.boolean({
      summary: 'With --replay: send the signatures of the file. They are old, so an app that verifies refuses them.',
      ...needs('replay'),
    }),
    'print-secret': Flags.boolean({ summary: 'Print the secret that messages are signed with, and end.' }),
    'secret-stdin': secretStdinFlag,
  }

  override async run() {
    const { flags } = await this.parse(WebhooksListen)
    const secret = await secretFor(this.connection.profileName, { stdin: flags['secret-stdin'] })
    if (flags['print-secret']) return this.show({ secret: secret.text }, () => secret.text)
    if (flags['forward-to'] === undefined)
      throw new UsageError('--forward-to is needed: --forward-to http://localhost:3000/hook.')
    const forwarding = await forwardingOf({
      forwardTo: flags['forward-to'],
      flags,
      secret: secret.text,
      version: this.config.version,
    })
    if (flags.replay !== undefined) return this.#replay(forwarding, secret, flags.replay, flags['as-recorded'])
    this.mustBeSignedIn()
    const { mode, since, resume } = flags
    const filter = await feedFilter(flags)
    await this.#listen(forwarding, secret, { modes: mode === 'all' ? ['live', 'test'] : [mode], since, resume, filter })
  }

  async #listen(forwarding: Forwarding, secret: Secret, { modes, since, resume, filter }: Wanted) {
    const { href: forwardTo } = forwarding.address.url
    const kept = { profile: this.connection.profileName, baseUrl: this.evently.baseUrl, forwardTo }
    const positions = keptPositions(kept)
    const before = await positions.read()
    const begin = since === undefined ? undefined : await feedStart(since)
    const startOf = (mode: FeedMode): FeedStart =>
      begin ?? (resume ? before.positions[mode] : undefined) ?? { from: 'end' }
    const told = toldBy(this.#teller, (mode, cursor) => positions.set(mode as FeedMode, { after: cursor }))
    try {
      const forwarded = await forwarding.run(told, async (forwarder, signal) => {
        const starts = new Map<FeedMode, FeedStart>()
        for (const mode of modes)
          starts.set(mode, await checkedStart(this.evently, { start: startOf(mode), mode, signal }))
        for (const [mode, start] of starts) positions.set(mode, start)
        await positions.flush() // from here on, whoever kills it can go on
        sayStart(this.#teller, `Forwarding to ${forwardTo} until you press Ctrl-C`, secret)
        if (!resume && begin === undefined && before.at !== undefined) this.note(stoppedText(before.at))
        const follow = ([mode, start]: [FeedMode, FeedStart]) =>
          this.#follow(forwarder, positions, { mode, query: { ...filter, ...start }, signal })
        await Promise.all([...starts].map(follow))
      })
      this.note(`${outcomeText(forwarded)} Go on from here with --resume.`)
    } finally {
      await positions.flush()
    }
  }

  /** Until Ctrl-C, or a fault that trying again does not mend. */
  async #follow(forwarder: Forwarder, positions: KeptPositions, feed: Parameters<typeof followFeed>[1]) {
    const { messages, cursor: reached } = followFeed(this.evently, feed)
    let isAtHand = false // one that was read and is not among the unsettled yet
    const keepIdle = () => {
      const after = reached()
      if (after !== undefined && !isAtHand && forwarder.isIdle(feed.mode)) positions.set(feed.mode, { after })
    }
    const timer = setInterval(keepIdle, idleMs)
    try {
      for await (const { message, cursor } of messages) {
        isAtHand = true
        await forwarder.offer(parcelOf(message, feed.mode, cursor))
        isAtHand = false
      }
    } finally {
      clearInterval(timer)
      keepIdle()
    }
  }

  async #replay(forwarding: Forwarding, secret: Secret, file: string, asRecorded: boolean) {
    const recorded = await recordedMessages(file)
    const forwarded = await forwarding.run(toldBy(this.#teller), async forwarder => {
      sayStart(this.#teller, `Sending ${recorded.length} messages to ${forwarding.address.url.href}`, secret)
      for (const one of recorded) await forwarder.offer(parcelOfRecord(one, { asRecorded }))
    })
    endForwarding(forwarded, sentence => this.note(sentence))
  }

  get #teller(): Teller {
    return {
      json: this.json,
      print: text => this.print(text),
      showNext: (data, view) => this.showNext(data, view),
      note: sentence => this.note(sentence),
    }
  }
}

/** Its position is overwritten by then. A minute earlier: a clock may be wrong, and repeating is safe. */
const stoppedText = (at: string) =>
  `The last run was there until ${timeText(at)}. To have what came after it: ` +
  `--since ${new Date(Date.parse(at) - 60_000).toISOString().slice(0, 16)}Z`

interface Wanted {
  readonly modes: readonly FeedMode[]
  readonly since: string | undefined
  readonly resume: boolean
  readonly filter: FeedFilter
}
