// What oclif says of a command line, in our words: flags by their names, what is wrong, and no value repeated that may
// be a secret. A test goes through every sentence, so that another version of oclif does not bring its own back.

import { nearestOf } from './nearest.ts'

/** Each sentence of oclif, and ours. */
const sentences: readonly (readonly [oclif: RegExp, ours: (...found: string[]) => string])[] = [
  [/^[Cc]ommand (.+) not found\.?$/, command => `There is no command \`evently ${spaced(command)}\`.`],
  [/^Nonexistent flags?: (.+)$/, flags => `There is no flag ${flags.split(', ').map(nameOfFlag).join(', ')} here.`],
  [/^Unexpected argument: (.+)$/, arg => `There is one argument too many: ${arg}.`],
  [/^Unexpected arguments: (.+)$/, args => `There are some arguments too many: ${args}.`],
  [/^Missing required flag (\S+)$/, flag => `--${flag} is needed.`],
  [/^Flag (--\S+) can only be specified once$/, flag => `${flag} may be given once.`],
  [/^Flag (--\S+) expects a value$/, flag => `${flag} needs a value.`],
  [/^Flag (--\S+) expects one of these values: (.+)$/, (flag, all) => `${flag} needs one of ${all}.`],
  [/^Expected (--[^\s=]+)=.* to be one of: (.+)$/, (flag, all) => `${flag} must be one of ${all}.`],
  [/^Expected (.*) to be one of: (.+)$/, (typed, all) => notOneOf(typed, all.split(', '))],
  [
    /^(--[^\s=]+)(?:=.*)? cannot also be provided when using (--\S+)$/,
    (one, other) => `${other} and ${one} exclude each other.`,
  ],
  [/^All of the following must be provided when using (--\S+): (.+)$/, (flag, all) => `${flag} needs ${all} too.`],
  [
    /^One of the following must be provided when using (--\S+): (.+)$/,
    (flag, all) => `${flag} needs one of ${all} too.`,
  ],
  [/^Exactly one of the following must be provided: (.+)$/, all => `One of ${all} is needed.`],
  [/^At least one of the following must be provided: (.+)$/, all => `At least one of ${all} is needed.`],
  [/^Only the following can be provided when using (--\S+): (.+)$/, (flag, all) => `${flag} goes only with ${all}.`],
]

/** What a number must be; the flag's name is on the line before. */
const numbers: readonly (readonly [oclif: RegExp, ours: (...found: string[]) => string])[] = [
  [/^Expected an integer but received: .*$/, () => 'must be a whole number.'],
  [/^Expected an integer greater than or equal to (\S+) but received: .*$/, min => `must be ${min} or more.`],
  [/^Expected an integer less than or equal to (\S+) but received: .*$/, max => `must be ${max} or less.`],
  [/^Expected a valid url but received: .*$/, () => 'must be a URL.'],
]

/** Of flags that take several values at once: none here does, each is given again. */
const adviceOnOrder = /^(Note|Alternatively,).*\b(flags?|arguments)\b/i

export function usageWords(message: string): string {
  const lines = message
    .replaceAll(/\u001b\[\d+m/g, '')
    .replace(/\n*See more help with --help/g, '')
    .split('\n')
    .map(line => line.trimEnd())
  const said: string[] = []
  let flag = ''
  let isOfArguments = false
  for (const line of lines) {
    const parsing = /^Parsing (--\S+)\s*$/.exec(line)
    if (parsing) flag = parsing[1] ?? ''
    else if (/^Missing \d+ required args?:$/.test(line)) isOfArguments = true
    else if (adviceOnOrder.test(line)) continue
    else if (isOfArguments) said.push(line.replace(/^(\S+)(?:\s+(.*))?$/, missingArgument))
    else if (!/^The following errors? occurred:$/.test(line)) said.push(wordsOf(line, flag))
  }
  return [...said.filter(Boolean), 'See more help with --help'].join('\n')
}

function wordsOf(line: string, flag: string): string {
  const text = line.trim()
  const number = told(text, numbers)
  if (number !== undefined) return `${flag || 'It'} ${number}`
  const sentence = told(text, sentences)
  if (sentence !== undefined) return sentence
  const own = flag === '' ? line : `${flag}: ${text}`
  return withoutValues(own)
}

function told(text: string, table: typeof sentences): string | undefined {
  for (const [pattern, words] of table) {
    const found = pattern.exec(text)
    if (found) return words(...found.slice(1))
  }
  return undefined
}

const missingArgument = (_: string, name: string, what = '') => `${name.toUpperCase()} is needed: ${what}`.trim()

const spaced = (id: string) => id.replaceAll(':', ' ')

/** A word that a command has a list of. */
function notOneOf(typed: string, all: readonly string[]): string {
  const meant = nearestOf(typed, all)
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  return `${JSON.stringify(typed)} is none of ${all.join(', ')}.${hint}`
}
const nameOfFlag = (text: string) => text.replace(/=.*$/, '')

/** A mistyped `--pasword=…` must not be repeated with what it was given. */
const withoutValues = (message: string) => message.replace(/(--?[A-Za-z][\w-]*)=\S*/g, '$1=…')
