// A value's first part: what is wrong with a large one shows in it, and looking further would cost more than it tells.

/** More than the largest sound request has. */
const valuesMax = 1_000

/** A copy with the first values alone; `isWhole`: it has all of them. */
export function withinBounds(value: unknown): { readonly value: unknown; readonly isWhole: boolean } {
  let left = valuesMax
  const copy = (node: unknown): unknown => {
    if (node === null || typeof node !== 'object') return node
    return Array.isArray(node) ? itemsOf(node) : membersOf(node as Readonly<Record<string, unknown>>)
  }
  function itemsOf(list: readonly unknown[]) {
    const items: unknown[] = []
    for (const item of list) {
      if (left-- <= 0) break
      items.push(copy(item))
    }
    return items
  }
  function membersOf(object: Readonly<Record<string, unknown>>) {
    const members: [string, unknown][] = []
    for (const name in object) {
      if (left-- <= 0) break
      members.push([name, copy(object[name])])
    }
    return Object.fromEntries(members) // also of a member that is named __proto__
  }
  return { value: copy(value), isWhole: left >= 0 }
}
