// What an import remembers of itself over a crash, and when it must not go on.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openJournal, type JournalHead } from '../../src/import/journal.ts'

describe('the journal of an import', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-journal-'))
    path = join(folder, 'rows.csv.journal')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const head: JournalHead = { kind: 'events', server: 'http://127.0.0.1:3000', digest: 'd1', rows: 10 }
  const begun = (rows: readonly number[]) => {
    const journal = openJournal({ path, head, resume: undefined })
    for (const row of rows) journal.note(row, { id: `evt_${row}`, outcome: 'made' })
    return journal
  }
  const doneOf = (own: Partial<JournalHead> = {}, resume: boolean | 'unsaid' = true) => {
    const said = resume === 'unsaid' ? undefined : resume
    const journal = openJournal({ path, head: { ...head, ...own }, resume: said })
    journal.close()
    return [...journal.done]
  }

  it('knows the rows that are done, in whatever order they were', () => {
    begun([3, 1, 2]).close()
    expect(doneOf()).to.deep.equal([3, 1, 2])
  })

  it('leaves out a line that a crash has cut off, and goes on behind the last whole one', async () => {
    begun([1, 2]).close()
    const whole = await readFile(path, 'utf8')
    await writeFile(path, `${whole}{"row":3,"i`)
    const journal = openJournal({ path, head, resume: true })
    journal.note(4, { id: 'evt_4', outcome: 'made' })
    journal.close()
    expect(await readFile(path, 'utf8')).to.equal(`${whole}{"row":4,"id":"evt_4"}\n`)
    expect(doneOf()).to.deep.equal([1, 2, 4])
  })

  it('begins anew where even its first line was cut off', async () => {
    await writeFile(path, '{"eventlyImp')
    expect(doneOf({}, 'unsaid')).to.deep.equal([])
  })

  it('is gone once every row is taken, and stays where some were refused', async () => {
    const clean = begun([1])
    clean.finish({ isClean: true })
    clean.close()
    expect(await readFile(path).catch(() => 'gone')).to.equal('gone')

    const refused = begun([1])
    refused.finish({ isClean: false })
    refused.close()
    expect(doneOf()).to.deep.equal([1]) // the refused ones are tried again
    expect(doneOf({}, 'unsaid')).to.deep.equal([]) // and without --resume it is another import
  })

  it('begins anew with --no-resume', () => {
    begun([1, 2]).close()
    expect(doneOf({}, false)).to.deep.equal([])
  })

  const refusals: Readonly<
    Record<string, readonly [own: Partial<JournalHead>, resume: boolean | 'unsaid', says: RegExp]>
  > = {
    'an import that has not ended, while nobody says what to do': [{}, 'unsaid', /stopped after 1 of 10 rows/],
    'another file': [{ digest: 'd2' }, true, /had another content/],
    'another server': [{ server: 'http://elsewhere' }, true, /was to http:\/\/127\.0\.0\.1:3000/],
    'venues': [{ kind: 'venues' }, true, /was of events/],
  }
  for (const [what, [own, resume, says]] of Object.entries(refusals)) {
    it(`does not go on with ${what}`, () => {
      begun([1]).close()
      expect(() => doneOf(own, resume)).to.throw(says)
    })
  }

  it('has nothing to resume where there is none, and is no other file', async () => {
    expect(() => doneOf()).to.throw(/nothing to resume/)
    await writeFile(path, 'my diary\n')
    for (const resume of [true, false, 'unsaid'] as const)
      expect(() => doneOf({}, resume)).to.throw(/is no journal of an import/)
    expect(await readFile(path, 'utf8')).to.equal('my diary\n')
  })
})
