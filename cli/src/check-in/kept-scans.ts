// Scans that could not be asked about, kept in a file until there is a network: a line of JSON each.
import { appendFile } from 'node:fs/promises'
import type { Scan } from '@evently/sdk'
import { UsageError } from '../failures.ts'
import { isThere, readText } from '../input.ts'
import { unwritable } from '../output-file.ts'

/** Throws a UsageError where the file can't be written. */
export const keepScan = (file: string, scan: Scan): Promise<void> => append(file, `${JSON.stringify(scan)}\n`)

/** Makes the file, if it isn't there: a door finds out before it opens that nothing can be kept, not in an outage. */
export const openKeptScans = (file: string): Promise<void> => append(file, '')

const append = (file: string, text: string): Promise<void> =>
  appendFile(file, text).catch((error: unknown) => {
    throw unwritable(file, error)
  })

/** Those of a file, or of stdin for `-`, in their order. A line that is none is named in a UsageError. */
export async function keptScans(file: string): Promise<readonly Scan[]> {
  const lines = (await readText(file)).split('\n').map((line, n) => ({ line, number: n + 1 }))
  return lines.filter(({ line }) => line.trim() !== '').map(({ line, number }) => scanIn(line, number))
}

/** The same; of a file that is not there yet, none. */
export const keptScansIfAny = async (file: string): Promise<readonly Scan[]> =>
  (await isThere(file)) ? keptScans(file) : []

function scanIn(line: string, number: number): Scan {
  const scan = parsed(line)
  if (typeof scan?.code === 'string' && typeof scan.scanId === 'string') return scan as Scan
  throw new UsageError(`Line ${number} is no scan: each line is one that \`check-in scan --keep\` has written.`)
}

function parsed(line: string): Partial<Scan> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
