// Parts of an answer: the fields that were asked for by name, and its items as rows of text.

/** `{ data }` of a list, a list itself, or the one thing there is. */
export function itemsOf(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data
  return isPage(data) ? data.data : [data]
}

const isPage = (data: unknown): data is { readonly data: readonly unknown[] } =>
  isRecord(data) && Array.isArray(data['data'])

/** Only these fields of each item; what surrounds a list's items stays. A name with dots goes deeper: `venue.name`. */
export function picked(data: unknown, names: readonly string[]): unknown {
  if (isPage(data)) return { ...data, data: data.data.map(item => pick(item, names)) }
  return Array.isArray(data) ? data.map(item => pick(item, names)) : pick(data, names)
}

function pick(item: unknown, names: readonly string[]): unknown {
  if (Array.isArray(item)) return item.map(one => pick(one, names))
  if (!isRecord(item)) return null
  const parts: Record<string, string[]> = {}
  for (const name of names) {
    const [first = '', ...rest] = name.split('.')
    ;(parts[first] ??= []).push(...(rest.length > 0 ? [rest.join('.')] : []))
  }
  return Object.fromEntries(
    Object.entries(parts).map(([name, inner]) => {
      const value = item[name] ?? null
      return [name, inner.length === 0 || value === null ? value : pick(value, inner)]
    }),
  )
}

/** Names that no item has, for who has mistyped one. */
export const unknownFields = (data: unknown, names: readonly string[]): readonly string[] =>
  names.filter(name => itemsOf(data).every(item => valuesAt(item, name.split('.')).length === 0))

function valuesAt(value: unknown, [first, ...rest]: readonly string[]): readonly unknown[] {
  if (first === undefined) return [value]
  if (Array.isArray(value)) return value.flatMap(one => valuesAt(one, [first, ...rest]))
  return isRecord(value) && Object.hasOwn(value, first) ? valuesAt(value[first], rest) : []
}

export type Row = Readonly<Record<string, string | number | boolean>>

/** Items as rows: a column for each field that is no object, by its name with dots; lists are one cell. */
export function rowsOf(items: readonly unknown[], names?: readonly string[]): { columns: string[]; rows: Row[] } {
  const rows = items.map(item => (names ? named(item, names) : flat(item)))
  const columns = names ? [...names] : [...new Set(rows.flatMap(row => Object.keys(row)))]
  return { columns, rows }
}

const named = (item: unknown, names: readonly string[]): Row =>
  Object.fromEntries(names.map(name => [name, cellOf(valuesAt(item, name.split('.')))]))

function flat(value: unknown, prefix = ''): Row {
  if (!isRecord(value)) return { [prefix || 'value']: cellOf([value]) }
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, inner]) => flat(inner, prefix === '' ? name : `${prefix}.${name}`)),
  ) as Row
}

function cellOf(values: readonly unknown[]): string | number | boolean {
  const [value] = values.length > 1 ? [values] : values
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value) && value.every(one => typeof one !== 'object')) return value.join(', ')
  return JSON.stringify(value)
}

/** What somebody would name an item by; undefined where it has no name of its own. */
export function idOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item
  if (!isRecord(item)) return undefined
  const own = ['id', 'accountId', 'reference', 'eventId', 'name'].map(name => item[name])
  const found = own.find(value => typeof value === 'string' && value !== '')
  return (found as string | undefined) ?? (isRecord(item['user']) ? idOf(item['user']) : undefined)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
