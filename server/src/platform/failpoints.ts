// Named places where a test can let the server die, stop, fail or fall silent; without EVENTLY_FAILPOINTS they do nothing.

import { failpointSteps, type FailpointStep } from './failpoint-steps.ts'

export { failpointSteps, type FailpointStep } from './failpoint-steps.ts'
export type Failpoint = `${FailpointStep}.${'before' | 'after'}`

export const failpoints: readonly Failpoint[] = failpointSteps.flatMap(step => [`${step}.before` as const, `${step}.after` as const])

/**
 * `kill`: SIGKILL, once its name is told. `pause`: SIGSTOP until a SIGCONT. `error`: the step throws. `drop`: a provider's answer never comes.
 * `tell`: the name is written to standard error, so that a test learns which way a run has taken.
 */
const actions = ['kill', 'pause', 'error', 'drop', 'tell'] as const
type Action = (typeof actions)[number]

export interface FailpointPlan {
  readonly name: Failpoint
  readonly action: Action
  /** Strikes at this hit only; undefined: at every one. */
  readonly hit: number | undefined
}

/** What `saga.authorize.after=kill@3,sandbox.capture.after=drop` asks for; a sentence about the first part that asks for nothing. */
export function parseFailpoints(text: string): readonly FailpointPlan[] | string {
  const plans: FailpointPlan[] = []
  for (const part of text.split(',').map(each => each.trim())) {
    const [, asked, wish, hit] = /^([a-z.-]+)=([a-z]+)(?:@([1-9]\d*))?$/.exec(part) ?? []
    const name = failpoints.find(each => each === asked)
    const action = actions.find(each => each === wish)
    if (!name || !action) return `"${part}" is no failpoint: it must read name=${actions.join('|')}, with @n for the n-th hit alone.`
    if (action === 'drop' && !/^(sandbox|stripe)\..+\.after$/.test(name)) return `"${part}" drops no answer: only a provider's can be dropped, after sandbox. or stripe.`
    plans.push({ name, action, hit: hit === undefined ? undefined : Number(hit) })
  }
  return plans
}

let armed: Map<Failpoint, FailpointPlan & { hits: number }> | undefined

/** For the whole process; an empty list disarms all. */
export function armFailpoints(plans: readonly FailpointPlan[]) {
  armed = plans.length === 0 ? undefined : new Map(plans.map(plan => [plan.name, { ...plan, hits: 0 }]))
}

/** Does the step between its two failpoints. */
export function step<Result>(name: FailpointStep, work: () => Promise<Result>): Promise<Result> {
  return armed ? between(name, work) : work()
}

async function between<Result>(name: FailpointStep, work: () => Promise<Result>): Promise<Result> {
  await failpoint(`${name}.before`)
  const result = await work()
  await failpoint(`${name}.after`)
  return result
}

/** Standard error, as a pipe or a file, is written before this returns. */
function tell(name: Failpoint) {
  process.stderr.write(`failpoint ${name}\n`)
}

async function failpoint(name: Failpoint): Promise<void> {
  const plan = armed?.get(name)
  if (!plan) return
  plan.hits++
  if (plan.hit !== undefined && plan.hits !== plan.hit) return
  switch (plan.action) {
    case 'kill': tell(name); process.kill(process.pid, 'SIGKILL'); return
    case 'pause': process.kill(process.pid, 'SIGSTOP'); return
    case 'error': throw new Error(`failpoint ${name}`)
    case 'tell': tell(name); return
    case 'drop': return new Promise(() => {})
  }
}
