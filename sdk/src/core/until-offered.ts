// Waiting for the waitlist's offer.
import type { Resources } from '../generated/resources.ts'
import type { WaitlistEntry } from '../generated/shapes.ts'
import type { Clock } from './clock.ts'
import type { RequestOptions } from './contract.ts'
import type { Shared } from './shared.ts'

/** An offer stands for minutes: asking four times a minute loses little of it. */
const askMsFirst = 1_000
const askMsMax = 15_000

/** Asks until there is an offer. Passing faults don't end it, other refusals do. */
export async function untilOffered(
  { WaitlistEndedError }: Shared,
  { waitlist }: Pick<Resources, 'waitlist'>,
  clock: Clock,
  { id }: Pick<WaitlistEntry, 'id'>,
  options: RequestOptions = {},
): Promise<WaitlistEntry> {
  for (let askMs = askMsFirst; ; askMs = Math.min(askMs * 1.5, askMsMax)) {
    const entry = await waitlist.get(id, options)
    if (entry.status === 'offered') return entry
    if (entry.status !== 'waiting') throw new WaitlistEndedError(entry)
    await clock.sleep(Math.round(askMs * (0.8 + 0.2 * clock.random())), options.signal)
  }
}
