// What the organizer sees while it happens: free seats from the event's stream, who has come from the feed.
import { EventEmitter, once } from 'node:events'
import type { Evently } from '@evently/sdk'
import { NotAsExpected } from './telling.ts'

export type Live = Awaited<ReturnType<typeof watchLive>>

/** Messages of what happens come within a second or two. */
const patienceMs = 30_000

export async function watchLive({ organizer, visitor }: { organizer: Evently; visitor: Evently }, eventId: string) {
  const stop = new AbortController()
  const changed = new EventEmitter()
  const seats: number[] = []
  const admitted = new Set<string>()
  const { nextCursor: after } = await organizer.activity.list({ from: 'end' })

  async function watchSeats() {
    for await (const { availableSeats } of visitor.events.watch(eventId, { signal: stop.signal })) {
      if (seats.at(-1) !== availableSeats) seats.push(availableSeats)
      changed.emit('change')
    }
  }
  async function followDoor() {
    const types = ['ticket.checked_in' as const]
    const query = { after, eventId, types }
    for await (const { resource } of organizer.activity.follow(query, { signal: stop.signal })) {
      admitted.add(resource.id)
      changed.emit('change')
    }
  }
  let broken: { readonly error: unknown } | undefined
  const watching = Promise.all([watchSeats(), followDoor()]).catch((error: unknown) => {
    broken = { error }
    changed.emit('change')
  })

  return {
    /** As the stream has told of them: each number once in a row. */
    seats: seats as readonly number[],
    /** The ids of tickets that have let somebody in. */
    admitted: admitted as ReadonlySet<string>,
    /** Waits until it is so. Throws NotAsExpected where that does not come about, and what has ended the streams. */
    async until(what: string, isSo: () => boolean): Promise<void> {
      const patience = AbortSignal.timeout(patienceMs)
      while (!isSo()) {
        if (broken) throw broken.error
        await once(changed, 'change', { signal: patience }).catch(() => {
          throw new NotAsExpected(`${what}: it did not come about within ${patienceMs / 1_000} seconds`)
        })
      }
    },
    async close(): Promise<void> {
      stop.abort()
      await watching
    },
  }
}
