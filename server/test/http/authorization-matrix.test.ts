// Every operation of both documents, asked by every kind of caller with a sound request on real things: each cell of
// authorization/matrix.txt.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { problemRegistry, type ProblemCode } from '../../src/contract/generated/problem-registry.ts'
import { isApart, startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { internalRequests } from './authorization/internal-requests.ts'
import { publicRequests } from './authorization/requests.ts'
import {
  callers,
  marks,
  matrixFile,
  matrixText,
  operationOf,
  ownership,
  readMatrix,
  rows,
} from './authorization/rules.ts'
import { makeWorld, type Attempt, type World } from './authorization/world.ts'

const text = await readFile(matrixFile, 'utf8')
const matrix = readMatrix(text)
const requests = { ...publicRequests, ...internalRequests }
const columns = Object.keys(callers)
const size = `${rows.length} rows × ${columns.length} callers = ${rows.length * columns.length} cells`

describe('the authorization matrix', () => {
  it('is what the contract and the rules make of it (else: npm run authorization-matrix)', () =>
    expect(text).to.equal(matrixText()))

  it('has a row for every operation of both documents, and whose the things are that it is about', () => {
    expect(new Set([...matrix.keys()].map(operationOf))).to.deep.equal(new Set(Object.keys(operationFacts)))
    expect(Object.keys(requests)).to.have.members([...matrix.keys()])
    const asking = Object.entries(operationFacts).filter(
      ([, { service, authentication }]) => !service && authentication !== 'none',
    )
    expect(new Set(Object.keys(ownership).map(operationOf))).to.deep.equal(new Set(asking.map(([id]) => id)))
  })

  it('has a row of cells as long as there are callers, and of each mark at least one', () => {
    for (const [row, cells] of matrix) expect(cells, row).to.have.length(columns.length)
    const written = new Set([...matrix.values()].flat())
    for (const code of Object.keys(marks)) expect(written).to.include(code)
  })

  it('names no refusal that the contract does not', () => {
    for (const [row, cells] of matrix) {
      const { problems } = operationFacts[operationOf(row)]
      // Who has no access can't be told so in the words of an operation for everybody.
      for (const cell of cells.filter(each => !/^\d+$/.test(each))) expect(problems, row).to.include(cell)
    }
  })

  describe(`is answered: ${size}`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await makeWorld(await startTestServer())
    })
    after(() => world.server.close()) // fails if an answer did not fit the contract

    for (const [row, expected] of matrix)
      it(row, async () => {
        const answered: string[] = []
        let attempt: Attempt | undefined
        const asked = isApart() ? oneForEachAnswer(expected) : columns
        for (const column of asked) {
          attempt ??= await requests[row]!({ ...world, column })
          const outcome = await outcomeOf(world, row, column, attempt)
          answered.push(outcome)
          // What was refused has changed nothing, and the same request is as sound for the next caller.
          if (/^\d+$/.test(outcome) || row === 'users.changePassword') attempt = undefined
        }
        const wanted = asked.map(column => expected[columns.indexOf(column)]!)
        expect(named(asked, answered)).to.deep.equal(named(asked, wanted))
      })

    it('would notice whoever is let in (the control)', async () => {
      const tokens = { ...world.tokens, organizer2: world.tokens['organizer'] }
      const row = 'inventory.getStats'
      const attempt = await requests[row]!({ ...world, column: 'organizer2' })
      const outcome = await outcomeOf({ ...world, tokens }, row, 'organizer2', attempt)
      expect(outcome).not.to.equal(matrix.get(row)![columns.indexOf('organizer2')])
    })
  })
})

const named = (asked: readonly string[], cells: readonly string[]) =>
  Object.fromEntries(asked.map((column, n) => [column, cells[n]]))

/** Who may do what is decided in one place, wherever that runs: over the services apart each answer is heard once. */
const oneForEachAnswer = (cells: readonly string[]) => columns.filter((_, n) => cells.indexOf(cells[n]!) === n)

/** The status of a success, or the code of the problem, whose status is checked too. */
async function outcomeOf({ server, tokens }: World, row: string, column: string, attempt: Attempt): Promise<string> {
  const { document, method, path } = operationFacts[operationOf(row)]
  const { params = {}, ...options } = attempt
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name]!)
  const token = tokens[column]
  if (path.endsWith('/stream')) return openStream(server, at, token)
  const call = document === 'internal' ? server.internal : server.call
  return outcomeIn(await call(method.toUpperCase(), at, { ...options, token: token as string }))
}

function outcomeIn({ status, body, text: said }: Pick<Answer, 'status' | 'body' | 'text'>): string {
  if (status < 300) return String(status)
  const code = body?.code as ProblemCode
  expect(problemRegistry[code]?.status, said.slice(0, 500)).to.equal(status)
  return code
}

/** A stream is open once its headers are there; it has no end to wait for. */
async function openStream({ url }: TestServer, path: string, token: string | undefined): Promise<string> {
  const stop = new AbortController()
  const answer = await fetch(`${url}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  if (answer.ok) {
    stop.abort()
    return String(answer.status)
  }
  const said = await answer.text()
  return outcomeIn({ status: answer.status, body: JSON.parse(said), text: said })
}
