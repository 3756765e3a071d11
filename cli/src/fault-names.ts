// Faults of a request by the names that were typed: flags and arguments instead of places in the body.

/** One fault, as a problem lists it. */
export interface RequestFault {
  readonly pointer: string
  readonly message: string
}

/** What a command was given by: the names of its flags, and of its arguments as the usage line has them. */
export interface TypedNames {
  readonly flags: readonly string[]
  readonly args: readonly string[]
}

/** `--price must be 0 or more, not -1`: a fault as the person who has typed the command can read it. */
export function faultText({ pointer, message }: RequestFault, typed: TypedNames): string {
  const { name, within } = typedName(pointer, typed)
  const words = message.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, word => flagOf([word], typed.flags) ?? word)
  if (name === undefined) return `The request ${words}`
  return within === '' ? `${name} ${words}` : `${name}: ${within} ${words}`
}

/** The flag or the argument that stands for a place, and what within it is meant; without either, the place itself. */
function typedName(pointer: string, { flags, args }: TypedNames): { name: string | undefined; within: string } {
  const [first = '', ...rest] = pointer.split('/').slice(1).map(unescaped)
  if (first === 'header') return { name: `the ${rest.join('/')} header`, within: '' }
  if (first === 'path') return { name: argOf(rest[0] ?? '', { flags, args }), within: '' }
  const parts = first === 'query' ? rest : [first, ...rest]
  const [list = '', index = '', ...inner] = parts
  if (/^\d+$/.test(index)) {
    const within = [`the ${ordinal(Number(index) + 1)}`, ...inner.map(part => kebab(part))].join(', ')
    return { name: flagOf([list.replace(/s$/, ''), list], flags) ?? list, within }
  }
  return { name: flagOf(candidates(parts), flags) ?? (parts.join('.') || undefined), within: '' }
}

/** `ticketTypeId` is the argument TICKET-TYPE, or a flag; a command with one argument means that. */
function argOf(name: string, { flags, args }: TypedNames): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]|id$/g, '')
  const found = args.find(arg => plain(arg) === plain(name))
  const other = found === undefined ? flagOf([name], flags) : undefined
  return (found ?? (args.length === 1 && other === undefined ? args[0] : undefined))?.toUpperCase() ?? other ?? name
}

/** `venue/name` may be `--venue-name`, `--name` or `--venue`. */
const candidates = (parts: readonly string[]) => [parts.join('-'), parts.at(-1) ?? '', parts[0] ?? '']

function flagOf(names: readonly string[], flags: readonly string[]): string | undefined {
  const spellings = names.map(kebab).flatMap(name => [name, name.replace(/-(id|minor)$/, ''), name.replace(/s$/, '')])
  const all = names.includes('q') ? [...spellings, 'query'] : spellings
  const found = all.find(name => flags.includes(name))
  return found === undefined ? undefined : `--${found}`
}

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')
const ordinal = (n: number) => `${n}${['st', 'nd', 'rd'][n - 1] ?? 'th'}`
