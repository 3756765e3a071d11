// How the CLI is bundled: whole packages that it needs a part of, and what is loaded when it is used and not before.
// Measured with `npm run measure`; without these a start takes twice as long.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What CommonJS modules find without asking. */
export const commonJsWords = [
  "const require = process.getBuiltinModule('module').createRequire(import.meta.url)",
  'const { filename: __filename, dirname: __dirname } = import.meta',
].join('; ')

/** Packages of which the CLI needs a part: that part is in a file of ours. */
const ownFiles = {
  '@oclif/core': 'bundle/oclif-core.mjs',
  '@inquirer/prompts': 'bundle/inquirer-prompts.mjs',
  undici: 'bundle/undici.mjs',
}
const ownEntries = {
  name: 'own-entries',
  setup(entries) {
    entries.onResolve({ filter: /^(@oclif\/core|@inquirer\/prompts|undici)$/ }, ({ path }) => ({
      path: join(root, ownFiles[path]),
    }))
  },
}

/** CommonJS that is imported when it is needed keeps the names of its exports, as in Node. */
const namedExports = {
  name: 'named-exports',
  setup(named) {
    const require = createRequire(import.meta.url)
    named.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolved' || path in ownFiles) return undefined
      const found = await named.resolve(path, { kind, resolveDir, pluginData: 'resolved' })
      return found.external || isModule(found.path) ? undefined : { path: found.path, namespace: 'named' }
    })
    named.onLoad({ filter: /./, namespace: 'named' }, ({ path }) => {
      const names = Object.keys(require(path)).filter(name => name !== 'default' && /^[\w$]+$/.test(name))
      const whole = `const whole = require(${JSON.stringify(path)})\nexport default whole\n`
      return { contents: `${whole}export const { ${names.join(', ')} } = whole`, resolveDir: root }
    })
  },
}

function isModule(path) {
  const folder = /^.*node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(path)?.[0]
  return (
    /\.mjs$/.test(path) ||
    (!/\.cjs$/.test(path) &&
      (folder === undefined || JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type === 'module'))
  )
}

/** What oclif looks for commands and settings with where it has no list of them: the package has one. */
const withoutSearches = {
  name: 'without-searches',
  setup(searches) {
    const filter = /^(lilconfig|minimatch|tinyglobby|typescript)$/
    searches.onResolve({ filter }, ({ path }) => ({ path, namespace: 'nothing' }))
    searches.onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** HTTP/2, which takes Node as long to load as all the rest of a request: it waits for a server that speaks it. */
const http2Later = {
  name: 'http2-later',
  setup(later) {
    later.onResolve({ filter: /\/client-h2\.js$/ }, ({ path, resolveDir, namespace }) =>
      namespace === 'later' ? { path } : { path: join(resolveDir, path), namespace: 'later' },
    )
    later.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = (...given) => require(${JSON.stringify(path)})(...given)`,
      resolveDir: root,
    }))
  },
}

/** A module of Node's as `require` has it: an import also runs what is only loaded for who asks, such as streams. */
const nodeAsIs = {
  name: 'node-as-is',
  setup(asIs) {
    asIs.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? undefined : { path, namespace: 'node-as-is' },
    )
    asIs.onLoad({ filter: /./, namespace: 'node-as-is' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}

/** oclif's modules load each other, and Node's, at the place where they use them: a start uses few. */
const oclifLater = {
  name: 'oclif-later',
  setup(later) {
    later.onLoad({ filter: /@oclif[/\\]core[/\\]lib[/\\].*\.js$/ }, ({ path }) => {
      const names = new Map()
      const declaration = /^(?:const|var) (\w+) = ((?:__importDefault\()?require\("[^"]+"\)\)?);$/gm
      const rest = readFileSync(path, 'utf8').replace(declaration, (_, name, loading) => {
        names.set(name, loading)
        return ''
      })
      const later = rest.replace(/\b\w+_\d+\b/g, name => (names.has(name) ? `(${names.get(name)})` : name))
      return { contents: withoutDelays(path, later) }
    })
  },
}

/** What takes oclif longer than it has to, at every start. */
function withoutDelays(path, text) {
  const delays = {
    // the locale's order of words is loaded for it; ids are plain ASCII, and listed in this order already
    'config/plugin.js': ['a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'],
    // this one loads processes and streams
    'util/os.js': ["(await import('wsl-utils')).isWsl", "require('is-wsl').default"],
  }
  const [from, to] =
    Object.entries(delays).find(([file]) => path.replaceAll('\\', '/').endsWith(`/lib/${file}`))?.[1] ?? []
  if (from === undefined) return text
  if (!text.includes(from)) throw new Error(`${path} no longer says ${from}: see what a start takes now.`)
  return text.replaceAll(from, to)
}

/** `require` of our own modules is one that is bundled, and run when it is called. */
const laterRequires = {
  name: 'later-requires',
  setup(requires) {
    requires.onLoad({ filter: /[/\\]dist[/\\]src[/\\].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^const require = createRequire\(import\.meta\.url\);?$/m, ''),
    }))
  },
}

export const plugins = [ownEntries, namedExports, withoutSearches, http2Later, oclifLater, nodeAsIs, laterRequires]
