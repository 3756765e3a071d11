// docs/settings.md and config.ts: the same names, the same defaults, the same bounds.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config/environment.ts'

const page = await readFile(new URL('../../../../docs/settings.md', import.meta.url), 'utf8')

interface Row {
  readonly name: string
  readonly default: string | undefined
  readonly bounds: { readonly min: number; readonly max: number } | undefined
}

/** The rows of the page's tables: | `NAME` | `default` | allowed | what it does | */
function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (?:(\d+) to (\d+))?/gm)].map(
    ([, name, value, min, max]) => ({
      name: name!,
      default: value,
      bounds: min === undefined ? undefined : { min: Number(min), max: Number(max) },
    }),
  )
}

const stripe = { EVENTLY_PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x' }

/** Every name that the settings are read from, and those of our own that an unknown one is told. */
function namesOfConfig(): ReadonlySet<string> {
  const names = new Set<string>()
  const watched = (env: Readonly<Record<string, string>>) =>
    new Proxy(env, {
      get(target, name) {
        if (typeof name === 'string') names.add(name)
        return target[String(name)]
      },
    })
  const environments: Readonly<Record<string, string>>[] = [
    {},
    stripe,
    { EVENTLY_FAILPOINTS: 'lane.write.before=error' },
  ]
  for (const env of environments) readConfig(watched(env))
  for (const name of faultOf({ EVENTLY_NO_SUCH_SETTING: 'x' })!.split('It knows')[1]!.match(/\w+/g)!) names.add(name)
  return names
}

/** What is wrong with an environment; undefined: nothing. */
function faultOf(env: Readonly<Record<string, string>>): string | undefined {
  try {
    readConfig(env)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

/** What the page says otherwise than the code. */
function differences(text: string): string[] {
  const rows = rowsOf(text)
  const names = namesOfConfig()
  const documented = new Set(rows.map(({ name }) => name))
  const known = rows.filter(({ name }) => names.has(name))
  return [
    ...[...names].filter(name => !documented.has(name)).map(name => `${name} is not on the page`),
    ...[...documented].filter(name => !names.has(name)).map(name => `${name} is read by nobody`),
    ...known
      .filter(row => row.default !== undefined && !isDefault(row.name, row.default))
      .map(row => `${row.name} is not ${row.default} by default`),
    ...known.flatMap(({ name, bounds }) => (bounds ? boundsOff(name, bounds) : [])),
  ]
}

/** Setting it to its default changes nothing. */
function isDefault(name: string, value: string): boolean {
  return JSON.stringify(readConfig({ [name]: value })) === JSON.stringify(readConfig({}))
}

function boundsOff(name: string, { min, max }: { readonly min: number; readonly max: number }): string[] {
  const inside = [min, max]
    .filter(value => faultOf({ [name]: String(value) }) !== undefined)
    .map(value => `${name} may not be ${value}`)
  const outside = [min - 1, max + 1]
    .filter(value => faultOf({ [name]: String(value) }) === undefined)
    .map(value => `${name} may be ${value}`)
  return [...inside, ...outside]
}

describe('the page of settings', () => {
  it('has every setting that the server reads and no other, with their defaults and bounds', () => {
    expect(rowsOf(page).length).to.be.greaterThan(30)
    expect(differences(page)).to.deep.equal([])
  })

  it('would notice what is missing, invented or wrong (the control)', () => {
    const altered = page
      .replace('| `EVENTLY_HOST` |', '| `EVENTLY_GHOST` |')
      .replace('| `EVENTLY_HOLD_SECONDS` | `300` |', '| `EVENTLY_HOLD_SECONDS` | `301` |')
      .replace('| 1 to 12 seconds |', '| 1 to 13 seconds |')
    expect(differences(altered)).to.deep.equal([
      'EVENTLY_HOST is not on the page',
      'EVENTLY_GHOST is read by nobody',
      'EVENTLY_HOLD_SECONDS is not 301 by default',
      'EVENTLY_RECOVERY_SECONDS may not be 13',
    ])
  })
})
