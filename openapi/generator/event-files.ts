// The JSON Schema of the files that `evently apply` reads: the bodies of the operations that make or replace by an
// external id, with prices in decimals, times as on the wall, and a venue by either of its ids. JSON Schema draft 7 and
// `errorMessage`, which is what editors know.
import type { Codes } from './codes.ts'
import { asScript } from './layout.ts'
import { parametersOf, resolveSchema, type OpenApiDocument, type Schema } from './openapi.ts'

/** The sections of a file, and the operation that writes what stands in each. */
const sections = {
  venues: { path: '/api/v1/admin/venues/by-external-id/{externalId}', words: 'Places where events happen.' },
  events: { path: '/api/v1/admin/events/by-external-id/{externalId}', words: 'What people attend.' },
  webhookEndpoints: {
    path: '/api/v1/webhook-endpoints/by-external-id/{externalId}',
    words: 'URLs of yours that messages are sent to.',
  },
} as const

/** What stands within the entries of a section, and the operation that makes one. */
const nested: Readonly<
  Record<string, { readonly name: string; readonly path: string; readonly words: string; readonly entry: string }>
> = {
  events: {
    name: 'promotions',
    path: '/api/v1/admin/events/{eventId}/promotions',
    words: 'All codes that are given out: one that is not among them is deleted. Left out, the codes stay as they are.',
    entry: 'A `discount` has either `percent` or `amount`; an `access` code has neither.',
  },
}
/** As many as an event may have. */
const nestedMax = 1_000

/** What makes a file's body differ from the operation's: nothing is known of what a file has no word for. */
const leftOut: ReadonlySet<string> = new Set(['venue'])
const renamed: Readonly<Record<string, { readonly name: string; readonly schema: Schema }>> = {
  venueId: {
    name: 'venue',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description:
        'The venue: its `externalId`, in these files or among your venues, or the id of any venue (`ven_…`).',
      examples: ['harbour-hall', 'ven_01jz3t5m8qf0vab9x2k4c7d6eh'],
    },
  },
  priceMinor: {
    name: 'price',
    schema: {
      type: ['string', 'number'],
      pattern: '^\\d{1,10}(\\.\\d{1,4})?$',
      minimum: 0,
      errorMessage: 'must be an amount in quotes, such as "45.00"',
      description: 'The price of a seat, in decimals of its currency. In quotes, so that nothing is lost of it.',
      examples: ['45.00'],
    },
  },
  amountMinor: {
    name: 'amount',
    schema: {
      type: ['string', 'number'],
      pattern: '^\\d{1,10}(\\.\\d{1,4})?$',
      minimum: 0,
      errorMessage: 'must be an amount in quotes, such as "5.00"',
      description: 'Of a discount: what is taken off each ticket, at most its price, in decimals of its currency.',
      examples: ['5.00'],
    },
  },
  ticketTypeIds: {
    name: 'ticketTypes',
    schema: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 100 },
      description:
        'The ticket types that it is for, by their names. Left out: all of them; of an access code all hidden ones.',
      examples: [['Crew']],
    },
  },
}

/** `2030-06-01T20:30`, with a zone or without; the words of the contract's own property go before. */
const wallTime = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\d([Tt ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?([Zz]|[+-]\\d\\d:\\d\\d)?)?$',
  errorMessage: 'must be a time such as 2030-06-01T20:30, or with its offset, 2030-06-01T20:30+02:00',
  examples: ['2030-06-01T20:30'],
} as const
const wallWords = 'As on the clocks of the zone, unless it has an offset.'

/** Texts that show, as patterns: server/src/contract/texts.ts says the same in better words. */
const shows = '(?=[\\s\\S]*[^\\p{Z}\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2800\\ufff9-\\ufffb])'
const turning = '\\u202a-\\u202e\\u2066-\\u2069'
const showing = {
  line: {
    type: 'string',
    pattern: `^${shows}[^\\p{Cc}\\u2028\\u2029${turning}]*$`,
    errorMessage: 'must be one line in which something shows, without line breaks, tabs and control characters',
  },
  lines: {
    type: 'string',
    pattern: `^${shows}([\\n\\r\\t]|[^\\p{Cc}${turning}])*$`,
    errorMessage: 'must be a text in which something shows, without control characters',
  },
}

/** `schema.ts` of the CLI's apply. */
export function eventFilesModule(document: OpenApiDocument, codes: Codes): string {
  return `import type { FileSchema } from '../file-schema.ts'

export const fileSchema: FileSchema = ${asScript(eventFilesSchema(document, codes))}
`
}

export function eventFilesSchema(document: OpenApiDocument, codes: Codes): Schema {
  return {
    '$schema': 'http://json-schema.org/draft-07/schema#',
    'title': 'Evently: venues, events and webhook endpoints',
    'description': 'What `evently apply` makes be so, by your own ids.',
    'type': 'object',
    'additionalProperties': false,
    'properties': Object.fromEntries(
      Object.entries(sections).map(([name, { path, words }]) => [
        name,
        { description: words, type: 'array', items: withNested(document, name, entrySchema(document, path)) },
      ]),
    ),
    'definitions': {
      ...showing,
      timezone: {
        type: 'string',
        enum: [...codes.timezones.names],
        errorMessage: 'must be an IANA time zone such as Europe/Berlin',
      },
      country: {
        type: 'string',
        enum: Object.keys(codes.countries.assigned),
        errorMessage: 'must be the two capital letters of a country (ISO 3166-1), such as DE',
      },
      currency: {
        type: 'string',
        enum: Object.keys(codes.currencies.current),
        errorMessage: 'must be the three capital letters of a currency (ISO 4217), such as EUR',
      },
    },
  }
}

/** The body of the operation, and the external id of its path. */
function entrySchema(document: OpenApiDocument, path: string): Schema {
  const item = document.paths[path]
  if (!item?.put?.requestBody) throw new Error(`${path} has no PUT with a body`)
  const parameter = parametersOf(document, { path, method: 'put', item, operation: item.put })[0]!
  const body = fileSchemaOf(document, item.put.requestBody.content['application/json']!.schema)
  return {
    ...body,
    description: entryWords,
    required: ['externalId', ...(body.required ?? [])],
    properties: { externalId: fileSchemaOf(document, parameter.schema), ...body.properties },
  }
}

function withNested(document: OpenApiDocument, section: string, entry: Schema): Schema {
  const within = nested[section]
  if (!within) return entry
  const body = document.paths[within.path]?.post?.requestBody
  if (!body) throw new Error(`${within.path} has no POST with a body`)
  const items = fileSchemaOf(document, body.content['application/json']!.schema)
  const list = {
    description: within.words,
    type: 'array',
    maxItems: nestedMax,
    items: { ...items, description: within.entry },
  }
  return { ...entry, properties: { ...entry.properties, [within.name]: list } }
}

const entryWords = 'What you leave out returns to its default.'

function fileSchemaOf(document: OpenApiDocument, schema: Schema): Schema {
  const { $ref, ...own } = schema
  const { description, ...whole } = { ...($ref === undefined ? {} : resolveSchema(document, { $ref })), ...own }
  if (whole['format'] === 'date-time') return { description: [description, wallWords].join(' '), ...wallTime }
  const shared = whole['x-evently-text'] ?? whole['x-evently-code']
  const says = whole['x-evently-says']
  return {
    ...(description !== undefined && { description }),
    ...keywordsOf(whole),
    ...(typeof shared === 'string'
      ? { pattern: undefined, allOf: [{ $ref: `#/definitions/${shared}` }] }
      : typeof says === 'string' && { errorMessage: says }),
    ...(whole.items && { items: fileSchemaOf(document, whole.items) }),
    ...(isSchema(whole['additionalProperties']) && {
      additionalProperties: fileSchemaOf(document, whole['additionalProperties']),
    }),
    ...(whole.properties && propertiesOf(document, whole)),
    ...combinationsOf(whole),
  }
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Those that mean the same in a file. */
const carried = [
  ...['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
  ...['maxProperties', 'propertyNames', 'additionalProperties', 'default', 'examples'],
]
const keywordsOf = (schema: Schema): Schema =>
  Object.fromEntries(carried.filter(name => name in schema).map(name => [name, schema[name]]))

function propertiesOf(document: OpenApiDocument, { properties = {}, required = [] }: Schema): Schema {
  const known = Object.entries(properties).filter(([name]) => !leftOut.has(name))
  return {
    additionalProperties: false,
    required: required.map(nameInFile),
    properties: Object.fromEntries(
      known.map(([name, each]) => [nameInFile(name), renamed[name]?.schema ?? fileSchemaOf(document, each)]),
    ),
  }
}

const nameInFile = (name: string) => renamed[name]?.name ?? name

/** The contract's own words for what excludes or needs another property, without those that a file hasn't got. */
function combinationsOf(schema: Schema): Schema {
  const namesIn = (word: string) => (schema[word] as readonly string[] | undefined)?.filter(name => !leftOut.has(name))
  const together = (namesIn('x-evently-all-or-none') ?? []).map(nameInFile)
  const apart = (namesIn('x-evently-at-most-one') ?? []).map(nameInFile)
  const needed = (namesIn('x-evently-exactly-one') ?? []).map(nameInFile)
  if (needed.length > 1) throw new Error(`a file can't say yet that it needs one of ${needed.join(', ')}`)
  return {
    ...(together.length > 0 && {
      dependencies: Object.fromEntries(together.map(name => [name, together.filter(other => other !== name)])),
    }),
    ...(apart.length > 0 && {
      not: { required: apart, errorMessage: `must have ${apart.join(' or ')}, not both` },
    }),
    ...(needed.length > 0 && {
      required: [...(schema.required ?? []).map(nameInFile), ...needed],
    }),
  }
}
