// Reserving with an API key beside reserving with a session, by the same accounts at the same server.
import { measureInTurns } from './in-turns.ts'
import type { ServerProcess } from './arena.ts'
import { cellOf, goalLine, type Cell, type Goal } from './report.ts'
import { endlessSeats, reservePath, type BenchOptions } from './reserve.ts'

const warmUpMs = 1_500
/** Each of them has to sign up; an event lets each hold 10,000 seats. */
const accountsCount = 64

interface Credentials {
  readonly session: string
  readonly key: string
}

export async function benchKeys({
  arena,
  countedMs,
  connections,
  rounds,
  say,
}: BenchOptions & { readonly rounds: number }) {
  const server = await arena.startServer('lane')
  const accounts: Credentials[] = []
  for (let n = 0; n < accountsCount; n++) accounts.push(await signUp(server, n))
  const cells: Cell[] = []
  const goals: Goal[] = []
  for (const count of connections) {
    const reserveBy = async (credential: keyof Credentials) => {
      const eventId = await arena.freshEvent(server, endlessSeats)
      return cellOf(
        `reserve by ${credential}`,
        { connections: count, status: 201 },
        await arena.load({
          urls: [server.url],
          path: reservePath,
          connections: count,
          requests: accounts.map(account => ({
            token: account[credential],
            body: JSON.stringify({ eventId, quantity: 1 }),
          })),
          warmUpMs,
          countedMs,
        }),
      )
    }
    const turns = await measureInTurns(
      () => reserveBy('key'),
      () => reserveBy('session'),
      { rounds, ratioOf: (key, session) => key.ratePerSecond / session.ratePerSecond, title: 'key / session', say },
    )
    cells.push(...turns.cells)
    goals.push({ what: `by key / by session at ${count}`, reached: turns.median, wanted: 0.95 })
  }
  say(`\n${goals.map(goalLine).join('\n')}`)
  return { cells, goals }
}

/** An account with a session and a key. */
async function signUp({ url }: ServerProcess, n: number): Promise<Credentials> {
  const post = async (path: string, body: object, token = '') => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`no account could be made: ${await answer.text()}`)
    return answer.json()
  }
  const account = { email: `buyer-${n}@example.com`, password: 'correct horse battery', name: `Buyer ${n}` }
  const { tokens } = (await post('/auth/register', account)) as { tokens: { accessToken: string } }
  const session = tokens.accessToken
  const { key } = (await post('/api-keys', { name: 'Bench', scopes: ['bookings:write'] }, session)) as { key: string }
  return { session, key }
}
