// The problem documents of the contract, each code with what it carries.
import type { ProblemCode, problemRegistry } from '../generated/problems.ts'
import type { components } from '../generated/types.ts'

/** The problem document of a code; of several codes, their union. */
export type ProblemOf<Code extends ProblemCode> = { [Each in Code]: ProblemDocument<Each> }[Code]

/** Any problem document: a union that narrows by `code`. */
export type Problem = ProblemOf<ProblemCode>

type Schemas = components['schemas']
type Registry = typeof problemRegistry
type ProblemDocument<Code extends ProblemCode> = Omit<Schemas['ProblemMembers'], 'code' | 'status' | 'retryable'> & {
  code: Code
  status: Registry[Code]['status']
  retryable: Registry[Code]['retryable']
} & Pick<Schemas['ProblemExtras'], Registry[Code]['carries'][number]> &
  Required<Pick<Schemas['ProblemExtras'], Registry[Code]['always'][number]>>
