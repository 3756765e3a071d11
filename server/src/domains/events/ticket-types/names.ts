// When two ticket types have the same name: when a reader could not tell them apart by it.
import type { Fault } from '../../../contract/types.ts'
import { foldedText } from '../../../platform/folded-text.ts'

/** Two names are the same when their keys are: folded, and without regard to spaces around and between words. */
export const nameKeyOf = (name: string): string => foldedText(name).replaceAll(/\s+/gu, ' ').trim()

/** The ticket type of an event that has this name, if any has. */
export const namesake = <Type extends { readonly name: string }>(
  types: readonly Type[],
  name: string,
): Type | undefined => {
  const key = nameKeyOf(name)
  return types.find(type => nameKeyOf(type.name) === key)
}

interface Named {
  readonly name: string
  readonly externalId?: string | undefined
}

/** A fault for each ticket type to be made that has the name or the external id of one before it. */
export const faultsOfNames = (types: readonly Named[]): Fault[] => [
  ...faultsOfRepeats(types, 'name', ({ name }) => nameKeyOf(name), ', whatever the case and the spaces'),
  ...faultsOfRepeats(types, 'externalId', ({ externalId }) => externalId, ''),
]

function faultsOfRepeats(
  types: readonly Named[],
  property: 'name' | 'externalId',
  keyOf: (type: Named) => string | undefined,
  how: string,
): Fault[] {
  const first = new Map<string, number>()
  return types.flatMap((type, index) => {
    const key = keyOf(type)
    if (key === undefined) return []
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, index)
      return []
    }
    const message = `must differ from the ${property} of /ticketTypes/${other}${how}`
    return [{ pointer: `/ticketTypes/${index}/${property}`, keyword: 'unique', message }]
  })
}
