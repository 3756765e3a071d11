// What an editor shows on hover: words for every property and every method, with units where there are any. Asked of
// the compiler's own language service, over the types as they are published.
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import ts from 'typescript'

const types = fileURLToPath(new URL('../src/index.d.ts', import.meta.url))
const file = types.replace(/index\.d\.ts$/, 'hovered.ts')

/** A language service in which `hovered.ts` beside the types has this text. */
function serviceOf(text: string): ts.LanguageService {
  const options = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
  }
  const own = (name: string) => name.replaceAll('\\', '/') === file.replaceAll('\\', '/')
  const read = (name: string) => (own(name) ? text : ts.sys.readFile(name))
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: name => {
      const known = read(name)
      return known === undefined ? undefined : ts.ScriptSnapshot.fromString(known)
    },
    getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
    getDefaultLibFileName: given => ts.getDefaultLibFilePath(given),
    fileExists: name => own(name) || ts.sys.fileExists(name),
    readFile: read,
  })
}

/** Every property that a type of the SDK has, each as an expression: `Reservation.items[].quantity`. */
function propertiesOf(): string[] {
  const program = serviceOf(`export * from './index.d.ts'\n`).getProgram()!
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
  const found: string[] = []
  for (const shape of checker.getExportsOfModule(module)) {
    const target = shape.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(shape) : shape
    if (!isShape(target)) continue
    walk(checker.getDeclaredTypeOfSymbol(target), shape.name, 0)
  }
  return found

  function walk(type: ts.Type, path: string, depth: number): void {
    for (const member of type.isUnion() ? type.types : [type]) {
      const element = checker.getIndexTypeOfType(member, ts.IndexKind.Number)
      if (element !== undefined && checker.isArrayType(member)) walk(element, `${path}[]`, depth)
      else if (member.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) walkMembers(member, path, depth)
    }
  }

  function walkMembers(type: ts.Type, path: string, depth: number): void {
    if (type.getCallSignatures().length > 0 || depth > 3) return
    for (const property of type.getProperties()) {
      const declaration = property.declarations?.[0]
      if (declaration === undefined || !declaration.getSourceFile().fileName.includes('/generated/')) continue
      const each = `${path}.${property.name}`
      if (!found.includes(each)) found.push(each)
      walk(checker.getTypeOfSymbol(property), each, depth + 1)
    }
  }
}

/** One of the contract's named shapes. */
const isShape = (symbol: ts.Symbol) =>
  symbol.declarations?.some(each => each.getSourceFile().fileName.endsWith('/generated/shapes.d.ts')) ?? false

/** What is shown on hover over the last word of each expression. */
function hoversOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = [...new Set(paths.map(path => path.split('.')[0]!.replaceAll('[]', '')))]
  const head = `import type { ${names.join(', ')} } from './index.d.ts'\n`
  // A name of a shape stands for any of its kind; where a union has a property in some members only, `Each` finds it.
  const each =
    'type Each<T, K extends PropertyKey> = T extends unknown ? (K extends keyof T ? T[K] : never) : never\n' +
    'type Item<T> = NonNullable<T> extends readonly (infer I)[] ? NonNullable<I> : never\n'
  let text = head + each
  const positions = new Map<string, number>()
  for (const [n, path] of paths.entries()) {
    const steps = path.split('.')
    const last = steps.pop()!
    const [shape, ...inner] = steps
    let type = shape!.replaceAll('[]', '')
    for (let items = shape!.split('[]').length - 1; items > 0; items -= 1) type = `Item<${type}>`
    for (const step of inner) {
      type = `NonNullable<Each<${type}, '${step.replaceAll('[]', '')}'>>`
      for (let items = step.split('[]').length - 1; items > 0; items -= 1) type = `Item<${type}>`
    }
    text += `declare const v${n}: Extract<${type}, { ${last}?: unknown }>; void v${n}.`
    positions.set(path, text.length)
    text += `${last}\n`
  }
  const service = serviceOf(text)
  return new Map(
    [...positions].map(([path, position]) => {
      const info = service.getQuickInfoAtPosition(file, position + 1)
      return [path, ts.displayPartsToString(info?.documentation)]
    }),
  )
}

const units: readonly [name: RegExp, words: RegExp][] = [
  [/Minor$/, /minor unit/],
  [/Seconds(Max)?$/, /seconds/i],
  [/Ms$/, /milliseconds/],
  [/At$/, /RFC 3339|when|time|after|not before/i],
]

describe('sdk: what an editor shows', () => {
  it('has words for every property, with its unit', function () {
    this.timeout(60_000)
    const paths = propertiesOf()
    expect(paths).to.have.length.greaterThan(300)
    expect(paths).to.include.members(['Reservation.expiresAt', 'Booking.items[].quantity', 'EventToMake.venueId'])
    const hovers = hoversOf(paths)
    const bare = paths.filter(path => !hovers.get(path))
    expect(bare, 'no words').to.deep.equal([])
    const unitless = paths.filter(path =>
      units.some(([name, words]) => name.test(path) && !words.test(hovers.get(path)!)),
    )
    expect(
      unitless.map(path => `${path}: ${hovers.get(path)}`),
      'no unit',
    ).to.deep.equal([])
  })

  it('says of properties that exclude each other what they are not beside', () => {
    const hovers = hoversOf(['ReserveBody.items', 'EventToMake.venueId', 'ResellerBody.email'])
    expect(hovers.get('ReserveBody.items')).to.include('Not beside `quantity`.').and.not.include('on sale')
    expect(hovers.get('EventToMake.venueId')).to.include('Not beside `venue`.').and.not.include('on sale')
    expect(hovers.get('ResellerBody.email')).to.include('Not beside `accountId`.').and.not.include('on sale')
  })

  it('has words for methods, with the tables of a description as lists', () => {
    const text = `import { Evently } from './index.d.ts'\nconst evently = new Evently()\nvoid evently.bookings.confirm`
    const info = serviceOf(text).getQuickInfoAtPosition(file, text.length - 1)
    const words = ts.displayPartsToString(info?.documentation)
    expect(words).to.include('- `tok_declined`: is declined: `payment_declined`').and.not.match(/^\|/m)
  })

  it('would notice a property without words (the control)', () => {
    const text = `interface Bare { property: string }\ndeclare const bare: Bare\nvoid bare.property`
    const info = serviceOf(text).getQuickInfoAtPosition(file, text.length - 1)
    expect(ts.displayPartsToString(info?.documentation)).to.equal('')
  })
})
