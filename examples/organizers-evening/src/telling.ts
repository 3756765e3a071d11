// What is told of the evening, line by line, and what has to be true of it.
import { isDeepStrictEqual } from 'node:util'
import { isProblem, type ProblemCode } from '@evently/sdk'

/** Something was not as it should be; the evening ends with it. */
export class NotAsExpected extends Error {}

export const act = (title: string) => write(`\n${title}`)
export const say = (line: string) => write(`  ${line}`)

/** Says what is so. Throws NotAsExpected where `actual` is not like `expected`, all through. */
export function check<Value>(what: string, actual: Value, expected: Value): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new NotAsExpected(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
  write(`  ✓ ${what}`)
}

/** Says that a request is refused. Throws NotAsExpected where it is granted, and any other error as it is. */
export async function checkRefused(what: string, code: ProblemCode, request: PromiseLike<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!isProblem(error, code)) throw error
    return write(`  ✓ ${what}: ${code}`)
  }
  throw new NotAsExpected(`${what}: expected ${code}, and it was granted`)
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
