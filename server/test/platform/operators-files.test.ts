// The rules and the dashboard that operators load: they ask for what the server says, by the labels that it has.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { parse } from 'yaml'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[]
}
interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[]
}
type Labels = ReadonlyMap<string, ReadonlySet<string>>

const file = (path: string) => readFile(new URL(`../../../../docs/${path}`, import.meta.url), 'utf8')
/** Prometheus adds these itself. */
const ofPrometheus = ['instance', 'job']
const helpers = ['redis', 'elasticsearch']

/** Metrics by name, each with the labels of its samples. */
function labelsOf(text: string): Labels {
  const labels = new Map<string, Set<string>>()
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm))
    labels.set(name, new Set(type === 'histogram' ? ['le'] : []))
  for (const [, name = '', list = ''] of text.matchAll(/^(\w+)\{([^}]*)\}/gm)) {
    const own = labels.get(name) ?? labels.get(baseOf(name))
    for (const [, label = ''] of list.matchAll(/(\w+)="/g)) own!.add(label)
  }
  return labels
}

const baseOf = (name: string) => name.replace(/_(?:bucket|count|sum)$/, '')

/** What an expression asks for that is not there. */
function unknownIn(expr: string, labels: Labels): string[] {
  const known = (name: string) => labels.get(name) ?? labels.get(baseOf(name))
  const asked = [...expr.matchAll(/\b((?:evently|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)]
  const named = asked.map(([, name = '']) => name)
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
  return [
    ...named.filter(name => !known(name)),
    ...asked.flatMap(([, name = '', list = '']) =>
      [...list.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)]
        .map(([, label = '']) => label)
        .filter(label => !ofPrometheus.includes(label) && !known(name)?.has(label))
        .map(label => `${name}{${label}}`),
    ),
    ...grouped
      .filter(label => !ofPrometheus.includes(label) && !named.some(name => known(name)?.has(label)))
      .map(label => `by (${label})`),
  ]
}

describe("the operators' files", () => {
  let server: TestServer
  let labels: Labels
  before(async () => {
    server = await startOneProcess()
    const { id } = await anEvent(server)
    expectStatus(await server.call('GET', `/events/${id}/availability`), 200)
    const { token } = await theAdmin(server)
    expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    const scrape = async () => labelsOf(expectStatus(await server.call('GET', '/metrics'), 200).text)
    labels = await eventually(scrape, seen => seen.get('evently_job_duration_seconds')?.has('outcome') ?? false, {
      withinMs: 10_000,
    })
    const metrics = createMetrics()
    for (const helper of helpers) metrics.watchHelper(helper, () => true)
    labels = new Map([...labelsOf(await metrics.registry.metrics()), ...labels])
  })
  after(() => server.close())

  it('alert on metrics and labels that there are', async () => {
    const { groups } = parse(await file('operating/alerts.yml')) as Rules
    const rules = groups.flatMap(group => group.rules)
    expect(rules.length).to.be.at.least(20)
    expect(new Set(rules.map(({ alert }) => alert)).size).to.equal(rules.length)
    expect(rules.flatMap(({ alert, expr }) => unknownIn(expr, labels).map(what => `${alert}: ${what}`))).to.deep.equal(
      [],
    )
  })

  it('draw metrics and labels that there are', async () => {
    const { panels } = JSON.parse(await file('operating/dashboard.json')) as Dashboard
    const drawn = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })))
    expect(drawn.length).to.be.at.least(20)
    expect(drawn.flatMap(({ title, expr }) => unknownIn(expr, labels).map(what => `${title}: ${what}`))).to.deep.equal(
      [],
    )
  })

  it('alert on everything that the page of operators calls worth an alert', async () => {
    const [, table = ''] = (await file('operating.md')).split('\n## Alerts\n')
    const worth = table.split('\n## ')[0]!.match(/evently_\w+/g)!
    const rules = await file('operating/alerts.yml')
    expect([...new Set(worth)].filter(name => !rules.includes(name))).to.deep.equal([])
  })

  it('would be refused if they asked for what is not there (the control)', () => {
    expect(unknownIn('sum by (shelf) (rate(evently_lane_full_total[5m]))', labels)).to.deep.equal(['by (shelf)'])
    expect(unknownIn('evently_lanes{event="x"} > 0', labels)).to.deep.equal(['evently_lanes{event}'])
    expect(unknownIn('evently_nothing_total > 0', labels)).to.deep.equal(['evently_nothing_total'])
  })
})
