// `npm start`: looks whether this process may open files enough to load the server at all, and then starts it.
import { descriptorsForNode, tooFewDescriptors } from './descriptors.ts'
import { descriptorsMax } from './platform/file-descriptors.ts'

// Where they lead to may be full or gone, which must not end the server.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})

const have = descriptorsMax()
if (have < descriptorsForNode) {
  process.stderr.write(`Evently could not start: ${tooFewDescriptors(have, descriptorsForNode)}\n`)
  process.exit(1)
}
await import('./start.ts')
