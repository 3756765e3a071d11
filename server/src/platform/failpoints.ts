// Named steps: each is a span beneath the request it is done for, and a place where a test can let the server die,
// stop, fail or fall silent. Without a tracer and EVENTLY_FAILPOINTS they do nothing.
import { beneathSpan } from './observability/tracing.ts'

export interface StepNote {
  /** What has happened when the step begins, so that a crash before it leaves just that. */
  readonly before: string
  /** What a crash after it leaves. */
  readonly after: string
  /** Who goes on, and how. */
  readonly goesOn: string
  /** It asks somebody outside, whose answer can be lost. */
  readonly mayDrop?: true
}

export type Steps = Readonly<Record<string, StepNote>>
/** Does the step between its two failpoints. Each domain has one that takes its own steps alone. */
export type Step<Name extends string> = <Result>(name: Name, work: () => Promise<Result>) => Promise<Result>

/**
 * `kill`: SIGKILL, after its name is logged. `pause`: SIGSTOP until a SIGCONT. `error`: the step throws. `drop`: a
 * provider's answer never comes. `tell`: the name is written to standard error, so that a test learns which way a run
 * has taken.
 */
const actions = ['kill', 'pause', 'error', 'drop', 'tell'] as const
type Action = (typeof actions)[number]

export interface FailpointPlan {
  /** A step's name with `.before` or `.after`. */
  readonly name: string
  readonly action: Action
  /** Strikes at this hit only; undefined: at every one. */
  readonly hit: number | undefined
}

/**
 * What `some.step.after=kill@3,other.step.before=pause` asks for; a sentence about the first part that asks for
 * nothing.
 */
export function parsePlans(text: string, steps: Steps): readonly FailpointPlan[] | string {
  const plans: FailpointPlan[] = []
  for (const part of text.split(',').map(each => each.trim())) {
    const [, step, when, asked, hit] = /^([a-z.-]+)\.(before|after)=([a-z]+)(?:@([1-9]\d*))?$/.exec(part) ?? []
    const note = step !== undefined && Object.hasOwn(steps, step) ? steps[step] : undefined
    const action = actions.find(each => each === asked)
    if (!note || !action)
      return `"${part}" is no failpoint: it must read name=${actions.join('|')}, with @n for the n-th hit alone.`
    if (action === 'drop' && !(note.mayDrop && when === 'after'))
      return `"${part}" drops no answer: only a provider's can be dropped, after ${familiesOf(steps).join(' or ')}.`
    plans.push({ name: `${step}.${when}`, action, hit: hit === undefined ? undefined : Number(hit) })
  }
  return plans
}

/** What the names of steps begin with whose answers can be dropped, each with its dot. */
const familiesOf = (steps: Steps) => [
  ...new Set(
    Object.entries(steps)
      .filter(([, { mayDrop }]) => mayDrop)
      .map(([name]) => name.slice(0, name.indexOf('.') + 1)),
  ),
]

const noFacts = {}

let armed: Map<string, FailpointPlan & { hits: number }> | undefined

/** For the whole process; an empty list disarms all. */
export function armFailpoints(plans: readonly FailpointPlan[]) {
  armed = plans.length === 0 ? undefined : new Map(plans.map(plan => [plan.name, { ...plan, hits: 0 }]))
}

export const step: Step<string> = (name, work) => beneathSpan(name, noFacts, armed ? () => between(name, work) : work)

async function between<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  await failpoint(`${name}.before`)
  const result = await work()
  await failpoint(`${name}.after`)
  return result
}

/** Standard error, as a pipe or a file, is written before this returns. */
function tell(name: string) {
  process.stderr.write(`failpoint ${name}\n`)
}

async function failpoint(name: string): Promise<void> {
  const plan = armed?.get(name)
  if (!plan) return
  plan.hits++
  if (plan.hit !== undefined && plan.hits !== plan.hit) return
  switch (plan.action) {
    case 'kill':
      tell(name)
      process.kill(process.pid, 'SIGKILL')
      return
    case 'pause':
      process.kill(process.pid, 'SIGSTOP')
      return
    case 'error':
      throw new Error(`failpoint ${name}`)
    case 'tell':
      tell(name)
      return
    case 'drop':
      return new Promise(() => {})
  }
}
