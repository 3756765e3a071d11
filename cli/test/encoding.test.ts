// Bytes that are read as text: which encodings are taken, and where the others go wrong.
import { expect } from 'chai'
import { textOfBytes } from '../src/encoding.ts'
import { UsageError } from '../src/failures.ts'
import { anEvent } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const mark = '\ufeff'
const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => utf16le(text).swap16()
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const text = '{"title":"Nuit d’été 🎻"}'

describe('bytes that are read as text', () => {
  const read: Record<string, Uint8Array> = {
    'UTF-8': Buffer.from(text),
    'UTF-8 with a byte order mark': Buffer.from(mark + text),
    'UTF-16LE with a byte order mark': utf16le(mark + text),
    'UTF-16BE with a byte order mark': utf16be(mark + text),
  }
  for (const [what, bytes] of Object.entries(read))
    it(`are read from ${what}`, () => expect(textOfBytes(bytes, 'event.json')).to.equal(text))
  it('may be none at all', () => expect(textOfBytes(Buffer.from(mark), 'event.json')).to.equal(''))

  const refused: Record<string, [bytes: Uint8Array, why: string]> = {
    'Latin 1': [latin1('{"title":"Café"}'), 'is not valid UTF-8 at byte 14'],
    'Latin 1 behind other signs of UTF-8': [
      Buffer.concat([Buffer.from('été '), latin1('é')]),
      'is not valid UTF-8 at byte 7',
    ],
    'UTF-8 that ends within a sign': [Buffer.from('aé').subarray(0, 2), 'is not valid UTF-8 at byte 2'],
    'UTF-8 behind its mark that is none': [
      Buffer.concat([Buffer.from(`${mark}a`), latin1('é!')]),
      'is not valid UTF-8 at byte 5',
    ],
    'a surrogate in UTF-8': [Buffer.from([0x41, 0xed, 0xa0, 0x80]), 'is not valid UTF-8 at byte 2'],
    'an overlong form': [Buffer.from([0x41, 0xc0, 0xaf]), 'is not valid UTF-8 at byte 2'],
    'half a pair in UTF-16LE': [utf16le(`${mark}a\ud83cb`), 'is not valid UTF-16 at byte 5'],
    'half a pair in UTF-16BE': [utf16be(`${mark}a\ud83cb`), 'is not valid UTF-16 at byte 5'],
    'UTF-16 of an odd length': [utf16le(`${mark}ab`).subarray(0, 5), 'is not valid UTF-16 at byte 5'],
    'UTF-16LE without a mark': [utf16le('{"a":1}'), 'has a NUL character at byte 2'],
    'UTF-16BE without a mark': [utf16be('{"a":1}'), 'has a NUL character at byte 1'],
    'UTF-32LE': [Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'is UTF-32'],
    'UTF-32BE': [Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b]), 'is UTF-32'],
    'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'is not valid UTF-8 at byte 1'],
  }
  for (const [what, [bytes, why]] of Object.entries(refused))
    it(`are refused as ${what}: ${why}`, () =>
      expect(() => textOfBytes(bytes, 'event.json')).to.throw(UsageError, `event.json ${why}: save it as UTF-8.`))

  it('come from files and from stdin', () =>
    withTerminal({ 'POST /api/v1/admin/events': { status: 201, json: anEvent() } }, async ({ run, asked }) => {
      const args = ['api', 'events.create', '--input', '-']
      const env = { EVENTLY_API_KEY: 'evk_test' }
      expect((await run(args, { env, stdin: utf16le(mark + text) })).code).to.equal(0)
      expect(asked.map(one => one.body)).to.deep.equal([JSON.parse(text)])
      const { code, stderr } = await run(args, { env, stdin: latin1('"é"') })
      expect({ code, stderr }).to.deep.equal({
        code: 2,
        stderr: 'What came on stdin is not valid UTF-8 at byte 2: save it as UTF-8.\nSee more help with --help\n',
      })
      expect(asked).to.have.length(1)
    }))
})
