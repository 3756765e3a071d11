// What mails say: files that a person can edit, in Liquid (https://shopify.github.io/liquid/).
import { readFileSync } from 'node:fs'
import { Liquid, type Template } from 'liquidjs'
import { beginningOf, lengthOf } from './code-points.ts'

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What stands for the names in a template. What there is not is null: a name that is missing is a mistake. */
export type MailValues = Readonly<Record<string, unknown>>

export type Templates<Name extends string> = (name: Name, values: MailValues) => MailText

/** Longer ones are cut by who shows them, and some servers refuse them. */
const subjectLengthMax = 150

const common = {
  strictVariables: true,
  strictFilters: true,
  lenientIf: true, // a value that there is not may be asked for
  trimTagRight: true, // a tag that has a line for itself leaves none
  greedy: false,
  templates: {}, // no template reads another file
} as const

/**
 * Reads `NAME.txt` and `NAME.html` of each name in the folder, and writes each once with its sample, which has all that
 * a mail of its kind may have: a file that is missing, has no subject or names something that there is not stops the
 * start. In HTML every value is escaped; a subject is one line, at most 150 characters.
 */
export function readTemplates<Name extends string>(
  folder: URL,
  samples: Readonly<Record<Name, MailValues>>,
): Templates<Name> {
  const plain = new Liquid(common)
  const html = new Liquid({ ...common, outputEscape: 'escape' })
  const read = new Map(
    (Object.keys(samples) as Name[]).map(name => {
      const parse = (engine: Liquid, file: string, text: string) =>
        orExplain(file, () => checked(engine, engine.parse(text), samples[name]))
      const content = (file: string) => readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n')
      const [subject, text] = subjectAndText(content(`${name}.txt`), `${name}.txt`)
      return [
        name,
        {
          subject: parse(plain, `${name}.txt`, subject),
          text: parse(plain, `${name}.txt`, text),
          html: parse(html, `${name}.html`, content(`${name}.html`)),
        },
      ]
    }),
  )
  return (name, values) => {
    const { subject, text, html: page } = read.get(name)!
    return {
      subject: asLine(String(plain.renderSync(subject, values))),
      text: String(plain.renderSync(text, values)),
      html: String(html.renderSync(page, values)),
    }
  }
}

/** Also a name within a branch that the sample doesn't take is one that there is. */
function checked(engine: Liquid, template: Template[], sample: MailValues): Template[] {
  const unknown = engine.globalVariablesSync(template).find(name => !Object.hasOwn(sample, name))
  if (unknown !== undefined)
    throw new Error(`there is no {{ ${unknown} }}; there are ${Object.keys(sample).sort().join(', ')}`)
  engine.renderSync(template, sample)
  return template
}

function orExplain<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new Error(`server/mails/${file}: ${(error as Error).message}`, { cause: error })
  }
}

function subjectAndText(content: string, file: string): [subject: string, text: string] {
  const found = /^Subject: *(\S.*)\n\s*([^]+)$/.exec(content)
  if (!found) throw new Error(`server/mails/${file} must begin with "Subject: …", and its text must follow.`)
  return [found[1]!.trim(), found[2]!]
}

/** Without line breaks, which would begin another header, and without what can't be seen. */
function asLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return lengthOf(line) <= subjectLengthMax ? line : `${beginningOf(line, subjectLengthMax - 1).trimEnd()}…`
}
