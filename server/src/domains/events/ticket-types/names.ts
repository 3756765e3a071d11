// When two ticket types have the same name: when a reader could not tell them apart by it.
import type { Fault } from '../../../contract/types.ts'

/**
 * Two names are the same when their keys are: without regard to case (Unicode's full case folding), to compatibility
 * forms (NFKC: `ﬁ`, full-width letters), to spaces around and between words, and to characters that never show.
 */
export const nameKeyOf = (name: string): string =>
  [...name.normalize('NFKC')]
    .map(folded)
    .join('')
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()

/**
 * One character, folded. JavaScript has no case folding; lower, upper and lower again comes to the same for all
 * characters but the dotless i, which is no i: https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt
 */
const folded = (character: string) =>
  character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase()

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
