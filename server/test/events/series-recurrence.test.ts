// Which dates a rule makes, over changes of the clock: each is checked against PostgreSQL's own arithmetic with zones,
// which knows nothing of the library or of Temporal.
import { expect } from 'chai'
import { recurrenceOf, seriesEventsMax } from '../../src/domains/events/series/recurrence.ts'
import { cloneDatabases } from '../support/databases.ts'

type Databases = Awaited<ReturnType<typeof cloneDatabases>>

const hourMs = 3_600_000
const everyMinute = `BYHOUR=${[...Array(24).keys()].join()};BYMINUTE=${[...Array(60).keys()].join()}`

describe('the dates of a series', () => {
  let databases: Databases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  /** By PostgreSQL: of a time that comes twice it takes the second, so the hour before is asked for too. */
  async function instantOf(local: string, timezone: string): Promise<Date> {
    const { rows } = await databases.events.knex.raw<{ rows: { at: Date; before: Date; same: boolean }[] }>(
      `select at, at - interval '1 hour' as before,
        (at - interval '1 hour') at time zone zone = local as same
      from (select ?::timestamp as local, ?::text as zone) as given
        cross join lateral (select local at time zone zone as at) x`,
      [local, timezone],
    )
    const { at, before: earlier, same } = rows[0]!
    return same ? earlier : at
  }

  const localsOf = (instants: readonly Date[], timezone: string) =>
    Promise.all(
      instants.map(async instant => {
        const { rows } = await databases.events.knex.raw<{ rows: { local: string }[] }>(
          `select to_char(?::timestamptz at time zone ?, 'YYYY-MM-DD HH24:MI') as local`,
          [instant.toISOString(), timezone],
        )
        return rows[0]!.local
      }),
    )

  async function datesOf(rrule: string, start: string, timezone: string, exdates: readonly string[] = []) {
    const startsAt = await instantOf(start, timezone)
    const found = recurrenceOf({ rrule, exdates }, { startsAt, endsAt: new Date(+startsAt + 3 * hourMs), timezone })
    if (found.fault) throw new Error(`${found.fault.pointer} ${found.fault.message}`)
    for (const each of found.occurrences) expect(+each.endsAt - +each.startsAt).to.equal(3 * hourMs)
    return found.occurrences.map(({ startsAt: at }) => at)
  }

  const zones = [
    'Europe/Rome',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Tokyo',
    'America/Sao_Paulo',
    'Asia/Kolkata',
  ]
  for (const timezone of zones) {
    it(`stays at its local time for two years in ${timezone}, whatever the clocks do`, async () => {
      const weekly = await datesOf('FREQ=WEEKLY;COUNT=104', '2030-01-04 20:30', timezone)
      expect(weekly).to.have.length(104)
      const locals = await localsOf(weekly, timezone)
      expect(locals.every(local => local.endsWith('20:30'))).to.equal(true)
      for (const [n, local] of locals.entries())
        expect(weekly[n]!.toISOString()).to.equal((await instantOf(local, timezone)).toISOString())
      const offsets = new Set(weekly.map(at => at.getUTCHours() * 60 + at.getUTCMinutes()))
      const hasChanges = ['Europe/Rome', 'America/New_York', 'Australia/Lord_Howe'].includes(timezone)
      expect(offsets.size, 'offsets that were met').to.equal(hasChanges ? 2 : 1)
    })
  }

  // Local times that are left out, or come twice: RFC 5545, 3.3.5. Instants are written out by hand.
  for (const { timezone, start, rrule, instants } of [
    {
      timezone: 'Europe/Rome', // 2030-03-31 02:00 → 03:00
      start: '2030-03-30 02:30',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-03-30T01:30:00.000Z', '2030-03-31T01:30:00.000Z', '2030-04-01T00:30:00.000Z'],
    },
    {
      timezone: 'Europe/Rome', // 2030-10-27 03:00 → 02:00
      start: '2030-10-26 02:30',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-10-26T00:30:00.000Z', '2030-10-27T00:30:00.000Z', '2030-10-28T01:30:00.000Z'],
    },
    {
      timezone: 'America/New_York', // 2030-03-10 02:00 → 03:00
      start: '2030-03-09 02:30',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-03-09T07:30:00.000Z', '2030-03-10T07:30:00.000Z', '2030-03-11T06:30:00.000Z'],
    },
    {
      timezone: 'America/New_York', // 2030-11-03 02:00 → 01:00
      start: '2030-11-02 01:30',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-11-02T05:30:00.000Z', '2030-11-03T05:30:00.000Z', '2030-11-04T06:30:00.000Z'],
    },
    {
      timezone: 'Australia/Lord_Howe', // 2030-10-06 02:00 → 02:30, half an hour
      start: '2030-10-05 02:15',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-10-04T15:45:00.000Z', '2030-10-05T15:45:00.000Z', '2030-10-06T15:15:00.000Z'],
    },
    {
      timezone: 'Australia/Lord_Howe', // 2030-04-07 02:00 → 01:30
      start: '2030-04-06 01:45',
      rrule: 'FREQ=DAILY;COUNT=3',
      instants: ['2030-04-05T14:45:00.000Z', '2030-04-06T14:45:00.000Z', '2030-04-07T15:15:00.000Z'],
    },
    {
      timezone: 'Europe/Rome', // 02:30 and 03:30 are one instant on that day, and one event
      start: '2030-03-30 02:30',
      rrule: 'FREQ=DAILY;BYHOUR=2,3;COUNT=4',
      instants: ['2030-03-30T01:30:00.000Z', '2030-03-30T02:30:00.000Z', '2030-03-31T01:30:00.000Z'],
    },
  ])
    it(`reads ${rrule} from ${start} in ${timezone} as RFC 5545 says`, async () => {
      expect((await datesOf(rrule, start, timezone)).map(at => at.toISOString())).to.deep.equal(instants)
    })

  // Worked out by hand from a calendar of 2030; 1 June is a Saturday.
  for (const [rrule, days, exdates] of [
    ['FREQ=WEEKLY;COUNT=3', ['06-01', '06-08', '06-15']],
    ['RRULE:freq=weekly;count=3', ['06-01', '06-08', '06-15']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;COUNT=4', ['06-01', '06-02', '06-15', '06-16']],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU;COUNT=4', ['06-01', '06-09', '06-15', '06-23']],
    ['FREQ=DAILY;UNTIL=20300603', ['06-01', '06-02', '06-03']],
    ['FREQ=DAILY;UNTIL=20300603T183000Z', ['06-01', '06-02', '06-03']],
    ['FREQ=DAILY;UNTIL=20300603T182959Z', ['06-01', '06-02']],
    ['FREQ=DAILY;COUNT=4', ['06-01', '06-03'], ['2030-06-02', '2030-06-04T20:30']],
    ['FREQ=MONTHLY;BYDAY=1SA;COUNT=3', ['06-01', '07-06', '08-03']],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=4', ['06-01', '06-30', '07-01', '07-31']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,-1;COUNT=3', ['06-01', '06-30', '07-01']],
    ['FREQ=WEEKLY;BYDAY=SA,SU;BYSETPOS=1;COUNT=3', ['06-01', '06-08', '06-15']],
    ['FREQ=YEARLY;BYMONTH=6,12;COUNT=3', ['06-01', '12-01', '06-01']],
  ] as [string, string[], string[]?][])
    it(`makes ${days.join(', ')} of ${rrule}${exdates ? ` without ${exdates.join(' and ')}` : ''}`, async () => {
      const found = await localsOf(await datesOf(rrule, '2030-06-01 20:30', 'Europe/Rome', exdates), 'Europe/Rome')
      expect(found.map(local => local.slice(5, 10))).to.deep.equal(days)
    })

  for (const exdate of ['2030-03-31T02:30', '2030-03-31T03:30', '2030-03-31T03:30:00', '2030-03-31'])
    it(`leaves out ${exdate}, when the clock skips what the rule says`, async () => {
      const found = await datesOf('FREQ=DAILY;COUNT=3', '2030-03-30 02:30', 'Europe/Rome', [exdate])
      expect(found.map(at => at.toISOString())).to.deep.equal(['2030-03-30T01:30:00.000Z', '2030-04-01T00:30:00.000Z'])
    })

  it('counts what is left of a day that is left out, however many times it has', async () => {
    const rrule = `FREQ=DAILY;${everyMinute};COUNT=1442`
    const found = await datesOf(rrule, '2030-06-01 23:59', 'Europe/Rome', ['2030-06-02'])
    expect(found.map(at => at.toISOString())).to.deep.equal(['2030-06-01T21:59:00.000Z', '2030-06-02T22:00:00.000Z'])
  })

  for (const [rrule, start, days] of [
    ['FREQ=YEARLY;COUNT=3', '2028-02-29', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3', '2028-02-29', ['2028-02-29', '2029-02-28', '2030-02-28']],
    ['FREQ=MONTHLY;BYMONTHDAY=29;COUNT=3', '2029-01-29', ['2029-01-29', '2029-03-29', '2029-04-29']],
    ['FREQ=YEARLY;INTERVAL=3;COUNT=3', '2028-02-29', ['2028-02-29', '2040-02-29', '2052-02-29']],
    ['FREQ=YEARLY;COUNT=3', '2096-02-29', ['2096-02-29', '2104-02-29', '2108-02-29']],
    ['FREQ=DAILY;COUNT=3', '2028-02-28', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['FREQ=DAILY;COUNT=3', '2011-12-29', ['2011-12-29', '2011-12-31'], 'Pacific/Apia'], // had no 30 December
  ] as [string, string, string[], string?][])
    it(`makes ${days.join(', ')} of ${rrule} from ${start}`, async () => {
      const timezone = days.length === 2 ? 'Pacific/Apia' : 'Europe/Rome'
      const found = await localsOf(await datesOf(rrule, `${start} 20:30`, timezone), timezone)
      expect(found.map(local => local.slice(0, 10))).to.deep.equal(days)
    })

  it('leaves out months that have no such day', async () => {
    const found = await localsOf(
      await datesOf('FREQ=MONTHLY;COUNT=4', '2030-01-31 20:30', 'Europe/Rome'),
      'Europe/Rome',
    )
    expect(found.map(local => local.slice(5, 10))).to.deep.equal(['01-31', '03-31', '05-31', '07-31'])
  })

  it('keeps an event at the second of two times of one name where it is', () => {
    const startsAt = new Date('2030-10-27T01:30:00.000Z') // 02:30 for the second time
    const found = recurrenceOf(
      { rrule: 'FREQ=DAILY;COUNT=2' },
      { startsAt, endsAt: new Date(+startsAt + hourMs), timezone: 'Europe/Rome' },
    )
    expect(found.fault).to.equal(undefined)
    if (!found.fault) expect(found.occurrences[0]!.startsAt).to.deep.equal(startsAt)
  })

  it('keeps what is less than a second of a time', async () => {
    const startsAt = new Date('2030-06-01T18:30:12.345Z')
    const found = recurrenceOf(
      { rrule: 'FREQ=DAILY;COUNT=2' },
      { startsAt, endsAt: new Date(+startsAt + hourMs), timezone: 'Europe/Rome' },
    )
    if (found.fault) throw new Error(found.fault.message)
    expect(found.occurrences[1]!.startsAt.toISOString()).to.equal('2030-06-02T18:30:12.345Z')
  })

  for (const [rrule, words, exdates] of [
    ['FREQ=DAILY', 'has no end'],
    ['FREQ=DAILY;COUNT=401', `more than ${seriesEventsMax} events`],
    ['FREQ=DAILY;COUNT=9999999', `more than ${seriesEventsMax} events`],
    ['FREQ=DAILY;UNTIL=20320601', `more than ${seriesEventsMax} events`],
    ['FREQ=DAILY;UNTIL=99991231', `more than ${seriesEventsMax} events`],
    [
      `FREQ=DAILY;${everyMinute};COUNT=4700`,
      'with those that are left out',
      ['2030-06-02', '2030-06-03', '2030-06-04'],
    ],
    ['FREQ=DAILY;COUNT=1', 'makes no copy'],
    ['FREQ=DAILY;UNTIL=20300601', 'makes no copy'],
    ['FREQ=DAILY;UNTIL=20200601', 'has no date at all'],
    ['FREQ=DAILY;COUNT=2', 'makes no copy', ['2030-06-02']],
    ['FREQ=DAILY;COUNT=2', 'is the event itself', ['2030-06-01']],
    ['FREQ=DAILY;COUNT=2', 'is no date of the rule', ['2031-06-01']],
    ['FREQ=DAILY;COUNT=2', 'must be a day or a time that exists', ['2030-02-30']],
    ['FREQ=WEEKLY;BYDAY=FR;COUNT=3', 'its first is Friday, 2030-06-07 20:30'],
    ['FREQ=DAILY;BYHOUR=19;COUNT=3', 'its first is Sunday, 2030-06-02 19:30'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'none at all'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;COUNT=400', 'none at all'],
    ['FREQ=YEARLY;INTERVAL=9999;COUNT=3', 'before the year 10000'],
    ['FREQ=HOURLY;COUNT=3', 'BYHOUR'],
    ['FREQ=SECONDLY;COUNT=3', 'BYHOUR'],
    ['COUNT=3', 'must have FREQ'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20310101', 'both COUNT and UNTIL'],
    ['FREQ=DAILY;COUNT=3;COUNT=4', 'COUNT twice'],
    ['FREQ=DAILY;FREQ=WEEKLY;COUNT=4', 'FREQ twice'],
    ['FREQ=DAILY;COUNT=0', 'COUNT=0'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=3', 'INTERVAL=0'],
    ['FREQ=DAILY;BYHOUR=24;COUNT=3', 'BYHOUR=24'],
    ['FREQ=DAILY;UNTIL=20310101T200000', 'in UTC'],
    ['FREQ=DAILY;UNTIL=20310231', 'no day or time that exists'],
    ['FREQ=WEEKLY;BYDAY=2MO;COUNT=3', 'needs FREQ=MONTHLY'],
    ['FREQ=DAILY;BYSETPOS=1;COUNT=3', 'BYSETPOS alone'],
    ['FREQ=YEARLY;BYWEEKNO=20;COUNT=3', "which series don't know"],
    ['FREQ=DAILY;COUNT=3;X-ROOM=2', "which series don't know"],
    ['every Friday', 'NAME=value'],
    ['', 'must have FREQ'],
  ] as [string, string, string[]?][])
    it(`refuses ${JSON.stringify(rrule)}${exdates ? ` without ${exdates.join()}` : ''}: ${words}`, () => {
      const startsAt = new Date('2030-06-01T18:30:00Z')
      const original = { startsAt, endsAt: new Date(+startsAt + hourMs), timezone: 'Europe/Rome' }
      const found = recurrenceOf({ rrule, ...(exdates && { exdates }) }, original)
      expect(found.fault?.message).to.include(words)
    })
})
