// Attempts in a file, a line of JSON each: what was sent, what was answered, and how long it took.
import { appendFileSync, closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { WebhookMessage } from '@evently/sdk'
import { exit } from '../exit-codes.ts'
import { CommandError, UsageError } from '../failures.ts'
import { unreadable } from '../input.ts'
import type { Parcel } from './forwarder.ts'

export interface Recorded {
  readonly recordedAt: string
  readonly forwardTo: string
  readonly attempt: number
  /** Those that make the message; what --header adds is left out, since it may be secret. */
  readonly headers: Readonly<Record<string, string>>
  /** As it was sent, byte for byte. */
  readonly body: string
  readonly latencyMs: number
  readonly status?: number
  readonly answer?: string
  readonly error?: string
}

/** Adds to the file. Problems: CommandError `record_unwritable`, of each call. */
export function openRecord(file: string) {
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      const { message } = error as Error
      throw new CommandError('record_unwritable', `--record ${file} can't be written: ${message}.`, exit.unexpected)
    }
  }
  const fd = guarded(() => openSync(file, 'a', 0o600)) // signatures are in it
  return {
    add: (one: Recorded) => guarded(() => appendFileSync(fd, JSON.stringify(one) + '\n')),
    close: () => closeSync(fd),
  }
}

/** The messages of the file, each once, in the order of their first attempt. Problems: UsageError. */
export async function recordedMessages(file: string): Promise<readonly Recorded[]> {
  const lines = (await textOf(file)).split('\n')
  const isCutOff = lines.at(-1) !== '' // its writer was killed: the line before is the last one
  const whole = lines.slice(0, -1)
  const recorded = whole.flatMap((line, n) => (line === '' ? [] : [parsed(line, `${file} line ${n + 1}`)]))
  if (isCutOff) recorded.push(...cutOff(lines.at(-1)!))
  if (recorded.length === 0) throw new UsageError(`${file} has no recorded message.`)
  const first = new Map<string, Recorded>()
  for (const one of recorded) {
    const id = one.headers['webhook-id']!
    if (!first.has(id)) first.set(id, one)
  }
  return [...first.values()]
}

/** A recorded message, to be sent again: newly signed, or with the headers that made it a message then. */
export function parcelOfRecord({ body, headers }: Recorded, { asRecorded }: { readonly asRecorded: boolean }): Parcel {
  const { type, resource, test } = messageOf(body)
  return {
    messageId: headers['webhook-id']!,
    type: String(type ?? ''),
    resource: { type: String(resource?.type ?? ''), id: String(resource?.id ?? headers['webhook-id']) },
    test: test === true,
    body,
    source: 'file',
    ...(asRecorded && { recordedHeaders: webhookHeaders(headers) }),
  }
}

/** Of a body that somebody may have changed in the file. */
function messageOf(body: string): Partial<WebhookMessage> {
  try {
    return (JSON.parse(body) ?? {}) as Partial<WebhookMessage>
  } catch {
    return {}
  }
}

const webhookHeaders = (headers: Recorded['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('webhook-')))

function cutOff(line: string): readonly Recorded[] {
  try {
    return [parsed(line, '')]
  } catch {
    return []
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

function parsed(line: string, where: string): Recorded {
  try {
    const value = JSON.parse(line) as Partial<Recorded> | null
    if (typeof value?.body === 'string' && typeof value.headers?.['webhook-id'] === 'string') return value as Recorded
  } catch {
    // said below
  }
  throw new UsageError(`${where} is not a recorded message: --record writes them.`)
}
