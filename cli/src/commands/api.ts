// `evently api`: any operation of the API, by its id or by method and path
import { Args, Flags } from '@oclif/core'
import type { AnyPage, Method, OperationId, QueryInput } from '@evently/sdk'
import { operations } from '@evently/sdk'
import { bodyOf, inputOf, parametersOf } from '../api-fields.ts'
import type { Field } from '../api-fields.ts'
import { BaseCommand } from '../base-command.ts'
import { UsageError } from '../failures.ts'
import { readJson } from '../input.ts'
import { readPages } from '../lists.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export default class Api extends BaseCommand {
  static override summary = 'Call the API and print the JSON it answers with'
  static override description = [
    'Name an operation by its id, or a method and a path. Fields fill the parameters of the operation, typed by the ' +
      'contract; the rest of them become the body, where true, false, null, numbers and JSON are taken as such.',
    "Put names in brackets for what lies deeper: 'venue[city]=Hamburg', 'items[][quantity]=2'. With a method and a " +
      'path, fields are the query of a GET or DELETE and the body of everything else.',
  ].join('\n')
  static override examples = [
    '<%= config.bin %> api events.list -f limit=3 -f available=true',
    '<%= config.bin %> api bookings.reserve -f eventId=evt_… -f quantity=2',
    '<%= config.bin %> api events.update -f eventId=evt_… --if-match 3 --input changes.json',
    '<%= config.bin %> api GET /api/v1/events --paginate',
  ]

  static override writes = true

  static override args = {
    operation: Args.string({ required: true, description: 'Operation id, or method.', ignoreStdin: true }),
    path: Args.string({ description: 'Path from the base URL on, after a method.', ignoreStdin: true }),
  }

  static override flags = {
    field: Flags.string({
      char: 'f',
      summary: 'A field, typed; may be repeated.',
      helpValue: '<key>=<value>',
      multiple: true,
      default: [],
    }),
    'raw-field': Flags.string({
      char: 'r',
      summary: 'A field that is text whatever it looks like; may be repeated.',
      helpValue: '<key>=<value>',
      multiple: true,
      default: [],
    }),
    input: Flags.string({ summary: 'Take the body from a JSON file, or - for stdin.', helpValue: '<file>' }),
    paginate: Flags.boolean({ summary: 'Fetch all pages, and print them as one.' }),
    'if-match': Flags.string({ summary: 'Version that a change is meant for.', helpValue: '<version>' }),
    'idempotency-key': Flags.string({ summary: 'Makes it safe to call again: it is done once.', helpValue: '<key>' }),
  }

  override async run() {
    const { args, flags } = await this.parse(Api)
    const fields: Field[] = [
      ...flags.field.map(text => ({ text, isText: false })),
      ...flags['raw-field'].map(text => ({ text, isText: true })),
    ]
    const input = flags.input === undefined ? undefined : await readJson(flags.input)
    const options = { ifMatch: flags['if-match'], idempotencyKey: flags['idempotency-key'] }
    const call = methods.includes(args.operation.toUpperCase() as Method)
      ? this.rawCall(args.operation.toUpperCase() as Method, args.path, fields, input)
      : this.operationCall(args.operation, args.path, fields, input)
    const fetchPage = async (query: QueryInput) => (await call.send(query, options)) as AnyPage
    if (!flags.paginate) return this.printAnswer(await call.send({}, options))
    if (call.cursorName === undefined)
      throw new UsageError(`${args.operation} is not a list: there is nothing to --paginate.`)
    this.printAnswer(await readPages(fetchPage, { limit: 0, all: true }, call.cursorName))
  }

  /** A key that the contract knows is a parameter; everything else is the body. */
  private operationCall(id: string, path: string | undefined, fields: readonly Field[], input: unknown): Call {
    if (path !== undefined)
      throw new UsageError(`${id} has its own path: leave ${JSON.stringify(path)} out, or begin with a method.`)
    if (!isOperation(id))
      throw new UsageError(`${JSON.stringify(id)} is neither an operation nor a method.${nearest(id)}`)
    if (operations[id].authentication === 'required') this.mustBeSignedIn()
    const { path: parameters, query, body } = inputOf(id, fields, input)
    return {
      cursorName: operations[id].paginated || undefined,
      send: (more, options) =>
        this.evently.request(id, { path: parameters, query: { ...query, ...more }, body }, options),
    }
  }

  private rawCall(method: Method, path: string | undefined, fields: readonly Field[], input: unknown): Call {
    if (path === undefined) throw new UsageError(`A path is needed after ${method}, like /api/v1/events.`)
    const [pathname = path, search] = path.split('?', 2)
    const asQuery = method === 'GET' || method === 'DELETE' || input !== undefined
    const query: QueryInput = { ...parametersOf(search), ...(asQuery ? parametersOf(undefined, fields) : {}) }
    const body = input ?? (asQuery || fields.length === 0 ? undefined : bodyOf(fields))
    return {
      cursorName: method === 'GET' ? 'cursor' : undefined,
      send: (more, options) =>
        this.evently.raw({ method, path: pathname, query: { ...query, ...more }, body }, options),
    }
  }

  /** JSON as JSON, what is text as it is, and nothing for nothing. */
  private printAnswer(answer: unknown): void {
    if (answer === undefined) return
    this.show(answer, data => (typeof data === 'string' ? data : JSON.stringify(data, null, 2)))
  }
}

interface Call {
  /** The query parameter for the next page, if it can have one. */
  readonly cursorName: string | undefined
  readonly send: (more: QueryInput, options: { ifMatch?: string; idempotencyKey?: string }) => PromiseLike<unknown>
}

const isOperation = (id: string): id is OperationId => Object.hasOwn(operations, id)

/** The operations of the same domain, for who only mistyped the verb. */
function nearest(id: string): string {
  const domain = id.split('.')[0]
  const known = Object.keys(operations).filter(one => one.startsWith(`${domain}.`))
  return known.length > 0 ? ` There are ${known.join(', ')}.` : ' Operations are named like events.list.'
}
