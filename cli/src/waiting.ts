// Waiting for what goes on after the answer: asked for again and again, less and less often, and not for ever.
import { setTimeout as sleep } from 'node:timers/promises'
import { Flags } from '@oclif/core'
import { CommandError, exit } from './failures.ts'

/** `what`: what is waited for, as in "Wait until the refunds are paid." */
export const waitFlags = (what: string) => ({
  'wait': Flags.boolean({ summary: `Wait until ${what}.` }),
  'wait-seconds': Flags.integer({
    summary: 'How long to --wait at most. [default: 300]',
    min: 1,
    max: 86_400,
    helpValue: '<seconds>',
    dependsOn: ['wait'],
  }),
})

export interface WaitFlags {
  readonly 'wait'?: boolean
  readonly 'wait-seconds'?: number
}

const secondsDefault = 300
const pauseMsFirst = 500
const pauseMsMax = 10_000

/** Time as the wait needs it. */
export interface WaitClock {
  nowMs(): number
  sleep(ms: number): Promise<unknown>
  random(): number
}
const systemClock: WaitClock = { nowMs: () => performance.now(), sleep, random: Math.random }

export interface Wait<Data> {
  readonly read: () => PromiseLike<Data>
  readonly isOver: (data: Data) => boolean
  /** Told of whatever was read. */
  readonly onRead?: (data: Data) => void
  readonly clock?: WaitClock
}

/** What was read last, and whether it was over by then. */
export async function waited<Data>(
  { 'wait-seconds': seconds = secondsDefault }: WaitFlags,
  { read, isOver, onRead, clock = systemClock }: Wait<Data>,
): Promise<{ readonly data: Data; readonly isOver: boolean }> {
  const endMs = clock.nowMs() + seconds * 1_000
  for (let pauseMs = pauseMsFirst; ; pauseMs = Math.min(pauseMsMax, pauseMs * 1.5)) {
    const data = await read()
    onRead?.(data)
    const leftMs = endMs - clock.nowMs()
    if (isOver(data) || leftMs <= 0) return { data, isOver: isOver(data) }
    await clock.sleep(Math.min(leftMs, pauseMs * (0.5 + clock.random() / 2)))
  }
}

/** What was asked for is done, and what follows is not over yet. `next`: how to see later what has become of it. */
export const notOver = (what: string, next: string) =>
  new CommandError('not_over', `It was done, but ${what} in time. See later: ${next}`, exit.partlyDone)
