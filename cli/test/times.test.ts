// Times as people write them, and as they are shown: what is taken, what is refused, and what the refusal offers.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { instantOf, localZone, timeText, wallTimeOf } from '../src/times.ts'

const flag = 'starts-at'

/** What a time is refused with. */
async function refusalOf(text: string, zone: string): Promise<string> {
  try {
    return `taken as ${await instantOf(text, { flag, zone })}`
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

describe('a time that is typed', () => {
  const taken: [text: string, zone: string, instant: string][] = [
    ['2030-06-01T20:30', 'Europe/Berlin', '2030-06-01T18:30:00.000Z'],
    ['2030-12-01 20:30', 'Europe/Berlin', '2030-12-01T19:30:00.000Z'],
    ['2030-03-31T03:30', 'Europe/Berlin', '2030-03-31T01:30:00.000Z'],
    ['2030-10-27T12:00', 'Europe/Berlin', '2030-10-27T11:00:00.000Z'],
    ['2028-02-29T12:00', 'UTC', '2028-02-29T12:00:00.000Z'],
    ['2030-06-01T20:30:15.250', 'UTC', '2030-06-01T20:30:15.250Z'],
    ['2030-06-01T12:00', 'Asia/Kathmandu', '2030-06-01T06:15:00.000Z'],
    ['2030-06-01T12:00', 'Australia/Lord_Howe', '2030-06-01T01:30:00.000Z'],
    ['2030-12-01T12:00', 'Australia/Lord_Howe', '2030-12-01T01:00:00.000Z'],
    ['2026-03-01T12:00', 'Africa/Casablanca', '2026-03-01T12:00:00.000Z'],
    ['2026-06-01T12:00', 'Africa/Casablanca', '2026-06-01T11:00:00.000Z'],
    ['2030-06-01T12:00', 'Europe/Dublin', '2030-06-01T11:00:00.000Z'],
    ['2030-12-01T12:00', 'Europe/Dublin', '2030-12-01T12:00:00.000Z'],
    ['0001-01-02T00:00', 'UTC', '0001-01-02T00:00:00.000Z'],
    ['9999-12-31T23:59', 'UTC', '9999-12-31T23:59:00.000Z'],
    // With an offset it is an instant, whatever the zone's clock says.
    ['2030-06-01T18:30:00.000Z', 'Asia/Tokyo', '2030-06-01T18:30:00.000Z'],
    ['2030-06-01t18:30z', 'Asia/Tokyo', '2030-06-01T18:30:00.000Z'],
    ['2030-06-01T18:30:00.123456789Z', 'UTC', '2030-06-01T18:30:00.123Z'],
    ['2030-06-01T20:30:15+05:30', 'Europe/Berlin', '2030-06-01T15:00:15.000Z'],
    ['2026-03-29T02:30+01:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T02:30Z', 'Europe/Berlin', '2026-03-29T02:30:00.000Z'],
    ['2026-10-25T02:30+01:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T02:30-11:45', 'Europe/Berlin', '2026-10-25T14:15:00.000Z'],
    ['2026-10-25T02:30-00:00', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
    ['2030-06-01T18:30Z', 'Mars/Base', '2030-06-01T18:30:00.000Z'],
    // A date is the beginning of that day, which is not always midnight, and the first of two midnights.
    ['2030-06-01', 'America/New_York', '2030-06-01T04:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ]
  for (const [text, zone, instant] of taken)
    it(`${text} in ${zone} is ${instant}`, async () => expect(await instantOf(text, { flag, zone })).to.equal(instant))

  const impossible: [text: string, why: string][] = [
    ['2026-02-30', 'days of 2026-02 go from 01 to 28'],
    ['2026-02-30T10:00Z', 'days of 2026-02 go from 01 to 28'],
    ['2026-02-29T10:00', 'days of 2026-02 go from 01 to 28'],
    ['2028-02-30', 'days of 2028-02 go from 01 to 29'],
    ['2100-02-29', 'days of 2100-02 go from 01 to 28'],
    ['2026-06-31T10:00+02:00', 'days of 2026-06 go from 01 to 30'],
    ['2026-06-00', 'days of 2026-06 go from 01 to 30'],
    ['2026-13-01', 'months go from 01 to 12'],
    ['2026-00-01', 'months go from 01 to 12'],
    ['2026-06-01T25:00', 'hours go from 00 to 23'],
    ['2026-06-01T24:00', 'hours go from 00 to 23; midnight is 00:00 of the next day'],
    ['2026-06-01T24:00:00Z', 'hours go from 00 to 23; midnight is 00:00 of the next day'],
    ['2026-06-01T20:60', 'minutes go from 00 to 59'],
    ['2026-06-30T23:59:60', 'seconds go from 00 to 59, and leap seconds are not counted'],
    ['2016-12-31T23:59:60Z', 'seconds go from 00 to 59, and leap seconds are not counted'],
    ['2016-12-31T23:59:60.5Z', 'seconds go from 00 to 59, and leap seconds are not counted'],
    ['2026-06-01T20:00+24:00', 'offsets go from -23:59 to +23:59'],
    ['2026-06-01T20:00-02:60', 'offsets go from -23:59 to +23:59'],
    ['0000-06-01', 'years go from 0001 to 9999'],
    ['9999-12-31T23:30-05:00', 'years go from 0001 to 9999 in UTC'],
    ['0001-01-01T00:30+09:00', 'years go from 0001 to 9999 in UTC'],
  ]
  for (const [text, why] of impossible)
    it(`${text} is refused: ${why}`, async () =>
      expect(await refusalOf(text, 'UTC')).to.equal(`--starts-at "${text}" is not a time: ${why}.`))

  for (const [text, zone] of [
    ['9999-12-31T23:30', 'America/New_York'],
    ['0001-01-01T00:30', 'Asia/Tokyo'],
  ] as const)
    it(`${text} in ${zone} is in no year that can be written`, async () =>
      expect(await refusalOf(text, zone)).to.contain('years go from 0001 to 9999 in UTC'))

  const misspelt = [
    'tomorrow',
    '20:30',
    '',
    '2026-6-1',
    '20260601',
    '2026-06-01T',
    '2026-06-01T20',
    '2026-06-01T20:30 Europe/Berlin',
    '2026-06-01+02:00',
    '2026-06-01T20:30+2',
    '12026-06-01',
    '-2026-06-01',
    ' 2026-06-01',
    '2026-06-01\n',
    '２０２６-06-01',
  ]
  for (const text of misspelt)
    it(`${JSON.stringify(text)} is no time`, async () =>
      expect(await refusalOf(text, 'UTC')).to.equal(
        `--starts-at ${JSON.stringify(text)} is not a time: write it like 2030-06-01T20:30, or with its offset, ` +
          '2030-06-01T18:30:00Z.',
      ))

  it('a zone that is none is said so', async () =>
    expect(await refusalOf('2030-06-01', 'Mars/Base')).to.equal(
      '"Mars/Base" is not a time zone: write its IANA name, like Europe/Berlin.',
    ))
})

describe('a time that the clock of its zone skips', () => {
  const skipped: [text: string, zone: string, before: string, after: string][] = [
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00'],
    ['2026-03-29 02:00:15', 'Europe/Berlin', '2026-03-29T01:00:15+01:00', '2026-03-29T03:00:15+02:00'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T01:30-05:00', '2026-03-08T03:30-04:00'],
    ['2026-03-29T01:30', 'Europe/Dublin', '2026-03-29T00:30+00:00', '2026-03-29T02:30+01:00'],
    ['2026-03-22T02:30', 'Africa/Casablanca', '2026-03-22T01:30+00:00', '2026-03-22T03:30+01:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T01:45+10:30', '2026-10-04T02:45+11:00'],
    ['1986-01-01T00:05', 'Asia/Kathmandu', '1985-12-31T23:50+05:30', '1986-01-01T00:20+05:45'],
    ['2018-11-04T00:30', 'America/Sao_Paulo', '2018-11-03T23:30-03:00', '2018-11-04T01:30-02:00'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-29T12:00-10:00', '2011-12-31T12:00+14:00'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-29T00:00-10:00', '2011-12-31T00:00+14:00'],
  ]
  for (const [text, zone, before, after] of skipped)
    it(`${text} in ${zone} is refused for ${before} or ${after}, which are taken`, async () => {
      expect(await refusalOf(text, zone)).to.equal(
        `--starts-at "${text}" does not exist in ${zone}, where the clock skips it. Write ${before} or ${after}.`,
      )
      for (const offered of [before, after])
        expect(Date.parse(await instantOf(offered, { flag, zone }))).to.equal(Date.parse(offered))
    })
})

describe('a time that comes twice on the clock of its zone', () => {
  const doubled: [text: string, zone: string, first: string, second: string][] = [
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00'],
    ['2026-11-01T01:00', 'America/New_York', '2026-11-01T01:00-04:00', '2026-11-01T01:00-05:00'],
    ['2026-10-25T01:30', 'Europe/Dublin', '2026-10-25T01:30+01:00', '2026-10-25T01:30+00:00'],
    ['2026-02-15T02:30', 'Africa/Casablanca', '2026-02-15T02:30+01:00', '2026-02-15T02:30+00:00'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-05T01:45+11:00', '2026-04-05T01:45+10:30'],
    ['2026-11-01T00:30', 'America/Havana', '2026-11-01T00:30-04:00', '2026-11-01T00:30-05:00'],
    // Before standard time the offset has seconds, which no offset that can be typed has.
    ['1883-11-18T12:01', 'America/New_York', '1883-11-18T16:57:02Z', '1883-11-18T12:01-05:00'],
  ]
  for (const [text, zone, first, second] of doubled)
    it(`${text} in ${zone} is refused for ${first} or ${second}, which are taken, and shown apart`, async () => {
      expect(await refusalOf(text, zone)).to.equal(
        `--starts-at "${text}" comes twice in ${zone}, where the clock goes back. ` +
          `Write ${first} for the first time, or ${second} for the second.`,
      )
      const shown = []
      for (const offered of [first, second]) {
        const instant = await instantOf(offered, { flag, zone })
        expect(Date.parse(instant)).to.equal(Date.parse(offered))
        shown.push(timeText(instant, zone))
      }
      expect(shown[0]).not.to.equal(shown[1])
      expect(shown.every(one => one.startsWith(text.replace('T', ' ')))).to.equal(true)
    })
})

describe('a time that is shown', () => {
  const shown: [instant: string, zone: string, text: string][] = [
    ['2030-06-01T18:30:00.000Z', 'Asia/Tokyo', '2030-06-02 03:30 Asia/Tokyo'],
    ['2030-06-01T18:30:00.000Z', 'Asia/Kathmandu', '2030-06-02 00:15 Asia/Kathmandu'],
    ['2026-10-24T23:30:00.000Z', 'Europe/Berlin', '2026-10-25 01:30 Europe/Berlin'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30+02:00 Europe/Berlin'],
    ['2026-10-25T01:30:59.999Z', 'Europe/Berlin', '2026-10-25 02:30+01:00 Europe/Berlin'],
    ['2026-10-25T02:00:00.000Z', 'Europe/Berlin', '2026-10-25 03:00 Europe/Berlin'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29 03:00 Europe/Berlin'],
    ['2026-04-04T14:45:00.000Z', 'Australia/Lord_Howe', '2026-04-05 01:45+11:00 Australia/Lord_Howe'],
    ['2026-04-04T15:15:00.000Z', 'Australia/Lord_Howe', '2026-04-05 01:45+10:30 Australia/Lord_Howe'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31 00:00 Pacific/Apia'],
    ['0001-01-01T00:00:00.000Z', 'UTC', '0001-01-01 00:00 UTC'],
    ['9999-12-31T23:59:59.999Z', 'UTC', '9999-12-31 23:59 UTC'],
    // A server may know zones that this machine doesn't know yet: that hides no time.
    ['2030-06-01T18:30:00.000Z', 'Mars/Base', '2030-06-01 18:30 UTC'],
    ['soon\u001b[31m', 'UTC', 'soon [31m'],
  ]
  for (const [instant, zone, text] of shown)
    it(`${JSON.stringify(instant)} in ${zone} is ${text}`, () => expect(timeText(instant, zone)).to.equal(text))

  it('is in UTC where TZ names no zone', () => {
    const before = process.env['TZ']
    try {
      process.env['TZ'] = 'Mars/Base'
      expect(localZone()).to.equal('UTC')
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})

describe('a time that is written to be read again', () => {
  const written: [instant: string, zone: string, text: string][] = [
    ['2030-06-01T18:30:00.000Z', 'Europe/Berlin', '2030-06-01T20:30'],
    ['2030-06-01T18:30:15.000Z', 'Europe/Berlin', '2030-06-01T20:30:15'],
    ['2030-06-01T18:30:00.250Z', 'Europe/Berlin', '2030-06-01T20:30:00.25'],
    ['2030-10-27T00:30:00.000Z', 'Europe/Berlin', '2030-10-27T02:30+02:00'],
    ['2030-10-27T01:30:00.000Z', 'Europe/Berlin', '2030-10-27T02:30+01:00'],
    ['2030-03-31T01:00:00.000Z', 'Europe/Berlin', '2030-03-31T03:00'],
    ['2030-06-01T18:30:00.000Z', 'Mars/Base', '2030-06-01T18:30+00:00'],
    ['9999-12-31T23:30:00.000Z', 'Asia/Tokyo', '9999-12-31T23:30+00:00'],
  ]
  for (const [instant, zone, text] of written)
    it(`is ${text} for ${instant} in ${zone}`, async () => expect(await wallTimeOf(instant, zone)).to.equal(text))

  it('is read as the same instant, in the weeks in which clocks change', async () => {
    const zones = ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/New_York']
    const weeks = [Date.UTC(2026, 2, 6), Date.UTC(2026, 2, 20), Date.UTC(2026, 3, 3), Date.UTC(2026, 9, 22)]
    for (const zone of zones)
      for (const week of weeks)
        for (let hour = 0.5; hour < 12 * 24; hour += 1) {
          const instant = new Date(week + hour * 3_600_000).toISOString()
          const text = await wallTimeOf(instant, zone)
          expect(await instantOf(text, { flag, zone }), text).to.equal(instant)
        }
  }).timeout(30_000)
})
