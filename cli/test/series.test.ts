// Series in the terminal: made by a rule, shown and listed; an event and all that follow it changed, published and
// called off at once.
import { expect } from 'chai'
import { aPage } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const tail = '01jz3t5m8qf0vab9x2k4c7d6e'
const events = ['h', 'j', 'k'].map(last => `evt_${tail}${last}`) as [string, string, string]
const [first, second, third] = events
const series = `ser_${tail}h`
const env = { EVENTLY_API_KEY: 'evk_key' }
const path = `/api/v1/admin/events/${first}/series`
const starts = ['2030-06-07T17:30:00.000Z', '2030-06-21T17:30:00.000Z', '2030-06-28T17:30:00.000Z']
const theSeries = {
  seriesId: series,
  organizerId: `usr_${tail}h`,
  rrule: 'FREQ=WEEKLY;COUNT=4',
  localStartsAt: '2030-06-07T19:30',
  timezone: 'Europe/Vienna',
  exdates: ['2030-06-14'],
  createdAt: '2030-01-01T12:00:00.000Z',
  data: events.map((eventId, n) => ({ eventId, startsAt: starts[n], status: n === 0 ? 'published' : 'draft' })),
}
const outcomes = (...each: readonly ('changed' | 'unchanged' | 'refused')[]) => ({
  seriesId: series,
  ...Object.fromEntries(
    ['changed', 'unchanged', 'refused'].map(name => [name, each.filter(one => one === name).length]),
  ),
  data: each.map((outcome, n) => ({
    ...{ eventId: events[n], startsAt: starts[n], outcome },
    ...(outcome === 'refused' && { problem: { code: 'capacity_below_taken', detail: '90 seats are sold.' } }),
  })),
})
const refusal = '2 of 3 events stay as they were; the list says why.'

describe('evently events series', () => {
  it('create makes it by a rule, without the days that are left out', () =>
    withTerminal({ [`POST ${path}`]: { status: 201, json: theSeries } }, async ({ run, asked }) => {
      const rule = ['--rrule', 'FREQ=WEEKLY;COUNT=4', '--exdate', '2030-06-14', '--exdate', '2030-06-28T19:30']
      const { code, stdout, stderr } = await run(['events', 'series', 'create', first, ...rule], { env })
      expect(code, stderr).to.equal(0)
      expect(asked[0]!.body).to.deep.equal({
        ...{ rrule: 'FREQ=WEEKLY;COUNT=4', exdates: ['2030-06-14', '2030-06-28T19:30'] },
      })
      expect(asked[0]!.headers).to.have.property('idempotency-key')
      expect(stdout)
        .to.match(new RegExp(`Series: +${series}\\n`))
        .and.match(/Left out: +2030-06-14\n/)
      expect(stderr).to.contain(`evently events managed --series ${series}`)
    }))

  it('create sends the key that is given, and says nothing but the answer with --json', () =>
    withTerminal({ [`POST ${path}`]: { status: 201, json: theSeries } }, async ({ run, asked }) => {
      const own = ['--rrule', 'FREQ=DAILY;COUNT=3', '--idempotency-key', 'mine-12345678', '--json']
      const { code, stdout, stderr } = await run(['events', 'series', 'create', first, ...own], { env })
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(asked[0]!.headers['idempotency-key']).to.equal('mine-12345678')
      expect(asked[0]!.body).to.deep.equal({ rrule: 'FREQ=DAILY;COUNT=3' })
      expect(JSON.parse(stdout)).to.deep.equal(theSeries)
    }))

  it('show has its rule and its events, on the clock of its zone', () =>
    withTerminal({ [`GET /api/v1/series/${series}`]: { json: theSeries } }, async ({ run }) => {
      const { code, stdout } = await run(['events', 'series', 'show', series], { env })
      expect(code).to.equal(0)
      expect(stdout).to.match(/Rule: +FREQ=WEEKLY;COUNT=4\nFrom: +2030-06-07 19:30\nZone: +Europe\/Vienna/)
      expect(stdout).to.match(/Events: +3\n/)
      expect(stdout).to.match(new RegExp(`${first} +2030-06-07 19:30 Europe/Vienna +published`))
      expect(stdout).to.match(new RegExp(`${third} +2030-06-28 19:30 Europe/Vienna +draft`))
    }))

  it('list has one a row, with what comes next', () => {
    const one = {
      ...{ seriesId: series, organizerId: `usr_${tail}h`, title: 'Late Show', rrule: 'FREQ=WEEKLY;COUNT=4', events: 3 },
      ...{ timezone: 'Europe/Vienna', exdates: [], createdAt: theSeries.createdAt },
      ...{ firstStartsAt: starts[0], lastStartsAt: starts[2], nextStartsAt: starts[1] },
    }
    return withTerminal({ 'GET /api/v1/admin/series': { json: aPage([one]) } }, async ({ run }) => {
      const { code, stdout } = await run(['events', 'series', 'list'], { env })
      expect(code).to.equal(0)
      expect(stdout.split('\n')[0]).to.match(/^SERIES +TITLE +RULE +EVENTS +NEXT +LAST$/)
      expect(stdout).to.match(/Late Show +FREQ=WEEKLY;COUNT=4 +3 +2030-06-21 19:30 Europe\/Vienna +2030-06-28 19:30/)
    })
  })

  const changes: readonly [what: string, flags: readonly string[], body: object][] = [
    ['the time of day', ['--local-start-time', '20:00'], { localStartTime: '20:00' }],
    ['how long each lasts', ['--duration-minutes', '90'], { durationMinutes: 90 }],
    ['what else an event has', ['--title', 'Later', '--capacity', '80'], { title: 'Later', capacity: 80 }],
    [
      'words of its own',
      ['--metadata', 'season=autumn', '--remove-metadata', 'budget'],
      { metadata: { season: 'autumn', budget: null } },
    ],
  ]
  for (const [what, flags, body] of changes)
    it(`update changes ${what} of an event and of all that follow`, () =>
      withTerminal({ [`PATCH ${path}`]: { json: outcomes('changed', 'unchanged') } }, async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(['events', 'series', 'update', first, ...flags], { env })
        expect(code, stderr).to.equal(0)
        expect(asked.map(each => each.body)).to.deep.equal([body])
        expect(stdout)
          .to.match(new RegExp(`${first} .* changed`))
          .and.match(new RegExp(`${second} .* unchanged`))
      }))

  it('update asks nobody without a change, nor with a length that no event has', () =>
    withTerminal({}, async ({ run, asked }) => {
      for (const flags of [[], ['--duration-minutes', '0'], ['--starts-at', '2030-06-07T20:00']])
        expect((await run(['events', 'series', 'update', first, ...flags], { env })).code).to.equal(2)
      expect(asked).to.deep.equal([])
    }))

  const ofAll: readonly [command: string, request: string, flags: readonly string[]][] = [
    ['update', `PATCH ${path}`, ['--capacity', '80']],
    ['publish', `POST ${path}/publish`, []],
    ['cancel', `POST ${path}/cancel`, ['--yes']],
  ]
  for (const [command, request, flags] of ofAll) {
    it(`${command} ends with 9 where some stay as they were, and says why of each`, () =>
      withTerminal({ [request]: { json: outcomes('changed', 'refused', 'refused') } }, async ({ run }) => {
        const { code, stdout, stderr } = await run(['events', 'series', command, first, ...flags], { env })
        expect(code).to.equal(9)
        expect(stderr).to.contain(refusal)
        expect(stdout).to.match(new RegExp(`${third} .* refused +capacity_below_taken: 90 seats are sold\\.`))
      }))

    it(`${command} ends with 0 where all are so, also the second time`, () =>
      withTerminal({ [request]: { json: outcomes('unchanged', 'unchanged', 'changed') } }, async ({ run }) => {
        expect((await run(['events', 'series', command, first, ...flags], { env })).code).to.equal(0)
      }))
  }

  it('cancel calls off nothing without --yes where nobody can be asked', () =>
    withTerminal({}, async ({ run, asked }) => {
      const { code, stderr } = await run(['events', 'series', 'cancel', first], { env })
      expect(code).to.equal(2)
      expect(stderr).to.contain('--yes')
      expect(asked).to.deep.equal([])
    }))
})

describe('the language of events in the terminal', () => {
  const event = { 'GET /api/v1/events': { json: aPage([]) } }
  const ways: readonly [what: string, flags: readonly string[], env: object, sent: string | undefined][] = [
    ['--language', ['--language', 'de-AT,en;q=0.5'], {}, 'de-AT,en;q=0.5'],
    ['EVENTLY_LANGUAGE', [], { EVENTLY_LANGUAGE: 'fr' }, 'fr'],
    ['--language, before EVENTLY_LANGUAGE', ['--language', 'de'], { EVENTLY_LANGUAGE: 'fr' }, 'de'],
    ['an empty --language: none', ['--language', ''], { EVENTLY_LANGUAGE: 'fr' }, undefined],
    ['nothing', [], {}, undefined],
  ]
  for (const [what, flags, own, sent] of ways)
    it(`is asked for by ${what}`, () =>
      withTerminal(event, async ({ run, asked }) => {
        const { code, stderr } = await run(['events', 'list', ...flags], { env: { ...env, ...own } })
        expect(code, stderr).to.equal(0)
        const language = asked[0]!.headers['accept-language']
        expect(language === '*' ? undefined : language).to.equal(sent)
      }))

  const commands: readonly [args: readonly string[], request: string, json: object][] = [
    [['events', 'list'], 'GET /api/v1/events', aPage([])],
    [['events', 'managed'], 'GET /api/v1/admin/events', aPage([])],
    [['events', 'series', 'show', series], `GET /api/v1/series/${series}`, theSeries],
  ]
  for (const [args, request, json] of commands)
    it(`goes with evently ${args.slice(0, 3).join(' ')}`, () =>
      withTerminal({ [request]: { json } }, async ({ run, asked }) => {
        expect((await run([...args, '--language', 'pt-BR'], { env })).code).to.equal(0)
        expect(asked.map(({ headers }) => headers['accept-language'])).to.deep.equal(['pt-BR'])
      }))
})
