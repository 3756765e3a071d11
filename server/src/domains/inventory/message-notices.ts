// Tells whoever makes messages that there may be something to make them of, gathered. A hint alone: what is lost of it
// is found seconds later, when versions are compared.
import type { Logger } from 'pino'
import type { NoteChanges } from '../webhooks/port.ts'

export type TellChanges = NoteChanges
export type MessageNotices = ReturnType<typeof createMessageNotices>

/** As many as one hint takes; the rest is in the next. */
const inventoriesMax = 1_000

export function createMessageNotices({ tell, log }: { readonly tell: TellChanges; readonly log: Logger }) {
  const inventories = new Set<string>()
  let events = false
  let isHeard = true

  return {
    /** The lanes' hot path: must not throw and not wait. */
    inventoryChanged(eventId: string) {
      inventories.add(eventId)
    },
    /** Something has happened to an event, and perhaps to its inventory. */
    eventChanged(eventId: string) {
      inventories.add(eventId)
      events = true
    },
    /** True when there is more to tell at once. */
    async flush(): Promise<boolean> {
      if (inventories.size === 0 && !events) return false
      const told = [...inventories].slice(0, inventoriesMax)
      const hint = { inventories: told, events }
      for (const eventId of told) inventories.delete(eventId)
      events = false
      try {
        await tell(hint)
        isHeard = true
      } catch (error) {
        if (isHeard) log.warn({ err: error }, 'nobody hears what messages are to be made of; they are made later')
        isHeard = false
        inventories.clear()
      }
      return inventories.size > 0
    },
  }
}
