// The flags that every command has, and those of every command that writes.
import { Flags } from '@oclif/core'
import type { Interfaces } from '@oclif/core'
import { operationOfCommand } from './contract.ts'
import { outputFormats } from './formats.ts'
import type { OutputFormat } from './formats.ts'
import { printForms } from './request-printing.ts'
import type { PrintForm } from './request-printing.ts'

export interface GlobalFlags {
  readonly 'output'?: OutputFormat
  readonly 'json'?: boolean
  readonly 'jq'?: string
  readonly 'fields'?: string
  readonly 'verbose'?: boolean
  readonly 'no-input'?: boolean
  readonly 'profile'?: string
  readonly 'base-url'?: string
  readonly 'language'?: string
  readonly 'api-key'?: string
  readonly 'api-key-stdin'?: boolean
  readonly 'dry-run'?: boolean
  readonly 'print'?: PrintForm
}

const helpGroup = 'GLOBAL'

export const globalFlags = {
  'output': Flags.option({
    char: 'o',
    summary: 'How to print what comes back; `id` prints ids alone. [default: table]',
    options: outputFormats,
    helpGroup,
    exclusive: ['json'],
  })(),
  'json': Flags.boolean({ summary: 'Short for --output json.', helpGroup }),
  'jq': Flags.string({
    summary: 'Print what this filter of jq makes of the JSON.',
    helpGroup,
    helpValue: '<filter>',
    exclusive: ['fields'],
  }),
  'fields': Flags.string({
    summary: 'Print these fields alone, by their names in JSON.',
    helpGroup,
    helpValue: 'id,venue.name',
  }),
  'verbose': Flags.boolean({
    char: 'v',
    summary: 'Say on stderr what was sent, and how it was answered.',
    helpGroup,
  }),
  'language': Flags.string({
    summary: 'The languages to show events in, the best first.',
    env: 'EVENTLY_LANGUAGE',
    helpGroup,
    helpValue: 'de,en',
  }),
  'no-input': Flags.boolean({ summary: 'Ask nothing, as where there is no terminal.', helpGroup }),
  'profile': Flags.string({
    summary: 'Server and account to use.',
    env: 'EVENTLY_PROFILE',
    helpGroup,
    helpValue: '<name>',
  }),
  'base-url': Flags.string({
    summary: 'Server to talk to.',
    env: 'EVENTLY_BASE_URL',
    helpGroup,
    helpValue: '<url>',
  }),
  'api-key': Flags.string({
    summary: 'API key to use instead of a session; better set the variable, others may see the flag.',
    env: 'EVENTLY_API_KEY',
    helpGroup,
    helpValue: '<key>',
    noCacheDefault: true,
  }),
  'api-key-stdin': Flags.boolean({ summary: 'Read the API key from stdin.', helpGroup }),
}

const writeFlags = {
  'dry-run': Flags.boolean({
    summary: 'Check and show what would be sent, and send nothing that changes anything.',
    exclusive: ['print'],
  }),
  'print': Flags.option({
    summary: 'Print the request for curl, or as a program on the SDK, and do not send it.',
    options: printForms,
  })(),
}

/** `writes`: what the command says of itself; else its operation decides. */
export function baseFlagsOf(commandId: string | undefined, writes?: boolean): Interfaces.FlagInput {
  return isWriting(commandId, writes) ? { ...globalFlags, ...writeFlags } : globalFlags
}

/** Whether --dry-run and --print keep its requests; a command of several writes may have a --dry-run of its own. */
export function isWriting(commandId: string | undefined, writes?: boolean): boolean {
  return writes ?? (operationOfCommand(commandId ?? '')?.method ?? 'GET') !== 'GET'
}
