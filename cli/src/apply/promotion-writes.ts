// Writes the codes of an event, one after the other. The API has no versions of them: each is read again right before,
// and is left alone if it isn't as it was when the plan was made.
import { isProblem } from '@evently/sdk'
import type { Event, Evently, Promotion, PromotionChanges, PromotionToMake } from '@evently/sdk'
import { CommandError, exit } from '../failures.ts'
import type { Values } from './entries.ts'
import { nameKeyOf } from './event-rules.ts'
import type { PromotionWrite } from './promotion-plan.ts'

export interface PromotionsWritten {
  readonly count: number
  /** What the rest was not written for. */
  readonly failed?: { readonly label: string; readonly error: unknown }
}

export interface PromotionWriting {
  readonly evently: Evently
  readonly promotions: (eventId: string) => Promise<readonly Promotion[]>
  readonly signal: AbortSignal
}

/** `event`: as it is now, with the ids of its ticket types. */
export async function writePromotions(
  writes: readonly PromotionWrite[],
  event: Pick<Event, 'id' | 'ticketTypes'>,
  { evently, promotions, signal }: PromotionWriting,
): Promise<PromotionsWritten> {
  let count = 0
  for (const [n, write] of writes.entries())
    try {
      if (n === 0) refuseChanged(writes, await promotions(event.id))
      await written(write)
      count++
    } catch (error) {
      return { count, failed: { label: write.label, error } }
    }
  return { count }

  async function written({ action, id, values, fields }: PromotionWrite): Promise<void> {
    if (action === 'create') await evently.promotions.create(event.id, bodyOf(values, fields), { signal })
    else if (action === 'change') await evently.promotions.update(event.id, id!, changesOf(values, fields), { signal })
    else await deleted(id!)
  }

  async function deleted(id: string): Promise<void> {
    try {
      await evently.promotions.delete(event.id, id, { signal })
    } catch (error) {
      if (!isProblem(error, 'promotion_not_found')) throw error
    }
  }

  function bodyOf(values: Values, fields: readonly string[]): PromotionToMake {
    const given = fields.filter(name => values[name] !== undefined)
    return Object.fromEntries(given.map(name => inApi(name, values[name]))) as unknown as PromotionToMake
  }

  /** What a discount takes off instead is all that is said of it; what else is left out is taken away. */
  function changesOf(values: Values, fields: readonly string[]): PromotionChanges {
    const isSaid = (name: string) => values[name] !== undefined || !['percent', 'amountMinor'].includes(name)
    return Object.fromEntries(fields.filter(isSaid).map(name => inApi(name, values[name] ?? null)))
  }

  function inApi(name: string, value: unknown): [name: string, value: unknown] {
    if (name !== 'ticketTypes') return [name, value]
    return ['ticketTypeIds', value && (value as readonly string[]).map(idOfType)]
  }

  function idOfType(name: string): string {
    return event.ticketTypes.find(type => nameKeyOf(type.name) === nameKeyOf(name))!.id
  }
}

/** One that has gone since is deleted already. */
function refuseChanged(writes: readonly PromotionWrite[], there: readonly Promotion[]): void {
  const isChanged = ({ id, action, updatedAt }: PromotionWrite) => {
    const now = there.find(promotion => promotion.id === id)
    return action === 'delete' && (!now || now.status === 'closed') ? false : now?.updatedAt !== updatedAt
  }
  const changed = writes.find(write => write.id !== undefined && isChanged(write))
  if (changed)
    throw new CommandError(
      'changed_meanwhile',
      `The ${changed.label} has been changed since the plan was made: run it again to see what is different now.`,
      exit.conflict,
    )
}
