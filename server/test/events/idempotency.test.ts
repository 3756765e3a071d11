// One effect per caller and Idempotency-Key, in one transaction with its answer.
import { expect } from 'chai'
import { answerOnce, forgetOldAnswers, type KeptAnswer } from '../../src/platform/postgres/idempotency.ts'
import { inTransaction } from '../../src/platform/postgres/sql.ts'
import { Problem } from '../../src/platform/problems.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

describe('an Idempotency-Key', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const once = (caller: string, fingerprint: string, work: () => Promise<KeptAnswer<unknown>>) =>
    inTransaction(
      databases.events,
      sql => sql,
      sql => answerOnce(sql, { caller, idempotency: { key: 'key', fingerprint } }, work),
    )
  const answer = (body: unknown) => async () => ({ status: 201, body })
  const codeOf = (error: unknown) => (error instanceof Problem ? error.code : error)

  it('repeats the answer and does the work once, per caller', async () => {
    expect(await once('one', 'f', answer({ n: 1 }))).to.deep.equal({ status: 201, body: { n: 1 }, replayed: false })
    expect(await once('one', 'f', answer({ n: 2 }))).to.deep.equal({ status: 201, body: { n: 1 }, replayed: true })
    expect(await once('two', 'f', answer({ n: 3 }))).to.deep.include({ body: { n: 3 }, replayed: false })
  })

  it('refuses another request', async () => {
    expect(await once('one', 'other', answer({})).catch(codeOf)).to.equal('idempotency_key_reused')
  })

  it('says at once that the first one is still running, and what it answered when it has ended', async () => {
    let finish = () => {}
    let started = () => {}
    const running = new Promise<void>(resolve => {
      started = resolve
    })
    const first = once('slow', 'f', async () => {
      started()
      await new Promise<void>(resolve => {
        finish = resolve
      })
      return { status: 201, body: 'done' }
    })
    await running
    const error = await once('slow', 'f', answer('twice')).catch((caught: unknown) => caught)
    expect(codeOf(error)).to.equal('idempotency_in_flight')
    expect((error as Problem).extra.retryAfterSeconds).to.equal(1)
    finish()
    await first
    expect(await once('slow', 'f', answer('twice'))).to.deep.include({ body: 'done', replayed: true })
  })

  it('is free again when the work has failed', async () => {
    const failure = new Error('no')
    expect(await once('failing', 'f', () => Promise.reject(failure)).catch((error: unknown) => error)).to.equal(failure)
    expect(await once('failing', 'other', answer('now'))).to.deep.include({ body: 'now', replayed: false })
  })

  it('is forgotten after 72 hours', async () => {
    const sql = databases.events.knex
    const age = (hours: number) =>
      sql('idempotency_keys')
        .where({ caller: 'one' })
        .update({ created_at: sql.raw('now() - make_interval(hours => ?)', [hours]) })
    const known = async () => (await sql('idempotency_keys').where({ caller: 'one' })).length
    await age(71)
    expect(await forgetOldAnswers(sql)).to.equal(false)
    expect(await known()).to.equal(1)
    await age(73)
    await forgetOldAnswers(sql)
    expect(await known()).to.equal(0)
  })
})
