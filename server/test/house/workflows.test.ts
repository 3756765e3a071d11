// The workflows can't run here. What can be checked: they can be read, and the commands that they run exist.
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'
import { missingScripts } from './scripts.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Step {
  readonly uses?: string
  readonly run?: string
}
interface Job {
  readonly 'runs-on'?: string
  readonly 'timeout-minutes'?: number
  readonly strategy?: {
    readonly matrix?: {
      readonly node?: readonly number[]
      readonly include?: readonly { readonly name: string; readonly command: string }[]
    }
  }
  readonly steps?: readonly Step[]
}
interface Workflow {
  readonly name?: string
  readonly on?: object
  readonly permissions?: object
  readonly jobs?: Readonly<Record<string, Job>>
}

/** What a job runs, with the commands of its matrix in their place. */
function commandsOf({ strategy, steps = [] }: Job): readonly string[] {
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
  return commands.flatMap(command =>
    command === '${{ matrix.command }}' ? (strategy?.matrix?.include ?? []).map(each => each.command) : [command],
  )
}

/** What keeps a workflow from running as it says. */
function faultsOf(text: string): string[] {
  const { name, on, permissions, jobs } = parse(text) as Workflow
  const lacking = Object.entries({ name, on, permissions, jobs })
    .filter(([, value]) => value === undefined)
    .map(([key]) => `it has no ${key}`)
  return [
    ...lacking,
    ...Object.entries(jobs ?? {}).flatMap(([id, job]) => [
      ...(['runs-on', 'timeout-minutes', 'steps'] as const)
        .filter(key => job[key] === undefined)
        .map(key => `${id} has no ${key}`),
      ...(job.steps ?? [])
        .filter(({ uses, run }) => (uses === undefined) === (run === undefined))
        .map(() => `a step of ${id} neither uses nor runs anything, or both`),
      ...(job.steps ?? [])
        .filter(({ uses }) => uses !== undefined && !/^actions\/[\w-]+@v\d+$/.test(uses))
        .map(({ uses }) => `${id} uses ${uses}`),
      ...commandsOf(job)
        .flatMap(missingScripts)
        .map(script => `${id} runs ${script}, which is no script`),
      ...commandsOf(job)
        .flatMap(missingPrograms)
        .map(program => `${id} runs ${program}, which is no program`),
    ]),
  ]
}

/** Programs of this repository that a command begins with and that can't be run. */
function missingPrograms(command: string): string[] {
  const program = /^\.ci\/\S+/.exec(command)?.[0]
  if (program === undefined) return []
  try {
    accessSync(join(root, program), constants.X_OK)
    return []
  } catch {
    return [program]
  }
}

const workflows = readdirSync(join(root, '.github/workflows'))
const jobsOf = (workflow: string) => (parse(read(`.github/workflows/${workflow}`)) as Workflow).jobs!

describe('the workflows', () => {
  for (const workflow of workflows) {
    it(`${workflow} can be read, and what it runs is there`, () =>
      expect(faultsOf(read(`.github/workflows/${workflow}`))).to.deep.equal([]))
  }

  it('would notice what is wrong (the control)', () => {
    const altered = read('.github/workflows/ci.yml')
      .replace('npm run check', 'npm run chequered')
      .replace('.ci/pack-smoke', '.ci/pack-fire')
      .replace('timeout-minutes: 40', 'timeout: 40')
      .replace('actions/checkout@v4', 'actions/checkout@main')
    expect(faultsOf(altered)).to.have.members([
      'check uses actions/checkout@main',
      'check runs chequered, which is no script',
      'test has no timeout-minutes',
      'pack runs .ci/pack-fire, which is no program',
    ])
  })

  it('check and test on Node.js 20, 22 and 24, and install the packages', () => {
    const { check, test, pack } = jobsOf('ci.yml')
    expect(commandsOf(check!)).to.include('npm run check')
    expect([test!.strategy?.matrix?.node, pack!.strategy?.matrix?.node]).to.deep.equal([
      [20, 22, 24],
      [20, 22, 24],
    ])
    expect(commandsOf(test!)).to.include('.ci/run')
    expect(commandsOf(pack!)).to.include('.ci/pack-smoke')
  })

  it('verify every night what takes longer, with a seed where there is one', () => {
    const commands = commandsOf(jobsOf('nightly.yml')['verify']!).filter(command => /^(npm run|\.ci\/)/.test(command))
    expect(commands).to.have.length(7)
    for (const command of commands)
      if (!command.startsWith('npm run crash-points')) expect(command).to.include('--seed "$SEED"')
  })
})

describe('the packages', () => {
  for (const name of ['sdk', 'cli']) {
    it(`${name} says whose it is, what it is for and what has changed, and is built before it is packed`, () => {
      const manifest = JSON.parse(read(`${name}/package.json`)) as {
        version: string
        license: string
        keywords: string[]
        description: string
        files: string[]
        scripts: Record<string, string>
      }
      expect(manifest.license).to.equal('MIT')
      expect(read(`${name}/LICENSE`)).to.equal(read('LICENSE'))
      expect(manifest.keywords).to.include('evently')
      expect(manifest.files).to.include('CHANGELOG.md')
      expect(manifest.scripts['prepack']).to.match(/^tsc -b\b/)
      expect(read(`${name}/CHANGELOG.md`)).to.include(`\n## ${manifest.version}`)
    })
  }
})
