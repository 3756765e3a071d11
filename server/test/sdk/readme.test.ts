// The SDK's README is one program: it is compiled, with its types checked, and run against a real server.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import ts from 'typescript'
import { startOneProcess, type TestServer } from '../support/server.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const run = promisify(execFile)

/** The examples of a page in one module. */
const programOf = (page: string) => {
  const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text]) => text!)
  return { count: examples.length, text: examples.join('\n') }
}

/** Where the program stands for the compiler: beside the command line, which sees the SDK as partners do. */
const file = join(root, 'cli/readme-of-the-sdk.mts')

function compiled(text: string): { readonly faults: readonly string[]; readonly code: string } {
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    skipLibCheck: true,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile: read } = host
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
  host.fileExists = name => name === file || fileExists(name)
  host.readFile = name => (name === file ? text : read(name))
  let code = ''
  const program = ts.createProgram([file], options, host)
  const emitted = program.emit(undefined, (_, output) => (code = output))
  const all = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics]
  return { faults: all.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')), code }
}

describe("the SDK's README", () => {
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())

  it('has a program that compiles and runs', async function () {
    this.timeout(60_000)
    const { count, text } = programOf(await readFile(join(root, 'sdk/README.md'), 'utf8'))
    expect(count).to.be.greaterThan(8)
    const { faults, code } = compiled(text)
    expect(faults).to.deep.equal([])
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      env: { PATH: process.env['PATH'], EVENTLY_BASE_URL: server.url },
    })
    expect(stderr).to.equal('')
    expect(stdout).to.match(/^held for \d+ s\n/)
    for (const said of ['customer-4711', 'Encore', '97 left', "'live'", '4500 4500'])
      expect(stdout, said).to.include(said)
  })

  it('would not compile with a mistake in it (the control)', () => {
    const { faults } = compiled("import { Evently } from '@evently/sdk'\nvoid new Evently({ baseURL: '' })\n")
    expect(faults).to.have.length(1)
  })
})
