// The one place of the generator that knows openapi-typescript: a document becomes TypeScript types, without what
// nobody reads. Only server/src/contract/types.ts and sdk/src/core/{contract,problem}.ts know their layout.
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { asPlainObject, asUnion } from './combinations.ts'
import { columns, paragraphsOf, wrapped } from './layout.ts'
import { operationsOf, ownResponses, refName, resolveParameter } from './openapi.ts'
import type { OpenApiDocument, Operation, Response, Schema } from './openapi.ts'
import { isProblemSchema, type Problems } from './problems.ts'
import { markTimesSent, timeSent } from './times-sent.ts'

export interface TypesOptions {
  readonly problems: Problems
  /** What has a default is always there: so it is for a server that has validated, not for a client that asks. */
  readonly areDefaultsGiven: boolean
  /** Properties that exclude each other: a union that allows what the contract allows, or each of them optional. */
  readonly combinations: 'unions' | 'plain'
  /** How the times of query parameters and bodies may be given. */
  readonly timesSent: 'text' | 'text-or-date'
  /** Schemas to have types of besides the document's. */
  readonly schemas?: Readonly<Record<string, Schema>>
}

/** `components` (the named schemas) and `operations` (parameters, body and successes of each operation). */
export async function typesOf(document: OpenApiDocument, options: TypesOptions): Promise<string> {
  const slim = slimmed(document, options)
  const ast = await openapiTS(slim as unknown as Parameters<typeof openapiTS>[0], {
    defaultNonNullable: options.areDefaultsGiven,
    emptyObjectsUnknown: true,
    transform: schema =>
      'x-evently-absent' in schema ? undefinedType : timeSent in schema ? timeType(schema) : undefined,
  })
  const text = astToString(trimmed(ast))
  return laidOut(options.timesSent === 'text-or-date' ? withoutDescriptionTags(text) : text)
}

/** Editors show a comment's own words first; the words of a tag below, with the tag. */
const withoutDescriptionTags = (text: string) => text.replace(/^( *(?:\/\*\*|\*) )@description /gm, '$1')

const undefinedType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)

const timeType = ({ type }: object & { type?: unknown }) =>
  ts.factory.createUnionTypeNode([
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTypeReferenceNode('Date'),
    ...([type].flat().includes('null') ? [ts.factory.createLiteralTypeNode(ts.factory.createNull())] : []),
  ])

/** A copy of the document with only what becomes types. */
function slimmed(document: OpenApiDocument, options: TypesOptions): OpenApiDocument {
  const { problems, areDefaultsGiven, combinations, timesSent, schemas = {} } = options
  const { components, paths, ...rest } = structuredClone(document)
  const combined = combinations === 'unions' ? asUnion : asPlainObject
  const own = Object.entries(components.schemas)
    .filter(([name]) => !isProblemSchema(name, problems))
    .map(([name, schema]) => [name, combined(name, schema)] as const)
  const slim = { ...rest, paths, components: { schemas: { ...Object.fromEntries(own), ...structuredClone(schemas) } } }

  for (const { operation } of operationsOf(slim)) {
    const parameters = (operation.parameters ?? []).map(each => resolveParameter({ ...slim, components }, each))
    operation.parameters = structuredClone(parameters.filter(parameter => parameter.in !== 'header'))
    for (const parameter of operation.parameters) {
      if (areDefaultsGiven && 'schema' in parameter && parameter.schema.default !== undefined) parameter.required = true
    }
    operation.responses = successesOf(operation)
    Object.assign(operation, { summary: undefined, description: undefined, requestBody: bodyOf(operation) })
  }
  if (timesSent === 'text-or-date') {
    markTimesSent(slim)
    describeProperties(slim, slim.components.schemas)
  }
  joinParagraphs(slim)
  return JSON.parse(JSON.stringify(slim)) as OpenApiDocument // without what is undefined
}

const bodyOf = ({ requestBody }: Operation) =>
  requestBody && { required: requestBody.required, content: contentOf(requestBody) }

/** The answers that are no problems. */
function successesOf(operation: Operation): Record<string, Response> {
  const entries = ownResponses(operation).map(([status, response]) => [status, contentOf(response)] as const)
  const successes = entries.filter(([status, content]) => status.startsWith('2') || Object.keys(content).length > 0)
  return Object.fromEntries(successes.map(([status, content]) => [status, { description: '', content }]))
}

function contentOf({ content = {} }: Pick<Response, 'content'>) {
  const own = Object.entries(content).filter(([type]) => type !== 'application/problem+json')
  return Object.fromEntries(own.map(([type, { schema }]) => [type, { schema }]))
}

/** Of properties that mean the same wherever they are. */
const usualWords: Readonly<Record<string, string>> = {
  acceptFewer: 'Whether fewer seats than `quantity` may be offered.',
  amountMinor: "Money in the currency's minor unit (cents).",
  data: 'What is on this page.',
  hasMore: 'Whether there is another page.',
  items: 'How many seats of each ticket type.',
  quantity: 'How many seats.',
  ticketTypes: 'What is on sale, each kind with its price and its seats.',
  totalMinor: "The whole price, in the currency's minor unit (cents).",
  type: 'What it is.',
  types: 'The types of messages that are sent to it.',
}

/** An editor shows the words of a property, not those of its type: what has none of its own gets those. */
function describeProperties(node: object, schemas: Readonly<Record<string, Schema>>): void {
  const { properties = {} } = node as Schema
  for (const [name, schema] of Object.entries(properties)) {
    const named = schemas[refName(schema) ?? '']
    const idOf = named?.['x-evently-id-of']
    const description =
      schema.description ?? named?.description ?? (idOf && `The id of ${String(idOf)}.`) ?? usualWords[name]
    if (description) Object.assign(schema, { description })
  }
  for (const each of Object.values(node) as unknown[])
    if (typeof each === 'object' && each !== null) describeProperties(each, schemas)
}

/** So that descriptions are wrapped as whole paragraphs. */
function joinParagraphs(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (value !== null && typeof value === 'object') joinParagraphs(value as object)
    if (key !== 'description' || typeof value !== 'string') continue
    Object.assign(node, { description: paragraphsOf(value).join('\n') })
  }
}

const keptNames = ['components', 'operations']

/** Without the interfaces that nobody reads, and without members that can't be there or say nothing. */
function trimmed(ast: ts.Node[]): ts.Node[] {
  const kept = ast.filter(node => ts.isInterfaceDeclaration(node) && keptNames.includes(node.name.text))
  const { transformed } = ts.transform(kept, [
    context => root => {
      const visit = (node: ts.Node): ts.Node | undefined =>
        isEmptyMember(node) ? undefined : ts.visitEachChild(node, visit, context)
      return ts.visitEachChild(root, visit, context)
    },
  ])
  return transformed
}

/** `x?: never`, `x: never`, and the `headers` of answers, which the slim document does not describe. */
function isEmptyMember(node: ts.Node): boolean {
  if (!ts.isPropertySignature(node) || !node.type) return false
  if (node.type.kind === ts.SyntaxKind.NeverKeyword) return true
  if (!ts.isIdentifier(node.name) || node.name.text !== 'headers' || !ts.isTypeLiteralNode(node.type)) return false
  return node.type.members.every(member => ts.isIndexSignatureDeclaration(member))
}

/** TypeScript prints four spaces a level and unions and comments on one line, however long. */
function laidOut(text: string): string {
  return text
    .split('\n')
    .flatMap(line => {
      const narrow = line.replace(/^( {4})+/, spaces => ' '.repeat(spaces.length / 2))
      return narrow.length <= columns ? [narrow] : (wrappedComment(narrow) ?? wrappedUnion(narrow) ?? [narrow])
    })
    .join('\n')
}

function wrappedComment(line: string): string[] | undefined {
  const single = /^( *)\/\*\* (.*) \*\/$/.exec(line)
  if (single) {
    const [, indent = '', words = ''] = single
    const lines = wrapped(words, columns - indent.length - 3)
    return [`${indent}/**`, ...lines.map(each => `${indent} * ${each}`), `${indent} */`]
  }
  const [, start, words] = /^( *\* +)(.*)$/.exec(line) ?? []
  if (start === undefined || words === undefined) return undefined
  return wrapped(words, columns - start.length).map(each => `${start}${each}`)
}

function wrappedUnion(line: string): string[] | undefined {
  const [, indent, name, union, end] = /^( *)([^{}|]+:)( [^{}]+ \| [^{}]+)(;)$/.exec(line) ?? []
  if (indent === undefined || name === undefined || union === undefined || end === undefined) return undefined
  const members = union.trim().split(' | ')
  const lines = members.map(member => `${indent}  | ${member}`)
  return [`${indent}${name}`, ...lines.slice(0, -1), `${lines.at(-1)}${end}`]
}
