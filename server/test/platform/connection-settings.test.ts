// How many connections a process may have, and how they are divided.
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config/environment.ts'

const secrets = {
  EVENTLY_JWT_SECRET: 'j'.repeat(32),
  EVENTLY_INTERNAL_TOKEN: 'i'.repeat(32),
  EVENTLY_CURSOR_SECRET: 'c'.repeat(32),
  EVENTLY_TICKET_SECRET: 't'.repeat(32),
}
const elsewhere = {
  EVENTLY_EVENTS_URL: 'http://events:3001',
  EVENTLY_BOOKINGS_URL: 'http://bookings:3001',
}

describe('the connections of a process', () => {
  it('are divided between its databases, those first where most is done', () => {
    const connections = (env: Record<string, string>) => readConfig({ ...secrets, ...env }).databaseConnections
    const one = { DATABASE_URL: 'postgres://localhost/postgres' }
    expect(connections({})).to.deep.equal({ users: 18, events: 18, search: 18, bookings: 18 })
    expect(connections(one)).to.deep.equal({ users: 2, events: 3, search: 2, bookings: 2 })
    const eleven = { ...one, EVENTLY_DATABASE_CONNECTIONS: '11' }
    expect(connections(eleven)).to.deep.equal({ users: 3, events: 3, search: 2, bookings: 3 })
    const users = { ...one, ...elsewhere, EVENTLY_SERVICES: 'users' }
    expect(connections(users)).to.deep.equal({ users: 9 })
    expect(connections({ ...users, EVENTLY_DATABASE_CONNECTIONS: '2' })).to.deep.equal({ users: 2 })
    for (const [env, sentence] of [
      [one, /must be 8 or more, not 1: .* this one has 4 \(users, events, search, bookings\), and each needs 2/],
      [users, /must be 2 or more, not 1: .* this one has 1 \(users\), and each needs 2/],
    ] as const)
      expect(() => connections({ ...env, EVENTLY_DATABASE_CONNECTIONS: '1' })).to.throw(ConfigError, sentence)
    for (const value of ['0', '-1', '8.5', 'many', '1001'])
      expect(() => connections({ ...one, EVENTLY_DATABASE_CONNECTIONS: value })).to.throw(
        ConfigError,
        `EVENTLY_DATABASE_CONNECTIONS must be a whole number from 1 to 1000, not "${value}".`,
      )
  })

  it('are given out by the transaction only where a pooler can stand before PostgreSQL', () => {
    const pooled = { ...secrets, EVENTLY_DATABASE_POOLING: 'transaction' }
    expect(readConfig({ ...pooled, DATABASE_URL: 'postgres://localhost/postgres' }).databasePooling).to.equal(
      'transaction',
    )
    expect(() => readConfig(pooled)).to.throw(ConfigError, /for a PostgreSQL of yours behind a pooler/)
  })
})
