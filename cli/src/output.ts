// Standard output and error: every byte is written, or the command says so and fails.
import { fstatSync, writeSync } from 'node:fs'
import { exit } from './exit-codes.ts'
import { endWaiting } from './spinner.ts'

let printed = false

/** Whether something is on stdout already. */
export const hasPrinted = (): boolean => printed

/** Has to run before anything is written. What can't be written to stdout ends the process. */
export function watchOutput(): void {
  printed = false
  // Before the listener of oclif, which lets a command go on into a pipe that nobody reads.
  process.stdout.prependListener('error', endUnwritten)
  process.stderr.on('error', failUnsaid)
}

/** Data for stdout, as it is. */
export function print(text: string): void {
  endWaiting()
  if (text !== '') printed = true
  try {
    if (isRegularFile(process.stdout.fd)) writeAll(process.stdout.fd, Buffer.from(text))
    else process.stdout.write(text)
  } catch (error) {
    endUnwritten(error as NodeJS.ErrnoException)
  }
}

/** A line for people, on stderr. */
export function say(line: string): void {
  endWaiting()
  try {
    process.stderr.write(line + '\n')
  } catch {
    failUnsaid()
  }
}

/** Node writes to a file once, and takes no notice if a full disk has taken only a part of it. */
function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}

function isRegularFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile()
  } catch {
    return false
  }
}

/** A reader that has seen enough, as `head` has, ends the command as quietly as it ends any other program. */
function endUnwritten({ code, message }: NodeJS.ErrnoException): never {
  if (code === 'EPIPE' || code === 'EOF') process.exit(exit.outputClosed)
  say(`The output can't be written: ${message}. It is not complete, but what was asked for may be done.`)
  process.exit(exit.unexpected)
}

function failUnsaid(): void {
  process.exitCode ||= exit.unexpected
}
