// Templates of mails: what a person may write in them, what stops the start, and what no value can do.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { readTemplates } from '../../src/platform/mail-templates.ts'

const sample = { name: 'Ada', total: '5.00 EUR', items: [{ code: 'A' }] }

describe('templates of mails', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-mails-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function read(text: string, html = '<p></p>') {
    await writeFile(join(folder, 'note.txt'), text)
    await writeFile(join(folder, 'note.html'), html)
    return readTemplates(pathToFileURL(`${folder}/`), { note: sample })
  }
  const mistakeOf = async (text: string, html?: string) =>
    read(text, html).then(
      () => expect.fail('it was read'),
      (error: Error) => error.message,
    )

  it('write lists and leave out what there is not, without empty lines', async () => {
    const write = await read(
      'Subject: To {{name}}\n\n{% for item in items %}\n- {{item.code}}\n{% endfor %}\n' +
        '{% if total %}\nPaid {{total}}\n{% endif %}\nBye\n',
    )
    const items = [{ code: 'A' }, { code: 'B' }]
    expect(write('note', { name: 'Ada', total: null, items })).to.deep.include({
      subject: 'To Ada',
      text: '- A\n- B\nBye\n',
    })
    expect(write('note', { name: 'Ada', total: '5', items: [] }).text).to.equal('Paid 5\nBye\n')
  })

  it('escape every value in HTML, and none in the text', async () => {
    const write = await read('Subject: x\n\n{{name}}\n', '<p title="{{name}}">{{name}}</p>')
    const { text, html } = write('note', { ...sample, name: `<b>"Ada" & 'Ben'</b>` })
    expect(text).to.equal(`<b>"Ada" & 'Ben'</b>\n`)
    expect(html).not.to.match(/<b>|"Ada/)
  })

  it('never take a value for a template', async () => {
    const write = await read('Subject: {{name}}\n\n{{name}}\n', '{{name}}')
    const name = '{{ total }}{% raw %}'
    expect(write('note', { ...sample, name })).to.deep.include({ subject: name, text: `${name}\n` })
  })

  it('keep a subject on one line, and short', async () => {
    const write = await read('Subject: {{name}}\n\nx\n')
    const subjectOf = (name: string) => write('note', { ...sample, name }).subject
    for (const lineBreak of ['\r\n', '\n', '\u2028', '\u0085'])
      expect(subjectOf(`Ada${lineBreak}Bcc: ben@example.com`)).to.equal('Ada Bcc: ben@example.com')
    expect(subjectOf('é'.repeat(200))).to.equal(`${'é'.repeat(149)}…`)
  })

  it('may have the line ends of any system', async () => {
    const write = await read('Subject: x\r\n\r\nHello\r\n')
    expect(write('note', sample)).to.deep.include({ subject: 'x', text: 'Hello\n' })
  })

  const mistakes: readonly [string, text: string, html: string | undefined, says: RegExp][] = [
    ['without a subject', 'Hello\n', undefined, /note\.txt must begin with "Subject: …"/],
    ['with a subject alone', 'Subject: x\n', undefined, /note\.txt must begin with "Subject: …"/],
    ['with a name that there is not', 'Subject: x\n\n{{nmae}}\n', undefined, /note\.txt: there is no {{ nmae }}/],
    ['with one in HTML', 'Subject: x\n\nx\n', '{{nmae}}', /note\.html: there is no {{ nmae }}; there are items, name/],
    [
      'with one where the sample does not go',
      'Subject: x\n\n{% unless total %}{{nmae}}{% endunless %}\n',
      undefined,
      /there is no {{ nmae }}/,
    ],
    ['with a tag that has no end', 'Subject: x\n\n{% if name %}\n', undefined, /note\.txt: .*if/],
    ['with a filter that there is not', 'Subject: x\n\n{{name | shout}}\n', undefined, /note\.txt: .*shout/],
    ['that reads another file', "Subject: x\n\n{% include 'README.md' %}\n", undefined, /note\.txt: .*README/],
  ]
  for (const [what, text, html, says] of mistakes) {
    it(`stop the start ${what}`, async () => expect(await mistakeOf(text, html)).to.match(says))
  }

  it('stop the start where one is missing', () =>
    expect(() => readTemplates(pathToFileURL(`${folder}/`), { note: sample })).to.throw('note.txt'))
})
