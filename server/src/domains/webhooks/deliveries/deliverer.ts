// Sends what is due. A delivery is leased to one process, sent, and what came of it written down; a process that dies
// in between leaves it to another one, which sends it once more. Each endpoint has places of its own, so that a slow
// one delays nobody else. Of one resource, an endpoint is sent one message at a time, in their order
// (queue-statements.ts).
import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'
import { inBatches } from '../../../platform/batches.ts'
import type { Job, Turn } from '../../../platform/jobs.ts'
import { currentSpan, failSpan, inSpan, type SpanFacts } from '../../../platform/observability/tracing.ts'
import type { Sealing } from '../../../platform/sealing.ts'
import { createAppendedSignal, type AppendedSignal } from '../messages/appended.ts'
import type { WebhooksMetrics } from '../metrics.ts'
import { bodyOf } from './body.ts'
import { leaseSeconds, type Attempted, type DeliveryQueue, type TakenDelivery } from './queue-statements.ts'
import { step } from './recovery-steps.ts'
import { isDelivered, isGone, retrySeconds, sendingMaxOf } from './rules.ts'
import { sendMsMax, type Send, type Sent } from './sender.ts'

export interface DelivererOptions {
  readonly queue: DeliveryQueue
  readonly send: Send
  readonly sealing: Pick<Sealing, 'open'>
  /** Tells that messages have been appended in this process. */
  readonly appended: Pick<AppendedSignal, 'next'>
  readonly metrics: WebhooksMetrics
  readonly log: Logger
  /** From 0 to 1. */
  readonly random?: () => number
}

/** So often it looks for what other processes have appended, and for what is due again. */
const lookEveryMs = 500
const afterFailureMs = 1_000
/** Messages under way in this process. Once half of that is taken, each endpoint has a single place. */
const sendingMax = 512
/** What is not begun by then is left to its lease: another process may take it before the answer comes. */
const beginMsMax = leaseSeconds * 1_000 - sendMsMax - 2_000
/** How long the end of the process waits for answers. */
const closeMsMax = 2_000

export function createDeliverer({
  queue,
  send,
  sealing,
  appended,
  metrics,
  log,
  random = Math.random,
}: DelivererOptions) {
  const underWay = new Map<string, number>()
  const running = new Set<Promise<void>>()
  const closing = new AbortController()
  setMaxListeners(0, closing.signal) // every message under way listens
  const wake = createAppendedSignal()
  const record = inBatches<Attempted, void>(
    async attempts => {
      await step('delivery.record', () => queue.record(attempts))
      return attempts.map(() => undefined)
    },
    { batchMax: 100, queueMax: 2 * sendingMax, name: 'webhook_attempts' },
  )
  metrics.watchSending(() => running.size)

  return { deliverDue, startJob, wake: wake.notify }

  /** Sends all that is due, and what that makes due, and resolves when it has been written down. */
  async function deliverDue(): Promise<void> {
    while ((await begin()) > 0 || running.size > 0) await Promise.all(running)
  }

  /** Takes what is due and begins to send it; how much that was. */
  async function begin(): Promise<number> {
    const free = sendingMax - running.size
    if (free <= 0) return 0
    const due = await queue.dueEndpoints()
    const places = placesAt(shuffled(due, random), free)
    if (places.length === 0) return 0
    const takenAtMs = performance.now()
    const taken = await step('delivery.take', () => queue.take(places))
    for (const delivery of taken) {
      const work = inSpan('webhook.deliver', spanFactsOf(delivery), () => deliver(delivery, takenAtMs)).finally(() => {
        running.delete(work)
        count(delivery.endpointId, -1)
        wake.notify()
      })
      count(delivery.endpointId, 1)
      running.add(work)
    }
    return taken.length
  }

  function placesAt(due: Awaited<ReturnType<DeliveryQueue['dueEndpoints']>>, free: number) {
    const isCrowded = free < sendingMax / 2
    const places: { endpointId: string; free: number; max: number }[] = []
    let left = free
    for (const { id: endpointId, failures } of due) {
      const { here, overAll } = sendingMaxOf(failures)
      const own = Math.min(isCrowded ? 1 : here, here - (underWay.get(endpointId) ?? 0), left)
      if (own <= 0) continue
      places.push({ endpointId, free: own, max: overAll })
      left -= own
    }
    return places
  }

  function count(endpointId: string, change: number) {
    const now = (underWay.get(endpointId) ?? 0) + change
    if (now === 0) underWay.delete(endpointId)
    else underWay.set(endpointId, now)
  }

  /** Never rejects: what can't be written down is sent again when its lease has ended. */
  async function deliver(delivery: TakenDelivery, takenAtMs: number): Promise<void> {
    try {
      if (performance.now() - takenAtMs > beginMsMax) return
      const sent = await attempt(delivery)
      noteSent(sent)
      const attempted = judged(delivery, sent)
      await record(attempted)
      metrics.attempted(attempted, delivery.message)
    } catch (error) {
      if (closing.signal.aborted) return queue.release([delivery]).catch(() => {})
      log.error({ err: error, endpointId: delivery.endpointId }, 'an attempt to deliver a message was not written down')
    }
  }

  async function attempt({ url, secrets: sealed, message, takenAt }: TakenDelivery): Promise<Sent> {
    const secrets = sealed.flatMap(each => sealing.open(each) ?? [])
    if (!message) return { durationMs: 0, error: 'The message is kept no longer.' }
    if (secrets.length === 0)
      return { durationMs: 0, error: 'The secret of this endpoint can’t be read any more: rotate it.' }
    const timestamp = Math.floor(takenAt.getTime() / 1_000)
    const parcel = { url, messageId: message.id, body: bodyOf(message), timestamp, secrets }
    return step('delivery.send', () => send(parcel, closing.signal))
  }

  function judged(
    { number, attempt, tries, ageSeconds, takenAt, endpointId, isFailing, message }: TakenDelivery,
    { durationMs, status, answer, retryAfterSeconds, error }: Sent,
  ): Attempted {
    const pause = message && retrySeconds({ tries, ageSeconds, retryAfterSeconds }, random())
    const state = isDelivered(status) ? 'delivered' : pause === undefined || isGone(status) ? 'abandoned' : 'waiting'
    return {
      number,
      attempt,
      endpointId,
      wasFailing: isFailing,
      startedAt: takenAt,
      durationMs,
      status,
      answer,
      error,
      state,
      retrySeconds: state === 'waiting' ? pause : undefined,
      retryAfterSeconds,
      isGone: isGone(status),
    }
  }

  /** Sends whatever is due, again and again, until it is closed; then answers are waited for a little. */
  function startJob(): Job {
    const listeners: ((turn: Turn) => void)[] = []
    const stopping = new AbortController()

    async function turn(): Promise<boolean> {
      const startedMs = performance.now()
      const report = (failed: boolean) => {
        for (const listener of listeners) listener({ seconds: (performance.now() - startedMs) / 1_000, failed })
      }
      try {
        await begin()
        report(false)
        return true
      } catch (error) {
        report(true)
        log.error({ err: error }, 'messages could not be taken to be delivered; it will be tried again')
        return false
      }
    }

    async function loop() {
      while (!stopping.signal.aborted) {
        const round = new AbortController()
        const signal = AbortSignal.any([round.signal, stopping.signal])
        // Before the turn: what is appended during it is not missed.
        const woken = Promise.race([appended.next(signal, lookEveryMs), wake.next(signal, lookEveryMs)])
        if (await turn()) await woken
        else await wake.next(stopping.signal, afterFailureMs)
        round.abort()
      }
    }

    const looping = loop()
    return {
      name: 'deliver-messages',
      onTurn(listener) {
        listeners.push(listener)
      },
      async close() {
        stopping.abort()
        const late = setTimeout(() => {
          closing.abort()
        }, closeMsMax)
        await looping
        await Promise.all(running)
        clearTimeout(late)
      },
    }
  }
}

/** By ids alone: where an endpoint is, and what a message says, is its owner's. */
const spanFactsOf = ({ endpointId, message }: TakenDelivery): SpanFacts => ({
  kind: 'client',
  attributes: {
    'http.request.method': 'POST',
    'evently.webhook_endpoint.id': endpointId,
    ...(message && { 'evently.message.id': message.id, 'evently.message.type': message.type }),
  },
})

function noteSent({ status, error }: Sent) {
  if (status !== undefined) currentSpan()?.setAttribute('http.response.status_code', status)
  if (error !== undefined) failSpan(status === undefined ? 'unanswered' : String(status))
}

/** Nobody is always the first. */
function shuffled<Thing>(things: readonly Thing[], random: () => number): readonly Thing[] {
  return things
    .map(thing => ({ thing, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ thing }) => thing)
}
