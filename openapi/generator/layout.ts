// How generated text is laid out: one thing a line, at most 120 columns where the text allows it.

export const columns = 120

/** Where a value is written: its line's indent, and the columns that its key has taken of it. */
interface Place {
  readonly indent: string
  readonly taken: number
}

interface LiteralStyle {
  /** How a string is written. */
  readonly text: (value: string, place: Place) => string
  readonly key: (name: string) => string
  /** After the last member of what stands over several lines. */
  readonly trailingComma: string
}

/** A value as JavaScript: what fits into a line stands in one, anything else has one member a line. */
export const asScript = (value: unknown) => literal(value, { indent: '', taken: 0 }, scriptStyle)

/** A value as JSON, laid out in the same way. */
export const asJson = (value: unknown) => `${literal(value, { indent: '', taken: 0 }, jsonStyle)}\n`

const jsonStyle: LiteralStyle = {
  text: value => JSON.stringify(value),
  key: name => JSON.stringify(name),
  trailingComma: '',
}

const scriptStyle: LiteralStyle = {
  text: longText,
  key: name => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)),
  trailingComma: ',',
}

function literal(value: unknown, place: Place, style: LiteralStyle): string {
  if (typeof value === 'string') return style.text(value, place)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)

  const oneLine = onOneLine(value, style)
  if (fits(oneLine, place)) return oneLine

  const indent = `${place.indent}  `
  const lines = Array.isArray(value)
    ? value.map(item => `${indent}${literal(item, { indent, taken: 0 }, style)}`)
    : membersOf(value).map(([name, member]) => {
        const key = `${style.key(name)}:`
        const text = literal(member, { indent, taken: key.length + 1 }, style)
        return `${indent}${key}${text.startsWith('\n') ? '' : ' '}${text}`
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${lines.join(',\n')}${style.trailingComma}\n${place.indent}${close}`
}

function onOneLine(value: unknown, style: LiteralStyle): string {
  if (typeof value === 'string') return style === jsonStyle ? JSON.stringify(value) : quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => onOneLine(item, style)).join(', ')}]`
  const members = membersOf(value).map(([name, member]) => `${style.key(name)}: ${onOneLine(member, style)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** With a comma behind it. */
const fits = (text: string, { indent, taken }: Place) => indent.length + taken + text.length < columns

const membersOf = (value: object) => Object.entries(value).filter(([, member]) => member !== undefined)

/** A string in single quotes; over the columns it becomes a sum of several, broken between words. */
function longText(value: string, place: Place): string {
  const whole = quoted(value)
  if (fits(whole, place) && !value.includes('\n')) return whole
  const indent = `${place.indent}  `
  const lines = value.split(/(?<=\n)/).flatMap(line => wrapped(line, columns - indent.length - 6, { keepSpaces: true }))
  return `\n${lines.map(line => `${indent}${quoted(line)}`).join(' +\n')}`
}

export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

/** Lines of at most `width` columns, broken between words. With `keepSpaces` the lines joined are the text again. */
export function wrapped(text: string, width: number, { keepSpaces = false } = {}): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<= )/)) {
    if (line !== '' && line.length + word.trimEnd().length > width) {
      lines.push(keepSpaces ? line : line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, keepSpaces ? line : line.trimEnd()]
}

/**
 * The lines of a description, those that belong together joined; items of a list and paragraphs stay apart. Tables
 * become lists: editors show them as one long line.
 */
export const paragraphsOf = (description: string): string[] =>
  description
    .trim()
    .replace(/(^\|.*\|$\n?)+/gm, listOf)
    .replace(/\n(?=[^\n\s*-])(?<!\n\n)/g, ' ')
    .split('\n')

/** The rows of a table, without their head: the first cell, and what the others say of it. */
function listOf(table: string): string {
  const rows = table.trim().split('\n').slice(2)
  const items = rows.map(row => {
    const [first, ...others] = row.split('|').slice(1, -1)
    return `- ${first!.trim()}: ${others.map(cell => cell.trim()).join('; ')}\n`
  })
  return items.join('')
}

/** A doc comment. */
export function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap(line => wrapped(line.replaceAll('*/', '*\\/'), columns - indent.length - 3))
  return `${indent}/**\n${safe.map(line => `${indent} *${line ? ` ${line}` : ''}`).join('\n')}\n${indent} */`
}

/** `import type { A, B } from './x.ts'`; nothing if there are no names. */
export function importType(names: readonly string[], from: string): string {
  if (names.length === 0) return ''
  const oneLine = `import type { ${names.join(', ')} } from '${from}'\n`
  if (oneLine.length <= columns) return oneLine
  return `import type {\n${names.map(name => `  ${name},\n`).join('')}} from '${from}'\n`
}
