// The README's list of commands, from what the commands say of themselves.
//
//   node readme.mjs write     after a command has changed
//   node readme.mjs check     ends with 1 where the README says something else; another page may be named
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Plugin } from '@oclif/core'

const root = fileURLToPath(new URL('.', import.meta.url))
const [action, page = `${root}README.md`] = process.argv.slice(2)
const [begin, end] = ['<!-- the commands: written by `npm run cli-readme` -->', '<!-- end of the commands -->']

const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true })
await plugin.load()
const text = readFileSync(page, 'utf8')
const wanted = withCommands(text)
if (action === 'write') writeFileSync(page, wanted)
else if (text !== wanted) {
  console.error('cli/README.md lists other commands than there are: `npm run cli-readme` writes it.')
  process.exit(1)
}

function withCommands(readme) {
  const [before, rest] = readme.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`README.md has no place for the commands, between ${begin} and ${end}`)
  return `${before}${begin}\n\n${sections()}\n\n${end}${after}`
}

/** A table for each topic, and one for the commands without a topic. */
function sections() {
  const commands = plugin.commands.filter(({ hidden }) => !hidden)
  const topics = new Map()
  for (const command of commands) {
    const topic = command.id.includes(':') ? command.id.split(':')[0] : ''
    topics.set(topic, [...(topics.get(topic) ?? []), command])
  }
  const names = [...topics.keys()].filter(Boolean).sort()
  const about = name => plugin.pjson.oclif.topics[name]?.description.split('\n')[0]
  return [
    ...names.map(name => table(`\`evently ${name}\`: ${lowerFirst(about(name) ?? '')}`, topics.get(name))),
    table('and', topics.get('') ?? []),
  ].join('\n\n')
}

function table(title, commands) {
  const rows = commands
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ summary, examples }) => `| \`${exampleOf(examples)}\` | ${cell(summary)} |`)
  return [`| ${title} | |`, '|---|---|', ...rows].join('\n')
}

function exampleOf(examples) {
  return cell(String(examples[0]).replaceAll('<%= config.bin %>', 'evently'))
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
