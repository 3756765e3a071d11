// What an event asks of the holders of its tickets: made, changed, put, copied; and what can't be asked.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { anEventBody, startEventsServer, type EventsServer } from './events-server.ts'

const diet = { id: 'diet', label: 'What do you eat?', kind: 'choice', required: true, options: ['vegan', 'anything'] }
const car = { id: 'car', label: 'Do you come by car?', kind: 'yes_no', required: false }
const note = { id: 'note', label: 'Anything else?', kind: 'text', required: false }

describe('the questions of an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  type Made = Awaited<ReturnType<EventsServer['anEvent']>>
  const anEvent = (questions?: readonly object[]): Promise<Made> =>
    server.anEvent({ publish: true, ...(questions && { questions }) })
  const change = (event: Made, body: object) =>
    server.call('PATCH', `/admin/events/${event.id}`, { as: event.organizer, body, headers: { 'if-match': '*' } })
  const seen = async ({ id }: Made) => expectStatus(await server.call('GET', `/events/${id}`, {}), 200).body

  it('are shown as they were asked, in their order; an event without any shows none', async () => {
    const event = await anEvent([diet, car, note])
    expect(event.questions).to.deep.equal([diet, car, note])
    expect((await seen(event)).questions).to.deep.equal([diet, car, note])
    expect(await seen(await anEvent())).to.not.have.property('questions')
    expect(await seen(await anEvent([]))).to.not.have.property('questions')
  })

  it('are changed as a whole, which is told; what is left out stays, and none are left by an empty list', async () => {
    const event = await anEvent([diet])
    expectStatus(await change(event, { description: 'Other words.' }), 200)
    expect((await seen(event)).questions).to.deep.equal([diet])
    expectStatus(await change(event, { questions: [note, diet] }), 200)
    expect((await seen(event)).questions).to.deep.equal([note, diet])
    expectStatus(await change(event, { questions: [] }), 200)
    expect(await seen(event)).to.not.have.property('questions')
    const { rows } = await server.database.pool.query<{ changed: unknown }>(
      `select data -> 'changed' as changed from event_facts where event_id = $1 and type = 'event.updated'
      order by place`,
      [event.id],
    )
    expect(rows.map(({ changed }) => changed)).to.deep.equal([['description'], ['questions'], ['questions']])
  })

  it('are copied with their event', async () => {
    const event = await anEvent([diet, car])
    const path = `/admin/events/${event.id}/duplicate`
    const { body } = expectStatus(await server.call('POST', path, { as: event.organizer, body: {} }), 201)
    expect(body.questions).to.deep.equal([diet, car])
  })

  it('return to none where a PUT leaves them out, and change nothing where they are the same', async () => {
    const { organizer } = await anEvent()
    const put = async (over: object) => {
      const { externalId: _, ...body } = { ...anEventBody(), ...over } as Record<string, unknown>
      return (await server.call('PUT', '/admin/events/by-external-id/asks', { as: organizer, body })).body
    }
    const first = await put({ questions: [diet, car] })
    expect(first.questions).to.deep.equal([diet, car])
    const { startsAt, endsAt } = first
    // Keys come in another order out of a database.
    const reordered = Object.fromEntries(Object.entries(diet).reverse())
    expect(await put({ startsAt, endsAt, questions: [reordered, car] })).to.include({ unchanged: true })
    expect(await put({ startsAt, endsAt, questions: [car, diet] })).to.include({ unchanged: false })
    expect(await put({ startsAt, endsAt }))
      .to.include({ unchanged: false })
      .and.not.have.property('questions')
  })

  const many = (length: number) => Array.from({ length }, (_, n) => ({ ...note, id: `q${n}` }))
  const refused: Readonly<Record<string, readonly [readonly object[], ...pointers: string[]]>> = {
    'with one id twice': [[note, { ...car, id: 'note' }], '/questions/1/id'],
    'that are a choice of nothing': [[{ ...note, kind: 'choice' }], '/questions/0/options'],
    'that are a choice of one thing': [[{ ...diet, options: ['vegan'] }], '/questions/0/options'],
    'with one option twice': [[{ ...diet, options: ['vegan', 'vegan'] }], '/questions/0/options'],
    'with options where the answer is free': [[{ ...note, options: ['a', 'b'] }], '/questions/0/options'],
    'with options besides yes and no': [[{ ...car, options: ['a', 'b'] }], '/questions/0/options'],
    'of a kind that there is none of': [[{ ...note, kind: 'number' }], '/questions/0/kind'],
    'that ask nothing': [[{ ...note, label: ' ' }], '/questions/0/label'],
    'with an id that is no name': [[{ ...note, id: 'What?' }], '/questions/0/id'],
    'more than 20': [many(21), '/questions'],
  }
  for (const [what, [questions, ...pointers]] of Object.entries(refused))
    it(`are refused ${what}, wherever they come`, async () => {
      const event = await anEvent(many(20))
      const { organizer: as } = event
      const body = anEventBody({ questions })
      expectProblem(await server.call('POST', '/admin/events', { as, body }), 'validation_failed', pointers)
      expectProblem(await change(event, { questions }), 'validation_failed', pointers)
      const path = '/admin/events/by-external-id/refused'
      expectProblem(await server.call('PUT', path, { as, body }), 'validation_failed', pointers)
      expect((await seen(event)).questions).to.have.length(20)
    })
})
