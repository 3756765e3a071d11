// From a source of messages to the local app: signs, sends, prints and records. `webhooks listen` and `activity replay`
// differ in their sources alone.
import { Flags } from '@oclif/core'
import { sign } from '@evently/sdk/webhooks'
import { exit } from '../exit-codes.ts'
import { CommandError, UsageError } from '../failures.ts'
import { Interrupted, untilInterrupted } from '../interruption.ts'
import { attempt } from './attempt.ts'
import { forwardAddress, type ForwardAddress } from './forward-address.ts'
import { createForwarder, UntrustedApp } from './forwarder.ts'
import type { Forwarder, Parcel, Report, Shipped } from './forwarder.ts'
import { openRecord, type Recorded } from './records.ts'

export const forwardToFlag = {
  summary: 'Where messages are sent to: an app on this machine or in its network.',
  helpValue: 'http://localhost:3000/hook',
} as const

export const forwardingFlags = {
  'header': Flags.string({
    summary: 'A header that each request has besides; several by repeating the flag. It is not recorded.',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "'<name>: <value>'",
  }),
  'attempts': Flags.integer({
    summary: 'How often a message is sent that the app answers, but not with 2xx, before it is given up.',
    min: 1,
    max: 20,
    default: 5,
  }),
  'timeout': Flags.integer({
    summary: 'Seconds until the app must have answered; more while you debug it. An endpoint has 10.',
    min: 1,
    max: 3_600,
    default: 10,
  }),
  'record': Flags.string({
    summary: 'Add each attempt to this file, as a line of JSON: headers, body, answer, latency.',
    helpValue: '<file>',
  }),
  'insecure': Flags.boolean({ summary: 'Take any certificate; for https on this machine alone.' }),
  'allow-remote': Flags.boolean({
    summary: 'Let --forward-to be outside your own network: messages about your account go there.',
  }),
}

export interface ForwardingFlags {
  readonly header?: readonly string[]
  readonly attempts: number
  readonly timeout: number
  readonly record?: string
  readonly insecure: boolean
  readonly 'allow-remote': boolean
}

export interface ForwardingInput {
  readonly forwardTo: string
  readonly flags: ForwardingFlags
  readonly secret: string
  /** Of this CLI. */
  readonly version: string
}

export interface ForwardingTold {
  readonly attempt: (report: Report) => void
  readonly note: (sentence: string) => void
  readonly progress: (source: string, cursor: string) => void
}

export interface Forwarding {
  readonly address: ForwardAddress
  /**
   * `work` offers messages; done when all of them are settled, or with Ctrl-C. Problems: those of `work`, CommandError
   * `app_untrusted`, `record_unwritable`.
   */
  run(told: ForwardingTold, work: ForwardingWork): Promise<Forwarded>
}

export type ForwardingWork = (forwarder: Forwarder, signal: AbortSignal) => Promise<void>
export type Forwarded = Forwarder['counts'] & { readonly wasInterrupted: boolean }

/** Reads the flags; nothing is sent yet. Problems: UsageError. */
export async function forwardingOf({ forwardTo, flags, secret, version }: ForwardingInput): Promise<Forwarding> {
  const address = await forwardAddress(forwardTo, { insecure: flags.insecure, allowRemote: flags['allow-remote'] })
  const added = addedHeaders(flags.header ?? [])
  const messageHeaders = async ({ messageId, body, recordedHeaders }: Parcel) => ({
    'content-type': 'application/json',
    'user-agent': `Evently-Webhooks/1 (evently-cli/${version})`,
    ...(recordedHeaders ?? (await sign(body, secret, { id: messageId }))),
  })

  const send = async (parcel: Parcel, signal: AbortSignal): Promise<Shipped> => {
    const headers = await messageHeaders(parcel)
    const sent = { headers: { ...headers, ...added }, body: parcel.body }
    return { ...(await attempt(address, sent, { timeoutMs: flags.timeout * 1_000, signal })), headers }
  }

  const run = (told: ForwardingTold, work: ForwardingWork): Promise<Forwarded> =>
    untilInterrupted(async interrupted => {
      const record = flags.record === undefined ? undefined : openRecord(flags.record)
      const over = new AbortController()
      const signal = AbortSignal.any([interrupted, over.signal])
      const forwarder = createForwarder({
        send,
        attemptsMax: flags.attempts,
        signal,
        onAttempt(report) {
          record?.add(recordOf(report, address))
          told.attempt(report)
        },
        onAway: reason => told.note(awayText(address, reason)),
        onProgress: told.progress,
      })
      try {
        await Promise.race([work(forwarder, signal), forwarder.failed])
        await forwarder.end()
      } catch (error) {
        if (!interrupted.aborted) throw failureOf(error, address)
      } finally {
        over.abort()
        record?.close()
      }
      return { ...forwarder.counts, wasInterrupted: interrupted.aborted }
    })

  return { address, run }
}

const awayText = ({ url }: ForwardAddress, reason: string | undefined) =>
  reason === undefined
    ? `${url.origin} is there again.`
    : `Nobody listens at ${url.origin} (${reason}): the messages wait until somebody does.`

const recordOf = (
  { parcel, headers, attempt: n, latencyMs, status, answer, error }: Report,
  { url }: ForwardAddress,
): Recorded => ({
  recordedAt: new Date().toISOString(),
  forwardTo: url.href,
  attempt: n,
  headers,
  body: parcel.body,
  latencyMs,
  ...(status !== undefined && { status }),
  ...(answer !== undefined && { answer }),
  ...(error !== undefined && { error }),
})

/** They make the message, or the request itself. */
const reserved = /^(webhook-.*|content-(type|length|encoding)|host|transfer-encoding|connection|expect|upgrade|te)$/i

/** Problems: UsageError, which does not repeat the value. */
export function addedHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headerPairs(lines).map(([name, value]) => {
      if (reserved.test(name)) throw new UsageError(`--header '${name}: …': this header is the message's own.`)
      return [name, value]
    }),
  )
}

/** `X: y`, each with its name in small letters. Problems: UsageError. */
export function headerPairs(lines: readonly string[]): readonly (readonly [name: string, value: string])[] {
  return lines.map(line => {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new UsageError("A --header is not a name and a value: write it like --header 'X-Shop: 7'.")
    return [name.toLowerCase(), value.trimEnd()]
  })
}

/** What ended the forwarding, as the command says it. */
function failureOf(error: unknown, { url }: ForwardAddress): unknown {
  if (!(error instanceof UntrustedApp)) return error
  const hint =
    error.message.startsWith('EPROTO') || error.message.startsWith('ERR_SSL')
      ? 'It may speak plain http: try --forward-to http://….'
      : 'Name its certificate in NODE_EXTRA_CA_CERTS, or say --insecure if it is on this machine.'
  return new CommandError('app_untrusted', `${url.origin} can't be trusted (${error.message}). ${hint}`, exit.network)
}

/** What came of all of them, in a sentence. */
export function outcomeText({ delivered, givenUp }: Forwarder['counts']): string {
  if (delivered + givenUp === 0) return 'No message was delivered.'
  return `${delivered} delivered${givenUp > 0 ? `, ${givenUp} given up` : ''}.`
}

/** Of what has an end: says what came of it. Problems: CommandError `messages_given_up`, Interrupted. */
export function endForwarding({ wasInterrupted, ...counts }: Forwarded, note: (sentence: string) => void): void {
  note(outcomeText(counts))
  if (wasInterrupted) throw new Interrupted()
  if (counts.givenUp > 0)
    throw new CommandError('messages_given_up', 'The app has not taken all of them.', exit.partlyDone)
}
