// An event while it is put together, and the flags that it is described by.
import type { EventToMake } from '@evently/sdk'
import { instantOf } from './times.ts'

export interface EventFlags {
  readonly title?: string
  readonly description?: string
  readonly category?: string
  readonly tag?: string[]
  readonly venue?: string
  readonly 'starts-at'?: string
  readonly 'ends-at'?: string
  readonly timezone?: string
  readonly capacity?: number
  readonly 'holds-per-buyer-max'?: number
  readonly 'hold-seats-per-buyer-max'?: number
  readonly 'claim-seconds-max'?: number
  readonly 'image-url'?: string
  readonly 'website-url'?: string
  readonly 'cancel-until-minutes'?: number
  readonly 'refund-percent'?: number
  readonly 'external-id'?: string
  readonly 'metadata'?: string[]
  readonly 'remove-metadata'?: string[]
}

export interface NewEventFlags extends EventFlags {
  readonly 'venue-name'?: string
  readonly address?: string
  readonly city?: string
  readonly country?: string
  readonly price?: string
  readonly currency?: string
  readonly 'ticket-type'?: string[]
  readonly publish: boolean
  readonly test: boolean
  readonly from?: string
}

/** An event while it is put together: what excludes what is seen at the end. */
export type EventDraft = { [Part in keyof EventToMake]?: EventToMake[Part] }

/** The draft as it is made: a test event or not, on sale at once or not. */
export function withMode(draft: EventDraft, { publish, test }: Pick<NewEventFlags, 'publish' | 'test'>): EventToMake {
  return { ...draft, ...(publish && { publish }), ...(test && { test }) } as EventToMake
}

/** What the flags say of its begin and its end, on the clock of its zone. */
export async function addTimes(draft: EventDraft, flags: EventFlags, zone: () => Promise<string>): Promise<void> {
  const { 'starts-at': start, 'ends-at': end } = flags
  if (start !== undefined) draft.startsAt = await instantOf(start, { flag: 'starts-at', zone: await zone() })
  if (end !== undefined) draft.endsAt = await instantOf(end, { flag: 'ends-at', zone: await zone() })
}
