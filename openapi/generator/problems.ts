// The registry of problem codes (problems.yaml), and the schemas and answers that documents have for them.
import type { Entry, Header, Reference, Response, Schema } from './openapi.ts'
import { readYaml } from './source.ts'

export interface ProblemEntry {
  readonly status: number
  readonly title: string
  readonly description: string
  /** Why somebody gets it, and how to mend it. */
  readonly cause: string
  readonly fix: string
  readonly retryable: boolean
  /** The condition under which an operation may answer with it without listing it. */
  readonly when?: string
  /** Answered before an operation is known, so that no operation lists it. */
  readonly global: boolean
  /** Answered by so many operations that the SDK's methods don't name it. */
  readonly usual: boolean
  /** The members it carries beyond those of every problem. */
  readonly with: readonly string[]
  /** Those of them that are always there. */
  readonly always: readonly string[]
}
export type Problems = Readonly<Record<string, ProblemEntry>>

export async function readProblems(): Promise<Problems> {
  const registry = await readYaml<Record<string, Partial<ProblemEntry>>>('problems.yaml')
  const entries = Object.entries(registry).map(([code, entry]) => {
    for (const member of ['status', 'title', 'description', 'cause', 'fix'] as const)
      if (!entry[member]) throw new Error(`problems.yaml: ${code} has no ${member}`)
    const others = entry.always?.filter(name => !entry.with?.includes(name)) ?? []
    if (others.length > 0)
      throw new Error(`problems.yaml: ${code} always carries ${others.join()}, which is not in with`)
    return [code, { retryable: false, global: false, usual: false, with: [], always: [], ...entry } as ProblemEntry]
  })
  return Object.fromEntries(entries) as Problems
}

/** Those that one of these operations may answer with: the others belong to operations that are not built. */
export function answeredProblems(problems: Problems, operations: readonly Entry[]): Problems {
  const listed = new Set(operations.flatMap(({ operation }) => operation['x-evently-problems'] ?? []))
  const isAnswered = ([code, { when, global }]: [string, ProblemEntry]) =>
    global || when !== undefined || listed.has(code)
  return Object.fromEntries(Object.entries(problems).filter(isAnswered))
}

/** The members of all problems, and those that only some carry. */
export interface ProblemSchemas {
  readonly ProblemMembers: Schema
  readonly ProblemExtras: Schema
}
export const readProblemSchemas = () => readYaml<ProblemSchemas>('schemas/problems.yaml')

export const problemSchemaName = (code: string) => `${pascalCase(code)}Problem`

function pascalCase(text: string): string {
  return text
    .split('_')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** A schema for each code, by its name. */
export function problemSchemas(problems: Problems, schemas: ProblemSchemas): Record<string, Schema> {
  const { ProblemMembers, ProblemExtras } = schemas
  const members = ProblemMembers.properties!
  return Object.fromEntries(
    Object.entries(problems).map(([code, problem]) => {
      const extras = problem.with.map(name => {
        const schema = ProblemExtras.properties![name]
        if (!schema) throw new Error(`${code} carries "${name}", which schemas/problems.yaml does not describe`)
        return [name, schema] as const
      })
      const properties: Record<string, Schema> = {
        ...members,
        status: { ...members['status'], const: problem.status },
        code: { ...members['code'], const: code },
        retryable: { ...members['retryable'], const: problem.retryable },
        ...Object.fromEntries(extras),
      }
      const schema = {
        type: 'object',
        description: problem.description,
        required: [...(ProblemMembers.required ?? []), ...problem.always],
        properties,
      }
      return [problemSchemaName(code), schema]
    }),
  )
}

type Headers = Record<string, Header | Reference>

/** The answer that stands for all codes of one status. */
export function problemResponse(codes: readonly string[], problems: Problems, headers: Headers): Response {
  const refs = codes.map(code => ({ $ref: `#/components/schemas/${problemSchemaName(code)}` }))
  const mapping = Object.fromEntries(codes.map((code, n) => [code, refs[n]!.$ref]))
  const schema = refs.length === 1 ? refs[0]! : { oneOf: refs, discriminator: { propertyName: 'code', mapping } }
  return {
    description: codes.map(code => `\`${code}\`: ${problems[code]!.description}`).join('\n\n'),
    headers,
    content: { 'application/problem+json': { schema } },
  }
}

/** Whether a schema is a problem's. */
export function isProblemSchema(name: string, problems: Problems): boolean {
  return Object.keys(problems).some(code => problemSchemaName(code) === name)
}
