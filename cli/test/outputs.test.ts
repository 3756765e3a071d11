// What is printed: each format for each kind of command, filters, fields and columns.
import { expect } from 'chai'
import { parse } from 'yaml'
import { withoutFormula } from '../src/formats.ts'
import { anEvent, aPage, aReservation } from './support/factories.ts'
import { here } from './support/in-process.ts'

const first = anEvent({ title: 'Night of Strings', tags: ['strings', 'night'] })
const second = anEvent({ id: 'evt_01jz3t5m8qf0vab9x2k4c7d6ej', title: '弦楽の夜, "live"' })
const page = aPage([first, second], 'next')
const script = {
  'GET /api/v1/events': { json: page },
  [`GET /api/v1/events/${first.id}`]: { json: first },
  'POST /api/v1/bookings/reserve': { status: 201, json: aReservation() },
  [`DELETE /api/v1/admin/events/${first.id}`]: { status: 204 },
  'GET /api/v1/bookings': { json: aPage([]) },
  'GET /api/v1/activity': {
    text: [1, 2]
      .map(n => `id: cursor-${n}\ndata: ${JSON.stringify({ id: `msg_${n}`, type: 'booking.confirmed' })}\n\n`)
      .join(''),
    mediaType: 'text/event-stream',
  },
}
const list = ['events', 'list', '--limit', '2']
const deleted = { id: first.id, deleted: true }
const messages = [1, 2].map(n => ({ id: `msg_${n}`, type: 'booking.confirmed' }))

/** Each kind of command, what it answers with, and its items. */
const kinds: Readonly<Record<string, { args: string[]; whole: unknown; items: unknown[]; isStream?: true }>> = {
  'a list': { args: ['events', 'list', '--limit', '2'], whole: page, items: [first, second] },
  'an empty list': { args: ['bookings', 'list'], whole: aPage([]), items: [] },
  'one thing': { args: ['events', 'get', first.id], whole: first, items: [first] },
  'something made': {
    args: ['bookings', 'reserve', '--event', first.id, '--quantity', '2'],
    whole: aReservation(),
    items: [aReservation()],
  },
  'nothing to show': { args: ['events', 'delete', first.id, '--yes'], whole: deleted, items: [deleted] },
  'any operation': { args: ['api', 'events.list'], whole: page, items: [first, second] },
  'a stream': {
    args: ['activity', 'tail', '--count', '2', '--from', 'beginning'],
    whole: messages,
    items: messages,
    isStream: true,
  },
}
const idsOf = (items: readonly unknown[]) => items.map(item => `${(item as { id: string }).id}\n`).join('')
const lines = (items: readonly unknown[]) => items.map(item => `${JSON.stringify(item)}\n`).join('')

describe('the output', () => {
  for (const [kind, { args, whole, items, isStream }] of Object.entries(kinds)) {
    it(`of ${kind} is ${isStream ? 'a document a line as JSON' : 'one document as JSON and as YAML'}`, () =>
      here(script, async ({ run }) => {
        const json = await run([...args, '--output', 'json'])
        expect(json.code).to.equal(0)
        if (isStream) {
          expect(json.stdout).to.equal(lines(items))
          return
        }
        expect(JSON.parse(json.stdout)).to.deep.equal(whole)
        expect((await run([...args, '--json'])).stdout).to.equal(json.stdout)
        expect((await run([...args, '-o', 'json'])).stdout).to.equal(json.stdout)
        expect(parse((await run([...args, '--output=yaml'])).stdout)).to.deep.equal(whole)
      }))

    it(`of ${kind} is one line an item as NDJSON, and ids alone as ids`, () =>
      here(script, async ({ run }) => {
        expect((await run([...args, '-o', 'ndjson'])).stdout).to.equal(lines(items))
        expect((await run([...args, '-o', 'id'])).stdout).to.equal(idsOf(items))
      }))

    it(`of ${kind} is a head and a row an item as CSV`, () =>
      here(script, async ({ run }) => {
        const { stdout } = await run([...args, '-o', 'csv', '--fields', 'id'])
        expect(stdout).to.equal(`id\n${idsOf(items)}`)
      }))
  }

  it('as CSV has a column for each field, with dots for what lies deeper, and quotes what needs it', () =>
    here(script, async ({ run }) => {
      const { stdout } = await run([...list, '-o', 'csv'])
      const [head = '', one = '', two = ''] = stdout.split('\n')
      expect(head.split(',')).to.include.members(['id', 'title', 'tags', 'venue.name', 'venue.city', 'capacity'])
      expect(one).to.contain('"strings, night"')
      expect(two).to.contain('"弦楽の夜, ""live"""')
    }))

  const cells: readonly (readonly [cell: string, written: string])[] = [
    ['=1+1', "'=1+1"],
    ['+49 40', "'+49 40"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['﹢1', "'﹢1"],
    ['−1', "'−1"],
    ['—dash', "'—dash"],
    ['\u00a0=1', "'\u00a0=1"],
    ['\u200b=1', "'\u200b=1"],
    ['Ada = Lovelace', 'Ada = Lovelace'],
    ['4711', '4711'],
    ['', ''],
  ]
  for (const [cell, written] of cells)
    it(`as CSV writes ${JSON.stringify(cell)} as ${JSON.stringify(written)}`, () =>
      expect(withoutFormula(cell)).to.equal(written))

  it('as CSV defuses formulas and leaves numbers alone', () =>
    here(
      { 'GET /api/v1/events': { json: aPage([{ ...anEvent(), title: '=HYPERLINK("x")', capacity: -5 }]) } },
      async ({ run }) => {
        const { stdout } = await run(['events', 'list', '-o', 'csv', '--fields', 'title,capacity'])
        expect(stdout).to.equal(`title,capacity\n"'=HYPERLINK(""x"")",-5\n`)
      },
    ))

  it('takes fields by their names: nested in JSON and YAML, with dots in tables', () =>
    here(script, async ({ run }) => {
      const args = [...list, '--fields', 'id,venue.city,ticketTypes.name']
      const picked = { id: first.id, venue: { city: 'Hamburg' }, ticketTypes: [{ name: 'General Admission' }] }
      const { data, nextCursor } = JSON.parse((await run([...args, '--json'])).stdout)
      expect([data[0], nextCursor]).to.deep.equal([picked, 'next'])
      expect(parse((await run([...args, '-o', 'yaml'])).stdout).data[0]).to.deep.equal(picked)
      expect((await run([...args, '-o', 'ndjson'])).stdout.split('\n')[0]).to.equal(JSON.stringify(picked))
      const { stdout } = await run(args)
      expect(stdout).to.match(/^ID +VENUE.CITY +TICKETTYPES.NAME\nevt_\w+ +Hamburg +General Admission\n/)
    }))

  it('says which field nothing has', () =>
    here(script, async ({ run }) => {
      const { code, stderr } = await run([...list, '-o', 'csv', '--fields', 'id,titel'])
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: 'Nothing here has a field titel.\n' })
    }))

  it('has the columns of a table that were asked for, in that order', () =>
    here(script, async ({ run }) => {
      const { stdout } = await run([...list, '--columns', 'city,title'])
      expect(stdout).to.match(/^CITY +TITLE\nHamburg +Night of Strings\n/)
      const { code, stderr } = await run([...list, '--columns', 'town'])
      expect(code).to.equal(2)
      expect(stderr).to.contain('There is no column town. There are id,title,starts,city,status,seats,price.')
      expect((await run([...list, '--columns', 'city', '-o', 'csv'])).code).to.equal(2)
      expect((await run(list)).stdout).to.match(/^ID +TITLE/)
    }))

  it('is what jq makes of it: text as it is, the rest as JSON', () =>
    here(script, async ({ run }) => {
      const jq = async (filter: string, ...more: string[]) => (await run([...list, '--jq', filter, ...more])).stdout
      expect(await jq('.data[].title')).to.equal(`${first.title}\n${second.title}\n`)
      expect(await jq('.data | length')).to.equal('2\n')
      expect(await jq('.data[] | {id, title}', '-o', 'ndjson')).to.equal(
        lines([first, second].map(({ id, title }) => ({ id, title }))),
      )
      expect(JSON.parse(await jq('.data[].id', '--json'))).to.deep.equal([first.id, second.id])
      expect(JSON.parse(await jq('.data[0].id', '--json'))).to.equal(first.id)
      expect(await jq('.data', '-o', 'id')).to.equal(idsOf([first, second]))
    }))

  it('refuses a filter that jq can not read before it sends anything', () =>
    here(script, async ({ run, asked }) => {
      const { code, stderr } = await run([
        'bookings',
        'reserve',
        '--event',
        first.id,
        '--quantity',
        '1',
        '--jq',
        '.id[',
      ])
      expect(code).to.equal(2)
      expect(stderr).to.match(/^--jq "\.id\[" is not a filter: syntax error/)
      expect(asked).to.deep.equal([])
      const failed = await run(['events', 'get', first.id, '--jq', '.title.x'])
      expect(failed.code).to.equal(1)
      expect(failed.stderr).to.equal('--jq can\'t be used on what came back: Cannot index string with string ("x").\n')
    }))

  it('hands an id on, as $(…) needs it', () =>
    here({ ...script, 'POST /api/v1/admin/events': { status: 201, json: first } }, async ({ run }) => {
      const args = [
        'events',
        'create',
        '--title',
        'x',
        '--category',
        'music',
        '--venue-name',
        'Hall',
        '--city',
        'Hamburg',
      ]
      const more = [
        '--country',
        'DE',
        '--timezone',
        'Europe/Berlin',
        '--starts-at',
        '2030-06-01',
        '--ends-at',
        '2030-06-02',
      ]
      const made = await run([...args, ...more, '--capacity', '10', '--output', 'id'])
      expect(made).to.deep.equal({ code: 0, stdout: `${first.id}\n`, stderr: '' })
    }))

  it('says nothing to people where a program reads', () =>
    here(script, async ({ run }) => {
      for (const format of ['json', 'ndjson', 'csv', 'yaml', 'id'])
        expect((await run(['events', 'list', '--limit', '2', '-o', format])).stderr, format).to.equal('')
      expect((await run(['events', 'list', '--limit', '2'])).stderr).to.contain('There is more')
    }))
})
