import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { expect } from 'chai'
import { pino } from 'pino'
import { createClient } from '../../src/domains/search/elasticsearch/client.ts'
import { inBatches } from '../../src/platform/batches.ts'
import { step } from '../../src/platform/failpoints.ts'
import {
  beneathSpan,
  currentSpan,
  inSpan,
  isTracing,
  useRegisteredTracer,
} from '../../src/platform/observability/tracing.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { problem } from '../../src/platform/problems.ts'
import { openRedis } from '../../src/platform/redis/redis.ts'
import { createEmptyDatabase } from '../support/databases.ts'
import { needsRedis, startRedis } from '../support/redis.ts'
import { eventually } from '../support/processes.ts'
import { idOf, parentOf, recordSpans, textOf, traceOf, type SpanRecorder } from '../support/spans.ts'

const log = pino({ level: 'silent' })

describe('without a registered tracer', () => {
  it('nothing is traced, whatever is registered later', async () => {
    await useRegisteredTracer('test')
    const recorder = recordSpans()
    try {
      expect(isTracing()).to.equal(false)
      expect(await inSpan('work', {}, async () => currentSpan())).to.equal(undefined)
      expect(recorder.spans()).to.deep.equal([])
    } finally {
      await recorder.close()
    }
  })

  it('a context manager and nothing else is no tracer', async () => {
    const { context } = await import('@opentelemetry/api')
    const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks')
    context.setGlobalContextManager(new AsyncLocalStorageContextManager())
    try {
      await useRegisteredTracer('test')
      expect(isTracing()).to.equal(false)
    } finally {
      context.disable()
    }
  })
})

describe('spans', () => {
  let recorder: SpanRecorder
  before(async () => {
    recorder = recordSpans()
    await useRegisteredTracer('1.2.3')
  })
  after(() => recorder.close())
  beforeEach(() => recorder.forget())

  const named = (name: string) => {
    const [span, ...more] = recorder.spans().filter(each => each.name === name)
    expect(more, name).to.deep.equal([])
    return span!
  }

  it('stand beneath each other as the work does, and say who made them', async () => {
    await inSpan('outer', { attributes: { size: 2 } }, () => inSpan('inner', { kind: 'client' }, async () => {}))
    expect(parentOf(named('inner'))).to.equal(idOf(named('outer')))
    expect(parentOf(named('outer'))).to.equal(undefined)
    expect(named('outer').attributes).to.deep.equal({ size: 2 })
    expect(named('inner').kind).to.equal(SpanKind.CLIENT)
    expect(named('outer').instrumentationScope).to.deep.include({ name: 'evently', version: '1.2.3' })
  })

  it('are not made beneath work that nobody records', async () => {
    await beneathSpan('alone', {}, async () => {})
    await step('a.step', async () => {})
    expect(recorder.spans()).to.deep.equal([])
  })

  it('are not made beneath a request that has been answered: what goes on then is nobody’s', async () => {
    let later = () => Promise.resolve()
    const gone = new Promise<void>(resolve => {
      void inSpan('request', {}, async () => {
        setImmediate(() => void later().then(resolve))
      })
    })
    later = async () => {
      await beneathSpan('beneath', {}, async () => {})
      await inSpan('own', {}, async () => {})
    }
    await gone
    expect(recorder.spans().map(({ name }) => name)).to.have.members(['request', 'own'])
    expect(traceOf(named('own'))).not.to.equal(traceOf(named('request')))
  })

  const failures: Record<string, { error: unknown; type: string; failed: boolean }> = {
    'a refusal': { error: problem('sold_out', 'to Ada Lovelace'), type: 'sold_out', failed: false },
    'a fault': { error: new TypeError('Ada Lovelace is undefined'), type: 'TypeError', failed: true },
    'a store that is away': { error: problem('service_unavailable'), type: 'service_unavailable', failed: true },
    'an error with a code': {
      error: Object.assign(new Error('ada@example.com is there'), { code: '23505' }),
      type: '23505',
      failed: true,
    },
    'what is no error': { error: 'Ada Lovelace', type: 'error', failed: true },
    'nothing at all': { error: undefined, type: 'error', failed: true },
  }
  for (const [what, { error, type, failed }] of Object.entries(failures))
    it(`tell of ${what} by its code, and quote nothing`, async () => {
      await inSpan('work', {}, () => Promise.reject(error)).catch(() => {})
      expect(named('work').attributes).to.deep.equal({ 'error.type': type })
      expect(named('work').status).to.deep.equal({ code: failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET })
      expect(textOf(recorder.spans())).not.to.match(/Ada|example/)
    })

  it('of a batch stand beneath its first caller, and lead to the others and back', async () => {
    const write = inBatches(async (items: readonly number[]) => step('a.step', async () => items), { name: 'notes' })
    await Promise.all([1, 2, 3].map(n => inSpan(`request ${n}`, {}, () => write(n))))
    const batch = named('batch notes')
    const requests = [1, 2, 3].map(n => named(`request ${n}`))
    expect(batch.attributes).to.deep.equal({ 'evently.batch.size': 3 })
    expect(parentOf(batch)).to.equal(idOf(requests[0]!))
    expect(batch.links.map(({ context }) => context.spanId)).to.deep.equal(requests.slice(1).map(idOf))
    for (const request of requests.slice(1))
      expect(request.links.map(({ context }) => context.spanId)).to.deep.equal([idOf(batch)])
    expect(parentOf(named('a.step'))).to.equal(idOf(batch))
  })

  it('of a later batch are not those of whoever has woken the queue up', async () => {
    let free = () => {}
    const held = new Promise<void>(resolve => {
      free = resolve
    })
    const write = inBatches(async (items: readonly string[]) => {
      await step('a.step', async () => items)
      if (items.includes('first')) await held
      return items
    })
    const first = inSpan('first', {}, () => write('first'))
    await eventually(
      async () => recorder.spans(),
      spans => spans.some(({ name }) => name === 'a.step'),
      { withinMs: 1_000 },
    )
    const nobodys = write('nobody’s')
    free()
    await Promise.all([first, nobodys])
    expect(recorder.spans().map(({ name }) => name)).to.have.members(['a.step', 'batch other', 'first'])
  })

  describe('of statements', () => {
    let empty: { url: string; close(): Promise<void> }
    let db: Database
    before(async () => {
      empty = await createEmptyDatabase()
      db = openDatabase({ name: 'test', url: empty.url, connectionsMax: 2 })
      await db.knex.raw('create table notes (author text primary key)')
    })
    after(async () => {
      await db.close()
      await empty.close()
    })

    const summaries: Record<string, { text: string; bindings?: readonly string[]; name: string }> = {
      'a read': { text: 'select author from notes', name: 'SELECT notes' },
      'a write': { text: 'insert into notes (author) values (?)', bindings: ['Ada'], name: 'INSERT notes' },
      'a change': { text: 'update notes set author = author where author = ?', bindings: ['x'], name: 'UPDATE notes' },
      'one with parts': {
        text: 'with gone as (delete from notes where author = ? returning 1) select count(*) from gone',
        bindings: ['x'],
        name: 'WITH notes',
      },
      'one without a table': { text: 'select extract(epoch from now()), ?::text', bindings: ['Ada'], name: 'SELECT' },
    }
    for (const [what, { text, bindings = [], name }] of Object.entries(summaries))
      it(`name ${what} by what it does to which table, and nothing that is bound`, async () => {
        await inSpan('request', {}, async () => db.knex.raw(text, bindings))
        const span = named(name)
        expect(parentOf(span)).to.equal(idOf(named('request')))
        expect(span.kind).to.equal(SpanKind.CLIENT)
        expect(span.attributes).to.deep.include({
          'db.system.name': 'postgresql',
          'db.query.summary': name,
          'db.namespace': new URL(empty.url).pathname.slice(1),
        })
        expect(textOf(recorder.spans())).not.to.include('Ada')
      })

    it('have the name of a prepared one', async () => {
      await inSpan('request', {}, () => db.pool.query({ name: 'all-notes', text: 'select author from notes' }))
      expect(parentOf(named('all-notes'))).to.equal(idOf(named('request')))
    })

    it('say how they failed by the SQLSTATE alone', async () => {
      const add = async () => db.knex('notes').insert({ author: 'Grace Hopper' })
      await inSpan('request', {}, async () => {
        await add()
        await add().catch(() => {})
      })
      const failed = recorder.spans().filter(({ status }) => status.code === SpanStatusCode.ERROR)
      expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).to.deep.equal([
        ['INSERT notes', '23505'],
      ])
      expect(textOf(recorder.spans())).not.to.include('Grace')
    })

    const pools: Record<string, () => Promise<unknown>> = {
      knex: async () => db.knex.raw('select author, pg_sleep(0.01) from notes'),
      'the prepared pool': () => db.pool.query('select author, pg_sleep(0.01) from notes'),
    }
    for (const [pool, ask] of Object.entries(pools))
      it(`that wait for a connection are those of who waits (${pool})`, async () => {
        await Promise.all(Array.from({ length: 20 }, (_, n) => inSpan(`request ${n}`, {}, ask)))
        const requests = recorder.spans().filter(({ name }) => name.startsWith('request'))
        const statements = recorder.spans().filter(({ name }) => name === 'SELECT notes')
        expect(statements).to.have.length(20)
        expect(statements.map(parentOf)).to.have.members(requests.map(idOf))
      })
  })

  it('of Redis are one for each exchange', async function () {
    needsRedis(this)
    const server = await startRedis()
    const redis = openRedis({ urls: [server.url], log })
    try {
      await eventually(
        async () => redis.attempt(client => client.set('a', 'Ada')),
        answer => answer === 'OK',
        { withinMs: 5_000 },
      )
      await inSpan('request', {}, () => redis.attempt(client => client.mget('a', 'b')))
      expect(parentOf(named('redis'))).to.equal(idOf(named('request')))
      expect(named('redis').attributes).to.deep.equal({ 'db.system.name': 'redis' })
    } finally {
      await redis.close()
      await server.close()
    }
  })

  it('of Elasticsearch name the operation, and neither what is sought nor what is wrong with it', async () => {
    const answers = createServer((request, response) => {
      const isKnown = request.url!.startsWith('/known/')
      response.writeHead(isKnown ? 200 : 400, {
        'content-type': 'application/json',
        'x-elastic-product': 'Elasticsearch',
      })
      response.end(JSON.stringify(isKnown ? { hits: { hits: [] } } : { error: { type: 'x', reason: 'Ada Lovelace' } }))
    }).listen(0, '127.0.0.1')
    await once(answers, 'listening')
    const client = createClient(`http://127.0.0.1:${(answers.address() as AddressInfo).port}`, 2_000)
    const search = (index: string) => client.search({ index, query: { term: { name: 'Ada Lovelace' } } })
    try {
      await search('known')
      expect(recorder.spans(), 'asked in the background').to.deep.equal([])
      await inSpan('request', {}, async () => {
        await search('known')
        await search('unknown').catch(() => {})
      })
      const [known, unknown] = recorder.spans().filter(({ name }) => name === 'elasticsearch search')
      expect([known, unknown].map(span => parentOf(span!))).to.deep.equal(Array(2).fill(idOf(named('request'))))
      const facts = { 'db.system.name': 'elasticsearch', 'db.operation.name': 'search' }
      expect(known!.attributes).to.deep.equal(facts)
      expect(unknown!.attributes).to.deep.equal({ ...facts, 'error.type': 'ResponseError' })
      expect(unknown!.status).to.deep.equal({ code: SpanStatusCode.ERROR })
      expect(textOf(recorder.spans())).not.to.include('Ada')
    } finally {
      await client.close()
      answers.close()
    }
  })
})
