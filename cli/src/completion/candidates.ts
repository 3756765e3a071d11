// What can stand where on a command line, from the list of the commands: the same for every shell.
import type { Command } from '@oclif/core'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** A word that can stand there, and what it means. */
export interface Candidate {
  readonly word: string
  readonly means: string
}

/** After a topic or a command. */
export interface Place {
  /** `events list`; empty: right after `evently`. */
  readonly path: string
  readonly words: readonly Candidate[]
  readonly flags: readonly Candidate[]
  /** What an argument of a command may be, where the command says it. */
  readonly values: readonly string[]
  /** By `--flag` and `-f`: what may follow. */
  readonly flagValues: ReadonlyMap<string, readonly string[]>
  /** Flags that a file follows. */
  readonly fileFlags: readonly string[]
  /** Flags that something else follows: nothing can be said of it. */
  readonly textFlags: readonly string[]
}

export interface CommandList {
  readonly commands: readonly Command.Loadable[]
  readonly topics: readonly { readonly name: string; readonly description?: string | undefined }[]
}

/** Every place, the first one right after `evently`. */
export function placesOf({ commands, topics }: CommandList): readonly Place[] {
  const shown = commands.filter(({ hidden }) => !hidden)
  const byPath = new Map(shown.map(command => [pathOf(command.id), command]))
  const paths = new Set(['', ...[...byPath.keys()].flatMap(prefixesOf)])
  const means = new Map(topics.map(({ name, description }) => [pathOf(name), description ?? '']))
  return [...paths].sort().map(path => {
    const below = [...paths].filter(one => one !== '' && parentOf(one) === path).sort()
    const words = below.map(one => ({
      word: one.split(' ').at(-1) ?? '',
      means: firstLine(byPath.get(one)?.summary ?? means.get(one) ?? ''),
    }))
    return { path, words, ...optionsOf(byPath.get(path)) }
  })
}

function optionsOf(command: Command.Loadable | undefined): Omit<Place, 'path' | 'words'> {
  const flags = Object.values(command?.flags ?? {}).filter(({ hidden }) => !hidden)
  const spellings = ({ name, char }: Command.Flag.Cached) => [`--${name}`, ...(char ? [`-${char}`] : [])]
  const valued = flags.filter(({ type }) => type === 'option')
  const choices = (flag: Command.Flag.Cached) => (flag.type === 'option' ? (flag.options ?? []) : [])
  const isFile = (flag: Command.Flag.Cached) => flag.type === 'option' && /file/i.test(String(flag.helpValue ?? ''))
  const named = valued.filter(flag => choices(flag).length > 0)
  return {
    flags: [...flags.flatMap(flagWords), { word: '--help', means: 'Show what it does.' }],
    values: Object.values(command?.args ?? {})[0]?.options ?? [],
    flagValues: new Map(named.flatMap(flag => spellings(flag).map(one => [one, choices(flag)] as const))),
    fileFlags: valued.filter(isFile).flatMap(spellings),
    textFlags: valued.filter(flag => choices(flag).length === 0 && !isFile(flag)).flatMap(spellings),
  }
}

function flagWords(flag: Command.Flag.Cached): readonly Candidate[] {
  const means = firstLine(flag.summary ?? flag.description ?? '')
  const no = flag.type === 'boolean' && flag.allowNo ? [{ word: `--no-${flag.name}`, means }] : []
  return [{ word: `--${flag.name}`, means }, ...no]
}

const pathOf = (id: string) => id.replaceAll(':', ' ')
const parentOf = (path: string) => path.split(' ').slice(0, -1).join(' ')
const prefixesOf = (path: string) => path.split(' ').map((_, n, words) => words.slice(0, n + 1).join(' '))
const firstLine = (text: string) => (text.split('\n')[0] ?? '').trim()
