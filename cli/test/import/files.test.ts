// Files as the world makes them: what is read of each as rows, with their lines, and what can't be read.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { UsageError } from '../../src/failures.ts'
import { UnreadableRows } from '../../src/import/rows.ts'
import { openImportFile } from '../../src/import/source.ts'
import { rowCharactersMax } from '../../src/import/rows.ts'

interface ReadRow {
  readonly line: number
  readonly cells: Readonly<Record<string, unknown>>
  readonly fault?: string
}

describe('a file that is imported', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-files-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function read(content: string | Uint8Array, name = 'rows.csv'): Promise<ReadRow[]> {
    const path = join(folder, name)
    await writeFile(path, content)
    const file = await openImportFile(path)
    const rows: ReadRow[] = []
    for await (const { line, cells, fault } of (await file.open()).rows)
      rows.push({ line, cells: Object.fromEntries(cells), ...(fault !== undefined && { fault }) })
    return rows
  }
  const values = async (content: string | Uint8Array, name?: string) =>
    (await read(content, name)).map(({ cells }) => Object.values(cells))
  const utf16 = (text: string, mark: readonly number[], swap: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes])
  }

  const ordinary = 'title,capacity\nZürich – 夜,12\n'
  const sameRows: Readonly<Record<string, { content: string | Uint8Array; name?: string }>> = {
    'UTF-8': { content: ordinary },
    'UTF-8 with a byte order mark': {
      content: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(ordinary)]),
    },
    'UTF-16 little endian': { content: utf16(ordinary, [0xff, 0xfe], false) },
    'UTF-16 big endian': { content: utf16(ordinary, [0xfe, 0xff], true) },
    'CR LF': { content: ordinary.replaceAll('\n', '\r\n') },
    'a lone CR': { content: ordinary.replaceAll('\n', '\r') },
    'no line break at its end': { content: ordinary.trimEnd() },
    'empty lines': { content: `\n\n${ordinary.replace('\n', '\n\n\n')}\n\n` },
    'lines of separators alone': { content: `${ordinary},\n,\n` },
    'semicolons': { content: ordinary.replaceAll(',', ';') },
    'tabs': { content: ordinary.replaceAll(',', '\t') },
    'bars': { content: ordinary.replaceAll(',', '|') },
    'a first line that names the separator': { content: `sep=;\n${ordinary.replaceAll(',', ';')}` },
    'quotes everywhere': { content: '"title","capacity"\n"Zürich – 夜","12"\n' },
    'a quoted separator in its header': { content: '"title",capacity\n"Zürich – 夜",12\n' },
    'spaces around the names of its columns': { content: ordinary.replace('title,capacity', ' title , capacity ') },
    'JSON': { content: '[{"title":"Zürich – 夜","capacity":"12"}]', name: 'a.json' },
    'JSON over many lines': {
      content: '[\n  {\n    "title": "Zürich – 夜",\n    "capacity": "12"\n  }\n]\n',
      name: 'a.json',
    },
    'NDJSON': { content: '\n{"title":"Zürich – 夜","capacity":"12"}\n\n', name: 'a.ndjson' },
    'JSON under another name': { content: '\n [{"title":"Zürich – 夜","capacity":"12"}]', name: 'export.data' },
    'NDJSON under another name': { content: '{"title":"Zürich – 夜","capacity":"12"}', name: 'export.data' },
  }
  for (const [what, { content, name }] of Object.entries(sameRows)) {
    it(`is read with ${what}`, async () => expect(await values(content, name)).to.deep.equal([['Zürich – 夜', '12']]))
  }

  it('is read the same in pieces of any size', async () => {
    const rows = Array.from({ length: 4_000 }, (_, n) => `"Ünïcode ""${n}""\r\n夜 🎻",${n}`)
    const found = await read(`title,capacity\r\n${rows.join('\r\n')}`)
    expect(found).to.have.length(4_000)
    expect(found.at(-1)).to.deep.equal({ line: 8_000, cells: { title: 'Ünïcode "3999"\n夜 🎻', capacity: '3999' } })
  })

  const linesOf: Readonly<Record<string, { content: string; name?: string; lines: readonly number[] }>> = {
    'CSV': { content: 'a,b\n1,2\n\n3,4\n', lines: [2, 4] },
    'CSV with line breaks in cells': { content: 'a,b\n"x\ny\nz",2\n3,"4\n5"\n6,7\n', lines: [2, 5, 7] },
    'CSV with CR LF in cells': { content: 'a,b\r\n"x\r\ny",2\r\n3,4\r\n', lines: [2, 4] },
    'CSV behind the name of its separator': { content: 'sep=,\na,b\n1,2\n3,4\n', lines: [3, 4] },
    'JSON': {
      content: '[\n{"a":"1"},\n{"a":\n"2"}, {"a":"]}\\"["},\n\n{"a":"3"}\n]',
      name: 'a.json',
      lines: [2, 3, 4, 6],
    },
    'NDJSON': { content: '{"a":1}\n\n{"a":2}\n', name: 'a.jsonl', lines: [1, 3] },
  }
  for (const [what, { content, name, lines }] of Object.entries(linesOf)) {
    it(`names the line that each row of ${what} begins on`, async () =>
      expect((await read(content, name)).map(row => row.line)).to.deep.equal(lines))
  }

  it('is empty with a header alone', async () => expect(await read('title,capacity\n')).to.deep.equal([]))
  it('is empty as an empty list', async () => expect(await read(' [ ] ', 'a.json')).to.deep.equal([]))

  const faultyRows: Readonly<Record<string, { content: string; name?: string; fault: RegExp; line: number }>> = {
    'too many cells': { content: 'a,b\n1,2\n1,2,3\n', fault: /^has 3 cells, and the header has 2/, line: 3 },
    'too few cells': { content: 'a,b\n1\n', fault: /^has 1 cells, and the header has 2/, line: 2 },
    'no object': { content: '[1]', name: 'a.json', fault: /^is not an object/, line: 1 },
    'a list as an item': { content: '[\n[{"a":1}]]', name: 'a.json', fault: /^is not an object/, line: 2 },
    'broken JSON': { content: '[{"a":1},\n{a:1}]', name: 'a.json', fault: /^is not valid JSON/, line: 2 },
    'a broken line': { content: '{"a":1}\n{"a":\n{"a":3}\n', name: 'a.ndjson', fault: /^is not valid JSON/, line: 2 },
  }
  for (const [what, { content, name, fault, line }] of Object.entries(faultyRows)) {
    it(`has a fault at a row of ${what}, and its other rows are read`, async () => {
      const faulty = (await read(content, name)).filter(row => row.fault !== undefined)
      expect(faulty.map(row => row.line)).to.deep.equal([line])
      expect(faulty[0]!.fault).to.match(fault)
    })
  }
  it('lets empty cells behind the last column be', async () =>
    expect(await read('a,b\n1,2,,\n')).to.deep.equal([{ line: 2, cells: { a: '1', b: '2' } }]))

  const long = 'x'.repeat(rowCharactersMax + 10)
  const unreadable: Readonly<
    Record<string, { content: string | Uint8Array; name?: string; line: number; says: RegExp }>
  > = {
    'an empty file': { content: '', line: 1, says: /is empty/ },
    'a blank file': { content: '\n \n', line: 1, says: /is empty/ },
    'an empty file of JSON': { content: '', name: 'a.json', line: 1, says: /is empty/ },
    'a quote that is never closed': { content: 'a,b\n1,2\n3,"4\n5,6\n', line: 3, says: /quote that is never closed/ },
    'a quote within a cell': { content: 'a,b\n1,2\n3,4"5\n', line: 3, says: /quote within a cell/ },
    'text behind a quoted cell': { content: 'a,b\n1,"2"3\n', line: 2, says: /behind the end of a quoted cell/ },
    'a huge cell': { content: `a,b\n1,2\n3,"${long}"\n`, line: 3, says: /longer than 1000000 characters/ },
    'a huge item of JSON': { content: `[\n{"a":"${long}"}]`, name: 'a.json', line: 2, says: /longer than/ },
    'a huge line of NDJSON': { content: `{"a":1}\n{"a":"${long}"}`, name: 'a.ndjson', line: 2, says: /longer than/ },
    'an object where a list must be': {
      content: '{"a":1}',
      name: 'a.json',
      line: 1,
      says: /not the beginning of a list/,
    },
    'a list that never ends': { content: '[{"a":1},\n{"a":2}', name: 'a.json', line: 2, says: /within its list/ },
    'an item that never ends': { content: '[{"a":1},\n{"a":2', name: 'a.json', line: 2, says: /never ends/ },
    'a comma too many': { content: '[{"a":1},\n]', name: 'a.json', line: 2, says: /comma without an item/ },
    'something behind the list': { content: '[]\n[]', name: 'a.json', line: 2, says: /behind the end/ },
  }
  for (const [what, { content, name, line, says }] of Object.entries(unreadable)) {
    it(`can't be read with ${what}, and says where`, async () => {
      const error = await read(content, name).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(UnreadableRows)
      expect((error as UnreadableRows).line).to.equal(line)
      expect((error as Error).message).to.match(says)
    })
  }

  const notText: Readonly<Record<string, { content: Uint8Array; says: RegExp }>> = {
    'Latin-1': {
      content: Buffer.from('title\nMünchen\n', 'latin1'),
      says: /is not valid UTF-8 at byte 8: save it as UTF-8/,
    },
    'a NUL': { content: Buffer.from('title\nA\0B\n'), says: /has a NUL character at byte 8/ },
    'UTF-32': { content: Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), says: /is UTF-32/ },
    'half a character at its end': { content: Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xc3]), says: /at byte 5/ },
    'a wrong byte far behind': {
      content: Buffer.concat([Buffer.from(`title\n${'夜,\n'.repeat(20_000)}`), Buffer.from([0xff])]),
      says: /is not valid UTF-8 at byte 100007:/,
    },
  }
  for (const [what, { content, says }] of Object.entries(notText)) {
    it(`is no text with ${what}, and says where`, async () => {
      const error = await read(content).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(UsageError)
      expect((error as Error).message).to.match(says)
    })
  }
})
