// What every command has: the global flags, a client for the API, and its ways to show things.
import { Command, Flags } from '@oclif/core'
import type { Interfaces } from '@oclif/core'
import { operations } from '@evently/sdk'
import type { AnyPage, Evently, OperationId, OperationInput, ResultOf } from '@evently/sdk'
import { connect } from './connection.ts'
import type { Connection } from './connection.ts'
import { operationOfCommand } from './contract.ts'
import { notSignedIn } from './failures.ts'
import type { TypedNames } from './fault-names.ts'
import { readPages } from './lists.ts'
import type { ListFlags } from './lists.ts'
import { print, say } from './output.ts'
import { askNobody } from './prompts.ts'
import { beginWaiting, endWaiting } from './spinner.ts'

type OutputFlags = Interfaces.OutputFlags<Interfaces.FlagInput>
interface GlobalFlags {
  readonly output?: OutputFormat
  readonly json?: boolean
  readonly 'no-input'?: boolean
  readonly profile?: string
  readonly 'base-url'?: string
  readonly 'api-key'?: string
}
type OutputArgs = Interfaces.OutputArgs<Interfaces.ArgInput>

/** How data is printed; `table` is for people, the others are for programs. */
export type OutputFormat = 'table' | 'json'

/** Turns data into the text that people read. */
export type View<Data> = (data: Data) => string

let running: TypedNames | undefined

/** What the command that was run last was given by; undefined: none has got so far. */
export const typedNames = (): TypedNames | undefined => running

export abstract class BaseCommand extends Command {
  static override baseFlags = {
    output: Flags.option({
      char: 'o',
      summary: 'How to print what comes back. [default: table]',
      options: ['table', 'json'] as const,
      helpGroup: 'GLOBAL',
      exclusive: ['json'],
    })(),
    json: Flags.boolean({ summary: 'Short for --output json.', helpGroup: 'GLOBAL' }),
    'no-input': Flags.boolean({ summary: 'Ask nothing, as where there is no terminal.', helpGroup: 'GLOBAL' }),
    profile: Flags.string({
      summary: 'Server and account to use.',
      env: 'EVENTLY_PROFILE',
      helpGroup: 'GLOBAL',
      helpValue: '<name>',
    }),
    'base-url': Flags.string({
      summary: 'Server to talk to.',
      env: 'EVENTLY_BASE_URL',
      helpGroup: 'GLOBAL',
      helpValue: '<url>',
    }),
    'api-key': Flags.string({
      summary: 'API key to use instead of a session.',
      env: 'EVENTLY_API_KEY',
      helpGroup: 'GLOBAL',
      helpValue: '<key>',
      noCacheDefault: true,
    }),
  }

  /** Whether a program reads what is printed: sentences for people are left out then. */
  protected json = false
  #connection: Connection | undefined

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
    const parsed = await super.parse(options, argv)
    const flags = parsed.flags as GlobalFlags
    this.json = flags.json === true || (flags.output ?? 'table') !== 'table'
    if (flags['no-input']) askNobody()
    running = { flags: Object.keys(this.ctor.flags ?? {}), args: Object.keys(this.ctor.args ?? {}) }
    if (this.isLocal) return parsed
    const operation = operationOfCommand(this.id ?? '')
    const input = {
      // an empty variable of the environment is none
      profile: flags.profile || undefined,
      baseUrl: flags['base-url'] || undefined,
      apiKey: flags['api-key'] || undefined,
      anonymous: operation?.authentication === 'none',
      sessionOnly: operation?.authentication === 'required' && operation.scope === null,
    }
    this.#connection = await connect(input, this.config.version)
    if (operation?.authentication === 'required') this.mustBeSignedIn()
    beginWaiting()
    return parsed
  }

  /** Commands that only look at the profiles say so, and need no server. */
  protected get isLocal(): boolean {
    return false
  }

  protected mustBeSignedIn(): void {
    if (this.connection.credential !== undefined) return
    this.mustBelongHere()
    throw notSignedIn()
  }

  /** A session is only for the server it was begun at. */
  protected mustBelongHere(): void {
    const { profile, evently } = this.connection
    if (profile?.session && profile.baseUrl !== evently.baseUrl) {
      const signIn = `evently auth login --profile <another> --base-url ${evently.baseUrl}`
      throw notSignedIn(
        `The session of this profile is for ${profile.baseUrl}. Sign in to ${evently.baseUrl} with \`${signIn}\`.`,
      )
    }
  }

  /** The data, on stdout. */
  protected show<Data>(data: Data, view: View<Data>): void {
    this.print(this.json ? JSON.stringify(data, null, 2) : view(data))
  }

  /** For what leaves nothing to show: a sentence on stderr, or the facts as JSON on stdout. */
  protected done(sentence: string, facts: object): void {
    if (this.json) this.print(JSON.stringify(facts, null, 2))
    else this.note(sentence)
  }

  /** A list as far as it was asked for. */
  protected async showList<Id extends OperationId>(
    id: Id,
    input: OperationInput,
    flags: ListFlags,
    view: View<ResultOf<Id> & AnyPage>,
  ): Promise<void> {
    const fetchPage = async (query: OperationInput['query']) =>
      (await this.evently.request(id, { ...input, query: { ...input.query, ...query } })) as ResultOf<Id> & AnyPage
    const page = await readPages(fetchPage, flags, operations[id].paginated || undefined)
    this.show(page, view)
    if (this.json) return
    if (page.data.length === 0) this.note('Nothing found.')
    else if (page.hasMore) this.note('There is more: see it with --limit or --all.')
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
    throw error
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    endWaiting()
    await super.finally(error)
    await this.#connection?.evently.close()
  }
}
