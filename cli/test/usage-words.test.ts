// A command line that can't be understood: said in our words, whatever version of oclif has found it.
import { writeFile } from 'node:fs/promises'
import { expect } from 'chai'
import { anEvent } from './support/factories.ts'
import { here } from './support/in-process.ts'

const event = anEvent().id

const cases: readonly (readonly [typed: string, ...says: string[]])[] = [
  ['events explode', 'There is no command `evently events explode`.'],
  ['help explode', 'There is no command `evently explode`.'],
  ['events list --nonsense', 'There is no flag --nonsense here.'],
  ['auth login --pasword=hunter2', 'There is no flag --pasword here.'],
  ['auth login --pasword hunter2', 'There is no flag --pasword here.'],
  ['events get', 'EVENT is needed: The event.'],
  ['bookings transfer bkg_1 --name Ada', 'TICKET is needed: A ticket of the booking.'],
  [`events get ${event} more`, 'There is one argument too many: more.'],
  [`events get ${event} more and`, 'There are some arguments too many: more, and.'],
  ['venues create --name Hall', '--city, --country and --timezone are needed where nobody can be asked.'],
  ['events list --limit', '--limit needs a value.'],
  ['events list --limit many', '--limit must be a whole number.'],
  ['events list --limit 0', '--limit must be 1 or more.'],
  ['events list --limit 1000001', '--limit must be 1000000 or less.'],
  ['events list --limit 1 --limit 2', '--limit may be given once.'],
  ['events list --limit 1 --all', '--limit and --all exclude each other.'],
  ['events list --sort sideways', '--sort must be one of startsAt, -startsAt, createdAt, -createdAt.'],
  ['events list --output', '--output needs one of table, json, ndjson, csv, yaml, id.'],
  ['events list --output xml', '--output must be one of table, json, ndjson, csv, yaml, id.'],
  ['events list --max-price 45', '--max-price needs --currency too.'],
  ['auth login --password x --password-stdin', '--password and --password-stdin exclude each other.'],
  [`bookings reserve --event ${event}`, 'One of --item, --quantity is needed.'],
  ['events get ..', 'EVENT must be an id.'],
  ['completion fihs', '"fihs" is none of bash, zsh, fish. Did you mean fish?'],
  ['completion powershell', '"powershell" is none of bash, zsh, fish.'],
  ['webhooks verify /nowhere.json --id msg_1', '--id needs --recorded too.'],
  ['apply /nowhere.yaml', "/nowhere.yaml can't be read: there is no such file."],
  ['apply /', "/ can't be read: it is a folder."],
  ['import events /nowhere.csv', "/nowhere.csv can't be read: there is no such file."],
  ['ticket-types delete .. --event evt_1 --yes', 'TICKET-TYPE must be an id.'],
  [
    'events list --base-url nope',
    '--base-url must be an http or https URL, without user, password, query and fragment.',
  ],
  ['search events --near 53.5,9.9 --radius-km far', '--radius-km=far is not a number.'],
  ['activity list --wait long', '--wait=long is not a whole number.'],
  ['events list --max-price much --currency EUR', '--max-price "much" is not an amount of EUR'],
  ['events list --max-price 45 --currency EUX', '--currency "EUX" is no currency of ISO 4217'],
  ['events list --starts-after tomorrow', '--starts-after "tomorrow" is not a time'],
  ['events list --fields id,,title', '--fields wants names with commas between them.'],
  ['events list --fields id -o id', '--output id prints ids alone: leave --fields out.'],
  ['users delete --password-stdin --api-key-stdin', 'both read stdin: one of them must come another way.'],
  ['events create --from - --api-key-stdin', 'both read stdin: one of them must come another way.'],
  ['events list --profile stagin', 'There is no profile "stagin". `evently auth login --profile <name>` makes one.'],
]

describe('a command line that is not understood', () => {
  for (const [typed, ...says] of cases)
    it(`is told of in our words: ${typed}`, () =>
      here({}, async ({ run, asked }) => {
        const { code, stdout, stderr } = await run(typed.split(' '))
        expect({ code, stdout }, stderr).to.deep.equal({ code: 2, stdout: '' })
        for (const sentence of says) expect(stderr).to.contain(sentence)
        expect(stderr).not.to.match(
          /hunter2|Nonexistent|Expected|provided|eventId|radiusKm|baseUrl|following|Parsing|required arg|multiple values|\u001b/,
        )
        expect(asked).to.deep.equal([])
      }))

  it('names the profiles that there are, and the one that was meant', () =>
    here({}, async ({ run, folder }) => {
      const profiles = { default: { baseUrl: 'http://127.0.0.1:3000' }, staging: { baseUrl: 'http://127.0.0.1:3000' } }
      await writeFile(`${folder}/config.json`, JSON.stringify({ current: 'default', profiles }))
      for (const how of [{ args: ['--profile', 'stagin'] }, { args: [], env: { EVENTLY_PROFILE: 'stagin' } }]) {
        const { code, stderr } = await run(['events', 'list', ...how.args], how)
        expect(code).to.equal(2)
        expect(stderr).to.equal('There is no profile "stagin". Did you mean staging? There are default, staging.\n')
      }
    }))
})
