// The contract's source files, and where everything stands in the repository.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The project's root, from the compiled generator in openapi/generator/dist. */
export const root = new URL('../../../', import.meta.url)

/** The path of a file of the contract: `evently.yaml`. */
export const sourcePath = (name: string): string => fileURLToPath(new URL(`openapi/${name}`, root))

export async function readYaml<Content>(name: string): Promise<Content> {
  return parse(await readFile(sourcePath(name), 'utf8')) as Content
}
