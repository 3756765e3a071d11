// What every command has: the global flags, a client for the API, and its ways to show things.
import { Command } from '@oclif/core'
import type { Interfaces } from '@oclif/core'
import { operations } from '@evently/sdk'
import type { AnyPage, Evently, OperationId, OperationInput, ResultOf } from '@evently/sdk'
import { connect } from './connection.ts'
import type { Connection } from './connection.ts'
import { operationOfCommand } from './contract.ts'
import { notSignedIn, UsageError } from './failures.ts'
import type { TypedNames } from './fault-names.ts'
import { formatterFor } from './formats.ts'
import type { Formatter } from './formats.ts'
import { baseFlagsOf, globalFlags, isWriting } from './global-flags.ts'
import type { GlobalFlags } from './global-flags.ts'
import { readPages } from './lists.ts'
import type { ListFlags } from './lists.ts'
import { print, say } from './output.ts'
import { isSignedIn } from './profiles.ts'
import { askNobody } from './prompts.ts'
import { RequestRecorded } from './recording.ts'
import { apiKeyOf, mustReadStdinOnce, secretWarnings } from './secrets.ts'
import { beginWaiting, endWaiting } from './spinner.ts'
import { showColumns } from './table.ts'

type OutputFlags = Interfaces.OutputFlags<Interfaces.FlagInput>
type OutputArgs = Interfaces.OutputArgs<Interfaces.ArgInput>

/** How data is printed; `table` is for people, the others are for programs. */
export type OutputFormat = 'table' | 'json'

/** Turns data into the text that people read. */
export type View<Data> = (data: Data) => string

/** What is known of the command that was run last: the names it was given by, and the server it talks to. */
export interface RunningCommand extends TypedNames {
  readonly baseUrl?: string
}

let running: RunningCommand | undefined

/** Undefined: none has got so far. */
export const runningCommand = (): RunningCommand | undefined => running

export abstract class BaseCommand extends Command {
  static override baseFlags: Interfaces.FlagInput = globalFlags
  /** A command that stands for no operation says here whether it writes, and so can be tried with --dry-run. */
  static readonly writes: boolean | undefined = undefined
  /** Whether --profile may name one that there is none of yet. */
  static readonly makesProfile: boolean = false

  /** Whether a program reads what is printed: sentences for people are left out then. */
  protected json = false
  #connection: Connection | undefined
  #formatter: Formatter | undefined
  #flags: GlobalFlags = {}

  protected get evently(): Evently {
    return this.connection.evently
  }

  /** There once the command line is parsed. */
  protected get connection(): Connection {
    if (!this.#connection) throw new Error(`${this.id} has not parsed its command line.`)
    return this.#connection
  }

  /** Parses, connects, and stops those who are not signed in where the contract says they must be. */
  protected override async parse<Own extends OutputFlags, Base extends OutputFlags, Given extends OutputArgs>(
    options?: Interfaces.Input<Own, Base, Given>,
    argv?: string[],
  ): Promise<Interfaces.ParserOutput<Own, Base, Given>> {
    running = this.#named()
    const parsed = await super.parse(options, argv)
    for (const warning of secretWarnings(parsed.raw)) this.note(warning)
    mustReadStdinOnce(parsed.flags)
    if ((parsed.flags as GlobalFlags)['no-input']) askNobody()
    await this.#format(parsed.flags)
    if (this.isLocal) return parsed
    await this.#connect(parsed.flags)
    return parsed
  }

  #named(): TypedNames {
    return { flags: Object.keys(this.ctor.flags ?? {}), args: Object.keys(this.ctor.args ?? {}) }
  }

  async #format(flags: GlobalFlags & { readonly columns?: string }): Promise<void> {
    this.#flags = flags
    const format = flags.json ? 'json' : (flags.output ?? 'table')
    const { jq, fields, columns } = flags
    this.json = format !== 'table' || jq !== undefined || fields !== undefined
    if (columns !== undefined && this.json)
      throw new UsageError('--columns is for tables: --fields says which fields the other formats have.')
    if (fields !== undefined && format === 'id')
      throw new UsageError('--output id prints ids alone: leave --fields out.')
    showColumns(columns === undefined ? undefined : namesOf(columns, 'columns'))
    this.#formatter = await formatterFor({
      format,
      jq,
      fields: fields === undefined ? undefined : namesOf(fields, 'fields'),
    })
  }

  async #connect(flags: GlobalFlags): Promise<void> {
    const operation = operationOfCommand(this.id ?? '')
    const input = {
      // an empty variable of the environment is none
      profile: flags.profile || undefined,
      baseUrl: flags['base-url'] || undefined,
      language: flags.language || undefined,
      apiKey: await apiKeyOf(flags),
      anonymous: operation?.authentication === 'none',
      sessionOnly: operation?.authentication === 'required' && operation.scope === null,
      makesProfile: (this.ctor as typeof BaseCommand).makesProfile,
      recordingFor: this.#isRecording ? (operation?.id ?? ('any' as const)) : undefined,
      tell: flags.verbose ? (line: string) => this.note(line) : undefined,
    }
    this.#connection = await connect(input, this.config.version)
    running = { ...this.#named(), baseUrl: this.#connection.evently.baseUrl }
    if (operation?.authentication === 'required') this.mustBeSignedIn()
    beginWaiting()
  }

  /** Commands that only look at the profiles say so, and need no server. */
  protected get isLocal(): boolean {
    return false
  }

  /** Nothing that writes is sent, and so nobody needs to be signed in for it. */
  get #isRecording(): boolean {
    const isAsked = this.#flags['dry-run'] === true || this.#flags.print !== undefined
    return isAsked && isWriting(this.id, (this.ctor as typeof BaseCommand).writes)
  }

  protected mustBeSignedIn(): void {
    if (this.connection.credential !== undefined || this.#isRecording) return
    this.mustBelongHere()
    throw notSignedIn()
  }

  /** A session is only for the server it was begun at. */
  protected mustBelongHere(): void {
    const { profile, evently } = this.connection
    if (isSignedIn(profile) && profile.baseUrl !== evently.baseUrl) {
      const signIn = `evently auth login --profile <another> --base-url ${evently.baseUrl}`
      throw notSignedIn(
        `The session of this profile is for ${profile.baseUrl}. Sign in to ${evently.baseUrl} with \`${signIn}\`.`,
      )
    }
  }

  /** The data, on stdout. */
  protected show<Data>(data: Data, view: View<Data>): void {
    if (this.#formatter === undefined) return this.print(view(data))
    this.print(this.#formatter.whole(data))
    for (const remark of this.#formatter.remarks(data)) this.note(remark)
  }

  /** The data as it is now, and then the fault that it ended with, if it did. */
  protected showWithFault<Data>(data: Data, fault: Error | undefined, view: View<Data>): void {
    this.show(data, view)
    if (fault) throw fault
  }

  /** One of many that come one after the other: a line of its own, to be read as it comes. */
  protected showNext<Data>(data: Data, view: View<Data>): void {
    this.print(this.#formatter === undefined ? view(data) : this.#formatter.next(data))
  }

  /** For what leaves nothing to show: a sentence on stderr, or the facts for programs on stdout. */
  protected done(sentence: string, facts: object): void {
    if (this.#formatter === undefined) this.note(sentence)
    else this.print(this.#formatter.whole(facts))
  }

  /** A list that is whole. */
  protected showAll<Data extends { readonly data: readonly unknown[] }>(list: Data, view: View<Data>): void {
    this.show(list, view)
    if (!this.json && list.data.length === 0) this.note('Nothing found.')
  }

  /** A list as far as it was asked for. */
  protected async showList<Id extends OperationId>(
    id: Id,
    input: OperationInput,
    flags: ListFlags,
    view: View<ResultOf<Id> & AnyPage>,
  ): Promise<ResultOf<Id> & AnyPage> {
    const fetchPage = async (query: OperationInput['query']) =>
      (await this.evently.request(id, { ...input, query: { ...input.query, ...query } })) as ResultOf<Id> & AnyPage
    const page = await readPages(fetchPage, flags, operations[id].paginated || undefined)
    this.showAll(page, view)
    if (!this.json && page.data.length > 0 && page.hasMore) this.note('There is more: see it with --limit or --all.')
    return page
  }

  protected print(text: string): void {
    print(text.endsWith('\n') || text === '' ? text : text + '\n')
  }

  /** What is useful next, for people. */
  protected suggest(steps: readonly string[]): void {
    if (!this.json) for (const step of steps) this.note(step)
  }

  protected note(text: string): void {
    say(text)
  }

  /** main.ts turns every failure into words; oclif's own way would print flags and lose exit codes. */
  protected override async catch(error: Error): Promise<void> {
    if (!(error instanceof RequestRecorded)) throw error
    const { showRecorded } = await import('./recorded-request.ts')
    const { notes, ...shown } = await showRecorded(error.request, this.#flags.print)
    if ('text' in shown) this.print(shown.text)
    else this.show(shown.facts, () => shown.view)
    for (const note of notes) this.note(note)
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    endWaiting()
    await super.finally(error)
    await this.#connection?.close()
  }
}

// oclif tells each class its id before it asks for its flags, and copies what the class has of its own.
Object.defineProperty(BaseCommand, 'id', {
  get: () => undefined,
  set(this: typeof BaseCommand, id: string) {
    Object.defineProperty(this, 'id', { value: id, enumerable: true, writable: true })
    this.baseFlags = baseFlagsOf(id, this.writes)
  },
})

function namesOf(text: string, flag: string): readonly string[] {
  const names = text.split(',').map(name => name.trim())
  if (names.some(name => name === '')) throw new UsageError(`--${flag} wants names with commas between them.`)
  return names
}
