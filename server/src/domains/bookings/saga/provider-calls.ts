// One run of a saga: when it began, the lease that keeps others away, and its calls to the payment provider.
import type { Logger } from 'pino'
import { inSpan } from '../../../platform/observability/tracing.ts'
import { within, type Patience } from '../../../platform/time-out.ts'
import type { Booking } from '../booking.ts'
import { RefusedForGood } from '../payments/port.ts'
import type { BookingsStore } from '../store.ts'
import { step } from './recovery-steps.ts'

export interface RunsOptions {
  readonly store: Pick<BookingsStore, 'renew'>
  /** How long one call to the provider may take. */
  readonly providerTimeoutMs: number
  /** A lease this old is renewed before the provider is asked. */
  readonly leaseAgeMsMax: number
  readonly log: Logger
}

type ProviderCall = 'authorize' | 'lookup' | 'capture' | 'void' | 'refund'

/** Somebody else has taken the booking over. */
export class Superseded extends Error {}

export type Runs = ReturnType<typeof createRuns>

export function createRuns({ store, providerTimeoutMs, leaseAgeMsMax, log }: RunsOptions) {
  /** When the run of a booking began, and when its lease was last made or renewed. */
  const runs = new WeakMap<Booking, { readonly startedMs: number; leasedMs: number }>()

  /**
   * Throws Superseded when somebody else has taken the booking over: then the provider is not for us to ask any more.
   */
  async function keepLease(booking: Booking) {
    const run = runs.get(booking)!
    if (performance.now() - run.leasedMs < leaseAgeMsMax) return
    if (!(await store.renew(booking))) throw new Superseded(`booking ${booking.id} is somebody else's now`)
    run.leasedMs = performance.now()
  }

  /** How long ago the booking was made, by the database's clock and ours since. */
  const ageMsOf = (booking: Booking) => booking.ageMs + performance.now() - runs.get(booking)!.startedMs

  return {
    /** One run, whose lease has just been taken. */
    during<Result>(booking: Booking, work: () => Promise<Result>): Promise<Result> {
      runs.set(booking, { startedMs: performance.now(), leasedMs: performance.now() })
      const attributes = { 'evently.booking.id': booking.id, 'evently.event.id': booking.eventId }
      return inSpan('saga', { attributes }, work)
    },

    /** The booking as this run has changed it. */
    continueAs<Next extends Booking>(booking: Booking, next: Next): Next {
      runs.set(next, runs.get(booking)!)
      return next
    },

    ageMsOf,

    /** The time now, as the database's clock has it that the booking's own times are by. */
    nowOf: (booking: Booking) => new Date(booking.createdAt.getTime() + ageMsOf(booking)),

    /**
     * The provider's answer; undefined when it fails or takes too long, so that nobody knows whether it has happened.
     * Throws Superseded.
     */
    async ask<Answer>(
      booking: Booking,
      what: ProviderCall,
      call: (patience: Patience) => Promise<Answer>,
    ): Promise<Answer | undefined> {
      await keepLease(booking)
      try {
        return await within(providerTimeoutMs, patience => step(`saga.${what}`, () => call(patience)))
      } catch (error) {
        if (error instanceof RefusedForGood)
          log.error(
            { err: error, booking: booking.id, provider: booking.payment?.provider, what },
            'the payment provider refuses for good: a person must look at this booking',
          )
        else
          log.warn(
            { err: error, booking: booking.id, provider: booking.payment?.provider, what },
            'the payment provider has not answered',
          )
        return undefined
      }
    },
  }
}
