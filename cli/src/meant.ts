// What somebody may have meant by a command or a flag that there is none of.
import { Config, Errors } from '@oclif/core'
import { UsageError } from './failures.ts'
import { nearestOf } from './nearest.ts'
import { usageWords } from './usage-words.ts'

/** The error, or one that says what may have been meant. `root`: the folder of the package. */
export async function withWhatWasMeant(error: unknown, argv: readonly string[], root: string): Promise<unknown> {
  if (!(error instanceof Errors.CLIError)) return error
  const unknown = /^command (\S+) not found\.?$/i.exec(error.message)?.[1]
  if (unknown !== undefined) return unknownCommand(await commandNames(root), typedWords(argv))
  if (isOfUnknownFlags(error)) return unknownFlags(error)
  return error
}

/** `names`: those of commands, `events list`; topics follow from them. */
export function unknownCommand(names: readonly string[], typed: readonly string[]): UsageError {
  const whole = wholeCommand(names, typed)
  if (whole !== undefined) return tooManyWords(whole, typed)
  if (typed.length === 0)
    return new UsageError('The command comes first, and its flags after it: `evently events list --profile <name>`.')
  const all = [...new Set(names.flatMap(name => [name, ...topicsOf(name)]))]
  const meant = meantCommand(all, typed)
  const topic = topicsOf(typed.join(' ') + ' ').findLast(one => all.includes(one))
  const hint = meant
    ? ` Did you mean \`evently ${meant}\`?`
    : topic
      ? ` See what there is with \`evently ${topic} --help\`.`
      : ''
  // What follows the command may be anything, so as much of it is repeated as could be one.
  const longest = Math.max(...all.map(name => name.split(' ').length))
  return new UsageError(`There is no command \`evently ${typed.slice(0, longest).join(' ')}\`.${hint}`)
}

/** The command that was typed, where more words follow than it takes. */
const wholeCommand = (names: readonly string[], typed: readonly string[]) =>
  typed
    .map((_, n) => typed.slice(0, n).join(' '))
    .slice(1)
    .findLast(words => names.includes(words))

function tooManyWords(command: string, typed: readonly string[]): UsageError {
  const rest = typed.slice(command.split(' ').length)
  return new UsageError(`\`evently ${command}\` takes no argument, and here is ${rest.join(' ')}.`)
}

/** By its spelling, with as many words as the candidate has; or the right words in the wrong order. */
function meantCommand(names: readonly string[], typed: readonly string[]): string | undefined {
  const swapped = [typed[1], typed[0]].join(' ')
  if (names.includes(swapped)) return swapped
  for (const length of [3, 2, 1]) {
    if (typed.length < length) continue
    const near = names.filter(name => isNear(name.split(' '), typed.slice(0, length)))
    const meant = nearestOf(typed.slice(0, length).join(' '), near)
    // a topic as it is: only what follows it is wrong
    if (meant !== undefined) return near.includes(typed.slice(0, length).join(' ')) ? undefined : meant
  }
  return undefined
}

/** Word by word: a long topic that is right must not make up for a verb that is another. */
const isNear = (words: readonly string[], typed: readonly string[]) =>
  words.length === typed.length && words.every((word, n) => nearestOf(typed[n] ?? '', [word]) !== undefined)

type OfUnknownFlags = Errors.CLIError & {
  readonly flags: readonly string[]
  readonly parse: { readonly input: { readonly flags: Readonly<Record<string, unknown>> } }
}

const isOfUnknownFlags = (error: Errors.CLIError): error is OfUnknownFlags =>
  /^Nonexistent flags?:/.test(error.message) && 'flags' in error && 'parse' in error

function unknownFlags(error: OfUnknownFlags): UsageError {
  const known = Object.keys(error.parse.input.flags)
  const meant = error.flags.flatMap(flag => nearestOf(flag.replace(/^-*(?:no-)?|=.*$/g, ''), known) ?? [])
  const [says = ''] = usageWords(error.message).split('\n')
  return new UsageError(
    meant.length === 0 ? says : `${says} Did you mean ${meant.map(name => `--${name}`).join(', ')}?`,
  )
}

const topicsOf = (name: string) => {
  const words = name.split(' ')
  return words.slice(1).map((_, n) => words.slice(0, n + 1).join(' '))
}

/** As far as they may be a command: the rest are flags, ids and names. */
function typedWords(argv: readonly string[]): readonly string[] {
  const words = argv[0] === 'help' ? argv.slice(1) : argv
  const end = words.findIndex(word => word.startsWith('-'))
  return (end === -1 ? words : words.slice(0, end)).flatMap(word => word.split(':'))
}

async function commandNames(root: string): Promise<readonly string[]> {
  const config = await Config.load({ root, devPlugins: false, userPlugins: false })
  return config.commands.filter(({ hidden }) => !hidden).map(({ id }) => id.replaceAll(':', ' '))
}
